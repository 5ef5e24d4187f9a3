"""What the progression module says of an episode, brought up to date with each write.

Called inside the transaction that changed the course, so that ratings, status, flags
and the trail are stored together or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fit_tracker.domain.instruments import ALLIANCE, GROUP_ALLIANCE
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.visits import Rating
from fit_tracker.progression.expectation import Expected
from fit_tracker.progression.status import (
    RULE_VERSION,
    Assessment,
    FamilyAssessment,
    Level,
    Reading,
    Reason,
    SeriesKey,
    assess_family,
    assess_series,
)
from fit_tracker.services import family_rows, response_raise
from fit_tracker.services.adopted import adopted
from fit_tracker.services.context import Context
from fit_tracker.services.course import (
    NumberedVisit,
    current,
    numbered,
    outcome_measures,
    points_for,
    series,
)
from fit_tracker.store.database import Unit

SPARK_LENGTH = 12
NOTHING: Mapping[SeriesKey, Expected] = {}


@dataclass(frozen=True)
class Course:
    """An episode read for assessment. `alliance` is with one's own practitioners, `in_group`
    that of group sessions: other questions about other people, never one line."""

    visits: list[NumberedVisit]
    ratings: list[Rating]
    outcome: dict[SeriesKey, list[Reading]]
    alliance: dict[SeriesKey, list[Reading]]
    in_group: dict[SeriesKey, list[Reading]]


@dataclass(frozen=True)
class StoredFlag:
    flag_id: UUID
    member_id: UUID
    rater_kind: RaterKind
    rater_member_id: UUID
    code: str
    numbers: dict[str, str]
    rule_version: str
    model_version: str | None
    visit_id: UUID | None
    raised_at: datetime

    @property
    def identity(self) -> tuple[SeriesKey, str]:
        return SeriesKey(self.member_id, self.rater_kind, self.rater_member_id), self.code


def read_course(unit: Unit, episode_id: UUID) -> Course:
    visits = family_rows.visits(unit, episode_id)
    present: dict[UUID, set[UUID]] = {}
    for visit_id, member_id in unit.rows("visits/participants", episode_id=episode_id):
        present.setdefault(visit_id, set()).add(member_id)
    ratings = family_rows.ratings(unit, episode_id)
    return make_course(numbered(visits, present), ratings)


def make_course(visits: list[NumberedVisit], ratings: list[Rating]) -> Course:
    counted = current(ratings)
    return Course(
        visits,
        ratings,
        series(visits, counted, outcome_measures(counted)),
        series(visits, counted, (ALLIANCE,)),
        series(visits, counted, (GROUP_ALLIANCE,)),
    )


def assess(
    ctx: Context, course: Course, expected: Mapping[SeriesKey, Expected] = NOTHING
) -> dict[SeriesKey, Assessment]:
    """One assessment for each member and rater who has rated anything; `expected` is what
    the adopted models say of the series they speak of."""
    keys = dict.fromkeys([*course.outcome, *course.alliance, *course.in_group])
    counted = current(course.ratings)
    return {
        key: assess_series(
            course.outcome.get(key, []),
            [*course.alliance.get(key, []), *course.in_group.get(key, [])],
            points_for(key, course.visits, counted),
            ctx.instruments,
            ctx.rules,
            expected.get(key),
        )
        for key in keys
    }


def reassess(ctx: Context, unit: Unit, episode_id: UUID, visit_id: UUID | None) -> None:
    """Bring status and flags of the episode up to date.

    `visit_id` is the visit whose change made a new flag appear; a correction of an old
    rating may raise or clear flags as well.
    """
    course = read_course(unit, episode_id)
    # Status and flags do not depend on the bands ahead, which cost most.
    (expected,) = adopted(unit).of_courses([course.outcome], ctx.instruments)
    family = assess_family(assess(ctx, course, expected), ctx.instruments)
    # First the row on which writers of one family take turns.
    _store_status(ctx, unit, episode_id, course, family)
    _store_flags(ctx, unit, episode_id, family, visit_id)


def _store_status(
    ctx: Context, unit: Unit, episode_id: UUID, course: Course, family: FamilyAssessment
) -> None:
    unit.execute(
        "progress/update_status",
        episode_id=episode_id,
        rule_version=family.rule_version,
        assessed_at=ctx.clock(),
        **status_row(course, family),
    )


def status_row(course: Course, family: FamilyAssessment) -> dict[str, Any]:
    """What lists show and sort by, as the columns of episode_status (also for imports)."""
    attended = [visit for visit in course.visits if visit.attended]
    return {
        "status": family.status.value,
        "needs_attention": family.needs_attention,
        "severity": family.status.severity,
        "reasons": reasons_json(family),
        "visits_attended": len(attended),
        "visits_with_outcome": len(_visit_ids(course.outcome)),
        "visits_with_alliance": len(_visit_ids(course.alliance) | _visit_ids(course.in_group)),
        "last_visit_on": attended[-1].visit.visit_date if attended else None,
        "last_rating_on": _last_day(course),
        "sparks": _sparks(course),
    }


def _visit_ids(found: dict[SeriesKey, list[Reading]]) -> set[UUID]:
    return {reading.visit_id for readings in found.values() for reading in readings}


def _last_day(course: Course) -> object:
    days = [readings[-1].on for readings in course.outcome.values()]
    return max(days, default=None)


def _sparks(course: Course) -> str:
    """The latest outcome readings of each series, for the small curves of lists."""
    return json.dumps(
        [
            {
                "member": str(key.member_id),
                "kind": key.rater_kind.value,
                "rater": str(key.rater_member_id),
                "instrument": readings[-1].instrument_id,
                "points": [
                    [reading.visit_no, str(reading.score)] for reading in readings[-SPARK_LENGTH:]
                ],
            }
            for key, readings in course.outcome.items()
        ]
    )


def reasons_json(family: FamilyAssessment) -> str:
    return json.dumps(
        [
            {
                "member": str(key.member_id),
                "kind": key.rater_kind.value,
                "rater": str(key.rater_member_id),
                "code": reason.code.value,
                "numbers": reason.numbers,
            }
            for key, reason in family.reasons
        ]
    )


def _store_flags(
    ctx: Context, unit: Unit, episode_id: UUID, family: FamilyAssessment, visit_id: UUID | None
) -> None:
    """Raise what is new, clear what is gone, and leave what stands as it was raised."""
    standing = unit.all(StoredFlag, "progress/open_flags", episode_id=episode_id)
    gone, new = flag_changes(standing, family)
    for flag_id in gone:
        unit.execute("progress/clear_flag", flag_id=flag_id, cleared_at=ctx.clock())
    for key, reason in new:
        _raise_flag(ctx, unit, episode_id, key, reason, visit_id)
    if new or len(gone) < len(standing):
        # Also what was raised while the course had ended, when it runs again.
        response_raise.catch_up(ctx, unit, [episode_id])


def flag_changes(
    standing: Sequence[StoredFlag], family: FamilyAssessment
) -> tuple[list[UUID], list[tuple[SeriesKey, Reason]]]:
    """Which standing flags have lost their reason, and which reasons have no flag yet."""
    wanted = {(key, reason.code.value): reason for key, reason in _asking(family.reasons)}
    known = {flag.identity for flag in standing}
    gone = [flag.flag_id for flag in standing if flag.identity not in wanted]
    new = [(identity[0], reason) for identity, reason in wanted.items() if identity not in known]
    return gone, new


def model_version(reason: Reason) -> str | None:
    """The model a reason rests on; a flag keeps it, whatever is adopted later."""
    return reason.numbers.get("model_version")


def _asking(
    reasons: Sequence[tuple[SeriesKey, Reason]],
) -> list[tuple[SeriesKey, Reason]]:
    return [(key, reason) for key, reason in reasons if reason.level is Level.ATTENTION]


def _raise_flag(
    ctx: Context,
    unit: Unit,
    episode_id: UUID,
    key: SeriesKey,
    reason: Reason,
    visit_id: UUID | None,
) -> None:
    unit.execute(
        "progress/insert_flag",
        flag_id=ctx.new_id(),
        episode_id=episode_id,
        member_id=key.member_id,
        rater_kind=key.rater_kind.value,
        rater_member_id=key.rater_member_id,
        code=reason.code.value,
        numbers=json.dumps(reason.numbers),
        rule_version=RULE_VERSION,
        model_version=model_version(reason),
        visit_id=visit_id,
        raised_at=ctx.clock(),
    )
