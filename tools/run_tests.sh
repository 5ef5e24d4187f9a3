#!/usr/bin/env bash
# All tests: those in the browser mostly wait, so they run beside the others. Both must pass.
# usage: tools/run_tests.sh PYTHON
set -uo pipefail
python=$1
export FIT_TRACKER_CHROMIUM
FIT_TRACKER_CHROMIUM=$(tools/find_browser.sh "$python") || exit 1

told=$(mktemp)
trap 'rm -f "$told"' EXIT
"$python" -m pytest -q -n 1 --dist loadfile -m browser > "$told" 2>&1 &
browser=$!

echo "Running the tests, and beside them those in the browser ..."
"$python" -m pytest -q -n auto --dist loadfile -m "not browser"
rest=$?
wait "$browser"
shown=$?
echo "In the browser:"
cat "$told"
[ "$rest" -eq 0 ] && [ "$shown" -eq 0 ]
