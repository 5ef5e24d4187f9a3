"""What the closed responses teach: how many flags were right, and how soon somebody came.

The method. A response that holds at least one flag was *right* when a person closed it with
any other result than a false alarm. Acute entries without a flag say nothing of flags and
are left out. A response counts once for each code among its flags. Days are calendar days
from the flag to the first contact, and to the first decision; the median of the latest 20
responses that have one, so that one forgotten case does not hide the others.

Misreading to avoid: this is not the model's accuracy. Nobody closes the flags that never
came, so nothing is said of families that were missed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import Standing
from fit_tracker.progression.status import ReasonCode
from fit_tracker.services.context import Context
from fit_tracker.store.database import Unit

SINCE_DAYS = 365
CLOSED_DAYS = 90
LATEST = 20
FEWEST = 5
"""Fewer closings than this are not shown as a share of a code."""
Share = tuple[int, int]


def closed_since(today: date) -> date:
    """Closed before this day, a response is out of the queue, and can no longer be reopened."""
    return today - timedelta(days=CLOSED_DAYS)


@dataclass(frozen=True)
class Days:
    """The median of `n` waiting times in days; None when there are none."""

    median: Decimal | None
    n: int


@dataclass(frozen=True)
class Figures:
    """`n_closed` in the last 365 days with a flag, of them `right`; `by_code` (right, n), or
    None when n is below 5."""

    open: int
    without_owner: int
    overdue: int
    n_closed: int
    right: int
    days_to_contact: Days
    days_to_decision: Days
    by_code: dict[ReasonCode, Share | None]


@dataclass(frozen=True)
class _Number:
    what: str
    name: str
    n: int
    part: int


def counted(ctx: Context, unit: Unit, actor: Actor) -> tuple[dict[Standing, int], Figures]:
    """How many there are of each standing (closed: the last 90 days), and the figures. For the
    emergency team of all teams, for a leader of their own; inside a transaction that has
    checked who asks."""
    found = unit.all(
        _Number,
        "responses/figures",
        actor_id=actor.user_id,
        today=ctx.today(),
        since=ctx.today() - timedelta(days=SINCE_DAYS),
        closed_since=ctx.today() - timedelta(days=CLOSED_DAYS),
        latest=LATEST,
    )
    by_what: dict[str, list[_Number]] = defaultdict(list)
    for one in found:
        by_what[one.what].append(one)
    counts = dict.fromkeys(Standing, 0) | {Standing(s.name): s.n for s in by_what["standing"]}
    return counts, _figures(by_what, counts)


def _figures(by_what: dict[str, list[_Number]], counts: dict[Standing, int]) -> Figures:
    is_open = [one for one in by_what["standing"] if one.name != Standing.CLOSED]
    (closed,) = by_what["closed"]
    return Figures(
        open=sum(one.n for one in is_open),
        without_owner=sum(one.part for one in is_open),
        overdue=counts[Standing.OVERDUE],
        n_closed=closed.n,
        right=closed.part,
        days_to_contact=_days(by_what["contact"]),
        days_to_decision=_days(by_what["decision"]),
        by_code={ReasonCode(one.name): _enough(one.part, one.n) for one in by_what["code"]},
    )


def right_by_code(ctx: Context, unit: Unit, actor: Actor) -> dict[ReasonCode, Share | None]:
    """How often flags of each code were right, for the page of one response."""
    return counted(ctx, unit, actor)[1].by_code


def _enough(right: int, n: int) -> Share | None:
    return (right, n) if n >= FEWEST else None


def _days(waits: list[_Number]) -> Days:
    days = [one.n for one in waits]
    return Days(Decimal(str(median(days))) if days else None, len(days))
