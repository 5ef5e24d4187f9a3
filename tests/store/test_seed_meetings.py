"""The demo's meetings on a small site: held, agreed, and the same every time."""

from __future__ import annotations

from datetime import date, timedelta

from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import FollowUpRule, Frame
from fit_tracker.services import maintenance
from seed import meetings
from seed.accounts import Staff
from tests.factories import Site, ask, make_family, on_day

FIRST, DAYS = date(2024, 1, 1), 300


def _told(site: Site, rule: FollowUpRule) -> list[tuple[object, ...]]:
    ask(site.ctx, "UPDATE service SET frame = ?", to_json(Frame(follow_up=rule)))
    site.ctx = on_day(site.ctx, FIRST)
    for number in range(12):
        make_family(site, case_number=f"F-{number}", started_on=FIRST)
    teams = (site.teams[0].team_id,)
    staff = Staff(
        site.admin,
        teams,
        ((site.practitioner,),),
        (site.leader,),
        site.actors["emergency"],
        site.actors["project"],
    )
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        meetings.on_day(on_day(site.ctx, day), staff, day)
    meetings.once(on_day(site.ctx, day), staff, day)
    return ask(
        site.ctx,
        "SELECT case_number, sequence, due_on, planned_on, planned_at, held_on, dropped_why, rule "
        "FROM meeting JOIN family USING (family_id) ORDER BY case_number, sequence",
    )


def test_most_are_held_near_their_day_and_none_is_forgotten(site: Site) -> None:
    rows = _told(site, FollowUpRule(3, 6))
    held = [(row[2], row[5]) for row in rows if row[5] is not None]
    assert len(held) >= 20
    assert all(abs((on - due).days) <= 60 for due, on in held)
    last = FIRST + timedelta(days=DAYS)
    still_open = [row for row in rows if row[5] is None and not row[6]]
    # Every course has exactly one follow-up ahead, and none has been lying for months.
    assert len(still_open) == len({row[0] for row in still_open}) == 12
    assert all(last - row[2] < timedelta(days=60) for row in still_open)
    assert maintenance.check(site.ctx) == []


def test_a_first_only_gets_its_rhythm(site: Site) -> None:
    rows = _told(site, FollowUpRule(3))
    rules = {str(row[7]).partition(":")[0] for row in rows}
    assert rules == {"first", "decided"}
    assert max(int(row[1]) for row in rows) >= 3
