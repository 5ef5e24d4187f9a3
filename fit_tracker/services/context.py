"""What every service is given: the database, the clock, the instruments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from fit_tracker.domain.people import Actor
from fit_tracker.instruments import Catalogue
from fit_tracker.progression.assessment import Rules as Rules  # wiring makes them
from fit_tracker.settings import Settings
from fit_tracker.store.database import Database, Unit


def utc_now() -> datetime:
    """The time now, in UTC, without zone: as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Context:
    """`clock` gives UTC without zone; `today` is the local calendar day of the service."""

    database: Database
    settings: Settings
    instruments: Catalogue
    clock: Callable[[], datetime] = utc_now
    today: Callable[[], date] = date.today
    rules: Rules = field(default_factory=Rules)
    new_id: Callable[[], UUID] = uuid4


def audit(
    ctx: Context,
    unit: Unit,
    actor: Actor | None,
    what: str,
    families: list[UUID] | None = None,
    detail: str = "",
) -> None:
    """Write the trail in the transaction of the act itself, so that neither stands alone.

    `detail` names things (an instrument, a count), never a person or a score.
    """
    unit.execute(
        "audit/insert",
        audit_id=ctx.new_id(),
        happened_at=ctx.clock(),
        user_id=actor.user_id if actor else None,
        what=what,
        family_ids=families or [],
        detail=detail,
    )
