"""How a response changes: its row, and the step that tells of it, in one transaction.

`revision` counts the steps. Whoever acts on an older one is told who was first, and nothing
is changed: two people never believe that they both took the same family.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import (
    Deadlines,
    Origin,
    Result,
    Severity,
    State,
    Step,
    StepRefused,
    after,
    due_after,
)
from fit_tracker.domain.times import clock, local
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import checks, response_deadlines
from fit_tracker.services.context import Context, audit
from fit_tracker.store.database import Unit
from fit_tracker.texts import words


@dataclass(frozen=True)
class Held:
    """A response as it is kept, to be changed."""

    response_id: UUID
    family_id: UUID
    episode_id: UUID
    origin: Origin
    severity: Severity
    state: State
    raised_on: date
    why: str
    agreed_with: str
    owner_id: UUID | None
    taken_at: datetime | None
    contacted_on: date | None
    decided_on: date | None
    due_on: date
    closed_at: datetime | None
    closed_on: date | None
    closed_by: UUID | None
    result: Result | None
    result_reason: str
    revision: int


@dataclass(frozen=True)
class Told:
    """What a step says beside its kind."""

    codes: tuple[StrEnum, ...] = ()
    body: str = ""
    on_day: date | None = None
    owner_id: UUID | None = None

    @property
    def codes_text(self) -> str:
        return json.dumps([code.value for code in self.codes])


Change = Callable[[Unit, Held, Deadlines], dict[str, Any]]
"""What else changes on the row; may refuse, and may write what belongs to the step."""


OWNER_LEFT = words("Ejerens konto er spærret.")
NOT_NOW: dict[State, str] = {
    State.NEW: words("Sagen er ikke taget endnu. Tag den først."),
    State.TAKEN: words("Sagen er allerede taget."),
    State.WAITING: words("Sagen venter på at blive set på igen. Genoptag den først."),
    State.CLOSED: words("Sagen er afsluttet. Genåbn den først."),
}
FIRST: dict[Step, str] = {
    Step.RAISE: words("{name} meldte familien akut kl. {time}. Læs sagen igen."),
    Step.TAKE: words("{name} tog den kl. {time}."),
    Step.HAND_ON: words("{name} gav den videre kl. {time}."),
    Step.GIVE_BACK: words("{name} lagde den tilbage i køen kl. {time}."),
    Step.SET_DEADLINE: words("{name} satte en ny frist kl. {time}. Læs sagen igen."),
    Step.CONTACT: words("{name} noterede en kontakt kl. {time}. Læs sagen igen."),
    Step.DECIDE: words("{name} noterede en beslutning kl. {time}. Læs sagen igen."),
    Step.FAMILY_WORDS: words("{name} noterede familiens ord kl. {time}. Læs sagen igen."),
    Step.LOOK_AGAIN: words("{name} satte en dag til at se på den igen kl. {time}."),
    Step.RESUME: words("{name} genoptog den kl. {time}."),
    Step.CLOSE: words("{name} afsluttede den kl. {time}."),
    Step.REOPEN: words("{name} genåbnede den kl. {time}."),
}


def act(
    ctx: Context,
    actor: Actor,
    response_id: UUID,
    revision: int,
    step: Step,
    told: Told = Told(),
    change: Change = lambda unit, held, deadlines: {},
) -> None:
    """Do one step, audited; refused when it does not belong, or when somebody was first."""

    def work(unit: Unit) -> None:
        held = unit.one(Held, "responses/stored", response_id=response_id, actor_id=actor.user_id)
        unit.execute("families/take_turn", family_id=held.family_id, now=ctx.clock())
        if held.revision != revision:
            if _the_same_click(unit, actor, response_id, revision, step, told):
                return
            raise _somebody_was_first(ctx, unit, response_id, revision)
        deadlines = response_deadlines.read(unit)
        changed = moved(held, step, ctx.today(), deadlines)
        changed = replace(changed, **change(unit, held, deadlines))
        keep(ctx, unit, actor, held, changed, step, told)
        audit(ctx, unit, actor, f"response_{step.value}", [held.family_id], told.codes_text)

    ctx.database.in_transaction(work)


def give_back_all(ctx: Context, unit: Unit, actor: Actor, owner_id: UUID) -> None:
    """Somebody who leaves owns nothing any longer: what they held waits for an owner again."""
    deadlines = response_deadlines.read(unit)
    for held in unit.all(Held, "responses/held_by", owner_id=owner_id):
        changed = moved(held, Step.GIVE_BACK, ctx.today(), deadlines)
        changed = replace(changed, owner_id=None, taken_at=None)
        unit.execute("families/take_turn", family_id=held.family_id, now=ctx.clock())
        keep(ctx, unit, actor, held, changed, Step.GIVE_BACK, Told(body=OWNER_LEFT))
        audit(ctx, unit, actor, f"response_{Step.GIVE_BACK.value}", [held.family_id])


def moved(held: Held, step: Step, today: date, deadlines: Deadlines) -> Held:
    """The state and the deadline a step leads to."""
    try:
        state = after(held.state, step)
    except StepRefused:
        raise InvalidInput(NOT_NOW[held.state]) from None
    due = due_after(step, held.severity, today, deadlines)
    return replace(held, state=state, due_on=held.due_on if due is None else due)


def keep(
    ctx: Context,
    unit: Unit,
    actor: Actor | None,
    held: Held,
    changed: Held,
    step: Step,
    told: Told,
    step_id: UUID | None = None,
) -> None:
    """Write the row and its step."""
    row = {name: value for name, value in vars(changed).items() if name not in _NEVER}
    unit.execute("responses/update", **{**row, "revision": held.revision + 1})
    unit.execute(
        "responses/insert_steps",
        step_ids=[step_id or ctx.new_id()],
        response_ids=[held.response_id],
        step_nos=[held.revision + 1],
        kind=step.value,
        happened_at=ctx.clock(),
        by_user=actor.user_id if actor else None,
        from_states=[held.state.value],
        to_states=[changed.state.value],
        codes=told.codes_text,
        body=told.body,
        on_day=told.on_day,
        owner_id=told.owner_id,
    )


_NEVER = ("family_id", "episode_id", "raised_on")


@dataclass(frozen=True)
class _Next:
    kind: Step
    happened_at: datetime
    by_user: UUID | None
    by_name: str | None
    codes: str
    body: str
    on_day: date | None
    owner_id: UUID | None


def _next(unit: Unit, response_id: UUID, revision: int) -> _Next | None:
    return unit.maybe(_Next, "responses/step_after", response_id=response_id, step_no=revision + 1)


def _the_same_click(
    unit: Unit, actor: Actor, response_id: UUID, revision: int, step: Step, told: Told
) -> bool:
    """A double click: this very step by this very person came just before."""
    found = _next(unit, response_id, revision)
    return found is not None and (
        (found.by_user, found.kind, found.codes, found.body, found.on_day, found.owner_id)
        == (actor.user_id, step, told.codes_text, told.body, told.on_day, told.owner_id)
    )


def _somebody_was_first(ctx: Context, unit: Unit, response_id: UUID, revision: int) -> Conflict:
    found = _next(unit, response_id, revision)
    if found is None:
        return Conflict("Sagen er ændret, siden du åbnede den. Læs den igen.")
    time = _local_time(ctx, found.happened_at)
    if found.kind is Step.FLAG_ADDED or found.by_name is None:
        return Conflict("Der kom et nyt flag på familien kl. {time}. Læs sagen igen.", time=time)
    return Conflict(FIRST[found.kind], name=found.by_name, time=time)


def _local_time(ctx: Context, at: datetime) -> str:
    """The local time, "10.42", with its day when that is not today."""
    on = local(at).date()
    return clock(at) if on == ctx.today() else f"{clock(at)} den {checks.danish_date(on)}"


def one_open(unit: Unit, episode_id: UUID) -> Held | None:
    return unit.maybe(Held, "responses/open_of_episodes", episode_ids=[episode_id])


def open_of(unit: Unit, episode_ids: Sequence[UUID]) -> dict[UUID, Held]:
    found = unit.all(Held, "responses/open_of_episodes", episode_ids=list(episode_ids))
    return {held.episode_id: held for held in found}
