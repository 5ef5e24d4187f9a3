"""The demo municipality in one call: the same rows for the same date, every time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.services import models
from fit_tracker.services.context import Context
from seed import accounts, archive, services
from seed.calendar import SET_UP
from seed.plan import SEED, Story, earlier, stories
from seed.steps import Step, steps, todays
from seed.telling import Clock, Teller

# A quarter and a little before the last day: flags come with the visits since, and whether
# the model still holds is judged on what it has not seen.
ADOPTED = timedelta(days=98)


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


def tell(ctx: Context, finished: list[Story], told: list[Story], last: date) -> Summary:
    """Write the municipality and these stories (a test tells a few of them twice).

    The `finished` ones come from the earlier system; with them a model is learned, which
    speaks from the last quarter on.
    """
    clock = Clock(datetime.combine(last - SET_UP, time(8)))
    own = _own_context(ctx, clock)
    staff = accounts.create(own)
    teller = Teller(own, staff, services.create(own, staff.administrator))
    imported = archive.take_in(own, staff.administrator, finished)
    adoption = datetime.combine(last - ADOPTED, time(6))
    before, after = _parted(told, last, adoption)
    teller.tell_all(before, clock)
    clock.now = adoption
    _adopt_a_model(own, staff.administrator)
    teller.tell_all(after, clock)
    return _summary(teller, imported, last)


def _parted(told: list[Story], last: date, at: datetime) -> tuple[list[Step], list[Step]]:
    """All steps in the order of time: those before `at`, and the others."""
    plan = [step for story in told for step in steps(story, last)] + list(todays(told, last))
    plan.sort(key=lambda step: (step.at, step.what, step.story.number))
    return [step for step in plan if step.at < at], [step for step in plan if step.at >= at]


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
