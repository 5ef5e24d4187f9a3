"""From series of readings to lines: who gets which colour, where forms change, what is flagged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fit_tracker.charts.model import Assumption, Line, Point
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.visits import NO_GOAL, Rating
from fit_tracker.progression.expectation import Expected
from fit_tracker.progression.reliable_change import reliable_change_index
from fit_tracker.progression.status import Assessment, Level, Reading, ReasonCode, SeriesKey

Keys = Mapping[tuple[UUID, UUID, RaterKind, UUID, str, UUID], str]

_IN_A_ROW = {
    ReasonCode.WORSENING_PERSISTS: "readings",
    ReasonCode.EXPECTED_RISK: "needed",
}
"""Reasons about the latest ratings running, and where they say how many: of a risk those
that were needed, since a curve full of marks says nothing about now."""
_LAST = frozenset({ReasonCode.WORSENING_TWICE, ReasonCode.NO_CHANGE_AFTER_N})


def keys(ratings: Sequence[Rating]) -> Keys:
    """The rating behind each reading; `ratings` in order of revision, so the last one counts."""
    return {
        (r.visit_id, r.member_id, r.rater_kind, r.rater_member_id, r.instrument_id, r.goal_id): str(
            r.rating_id
        )
        for r in ratings
    }


def line(
    key: SeriesKey,
    readings: Sequence[Reading],
    *,
    label: str,
    index: int,
    instruments: Mapping[str, Instrument],
    found: Keys,
    flagged: frozenset[UUID] = frozenset(),
    goal_id: UUID = NO_GOAL,
    expected: Expected | None = None,
    assumed: Assumption | None = None,
) -> Line:
    """One series as a line. The latest instrument gives the measurement error."""
    latest = instruments[readings[-1].instrument_id]
    error = latest.reliability and reliable_change_index(latest.reliability)
    return Line(
        label=label,
        index=index,
        points=tuple(_points(key, readings, instruments, found, flagged, goal_id)),
        limit=error or None,
        dashed=key.rater_kind is not RaterKind.SELF,
        expected=expected,
        assumed=assumed,
    )


def _points(
    key: SeriesKey,
    readings: Sequence[Reading],
    instruments: Mapping[str, Instrument],
    found: Keys,
    flagged: frozenset[UUID],
    goal_id: UUID,
) -> list[Point]:
    points: list[Point] = []
    segment, form = 0, None
    for reading in readings:
        now = instruments[reading.instrument_id].form
        segment += form is not None and now != form
        form = now
        place = (
            reading.visit_id,
            key.member_id,
            key.rater_kind,
            key.rater_member_id,
            reading.instrument_id,
            goal_id,
        )
        points.append(
            Point(
                found.get(place, ""),
                reading.visit_no,
                reading.on,
                reading.score,
                segment,
                reading.visit_id in flagged,
            )
        )
    return points


def flagged_outcome(assessment: Assessment, readings: Sequence[Reading]) -> frozenset[UUID]:
    """The visits whose outcome a reason speaks of; a hint marks nothing."""
    visits: set[UUID] = set()
    for reason in assessment.reasons:
        if reason.level is Level.HINT:
            continue
        if reason.code in _IN_A_ROW:
            running = int(reason.numbers[_IN_A_ROW[reason.code]])
            visits |= {r.visit_id for r in readings[-running:]}
        elif reason.code in _LAST:
            visits.add(readings[-1].visit_id)
    return frozenset(visits)


def flagged_alliance(assessment: Assessment, readings: Sequence[Reading]) -> frozenset[UUID]:
    """The visit whose alliance a reason speaks of: one's own, or that of a group."""
    last = readings[-1]
    dropped = any(
        reason.code is ReasonCode.ALLIANCE_DROP
        and reason.numbers["instrument"] == last.instrument_id
        for reason in assessment.reasons
    )
    return frozenset({last.visit_id} if dropped else ())
