"""Who is to be asked before, after and at follow-up: open, overdue, and closed in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from fit_tracker.domain.answers import Reminded, Standing, asks
from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks, enrolments
from fit_tracker.services.answer_moments import EnrolledRow, MomentRow, asked_again, complete
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programmes import all_programmes
from fit_tracker.store.database import Unit

LOOK_BACK = timedelta(days=800)
"""How long after an end its questionnaires may be listed; windows have closed long before."""
AHEAD = timedelta(days=60)
"""How long before a window opens it is announced."""
CLOSED_FOR = timedelta(days=60)
"""How long a window that closed without an answer is still shown."""
ORDER = (Standing.OVERDUE, Standing.OPEN, Standing.WAITING, Standing.CLOSED)


@dataclass(frozen=True)
class NotEnrolled:
    """A course whose service belongs to a programme that nobody of the family is in."""

    family_id: UUID
    episode_id: UUID
    case_number: str
    service_name: str
    programme_id: UUID
    programme_name: str
    since: date


@dataclass(frozen=True)
class Due:
    """`rows`: overdue first, then what is open, what opens soon, and what closed in vain;
    `staff`: who treats each family."""

    rows: Sequence[MomentRow]
    not_enrolled: Sequence[NotEnrolled]
    staff: Mapping[UUID, tuple[str, ...]]
    today: date


def due(ctx: Context, actor: Actor) -> Due:
    """What is to be asked in one's own families (a leader's teams). What is answered or
    declined is not listed."""
    require(actor, Action.ASK_MEASURES)

    def work(unit: Unit) -> Due:
        today = ctx.today()
        found = unit.all(
            EnrolledRow, "programme_answers/due", actor_id=actor.user_id, since=today - LOOK_BACK
        )
        programmes = {one.programme_id: one for one in all_programmes(unit)}
        every = complete(unit, found, programmes, today)
        rows = sorted((row for row in every if _is_shown(row, today)), key=_place)
        missing = [
            row
            for row in unit.all(
                NotEnrolled, "programme_answers/not_enrolled", actor_id=actor.user_id
            )
            if asks(programmes[row.programme_id].programme)
        ]
        ids = [row.enrolment.family_id for row in rows] + [row.family_id for row in missing]
        seen = list(dict.fromkeys(ids))
        audit(ctx, unit, actor, "answers_due_read", seen)
        return Due(rows, missing, _staff(unit, seen), today)

    return ctx.database.in_transaction(work)


def _is_shown(row: MomentRow, today: date) -> bool:
    if row.window is None or row.is_done or row.declined:
        return False
    if row.standing is Standing.WAITING:
        return row.window.opens_on <= today + AHEAD
    return row.window.closes_on >= today - CLOSED_FOR


def _place(row: MomentRow) -> tuple[int, date, str, int]:
    """What closes first stands first; what is not open yet, by the day it opens."""
    assert row.window is not None
    waits = row.standing is Standing.WAITING
    day = row.window.opens_on if waits else row.window.closes_on
    return ORDER.index(row.standing), day, row.case_number, row.member.position


def _staff(unit: Unit, family_ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    staff: dict[UUID, list[str]] = defaultdict(list)
    rows = unit.rows("families/practitioners_of", family_ids=list(family_ids))
    for family_id, _, name in rows:
        staff[family_id].append(name)
    return {key: tuple(names) for key, names in staff.items()}


def remind(
    ctx: Context, actor: Actor, enrolment_id: UUID, moment: Moment, on: date, how: Reminded
) -> None:
    """Note that somebody was asked again, or would rather not answer. A later reminder opens
    what was declined. The same one sent twice is noted once."""
    require(actor, Action.ASK_MEASURES)
    if on > ctx.today():
        raise InvalidInput("Datoen {day} ligger i fremtiden.", day=checks.danish_date(on))

    def work(unit: Unit) -> None:
        found = enrolments.visible(unit, actor, enrolment_id)
        last = asked_again(unit, [enrolment_id]).get((enrolment_id, moment))
        if last and (last.last_on, last.last_how) == (on, how):
            return
        unit.execute(
            "programme_answers/insert_reminder",
            answer_reminder_id=ctx.new_id(),
            enrolment_id=enrolment_id,
            family_id=found.family_id,
            moment=moment.value,
            reminded_on=on,
            how=how.value,
            created_at=ctx.clock(),
            created_by=actor.user_id,
        )
        detail = f"{moment.value} {how.value}"
        audit(ctx, unit, actor, "answer_reminded", [found.family_id], detail=detail)

    ctx.database.in_transaction(work)
