"""The emergency offer in the demo: a few families at a time, from intensive to ordinary support.

On Fridays the team writes up the week: hours, safety plans, the children's situation, a new
family when there is room, and an end when the planned course is over.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.offers import (
    STEP,
    Attends,
    Due,
    Lives,
    Moment,
    PartOfDay,
    Profession,
    SafetyPlan,
    Stage,
)
from fit_tracker.domain.people import MemberRole
from fit_tracker.services import capacity, offer_children, offer_hours, offer_read, offers
from fit_tracker.services.context import Context
from fit_tracker.services.offer_children import ChildNow
from fit_tracker.services.offer_hours import Hours
from fit_tracker.services.offer_read import OfferSummary
from fit_tracker.services.offer_team import NewPlace
from seed import projects
from seed.accounts import Staff
from seed.plan import SEED

FRIDAY = 4
ROOM = 3
BETWEEN = timedelta(weeks=6)
DOWN, ORDINARY, LENGTH = timedelta(weeks=8), timedelta(weeks=15), timedelta(weeks=22)
UNSAFE = 0.3
ASKED = 0.8
# Without an account of their own in the demo: the function stands for the person.
OTHERS = ((Profession.PEDAGOGUE, "Udgående pædagog"), (Profession.PSYCHOLOGIST, "Fast psykolog"))
SHARED = (Profession.FAMILY_THERAPIST, Profession.PEDAGOGUE)
ALONE = 8
TALK = 0.15
TARGETS = Targets(
    families_low=6,
    families_high=8,
    families_total=22,
    staff={
        Profession.FAMILY_THERAPIST: Decimal(32),
        Profession.PEDAGOGUE: Decimal(32),
        Profession.PSYCHOLOGIST: Decimal(5),
        Profession.ADVISER: Decimal(25),
    },
    source="Målgruppeafsnittet. Organisationsafsnittet regner med 4–5 familier om året.",
)


def on_day(ctx: Context, staff: Staff, day: date) -> None:
    """Fridays: the week is written up, and a new family may begin."""
    if day.weekday() != FRIDAY:
        return
    rng = Random(f"{SEED}-offers-{day}")
    found = offer_read.listed(ctx, staff.emergency)
    for one in found.running:
        _week(ctx, staff, one, day, rng)
    latest = max((one.row.started_on for one in found.running), default=date.min)
    if found.candidates and len(found.running) < ROOM and day >= _after(latest):
        _begin(ctx, staff, found.candidates[0], day, rng)
        projects.join(ctx, staff, day)


def _after(latest: date) -> date:
    return latest if latest == date.min else latest + BETWEEN


def once(ctx: Context, staff: Staff, last: date) -> None:
    """The last days' hours, and the targets that the leaders steer by."""
    rng = Random(f"{SEED}-offers-last")
    monday = last - timedelta(days=last.weekday())
    if last.weekday() <= FRIDAY:
        for one in offer_read.listed(ctx, staff.emergency).running:
            _log(ctx, staff, one, max(monday, one.row.started_on), rng)
    period = {"period_from": date(last.year - 1, 1, 1), "period_to": date(last.year + 1, 12, 31)}
    capacity.set_targets(ctx, staff.leaders[0], Targets(**{**vars(TARGETS), **period}))


def _begin(
    ctx: Context, staff: Staff, chosen: offer_read.Candidate, day: date, rng: Random
) -> None:
    unsafe = rng.random() < UNSAFE
    new = offers.NewOffer(
        day,
        Decimal(rng.randint(14, 22)),
        (
            NewPlace(Profession.FAMILY_THERAPIST, staff.emergency.user_id),
            *(NewPlace(profession, None, name) for profession, name in OTHERS),
        ),
        SafetyPlan.MISSING if unsafe else SafetyPlan.PRESENT,
        (
            offers.StepDown(day + DOWN, Stage.STEP_DOWN, Decimal(rng.randint(8, 12))),
            offers.StepDown(day + ORDINARY, Stage.ORDINARY, Decimal(rng.randint(2, 5))),
        ),
        chosen.response_id,
    )
    offers.start(ctx, staff.emergency, chosen.family_id, new)


def _week(ctx: Context, staff: Staff, one: OfferSummary, day: date, rng: Random) -> None:
    row = one.row
    _log(ctx, staff, one, max(day - timedelta(days=3), row.started_on), rng)
    if row.episode_ended_on is not None or day >= row.started_on + LENGTH:
        offers.end(
            ctx, staff.emergency, row.offer_id, row.revision, day, _children(one, rng, at_end=True)
        )
        projects.leave(ctx, staff, row, day)
    elif row.safety_plan is SafetyPlan.MISSING and row.started_on < day - timedelta(days=10):
        state = SafetyPlan.PRESENT
        offers.set_safety_plan(ctx, staff.emergency, row.offer_id, row.revision, state, day)
    elif one.missing and rng.random() < ASKED:
        _ask(ctx, staff, one, one.missing[0].due, day, rng)


def _log(ctx: Context, staff: Staff, one: OfferSummary, day: date, rng: Random) -> None:
    """Near what was planned: two of the team in an intensive week, one in a quiet one."""
    whole = float(one.planned) * max(0.2, rng.gauss(0.95, 0.15))
    first, second = rng.sample(SHARED, 2)
    given = [(first, whole / 2), (second, whole / 2)] if whole > ALONE else [(first, whole)]
    if rng.random() < TALK:
        given.append((Profession.PSYCHOLOGIST, 1.5))
    for who, hours in given:
        minutes = round(hours * 4) * STEP
        if minutes > 0:
            part = rng.choice((PartOfDay.DAY, PartOfDay.DAY, PartOfDay.EVENING))
            key = UUID(int=rng.getrandbits(128), version=4)
            new = Hours(day, minutes, part, who)
            offer_hours.log(ctx, staff.emergency, one.row.offer_id, key, new)


def _ask(ctx: Context, staff: Staff, one: OfferSummary, due: Due, day: date, rng: Random) -> None:
    row, given = one.row, _children(one, rng, at_end=due.moment is Moment.END)
    offer_children.record(ctx, staff.emergency, row.offer_id, row.revision, due, day, given)


def _children(one: OfferSummary, rng: Random, *, at_end: bool) -> tuple[ChildNow, ...]:
    """Nearly all live at home, and school goes better towards the end."""
    going = (Attends.YES, Attends.YES, Attends.PARTLY) if at_end else tuple(Attends)[:2]
    return tuple(
        ChildNow(
            member.member_id,
            Lives.PLACED if rng.random() < 0.04 else Lives.HOME,
            rng.choice(going),
        )
        for member in one.members
        if member.role is MemberRole.CHILD
    )
