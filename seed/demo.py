"""The demo municipality in one call: the same rows for the same date, every time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from fit_tracker.services.context import Context
from seed import accounts, services
from seed.calendar import WINDOW
from seed.plan import SEED, Story, stories
from seed.steps import steps, todays
from seed.telling import Clock, Teller


@dataclass(frozen=True)
class Summary:
    """What was written, for the command to say."""

    families: int
    episodes: int
    visits: int
    until: date


def fill(ctx: Context, until: date | None = None) -> Summary:
    """Fill an empty database with 24 months of invented courses up to `until` (today).

    Refuses a database in use. The same `until` gives the same rows, apart from the salt
    in password hashes and the time of the migrations.
    """
    last = until or ctx.today()
    return tell(ctx, stories(last), last)


def tell(ctx: Context, told: list[Story], last: date) -> Summary:
    """Write the municipality and these stories (a test tells a few of them twice)."""
    clock = Clock(datetime.combine(last - WINDOW - timedelta(days=30), time(8)))
    own = _own_context(ctx, clock)
    staff = accounts.create(own)
    teller = Teller(own, staff, services.create(own, staff.administrator))
    plan = [step for story in told for step in steps(story, last)] + list(todays(told, last))
    for step in sorted(plan, key=lambda step: (step.at, step.what, step.story.number)):
        clock.now = step.at
        teller.tell(step)
    families = {one.family_id for one in teller.told.values()}
    held = sum(len(one.held) for one in teller.told.values())
    return Summary(len(families), len(teller.told), held, last)


def _own_context(ctx: Context, clock: Clock) -> Context:
    """The same database with a clock that walks through the stories, and ids that repeat."""
    rng = Random(f"{SEED}-ids")

    def new_id() -> UUID:
        return UUID(int=rng.getrandbits(128), version=4)

    return replace(ctx, clock=lambda: clock.now, today=lambda: clock.now.date(), new_id=new_id)
