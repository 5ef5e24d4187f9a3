"""Towns for the tests of reviews: many small courses, told by an import in one stroke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from fit_tracker.domain.reviews import Block, Estimate, Period, Spread
from fit_tracker.services import imports, review_compute, review_read, review_series
from fit_tracker.services.context import Context
from fit_tracker.services.review_compute import Computed
from fit_tracker.services.review_read import Snapshot
from fit_tracker.services.review_series import NewSeries
from tests.factories import COURSES, Site, on_day

TODAY = date(2026, 1, 20)


@dataclass(frozen=True)
class Told:
    """One course of a mother: her scores a week apart, the last one a week before its end."""

    case: str
    ended: date
    scores: tuple[str, ...]
    team: str = "Nord"
    why: str = "goals_reached"
    planned: str = "yes"


def tell(site: Site, courses: Iterable[Told]) -> None:
    rows = ["case;team;end;why;planned;day;who;role;born;rater;scale;total"]
    for one in courses:
        head = f"{one.case};{one.team};{one.ended};{one.why};{one.planned}"
        for place, score in enumerate(one.scores):
            day = one.ended - timedelta(days=7 * (len(one.scores) - place))
            rows.append(f"{head};{day};Mor;mother;1985;self;outcome-adult;{score}")
    preview = imports.prepare(site.ctx, site.admin, "t.csv", "\n".join(rows).encode(), COURSES)
    assert preview.problems == [], preview.problems[0]
    assert imports.write(site.ctx, site.admin, preview).written


def courses(n: int, ended: date, *scores: str, first: int = 1, **more: str) -> list[Told]:
    """`n` courses with the same scores that ended on the same day."""
    return [Told(f"R-{first + k}", ended, scores, **more) for k in range(n)]


def moved(site: Site, today: date = TODAY) -> Context:
    return on_day(site.ctx, today)


def make_series(site: Site, name: str = "Alle", **more: object) -> UUID:
    return review_series.create(site.ctx, site.actors["project"], NewSeries(name, **more))  # type: ignore[arg-type]


def compute(site: Site, series_id: UUID, period: Period) -> Computed:
    return review_compute.compute(moved(site), site.actors["project"], series_id, period)


def opened(site: Site, review_id: UUID) -> Snapshot:
    return review_read.open(moved(site), site.actors["project"], review_id)


def block(snapshot: Snapshot, key: str) -> Block:
    return next(one for one in snapshot.figures.blocks if one.key == key)


def spread(snapshot: Snapshot, place: str) -> Spread:
    """`spread(snapshot, "change/classes")`."""
    of, key = place.split("/")
    return next(one for one in block(snapshot, of).spreads if one.key == key)


def estimate(snapshot: Snapshot, place: str) -> Estimate:
    of, key = place.split("/")
    return next(one for one in block(snapshot, of).estimates if one.key == key)


def cells(snapshot: Snapshot, place: str) -> dict[str, int | None]:
    return {cell.key: cell.n for cell in spread(snapshot, place).cells}
