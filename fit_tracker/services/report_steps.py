"""A status report after it is written: read by the family, locked, or withdrawn.

`revision` is the one the person saw; when somebody else was first, they are told who and when.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.reports import ReportState
from fit_tracker.domain.times import local_day
from fit_tracker.errors import InvalidInput
from fit_tracker.exchange.report_document import to_json
from fit_tracker.services import catalogue, checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.report_change import MOST, held, move
from fit_tracker.services.report_content import Reader
from fit_tracker.services.report_read import Stored, composed, frozen
from fit_tracker.services.reports import refuse_rule
from fit_tracker.store.database import Unit


def mark_read(
    ctx: Context, actor: Actor, report_id: UUID, revision: int, on: date, by: str, remarks: str
) -> None:
    """The family has read it: figures and words are frozen with the family's own remarks."""
    require(actor, Action.WRITE_REPORT)
    who = checks.free_text(by, "hvem der har læst")
    said = checks.free_text(
        remarks, "familiens bemærkninger", required=False, most=MOST, as_written=True
    )

    def work(unit: Unit) -> None:
        stored = held(ctx, unit, actor, report_id, revision, ReportState.DRAFT)
        _refuse_day(ctx, stored, on)
        _refuse_service(unit, actor, stored)
        reader = Reader(on, who, said)
        content = to_json(composed(ctx, unit, actor, stored, reader))
        move(ctx, unit, actor, stored, ReportState.READ, reader, content)
        audit(ctx, unit, actor, "report_family_read", [stored.family_id], str(stored.version))

    ctx.database.in_transaction(work)


def _refuse_day(ctx: Context, stored: Stored, on: date) -> None:
    if not local_day(stored.created_at) <= on <= ctx.today():
        raise InvalidInput(
            "Dagen, hvor familien læste rapporten, skal ligge mellem {start}, hvor den blev "
            "begyndt, og i dag.",
            start=checks.danish_date(local_day(stored.created_at)),
        )


def _refuse_service(unit: Unit, actor: Actor, stored: Stored) -> None:
    episode = checks.episode(unit, actor, stored.episode_id)
    rule = catalogue.frame_of(unit, episode.service_id).report
    refuse_rule(rule, stored.draft.relevant, stored.draft.consent)


def rewrite(ctx: Context, actor: Actor, report_id: UUID, revision: int) -> None:
    """Back to a draft, since something must be changed: then the family reads it anew. What
    they said is kept."""
    require(actor, Action.WRITE_REPORT)

    def work(unit: Unit) -> None:
        stored = held(ctx, unit, actor, report_id, revision, ReportState.READ)
        move(ctx, unit, actor, stored, ReportState.DRAFT, stored.reader, "")
        audit(ctx, unit, actor, "report_rewritten", [stored.family_id], str(stored.version))

    ctx.database.in_transaction(work)


def withdraw(ctx: Context, actor: Actor, report_id: UUID, revision: int) -> None:
    """Give up a version that is not locked; it stays readable in the list."""
    require(actor, Action.WRITE_REPORT)

    def work(unit: Unit) -> None:
        states = ReportState.DRAFT, ReportState.READ
        stored = held(ctx, unit, actor, report_id, revision, *states)
        move(ctx, unit, actor, stored, ReportState.WITHDRAWN, stored.reader, stored.content)
        audit(ctx, unit, actor, "report_withdrawn", [stored.family_id], str(stored.version))

    ctx.database.in_transaction(work)


def lock(ctx: Context, actor: Actor, report_id: UUID, revision: int) -> None:
    """Make what the family has read a version that never changes again."""
    require(actor, Action.WRITE_REPORT)

    def work(unit: Unit) -> None:
        stored = held(ctx, unit, actor, report_id, revision, ReportState.READ)
        _refuse_service(unit, actor, stored)
        frozen(stored)  # What is not what the family read is never locked.
        unit.execute("reports/lock", report_id=report_id, now=ctx.clock(), actor_id=actor.user_id)
        audit(ctx, unit, actor, "report_locked", [stored.family_id], str(stored.version))

    ctx.database.in_transaction(work)
