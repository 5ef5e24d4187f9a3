"""A group made, handed on and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.episodes import Service
from fit_tracker.domain.frames import UNSTATED, Form, Frame
from fit_tracker.domain.people import Actor, Team
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput
from fit_tracker.services import catalogue, checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.families import Colleague
from fit_tracker.services.groups import check_since, if_visible, places, refuse_before, running
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

GROUP_FORMS = frozenset({Form.GROUP, Form.MIXED})


@dataclass(frozen=True)
class NewGroup:
    """`group_id` is made by the form: a double click makes one group."""

    group_id: UUID
    team_id: UUID
    service_id: UUID
    name: str
    started_on: date
    leader_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class GroupForm:
    """What a group is made of: one's teams, the services in use with their frames (those for
    groups first), and who may lead, by team."""

    teams: list[Team]
    services: list[Service]
    frames: dict[UUID, Frame]
    staff: dict[UUID, list[Colleague]]


def group_form(ctx: Context, actor: Actor) -> GroupForm:
    require(actor, Action.RUN_GROUPS)

    def work(unit: Unit) -> GroupForm:
        teams = unit.all(Team, "site/teams_of_user", user_id=actor.user_id)
        frames = catalogue.all_frames(unit)
        services = [one for one in unit.all(Service, "site/services") if one.active]
        services.sort(key=lambda one: _form(frames, one) not in GROUP_FORMS)
        staff = {team.team_id: _staff(unit, team.team_id) for team in teams}
        return GroupForm(teams, services, frames, staff)

    return ctx.database.in_transaction(work)


def _form(frames: dict[UUID, Frame], service: Service) -> Form:
    return frames.get(service.service_id, UNSTATED).form


def _staff(unit: Unit, team_id: UUID) -> list[Colleague]:
    return unit.all(Colleague, "groups/staff", team_id=team_id)


def create(ctx: Context, actor: Actor, new: NewGroup) -> UUID:
    """Begin a group in one of one's teams. A practitioner leads the group they make; the
    leader of the team may leave it to others."""
    require(actor, Action.RUN_GROUPS)
    name = checks.free_text(new.name, "gruppens navn")

    def work(unit: Unit) -> UUID:
        _check_team(unit, actor, new)
        unit.execute(
            "groups/insert",
            group_id=new.group_id,
            team_id=new.team_id,
            service_id=new.service_id,
            name=name,
            started_on=new.started_on,
            created_at=ctx.clock(),
            created_by=actor.user_id,
        )
        _add_leaders(ctx, unit, new.group_id, new.leader_ids)
        if if_visible(unit, actor, new.group_id) is None:
            raise InvalidInput("Du skal selv være en af gruppens ledere.")
        audit(ctx, unit, actor, "group_created", detail=str(new.group_id))
        return new.group_id

    try:
        return ctx.database.in_transaction(work)
    except DuplicateKey:
        found = ctx.database.in_transaction(lambda unit: if_visible(unit, actor, new.group_id))
    if found is None:
        raise Conflict("Gruppen kunne ikke oprettes. Prøv igen.")
    return found.group_id


def _check_team(unit: Unit, actor: Actor, new: NewGroup) -> None:
    own = {row[0] for row in unit.rows("site/teams_of_user", user_id=actor.user_id)}
    if new.team_id not in own:
        raise InvalidInput("Vælg et team, du hører til.")
    services = unit.all(Service, "site/services")
    if not any(one.service_id == new.service_id and one.active for one in services):
        raise InvalidInput("Indsatsen er ikke i brug. Vælg en anden.")
    _check_leaders(unit, new.team_id, new.leader_ids)


def _check_leaders(unit: Unit, team_id: UUID, leader_ids: Sequence[UUID]) -> None:
    if not leader_ids:
        raise InvalidInput("Vælg mindst én, der leder gruppen.")
    if not set(leader_ids) <= {one.user_id for one in _staff(unit, team_id)}:
        raise InvalidInput("Gruppens ledere skal være behandlere eller leder i teamet.")


def _add_leaders(ctx: Context, unit: Unit, group_id: UUID, leader_ids: Sequence[UUID]) -> None:
    for user_id in dict.fromkeys(leader_ids):
        unit.execute(
            "groups/insert_leader",
            group_leader_id=ctx.new_id(),
            group_id=group_id,
            user_id=user_id,
            since=ctx.clock(),
        )


def set_leaders(ctx: Context, actor: Actor, group_id: UUID, leader_ids: Sequence[UUID]) -> None:
    """Who leads the group from now on; somebody always does."""
    require(actor, Action.RUN_GROUPS)

    def work(unit: Unit) -> None:
        group = running(unit, actor, group_id)
        _check_leaders(unit, group.team_id, leader_ids)
        now = {one.user_id for one in unit.all(Colleague, "groups/leaders", group_id=group_id)}
        gone = list(now - set(leader_ids))
        unit.execute("groups/end_leaders", group_id=group_id, user_ids=gone, until=ctx.clock())
        _add_leaders(ctx, unit, group_id, [one for one in leader_ids if one not in now])
        audit(ctx, unit, actor, "group_leaders_changed", detail=str(group_id))

    ctx.database.in_transaction(work)


def end(ctx: Context, actor: Actor, group_id: UUID, on: date) -> None:
    """The group's last day: every place ends, and the families' own courses go on."""
    require(actor, Action.RUN_GROUPS)
    if on > ctx.today():
        raise InvalidInput("Datoen {day} ligger i fremtiden.", day=checks.danish_date(on))

    def work(unit: Unit) -> None:
        group = running(unit, actor, group_id)
        if on < group.started_on:
            check_since(group, on, on)
        open_places = [one for one in places(unit, group_id) if one.ahead(on)]
        for one in open_places:
            unit.execute("families/take_turn", family_id=one.family_id, now=ctx.clock())
        days = [row[2] for row in unit.rows("groups/sessions", group_id=group_id)]
        refuse_before(max(days, default=None), on)
        unit.execute("groups/end_places", group_id=group_id, until=on)
        unit.execute("groups/end", group_id=group_id, ended_on=on)
        ended = [one.family_id for one in open_places]
        audit(ctx, unit, actor, "group_ended", ended, detail=str(group_id))

    ctx.database.in_transaction(work)
