"""An answer corrected or withdrawn. What was there before stays readable."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.answers import Answer
from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import Source
from fit_tracker.errors import Conflict, DuplicateKey
from fit_tracker.services import checks, enrolments
from fit_tracker.services.answer_checks import NewAnswers, Row
from fit_tracker.services.answers import insert
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.visits import checked_total
from fit_tracker.store.database import Unit


def correct(
    ctx: Context,
    actor: Actor,
    answer_id: UUID,
    *,
    items: Mapping[str, Decimal] | None,
    total: Decimal | None,
    reason: str,
) -> None:
    """Replace an answer by a new revision that says why; the old one stays readable."""
    _revise(ctx, actor, answer_id, items, total, reason, withdraw=False)


def withdraw(ctx: Context, actor: Actor, answer_id: UUID, reason: str) -> None:
    """Say that an answer should not count (given by the wrong person, say)."""
    _revise(ctx, actor, answer_id, None, None, reason, withdraw=True)


def _revise(
    ctx: Context,
    actor: Actor,
    answer_id: UUID,
    items: Mapping[str, Decimal] | None,
    total: Decimal | None,
    reason: str,
    *,
    withdraw: bool,
) -> None:
    require(actor, Action.ASK_MEASURES)
    why = checks.free_text(reason, "begrundelse")

    def work(unit: Unit) -> None:
        old = unit.one(
            Answer, "programme_answers/visible_answer", answer_id=answer_id, actor_id=actor.user_id
        )
        enrolment = enrolments.visible(unit, actor, old.enrolment_id)
        scale = ctx.instruments.get(old.instrument_id)
        score = None if withdraw else checked_total(scale, items, total)
        row = Row(old.measure, scale, old.rater_kind, score, items, old.revision + 1)
        new = NewAnswers(
            ctx.new_id(), old.enrolment_id, old.moment, old.answered_on, old.rater_member_id, ()
        )
        insert(ctx, unit, actor, enrolment, new, [row], Source.CORRECTION, why)
        what = "answer_withdrawn" if withdraw else "answer_corrected"
        audit(ctx, unit, actor, what, [old.family_id], detail=old.measure)

    try:
        ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("En anden har rettet svaret imens. Se det igen, før du retter.") from None
