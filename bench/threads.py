"""Eight threads on one database: does anybody ever get somebody else's rows?

Every thread has a family of its own, and every score of that family is the thread's own
number. So a row that wandered shows at once: a score with another number, a visit of
another family, or a family that this practitioner may not see. With one connection
shared without cursors, 6-8 % of the reads came back with another thread's rows (or the
query failed because another thread had closed its result); one cursor per unit of work
is what this measures.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from bench.site import RATINGS_OF_A_VISIT, Household, full_visit
from fit_tracker.services import family_view, lists
from fit_tracker.services.context import Context

WRITES = 0.25


@dataclass
class Outcome:
    """`wrong` names what was seen that should not have been; empty is the claim."""

    calls: int = 0
    writes: int = 0
    wrong: list[str] = field(default_factory=list)


def hammer(ctx: Context, homes: list[Household], calls: int) -> Outcome:
    """Run `calls` mixed reads and writes for each household, all at once."""
    ready = threading.Barrier(len(homes))

    def work(number: int) -> Outcome:
        ready.wait()
        return _one_thread(ctx, homes[number], number, calls)

    with ThreadPoolExecutor(len(homes)) as pool:
        parts = list(pool.map(work, range(len(homes))))
    return Outcome(
        sum(part.calls for part in parts),
        sum(part.writes for part in parts),
        [wrong for part in parts for wrong in part.wrong],
    )


def _one_thread(ctx: Context, home: Household, number: int, calls: int) -> Outcome:
    rng, done = Random(number), Outcome()
    for call in range(calls):
        done.calls += 1
        try:
            if call == 0 or rng.random() < WRITES:
                full_visit(ctx, home, _day(ctx.today(), done.writes), own_score(number))
                done.writes += 1
            else:
                done.wrong += _check(ctx, home, number, done.writes)
        except Exception as error:  # noqa: BLE001 - whatever fails here is a finding
            done.wrong.append(f"{type(error).__name__} in thread {number}")
    return done


def _day(today: date, writes: int) -> date:
    return today - timedelta(days=390 - writes % 390)


def own_score(number: int) -> Decimal:
    """2.1, 2.2, ...: every item of the thread's family, and nobody else's."""
    return Decimal(21 + number) / 10


def _check(ctx: Context, home: Household, number: int, writes: int) -> list[str]:
    view = family_view.load(ctx, home.actor, home.family_id)
    total = own_score(number) * 4
    visits = {numbered.visit.visit_id for numbered in view.visits}
    listed = {entry.row.family_id for entry in lists.caseload(ctx, home.actor)}
    seen = {
        "a score of another family": any(rating.total != total for rating in view.ratings),
        "a rating of another visit": any(r.visit_id not in visits for r in view.ratings),
        "a visit of another family": any(n.visit.family_id != home.family_id for n in view.visits),
        "a number of visits that is not ours": len(visits) != writes,
        "a number of ratings that is not ours": len(view.ratings) != writes * RATINGS_OF_A_VISIT,
        "another family in the caseload": listed != {home.family_id},
        "members of another family": {m.member_id for m in view.members} != set(home.members),
    }
    return [what for what, found in seen.items() if found]
