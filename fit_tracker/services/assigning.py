"""Who works with which family: assigned, moved and taken over. The leader decides; nothing
here chooses for anybody, and the time somebody had with a family stays on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor, Family, Team
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.families import Colleague, replace_practitioners
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Current:
    """One who treats a family now."""

    user_id: UUID
    display_name: str
    active: bool


def assign(
    ctx: Context,
    actor: Actor,
    family_id: UUID,
    user_ids: Sequence[UUID],
    before: Sequence[UUID],
) -> None:
    """Who treats the family from now on. `before` are those the leader saw: when somebody has
    changed them meanwhile, nothing happens."""
    require(actor, Action.ASSIGN)

    def work(unit: Unit) -> None:
        _own(ctx, unit, actor, family_id)
        current = unit.all(Current, "assigning/current", family_id=family_id)
        if {one.user_id for one in current} != set(before):
            names = ", ".join(one.display_name for one in current) or "–"
            raise Conflict(
                "Behandlerne er ændret imens; nu er det {names}. Vælg igen.", names=names
            )
        _replace(ctx, unit, actor, family_id, tuple(user_ids), current)

    ctx.database.in_transaction(work)


def _own(ctx: Context, unit: Unit, actor: Actor, family_id: UUID) -> Family:
    """A family of a team that this person leads, and their turn with it."""
    family = checks.family(unit, actor, family_id)
    if family.team_id not in {team.team_id for team in _teams(unit, actor)}:
        raise NotAllowed("Familien hører til et andet team; dets leder fordeler den.")
    unit.execute("families/take_turn", family_id=family_id, now=ctx.clock())
    return family


def _teams(unit: Unit, actor: Actor) -> list[Team]:
    return unit.all(Team, "site/teams_of_user", user_id=actor.user_id)


def _replace(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    family_id: UUID,
    user_ids: tuple[UUID, ...],
    current: list[Current],
) -> None:
    allowed = _colleagues(unit, actor)
    working = allowed | {one.user_id for one in current if one.active}
    if not working & set(user_ids):
        raise InvalidInput(
            "Familien skal have mindst én behandler. Vælg en kollega, eller tag selv familien, før "
            "den sidste slipper den."
        )
    replace_practitioners(ctx, unit, actor, family_id, user_ids, allowed)


def _colleagues(unit: Unit, actor: Actor) -> set[UUID]:
    found = unit.all(Colleague, "families/colleagues", actor_id=actor.user_id)
    return {one.user_id for one in found}


def hand_over(
    ctx: Context, actor: Actor, from_id: UUID, to_id: UUID, family_ids: Sequence[UUID]
) -> int:
    """Move some families from one colleague to another, all or none; how many were moved."""
    require(actor, Action.ASSIGN)
    if not family_ids:
        raise InvalidInput("Vælg mindst én familie.")
    if from_id == to_id:
        raise InvalidInput("Vælg en anden kollega at flytte familierne til.")

    def work(unit: Unit) -> int:
        for family_id in dict.fromkeys(family_ids):
            family = _own(ctx, unit, actor, family_id)
            current = unit.all(Current, "assigning/current", family_id=family_id)
            if from_id not in {one.user_id for one in current}:
                raise Conflict(
                    "{case} er flyttet af en anden imens. Intet er ændret; vælg igen.",
                    case=family.case_number,
                )
            staying = [one.user_id for one in current if one.user_id not in (from_id, to_id)]
            _replace(ctx, unit, actor, family_id, (*staying, to_id), current)
        return len(set(family_ids))

    return ctx.database.in_transaction(work)


def move_to_team(ctx: Context, actor: Actor, family_id: UUID, team_id: UUID) -> None:
    """Let the family belong to another team of the same leader. Its practitioners stay until
    they are changed, so that it is never without anybody."""
    require(actor, Action.ASSIGN)

    def work(unit: Unit) -> None:
        family = _own(ctx, unit, actor, family_id)
        if team_id not in {team.team_id for team in _teams(unit, actor)}:
            raise NotAllowed("Du kan kun flytte familien til et team, du selv leder.")
        if team_id == family.team_id:
            return
        unit.execute("assigning/move_team", family_id=family_id, team_id=team_id)
        audit(ctx, unit, actor, "family_moved", [family_id], detail=str(team_id))

    ctx.database.in_transaction(work)
