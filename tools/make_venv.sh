#!/usr/bin/env bash
# Makes the virtual environment; on Debian and Ubuntu installs python3-venv if it is missing.
set -euo pipefail
python="$1"; venv="$2"

if ! command -v "$python" > /dev/null; then
    echo "Python 3.11 or newer is needed and '$python' is not there. Install it (apt-get install python3), or name another: make PYTHON=python3.12 ..." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed; '$python' is $("$python" --version). Name another: make PYTHON=python3.12 ..." >&2
    exit 1
fi
if [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version > /dev/null 2>&1; then
    exit 0
fi

echo "Making $venv ..."
if ! "$python" -c 'import ensurepip' 2> /dev/null; then
    version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    echo "Installing python$version-venv (your Debian or Ubuntu keeps it apart) ..."
    sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq "python$version-venv" > /dev/null
fi
rm -rf "$venv"
"$python" -m venv "$venv"
