"""Which scales are filled in at a demo visit, and with what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from uuid import UUID

from fit_tracker.domain.instruments import ALLIANCE, GOAL, OUTCOME, SAFETY, Instrument
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.visits import NO_GOAL
from fit_tracker.services.context import Context
from fit_tracker.services.visits import NewRating
from seed.courses import Twist, progress
from seed.steps import Step
from seed.voices import Voice, answered, on_scale

UNRATED = 0.04
MISSED_OUTCOME = 0.03
MISSED_ALLIANCE = 0.12
TOTAL_ONLY = 0.05


@dataclass(frozen=True)
class GoalHeld:
    goal_id: UUID
    place: int


def ratings(
    ctx: Context, step: Step, present: Sequence[int], ids: Sequence[UUID], goals: Sequence[GoalHeld]
) -> list[NewRating]:
    """The ratings of one visit: outcome, alliance, goals and, in some families, safety."""
    rng = step.story.rng(f"ratings-{step.day}")
    alliance = not step.is_open and rng.random() >= MISSED_ALLIANCE
    unrated = step.visit > 0 and step.left > 1 and rng.random() < UNRATED
    found: list[NewRating] = []
    for voice in () if unrated else step.story.voices:
        if voice.rater in present and (voice.about in present or voice.kind is not RaterKind.SELF):
            found += _of_voice(ctx, step, voice, ids, rng, alliance)
    found += [
        rating
        for goal in goals
        if goal.place in present and not step.is_open
        for rating in _goal(ctx, step, goal, ids, rng)
    ]
    if step.story.number % 4 == 0 and 0 in present and not step.is_open:
        found += _safety(ctx, step, ids, rng)
    return found


def _of_voice(
    ctx: Context, step: Step, voice: Voice, ids: Sequence[UUID], rng: Random, alliance: bool
) -> Iterator[NewRating]:
    outcome = _scale(ctx, step, voice, OUTCOME)
    if outcome and not _left_out(step, voice, rng):
        yield _outcome(ctx, step, voice, ids, rng, outcome)
    bond = _scale(ctx, step, voice, ALLIANCE) if voice.kind is RaterKind.SELF else None
    if bond and alliance:
        items = answered(rng, bond, voice.alliance(step.visit))
        yield _rating(ctx, voice.about, voice.rater, ids, bond, items)


def _left_out(step: Step, voice: Voice, rng: Random) -> bool:
    """A rating missing now and then; and one family in which the ratings stop."""
    if step.story.kind.twist is Twist.RATINGS_STOP and voice.about == 0:
        return step.left < 3
    return step.visit > 0 and step.left > 1 and rng.random() < MISSED_OUTCOME


def _outcome(
    ctx: Context, step: Step, voice: Voice, ids: Sequence[UUID], rng: Random, scale: Instrument
) -> NewRating:
    items = answered(rng, scale, voice.outcome(step.visit), voice.bias)
    total_only = rng.random() < TOTAL_ONLY
    return _rating(ctx, voice.about, voice.rater, ids, scale, items, total_only=total_only)


def _scale(ctx: Context, step: Step, voice: Voice, measure: str) -> Instrument | None:
    age = step.day.year - step.story.people[voice.about].birth_year
    return ctx.instruments.for_rating(measure, age, voice.kind)


def _rating(
    ctx: Context,
    about: int,
    rater: int,
    ids: Sequence[UUID],
    scale: Instrument,
    items: dict[str, Decimal],
    *,
    goal_id: UUID = NO_GOAL,
    total_only: bool = False,
) -> NewRating:
    return NewRating(
        ctx.new_id(),
        ids[about],
        RaterKind.SELF if about == rater else RaterKind.CARETAKER,
        ids[rater],
        scale.instrument_id,
        None if total_only else items,
        sum(items.values(), Decimal(0)) * scale.factor if total_only else None,
        goal_id,
    )


def _goal(
    ctx: Context, step: Step, goal: GoalHeld, ids: Sequence[UUID], rng: Random
) -> Iterator[NewRating]:
    age = step.day.year - step.story.people[goal.place].birth_year
    scale = ctx.instruments.for_rating(GOAL, age, RaterKind.SELF)
    if scale is None or rng.random() < 0.1:
        return
    reached = progress(step.story.voices[goal.place].shape, step.visit)
    value = on_scale(scale, 2.5 + 5.0 * reached + rng.gauss(0, 0.6))
    items = {scale.items[0].key: value}
    yield _rating(ctx, goal.place, goal.place, ids, scale, items, goal_id=goal.goal_id)


def _safety(ctx: Context, step: Step, ids: Sequence[UUID], rng: Random) -> Iterator[NewRating]:
    age = step.day.year - step.story.people[0].birth_year
    scale = ctx.instruments.for_rating(SAFETY, age, RaterKind.SELF)
    if scale is None:
        return
    felt = 5.5 + 3.0 * progress(step.story.kind.shape, step.visit) + rng.gauss(0, 0.5)
    items = {scale.items[0].key: on_scale(scale, felt)}
    yield _rating(ctx, 0, 0, ids, scale, items)
