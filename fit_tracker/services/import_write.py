"""A judged import written in whole batches, and the courses it touched assessed anew.

Row by row, 150,000 ratings would take the better part of an hour; the database is at its
best with columns of thousands.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import NO_GOAL, Rating, Source, Visit
from fit_tracker.progression.status import (
    RULE_VERSION,
    FamilyAssessment,
    FamilyStatus,
    Reason,
    SeriesKey,
    assess_family,
)
from fit_tracker.services import progress, visits
from fit_tracker.services.context import Context
from fit_tracker.services.course import numbered
from fit_tracker.services.import_known import Destination
from fit_tracker.services.import_plan import NewRating, Plan
from fit_tracker.store.database import Unit

T = TypeVar("T")
BATCH = 5_000
EPISODES_AT_A_TIME = 500


def write_plan(
    ctx: Context, unit: Unit, actor: Actor, plan: Plan, destination: Destination
) -> None:
    """Write everything the plan holds; the caller's transaction makes it all or nothing."""
    now = ctx.clock()
    _courses(ctx, unit, actor, plan, destination, now)
    _members(unit, plan, now)
    _visits(ctx, unit, actor, plan, now)
    _ratings(ctx, unit, actor, plan, now)
    _assess_touched(ctx, unit, actor, plan, now)


def _assess_touched(ctx: Context, unit: Unit, actor: Actor, plan: Plan, now: datetime) -> None:
    """New courses are all in the plan; those that were there are read with what they had."""
    begun = {one.episode_id for one in plan.courses}
    for some in _batches(_planned(actor, plan, begun, now), EPISODES_AT_A_TIME):
        _reassess(ctx, unit, some)
    touched = dict.fromkeys(rating.visit.episode_id for rating in plan.ratings)
    known = [episode_id for episode_id in touched if episode_id not in begun]
    for episode_ids in _batches(known, EPISODES_AT_A_TIME):
        _reassess(ctx, unit, _read(unit, episode_ids))


Course = tuple[UUID, progress.Course]


def _planned(actor: Actor, plan: Plan, begun: set[UUID], now: datetime) -> list[Course]:
    """The courses of new families as they will be read later."""
    ratings = _grouped((one.visit.episode_id, one) for one in plan.ratings)
    held = _grouped((one.episode_id, one) for one in plan.visits)
    present: dict[UUID, set[UUID]] = defaultdict(set)
    for visit_id, member_id in plan.participants:
        present[visit_id].add(member_id)
    courses = []
    for episode_id in begun:
        in_order = sorted(held[episode_id], key=lambda one: one.visit_date)
        # In the order in which the database gives them, so that both ways say the same.
        in_file = sorted(ratings[episode_id], key=lambda one: one.rating_id)
        given = [_as_rating(one, actor, now) for one in in_file]
        courses.append((episode_id, progress.make_course(numbered(in_order, present), given)))
    return courses


def _as_rating(one: NewRating, actor: Actor, now: datetime) -> Rating:
    return Rating(
        rating_id=one.rating_id,
        visit_id=one.visit.visit_id,
        member_id=one.member_id,
        rater_kind=one.rater_kind,
        rater_member_id=one.rater_member_id,
        instrument_id=one.instrument.instrument_id,
        instrument_version=one.instrument.version,
        measure=one.instrument.measure,
        goal_id=NO_GOAL,
        total=one.total,
        items=one.items,
        source=Source.IMPORT,
        revision=1,
        reason="",
        entered_at=now,
        entered_by=actor.user_id,
    )


def _batches(rows: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _courses(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    plan: Plan,
    destination: Destination,
    now: datetime,
) -> None:
    for batch in _batches(plan.courses):
        family_ids = [one.family_id for one in batch]
        episode_ids = [one.episode_id for one in batch]
        starts = [one.started_on for one in batch]
        unit.execute(
            "imports/insert_families",
            family_ids=family_ids,
            case_numbers=[one.case_number for one in batch],
            team_id=destination.team_id,
            created_at=now,
            created_by=actor.user_id,
        )
        for user_id in destination.user_ids:
            unit.execute(
                "imports/insert_practitioners",
                family_practitioner_ids=[ctx.new_id() for _ in batch],
                family_ids=family_ids,
                user_id=user_id,
                since=now,
            )
        unit.execute(
            "imports/insert_episodes",
            episode_ids=episode_ids,
            family_ids=family_ids,
            starts=starts,
            created_at=now,
            created_by=actor.user_id,
        )
        unit.execute(
            "imports/insert_episode_services",
            episode_service_ids=[ctx.new_id() for _ in batch],
            episode_ids=episode_ids,
            service_id=destination.service_id,
            starts=starts,
        )
        unit.execute(
            "imports/insert_statuses",
            episode_ids=episode_ids,
            family_ids=family_ids,
            status=FamilyStatus.TOO_FEW.value,
            severity=FamilyStatus.TOO_FEW.severity,
            rule_version=RULE_VERSION,
            assessed_at=now,
        )


def _members(unit: Unit, plan: Plan, now: datetime) -> None:
    for batch in _batches(plan.members):
        unit.execute(
            "imports/insert_members",
            member_ids=[one.member_id for one in batch],
            family_ids=[one.family_id for one in batch],
            roles=[one.role.value for one in batch],
            birth_years=[one.birth_year for one in batch],
            labels=[one.label for one in batch],
            positions=[one.position for one in batch],
            created_at=now,
        )


def _visits(ctx: Context, unit: Unit, actor: Actor, plan: Plan, now: datetime) -> None:
    for batch in _batches(plan.visits):
        unit.execute(
            "imports/insert_visits",
            visit_ids=[one.visit_id for one in batch],
            submission_ids=[ctx.new_id() for _ in batch],
            episode_ids=[one.episode_id for one in batch],
            family_ids=[one.family_id for one in batch],
            visit_dates=[one.visit_date for one in batch],
            dates_known=[one.date_known for one in batch],
            created_at=now,
            created_by=actor.user_id,
        )
    for pairs in _batches(plan.participants):
        unit.execute(
            "imports/insert_participants",
            visit_ids=[visit_id for visit_id, _ in pairs],
            member_ids=[member_id for _, member_id in pairs],
        )


def _ratings(ctx: Context, unit: Unit, actor: Actor, plan: Plan, now: datetime) -> None:
    for batch in _batches(plan.ratings):
        unit.execute(
            "imports/insert_ratings",
            rating_ids=[one.rating_id for one in batch],
            submission_ids=[ctx.new_id() for _ in batch],
            visit_ids=[one.visit.visit_id for one in batch],
            family_ids=[one.visit.family_id for one in batch],
            episode_ids=[one.visit.episode_id for one in batch],
            member_ids=[one.member_id for one in batch],
            rater_kinds=[one.rater_kind.value for one in batch],
            rater_member_ids=[one.rater_member_id for one in batch],
            instrument_ids=[one.instrument.instrument_id for one in batch],
            instrument_versions=[one.instrument.version for one in batch],
            measures=[one.instrument.measure for one in batch],
            goal_id=NO_GOAL,
            totals=[one.total for one in batch],
            items=[visits.items_text(one.items) for one in batch],
            entered_at=now,
            entered_by=actor.user_id,
        )


# -- what it means: the same judgement as progress.reassess, of many courses at once


@dataclass(frozen=True)
class _Judged:
    episode_id: UUID
    course: progress.Course
    family: FamilyAssessment


def _reassess(ctx: Context, unit: Unit, courses: Iterable[Course]) -> None:
    judged = []
    for episode_id, course in courses:
        family = assess_family(progress.assess(ctx, course), ctx.instruments)
        judged.append(_Judged(episode_id, course, family))
    _store_statuses(ctx, unit, judged)
    _store_flags(ctx, unit, judged)


def _read(unit: Unit, episode_ids: Sequence[UUID]) -> Iterator[Course]:
    ids = list(episode_ids)
    held = _grouped(
        (one.episode_id, one) for one in unit.all(Visit, "imports/visits", episode_ids=ids)
    )
    episode_of = {one.visit_id: one.episode_id for group in held.values() for one in group}
    found = unit.all(Rating, "imports/ratings", episode_ids=ids)
    ratings = _grouped((episode_of[one.visit_id], one) for one in found)
    present: dict[UUID, set[UUID]] = defaultdict(set)
    for visit_id, member_id in unit.rows("imports/participants", episode_ids=ids):
        present[visit_id].add(member_id)
    for episode_id in ids:
        course = numbered(held.get(episode_id, []), present)
        yield episode_id, progress.make_course(course, ratings.get(episode_id, []))


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    groups: dict[UUID, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


_STATUS_COLUMNS = {
    "status": "statuses",
    "needs_attention": "needs_attention",
    "severity": "severities",
    "reasons": "reasons",
    "visits_attended": "visits_attended",
    "visits_with_outcome": "visits_with_outcome",
    "visits_with_alliance": "visits_with_alliance",
    "last_visit_on": "last_visit_on",
    "last_rating_on": "last_rating_on",
    "sparks": "sparks",
}


def _store_statuses(ctx: Context, unit: Unit, judged: Sequence[_Judged]) -> None:
    rows = [progress.status_row(one.course, one.family) for one in judged]
    columns: dict[str, Any] = {
        plural: [row[name] for row in rows] for name, plural in _STATUS_COLUMNS.items()
    }
    unit.execute(
        "imports/update_statuses",
        episode_ids=[one.episode_id for one in judged],
        rule_version=RULE_VERSION,
        assessed_at=ctx.clock(),
        **columns,
    )


def _store_flags(ctx: Context, unit: Unit, judged: Sequence[_Judged]) -> None:
    ids = [one.episode_id for one in judged]
    standing = _grouped(_standing(unit, ids))
    gone: list[UUID] = []
    new: list[tuple[UUID, SeriesKey, Reason]] = []
    for one in judged:
        lost, raised = progress.flag_changes(standing.get(one.episode_id, []), one.family)
        gone += lost
        new += [(one.episode_id, key, reason) for key, reason in raised]
    unit.execute("imports/clear_flags", flag_ids=gone, cleared_at=ctx.clock())
    unit.execute(
        "imports/insert_flags",
        flag_ids=[ctx.new_id() for _ in new],
        episode_ids=[episode_id for episode_id, _, _ in new],
        member_ids=[key.member_id for _, key, _ in new],
        rater_kinds=[key.rater_kind.value for _, key, _ in new],
        rater_member_ids=[key.rater_member_id for _, key, _ in new],
        codes=[reason.code.value for _, _, reason in new],
        numbers=[json.dumps(reason.numbers) for _, _, reason in new],
        rule_version=RULE_VERSION,
        raised_at=ctx.clock(),
    )


@dataclass(frozen=True)
class _OpenFlag(progress.StoredFlag):
    episode_id: UUID


def _standing(unit: Unit, ids: list[UUID]) -> Iterator[tuple[UUID, progress.StoredFlag]]:
    for flag in unit.all(_OpenFlag, "imports/open_flags", episode_ids=ids):
        yield flag.episode_id, flag
