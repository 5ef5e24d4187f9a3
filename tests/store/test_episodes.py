"""A course begins, changes and ends in an order that can be true."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.errors import InvalidInput, NotFound
from fit_tracker.services import (
    administration,
    episodes,
    families,
    family_view,
    maintenance,
    visits,
)
from tests.factories import Site, ask, everything, give, make_family, on_day

START, TODAY = date(2025, 1, 6), date(2025, 6, 2)


@pytest.fixture
def dated(site: Site) -> Site:
    site.ctx = on_day(site.ctx, TODAY)
    return site


@pytest.fixture
def family(dated: Site) -> families.Created:
    return make_family(dated, started_on=START)


def _end(site: Site, episode_id: UUID, on: date) -> None:
    reason = EndReason.GOALS_REACHED
    episodes.end(site.ctx, site.practitioner, episode_id, on, reason, True)


def _start(site: Site, family: families.Created, on: date, service: UUID | None = None) -> UUID:
    wanted = service or site.service_id
    return episodes.start(site.ctx, site.practitioner, family.family_id, wanted, on)


def _change(site: Site, family: families.Created, service: UUID, on: date) -> None:
    episodes.change_service(site.ctx, site.practitioner, family.episode_id, service, on)


def _move(site: Site, family: families.Created, on: date) -> None:
    episodes.move_start(site.ctx, site.practitioner, family.episode_id, on)


def _refused(site: Site, said: str, act: Any, *args: Any) -> None:
    before = everything(site.ctx)
    with pytest.raises(InvalidInput, match=said):
        act(site, *args)
    assert everything(site.ctx) == before


def test_an_end_has_a_reason_and_happens_once(dated: Site, family: families.Created) -> None:
    _end(dated, family.episode_id, TODAY)
    rows = ask(dated.ctx, "SELECT ended_on, end_reason, end_planned FROM episode")
    assert rows == [(TODAY, "goals_reached", True)]
    _refused(dated, "afsluttet", _end, family.episode_id, TODAY)


def test_an_end_lies_within_the_course(dated: Site, family: families.Created) -> None:
    give(dated, family, date(2025, 3, 3), "20.0")
    _refused(dated, "seneste besøg 03-03-2025", _end, family.episode_id, date(2025, 3, 2))
    _refused(dated, "før forløbets start", _end, family.episode_id, date(2025, 1, 5))
    _refused(dated, "fremtiden", _end, family.episode_id, date(2025, 6, 3))
    ctx, actor = dated.ctx, dated.practitioner
    episodes.add_milestone(ctx, actor, family.episode_id, date(2025, 4, 1), "Ny skole")
    _refused(dated, "begivenheden 01-04-2025", _end, family.episode_id, date(2025, 3, 31))
    _end(dated, family.episode_id, date(2025, 4, 1))


def test_one_course_at_a_time(dated: Site, family: families.Created) -> None:
    _refused(dated, "allerede et forløb i gang", _start, family, TODAY)
    _end(dated, family.episode_id, date(2025, 4, 1))
    second = _start(dated, family, date(2025, 5, 1))
    reopen = lambda site: episodes.reopen(site.ctx, site.practitioner, family.episode_id)  # noqa: E731
    _refused(dated, "allerede et forløb i gang", reopen)
    _end(dated, second, date(2025, 5, 2))
    reopen(dated)
    assert ask(dated.ctx, "SELECT count(*) FROM episode WHERE ended_on IS NULL") == [(1,)]
    _refused(dated, "allerede et forløb i gang", reopen)


def test_a_double_click_starts_one_course(dated: Site, family: families.Created) -> None:
    _end(dated, family.episode_id, date(2025, 4, 1))
    start = threading.Barrier(4)

    def click(_: int) -> bool:
        start.wait()
        try:
            _start(dated, family, date(2025, 5, 1))
        except InvalidInput:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, range(4))) == [False, False, False, True]
    assert ask(dated.ctx, "SELECT count(*) FROM episode WHERE ended_on IS NULL") == [(1,)]


def test_no_visit_slips_in_behind_an_end(dated: Site, family: families.Created) -> None:
    """The end and the visit meet on one row: the later of the two sees the earlier."""
    for _ in range(4):
        start = threading.Barrier(2)

        def act(n: int, start: threading.Barrier = start) -> None:
            start.wait()
            try:
                if n:
                    _end(dated, family.episode_id, date(2025, 5, 1))
                else:
                    give(dated, family, TODAY, "20.0")
            except InvalidInput:
                return

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(act, range(2)))
        late = (
            "SELECT count(*) FROM visit JOIN episode USING (episode_id) WHERE visit_date > ended_on"
        )
        assert ask(dated.ctx, late) == [(0,)]


def test_a_service_that_is_not_in_use_starts_nothing(dated: Site, family: families.Created) -> None:
    closed = administration.create_service(dated.ctx, dated.admin, "X", "Lukket")
    administration.set_service_active(dated.ctx, dated.admin, closed, False)
    for service in (closed, uuid4()):
        _refused(dated, "ikke i brug", _change, family, service, TODAY)
    _end(dated, family.episode_id, date(2025, 4, 1))
    for service in (closed, uuid4()):
        _refused(dated, "ikke i brug", _start, family, TODAY, service)


def test_services_follow_one_another(dated: Site, family: families.Created) -> None:
    other = administration.create_service(dated.ctx, dated.admin, "N03", "Samtaler")
    third = administration.create_service(dated.ctx, dated.admin, "N04", "Gruppe")
    _refused(dated, "allerede den indsats", _change, family, dated.service_id, TODAY)
    _change(dated, family, other, date(2025, 3, 3))
    _refused(dated, "allerede den indsats", _change, family, other, date(2025, 3, 4))
    _refused(dated, "begyndte 03-03-2025", _change, family, third, date(2025, 3, 2))
    _change(dated, family, third, date(2025, 4, 1))
    rows = ask(dated.ctx, "SELECT since, until FROM episode_service ORDER BY since")
    assert rows == [
        (START, date(2025, 3, 3)),
        (date(2025, 3, 3), date(2025, 4, 1)),
        (date(2025, 4, 1), None),
    ]
    view = family_view.load(dated.ctx, dated.practitioner, family.family_id)
    assert [event.text for event in view.events] == ["Samtaler", "Gruppe"]
    assert view.episode is not None
    assert view.episode.service_name == "Gruppe"
    assert maintenance.check(dated.ctx) == []


def test_a_new_service_brings_its_own_planned_end(dated: Site, family: families.Created) -> None:
    """The frame counts from the change; a service without one leaves no planned end behind."""
    short = administration.create_service(dated.ctx, dated.admin, "N01", "Rådgivning", "", 8)
    open_ended = administration.create_service(dated.ctx, dated.admin, "N05", "Støtte")
    for day in (date(2025, 2, 3), date(2025, 2, 10), date(2025, 3, 3)):
        give(dated, family, day, "20.0")
    planned = "SELECT planned_visits FROM episode"
    assert ask(dated.ctx, planned) == [(None,)]
    _change(dated, family, short, date(2025, 3, 3))
    assert ask(dated.ctx, planned) == [(2 + 8,)]
    _change(dated, family, open_ended, date(2025, 4, 1))
    assert ask(dated.ctx, planned) == [(None,)]


def test_the_start_moves_with_its_first_service_and_past_nothing(
    dated: Site, family: families.Created
) -> None:
    _move(dated, family, date(2024, 12, 2))
    _move(dated, family, date(2025, 2, 3))
    assert ask(dated.ctx, "SELECT since FROM episode_service") == [(date(2025, 2, 3),)]
    give(dated, family, date(2025, 4, 7), "20.0")
    other = administration.create_service(dated.ctx, dated.admin, "N03", "Samtaler")
    _change(dated, family, other, date(2025, 3, 3))
    _refused(dated, "fremtiden", _move, family, date(2025, 6, 3))
    _refused(dated, "første besøg 07-04-2025", _move, family, date(2025, 4, 8))
    _refused(dated, "begivenheden 03-03-2025", _move, family, date(2025, 3, 4))
    _move(dated, family, date(2025, 3, 3))
    ctx, actor = dated.ctx, dated.practitioner
    episodes.end(ctx, actor, family.episode_id, date(2025, 5, 1), EndReason.MOVED, False)
    _refused(dated, "første besøg", _move, family, date(2025, 5, 2))


def test_goals_are_agreed_and_closed_once(dated: Site, family: families.Created) -> None:
    ctx, actor, mother = dated.ctx, dated.practitioner, family.member_ids[0]
    agreed = date(2025, 3, 3)
    episodes.agree_goals(ctx, actor, family.episode_id, agreed, ((mother, "Ro"), (mother, "Søvn")))
    goal_id = ask(ctx, "SELECT goal_id FROM goal WHERE body = 'Ro'")[0][0]

    def close(site: Site, on: date, which: UUID = goal_id) -> None:
        episodes.close_goal(site.ctx, actor, family.episode_id, which, on)

    _refused(dated, "aftalt 03-03-2025", close, date(2025, 3, 2))
    _refused(dated, "aftalt 03-03-2025", close, date(2025, 6, 3))
    with pytest.raises(NotFound):
        close(dated, TODAY, uuid4())
    close(dated, date(2025, 4, 1))
    _refused(dated, "allerede afsluttet", close, TODAY)
    for goals in ((), ((mother, " "),), ((uuid4(), "Ro"),), ((mother, "010190-1234"),)):
        with pytest.raises(InvalidInput):
            episodes.agree_goals(ctx, actor, family.episode_id, agreed, goals)
    assert ask(ctx, "SELECT count(*) FROM goal") == [(2,)]


def test_late_ratings_of_a_visit_before_the_end_are_welcome(
    dated: Site, family: families.Created
) -> None:
    """Paper comes in late; the status is brought up to date all the same."""
    from fit_tracker.domain.visits import Source
    from tests.factories import make_rating

    visit_id = give(dated, family, date(2025, 4, 7), "20.0").visit_id
    _end(dated, family.episode_id, date(2025, 4, 8))
    late = make_rating(family.member_ids[0], "alliance-13plus", "38.0")
    assert visits.add_ratings(dated.ctx, dated.practitioner, visit_id, [late], Source.PAPER)
    assert ask(dated.ctx, "SELECT visits_with_alliance FROM episode_status") == [(1,)]
