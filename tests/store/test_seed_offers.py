"""The demo's emergency offers on a small site: begun, written up, stepped down and ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from fit_tracker.domain.offers import Moment
from fit_tracker.services import capacity, maintenance, response_acute
from fit_tracker.services.context import Context
from seed import offers
from seed.accounts import Staff
from tests.factories import Site, ask, make_family

FRIDAY = date(2026, 6, 5)


def test_two_families_from_begin_to_end(site: Site) -> None:
    emergency = site.actors["emergency"]
    staff = Staff(site.admin, (), (), (site.leader,), emergency, site.actors["project"])
    for case in ("F-1", "F-2"):
        family = make_family(site, case_number=case, started_on=date(2026, 5, 1))
        ctx = _at(site, FRIDAY)
        response_acute.bring_in(ctx, site.leader, family.family_id, "vold", "fagleder")
    offers.on_day(_at(site, FRIDAY - timedelta(days=1)), staff, FRIDAY - timedelta(days=1))
    assert ask(site.ctx, "SELECT count(*) FROM offer") == [(0,)], "only on Fridays"
    for week in range(23):
        day = FRIDAY + timedelta(weeks=week)
        offers.on_day(_at(site, day), staff, day)
    offers.once(_at(site, day), staff, day)
    rows = ask(site.ctx, "SELECT started_on, ended_on FROM offer ORDER BY started_on")
    # One at a time with six weeks between; the first is over after twenty-two.
    assert rows == [
        (FRIDAY, FRIDAY + offers.LENGTH),
        (FRIDAY + offers.BETWEEN, None),
    ]
    asked = ask(site.ctx, "SELECT DISTINCT moment FROM child_situation")
    assert {Moment(moment) for (moment,) in asked} == set(Moment)
    told = capacity.capacity(_at(site, day), emergency)
    assert (told.begun, told.running, told.targets.families_high) == (2, 1, 8)
    assert told.used > 0
    assert maintenance.check(site.ctx) == []


def _at(site: Site, day: date) -> Context:
    now = datetime.combine(day, time(15))
    return replace(site.ctx, today=lambda: day, clock=lambda: now)
