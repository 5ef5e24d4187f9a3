"""One response with its steps, what may be done next, and the family's course."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import (
    Deadlines,
    Step,
    possible,
)
from fit_tracker.errors import NotFound
from fit_tracker.progression.status import ReasonCode
from fit_tracker.services import family_view, response_deadlines
from fit_tracker.services.context import Context, audit
from fit_tracker.services.families import Colleague
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.response_figures import Share, closed_since, right_by_code
from fit_tracker.services.response_rows import QueueRow, StepRow, Stored, rows, steps
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class ResponseView:
    """Everything the page of one response shows; `right` is how often flags of each code were
    right here (right, n); `family` is None when access is over."""

    row: QueueRow
    steps: list[StepRow]
    possible: list[Step]
    colleagues: list[Colleague]
    deadlines: Deadlines
    right: dict[ReasonCode, Share | None]
    family: FamilyView | None


@dataclass(frozen=True)
class EpisodeResponse:
    """A response with its steps, for the family's own page."""

    row: QueueRow
    steps: list[StepRow]


def read(ctx: Context, actor: Actor, response_id: UUID) -> ResponseView:
    """One response with its steps and the family's course, audited as a reading."""
    require(actor, Action.SEE_QUEUE)

    def work(unit: Unit) -> ResponseView:
        stored = unit.one(
            Stored,
            "responses/shown",
            response_id=response_id,
            actor_id=actor.user_id,
        )
        _refuse_long_closed(ctx, stored)
        audit(ctx, unit, actor, "response_read", [stored.family_id])
        (row,) = rows(ctx, unit, [stored])
        found = steps(unit, [response_id])[response_id]
        return ResponseView(
            row=row,
            steps=found if stored.seen else _without_words(found),
            possible=possible(stored.state),
            colleagues=owners(unit, stored.family_id),
            deadlines=response_deadlines.read(unit),
            right=right_by_code(ctx, unit, actor),
            family=_family(ctx, unit, actor, stored),
        )

    return ctx.database.in_transaction(work)


def _refuse_long_closed(ctx: Context, stored: Stored) -> None:
    """What is neither in the queue any longer nor of a family one sees is not there."""
    if not stored.seen and stored.closed_on and stored.closed_on < closed_since(ctx.today()):
        raise NotFound("Det findes ikke, eller du har ikke adgang til det.")


def _without_words(found: list[StepRow]) -> list[StepRow]:
    """Without access: who did what when, but neither what was decided nor what was said."""
    return [replace(one, body="") for one in found if one.kind is not Step.DECIDE]


def _family(ctx: Context, unit: Unit, actor: Actor, stored: Stored) -> FamilyView | None:
    if not stored.seen:
        return None
    return family_view.of_family(ctx, unit, actor, stored.family_id, stored.episode_id)


def owners(unit: Unit, family_id: UUID) -> list[Colleague]:
    """Who may own it: the emergency team, and the leaders who answer for the family."""
    return unit.all(Colleague, "responses/owners", family_id=family_id)


def of_episode(ctx: Context, unit: Unit, episode_id: UUID) -> list[EpisodeResponse]:
    """The responses of an episode, newest first; asked only after the family has been found."""
    stored = unit.all(Stored, "responses/of_episode", episode_id=episode_id)
    found = steps(unit, [one.response_id for one in stored])
    return [EpisodeResponse(row, found[row.response_id]) for row in rows(ctx, unit, stored)]
