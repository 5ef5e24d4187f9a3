"""What the steering group decided: who does what by when, and what came of it.

Written down by the project leader at or after the meeting, about a released review; the next
review of the series begins with what is open, and with what was closed since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.reviews import Decision, DecisionState, ReviewState
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.review_read import visible
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class NewDecision:
    """`owner` is initials or a job; `due_on` may be left open."""

    body: str
    owner: str
    due_on: date | None = None


def add(ctx: Context, actor: Actor, review_id: UUID, new: NewDecision) -> UUID:
    """Write down a decision of the meeting about a released review; one that stands there open
    with the same words, owner and day has been sent twice, and is written down once."""
    require(actor, Action.PREPARE_REVIEWS)
    clean = _clean(new)

    def work(unit: Unit) -> UUID:
        found = visible(unit, actor, review_id)
        if found.state is not ReviewState.RELEASED:
            raise InvalidInput("Frigiv gennemgangen først: beslutninger hører til et møde om den.")
        known = unit.all(Decision, "review/decisions", series_id=found.series_id)
        same = [one for one in known if one.review_id == review_id and _says(one) == clean]
        if same:
            return same[0].decision_id
        decision_id = ctx.new_id()
        unit.execute(
            "review/insert_decision",
            decision_id=decision_id,
            series_id=found.series_id,
            review_id=review_id,
            place=max((one.place for one in known), default=0) + 1,
            now=ctx.clock(),
            created_by=actor.user_id,
            **vars(clean),
        )
        audit(ctx, unit, actor, "review_decision_added", detail=str(decision_id))
        return decision_id

    return ctx.database.in_transaction(work)


def _says(one: Decision) -> NewDecision | None:
    """What an open decision was written down as; a closed one may be taken anew."""
    is_open = one.state is DecisionState.OPEN
    return NewDecision(one.body, one.owner, one.due_on) if is_open else None


def _clean(new: NewDecision) -> NewDecision:
    body = checks.free_text(new.body, "beslutning")
    return NewDecision(body, checks.free_text(new.owner, "ansvarlig", most=100), new.due_on)


def change(ctx: Context, actor: Actor, decision_id: UUID, revision: int, new: NewDecision) -> None:
    """Another wording, owner or day, while the decision is open."""
    require(actor, Action.PREPARE_REVIEWS)
    clean = _clean(new)

    def work(unit: Unit) -> None:
        found = _at(unit, decision_id, revision)
        if found.state is not DecisionState.OPEN:
            raise InvalidInput("Beslutningen er lukket. Genåbn den først.")
        _update(ctx, unit, actor, found, "review_decision_changed", **vars(clean))

    ctx.database.in_transaction(work)


def close(
    ctx: Context,
    actor: Actor,
    decision_id: UUID,
    revision: int,
    state: DecisionState,
    outcome: str,
) -> None:
    """The decision was carried out (DONE) or given up (DROPPED), and what came of it."""
    require(actor, Action.PREPARE_REVIEWS)
    clean = checks.free_text(outcome, "hvad kom der ud af det")
    if state is DecisionState.OPEN:
        raise InvalidInput("En beslutning lukkes som gennemført eller opgivet.")

    def work(unit: Unit) -> None:
        found = _at(unit, decision_id, revision)
        if found.state is not DecisionState.OPEN:
            raise Conflict("Beslutningen er allerede lukket. Hent siden igen.")
        new = {"state": state.value, "outcome": clean, "closed_on": ctx.today()}
        _update(ctx, unit, actor, found, "review_decision_closed", **new)

    ctx.database.in_transaction(work)


def reopen(ctx: Context, actor: Actor, decision_id: UUID, revision: int) -> None:
    """It was closed by mistake, or is needed again."""
    require(actor, Action.PREPARE_REVIEWS)

    def work(unit: Unit) -> None:
        found = _at(unit, decision_id, revision)
        new = {"state": DecisionState.OPEN.value, "outcome": "", "closed_on": None}
        _update(ctx, unit, actor, found, "review_decision_reopened", **new)

    ctx.database.in_transaction(work)


def _at(unit: Unit, decision_id: UUID, revision: int) -> Decision:
    """The decision as it was when this person read it."""
    found = unit.maybe(Decision, "review/decision", decision_id=decision_id)
    if found is None:
        raise NotFound("Beslutningen findes ikke længere. Hent siden igen.")
    if found.revision != revision:
        raise Conflict("Beslutningen er ændret imens. Hent siden igen, og ret til.")
    return found


def _update(
    ctx: Context, unit: Unit, actor: Actor, found: Decision, what: str, **new: object
) -> None:
    names = ("decision_id", "body", "owner", "due_on", "state", "outcome", "closed_on")
    kept = {name: getattr(found, name) for name in names}
    stamp = {"now": ctx.clock(), "changed_by": actor.user_id}
    unit.execute("review/update_decision", **{**kept, **new, **stamp})
    audit(ctx, unit, actor, what, detail=str(found.decision_id))
