"""A status report, held while it is changed: nobody overwrites what they have not seen."""

from __future__ import annotations

from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.reports import ReportState
from fit_tracker.domain.times import clock
from fit_tracker.errors import Conflict
from fit_tracker.exchange.report_document import fingerprint
from fit_tracker.services.context import Context
from fit_tracker.services.report_content import Reader
from fit_tracker.services.report_read import Stored
from fit_tracker.store.database import Unit

MOST = 4000
"""Signs in each of the fields of a report: some two pages."""


def held(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    report_id: UUID,
    revision: int,
    *states: ReportState,
) -> Stored:
    """The report as the person saw it, held against everybody else who writes."""
    stored = unit.one(Stored, "reports/visible", report_id=report_id, actor_id=actor.user_id)
    unit.execute("families/take_turn", family_id=stored.family_id, now=ctx.clock())
    if stored.state is ReportState.LOCKED:
        raise Conflict(
            "{name} låste version {n} kl. {time}. Den kan ikke ændres; begynd en ny.",
            name=name_of(stored),
            n=stored.version,
            time=time_of(stored),
        )
    if stored.revision != revision or stored.state not in states:
        raise Conflict(
            "{name} ændrede rapporten kl. {time}. Intet er overskrevet: læs ændringen, før du "
            "gemmer din.",
            name=name_of(stored),
            time=time_of(stored),
        )
    return stored


def move(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    stored: Stored,
    state: ReportState,
    reader: Reader | None,
    content: str,
) -> None:
    unit.execute(
        "reports/move",
        report_id=stored.report_id,
        state=state.value,
        content=content,
        content_hash=fingerprint(content) if content else "",
        read_on=reader.on if reader else None,
        read_by=reader.by if reader else "",
        remarks=reader.remarks if reader else "",
        now=ctx.clock(),
        actor_id=actor.user_id,
    )


def name_of(stored: Stored) -> str:
    return stored.changed_by or "–"


def time_of(stored: Stored) -> str:
    """On the clock of the house."""
    return clock(stored.changed_at)
