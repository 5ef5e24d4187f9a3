"""The queue in a large municipality: reading it, reading one response, and taking it.

Time inside the service, on the database of 5,000 families; `pages` measures the whole page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from bench import data
from bench.report import Figure, timed
from bench.site import open_database
from fit_tracker.domain.people import Actor, Role
from fit_tracker.domain.responses import Standing
from fit_tracker.services import accounts, responses
from fit_tracker.services.context import Context
from fit_tracker.services.demo import DEMO_ACCOUNTS

RUNS, WARM = 40, 3
LIMIT_MS = 200


def queue() -> list[Figure]:
    with data.scratch("large") as path:
        ctx = open_database(path)
        try:
            return list(_figures(ctx))
        finally:
            ctx.database.close()


def _figures(ctx: Context) -> Iterator[Figure]:
    emergency, leader = (_actor(ctx, role) for role in (Role.EMERGENCY, Role.LEADER))
    found = responses.queue(ctx, emergency)
    size = f"{found.figures.open:,} open"
    yield _timed(f"queue of all teams, {size}", lambda: responses.queue(ctx, emergency))
    yield _timed("queue, overdue only", lambda: responses.queue(ctx, emergency, Standing.OVERDUE))
    yield _timed(
        "queue, closed in 90 days", lambda: responses.queue(ctx, emergency, Standing.CLOSED)
    )
    yield _timed("queue of one leader", lambda: responses.queue(ctx, leader))
    row = found.rows[0]
    yield _timed("one response", lambda: responses.read(ctx, emergency, row.response_id))
    yield _steps(ctx, emergency)


def _actor(ctx: Context, role: Role) -> Actor:
    account = next(one for one in DEMO_ACCOUNTS if one.role is role)
    return accounts.sign_in(ctx, account.username, account.password)[1].actor


def _timed(what: str, run: Callable[[], object]) -> Figure:
    for _ in range(WARM):
        run()
    seconds, used = [], time.process_time()
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    used = (time.process_time() - used) / RUNS * 1000
    figure = timed(f"{what}, large", seconds, LIMIT_MS)
    return replace(figure, value=f"{figure.value}, {used:.0f} ms processor")


def _steps(ctx: Context, actor: Actor) -> Figure:
    seconds = []
    for row in responses.queue(ctx, actor).rows:
        started = time.perf_counter()
        responses.family_words(ctx, actor, row.response_id, row.revision, "Vi har det bedre")
        seconds.append(time.perf_counter() - started)
    return timed("one step of a response, large", seconds, LIMIT_MS)
