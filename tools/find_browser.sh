#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; installs one if there is none.
set -euo pipefail
python="$1"

found() { [ -n "${1:-}" ] && [ -x "$1" ] && "$1" --version > /dev/null 2>&1; }

if found "${FIT_TRACKER_CHROMIUM:-}"; then echo "$FIT_TRACKER_CHROMIUM"; exit 0; fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    path="$(command -v "$name" || true)"
    # Ubuntu's "chromium" may be a stub that asks for snap: only one that answers counts.
    if found "$path"; then echo "$path"; exit 0; fi
done

own="$("$python" -c 'from playwright.sync_api import sync_playwright as p
with p() as w: print(w.chromium.executable_path)' 2> /dev/null || true)"
if found "$own"; then echo "$own"; exit 0; fi

sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
if grep -q '^ID=debian' /etc/os-release 2> /dev/null; then
    echo "Installing Chromium for the browser tests (Debian package) ..." >&2
    $sudo apt-get update -qq >&2
    $sudo apt-get install -y -qq chromium >&2
    command -v chromium
else
    echo "Installing Chromium for the browser tests (with Playwright) ..." >&2
    "$python" -m playwright install --with-deps chromium >&2
    "$python" -c 'from playwright.sync_api import sync_playwright as p
with p() as w: print(w.chromium.executable_path)'
fi
