"""What was wrong is corrected with a reason, and what it said before stays readable."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from fit_tracker.domain.visits import Rating, Source, VisitStatus
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import families, family_view, visits
from fit_tracker.services.course import current
from tests.factories import Site, ask, everything, give, make_family, make_rating, make_visit, trail


@pytest.fixture
def family(site: Site) -> families.Created:
    return make_family(site)


def _ratings(site: Site, family: families.Created) -> list[Rating]:
    return family_view.load(site.ctx, site.practitioner, family.family_id).ratings


def _correct(site: Site, rating_id: UUID, total: str, reason: str = "tastefejl") -> None:
    visits.correct_rating(
        site.ctx, site.practitioner, rating_id, items=None, total=Decimal(total), reason=reason
    )


def _withdraw(site: Site, rating_id: UUID, reason: str = "forkert person") -> None:
    visits.withdraw_rating(site.ctx, site.practitioner, rating_id, reason)


def test_a_correction_is_a_new_revision_and_the_old_stays(
    site: Site, family: families.Created
) -> None:
    give(site, family, site.ctx.today(), "20.0")
    first = _ratings(site, family)[0]
    _correct(site, first.rating_id, "21.0")
    second = _ratings(site, family)[1]
    _correct(site, second.rating_id, "22.0", "læst forkert")
    history = _ratings(site, family)
    assert [(r.revision, str(r.total), r.reason) for r in history] == [
        (1, "20.0", ""),
        (2, "21.0", "tastefejl"),
        (3, "22.0", "læst forkert"),
    ]
    assert history[0] == first
    assert [r.source for r in history] == [Source.PAPER, Source.CORRECTION, Source.CORRECTION]
    assert [str(r.total) for r in current(history)] == ["22.0"]
    assert len(trail(site.ctx, "rating_corrected")) == 2


def test_what_is_refused_leaves_the_rating_alone(site: Site, family: families.Created) -> None:
    give(site, family, site.ctx.today(), "20.0")
    rating_id = _ratings(site, family)[0].rating_id
    before = everything(site.ctx)
    refused: list[tuple[str, Any]] = [("21.0", " "), ("40.1", "tastefejl"), ("21.0", "x" * 501)]
    refused.append(("21.0", "mor er 010190-1234"))
    for total, reason in refused:
        with pytest.raises(InvalidInput):
            _correct(site, rating_id, total, reason)
    with pytest.raises(InvalidInput):
        _withdraw(site, rating_id, "")
    with pytest.raises(InvalidInput, match="tom"):
        visits.correct_rating(
            site.ctx, site.practitioner, rating_id, items=None, total=None, reason="tastefejl"
        )
    assert everything(site.ctx) == before


def test_who_corrects_what_was_corrected_meanwhile_is_told(
    site: Site, family: families.Created
) -> None:
    give(site, family, site.ctx.today(), "20.0")
    rating_id = _ratings(site, family)[0].rating_id

    def correct(n: int) -> str:
        try:
            _correct(site, rating_id, f"{21 + n}")
        except Conflict as error:
            return str(error)
        return "saved"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(correct, range(4)))
    assert answers.count("saved") == 1
    assert all("imens" in answer for answer in answers if answer != "saved")
    assert [r.revision for r in _ratings(site, family)] == [1, 2]
    with pytest.raises(Conflict):
        _withdraw(site, rating_id)


def test_withdrawn_it_counts_no_more_and_may_be_given_again(
    site: Site, family: families.Created
) -> None:
    visit_id = give(site, family, site.ctx.today(), "20.0").visit_id
    _withdraw(site, _ratings(site, family)[0].rating_id)
    view = family_view.load(site.ctx, site.practitioner, family.family_id)
    assert current(view.ratings) == []
    assert view.outcome == {}
    assert ask(site.ctx, "SELECT visits_with_outcome, last_rating_on FROM episode_status") == [
        (0, None)
    ]
    again = make_rating(family.member_ids[0], "outcome-adult", "12.0")
    assert visits.add_ratings(site.ctx, site.practitioner, visit_id, [again], Source.PAPER)
    history = _ratings(site, family)
    assert [(r.revision, r.total) for r in history] == [
        (1, Decimal("20.0")),
        (2, None),
        (3, Decimal("12.0")),
    ]
    second = make_rating(family.member_ids[0], "outcome-adult", "13.0")
    with pytest.raises(Conflict):
        visits.add_ratings(site.ctx, site.practitioner, visit_id, [second], Source.PAPER)


def _facts(site: Site, family: families.Created, **changes: Any) -> visits.VisitFacts:
    facts = visits.VisitFacts(site.ctx.today(), VisitStatus.ATTENDED, family.member_ids, None, None)
    return replace(facts, **changes)


def _correct_visit(site: Site, visit_id: UUID, facts: visits.VisitFacts) -> None:
    visits.correct_visit(site.ctx, site.practitioner, visit_id, facts)


def test_a_visit_moved_takes_its_place_in_the_course(site: Site, family: families.Created) -> None:
    """Mother 30, 15, 15 is worse twice running; with the first visit moved last she rose."""
    today = site.ctx.today()
    first = give(site, family, today - timedelta(days=30), "30.0").visit_id
    for days in (20, 10):
        give(site, family, today - timedelta(days=days), "15.0")
    query = "SELECT needs_attention, last_visit_on FROM episode_status"
    assert ask(site.ctx, query) == [(True, today - timedelta(days=10))]
    _correct_visit(site, first, _facts(site, family, visit_date=today - timedelta(days=2)))
    view = family_view.load(site.ctx, site.practitioner, family.family_id)
    readings = next(iter(view.outcome.values()))
    assert [(r.visit_no, str(r.score)) for r in readings] == [(1, "15.0"), (2, "15.0"), (3, "30.0")]
    assert ask(site.ctx, query) == [(False, today - timedelta(days=2))]
    assert ask(site.ctx, "SELECT count(*) FROM flag WHERE cleared_at IS NULL") == [(0,)]
    detail = trail(site.ctx, "visit_corrected")[0][2]
    assert str(today - timedelta(days=30)) in detail


def test_who_has_rated_took_part(site: Site, family: families.Created) -> None:
    """Removing a participant who rated would leave a rating by somebody who was not there."""
    mother, father, child = family.member_ids
    visit_id = give(site, family, site.ctx.today(), "20.0").visit_id
    before = everything(site.ctx)
    with pytest.raises(InvalidInput, match="Træk målingen tilbage først"):
        _correct_visit(site, visit_id, _facts(site, family, participants=(father, child)))
    for status in (VisitStatus.CANCELLED, VisitStatus.NO_SHOW):
        with pytest.raises(InvalidInput, match="Træk dem tilbage først"):
            _correct_visit(site, visit_id, _facts(site, family, status=status, participants=()))
    assert everything(site.ctx) == before
    _correct_visit(site, visit_id, _facts(site, family, participants=(mother,)))
    _withdraw(site, _ratings(site, family)[0].rating_id)
    _correct_visit(site, visit_id, _facts(site, family, participants=(father,)))
    assert ask(site.ctx, "SELECT member_id FROM visit_participant") == [(father,)]
    _correct_visit(site, visit_id, _facts(site, family, participants=family.member_ids))
    assert ask(site.ctx, "SELECT count(*) FROM visit_participant") == [(3,)]


def test_a_visit_that_was_held_after_all_is_open_for_its_ratings(
    site: Site, family: families.Created
) -> None:
    done = make_visit(site, family, site.ctx.today(), status=VisitStatus.NO_SHOW)
    _correct_visit(site, done.visit_id, _facts(site, family))
    assert ask(site.ctx, "SELECT status, is_open FROM visit") == [("attended", True)]
    assert ask(site.ctx, "SELECT visits_attended FROM episode_status") == [(1,)]


def test_a_closed_visit_stays_closed_when_its_length_is_corrected(
    site: Site, family: families.Created
) -> None:
    visit_id = give(site, family, site.ctx.today(), "20.0").visit_id
    visits.close(site.ctx, site.practitioner, visit_id)
    _correct_visit(site, visit_id, _facts(site, family, minutes=55))
    assert ask(site.ctx, "SELECT minutes, is_open FROM visit") == [(55, False)]


def test_an_estimated_date_that_is_corrected_is_known(site: Site, family: families.Created) -> None:
    visit_id = give(site, family, site.ctx.today(), "20.0").visit_id
    ask(site.ctx, "UPDATE visit SET date_known = false")
    _correct_visit(site, visit_id, _facts(site, family, minutes=50))
    assert ask(site.ctx, "SELECT date_known FROM visit") == [(False,)]
    yesterday = site.ctx.today() - timedelta(days=1)
    _correct_visit(site, visit_id, _facts(site, family, visit_date=yesterday))
    assert ask(site.ctx, "SELECT date_known FROM visit") == [(True,)]


def test_a_visit_is_not_moved_out_of_its_course(site: Site, family: families.Created) -> None:
    visit_id = give(site, family, site.ctx.today(), "20.0").visit_id
    for days in (1, -201):
        day = site.ctx.today() + timedelta(days=days)
        with pytest.raises(InvalidInput):
            _correct_visit(site, visit_id, _facts(site, family, visit_date=day))
