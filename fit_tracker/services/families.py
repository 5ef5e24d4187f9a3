"""Families: found, created, and who treats them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.people import Actor, Family, Member, MemberRole
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput, NotFound
from fit_tracker.services import checks, episodes, family_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

SEARCH_LIMIT = 50


@dataclass(frozen=True)
class NewMember:
    role: MemberRole
    birth_year: int
    label: str


@dataclass(frozen=True)
class NewFamily:
    """All that is needed to begin: a local case number, the members, service and team."""

    case_number: str
    team_id: UUID
    service_id: UUID
    started_on: date
    members: tuple[NewMember, ...]
    practitioner_ids: tuple[UUID, ...] = ()
    planned_visits: int | None = None


@dataclass(frozen=True)
class Created:
    family_id: UUID
    episode_id: UUID
    member_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Colleague:
    user_id: UUID
    display_name: str


@dataclass(frozen=True)
class Found:
    family_id: UUID
    case_number: str
    team_name: str
    active: bool


def create(ctx: Context, actor: Actor, new: NewFamily) -> Created:
    """Create the family with its first episode; whoever creates it treats it."""
    require(actor, Action.ADD_FAMILY)
    _check_team(ctx, actor, new)
    try:
        return ctx.database.in_transaction(lambda unit: add(ctx, unit, actor, new))
    except DuplicateKey:
        raise Conflict(
            "Sagsnummeret er allerede i brug. Kontrollér det, eller spørg din leder."
        ) from None


def _check_team(ctx: Context, actor: Actor, new: NewFamily) -> None:
    allowed = {colleague.user_id for colleague in colleagues(ctx, actor)}
    # The actor is among them unless the account has been closed meanwhile.
    strangers = {*new.practitioner_ids, actor.user_id} - allowed
    own = ctx.database.in_transaction(
        lambda unit: {row[0] for row in unit.rows("site/teams_of_user", user_id=actor.user_id)}
    )
    if strangers or new.team_id not in own:
        raise InvalidInput("Vælg et team, du hører til, og kolleger fra det.")


def add(ctx: Context, unit: Unit, actor: Actor, new: NewFamily) -> Created:
    """The same inside a transaction that has checked who may (also for imports)."""
    case_number = checks.free_text(new.case_number, "sagsnummer")
    if new.started_on > ctx.today():
        raise InvalidInput("Forløbets start ligger i fremtiden.")
    if not new.members:
        raise InvalidInput("En familie skal have mindst ét medlem.")
    family_id = ctx.new_id()
    unit.execute(
        "families/insert",
        family_id=family_id,
        case_number=case_number,
        team_id=new.team_id,
        created_at=ctx.clock(),
        created_by=actor.user_id,
    )
    ids = tuple(
        _insert_member(ctx, unit, family_id, member, position)
        for position, member in enumerate(new.members)
    )
    for user_id in dict.fromkeys(new.practitioner_ids or (actor.user_id,)):
        _take_on(ctx, unit, family_id, user_id)
    episode_id = episodes.begin(
        ctx, unit, actor, family_id, new.service_id, new.started_on, new.planned_visits
    )
    audit(ctx, unit, actor, "family_created", [family_id])
    return Created(family_id, episode_id, ids)


def _insert_member(
    ctx: Context, unit: Unit, family_id: UUID, member: NewMember, position: int
) -> UUID:
    member_id = ctx.new_id()
    unit.execute(
        "families/insert_member",
        member_id=member_id,
        family_id=family_id,
        position=position,
        created_at=ctx.clock(),
        **checked(ctx, member),
    )
    return member_id


def checked(ctx: Context, member: NewMember) -> dict[str, object]:
    """The columns of a member that can be one (also for imports)."""
    this_year = ctx.today().year
    if not this_year - 110 <= member.birth_year <= this_year:
        raise InvalidInput(
            "Fødselsåret {year} kan ikke passe; skriv fire cifre mellem {low} og {high}.",
            year=member.birth_year,
            low=this_year - 110,
            high=this_year,
        )
    label = checks.free_text(member.label, "kaldes")
    return {"role": member.role.value, "birth_year": member.birth_year, "label": label}


def _take_on(ctx: Context, unit: Unit, family_id: UUID, user_id: UUID) -> None:
    unit.execute(
        "families/insert_practitioner",
        family_practitioner_id=ctx.new_id(),
        family_id=family_id,
        user_id=user_id,
        since=ctx.clock(),
    )


def add_member(ctx: Context, actor: Actor, family_id: UUID, member: NewMember) -> UUID:
    require(actor, Action.MANAGE_EPISODE)

    def work(unit: Unit) -> UUID:
        checks.family(unit, actor, family_id)
        position = len(_members(unit, family_id))
        member_id = _insert_member(ctx, unit, family_id, member, position)
        audit(ctx, unit, actor, "member_added", [family_id])
        return member_id

    return ctx.database.in_transaction(work)


def correct_member(
    ctx: Context, actor: Actor, family_id: UUID, member_id: UUID, member: NewMember
) -> None:
    """Correct role, birth year or label. Ratings keep the scale they were given on."""
    require(actor, Action.MANAGE_EPISODE)

    def work(unit: Unit) -> None:
        checks.family(unit, actor, family_id)
        if member_id not in {known.member_id for known in _members(unit, family_id)}:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        unit.execute(
            "families/update_member",
            member_id=member_id,
            family_id=family_id,
            **checked(ctx, member),
        )
        audit(ctx, unit, actor, "member_corrected", [family_id])

    ctx.database.in_transaction(work)


def _members(unit: Unit, family_id: UUID) -> list[Member]:
    return family_rows.members(unit, family_id)


def set_practitioners(
    ctx: Context, actor: Actor, family_id: UUID, user_ids: tuple[UUID, ...]
) -> None:
    """Who treats the family from now on. Somebody always does."""
    require(actor, Action.MANAGE_EPISODE)
    if not user_ids:
        raise InvalidInput("Familien skal have mindst én behandler.")
    allowed = {colleague.user_id for colleague in colleagues(ctx, actor)}

    def work(unit: Unit) -> None:
        checks.family(unit, actor, family_id)
        unit.execute("families/take_turn", family_id=family_id, now=ctx.clock())
        replace_practitioners(ctx, unit, actor, family_id, user_ids, allowed)

    ctx.database.in_transaction(work)


def replace_practitioners(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    family_id: UUID,
    user_ids: tuple[UUID, ...],
    allowed: set[UUID],
) -> None:
    """The same inside a transaction that has found the family and taken its turn. Whoever
    leaves keeps the time they had; only `allowed` may join."""
    rows = unit.rows("families/practitioners", family_id=family_id)
    current = {row[0] for row in rows}
    joining = [user for user in dict.fromkeys(user_ids) if user not in current]
    if not set(joining) <= allowed:
        raise InvalidInput("Vælg kolleger fra dit eget team.")
    unit.execute(
        "families/end_practitioners",
        family_id=family_id,
        user_ids=list(current - set(user_ids)),
        until=ctx.clock(),
    )
    for user_id in joining:
        _take_on(ctx, unit, family_id, user_id)
    audit(ctx, unit, actor, "practitioners_changed", [family_id])


def colleagues(ctx: Context, actor: Actor) -> list[Colleague]:
    """Practitioners and leaders of one's own teams, oneself among them."""
    require(actor, Action.SEE_FAMILIES)
    return ctx.database.in_transaction(
        lambda unit: unit.all(Colleague, "families/colleagues", actor_id=actor.user_id)
    )


def search(ctx: Context, actor: Actor, text: str) -> list[Found]:
    """Families one may see whose case number or a member's label holds `text`."""
    require(actor, Action.SEE_FAMILIES)
    wanted = text.strip().lower()
    if not wanted:
        return []

    def work(unit: Unit) -> list[Found]:
        found = unit.all(
            Found,
            "families/search",
            actor_id=actor.user_id,
            wanted=wanted,
            row_limit=SEARCH_LIMIT,
        )
        audit(ctx, unit, actor, "families_searched", [row.family_id for row in found])
        return found

    return ctx.database.in_transaction(work)


def get(ctx: Context, actor: Actor, family_id: UUID) -> tuple[Family, list[Member]]:
    """A family and its members, as the visit page needs them."""
    require(actor, Action.SEE_FAMILIES)

    def work(unit: Unit) -> tuple[Family, list[Member]]:
        found = checks.family(unit, actor, family_id)
        audit(ctx, unit, actor, "family_read", [family_id])
        return found, _members(unit, family_id)

    return ctx.database.in_transaction(work)
