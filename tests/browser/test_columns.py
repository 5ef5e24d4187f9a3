"""Lists in parts: their columns stand under each other, and a row's steps beside each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import FollowUpRule, Frame, Report
from fit_tracker.services import meetings
from tests.browser.conftest import menu, serving_site, sign_in
from tests.factories import Site, ask, make_family

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
# The menu and as much beside it as a tablet has without one: hardly enough for columns.
WIDTH = ViewportSize(width=1050, height=1180)


def test_the_columns_of_the_followups_stand_under_each_other(site: Site, open_page: Open) -> None:
    """A long name in one row and a report in another move nothing."""
    frame = Frame(follow_up=FollowUpRule(3, 6), report=Report.YES)
    ask(site.ctx, "UPDATE service SET frame = ?", to_json(frame))
    ask(site.ctx, "UPDATE service SET name = 'Familiebehandlingsindsats'")
    today = site.ctx.today()
    for number, ago in enumerate((100, 85, 60)):
        start = today - timedelta(days=ago)
        made = make_family(site, case_number=f"F-{number}", started_on=start)
        if number == 1:
            _agree(site, made.episode_id)
    with serving_site(site) as server:
        page = open_page(server.url)
        page.set_viewport_size(WIDTH)
        sign_in(page, site, "practitioner")
        menu(page, "Opfølgning")
        rows = page.locator(".fit-agenda tbody tr")
        expect(rows).to_have_count(3)
        edges = rows.evaluate_all(
            "rows => rows.map(row => [...row.cells].map(c => c.getBoundingClientRect().x))"
        )
        assert len(set(edges[0])) == 4, "the list has columns at this width"
        assert edges[1:] == edges[:-1]
        tall = page.locator(".fit-next").evaluate_all("all => all.map(e => e.offsetHeight)")
        assert max(tall) < 60, "one line of steps, and no step alone on a second"


def _agree(site: Site, episode_id: object) -> None:
    query = "SELECT meeting_id FROM meeting WHERE episode_id = ?"
    ((meeting_id,),) = ask(site.ctx, query, episode_id)
    on = site.ctx.today() + timedelta(days=5)
    meetings.agree(site.ctx, site.practitioner, meeting_id, on)
