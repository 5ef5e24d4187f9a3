"""What the page for a new visit needs to know before there is a visit."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.episodes import Episode, Service
from fit_tracker.domain.people import Actor, Family, Member, Team
from fit_tracker.domain.visits import Place, Visit
from fit_tracker.services import checks, family_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.families import Colleague
from fit_tracker.services.lists import open_visits
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Choice:
    """A family a visit can be recorded for."""

    family_id: UUID
    case_number: str
    episode_id: UUID
    own: bool


@dataclass(frozen=True)
class Start:
    """The chosen family, and what the last visit suggests for the next."""

    family: Family
    members: list[Member]
    episode: Episode
    usual: list[UUID]
    usual_place: Place | None
    open_visit_id: UUID | None


@dataclass(frozen=True)
class FamilyForm:
    """What a new family is made of: one's teams, the services in use, colleagues."""

    teams: list[Team]
    services: list[Service]
    colleagues: list[Colleague]


def choices(ctx: Context, actor: Actor) -> list[Choice]:
    """Families in treatment that one may see, one's own first. Seeing a case number in a
    list is reading, so it is audited like one."""
    require(actor, Action.RECORD_VISIT)

    def work(unit: Unit) -> list[Choice]:
        found = unit.all(Choice, "families/choices", actor_id=actor.user_id)
        audit(ctx, unit, actor, "families_listed", [choice.family_id for choice in found])
        return found

    return ctx.database.in_transaction(work)


def load(ctx: Context, actor: Actor, episode_id: UUID) -> Start:
    """The members, and who took part last time: usually the same people come again."""
    require(actor, Action.RECORD_VISIT)

    def work(unit: Unit) -> Start:
        episode = checks.active_episode(unit, actor, episode_id)
        family = family_rows.family(unit, episode.family_id)
        members = family_rows.members(unit, family.family_id)
        last = unit.maybe(Visit, "visits/last_attended", episode_id=episode_id)
        audit(ctx, unit, actor, "family_read", [family.family_id])
        return Start(
            family,
            members,
            episode,
            _participants(unit, last) if last else [member.member_id for member in members],
            last.place if last else None,
            open_visits(unit, [episode_id]).get(episode_id),
        )

    return ctx.database.in_transaction(work)


def _participants(unit: Unit, last: Visit) -> list[UUID]:
    rows = unit.rows("visits/participants", episode_id=last.episode_id)
    return [row[1] for row in rows if row[0] == last.visit_id]


def family_form(ctx: Context, actor: Actor) -> FamilyForm:
    require(actor, Action.ADD_FAMILY)

    def work(unit: Unit) -> FamilyForm:
        services = unit.all(Service, "site/services")
        return FamilyForm(
            unit.all(Team, "site/teams_of_user", user_id=actor.user_id),
            [service for service in services if service.active],
            unit.all(Colleague, "families/colleagues", actor_id=actor.user_id),
        )

    return ctx.database.in_transaction(work)
