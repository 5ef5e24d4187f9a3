"""Reading the trail: a citizen's question, "who has read about me?". Asking it is audited too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fit_tracker.domain.people import Actor, Role
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

LATEST = 200
# Acts that changed nothing; every other act did.
READING = (
    "answers_due_read",
    "calendar_taken",
    "caseload_read",
    "course_read",
    "effect_file",
    "effect_read",
    "enrolments_read",
    "families_listed",
    "families_searched",
    "family_read",
    "group_read",
    "import_looked_at",
    "meetings_read",
    "model_previewed",
    "offer_read",
    "offers_listed",
    "questionnaire_read",
    "queue_read",
    "report_pdf",
    "report_read",
    "report_text",
    "response_read",
    "review_opened",
    "review_taken_out",
    "rhythms_read",
    "supervision_printed",
    "supervision_read",
    "team_read",
    "trail_read",
    "visit_note_read",
    "visit_notes_read",
    "visit_read",
)


@dataclass(frozen=True)
class Line:
    """One act. Times are UTC."""

    at: datetime
    user_id: UUID | None
    display_name: str
    what: str
    detail: str


@dataclass(frozen=True)
class Person:
    """All that one person did with one family's data: how often, and when (UTC)."""

    user_id: UUID | None
    display_name: str
    role: Role | None
    read: int
    changed: int
    first_at: datetime
    last_at: datetime


def people_of_family(ctx: Context, actor: Actor, case_number: str) -> list[Person]:
    """Who has seen or changed one family's data; empty for an unknown number."""
    require(actor, Action.READ_AUDIT)

    def work(unit: Unit) -> list[Person]:
        case = case_number.strip()
        found = unit.all(Person, "audit/people_of_family", case_number=case, reading=list(READING))
        _say_read(ctx, unit, actor, case)
        return found

    return ctx.database.in_transaction(work)


def of_family(ctx: Context, actor: Actor, case_number: str) -> list[Line]:
    """Everything done with one family's data, newest first; empty for an unknown number."""
    require(actor, Action.READ_AUDIT)

    def work(unit: Unit) -> list[Line]:
        case = case_number.strip()
        found = unit.all(Line, "audit/of_family", case_number=case)
        _say_read(ctx, unit, actor, case)
        return found

    return ctx.database.in_transaction(work)


def _say_read(ctx: Context, unit: Unit, actor: Actor, case_number: str) -> None:
    """Who looks into a family's trail learns who helps it, and stands in it from then on."""
    families = [row[0] for row in unit.rows("audit/family_by_case", case_number=case_number)]
    audit(ctx, unit, actor, "trail_read", families, detail="family")


def latest(ctx: Context, actor: Actor) -> list[Line]:
    """The newest acts at the site, without saying which families they touched."""
    require(actor, Action.READ_AUDIT)

    def work(unit: Unit) -> list[Line]:
        found = unit.all(Line, "audit/latest", row_limit=LATEST)
        audit(ctx, unit, actor, "trail_read", detail="latest")
        return found

    return ctx.database.in_transaction(work)
