"""How long a browser may go on showing what it shows: asked by the browser, not used by asking."""

from __future__ import annotations

from fit_tracker.services import accounts
from tests.factories import PASSWORD, Site, give, later, make_family


def test_asking_how_long_is_left_does_not_prolong_the_session(site: Site) -> None:
    token, _session = accounts.sign_in(site.ctx, "practitioner", PASSWORD)
    idle = site.ctx.settings.idle.total_seconds()
    assert idle - 5 <= accounts.seconds_left(site.ctx, token) <= idle
    half = later(site.ctx, seconds=idle / 2)
    assert accounts.seconds_left(half, token) <= idle / 2
    over = later(site.ctx, seconds=idle + 1)
    assert accounts.seconds_left(over, token) == 0
    assert accounts.resume(over, token) is None


def test_a_locked_tablet_may_rest_as_long_as_its_family_needs(site: Site) -> None:
    token, session = accounts.sign_in(site.ctx, "practitioner", PASSWORD)
    visit_id = give(site, make_family(site), site.ctx.today(), "20.0").visit_id
    accounts.lock_to_visit(site.ctx, session, visit_id)
    assert accounts.seconds_left(site.ctx, token) > site.ctx.settings.idle.total_seconds()


def test_nothing_is_left_of_a_session_that_has_ended_or_never_was(site: Site) -> None:
    token, session = accounts.sign_in(site.ctx, "practitioner", PASSWORD)
    accounts.sign_out(site.ctx, session)
    assert accounts.seconds_left(site.ctx, token) == 0
    assert accounts.seconds_left(site.ctx, "") == 0
