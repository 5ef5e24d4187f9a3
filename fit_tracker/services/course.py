"""An episode's visits and ratings put in order: numbered visits, current ratings, series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.instruments import ALLIANCE, GOAL, GROUP_ALLIANCE, OUTCOME
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.visits import Place, Rating, Visit, VisitStatus
from fit_tracker.progression.status import Reading, SeriesKey, VisitPoint

RatingKey = tuple[UUID, UUID, str, UUID, str, UUID]


@dataclass(frozen=True)
class NumberedVisit:
    """A visit with its place in the course.

    `no` counts attended visits from 1; a cancelled one carries the number of the visit
    before it (0 before the first), so that it can be drawn between its neighbours.
    """

    visit: Visit
    no: int
    participants: frozenset[UUID]

    @property
    def attended(self) -> bool:
        return self.visit.status is VisitStatus.ATTENDED


def numbered(visits: Sequence[Visit], participants: dict[UUID, set[UUID]]) -> list[NumberedVisit]:
    """`visits`, which come in order of date, with their numbers."""
    result = []
    no = 0
    for visit in visits:
        no += visit.status is VisitStatus.ATTENDED
        result.append(NumberedVisit(visit, no, frozenset(participants.get(visit.visit_id, ()))))
    return result


def key_of(rating: Rating) -> RatingKey:
    """What makes two ratings revisions of one another."""
    return (
        rating.visit_id,
        rating.member_id,
        rating.rater_kind.value,
        rating.rater_member_id,
        rating.instrument_id,
        rating.goal_id,
    )


def current(ratings: Iterable[Rating]) -> list[Rating]:
    """The revision of each rating that counts; a withdrawn one is left out."""
    latest: dict[RatingKey, Rating] = {}
    for rating in ratings:
        known = latest.get(key_of(rating))
        if known is None or rating.revision > known.revision:
            latest[key_of(rating)] = rating
    return [rating for rating in latest.values() if rating.total is not None]


def series(
    visits: Sequence[NumberedVisit], ratings: Iterable[Rating], measures: Iterable[str]
) -> dict[SeriesKey, list[Reading]]:
    """The readings of each member and rater in the order of visits; raters are never pooled."""
    place = {numbered.visit.visit_id: numbered for numbered in visits}
    wanted = set(measures)
    found: dict[SeriesKey, list[Reading]] = defaultdict(list)
    for rating in ratings:
        if rating.measure not in wanted or rating.total is None:
            continue
        at = place[rating.visit_id]
        if not at.attended:
            continue
        key = SeriesKey(rating.member_id, rating.rater_kind, rating.rater_member_id)
        found[key].append(
            Reading(rating.visit_id, at.no, at.visit.visit_date, rating.total, rating.instrument_id)
        )
    for readings in found.values():
        readings.sort(key=lambda reading: reading.visit_no)
    return dict(found)


def by_goal(
    visits: Sequence[NumberedVisit], ratings: Sequence[Rating]
) -> dict[UUID, list[Reading]]:
    """The readings of each goal, rated by the one it belongs to."""
    found = {}
    for goal_id in {rating.goal_id for rating in ratings if rating.measure == GOAL}:
        given = [rating for rating in ratings if rating.goal_id == goal_id]
        for readings in series(visits, given, (GOAL,)).values():
            found[goal_id] = readings
    return found


def outcome_measures(ratings: Iterable[Rating]) -> set[str]:
    """Which measures are read as outcome: the outcome scale, and a site's own symptom
    scales where the family has no outcome ratings at all (imported trials)."""
    known = {rating.measure for rating in ratings}
    if OUTCOME in known:
        return {OUTCOME}
    return known - {ALLIANCE, GROUP_ALLIANCE, "goal", "safety"}


def asked_there(key: SeriesKey, visit: Visit) -> bool:
    """Whether this rater is asked at such a visit at all."""
    return visit.place is not Place.GROUP or key.rater_kind is RaterKind.SELF


def points_for(
    key: SeriesKey, visits: Sequence[NumberedVisit], found: Iterable[Rating] = ()
) -> list[VisitPoint]:
    """The visits as this rater could have used them: held, and the rater was there.

    One adult at a time is asked about a child. A visit at which another adult answered
    is not one where this adult's answer is missing. A group session asks everybody about
    themselves; of what one person says about another, only what was said there counts.
    """
    given = list(found)
    said = {
        rating.visit_id
        for rating in given
        if SeriesKey(rating.member_id, rating.rater_kind, rating.rater_member_id) == key
    }
    others = {
        rating.visit_id
        for rating in given
        if key.rater_kind is RaterKind.CARETAKER
        and rating.rater_kind is RaterKind.CARETAKER
        and rating.member_id == key.member_id
        and rating.rater_member_id != key.rater_member_id
    }
    return [
        VisitPoint(
            numbered.visit.visit_id,
            numbered.no,
            numbered.visit.visit_date,
            numbered.attended
            and key.rater_member_id in numbered.participants
            and numbered.visit.visit_id not in others
            and (asked_there(key, numbered.visit) or numbered.visit.visit_id in said),
        )
        for numbered in visits
    ]
