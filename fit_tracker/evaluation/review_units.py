"""Those who are counted, with their places: what disclosure is judged on.

Every place is one that does not move from review to review unless the data are corrected (the
day a course began, how it ended, the band it began in), so that the numbers of all reviews are
sums over the same plane. Where a person is *now* moves with the day: that has a plane for
each day (`latest_on`), and is held against other days by `review_overlap`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.instruments import ALLIANCE, GROUP_ALLIANCE, OUTCOME
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.responses import Result
from fit_tracker.evaluation.boxes import Place, Span, Unit
from fit_tracker.evaluation.review_facts import Course, Facts, ProgrammeScope, Response
from fit_tracker.evaluation.review_keys import AGES, NO, YES
from fit_tracker.evaluation.review_series import Point, point_of
from fit_tracker.progression.assessment import FamilyStatus

FAMILIES, PERSONS, RATED_CHILDREN = "families", "persons", "rated_children"
ALLIANCES, GROUP_ALLIANCES = "alliance", "group_alliance"
FLAGS, CHILDREN, PARTICIPANTS = "flags", "children", "participants"
OFF_TRACK = (FamilyStatus.MORE_SUPPORT, FamilyStatus.OFF_EXPECTED, FamilyStatus.STALLED)
NO_TRACK = ("", FamilyStatus.TOO_FEW)
DAY = timedelta(days=1)

Sides = dict[str, Span | frozenset[str]]


def latest_on(day: date) -> str:
    return f"latest@{day.isoformat()}"


@dataclass(frozen=True)
class Subjects:
    """The whole site, made ready to count: courses, and points by what they are points of."""

    facts: Facts
    by_episode: dict[str, Course]
    points: dict[str, list[Point]]


def subjects(facts: Facts) -> Subjects:
    by_episode = {course.episode_id: course for course in facts.courses}
    points: dict[str, list[Point]] = {
        kind: [] for kind in (PERSONS, RATED_CHILDREN, ALLIANCES, GROUP_ALLIANCES)
    }
    for found in facts.ratings:
        course, kind = by_episode.get(found.episode_id), _kind(found.measure, found.rater_kind)
        point = point_of(course, found, facts.scales) if course and kind else None
        if kind and point:
            points[kind].append(point)
    points[RATED_CHILDREN] = _one_each(points[RATED_CHILDREN])
    return Subjects(facts, by_episode, points)


def _kind(measure: str, rater: str) -> str:
    """Raters are never pooled: a child whom a caretaker rates is a point of another kind."""
    own = rater == RaterKind.SELF
    if measure == OUTCOME:
        return PERSONS if own else RATED_CHILDREN
    known = {ALLIANCE: ALLIANCES, GROUP_ALLIANCE: GROUP_ALLIANCES}
    return known.get(measure, "") if own else ""


def _one_each(points: list[Point]) -> list[Point]:
    """Of several caretakers the one who rated most often: one child is one point."""
    found: dict[tuple[str, str], Point] = {}
    for point in points:
        key = point.ratings.episode_id, point.ratings.member_id
        known = found.get(key)
        if known is None or len(point.ratings.days) > len(known.ratings.days):
            found[key] = point
    return list(found.values())


def units(known: Subjects, days: frozenset[date]) -> list[Unit]:
    """Everybody of the site; `days` are those on which somebody's latest band has been told."""
    places = {course.episode_id: _places(known.facts, course) for course in known.facts.courses}
    return list(_units(known, places, days))


def _units(
    known: Subjects, places: dict[str, dict[str, Place]], days: frozenset[date]
) -> Iterator[Unit]:
    with_two = rated_twice(known)
    for course in known.facts.courses:
        two = YES if course.episode_id in with_two else NO
        yield Unit(FAMILIES, {**places[course.episode_id], **_course(course), "two": two})
    for kind, points in known.points.items():
        for point in points:
            common = {**places[point.course.episode_id], **_point(point)}
            yield Unit(kind, common)
            for day in days if kind == PERSONS else ():
                yield Unit(latest_on(day), {**common, "latest": point.band_on(day)})
    for one in known.facts.responses:
        yield Unit(FLAGS, {**places.get(one.episode_id, {}), **_response(one)})
    for child in known.facts.children:
        wanted = ("lives_first", "lives_latest", "attends_first", "attends_latest")
        situation = {name: getattr(child, name) for name in wanted}
        span = {"start": child.started_on, "end": child.ended_on}
        yield Unit(CHILDREN, {**places.get(child.episode_id, {}), **span, **situation})
    for person in known.facts.participants:
        own = {"start": person.started_on, f"programme.{person.programme_id}": person.started_on}
        yield Unit(PARTICIPANTS, {**places.get(person.episode_id, {}), **own})


def rated_twice(known: Subjects) -> frozenset[str]:
    """The courses in which somebody's outcome has been rated twice on one form."""
    points = known.points[PERSONS] + known.points[RATED_CHILDREN]
    return frozenset(point.course.episode_id for point in points if point.n > 1)


def _places(facts: Facts, course: Course) -> dict[str, Place]:
    """Whose course it is; everything else that belongs to it lies there too."""
    found: dict[str, Place] = {
        "start": course.started_on,
        "end": course.ended_on,
        "team": course.team_id,
        "service": course.first_service,
    }
    for programme in facts.programmes:
        found[f"programme.{programme.programme_id}"] = joined(course, programme)
    return found


def joined(course: Course, programme: ProgrammeScope) -> date | None:
    """The day a course came into a programme: by a service of it, or because somebody of the
    family takes part. With its whole length, also what lay before."""
    services = zip(course.services, course.service_days, strict=True)
    by_service = [day for key, day in services if key in programme.service_ids]
    taking_part = zip(course.programmes, course.programme_days, strict=True)
    own = [day for key, day in taking_part if key == programme.programme_id]
    return min([*by_service, *own], default=None)


def _course(course: Course) -> dict[str, Place]:
    return {
        "first_visit": course.first_visit_on,
        "age": age_of(course),
        "track": track_of(course),
        "reason": course.end_reason or "",
        "baseline": YES if course.baseline else NO,
        "late": YES if course.late_rating else NO,
    }


def age_of(course: Course) -> str:
    """The band of the youngest child in the year the course began; "" without a child."""
    if course.youngest is None:
        return ""
    age = max(course.started_on.year - course.youngest, 0)
    return next(key for key, low, high in AGES if low <= age <= high)


def track_of(course: Course) -> str:
    if course.ended_on is None:
        return ""
    planned = "planned" if course.end_planned else "unplanned"
    if course.status in NO_TRACK:
        return f"{planned}_unknown"
    return f"{planned}_{'off' if course.status in OFF_TRACK else 'on'}_track"


def _point(point: Point) -> dict[str, Place]:
    return {
        "second": point.second_on,
        "first": point.first_band,
        "class": point.change_class,
        "clinical": point.clinical if point.change_class else "",
        "pair": point.paired,
    }


def _response(one: Response) -> dict[str, Place]:
    return {
        "start": one.raised_on,
        "end": one.closed_on,
        "origin": one.origin,
        "result": one.result or "",
        "right": right_of(one),
        "contact": YES if one.contacted_on else NO,
        "decision": YES if one.decided_on else NO,
    }


def right_of(one: Response) -> str:
    """Whether the flags in it were right, as a person judged when closing it."""
    if one.result is None or not one.with_flag:
        return ""
    return NO if one.result == Result.FALSE_ALARM else YES


PLACED = frozenset({EndReason.CHILD_PLACED.value})
NOT_PLACED = frozenset(one.value for one in EndReason) - PLACED
