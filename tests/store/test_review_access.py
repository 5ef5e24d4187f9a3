"""Who may do what with reviews, and what they are told when they may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Cadence
from fit_tracker.domain.reviews import DecisionState
from fit_tracker.errors import NotAllowed, NotFound
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
from tests.factories import Site, everything, trail
from tests.store.reviews import compute, courses, make_series, moved, tell

Q4 = review_periods.quarter(2025, 4)
READERS = ("steering", "project", "leader", "other_leader")
OTHERS = ("practitioner", "colleague", "emergency", "administrator")
ID = UUID(int=1)
PREPARING: dict[str, Callable[[Context, Actor], object]] = {
    "compute": lambda ctx, who: review_compute.compute(ctx, who, ID, Q4),
    "release": lambda ctx, who: review_compute.release(ctx, who, ID),
    "discard": lambda ctx, who: review_compute.discard(ctx, who, ID),
    "prepared": lambda ctx, who: review_read.prepared(ctx, who),
    "note": lambda ctx, who: review_notes.write(ctx, who, ID, "change", "x"),
    "decide": lambda ctx, who: review_decisions.add(ctx, who, ID, NewDecision("x", "y")),
    "change": lambda ctx, who: review_decisions.change(ctx, who, ID, 1, NewDecision("x", "y")),
    "close": lambda ctx, who: review_decisions.close(ctx, who, ID, 1, DecisionState.DONE, "x"),
    "reopen": lambda ctx, who: review_decisions.reopen(ctx, who, ID, 1),
    "series": lambda ctx, who: review_series.all_series(ctx, who),
    "by_name": lambda ctx, who: review_series.by_name(ctx, who, None),
    "choices": lambda ctx, who: review_series.choices(ctx, who),
    "create": lambda ctx, who: review_series.create(ctx, who, review_series.NewSeries("x")),
    "rename": lambda ctx, who: review_series.change(ctx, who, ID, 1, "x", Cadence()),
    "shut": lambda ctx, who: review_series.set_active(ctx, who, ID, 1, active=False),
}


@pytest.mark.parametrize("act", PREPARING)
@pytest.mark.parametrize("who", [*OTHERS, "steering", "leader"])
def test_only_the_project_leader_prepares(site: Site, who: str, act: str) -> None:
    before = everything(site.ctx)
    with pytest.raises(NotAllowed):
        PREPARING[act](moved(site), site.actors[who])
    assert everything(site.ctx) == before


@pytest.fixture
def draft(site: Site) -> UUID:
    tell(site, courses(12, date(2025, 11, 20), "12.0", "26.0"))
    return compute(site, make_series(site), Q4).review_id


@pytest.mark.parametrize("who", READERS)
def test_what_is_released_is_read_and_written_in_the_trail(
    site: Site, draft: UUID, who: str
) -> None:
    ctx, actor = moved(site), site.actors[who]
    if who != "project":
        # A draft and an id that nobody has are answered alike.
        for review_id in (draft, uuid4()):
            with pytest.raises(NotFound, match="findes ikke, eller du har ikke adgang"):
                review_read.open(ctx, actor, review_id)
    review_compute.release(ctx, site.actors["project"], draft)
    assert [one.review_id for one in review_read.released(ctx, actor)] == [draft]
    assert review_read.open(ctx, actor, draft).version == 1
    assert trail(ctx, "review_opened") == [(actor.user_id, [], str(draft))]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_reads_any(site: Site, draft: UUID, who: str) -> None:
    review_compute.release(moved(site), site.actors["project"], draft)
    with pytest.raises(NotAllowed):
        review_read.released(moved(site), site.actors[who])
    with pytest.raises(NotAllowed):
        review_read.open(moved(site), site.actors[who], draft)


def test_the_trail_of_reviews_names_no_family(site: Site, draft: UUID) -> None:
    review_compute.release(moved(site), site.actors["project"], draft)
    for what in ("review_series_created", "review_computed", "review_released"):
        ((_, families, _),) = trail(site.ctx, what)
        assert families == []
