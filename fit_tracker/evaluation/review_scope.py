"""One review being planned: the period, and who of the site belongs to it.

Families are counted by their course: a family that begins twice in a period counts twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from fit_tracker.domain.reviews import Measured
from fit_tracker.evaluation.boxes import Span
from fit_tracker.evaluation.review_facts import Course, Facts
from fit_tracker.evaluation.review_plan import Maker, Number, ValuePlan, ratio_of
from fit_tracker.evaluation.review_series import Point
from fit_tracker.evaluation.review_units import FAMILIES, Subjects, joined


@dataclass(frozen=True)
class Review:
    """One review being planned: everybody, the period, and who of them belong to it."""

    known: Subjects

    @property
    def facts(self) -> Facts:
        return self.known.facts

    @property
    def first(self) -> date:
        return self.facts.period.first_day

    @property
    def last(self) -> date:
        return self.facts.period.last_day

    @cached_property
    def sides(self) -> dict[str, Span | frozenset[str]]:
        scope = self.facts.scope
        sides: dict[str, Span | frozenset[str]] = {}
        if scope.team_ids:
            sides["team"] = scope.team_ids
        if scope.service_ids:
            sides["service"] = scope.service_ids
        if scope.programme_id is not None:
            sides[f"programme.{scope.programme_id}"] = Span(last=self.last)
        return sides

    @cached_property
    def courses(self) -> list[Course]:
        """The courses of the scope, of whatever time."""
        return [course for course in self.facts.courses if self._includes(course)]

    def _includes(self, course: Course) -> bool:
        scope = self.facts.scope
        if scope.team_ids and course.team_id not in scope.team_ids:
            return False
        if scope.service_ids and course.first_service not in scope.service_ids:
            return False
        programme = next(
            (p for p in self.facts.programmes if p.programme_id == scope.programme_id), None
        )
        if programme is None:
            return True
        day = joined(course, programme)
        return day is not None and day <= self.last

    @cached_property
    def served(self) -> list[Course]:
        return [c for c in self.courses if c.ended_on is None or c.ended_on >= self.first]

    @cached_property
    def started(self) -> list[Course]:
        return [c for c in self.courses if self.first <= c.started_on <= self.last]

    @cached_property
    def ended(self) -> list[Course]:
        return [c for c in self.courses if c.ended_on is not None and c.ended_on >= self.first]

    def points(self, kind: str, courses: Iterable[Course]) -> list[Point]:
        wanted = {course.episode_id for course in courses}
        return [p for p in self.known.points[kind] if p.course.episode_id in wanted]

    @property
    def within(self) -> Span:
        return Span(self.first, self.last)

    def maker(self, counted: str, **more: Span | frozenset[str]) -> Maker:
        return Maker(counted, {**self.sides, **more})

    def served_of(self, counted: str) -> Maker:
        return self.maker(counted, start=Span(last=self.last), end=Span(first=self.first))

    def ratio(
        self, key: str, measured: Measured, parts: Sequence[Number], of: Sequence[Number]
    ) -> ValuePlan | None:
        """A ratio over the courses in treatment in the period, of what happened in it."""
        whole, families = self.served_of(FAMILIES).box(), [c.family_id for c in self.served]
        plan = ratio_of(key, measured, whole, parts, of, families)
        return None if plan is None else replace(plan, of_period=True)

    def ended_of(self, counted: str) -> Maker:
        return self.maker(counted, end=self.within)


def of_courses(courses: Iterable[Course], of: Callable[[Course], object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for c in courses:
        text = repr((c.episode_id, c.started_on, c.ended_on, of(c)))
        found[c.family_id] = found.get(c.family_id, "") + text
    return found


def of_points(points: Iterable[Point], of: Callable[[Point], object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for p in points:
        text = repr((p.ratings.member_id, p.ratings.rater_member_id, of(p)))
        found[p.course.family_id] = found.get(p.course.family_id, "") + text
    return found


def merged(*found: dict[str, str]) -> dict[str, str]:
    """What several parts of a block counted of each family."""
    result: dict[str, str] = {}
    for each in found:
        for family, text in each.items():
            result[family] = result.get(family, "") + text
    return result
