"""What a person does with a response: each step says who did it, and never two at once.

`revision` is the one the person saw; when somebody else was first, they are told who and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.offers import danish_hours
from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import (
    DECISIONS_WITH_REASON,
    RESULTS_WITH_REASON,
    Deadlines,
    Decision,
    Result,
    Step,
)
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks, offer_rows
from fit_tracker.services.context import Context
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.response_change import Held, Told, act, one_open
from fit_tracker.services.response_figures import closed_since
from fit_tracker.services.response_read import owners
from fit_tracker.store.database import Unit
from fit_tracker.texts import words

# Farther ahead is not a deadline but a way of forgetting.
MOST_AHEAD = timedelta(days=182)
# A sentence about a field calls it what its form does.
WHY = words("Hvorfor?")
AGREED = words("Hvad blev aftalt?")
FAMILY_SAID = words("Det sagde familien")


def take(ctx: Context, actor: Actor, response_id: UUID, revision: int) -> None:
    """Become the owner; from now on the deadline is for the decision."""
    require(actor, Action.HANDLE_RESPONSE)
    told = Told(owner_id=actor.user_id)
    act(ctx, actor, response_id, revision, Step.TAKE, told, _owned(ctx, actor.user_id))


def _owned(ctx: Context, owner_id: UUID) -> Any:
    return lambda unit, held, deadlines: {"owner_id": owner_id, "taken_at": ctx.clock()}


def hand_on(ctx: Context, actor: Actor, response_id: UUID, revision: int, owner_id: UUID) -> None:
    """Let another of the emergency team, or a leader of the family's team, own it."""
    require(actor, Action.HANDLE_RESPONSE)

    def change(unit: Unit, held: Held, _: Deadlines) -> dict[str, Any]:
        if owner_id == held.owner_id:
            raise InvalidInput("Vedkommende har allerede sagen. Vælg en anden.")
        if owner_id not in {one.user_id for one in owners(unit, held.family_id)}:
            raise InvalidInput("Vælg en fra beredskabet eller familiens egen leder.")
        return {"owner_id": owner_id, "taken_at": ctx.clock()}

    told = Told(owner_id=owner_id)
    act(ctx, actor, response_id, revision, Step.HAND_ON, told, change)


def give_back(ctx: Context, actor: Actor, response_id: UUID, revision: int, why: str) -> None:
    """Put it back among the new ones, with the reason."""
    require(actor, Action.HANDLE_RESPONSE)
    told = Told(body=checks.free_text(why, WHY))
    act(
        ctx, actor, response_id, revision, Step.GIVE_BACK, told,
        lambda unit, held, deadlines: {"owner_id": None, "taken_at": None},
    )  # fmt: skip


def set_deadline(
    ctx: Context, actor: Actor, response_id: UUID, revision: int, day: date, why: str
) -> None:
    """Move the deadline, with the reason."""
    require(actor, Action.HANDLE_RESPONSE)
    _check_ahead(ctx, day)
    told = Told(body=checks.free_text(why, WHY), on_day=day)
    act(ctx, actor, response_id, revision, Step.SET_DEADLINE, told, _due(day))


def _due(day: date) -> Any:
    return lambda unit, held, deadlines: {"due_on": day}


def _check_ahead(ctx: Context, day: date) -> None:
    if day < ctx.today():
        raise InvalidInput("Datoen {day} ligger i fortiden.", day=checks.danish_date(day))
    if day > ctx.today() + MOST_AHEAD:
        raise InvalidInput("Datoen må højst ligge et halvt år ude i fremtiden.")


def contact(ctx: Context, actor: Actor, response_id: UUID, revision: int, on: date) -> None:
    """The family was spoken to on a day; the first one is what waiting time is counted to."""
    require(actor, Action.HANDLE_RESPONSE)

    def change(unit: Unit, held: Held, _: Deadlines) -> dict[str, Any]:
        if not held.raised_on <= on <= ctx.today():
            raise InvalidInput(
                "Kontakten skal ligge mellem {first}, hvor sagen kom i køen, og i dag.",
                first=checks.danish_date(held.raised_on),
            )
        return {"contacted_on": min(on, held.contacted_on or on)}

    act(ctx, actor, response_id, revision, Step.CONTACT, Told(on_day=on), change)


def decide(
    ctx: Context,
    actor: Actor,
    response_id: UUID,
    revision: int,
    codes: Sequence[Decision],
    text: str = "",
    weekly_hours: Decimal | None = None,
) -> None:
    """What was decided together with the practitioners. Raising the intensity says to how many
    hours a week; doing nothing says why."""
    require(actor, Action.HANDLE_RESPONSE)
    chosen = tuple(code for code in Decision if code in codes)
    hours = _checked_decision(chosen, weekly_hours)
    needs_text = bool(DECISIONS_WITH_REASON & set(chosen))
    body = checks.free_text(text, AGREED, required=needs_text)

    def change(unit: Unit, held: Held, _: Deadlines) -> dict[str, Any]:
        if hours is not None:
            _refuse_above_limit(unit, hours)
            _raise_intensity(ctx, unit, actor, held, hours, body)
        return {"decided_on": held.decided_on or ctx.today()}

    act(ctx, actor, response_id, revision, Step.DECIDE, Told(chosen, body), change)


def _checked_decision(chosen: tuple[Decision, ...], hours: Decimal | None) -> Decimal | None:
    if not chosen:
        raise InvalidInput("Vælg mindst én beslutning.")
    if Decision.NO_ACTION in chosen and len(chosen) > 1:
        raise InvalidInput("Vælg enten «ingen handling» eller det, der skal ske.")
    if Decision.RAISE_INTENSITY not in chosen:
        return None
    if hours is None or not hours.is_finite() or hours <= 0:
        raise InvalidInput("Skriv timer om ugen: et tal over 0.")
    if hours != round(hours, 1):
        raise InvalidInput("Skriv timer om ugen med højst én decimal.")
    return hours


def _refuse_above_limit(unit: Unit, hours: Decimal) -> None:
    """What the offer may give a family, as the site's own targets state it."""
    most = offer_rows.targets(unit).weekly_limit
    if hours > most:
        raise InvalidInput(
            "Beredskabet kan højst give {most} timer om ugen i en familie. Skriv færre timer, "
            "eller tal med lederen om grænsen.",
            most=danish_hours(most),
        )


def _raise_intensity(
    ctx: Context, unit: Unit, actor: Actor, held: Held, hours: Decimal, reason: str
) -> None:
    checks.active_episode(unit, actor, held.episode_id)
    unit.execute(
        "responses/insert_intensity",
        intensity_id=ctx.new_id(),
        family_id=held.family_id,
        episode_id=held.episode_id,
        since=ctx.today(),
        weekly_hours=hours,
        reason=reason,
        created_at=ctx.clock(),
        created_by=actor.user_id,
    )


def family_words(ctx: Context, actor: Actor, response_id: UUID, revision: int, text: str) -> None:
    """What the family itself says; its practitioners write it down too."""
    require(actor, Action.SEE_FAMILIES)
    told = Told(body=checks.free_text(text, FAMILY_SAID))
    act(ctx, actor, response_id, revision, Step.FAMILY_WORDS, told)


def look_again(ctx: Context, actor: Actor, response_id: UUID, revision: int, on: date) -> None:
    """Wait until a day; then it is due."""
    require(actor, Action.HANDLE_RESPONSE)
    _check_ahead(ctx, on)
    if on == ctx.today():
        raise InvalidInput("Vælg en dag efter i dag.")
    act(ctx, actor, response_id, revision, Step.LOOK_AGAIN, Told(on_day=on), _due(on))


def resume(ctx: Context, actor: Actor, response_id: UUID, revision: int) -> None:
    """Go on with one that waited."""
    require(actor, Action.HANDLE_RESPONSE)
    act(ctx, actor, response_id, revision, Step.RESUME)


def close(
    ctx: Context, actor: Actor, response_id: UUID, revision: int, result: Result, reason: str = ""
) -> None:
    """The only way out of the queue: with a result. A false alarm says why it was one."""
    require(actor, Action.HANDLE_RESPONSE)
    body = checks.free_text(reason, WHY, required=result in RESULTS_WITH_REASON)

    def change(unit: Unit, held: Held, _: Deadlines) -> dict[str, Any]:
        episode = checks.episode(unit, actor, held.episode_id)
        _refuse_running(episode, result)
        return {
            "closed_at": ctx.clock(),
            "closed_on": ctx.today(),
            "closed_by": actor.user_id,
            "result": result,
            "result_reason": body,
        }

    act(ctx, actor, response_id, revision, Step.CLOSE, Told((result,), body), change)


def _refuse_running(episode: Episode, result: Result) -> None:
    if result is Result.EPISODE_ENDED and episode.is_active:
        raise InvalidInput("Forløbet er i gang. Afslut det først, eller vælg et andet resultat.")


def reopen(ctx: Context, actor: Actor, response_id: UUID, revision: int, why: str) -> None:
    """Take back a closing; whoever does it owns it. Only while it is still in the queue: what
    was closed long ago must not be a way back to the family for the emergency team."""
    require(actor, Action.HANDLE_RESPONSE)
    told = Told(body=checks.free_text(why, WHY), owner_id=actor.user_id)

    def change(unit: Unit, held: Held, _: Deadlines) -> dict[str, Any]:
        if held.closed_on and held.closed_on < closed_since(ctx.today()):
            raise InvalidInput(
                "Sagen blev afsluttet {day}, og det er for længe siden til at genåbne den. Lederen "
                "kan melde familien på ny.",
                day=checks.danish_date(held.closed_on),
            )
        if one_open(unit, held.episode_id) is not None:
            raise InvalidInput("Familien har allerede en åben sag i køen. Arbejd videre i den.")
        return {
            "owner_id": actor.user_id,
            "taken_at": ctx.clock(),
            "closed_at": None,
            "closed_on": None,
            "closed_by": None,
            "result": None,
            "result_reason": "",
        }

    act(ctx, actor, response_id, revision, Step.REOPEN, told, change)
