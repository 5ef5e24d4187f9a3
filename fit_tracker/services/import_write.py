"""A judged import written in whole batches, and the courses it touched assessed anew.

Row by row, 150,000 ratings would take the better part of an hour; the database is at its
best with columns of thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import NO_GOAL, Rating, Source
from fit_tracker.progression.status import RULE_VERSION, FamilyStatus
from fit_tracker.services import assess_many, meeting_plans, progress, visits
from fit_tracker.services.assess_many import batches, grouped
from fit_tracker.services.context import Context
from fit_tracker.services.course import numbered
from fit_tracker.services.import_courses import NewCourse
from fit_tracker.services.import_plan import NewRating, Plan
from fit_tracker.store.database import Unit

EPISODES_AT_A_TIME = 500


def write_plan(
    ctx: Context, unit: Unit, actor: Actor, plan: Plan, practitioners: Sequence[UUID]
) -> None:
    """Write everything the plan holds; the caller's transaction makes it all or nothing."""
    now = ctx.clock()
    _courses(ctx, unit, actor, plan, practitioners, now)
    _members(unit, plan, now)
    _visits(ctx, unit, actor, plan, now)
    _ratings(ctx, unit, actor, plan, now)
    _assess_touched(ctx, unit, actor, plan, now)
    # Only what lies ahead: whether the follow-ups before were held is not in the file.
    meeting_plans.plan_many(
        ctx, unit, actor, [_received(c) for c in plan.courses if not c.ended_on]
    )


def _received(course: NewCourse) -> meeting_plans.Received:
    service_id, since = course.service.service_id, course.started_on
    return meeting_plans.Received(course.episode_id, course.family_id, service_id, since, None)


def _assess_touched(ctx: Context, unit: Unit, actor: Actor, plan: Plan, now: datetime) -> None:
    """New courses are all in the plan; those that were there are read with what they had."""
    begun = {one.episode_id for one in plan.courses}
    for some in batches(_planned(actor, plan, begun, now), EPISODES_AT_A_TIME):
        assess_many.reassess(ctx, unit, some)
    touched = dict.fromkeys(rating.visit.episode_id for rating in plan.ratings)
    known = [episode_id for episode_id in touched if episode_id not in begun]
    for episode_ids in batches(known, EPISODES_AT_A_TIME):
        assess_many.reassess(ctx, unit, assess_many.read(unit, episode_ids))
        meeting_plans.after_visits(ctx, unit, actor, episode_ids)


def _planned(actor: Actor, plan: Plan, begun: set[UUID], now: datetime) -> list[assess_many.Course]:
    """The courses of new families as they will be read later."""
    ratings = grouped((one.visit.episode_id, one) for one in plan.ratings)
    held = grouped((one.episode_id, one) for one in plan.visits)
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


def _courses(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    plan: Plan,
    practitioners: Sequence[UUID],
    now: datetime,
) -> None:
    for batch in batches(plan.courses):
        family_ids = [one.family_id for one in batch]
        episode_ids = [one.episode_id for one in batch]
        starts = [one.started_on for one in batch]
        unit.execute(
            "imports/insert_families",
            family_ids=family_ids,
            case_numbers=[one.case_number for one in batch],
            team_ids=[one.team_id for one in batch],
            created_at=now,
            created_by=actor.user_id,
        )
        for user_id in practitioners:
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
            frames=[one.service.planned_visits for one in batch],
            ends=[one.ended_on for one in batch],
            end_reasons=[one.end_reason.value if one.end_reason else None for one in batch],
            ends_planned=[one.end_planned for one in batch],
            created_at=now,
            created_by=actor.user_id,
        )
        unit.execute(
            "imports/insert_episode_services",
            episode_service_ids=[ctx.new_id() for _ in batch],
            episode_ids=episode_ids,
            service_ids=[one.service.service_id for one in batch],
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
    for batch in batches(plan.members):
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
    for batch in batches(plan.visits):
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
    for pairs in batches(plan.participants):
        unit.execute(
            "imports/insert_participants",
            visit_ids=[visit_id for visit_id, _ in pairs],
            member_ids=[member_id for _, member_id in pairs],
        )


def _ratings(ctx: Context, unit: Unit, actor: Actor, plan: Plan, now: datetime) -> None:
    for batch in batches(plan.ratings):
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
