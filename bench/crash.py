"""Kill -9 in the middle of writing, again and again, and count what is left.

A visit that was reported as saved must be there, and no visit may be half there: each
has its three participants, six ratings, its audit rows, and the status knows of it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench.site import RATINGS_OF_A_VISIT, Household, create, open_database
from fit_tracker.services.context import Context

ROOT = Path(__file__).resolve().parent.parent

LEFT = """
SELECT v.visit_id,
       (SELECT count(*) FROM visit_participant p WHERE p.visit_id = v.visit_id),
       (SELECT count(*) FROM rating r WHERE r.visit_id = v.visit_id)
FROM visit v
"""
TRAIL = "SELECT count(*) FROM audit WHERE what = 'visit_recorded'"
STATUS = "SELECT sum(visits_attended) FROM episode_status"


@dataclass
class Left:
    """What was found after the kills; both lists empty is the claim."""

    rounds: int = 0
    reported: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)


def kill_while_writing(folder: Path, rounds: int, seed: int = 1) -> Left:
    """Start a writer, kill it at a random moment, look; `rounds` times on one database."""
    path, rng, left = folder / "crash.duckdb", Random(seed), Left()
    ctx = open_database(path)
    home = create(ctx, 1)[0]
    ctx.database.close()
    reported: set[str] = set()
    for _ in range(rounds):
        reported |= _one_round(path, home, rng.uniform(0.05, 0.6))
        _look(path, reported, left)
        left.rounds += 1
    left.reported = len(reported)
    return left


def _one_round(path: Path, home: Household, seconds: float) -> set[str]:
    """Kill the writer `seconds` after its first report; returns all it reported."""
    ids = (home.actor.user_id, home.family_id, home.episode_id, *home.members)
    command = [sys.executable, "-m", "bench.crash_writer", str(path), *map(str, ids)]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(seconds)
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read()
    writer.wait()
    writer.stdout.close()
    # A last line without its end was not said in full.
    lines = (first + rest).split("\n")[:-1]
    return {line for line in lines if line}


def _look(path: Path, reported: set[str], left: Left) -> None:
    ctx = open_database(path)
    try:
        found = {str(row[0]): (row[1], row[2]) for row in _rows(ctx, LEFT)}
        whole = (3, RATINGS_OF_A_VISIT)
        left.lost += sorted(reported - set(found))
        left.half += [visit for visit, parts in found.items() if parts != whole]
        counted = [_rows(ctx, TRAIL)[0][0], _rows(ctx, STATUS)[0][0]]
        if counted != [len(found)] * 2:
            left.half.append(f"trail and status say {counted}, visits are {len(found)}")
    finally:
        ctx.database.close()


def _rows(ctx: Context, statement: str) -> list[tuple[object, ...]]:
    cursor = ctx.database.cursor()
    try:
        return cursor.execute(statement).fetchall()
    finally:
        cursor.close()
