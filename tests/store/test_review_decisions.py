"""Series, notes and decisions: who wrote over whom, and what the next meeting begins with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from fit_tracker.domain.programmes import Cadence
from fit_tracker.domain.reviews import DecisionState
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.services import (
    review_compute,
    review_decisions,
    review_notes,
    review_periods,
    review_read,
    review_series,
)
from fit_tracker.services.context import Context
from fit_tracker.services.review_decisions import NewDecision
from fit_tracker.services.review_read import Snapshot
from tests.factories import Site
from tests.store.reviews import courses, make_series, moved, tell

Q2, Q3, Q4 = (review_periods.quarter(2025, number) for number in (2, 3, 4))


@pytest.fixture
def town(site: Site) -> Site:
    for number, month in enumerate((5, 8, 11)):
        tell(site, courses(8, date(2025, month, 20), "12.0", "26.0", first=1 + 20 * number))
    return site


def on(site: Site, day: date) -> Context:
    at = datetime(day.year, day.month, day.day, 9)
    return replace(moved(site, day), clock=lambda: at)


def meeting(site: Site, series_id: UUID, period: review_periods.Period) -> Snapshot:
    """Nine days after the period's end: computed and released."""
    ctx, actor = on(site, period.last_day + timedelta(days=9)), site.actors["project"]
    done = review_compute.compute(ctx, actor, series_id, period)
    review_compute.release(ctx, actor, done.review_id)
    return review_read.open(ctx, actor, done.review_id)


def test_the_next_meeting_begins_with_what_is_open_or_closed_since(town: Site) -> None:
    series_id, actor = make_series(town), town.actors["project"]
    first = meeting(town, series_id, Q2)
    ctx = on(town, date(2025, 7, 10))
    for body in ("Måling ved første besøg", "Ring inden tre dage", "Nyt samtaleark"):
        new = NewDecision(body, "MJ", date(2025, 9, 1))
        review_decisions.add(ctx, actor, first.heading.review_id, new)
    early, late, _ = review_read.open(ctx, actor, first.heading.review_id).decisions
    close = review_decisions.close
    close(on(town, date(2025, 8, 1)), actor, early.decision_id, 1, DecisionState.DONE, "Indført")
    second = meeting(town, series_id, Q3)
    assert [(d.body, d.state) for d in second.earlier] == [
        ("Måling ved første besøg", DecisionState.DONE),
        ("Ring inden tre dage", DecisionState.OPEN),
        ("Nyt samtaleark", DecisionState.OPEN),
    ]
    close(on(town, date(2025, 11, 1)), actor, late.decision_id, 1, DecisionState.DROPPED, "Nej")
    third = meeting(town, series_id, Q4)
    assert [d.body for d in third.earlier] == ["Ring inden tre dage", "Nyt samtaleark"]
    assert third.decisions == ()


def test_decisions_belong_to_a_released_review(town: Site) -> None:
    series_id, actor = make_series(town), town.actors["project"]
    draft = review_compute.compute(moved(town), actor, series_id, Q4)
    with pytest.raises(InvalidInput, match="Frigiv gennemgangen først"):
        review_decisions.add(moved(town), actor, draft.review_id, NewDecision("x", "y"))


def test_a_decision_is_changed_closed_and_reopened_by_revision(town: Site) -> None:
    actor, found = town.actors["project"], meeting(town, make_series(town), Q4)
    ctx, review_id = on(town, date(2026, 1, 15)), found.heading.review_id
    key = review_decisions.add(ctx, actor, review_id, NewDecision("Ring hurtigere", "PL"))
    review_decisions.change(ctx, actor, key, 1, NewDecision("Ring inden 3 dage", "PL"))
    with pytest.raises(Conflict, match="ændret imens"):
        review_decisions.change(ctx, actor, key, 1, NewDecision("Noget andet", "PL"))
    review_decisions.close(ctx, actor, key, 2, DecisionState.DONE, "Gennemført")
    with pytest.raises(InvalidInput, match="Genåbn"):
        review_decisions.change(ctx, actor, key, 3, NewDecision("Noget andet", "PL"))
    review_decisions.reopen(ctx, actor, key, 3)
    (one,) = review_read.open(ctx, actor, review_id).decisions
    assert (one.body, one.state, one.outcome, one.closed_on) == (
        "Ring inden 3 dage", DecisionState.OPEN, "", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "new", [NewDecision("", "PL"), NewDecision("x", ""), NewDecision("Om 010180-1234", "PL")]
)
def test_a_decision_says_what_and_who_and_no_cpr_number(town: Site, new: NewDecision) -> None:
    actor, found = town.actors["project"], meeting(town, make_series(town), Q4)
    with pytest.raises(InvalidInput):
        review_decisions.add(moved(town), actor, found.heading.review_id, new)


def test_a_note_is_not_written_over_and_is_closed_by_the_release(town: Site) -> None:
    ctx, actor = moved(town), town.actors["project"]
    key = review_compute.compute(ctx, actor, make_series(town), Q4).review_id
    review_notes.write(ctx, actor, key, "change", "Første")
    with pytest.raises(Conflict):
        review_notes.write(ctx, actor, key, "change", "Anden")
    review_notes.write(ctx, actor, key, "change", "Anden", 1)
    assert [one.body for one in review_read.open(ctx, actor, key).notes] == ["Anden"]
    review_notes.write(ctx, actor, key, "change", "", 2)
    assert review_read.open(ctx, actor, key).notes == ()
    with pytest.raises(InvalidInput, match="ingen sådan del"):
        review_notes.write(ctx, actor, key, "nothing", "x")
    review_compute.release(ctx, actor, key)
    with pytest.raises(InvalidInput, match="lukket"):
        review_notes.write(ctx, actor, key, "reach", "For sent")


def test_a_series_is_named_once_renamed_and_closed(site: Site) -> None:
    ctx, actor = moved(site), site.actors["project"]
    series_id = make_series(site, "Hele afdelingen", cadence=Cadence(per_year=3))
    with pytest.raises(InvalidInput, match="allerede en møderække"):
        make_series(site, "Hele afdelingen")
    review_series.change(ctx, actor, series_id, 1, "Afdelingen", Cadence(total=3))
    with pytest.raises(Conflict):
        review_series.change(ctx, actor, series_id, 1, "Igen", Cadence())
    review_series.set_active(ctx, actor, series_id, 2, active=False)
    (one,) = review_series.all_series(ctx, actor)
    assert (one.name, one.cadence, one.active) == ("Afdelingen", Cadence(total=3), False)
    with pytest.raises(InvalidInput, match="Møderækken er lukket"):
        review_compute.compute(ctx, actor, series_id, Q4)


def test_a_series_is_about_what_there_is(site: Site) -> None:
    with pytest.raises(NotFound):
        make_series(site, "Findes ikke", team_ids=(UUID(int=7),))
    with pytest.raises(InvalidInput):
        make_series(site, "For tit", cadence=Cadence(per_year=0))


def test_the_series_of_everything_is_made_once(site: Site) -> None:
    ctx, actor = moved(site), site.actors["project"]
    one, two = (review_series.by_name(ctx, actor, None) for _ in range(2))
    assert one == two
    with pytest.raises(NotFound, match="Kendte møderækker: Alle teams og indsatser"):
        review_series.by_name(ctx, actor, "Ukendt")
