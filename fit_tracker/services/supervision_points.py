"""Why a family is suggested for supervision, from what its course already says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.supervision import Topic, is_long
from fit_tracker.progression.status import FamilyStatus, Level, Reason, ReasonCode, SeriesKey
from fit_tracker.services.lists import read_reasons, read_sparks

TOPICS = {
    ReasonCode.MOST_FALLING: Topic.OFF_TRACK,
    ReasonCode.WORSENING_PERSISTS: Topic.OFF_TRACK,
    ReasonCode.WORSENING_TWICE: Topic.OFF_TRACK,
    ReasonCode.EXPECTED_RISK: Topic.OFF_TRACK,
    ReasonCode.ALLIANCE_DROP: Topic.ALLIANCE_FALLEN,
    ReasonCode.NO_CHANGE_AFTER_N: Topic.NO_CHANGE,
}
# One visit of high scores is a first visit, not a pattern.
CEILING_VISITS = 2


@dataclass(frozen=True)
class Point:
    """One thing to talk about. `series` and `reason` are there when a rule says so; `numbers`
    are visits and planned, started_on, ended_on and end_reason otherwise."""

    topic: Topic
    numbers: dict[str, str] = field(default_factory=dict)
    series: SeriesKey | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Candidate:
    """A course that may be worth a talk, as the query gives it."""

    family_id: UUID
    case_number: str
    episode_id: UUID
    service_name: str
    started_on: date
    planned_visits: int | None
    ended_on: date | None
    end_reason: EndReason | None
    status: FamilyStatus
    needs_attention: bool
    severity: int
    reasons: str
    sparks: str
    visits_attended: int
    last_visit_on: date | None
    asked: bool
    left_over: bool


def points(row: Candidate, today: date) -> tuple[Point, ...]:
    """Everything there is to talk about, what presses most first."""
    found = _of_ended(row) if row.ended_on else (*_of_rules(row), *_of_course(row, today))
    return tuple(sorted(found, key=lambda point: point.topic.place))


def _of_ended(row: Candidate) -> tuple[Point, ...]:
    reason = row.end_reason.value if row.end_reason else ""
    numbers = {"ended_on": str(row.ended_on), "end_reason": reason}
    return (Point(Topic.ENDED_UNPLANNED, numbers),)


def _of_rules(row: Candidate) -> Iterator[Point]:
    reasons = read_reasons(row.reasons)
    for key, reason in reasons:
        if reason.level is Level.ATTENTION and reason.code in TOPICS:
            yield Point(TOPICS[reason.code], {}, key, reason)
    high = {key for key, reason in reasons if reason.code is ReasonCode.FIRST_ABOVE_CUT_OFF}
    rated = {spark.key for spark in read_sparks(row.sparks)}
    if rated and rated == high and row.visits_attended >= CEILING_VISITS:
        yield Point(Topic.CEILING)


def _of_course(row: Candidate, today: date) -> Iterator[Point]:
    if row.asked:
        yield Point(Topic.ASKED)
    if row.left_over:
        yield Point(Topic.NOT_DISCUSSED)
    if is_long(row.started_on, row.planned_visits, row.visits_attended, today):
        planned = "" if row.planned_visits is None else str(row.planned_visits)
        numbers = {"visits": str(row.visits_attended), "planned": planned}
        yield Point(Topic.LONG, numbers | {"started_on": str(row.started_on)})


def to_json(found: tuple[Point, ...]) -> str:
    return json.dumps([_entry(point) for point in found])


def _entry(point: Point) -> dict[str, object]:
    said: dict[str, object] = {"topic": point.topic.value, "numbers": point.numbers}
    if point.series is not None and point.reason is not None:
        said |= {
            "member": str(point.series.member_id),
            "kind": point.series.rater_kind.value,
            "rater": str(point.series.rater_member_id),
            "code": point.reason.code.value,
            "numbers": point.reason.numbers,
        }
    return said


def from_json(text: str) -> tuple[Point, ...]:
    return tuple(_point(entry) for entry in json.loads(text))


def _point(entry: dict[str, str]) -> Point:
    numbers: dict[str, str] = entry["numbers"]  # type: ignore[assignment]
    topic = Topic(entry["topic"])
    if "code" not in entry:
        return Point(topic, numbers)
    key = SeriesKey(UUID(entry["member"]), RaterKind(entry["kind"]), UUID(entry["rater"]))
    return Point(topic, {}, key, Reason(ReasonCode(entry["code"]), numbers))
