"""What happens in a course beside its visits: goals, milestones, a correction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from fit_tracker.domain.instruments import GOAL, OUTCOME
from fit_tracker.domain.people import Actor
from fit_tracker.services import episodes, visit_plan, visits
from fit_tracker.services.context import Context
from seed.plan import Story
from seed.ratings import GoalHeld
from seed.steps import Step
from seed.voices import on_scale
from seed.words import CHILD_GOALS, CORRECTIONS, MILESTONES, PARENT_GOALS


@dataclass
class Told:
    """What the database calls a story once it has begun."""

    family_id: UUID
    episode_id: UUID
    members: tuple[UUID, ...]
    goals: list[GoalHeld] = field(default_factory=list)
    held: list[UUID] = field(default_factory=list)


Turn = Callable[[Context, Actor, Step, Told], None]


def agree_goals(ctx: Context, actor: Actor, step: Step, told: Told) -> None:
    """One goal for the first adult, and mostly one for the youngest."""
    rng, people = step.story.rng("goals"), step.story.people
    chosen = [0, len(people) - 1] if rng.random() < 0.8 else [0]
    goals = tuple((told.members[place], _goal(rng, step.story, place)) for place in chosen)
    episodes.agree_goals(ctx, actor, told.episode_id, step.day, goals)
    plan = visit_plan.load(ctx, actor, told.held[-1])
    agreed = {p.task.member.member_id: p.task.goal_id for p in plan.of(GOAL)}
    told.goals = [GoalHeld(agreed[told.members[place]], place) for place in chosen]


def _goal(rng: Random, story: Story, place: int) -> str:
    return rng.choice(CHILD_GOALS if story.people[place].is_child else PARENT_GOALS)


def add_milestone(ctx: Context, actor: Actor, step: Step, told: Told) -> None:
    text = step.story.rng("milestone").choice(MILESTONES)
    episodes.add_milestone(ctx, actor, told.episode_id, step.day, text)


def correct(ctx: Context, actor: Actor, step: Step, told: Told) -> None:
    """Another value for the first line of a rating, with the reason."""
    plan = visit_plan.load(ctx, actor, told.held[step.visit])
    old = next((p for p in plan.of(OUTCOME) if p.rating and p.rating.items), None)
    if old is None or old.rating is None:
        return
    rng, scale, items = step.story.rng("correct"), old.task.instrument, dict(old.rating.items)
    key = scale.items[0].key
    items[key] = on_scale(scale, float(items[key]) + rng.choice((-1.5, 1.2)))
    why = rng.choice(CORRECTIONS)
    visits.correct_rating(ctx, actor, old.rating.rating_id, items=items, total=None, reason=why)
