"""The growth model on ten million ratings: seconds, memory, and how they grow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.growth_data import ratings, rows_of
from bench.report import Figure
from bench.rivals import beside_lme4, beside_statsmodels

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
MOST_MB = 1024
LIMITS = {"regular": 1.5, "gaps": 4.0}
NAMES = {
    "regular": "sessions 1..n",
    "gaps": "gaps, and a level and a slope for each of 8 groups",
}


def fitted(table: str, method: str = "ml") -> dict[str, Any]:
    """The middle of three fits, each in a process of its own."""
    command = [sys.executable, "-m", "bench.growth_fit", str(ratings()), table, method]
    runs = [
        json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
        for _ in range(ROUNDS)
    ]
    return sorted(runs, key=lambda run: float(run["seconds"]))[ROUNDS // 2]


def growth() -> list[Figure]:
    """Fit from a DuckDB table, and the same courses with other programs."""
    ratings()
    runs = {table: fitted(table) for table in ("part_1e5", "part_1e6", "regular", "gaps")}
    figures = [_large(table, runs[table]) for table in LIMITS]
    figures += [_memory(runs[table], NAMES[table]) for table in LIMITS]
    return [*figures, _scaling(runs), *beside_lme4(), *beside_statsmodels()]


def _large(table: str, run: dict[str, Any]) -> Figure:
    many, courses = rows_of(table)
    limit = LIMITS[table]
    name = f"growth model, {many:,} ratings of {courses:,} courses, {NAMES[table]}"
    text = (
        f"{run['seconds']:.2f} s (of it reading {run['collect']:.2f} s; processor time "
        f"{run['processor']:.2f} s), {run['designs']:,} designs"
    )
    return Figure(name, text, f"< {limit} s", run["seconds"] < limit)


def _memory(run: dict[str, Any], name: str) -> Figure:
    what = f"the same, most memory of the process, {name}"
    return Figure(what, f"{run['peak']:.0f} MB", f"< {MOST_MB} MB", run["peak"] < MOST_MB)


def _scaling(runs: dict[str, dict[str, Any]]) -> Figure:
    seconds = [float(runs[table]["seconds"]) for table in ("part_1e5", "part_1e6", "regular")]
    text = " / ".join(f"{value:.3f} s" for value in seconds)
    name = "growth model at 10⁵ / 10⁶ / 10⁷ ratings"
    return Figure(name, text, "at most 100 × from first to last", seconds[2] <= 100 * seconds[0])
