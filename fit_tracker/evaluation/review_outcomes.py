"""The blocks of a review that say how it went.

Change and endings are of courses that ended in the period: what has not ended has no result.
Bands are of everybody in treatment in the period, so that they say where people are.
"""

from __future__ import annotations

from fit_tracker.domain.reviews import Counted
from fit_tracker.evaluation.boxes import Span
from fit_tracker.evaluation.review_keys import BANDS, CLASSES, NO, REASONS, TRACKS, YES
from fit_tracker.evaluation.review_plan import (
    BlockPlan,
    Maker,
    Planned,
    SharePlan,
    SpreadPlan,
    ValuePlan,
    change_of,
    effect_of,
    one,
)
from fit_tracker.evaluation.review_scope import Review, of_courses, of_points
from fit_tracker.evaluation.review_series import Point
from fit_tracker.evaluation.review_units import (
    ALLIANCES,
    DAY,
    FAMILIES,
    GROUP_ALLIANCES,
    PERSONS,
    RATED_CHILDREN,
    latest_on,
)

BOTH = one(YES, NO)


def bands(review: Review) -> BlockPlan:
    """The same persons first and latest: those rated twice by the last day."""
    known = review.points(PERSONS, review.served)
    second, days = Span(last=review.last), one(*BANDS)
    first = review.served_of(PERSONS).within(second=second)
    latest = review.served_of(latest_on(review.last)).within(second=second)
    rated_once = review.served_of(PERSONS).box(second=Span(first=review.last + DAY), first=days)
    spreads = (
        SpreadPlan(
            "first", Counted.PERSONS, first.box(first=days), first.cells("first", BANDS), rated_once
        ),
        SpreadPlan(
            "latest",
            Counted.PERSONS,
            latest.box(latest=days),
            latest.cells("latest", BANDS),
            rated_once,
        ),
    )
    people = of_points(known, lambda p: (p.first_band, p.band_on(review.last)))
    return BlockPlan("bands", spreads, people=people)


def change(review: Review) -> BlockPlan:
    own = review.points(PERSONS, review.ended)
    classed = [point for point in own if point.change_class]
    ended = review.ended_of(PERSONS)
    whole, rated_once = ended.box(**{"class": one(*CLASSES)}), ended.box(**{"class": one("")})
    planned: list[Planned | None] = [
        _classes(ended, "classes", Counted.PERSONS),
        _classes(review.ended_of(RATED_CHILDREN), "classes_by_caretaker", Counted.CHILDREN),
        _class_share(ended, "improved_share", "recovered", "improved"),
        _class_share(ended, "worse_share", "deteriorated", "harmed"),
        SharePlan(
            "clinical_at_start", ended.box(clinical=one(YES)), ended.box(clinical=BOTH), rated_once
        ),
        *change_of(("mean_first", "mean_last", "mean_change"), whole, classed, rated_once),
        effect_of("effect_size", whole, classed, rated_once),
    ]
    both = own + review.points(RATED_CHILDREN, review.ended)
    people = of_points(both, lambda p: (p.change_class, p.first, p.last, p.n > 1))
    return BlockPlan("change", tuple(p for p in planned if p is not None), people=people)


def _classes(ended: Maker, key: str, counted: Counted) -> SpreadPlan:
    whole, rated_once = ended.box(**{"class": one(*CLASSES)}), ended.box(**{"class": one("")})
    cells = ended.cells("class", CLASSES)
    return SpreadPlan(key, counted, whole, cells, rated_once, intervals=True)


def _class_share(ended: Maker, key: str, *classes: str) -> SharePlan:
    part, whole = ended.box(**{"class": one(*classes)}), ended.box(**{"class": one(*CLASSES)})
    return SharePlan(key, part, whole, ended.box(**{"class": one("")}))


def alliance(review: Review) -> BlockPlan:
    planned: list[ValuePlan] = []
    everybody: list[Point] = []
    for kind, prefix in ((ALLIANCES, ""), (GROUP_ALLIANCES, "group_")):
        points = review.points(kind, review.ended)
        twice = [point for point in points if point.n > 1]
        ended = review.ended_of(kind)
        names = tuple(f"{prefix}alliance_{what}" for what in ("first", "last", "change"))
        planned += change_of(
            (names[0], names[1], names[2]),
            ended.box(pair=one("two")),
            twice,
            ended.box(pair=one("one")),
        )
        everybody += points
    people = of_points(everybody, lambda p: (p.ratings.measure, p.first, p.last, p.n > 1))
    return BlockPlan("alliance", tuple(planned), people=people)


def endings(review: Review) -> BlockPlan:
    ended = review.ended_of(FAMILIES)
    whole = ended.box()
    planned = one(*(key for key in TRACKS if key.startswith("planned_")))
    return BlockPlan(
        "endings",
        (
            SpreadPlan(
                "planned", Counted.COURSES, whole, ended.cells("track", TRACKS), intervals=True
            ),
            SpreadPlan("reasons", Counted.COURSES, whole, ended.cells("reason", REASONS)),
            SharePlan("planned_share", ended.box(track=planned), whole),
        ),
        people=of_courses(review.ended, lambda c: (c.end_planned, c.status, c.end_reason)),
    )
