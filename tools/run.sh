#!/usr/bin/env bash
# Starts the app. With DEMO=1 (the default) on a demo database of its own, filled if empty.
set -euo pipefail
python="$1"; demo="$2"; port="$3"

if [ "$demo" = 1 ]; then
    export FIT_TRACKER_DATABASE="${FIT_TRACKER_DATABASE:-data/demo.duckdb}"
    if [ ! -e "$FIT_TRACKER_DATABASE" ]; then
        echo "Filling $FIT_TRACKER_DATABASE with an invented municipality (a minute or two) ..."
        "$python" -m fit_tracker seed
    else
        # A demo from an earlier version: nobody needs to be asked, and a copy is kept.
        "$python" -m fit_tracker migrate
    fi
else
    export FIT_TRACKER_DATABASE="${FIT_TRACKER_DATABASE:-data/fit_tracker.duckdb}"
fi

# The models' matrices are small; a second thread would wait more than it works.
export OPENBLAS_NUM_THREADS="${OPENBLAS_NUM_THREADS:-1}"
echo "FIT Tracker on http://localhost:$port with $FIT_TRACKER_DATABASE (Ctrl+C stops it)"
exec "$python" -m streamlit run streamlit_app.py --server.port "$port"
