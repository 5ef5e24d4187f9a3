"""How long it takes to ask the model: of a whole city, and of one course."""

from __future__ import annotations

import time
from decimal import Decimal

from bench.report import Figure, timed
from bench.trials import DAY, LEARNED, WORLD
from fit_tracker.progression.expected import ExpectedModel, expected_course, foresee, train
from fit_tracker.progression.simulate import INFORMANTS, simulate

OPEN_COURSES = 10_000
AHEAD = (1, 5)
RATINGS, UNTIL = 8, 20


def assess() -> list[Figure]:
    """All open courses of a large city at once, and one after a new rating."""
    model = train(simulate("plain", LEARNED, 1).table(), WORLD, DAY)
    table = simulate("plain", OPEN_COURSES, 2).table()
    started = time.perf_counter()
    answer = foresee(model, table)
    last = table.start[1:] - 1
    for horizon in AHEAD:
        answer.bands(horizon, last)
    whole = time.perf_counter() - started
    name = f"assess {table.n_series:,} open courses, {table.n_ratings:,} ratings, risks and bands"
    used = time.process_time()
    seconds = _one_course(model)
    used = (time.process_time() - used) / len(seconds) * 1000
    what = f"one course of {RATINGS} ratings, to visit {UNTIL} (processor time {used:.1f} ms)"
    return [
        Figure(name, f"{whole:.2f} s", "< 1 s", whole < 1),
        timed(what, seconds, 5),
    ]


def _one_course(model: ExpectedModel) -> list[float]:
    scores = [Decimal(f"{20 + 0.5 * visit:.1f}") for visit in range(RATINGS)]
    visits = range(1, RATINGS + 1)
    seconds = []
    for _ in range(300):
        started = time.perf_counter()
        expected_course(model, visits, scores, INFORMANTS[0], Decimal(5), UNTIL)
        seconds.append(time.perf_counter() - started)
    return seconds
