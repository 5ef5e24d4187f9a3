"""The queue of families that need action, in the order in which they should be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import Standing
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.response_figures import CLOSED_DAYS, Figures, counted
from fit_tracker.services.response_rows import QueueRow, Stored, rows
from fit_tracker.store.database import Unit

PAGE = 40


@dataclass(frozen=True)
class Queue:
    """One page of the queue. `counts` has every standing (closed: the last 90 days);
    `more` is how many rows there are after this page."""

    counts: dict[Standing, int]
    rows: list[QueueRow]
    more: int
    figures: Figures


def queue(ctx: Context, actor: Actor, which: Standing | None = None, page: int = 0) -> Queue:
    """The open responses, or those of one standing: acute without an owner first, then overdue;
    then new by severity and age, then taken and waiting by the day something is due."""
    require(actor, Action.SEE_QUEUE)

    def work(unit: Unit) -> Queue:
        counts, found = counted(ctx, unit, actor)
        stored = unit.all(
            Stored,
            "responses/queue",
            actor_id=actor.user_id,
            today=ctx.today(),
            closed_since=ctx.today() - timedelta(days=CLOSED_DAYS),
            which=which.value if which else "",
            row_limit=PAGE,
            row_offset=PAGE * page,
        )
        audit(ctx, unit, actor, "queue_read", [one.family_id for one in stored])
        more = _all(counts, which) - PAGE * page - len(stored)
        return Queue(counts, rows(ctx, unit, stored), max(0, more), found)

    return ctx.database.in_transaction(work)


def _all(counts: dict[Standing, int], which: Standing | None) -> int:
    if which is not None:
        return counts[which]
    return sum(n for one, n in counts.items() if one is not Standing.CLOSED)
