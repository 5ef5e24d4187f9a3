"""The demo's questionnaires on a small site: rounds written up, asked again, one just begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from fit_tracker.domain.answers import Standing
from fit_tracker.services import answers_due, maintenance
from fit_tracker.services.context import Context
from seed import measures
from seed.accounts import Staff
from tests.factories import Site, ask, make_family

FIRST = date(2026, 1, 5)
LAST = date(2026, 11, 18)


def test_a_year_of_rounds(site: Site) -> None:
    treating = (site.practitioner, site.actors["colleague"])
    staff = Staff(
        site.admin,
        (site.teams[0].team_id,),
        (treating,),
        (site.leader,),
        site.actors["emergency"],
        site.actors["project"],
    )
    for number in range(12):
        make_family(
            replace(site, ctx=_at(site, FIRST)),
            treating[number % 2],
            case_number=f"F-{number}",
            started_on=FIRST,
        )
    day = FIRST
    while day < LAST:
        measures.on_day(_at(site, day), staff, day)
        day += timedelta(days=1)
    measures.once(_at(site, LAST), staff, LAST)
    assert maintenance.check(site.ctx) == []
    # After, and some months later, never more have answered than before.
    n = dict(ask(site.ctx, "SELECT moment, count(DISTINCT enrolment_id) FROM answer GROUP BY 1"))
    assert n["before"] >= n["after"] > 0 < n["follow_up"]
    # A score is made of lines, so that a programme's own answers say how well they hang together.
    assert ask(site.ctx, "SELECT count(*) FROM answer WHERE items = '{}'") == [(0,)]
    found = answers_due.due(_at(site, LAST), site.leader)
    assert Standing.OVERDUE in {row.standing for row in found.rows}


def _at(site: Site, day: date) -> Context:
    now = datetime.combine(day, time(15))
    return replace(site.ctx, today=lambda: day, clock=lambda: now)
