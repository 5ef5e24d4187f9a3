# Everything starts here. `make run` and `make test` need nothing else on a fresh machine.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= 1
PORT ?= 8501
# What is compiled is kept, whatever the surroundings say: hundreds of processes use it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup setup-dev run test lint bench schema shots clean

help:            ## This list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

# Nothing is compiled before it is used: that was half of the time, for what is never imported.
setup: $(VENV)/.installed                       ## .venv with what the app needs

$(VENV)/.installed: requirements.txt
	@tools/make_venv.sh $(PYTHON) $(VENV)
	@echo "Installing what the app needs (a minute or two the first time) ..."
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements.txt
	@touch $@

setup-dev: $(VENV)/.installed-dev               ## the same with test tools and a browser

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@echo "Installing test tools ..."
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements-dev.txt
	@tools/find_browser.sh $(BIN)/python > /dev/null
	@touch $@

run: setup                                      ## start the app: with demo data, or DEMO=0 for real
	@tools/run.sh $(BIN)/python $(DEMO) $(PORT)

test: setup-dev lint                            ## all checks and all tests
	@echo "Running the tests ..."
	@FIT_TRACKER_CHROMIUM="$$(tools/find_browser.sh $(BIN)/python)" $(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder --ignore tests/browser
	@echo "Running the tests in the browser ..."
	@FIT_TRACKER_CHROMIUM="$$(tools/find_browser.sh $(BIN)/python)" $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/browser

lint: setup-dev                                 ## ruff (lint and format) and mypy
	@echo "Checking style and types ..."
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: setup-dev                                ## the figures of docs/figures.md
	@FIT_TRACKER_CHROMIUM="$$(tools/find_browser.sh $(BIN)/python)" $(BIN)/python -m bench

schema: setup                                   ## db/schema.sql from the migrations
	@$(BIN)/python -m fit_tracker schema

shots: setup-dev                                ## the pictures of the README
	@FIT_TRACKER_CHROMIUM="$$(tools/find_browser.sh $(BIN)/python)" $(BIN)/python tools/screenshots.py

clean:                                          ## remove the environment (never the data)
	rm -rf $(VENV)
