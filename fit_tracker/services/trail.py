"""Reading the trail: a citizen's question, "who has read about me?". Asking it is audited too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

LATEST = 200


@dataclass(frozen=True)
class Line:
    """One act. Times are UTC."""

    at: datetime
    user_id: UUID | None
    display_name: str
    what: str
    detail: str


def of_family(ctx: Context, actor: Actor, case_number: str) -> list[Line]:
    """Everything done with one family's data, newest first; empty for an unknown number."""
    require(actor, Action.READ_AUDIT)

    def work(unit: Unit) -> list[Line]:
        found = unit.all(Line, "audit/of_family", case_number=case_number.strip())
        audit(ctx, unit, actor, "trail_read", detail="family")
        return found

    return ctx.database.in_transaction(work)


def latest(ctx: Context, actor: Actor) -> list[Line]:
    """The newest acts at the site, without saying which families they touched."""
    require(actor, Action.READ_AUDIT)

    def work(unit: Unit) -> list[Line]:
        found = unit.all(Line, "audit/latest", row_limit=LATEST)
        audit(ctx, unit, actor, "trail_read", detail="latest")
        return found

    return ctx.database.in_transaction(work)
