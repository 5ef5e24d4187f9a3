"""The demo's three programmes for parents: who took part, and what they answered.

When a round of a programme is over, its questionnaires from before and after are written up
from paper; some months later the teams ask the same parents again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from uuid import UUID, uuid5

from fit_tracker.domain.answers import Reminded, Standing, asked_at
from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import Actor, Member, MemberRole
from fit_tracker.domain.programmes import Moment, Programme
from fit_tracker.domain.visits import Source
from fit_tracker.errors import InvalidInput
from fit_tracker.services import (
    answers,
    answers_due,
    enrolments,
    programme_edit,
    programme_files,
    programmes,
    visit_start,
)
from fit_tracker.services.answer_checks import NewAnswer, NewAnswers
from fit_tracker.services.answer_moments import MomentRow
from fit_tracker.services.context import Context
from fit_tracker.services.enrolments import NewEnrolment
from fit_tracker.services.programmes import Stored
from seed.accounts import Staff
from seed.plan import SEED

WEDNESDAY = 2
ASKING = (2, 5, 8, 11)
JUST_BEGUN = 6
LENGTH, SHORTEST = timedelta(weeks=15), timedelta(weeks=7)
BEGUN = timedelta(weeks=2)
PARENTS = {MemberRole.MOTHER: "mothers", MemberRole.FATHER: "fathers"}
ANSWERS_AFTER, ANSWERS_LATER, REMINDED = 0.85, 0.6, 0.5
OWN, NOISE, LINES = 0.75, 0.55, 0.3


@dataclass(frozen=True)
class Plan:
    """In which months a round ends, with how many parents; `variants` in turn."""

    code: str
    months: tuple[int, ...]
    parents: int
    variants: tuple[str, ...] = ("",)


PLANS = (
    Plan("triple_p_stepping_stones", (2, 4, 6, 8, 10, 12), 12, ("Gruppe", "Standard", "Seminar")),
    Plan("terapeutisk_bistand", (1, 5, 9), 8),
    Plan("foraeldrekurser", (3, 7, 11), 8),
)


def on_day(ctx: Context, staff: Staff, day: date) -> None:
    """The first Wednesday of a month: rounds that are over are written up, others asked again."""
    if day.weekday() != WEDNESDAY or day.day > 7:
        return
    for number, plan in enumerate(PLANS):
        if day.month in plan.months:
            _round(ctx, staff, plan, number, day)
    # A window for the follow-up is three months wide: once a quarter meets each of them.
    if day.month in ASKING:
        for leader in staff.leaders:
            _ask_again(ctx, leader, day)


def once(ctx: Context, staff: Staff, last: date) -> None:
    """A round has just begun: some have answered before, others are to be asked."""
    rng, plan = Random(f"{SEED}-measures-last"), PLANS[0]
    stored = _programme(ctx, staff, plan.code)
    treating = staff.practitioners[0][0]
    for episode, member in islice(_parents(ctx, treating, last - BEGUN, rng), JUST_BEGUN):
        began = last - timedelta(days=rng.choice((5, 12)))
        enrolled = _enrol(ctx, treating, stored, episode, member, began, plan.variants[0])
        if enrolled is not None and rng.random() < 0.5:
            _answer(ctx, treating, stored.programme, enrolled, member, Moment.BEFORE, began, rng)


def _programme(ctx: Context, staff: Staff, code: str) -> Stored:
    wanted = programme_files.built_in()[code]
    programme_id = programme_edit.take_in(ctx, staff.project, wanted)
    return programmes.get(ctx, staff.project, programme_id)


def _round(ctx: Context, staff: Staff, plan: Plan, number: int, day: date) -> None:
    """A team's round of the programme, begun fifteen weeks ago and over today. Families whose
    course is younger have joined it on the way."""
    rng = Random(f"{SEED}-measures-{plan.code}-{day}")
    stored = _programme(ctx, staff, plan.code)
    place = day.year * len(plan.months) + plan.months.index(day.month) + number
    leader = staff.leaders[place % len(staff.leaders)]
    variant = plan.variants[place % len(plan.variants)]
    taking_part = 0
    for episode, member in _parents(ctx, leader, day - SHORTEST, rng):
        began = max(day - LENGTH, episode.started_on)
        enrolled = _enrol(ctx, leader, stored, episode, member, began, variant)
        if enrolled is not None:
            _write_up(ctx, leader, stored.programme, enrolled, member, (began, day), rng)
            taking_part += 1
        if taking_part == plan.parents:
            break


def _parents(
    ctx: Context, treating: Actor, latest: date, rng: Random
) -> Iterator[tuple[Episode, Member]]:
    """Mothers and fathers of families whose course had begun by then."""
    choices = visit_start.choices(ctx, treating)
    for choice in rng.sample(choices, len(choices)):
        start = visit_start.load(ctx, treating, choice.episode_id)
        if start.episode.started_on <= latest:
            yield from ((start.episode, one) for one in start.members if one.role in PARENTS)


def _enrol(
    ctx: Context,
    treating: Actor,
    stored: Stored,
    episode: Episode,
    member: Member,
    began: date,
    variant: str,
) -> UUID | None:
    """None for one who is in the programme from an earlier round."""
    new = NewEnrolment(stored.programme_id, episode.episode_id, member.member_id, began, variant)
    try:
        return enrolments.enrol(ctx, treating, new)[0]
    except InvalidInput:
        return None


def _write_up(
    ctx: Context,
    treating: Actor,
    programme: Programme,
    enrolled: UUID,
    member: Member,
    days: tuple[date, date],
    rng: Random,
) -> None:
    """What they answered on paper before, and most of them after."""
    began, day = days
    _answer(ctx, treating, programme, enrolled, member, Moment.BEFORE, began, rng)
    stays = rng.random() < ANSWERS_AFTER
    enrolments.end(ctx, treating, enrolled, day, stays)
    if stays:
        _answer(ctx, treating, programme, enrolled, member, Moment.AFTER, day, rng)


def _answer(
    ctx: Context,
    treating: Actor,
    programme: Programme,
    enrolled: UUID,
    member: Member,
    moment: Moment,
    day: date,
    rng: Random,
) -> None:
    """Around what the evaluation printed for mothers and fathers; a person's own level stays
    from one moment to the next."""
    own = Random(f"{SEED}-{enrolled}")
    published = {
        one.measure: one for one in programme.published if one.group == PARENTS[member.role]
    }
    given: list[NewAnswer] = []
    for measure in asked_at(programme, moment, member.role):
        known, level = published.get(measure.code), own.gauss(0, OWN)
        scale = ctx.instruments.get(measure.instrument_id)
        middle = float((scale.total_min + scale.total_max) / 2)
        before, after = (float(known.before), float(known.after)) if known else (middle, middle)
        score = (before if moment is Moment.BEFORE else after) + level + rng.gauss(0, NOISE)
        given.append(NewAnswer(measure.code, _items(scale, score, rng)))
    submission = uuid5(enrolled, moment.value)
    new = NewAnswers(submission, enrolled, moment, day, member.member_id, tuple(given))
    answers.record(ctx, treating, new, Source.PAPER)


def _items(scale: Instrument, score: float, rng: Random) -> dict[str, Decimal]:
    """Each line a little beside the score, on the scale's steps."""
    step, low, high = float(scale.item_step), float(scale.item_min), float(scale.item_max)
    found = {}
    for item in scale.items:
        near = min(high, max(low, score + rng.gauss(0, LINES)))
        found[item.key] = scale.item_min + scale.item_step * round((near - low) / step)
    return found


def _ask_again(ctx: Context, leader: Actor, day: date) -> None:
    """The follow-ups that are open: many answer, some are reminded, a few would rather not."""
    rng = Random(f"{SEED}-measures-{leader.user_id}-{day}")
    for row in answers_due.due(ctx, leader).rows:
        if row.moment is not Moment.FOLLOW_UP:
            continue
        if row.standing not in (Standing.OPEN, Standing.OVERDUE):
            continue
        if rng.random() < ANSWERS_LATER:
            _later(ctx, leader, row, day, rng)
        elif rng.random() < REMINDED:
            how = rng.choice((Reminded.PHONE, Reminded.LETTER, Reminded.PHONE, Reminded.DECLINED))
            answers_due.remind(ctx, leader, row.enrolment.enrolment_id, row.moment, day, how)


def _later(ctx: Context, leader: Actor, row: MomentRow, day: date, rng: Random) -> None:
    enrolled = row.enrolment.enrolment_id
    stored = programmes.get(ctx, leader, row.enrolment.programme_id)
    _answer(ctx, leader, stored.programme, enrolled, row.member, row.moment, day, rng)
