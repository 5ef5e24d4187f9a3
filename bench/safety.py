"""Correct rows from many threads, and nothing lost when the process is killed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.crash import kill_while_writing
from bench.report import Figure
from bench.site import create, open_database
from bench.threads import hammer

THREADS, CALLS = 8, 500
ROUNDS = 50


def threads() -> list[Figure]:
    """8 threads × 500 mixed reads and writes, each on a family of its own."""
    with tempfile.TemporaryDirectory() as folder:
        ctx = open_database(Path(folder) / "threads.duckdb")
        found = hammer(ctx, create(ctx, THREADS), CALLS)
        ctx.database.close()
    text = f"{len(found.wrong)} wrong of {found.calls} calls ({found.writes} writes)"
    name = f"{THREADS} threads × {CALLS} mixed reads and writes"
    return [Figure(name, text, "0 wrong", not found.wrong)]


def crash() -> list[Figure]:
    """50 times kill -9 while visits are written."""
    with tempfile.TemporaryDirectory() as folder:
        left = kill_while_writing(Path(folder), ROUNDS)
    text = (
        f"{left.reported} visits reported saved: {len(left.lost)} lost, {len(left.half)} half there"
    )
    name = f"kill -9 while writing, {left.rounds} rounds"
    return [Figure(name, text, "0 lost, 0 half", not left.lost and not left.half)]
