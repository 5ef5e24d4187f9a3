"""Rows of reviews about the same teams, services or programme: what may be compared over time.

What a series is about is chosen when it is made and never changes: its reviews would no longer
be about the same. A programme's series may meet as often as the programme says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Cadence
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput, NotFound
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.review_title import slug
from fit_tracker.store.database import Unit
from fit_tracker.texts import words

MOST_MEETINGS = 60
EVERYTHING = words("Alle teams og indsatser")
CHOICES = ("review/choices_teams", "review/choices_services", "review/choices_programmes")


@dataclass(frozen=True)
class Series:
    """Empty `team_ids` and `service_ids` mean all; with a programme, its services count."""

    series_id: UUID
    name: str
    programme_id: UUID | None
    programme_name: str | None
    team_ids: tuple[UUID, ...]
    service_ids: tuple[UUID, ...]
    cadence: Cadence
    active: bool
    revision: int


@dataclass(frozen=True)
class NewSeries:
    """As the project leader fills it in."""

    name: str
    programme_id: UUID | None = None
    team_ids: tuple[UUID, ...] = ()
    service_ids: tuple[UUID, ...] = ()
    cadence: Cadence = field(default_factory=lambda: Cadence(per_year=4))


@dataclass(frozen=True)
class Choice:
    """A team, service or programme that a series may be about."""

    key: UUID
    name: str


@dataclass(frozen=True)
class Choices:
    teams: tuple[Choice, ...]
    services: tuple[Choice, ...]
    programmes: tuple[Choice, ...]


@dataclass(frozen=True)
class _Row:
    series_id: UUID
    name: str
    programme_id: UUID | None
    programme_name: str | None
    team_ids: tuple[UUID, ...]
    service_ids: tuple[UUID, ...]
    cadence: str
    active: bool
    revision: int


def all_series(ctx: Context, actor: Actor) -> list[Series]:
    """Every series, those in use first, by name."""
    require(actor, Action.PREPARE_REVIEWS)
    return ctx.database.in_transaction(of_site)


def choices(ctx: Context, actor: Actor) -> Choices:
    """What a new series may be about."""
    require(actor, Action.PREPARE_REVIEWS)

    def work(unit: Unit) -> Choices:
        return Choices(*(tuple(unit.all(Choice, query)) for query in CHOICES))

    return ctx.database.in_transaction(work)


def of_site(unit: Unit) -> list[Series]:
    return [_series(row) for row in unit.all(_Row, "review/series")]


def one_series(unit: Unit, series_id: UUID) -> Series:
    found = next((one for one in of_site(unit) if one.series_id == series_id), None)
    if found is None:
        raise NotFound("Møderækken findes ikke længere. Hent siden igen.")
    return found


def _series(row: _Row) -> Series:
    return Series(**{**vars(row), "cadence": Cadence(**json.loads(row.cadence))})


def create(ctx: Context, actor: Actor, new: NewSeries) -> UUID:
    """A new series; its name must be one that no other has."""
    require(actor, Action.PREPARE_REVIEWS)
    name, cadence = _named(new.name), _checked(new.cadence)

    def work(unit: Unit) -> UUID:
        _refuse_unknown(unit, new)
        _refuse_taken(of_site(unit), name)
        series_id = ctx.new_id()
        unit.execute(
            "review/insert_series",
            series_id=series_id,
            name=name,
            programme_id=new.programme_id,
            team_ids=sorted(set(new.team_ids)),
            service_ids=sorted(set(new.service_ids)),
            cadence=json.dumps(asdict(cadence), ensure_ascii=False),
            now=ctx.clock(),
            created_by=actor.user_id,
        )
        audit(ctx, unit, actor, "review_series_created", detail=str(series_id))
        return series_id

    try:
        return ctx.database.in_transaction(work)
    except DuplicateKey:
        raise InvalidInput("Der er allerede en møderække med navnet «{name}».", name=name) from None


def by_name(ctx: Context, actor: Actor, name: str | None) -> Series:
    """The series of that name; without one, the series of everything, made where it is missing."""
    known = all_series(ctx, actor)
    if name is None:
        whole = [one for one in known if one.active and _is_of_everything(one)]
        if not whole:
            create(ctx, actor, NewSeries(EVERYTHING))
            return by_name(ctx, actor, EVERYTHING)
        return whole[0]
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise NotFound(
            "Der er ingen møderække med navnet «{name}». Kendte møderækker: {known}.",
            name=name,
            known=", ".join(one.name for one in known) or "–",
        )
    return found


def _is_of_everything(one: Series) -> bool:
    return not (one.team_ids or one.service_ids or one.programme_id)


def _named(name: str) -> str:
    return checks.free_text(name, "navn", most=100)


def _checked(cadence: Cadence) -> Cadence:
    for n in (cadence.per_year, cadence.total):
        if n is not None and not 1 <= n <= MOST_MEETINGS:
            raise InvalidInput("Antal møder er et helt tal fra 1 til {most}.", most=MOST_MEETINGS)
    return cadence


def _refuse_taken(others: Sequence[Series], name: str) -> None:
    """«Øst/Vest» and «øst vest» would be one file, and the second would be written over the
    first."""
    same = next((one.name for one in others if slug(one.name) == slug(name)), None)
    if same is not None:
        raise InvalidInput("Der er allerede en møderække med navnet «{name}».", name=same)


def _refuse_unknown(unit: Unit, new: NewSeries) -> None:
    programme = () if new.programme_id is None else (new.programme_id,)
    for query, keys in zip(CHOICES, (new.team_ids, new.service_ids, programme), strict=True):
        known = {one.key for one in unit.all(Choice, query)}
        if not known.issuperset(keys):
            raise NotFound("Et af valgene findes ikke længere. Hent siden igen.")
    if new.programme_id is not None and new.service_ids:
        raise InvalidInput("Vælg enten et program eller indsatser: programmet har sine egne.")


def change(
    ctx: Context, actor: Actor, series_id: UUID, revision: int, name: str, cadence: Cadence
) -> None:
    """Another name, or another number of meetings."""
    require(actor, Action.PREPARE_REVIEWS)
    name, cadence = _named(name), _checked(cadence)
    _update(ctx, actor, series_id, revision, name=name, cadence=cadence)


def set_active(ctx: Context, actor: Actor, series_id: UUID, revision: int, *, active: bool) -> None:
    """Close a series, or take it up again. What was released stays readable."""
    require(actor, Action.PREPARE_REVIEWS)
    _update(ctx, actor, series_id, revision, active=active)


def _update(
    ctx: Context,
    actor: Actor,
    series_id: UUID,
    revision: int,
    *,
    name: str | None = None,
    cadence: Cadence | None = None,
    active: bool | None = None,
) -> None:
    def work(unit: Unit) -> None:
        found = one_series(unit, series_id)
        if found.revision != revision:
            raise Conflict("Møderækken er ændret imens. Hent siden igen, og ret til.")
        if name is not None:
            _refuse_taken([one for one in of_site(unit) if one.series_id != series_id], name)
        unit.execute(
            "review/update_series",
            series_id=series_id,
            name=found.name if name is None else name,
            cadence=json.dumps(asdict(cadence or found.cadence), ensure_ascii=False),
            active=found.active if active is None else active,
        )
        audit(ctx, unit, actor, "review_series_changed", detail=str(series_id))

    ctx.database.in_transaction(work)
