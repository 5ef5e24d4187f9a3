"""A programme's questionnaire answered on the tablet or typed from paper."""

from __future__ import annotations

import time
from collections.abc import Sequence

from fit_tracker.domain.answers import Enrolment
from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import Source
from fit_tracker.errors import Conflict, DuplicateKey
from fit_tracker.services import enrolments
from fit_tracker.services.answer_checks import NewAnswer as NewAnswer
from fit_tracker.services.answer_checks import NewAnswers, Row, check_day, scored
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programmes import programme_of
from fit_tracker.services.visits import PAUSES, items_text
from fit_tracker.store.database import Unit


def record(ctx: Context, actor: Actor, new: NewAnswers, source: Source = Source.PAPER) -> bool:
    """Record the answers in one transaction; True when they were written now, False when this
    same submission had already been saved."""
    require(actor, Action.ASK_MEASURES)
    for pause in PAUSES:
        try:
            return ctx.database.in_transaction(
                lambda unit: _record_once(ctx, unit, actor, new, source)
            )
        except DuplicateKey:
            # Two devices, or two clicks on one: the next try looks at what the first one wrote.
            time.sleep(pause)
    raise Conflict("En anden har svaret på det samme imens. Åbn spørgeskemaet igen.")


def _record_once(ctx: Context, unit: Unit, actor: Actor, new: NewAnswers, source: Source) -> bool:
    enrolment = enrolments.visible(unit, actor, new.enrolment_id)
    unit.execute("families/take_turn", family_id=enrolment.family_id, now=ctx.clock())
    if _saved_before(unit, new):
        return False
    programme = programme_of(unit, enrolment.programme_id).programme
    check_day(ctx, programme, enrolment, new.moment, new.answered_on)
    rows = scored(ctx, unit, programme, enrolment, new)
    insert(ctx, unit, actor, enrolment, new, rows, source)
    audit(ctx, unit, actor, "answers_recorded", [enrolment.family_id], detail=new.moment.value)
    return True


def _saved_before(unit: Unit, new: NewAnswers) -> bool:
    rows = unit.rows(
        "programme_answers/measures_of_submission",
        submission_id=new.submission_id,
        enrolment_id=new.enrolment_id,
        moment=new.moment.value,
    )
    return bool(new.answers) and {one.measure for one in new.answers} <= {row[0] for row in rows}


def insert(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    enrolment: Enrolment,
    new: NewAnswers,
    rows: Sequence[Row],
    source: Source,
    reason: str = "",
) -> None:
    """Write what has been checked, in the caller's transaction."""
    unit.execute(
        "programme_answers/insert_answers",
        answer_ids=[ctx.new_id() for _ in rows],
        submission_id=new.submission_id,
        enrolment_id=enrolment.enrolment_id,
        family_id=enrolment.family_id,
        moment=new.moment.value,
        measures=[row.measure for row in rows],
        instrument_ids=[row.instrument.instrument_id for row in rows],
        instrument_versions=[row.instrument.version for row in rows],
        rater_kinds=[row.rater_kind.value for row in rows],
        rater_member_id=new.rater_member_id,
        totals=[row.total for row in rows],
        items=[items_text(row.items) for row in rows],
        source=source.value,
        answered_on=new.answered_on,
        revisions=[row.revision for row in rows],
        reason=reason,
        entered_at=ctx.clock(),
        entered_by=actor.user_id,
    )
