"""The acute entry beside the flag: a leader and a professional lead bring a family in."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import Origin, Severity, State, Step, due_after
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks, response_deadlines
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.response_change import Held, Told, keep, one_open
from fit_tracker.services.response_raise import nearer
from fit_tracker.store.database import Unit


def bring_in(
    ctx: Context,
    actor: Actor,
    family_id: UUID,
    why: str,
    agreed_with: str,
    submission: UUID | None = None,
) -> UUID:
    """Bring a family in at once, with who agreed and why; the response's id.

    An open response becomes acute instead of a second one. `submission` is the form's own id:
    a second click finds what the first one made.
    """
    require(actor, Action.BRING_IN_ACUTE)
    reason = checks.free_text(why, "Hvad er sket?")
    agreed = checks.free_text(agreed_with, "Aftalt med")

    def work(unit: Unit) -> UUID:
        checks.family(unit, actor, family_id)
        unit.execute("families/take_turn", family_id=family_id, now=ctx.clock())
        made: UUID | None = unit.value(
            "responses/response_of_step", step_id=submission, family_id=family_id
        )
        if made is not None:
            return made
        episode_id = _active(unit, family_id)
        held = one_open(unit, episode_id)
        step_id = submission or ctx.new_id()
        audit(ctx, unit, actor, "response_acute", [family_id])
        if held is None:
            return _open(ctx, unit, actor, family_id, episode_id, reason, agreed, step_id)
        return _made_acute(ctx, unit, actor, held, reason, agreed, step_id)

    return ctx.database.in_transaction(work)


def _active(unit: Unit, family_id: UUID) -> UUID:
    for episode in unit.all(Episode, "episodes/of_family", family_id=family_id):
        if episode.is_active:
            return episode.episode_id
    raise InvalidInput("Familien har ikke et forløb i gang. Start et forløb først.")


def _open(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    family_id: UUID,
    episode_id: UUID,
    why: str,
    agreed_with: str,
    step_id: UUID,
) -> UUID:
    response_id = ctx.new_id()
    deadlines = response_deadlines.read(unit)
    unit.execute(
        "responses/insert",
        response_ids=[response_id],
        family_ids=[family_id],
        episode_ids=[episode_id],
        origin=Origin.ACUTE.value,
        severities=[Severity.ACUTE.value],
        raised_at=ctx.clock(),
        raised_on=ctx.today(),
        raised_by=actor.user_id,
        why=why,
        agreed_with=agreed_with,
        due_on=[due_after(Step.RAISE, Severity.ACUTE, ctx.today(), deadlines)],
    )
    unit.execute(
        "responses/insert_steps",
        step_ids=[step_id],
        response_ids=[response_id],
        step_nos=[1],
        kind=Step.RAISE.value,
        happened_at=ctx.clock(),
        by_user=actor.user_id,
        from_states=[State.NEW.value],
        to_states=[State.NEW.value],
        codes="[]",
        body=why,
        on_day=None,
        owner_id=None,
    )
    return response_id


def _made_acute(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    held: Held,
    why: str,
    agreed_with: str,
    step_id: UUID,
) -> UUID:
    """The family is in the queue already: what was ordinary becomes acute."""
    if held.origin is Origin.ACUTE:
        raise InvalidInput("Familien er allerede bragt ind akut. Find den i køen.")
    sooner = nearer(ctx, held, Severity.ACUTE, response_deadlines.read(unit))
    changed = replace(sooner, origin=Origin.ACUTE, why=why, agreed_with=agreed_with)
    keep(ctx, unit, actor, held, changed, Step.RAISE, Told(body=why), step_id)
    return held.response_id
