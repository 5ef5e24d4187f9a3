"""How long does it take to record a visit: three raters, both scales, safely on disk?"""

from __future__ import annotations

import time
from datetime import timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from bench import data
from bench.report import Figure, timed
from bench.site import Household, full_visit, household_members, open_database
from fit_tracker.domain.people import Actor, Role
from fit_tracker.services import administration, families
from fit_tracker.services.context import Context

CALLS = 300
LIMIT_MS = 30
FAMILIES = 20
START = timedelta(days=200)


def record_visit() -> list[Figure]:
    """The service call alone, on the demo and on the large database."""
    return [
        timed(f"record_visit, {size} database", _measure(size), LIMIT_MS) for size in data.SIZES
    ]


def _measure(size: str) -> list[float]:
    with data.scratch(size) as path:
        ctx = open_database(path)
        try:
            return _calls(ctx, _homes(ctx))
        finally:
            ctx.database.close()


def _homes(ctx: Context) -> list[Household]:
    """New families of three, so that each call does the same work."""
    cursor = ctx.database.cursor()
    user, team = cursor.execute(
        "SELECT u.user_id, ut.team_id FROM app_user u JOIN user_team ut USING (user_id) "
        "WHERE u.username = 'demo.behandler'"
    ).fetchone() or (None, None)
    cursor.close()
    assert isinstance(user, UUID)
    actor = Actor(user, Role.PRACTITIONER)
    return [_home(ctx, actor, team, number) for number in range(FAMILIES)]


def _home(ctx: Context, actor: Actor, team: UUID, number: int) -> Household:
    service = administration.services(ctx, actor)[0].service_id
    new = families.NewFamily(
        f"B-{number}", team, service, ctx.today() - START, household_members(ctx.today())
    )
    made = families.create(ctx, actor, new)
    return Household(actor, made.family_id, made.episode_id, made.member_ids)


def _calls(ctx: Context, homes: list[Household]) -> list[float]:
    """Families in turn, each up to fifteen visits: as long as a course is."""
    rng, seconds = Random(1), []
    for call in range(CALLS):
        day = ctx.today() - START + timedelta(days=7 * (call // FAMILIES) + 1)
        value = Decimal(rng.randint(30, 80)) / 10
        start = time.perf_counter()
        full_visit(ctx, homes[call % FAMILIES], day, value)
        seconds.append(time.perf_counter() - start)
    return seconds
