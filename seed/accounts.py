"""Who works in the demo municipality. Every name is invented: a first name and a letter."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor, Role
from fit_tracker.services import administration
from fit_tracker.services.administration import NewUser
from fit_tracker.services.context import Context
from fit_tracker.services.demo import DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_PIN

MUNICIPALITY = "Prøvekommune"
TEAMS = ("Team Nord", "Team Midt", "Team Syd")
DEMO = {account.role: account for account in DEMO_ACCOUNTS}

# The first practitioner and the first leader are the ones the sign-in page offers.
PRACTITIONERS = (
    (DEMO[Role.PRACTITIONER].display_name, "Mogens K.", "Lone V.", "Jesper H."),
    ("Birgit N.", "Henrik O.", "Dorthe M.", "Søren P."),
    ("Hanne J.", "Palle R.", "Mette G.", "Lars T."),
)
LEADERS = (DEMO[Role.LEADER].display_name, "Erik W.", "Ulla C.")
SECOND_STEERING = "Grethe D."


@dataclass(frozen=True)
class Staff:
    """The accounts that write: the administrator, each team's four practitioners and its
    leader, the emergency family team, and the project leader."""

    administrator: Actor
    teams: tuple[UUID, ...]
    practitioners: tuple[tuple[Actor, ...], ...]
    leaders: tuple[Actor, ...]
    emergency: Actor
    project: Actor


def create(ctx: Context) -> Staff:
    """Teams and accounts of the municipality; refuses a database that is in use."""
    administration.mark_as_demo(ctx, MUNICIPALITY)
    account = DEMO[Role.ADMINISTRATOR]
    first = _user(account.username, account.display_name, Role.ADMINISTRATOR, ())
    admin = administration.first_run(ctx, MUNICIPALITY, TEAMS[0], first)
    north = administration.teams(ctx, admin)[0].team_id
    teams = (north, *(administration.create_team(ctx, admin, name) for name in TEAMS[1:]))
    treating = tuple(
        tuple(_practitioner(ctx, admin, team, number, name) for number, name in enumerate(names))
        for team, names in zip(teams, PRACTITIONERS, strict=True)
    )
    leaders = tuple(
        _leader(ctx, admin, team, name) for team, name in zip(teams, LEADERS, strict=True)
    )
    return Staff(admin, teams, treating, leaders, *_others(ctx, admin))


def _practitioner(ctx: Context, admin: Actor, team: UUID, number: int, name: str) -> Actor:
    offered = DEMO[Role.PRACTITIONER]
    username = offered.username if name == offered.display_name else _username(name)
    user = _user(username, name, Role.PRACTITIONER, (team,))
    return Actor(administration.create_user(ctx, admin, user), Role.PRACTITIONER, name)


def _leader(ctx: Context, admin: Actor, team: UUID, name: str) -> Actor:
    offered = DEMO[Role.LEADER]
    username = offered.username if name == offered.display_name else _username(name)
    user = _user(username, name, Role.LEADER, (team,))
    return Actor(administration.create_user(ctx, admin, user), Role.LEADER, name)


def _others(ctx: Context, admin: Actor) -> tuple[Actor, Actor]:
    """The steering group, and the two who write: the emergency team and the project leader."""
    made = {}
    for role in (Role.EMERGENCY, Role.STEERING, Role.PROJECT):
        account = DEMO[role]
        user = _user(account.username, account.display_name, role, ())
        made[role] = administration.create_user(ctx, admin, user)
    second = _user(_username(SECOND_STEERING), SECOND_STEERING, Role.STEERING, ())
    administration.create_user(ctx, admin, second)
    emergency, project = (
        Actor(made[role], role, DEMO[role].display_name) for role in (Role.EMERGENCY, Role.PROJECT)
    )
    return emergency, project


def _username(display_name: str) -> str:
    plain = display_name.lower().rstrip(".").replace(" ", ".")
    return "demo." + plain.replace("ø", "oe").replace("æ", "ae").replace("å", "aa")


def _user(username: str, name: str, role: Role, teams: tuple[UUID, ...]) -> NewUser:
    needs_pin = role in (Role.PRACTITIONER, Role.LEADER, Role.EMERGENCY)
    return NewUser(
        username,
        name,
        role,
        DEMO_PASSWORD,
        teams,
        pin=DEMO_PIN if needs_pin else None,
        must_change_password=False,
    )
