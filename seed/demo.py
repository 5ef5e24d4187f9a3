"""The demo municipality in one call: the same rows for the same date, every time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.services import models
from fit_tracker.services.context import Context
from seed import (
    accounts,
    archive,
    duty,
    effects,
    groups,
    leading,
    measures,
    meetings,
    offers,
    projects,
    reports,
    reviews,
    services,
)
from seed.accounts import Staff
from seed.calendar import SET_UP
from seed.plan import SEED, Story, earlier, stories
from seed.steps import Step, steps, todays
from seed.telling import Clock, Teller

# A quarter and a little before the last day: flags come with the visits since, and whether
# the model still holds is judged on what it has not seen.
ADOPTED = timedelta(days=98)
DAWN, THREE, SATURDAY = time(6), time(15), 5
Routine = Callable[[Context, Staff, date], None]
# What each area does on a weekday of the demo, and what it does on its last morning.
ON_DAY: tuple[Routine, ...] = (offers.on_day, meetings.on_day)
# Of these only the latest is ever looked at: told of the last year, they cost half as much.
LATELY: tuple[Routine, ...] = (
    leading.on_day, reports.on_day, measures.on_day, effects.on_day, reviews.on_day,
)  # fmt: skip
A_YEAR = 365
ONCE: tuple[Routine, ...] = (
    duty.once, offers.once, meetings.once, leading.once, groups.once, reports.once, measures.once,
    effects.once,
)  # fmt: skip


@dataclass(frozen=True)
class Summary:
    """What was written, for the command to say; `imported` families came from a file."""

    families: int
    episodes: int
    visits: int
    imported: int
    until: date


def fill(ctx: Context, until: date | None = None) -> Summary:
    """Fill an empty database with 24 months of invented courses up to `until` (today).

    Refuses a database in use. The same `until` gives the same rows, apart from the salt
    in password hashes and the time of the migrations.
    """
    last = until or ctx.today()
    return tell(ctx, earlier(last), stories(last), last)


def tell(
    ctx: Context,
    finished: list[Story],
    told: list[Story],
    last: date,
    at_days_end: Callable[[date], None] = lambda day: None,
) -> Summary:
    """Write the municipality and these stories (a test tells a few of them twice).

    The `finished` ones come from the earlier system; with them a model is learned, which
    speaks from the last quarter on. `at_days_end` hears of each day when it is over.
    """
    clock = Clock(datetime.combine(last - SET_UP, time(8)))
    own = _own_context(ctx, clock)
    staff = accounts.create(own)
    teller = Teller(own, staff, services.create(own, staff.administrator))
    projects.create(own, staff)
    imported = archive.take_in(own, staff.administrator, finished)
    for day, plan in _days(told, last):
        if day == last - ADOPTED:
            clock.now = datetime.combine(day, time(6))
            _adopt_a_model(own, staff.administrator)
        _tell_day(teller, clock, staff, day, plan, last)
        at_days_end(day)
    return _summary(teller, imported, last)


def _days(told: list[Story], last: date) -> Iterator[tuple[date, list[Step]]]:
    """Every day from the set-up on, with what is written on it in the order of time."""
    plan = [step for story in told for step in steps(story, last)] + list(todays(told, last))
    plan.sort(key=lambda step: (step.at, step.what, step.story.number))
    by_day: dict[date, list[Step]] = defaultdict(list)
    for step in plan:
        by_day[step.at.date()].append(step)
    first = min(by_day, default=last)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        yield day, by_day[day]


def _tell_day(
    teller: Teller, clock: Clock, staff: Staff, day: date, plan: Sequence[Step], last: date
) -> None:
    """The day's stories, and at three o'clock on a weekday the day's routines."""
    if day == last:
        clock.now = datetime.combine(day, DAWN)
        for at_the_end in ONCE:
            at_the_end(teller.ctx, staff, last)
    teller.tell_all([step for step in plan if step.at.time() < THREE], clock)
    if day < last and day.weekday() < SATURDAY:
        clock.now = datetime.combine(day, THREE)
        duty.on_day(teller.ctx, staff, day, (last - day).days)
        for routine in ON_DAY + (LATELY if (last - day).days <= A_YEAR else ()):
            routine(teller.ctx, staff, day)
    teller.tell_all([step for step in plan if step.at.time() >= THREE], clock)


def _adopt_a_model(ctx: Context, administrator: Actor) -> None:
    """Learn what the finished courses so far can teach, and let it speak from now on."""
    for learned in models.learn(ctx, administrator):
        if learned.model_id is not None:
            models.adopt(ctx, administrator, learned.model_id)


def _summary(teller: Teller, imported: int, last: date) -> Summary:
    families = {one.family_id for one in teller.told.values()}
    held = sum(len(one.held) for one in teller.told.values())
    return Summary(len(families), len(teller.told), held, imported, last)


def _own_context(ctx: Context, clock: Clock) -> Context:
    """The same database with a clock that walks through the stories, and ids that repeat."""
    rng = Random(f"{SEED}-ids")

    def new_id() -> UUID:
        return UUID(int=rng.getrandbits(128), version=4)

    return replace(ctx, clock=lambda: clock.now, today=lambda: clock.now.date(), new_id=new_id)
