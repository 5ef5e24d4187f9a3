"""The blocks of a review that say whom it is about, and how much of it is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fit_tracker.domain.programmes import Programme
from fit_tracker.domain.reviews import Counted, Measured
from fit_tracker.evaluation.boxes import Span
from fit_tracker.evaluation.review_keys import AGES, NO, YES
from fit_tracker.evaluation.review_plan import (
    BlockPlan,
    Cell,
    Maker,
    Planned,
    SpreadPlan,
    ValuePlan,
    one,
)
from fit_tracker.evaluation.review_scope import Review, of_courses
from fit_tracker.evaluation.review_units import DAY, FAMILIES, PARTICIPANTS


def completeness(review: Review) -> BlockPlan:
    started = review.maker(FAMILIES, start=review.within)
    begun = started.within(first_visit=Span(last=review.last))
    ended = review.ended_of(FAMILIES)
    yes_no = (YES, NO)
    # A course without any visit yet cannot have a first measure: it is told as missing.
    no_visit = started.box(first_visit=Span(first=review.last + DAY))
    spreads: list[Planned] = [
        SpreadPlan(
            "baseline", Counted.COURSES, begun.box(), begun.cells("baseline", yes_no), no_visit
        ),
        SpreadPlan("two_ratings", Counted.COURSES, ended.box(), ended.cells("two", yes_no)),
        SpreadPlan("late_rating", Counted.COURSES, ended.box(), ended.cells("late", yes_no)),
    ]
    return BlockPlan(
        "completeness",
        (*spreads, *_visit_shares(review)),
        people=of_courses(
            [*review.served, *review.started],
            lambda c: (c.baseline, c.late_rating, c.period_with_outcome, c.period_visits),
        ),
    )


def _visit_shares(review: Review) -> list[ValuePlan]:
    """Of the visits held in the period, the share that was rated."""
    found = [
        review.ratio(
            key,
            Measured.SHARE,
            [getattr(course, name) for course in review.served],
            [course.period_visits for course in review.served],
        )
        for key, name in (
            ("visits_with_outcome", "period_with_outcome"),
            ("visits_with_alliance", "period_with_alliance"),
        )
    ]
    return [one for one in found if one is not None]


def families(review: Review) -> BlockPlan:
    last = review.last
    everybody = review.maker(FAMILIES)
    open_at = everybody.within(start=Span(last=review.first - DAY), end=Span(first=review.first))
    open_on = everybody.within(start=Span(last=last), end=Span(first=last + DAY))
    boxes = {
        "active_first": open_at.box(),
        "started": everybody.box(start=review.within),
        "ended": everybody.box(end=review.within),
        "active_last": open_on.box(),
        "served": review.served_of(FAMILIES).box(),
        "started_year": everybody.box(start=Span(date(last.year, 1, 1), last)),
    }
    programme = review.facts.programme
    begun = programme.periods[0].first_day if programme and programme.periods else None
    if begun is not None and begun <= last:
        boxes["started_since"] = everybody.box(start=Span(begun, last))
    spreads = [SpreadPlan(key, Counted.FAMILIES, box) for key, box in boxes.items()]
    if programme is not None:
        taking_part = review.maker(PARTICIPANTS, start=Span(last=last)).box()
        spreads.append(SpreadPlan("participants", Counted.PERSONS, taking_part))
    people = of_courses(review.served, lambda c: ())
    return BlockPlan("families", tuple(spreads), target_facts(programme), people)


def target_facts(programme: Programme | None) -> tuple[tuple[str, str], ...]:
    """What the source of a programme says it is for, also where it contradicts itself."""
    found: list[tuple[str, str]] = []
    for number, target in enumerate(programme.targets if programme else ()):
        told = {
            "kind": target.kind.value,
            "low": str(target.low),
            "high": str(target.high),
            "chosen": YES if target.chosen else NO,
            "source": target.source,
        }
        found += [(f"target.{number}.{name}", text) for name, text in told.items()]
    return tuple(found)


def reach(review: Review) -> BlockPlan:
    served = review.served_of(FAMILIES)
    ages = served.cells("age", [key for key, _, _ in AGES])
    aged = served.box(age=one(*(key for key, _, _ in AGES)))
    teams = _named(served, "team", review.facts.teams, review.facts.scope.team_ids)
    services = _named(served, "service", review.facts.services, review.facts.scope.service_ids)
    whole = served.box()
    spreads = [
        SpreadPlan("age", Counted.FAMILIES, aged, ages, served.box(age=one(""))),
        SpreadPlan("service", Counted.FAMILIES, whole, services, lump="service.other"),
        SpreadPlan("team", Counted.FAMILIES, whole, teams),
    ]
    return BlockPlan(
        "reach",
        tuple(spread for spread in spreads if len(spread.cells) > 1),
        people=of_courses(review.served, lambda c: (c.team_id, c.first_service, c.youngest)),
    )


def _named(
    served: Maker, axis: str, names: Mapping[str, str], wanted: frozenset[str]
) -> tuple[Cell, ...]:
    """A cell for each team or service that the scope may hold, whether anybody is there or not."""
    chosen = {key: code for key, code in names.items() if not wanted or key in wanted}
    return tuple(
        Cell(f"{axis}.{code}", served.box(**{axis: one(key)})) for key, code in chosen.items()
    )
