"""The site itself: first start, users, teams, services. The administrator sees no family."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from fit_tracker.domain.episodes import Service
from fit_tracker.domain.people import Actor, Role, Team, User
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput, NotFound
from fit_tracker.services import passwords, response_change
from fit_tracker.services.accounts import set_password
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

USERNAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,79}")


@dataclass(frozen=True)
class NewUser:
    username: str
    display_name: str
    role: Role
    password: str
    team_ids: tuple[UUID, ...] = ()
    language: str = "da"
    pin: str | None = None
    must_change_password: bool = True


def needs_first_run(ctx: Context) -> bool:
    """Whether nobody can sign in yet."""
    return bool(ctx.database.in_transaction(lambda unit: unit.value("accounts/count")) == 0)


def is_demo(ctx: Context) -> bool:
    return setting(ctx, "demo") == "yes"


def setting(ctx: Context, name: str) -> str | None:
    found: str | None = ctx.database.in_transaction(
        lambda unit: unit.value("site/setting", name=name)
    )
    return found


def first_run(ctx: Context, municipality: str, team_name: str, admin: NewUser) -> Actor:
    """Create the administrator and the first team; refused once any account exists."""
    place = _required(municipality, "kommune")
    team = _required(team_name, "teamets navn")
    # Whoever comes first must be able to let the others in.
    row = _user_row(ctx, replace(admin, role=Role.ADMINISTRATOR))

    def work(unit: Unit) -> Actor:
        if unit.value("accounts/count"):
            raise Conflict("Den første bruger er allerede oprettet. Log ind i stedet.")
        actor = Actor(row["user_id"], Role.ADMINISTRATOR, admin.display_name)
        unit.execute("site/set_setting", name="municipality", value=place)
        # A fixed row: of two first runs at the same moment the second conflicts.
        unit.execute("site/set_setting", name="first_run", value="done")
        unit.execute("accounts/insert_user", **row)
        _insert_team(ctx, unit, team)
        audit(ctx, unit, actor, "first_run")
        return actor

    return ctx.database.in_transaction(work)


def mark_as_demo(ctx: Context, municipality: str) -> None:
    """Mark the whole database as invented; done before the demo accounts exist."""

    def work(unit: Unit) -> None:
        if unit.value("accounts/count"):
            raise Conflict("Databasen er i brug; demodata kan kun lægges i en tom database.")
        unit.execute("site/set_setting", name="municipality", value=municipality)
        unit.execute("site/set_setting", name="demo", value="yes")
        audit(ctx, unit, None, "marked_as_demo")

    ctx.database.in_transaction(work)


def create_user(ctx: Context, actor: Actor, new: NewUser) -> UUID:
    """Add an account with the teams it belongs to."""
    require(actor, Action.MANAGE_SITE)
    row = _user_row(ctx, new)

    def work(unit: Unit) -> UUID:
        unit.execute("accounts/insert_user", **row)
        _join(ctx, unit, row["user_id"], new.team_ids)
        audit(ctx, unit, actor, "user_created", detail=f"{row['user_id']} {new.role}")
        user_id: UUID = row["user_id"]
        return user_id

    try:
        return ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("Brugernavnet er optaget; vælg et andet.") from None


def _user_row(ctx: Context, new: NewUser) -> dict[str, Any]:
    username = new.username.strip().lower()
    if not USERNAME.fullmatch(username):
        raise InvalidInput(
            "Brugernavnet skal have mindst to tegn af a–z, tal, punktum, bindestreg eller @."
        )
    passwords.check_new_password(new.password, username)
    if new.pin is not None:
        passwords.check_new_pin(new.pin)
    return {
        "user_id": ctx.new_id(),
        "username": username,
        "display_name": _required(new.display_name, "navn"),
        "role": new.role.value,
        "language": new.language,
        "password_hash": passwords.hashed(new.password),
        "pin_hash": passwords.hashed(new.pin) if new.pin else None,
        "must_change_password": new.must_change_password,
        "created_at": ctx.clock(),
    }


def _required(text: str, what: str) -> str:
    if not text.strip():
        raise InvalidInput("Feltet «{field}» mangler.", field=what)
    return text.strip()


def _join(ctx: Context, unit: Unit, user_id: object, team_ids: tuple[UUID, ...]) -> None:
    known = {team.team_id for team in unit.all(Team, "site/teams")}
    for team_id in dict.fromkeys(team_ids):
        if team_id not in known:
            raise NotFound("Teamet findes ikke længere. Vælg et andet.")
        unit.execute(
            "accounts/insert_user_team",
            user_team_id=ctx.new_id(),
            user_id=user_id,
            team_id=team_id,
            since=ctx.clock(),
        )


def _refuse_unknown(unit: Unit, user_id: UUID) -> None:
    unit.one(User, "accounts/user", user_id=user_id)


def set_teams(ctx: Context, actor: Actor, user_id: UUID, team_ids: tuple[UUID, ...]) -> None:
    """Replace the teams a person belongs to; the old membership stays on record."""
    require(actor, Action.MANAGE_SITE)

    def work(unit: Unit) -> None:
        _refuse_unknown(unit, user_id)
        unit.execute("accounts/leave_teams", user_id=user_id, until=ctx.clock())
        _join(ctx, unit, user_id, team_ids)
        audit(ctx, unit, actor, "teams_changed", detail=str(user_id))

    ctx.database.in_transaction(work)


def reset_password(ctx: Context, actor: Actor, user_id: UUID) -> str:
    """A new password to hand over once; it must be changed at the next sign-in."""
    require(actor, Action.MANAGE_SITE)
    ctx.database.in_transaction(lambda unit: _refuse_unknown(unit, user_id))
    password = passwords.temporary_password()
    set_password(ctx, actor, user_id, password, must_change=True)
    return password


def set_active(ctx: Context, actor: Actor, user_id: UUID, active: bool) -> None:
    """Close an account (its sessions end at once, and what it owns in the emergency queue goes
    back) or open it again."""
    require(actor, Action.MANAGE_SITE)
    if user_id == actor.user_id and not active:
        raise InvalidInput("Du kan ikke lukke din egen konto. Bed en anden administrator.")

    def work(unit: Unit) -> None:
        _refuse_unknown(unit, user_id)
        unit.execute("accounts/set_active", user_id=user_id, active=active)
        if not active:
            unit.execute(
                "accounts/end_sessions_of_user", user_id=user_id, ended_at=ctx.clock(), kept=None
            )
            response_change.give_back_all(ctx, unit, actor, user_id)
        audit(ctx, unit, actor, "user_opened" if active else "user_closed", detail=str(user_id))

    ctx.database.in_transaction(work)


def users(ctx: Context, actor: Actor) -> list[User]:
    require(actor, Action.MANAGE_SITE)
    return ctx.database.in_transaction(lambda unit: unit.all(User, "accounts/users"))


def teams_of(ctx: Context, actor: Actor, user_id: UUID) -> list[Team]:
    if user_id != actor.user_id:
        require(actor, Action.MANAGE_SITE)
    return ctx.database.in_transaction(
        lambda unit: unit.all(Team, "site/teams_of_user", user_id=user_id)
    )


def memberships(ctx: Context, actor: Actor) -> dict[UUID, list[Team]]:
    """The teams of everybody who is in one, by user."""
    require(actor, Action.MANAGE_SITE)
    rows = ctx.database.in_transaction(lambda unit: unit.rows("site/memberships"))
    found: dict[UUID, list[Team]] = {}
    for user_id, team_id, name in rows:
        found.setdefault(user_id, []).append(Team(team_id, name))
    return found


def teams(ctx: Context, actor: Actor) -> list[Team]:
    require(actor, Action.MANAGE_SITE)
    return ctx.database.in_transaction(lambda unit: unit.all(Team, "site/teams"))


def create_team(ctx: Context, actor: Actor, name: str) -> UUID:
    require(actor, Action.MANAGE_SITE)
    text = _required(name, "teamets navn")

    def work(unit: Unit) -> UUID:
        team_id = _insert_team(ctx, unit, text)
        audit(ctx, unit, actor, "team_created", detail=str(team_id))
        return team_id

    return ctx.database.in_transaction(work)


def _insert_team(ctx: Context, unit: Unit, name: str) -> UUID:
    team_id = ctx.new_id()
    unit.execute("site/insert_team", team_id=team_id, name=name, created_at=ctx.clock())
    return team_id


def services(ctx: Context, actor: Actor) -> list[Service]:
    """All services. Open to everybody who works with families, who choose among them."""
    require(actor, Action.SEE_OWN_ACCOUNT)
    return ctx.database.in_transaction(lambda unit: unit.all(Service, "site/services"))


def create_service(
    ctx: Context,
    actor: Actor,
    code: str,
    name: str,
    legal_basis: str = "",
    planned_visits: int | None = None,
) -> UUID:
    require(actor, Action.MANAGE_SITE)
    if planned_visits is not None and planned_visits < 1:
        raise InvalidInput("Antal planlagte besøg skal være mindst 1 eller stå tomt.")
    title = _required(name, "indsatsens navn")

    def work(unit: Unit) -> UUID:
        service_id = ctx.new_id()
        unit.execute(
            "site/insert_service",
            service_id=service_id,
            code=code.strip(),
            name=title,
            legal_basis=legal_basis.strip(),
            planned_visits=planned_visits,
            created_at=ctx.clock(),
        )
        audit(ctx, unit, actor, "service_created", detail=str(service_id))
        return service_id

    return ctx.database.in_transaction(work)


def set_service_active(ctx: Context, actor: Actor, service_id: UUID, active: bool) -> None:
    require(actor, Action.MANAGE_SITE)

    def work(unit: Unit) -> None:
        unit.execute("site/set_service_active", service_id=service_id, active=active)
        audit(ctx, unit, actor, "service_changed", detail=str(service_id))

    ctx.database.in_transaction(work)
