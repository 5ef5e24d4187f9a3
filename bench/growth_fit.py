"""One fit in a process of its own, so that time and memory are those of the fit alone.

`python -m bench.growth_fit DATABASE TABLE ml|reml` prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import duckdb

from bench.growth_data import GROUPS
from fit_tracker.progression.growth import fit_growth, group_effects
from fit_tracker.progression.moments import Moments, from_columns
from fit_tracker.store.analysis import moments_on

VIEW = """
CREATE OR REPLACE TEMP VIEW analysis_rating AS
SELECT episode_id AS series, level, session_no, score FROM {table}
"""


def moments_of(connection: duckdb.DuckDBPyConnection, table: str) -> Moments:
    """Two scans with the app's own queries: the mean to count from, and the sums."""
    connection.execute(VIEW.format(table=table))
    return from_columns(*moments_on(connection))


def measure(path: str, table: str, method: str) -> dict[str, Any]:
    """Seconds from the table to the estimates, the peak of memory, and the estimates."""
    effects = group_effects(GROUPS) if table == "gaps" else None
    with duckdb.connect(path, read_only=True) as connection:
        started, used = time.perf_counter(), time.process_time()
        found = moments_of(connection, table)
        collected = time.perf_counter()
        fit = fit_growth(found, method, effects)
        done, used = time.perf_counter(), time.process_time() - used
    times = {"collect": collected - started, "seconds": done - started, "processor": used}
    return {**times, "peak": _peak(), "designs": len(found.count), **fit.as_json()}


def _peak() -> float:
    """Most memory this process has had, in MB. The rusage of a child starts at its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:4])))
