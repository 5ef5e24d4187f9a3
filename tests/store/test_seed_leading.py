"""The demo's leaders hold their supervision through the services, the same way every time."""

from __future__ import annotations

from datetime import date, timedelta

from fit_tracker.services import supervision_read
from fit_tracker.services.context import Context
from seed import leading
from seed.accounts import Staff
from tests.factories import Site, add_user, ask, everything, give, make_family, on_day

THURSDAY = date(2026, 11, 26)
"""In ISO week 48, which four divides."""


def staff(site: Site) -> Staff:
    north = site.teams[0].team_id
    more = [add_user(site, f"more_{n}", site.practitioner.role, (north,)) for n in range(2)]
    team = (site.practitioner, site.actors["colleague"], *more)
    leaders, emergency = (site.leader,), site.actors["emergency"]
    return Staff(site.admin, (north,), (team,), leaders, emergency, site.actors["project"])


def falling(site: Site, case: str, until: date) -> None:
    family = make_family(site, case_number=case, started_on=until - timedelta(days=90))
    for ago, mother in ((60, "30"), (40, "20"), (20, "19")):
        give(site, family, until - timedelta(days=ago), mother, "20")


def test_every_fourth_thursday_and_no_other_day(site: Site) -> None:
    ctx = on_day(site.ctx, THURSDAY)
    site.ctx = ctx
    falling(site, "F-1", THURSDAY)
    people = staff(site)
    before = everything(ctx)
    for days in (-1, 1, 7, 14):
        leading.on_day(ctx, people, THURSDAY + timedelta(days=days))
    assert everything(ctx) == before
    leading.on_day(ctx, people, THURSDAY)
    found = supervision_read.board(ctx, site.leader)
    assert found.agenda is None
    assert [meeting.meets_on for meeting in found.earlier] == [THURSDAY]
    decided = found.suggestions[0].about.last_time
    assert decided is not None
    assert decided.decision in leading.WORDS[leading.Topic.OFF_TRACK]


def test_the_last_morning_leaves_an_agenda_and_profiles(site: Site) -> None:
    site.ctx = ctx = on_day(site.ctx, THURSDAY)
    for case in ("F-1", "F-2", "F-3", "F-4"):
        falling(site, case, THURSDAY)
    leading.once(ctx, staff(site), THURSDAY)
    agenda = supervision_read.board(ctx, site.leader).agenda
    assert agenda is not None
    assert agenda.meeting.meets_on == THURSDAY + timedelta(days=4)
    assert len(agenda.items) == leading.NEXT
    assert _count(ctx, "user_competence") == 6
    assert _count(ctx, "user_hours") == 3


def _count(ctx: Context, table: str) -> int:
    return int(ask(ctx, f"SELECT count(*) FROM {table}")[0][0])
