"""A review of a large municipality: computing and freezing it, and opening it again.

On the database of 5,000 families, with the quarters before it already frozen.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

from bench import data
from bench.report import Figure, timed
from bench.site import open_database
from fit_tracker.domain.people import Actor
from fit_tracker.domain.reviews import Period
from fit_tracker.services import maintenance, review_compute, review_periods, review_read
from fit_tracker.services import review_series as series
from fit_tracker.services.context import Context

QUARTERS = 4
OPENED = 20
COMPUTED_MS, OPENED_MS = 3000, 200


def review() -> list[Figure]:
    with data.scratch("large") as path:
        ctx = open_database(path)
        try:
            return list(_figures(ctx))
        finally:
            ctx.database.close()


def _figures(ctx: Context) -> Iterator[Figure]:
    actor = maintenance.project_leader(ctx, "bench")
    series_id = series.create(ctx, actor, series.NewSeries("Måling"))
    for number, period in enumerate(_quarters(ctx)):
        started = time.perf_counter()
        done = review_compute.compute(ctx, actor, series_id, period)
        took = time.perf_counter() - started
        yield timed(f"a quarter computed and frozen, {number} before it", [took], COMPUTED_MS)
    yield _opened(ctx, actor, done)


def _quarters(ctx: Context) -> list[Period]:
    found = [review_periods.quarter_of(ctx.today())]
    while len(found) <= QUARTERS:
        found.append(review_periods.quarter_of(found[-1].first_day - timedelta(days=1)))
    return found[:0:-1]


def _opened(ctx: Context, actor: Actor, done: review_compute.Computed) -> Figure:
    seconds = []
    for _ in range(OPENED):
        started = time.perf_counter()
        review_read.open(ctx, actor, done.review_id)
        seconds.append(time.perf_counter() - started)
    return timed("a frozen review opened", seconds, OPENED_MS)
