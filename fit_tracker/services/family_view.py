"""Everything the family page shows, read in one transaction and audited as one reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.episodes import Episode, Event, Goal
from fit_tracker.domain.instruments import SAFETY
from fit_tracker.domain.people import Actor, Family, Member
from fit_tracker.domain.visits import Rating
from fit_tracker.progression.status import (
    Assessment,
    FamilyAssessment,
    Reading,
    SeriesKey,
    assess_family,
)
from fit_tracker.services import checks, family_rows, startup
from fit_tracker.services.adopted import NO_MODELS, adopted
from fit_tracker.services.context import Context, audit
from fit_tracker.services.course import NumberedVisit, by_goal, current, series
from fit_tracker.services.families import Colleague
from fit_tracker.services.model_status import Missing, missing
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.progress import assess, read_course
from fit_tracker.services.startup import StartUp
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class FamilyView:
    """One family and one of its episodes.

    `outcome`, `alliance` and `in_group` (the alliance of group sessions) hold a series for
    each member and rater; `goals_rated` one
    for each goal; `ratings` every revision, so that a corrected value stays readable.
    """

    family: Family
    members: list[Member]
    practitioners: list[Colleague]
    episodes: list[Episode]
    episode: Episode | None
    events: list[Event]
    goals: list[Goal]
    visits: list[NumberedVisit]
    ratings: list[Rating]
    outcome: dict[SeriesKey, list[Reading]]
    alliance: dict[SeriesKey, list[Reading]]
    in_group: dict[SeriesKey, list[Reading]]
    safety: dict[SeriesKey, list[Reading]]
    goals_rated: dict[UUID, list[Reading]]
    assessments: dict[SeriesKey, Assessment]
    assessment: FamilyAssessment | None
    today: date
    models_missing: Missing | None = None
    """Finished courses there are and must be, while a series has no model to speak for it."""
    startup: StartUp | None = None
    """The site's assumed curve; only read while models are missing."""

    def member(self, member_id: UUID) -> Member:
        return next(member for member in self.members if member.member_id == member_id)


def load(ctx: Context, actor: Actor, family_id: UUID, episode_id: UUID | None = None) -> FamilyView:
    """The family with the chosen episode, or else its latest."""
    require(actor, Action.SEE_FAMILIES)
    return ctx.database.in_transaction(
        lambda unit: of_family(ctx, unit, actor, family_id, episode_id)
    )


def of_family(
    ctx: Context, unit: Unit, actor: Actor, family_id: UUID, episode_id: UUID | None
) -> FamilyView:
    """The same inside a transaction of a page that shows more beside it."""
    family = checks.family(unit, actor, family_id)
    members = family_rows.members(unit, family_id)
    staff = unit.all(Colleague, "families/practitioners", family_id=family_id)
    episodes = unit.all(Episode, "episodes/of_family", family_id=family_id)
    audit(ctx, unit, actor, "family_read", [family_id])
    chosen = next((e for e in episodes if episode_id in (None, e.episode_id)), None)
    if chosen is None:
        return FamilyView(
            family, members, staff, episodes, None, [], [], [], [], {}, {}, {}, {}, {}, {}, None,
            ctx.today(),
        )  # fmt: skip
    course = read_course(unit, chosen.episode_id)
    # Nothing is to be expected of a course that has ended, and the model may have learned from it.
    running = chosen.ended_on is None
    models = adopted(unit) if running else NO_MODELS
    ahead = models.of_course(course.outcome, ctx.instruments, chosen.planned_visits)
    found = assess(ctx, course, ahead)
    lacking = missing(ctx, unit, models, course.outcome) if running else None
    counted = current(course.ratings)
    return FamilyView(
        family=family,
        members=members,
        practitioners=staff,
        episodes=episodes,
        episode=chosen,
        events=unit.all(Event, "episodes/events", episode_id=chosen.episode_id),
        goals=unit.all(Goal, "episodes/goals", episode_id=chosen.episode_id),
        visits=course.visits,
        ratings=course.ratings,
        outcome=course.outcome,
        alliance=course.alliance,
        in_group=course.in_group,
        safety=series(course.visits, counted, (SAFETY,)),
        goals_rated=by_goal(course.visits, counted),
        assessments=found,
        assessment=assess_family(found, ctx.instruments),
        today=ctx.today(),
        models_missing=lacking,
        startup=startup.read(unit) if lacking else None,
    )
