"""Which families have a place in a group, from when and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.people import Actor, Member
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.groups import Place, check_since, places, refuse_before, running
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Candidate:
    """A family that can be given a place, with its members: whoever chooses may see them."""

    family_id: UUID
    episode_id: UUID
    case_number: str
    service_id: UUID
    service_name: str


@dataclass(frozen=True)
class Choosing:
    """What is chosen from when a family is given a place."""

    candidates: list[Candidate]
    members: dict[UUID, list[Member]]


def candidates(ctx: Context, actor: Actor, group_id: UUID) -> Choosing:
    """Families of the group's team that one may see and that have no place in it; those who
    receive the group's service first."""
    require(actor, Action.RUN_GROUPS)

    def work(unit: Unit) -> Choosing:
        running(unit, actor, group_id)
        listed = unit.all(
            Candidate,
            "groups/candidates",
            group_id=group_id,
            actor_id=actor.user_id,
            today=ctx.today(),
        )
        family_ids = [one.family_id for one in listed]
        members: dict[UUID, list[Member]] = {}
        for member in unit.all(Member, "families/members_of", family_ids=family_ids):
            members.setdefault(member.family_id, []).append(member)
        audit(ctx, unit, actor, "families_listed", family_ids)
        return Choosing(listed, members)

    return ctx.database.in_transaction(work)


def place(ctx: Context, actor: Actor, group_id: UUID, episode_id: UUID, since: date) -> UUID:
    """Give a family of the group's team, which one may see, a place. A full group or another
    age than the frame's is a hint on the page and never a refusal."""
    require(actor, Action.RUN_GROUPS)

    def work(unit: Unit) -> UUID:
        group = running(unit, actor, group_id)
        episode = checks.active_episode(unit, actor, episode_id)
        family = checks.family(unit, actor, episode.family_id)
        if family.team_id != group.team_id:
            raise InvalidInput("Familien hører til et andet team og kan ikke få plads i gruppen.")
        check_since(group, episode.started_on, since)
        unit.execute("families/take_turn", family_id=family.family_id, now=ctx.clock())
        _refuse_second(places(unit, group_id), family.family_id, since)
        group_place_id = ctx.new_id()
        unit.execute(
            "groups/insert_place",
            group_place_id=group_place_id,
            group_id=group_id,
            family_id=family.family_id,
            episode_id=episode_id,
            since=since,
        )
        audit(ctx, unit, actor, "group_place_given", [family.family_id], detail=str(group_id))
        return group_place_id

    return ctx.database.in_transaction(work)


def _refuse_second(known: Sequence[Place], family_id: UUID, since: date) -> None:
    if any(one.family_id == family_id and one.ahead(since) for one in known):
        raise Conflict("Familien har allerede en plads i gruppen.")


def end_place(ctx: Context, actor: Actor, group_place_id: UUID, group_id: UUID, on: date) -> None:
    """The family's last day in the group. Its own course goes on."""
    require(actor, Action.RUN_GROUPS)

    def work(unit: Unit) -> None:
        running(unit, actor, group_id)
        known = {one.group_place_id: one for one in places(unit, group_id)}
        if group_place_id not in known:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        chosen = known[group_place_id]
        unit.execute("families/take_turn", family_id=chosen.family_id, now=ctx.clock())
        _check_last(unit, chosen, on)
        unit.execute("groups/end_place", group_place_id=group_place_id, until=on)
        audit(ctx, unit, actor, "group_place_ended", [chosen.family_id], detail=str(group_id))

    ctx.database.in_transaction(work)


def _check_last(unit: Unit, chosen: Place, on: date) -> None:
    if not chosen.ahead(on):
        raise InvalidInput("Familiens plads i gruppen er allerede slut.")
    if on < chosen.since:
        raise InvalidInput(
            "Familien fik plads i gruppen {day}. Vælg den dag eller senere.",
            day=checks.danish_date(chosen.since),
        )
    rows = unit.rows("groups/held_with", group_id=chosen.group_id, family_id=chosen.family_id)
    refuse_before(rows[0][0], on)
