"""Short notes on visits, read and written, and how long a visit was."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from fit_tracker.domain.frames import Notes
from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import Visit
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.note_rules import (
    Note,
    VisitNotes,
    of_visit,
    prohibited,
    refuse_not_held,
)
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


def read(ctx: Context, actor: Actor, visit_id: UUID) -> VisitNotes:
    """The note on a visit, and whether one may or must be written."""
    require(actor, Action.SEE_FAMILIES)

    def work(unit: Unit) -> VisitNotes:
        visit = _visit(unit, actor, visit_id)
        audit(ctx, unit, actor, "visit_note_read", [visit.family_id])
        return of_visit(unit, visit)

    return ctx.database.in_transaction(work)


def of_course(ctx: Context, actor: Actor, episode_id: UUID) -> list[Note]:
    """The notes of a course as they read now, newest visit first."""
    require(actor, Action.SEE_FAMILIES)

    def work(unit: Unit) -> list[Note]:
        found = checks.episode(unit, actor, episode_id)
        audit(ctx, unit, actor, "visit_notes_read", [found.family_id])
        return unit.all(Note, "notes/of_episode", episode_id=episode_id)

    return ctx.database.in_transaction(work)


def write(
    ctx: Context, actor: Actor, visit_id: UUID, revision: int, text: str, reason: str = ""
) -> None:
    """Write the note on a visit, or correct the one that was read as `revision` (0: none yet).

    A correction is a new revision that says why; the old one stays readable.
    """
    require(actor, Action.RECORD_VISIT)
    body = checks.free_text(text, "note")
    why = checks.free_text(reason, "begrundelse", required=revision > 0)

    def work(unit: Unit) -> None:
        visit = _visit(unit, actor, visit_id)
        found = of_visit(unit, visit)
        if found.rule is Notes.PROHIBITED and not found.revisions:
            raise prohibited(found.service_name)
        _insert(ctx, unit, actor, visit, found, revision, body, why)

    _one_of_two(ctx, work)


def write_on_request(
    ctx: Context, actor: Actor, visit_id: UUID, text: str, request: str, *, family_knows: bool
) -> None:
    """The exception where notes are forbidden: a short note to the authority, on the concrete
    request of the foster-care consultant, whose content the foster family knows."""
    require(actor, Action.RECORD_VISIT)
    asked = checks.free_text(request, "anmodning")
    body = checks.free_text(text, "note")
    if not family_knows:
        raise InvalidInput("Notatet kan først gemmes, når plejefamilien kender indholdet.")

    def work(unit: Unit) -> None:
        visit = _visit(unit, actor, visit_id)
        found = of_visit(unit, visit)
        if found.rule is not Notes.PROHIBITED:
            raise InvalidInput("Indsatsen tillader noter. Skriv noten på den almindelige måde.")
        _insert(ctx, unit, actor, visit, found, 0, body, asked)

    _one_of_two(ctx, work)


def set_minutes(ctx: Context, actor: Actor, visit_id: UUID, minutes: int) -> None:
    """Say how long a visit was, so that hours can be counted against the frame."""
    require(actor, Action.RECORD_VISIT)
    if not 0 < minutes <= 24 * 60:
        raise InvalidInput("Varigheden skal være mellem 1 og 1440 minutter.")

    def work(unit: Unit) -> None:
        visit = _visit(unit, actor, visit_id)
        refuse_not_held(visit)
        unit.execute("families/take_turn", family_id=visit.family_id, now=ctx.clock())
        unit.execute("notes/set_minutes", visit_id=visit_id, minutes=minutes)
        audit(ctx, unit, actor, "visit_minutes_set", [visit.family_id], detail=str(minutes))

    ctx.database.in_transaction(work)


def _visit(unit: Unit, actor: Actor, visit_id: UUID) -> Visit:
    return unit.one(Visit, "visits/visible", visit_id=visit_id, actor_id=actor.user_id)


def _insert(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    visit: Visit,
    found: VisitNotes,
    revision: int,
    body: str,
    reason: str,
) -> None:
    refuse_not_held(visit)
    latest = found.note
    if (latest.revision if latest else 0) != revision:
        raise Conflict(
            "{name} skrev noten imens. Læs den, før du retter.",
            name=latest.by_name if latest else "?",
        )
    unit.execute("families/take_turn", family_id=visit.family_id, now=ctx.clock())
    unit.execute(
        "notes/insert",
        visit_note_id=ctx.new_id(),
        visit_id=visit.visit_id,
        family_id=visit.family_id,
        revision=revision + 1,
        body=body,
        reason=reason,
        created_at=ctx.clock(),
        created_by=actor.user_id,
    )
    what = "visit_note_corrected" if revision else "visit_note_written"
    audit(ctx, unit, actor, what, [visit.family_id])


def _one_of_two(ctx: Context, work: Callable[[Unit], None]) -> None:
    """Of two who write at the same moment the unique key lets one through."""
    try:
        ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("En anden skrev noten imens. Læs den, før du retter.") from None
