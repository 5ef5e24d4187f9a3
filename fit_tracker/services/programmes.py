"""The programmes of the site, read. A programme holds no family and no person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programme_json import from_json
from fit_tracker.domain.programmes import Programme
from fit_tracker.services.context import Context
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Stored:
    """A programme as it is now. `revision` counts its changes; `service_ids` are the services
    of the catalogue that its codes stand for."""

    programme_id: UUID
    active: bool
    revision: int
    programme: Programme
    service_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class _Row:
    programme_id: UUID
    active: bool
    revision: int
    body: str
    service_ids: tuple[UUID, ...]


def listed(ctx: Context, actor: Actor) -> list[Stored]:
    """Every programme, those in use first."""
    require(actor, Action.SEE_EFFECT)
    return ctx.database.in_transaction(all_programmes)


def get(ctx: Context, actor: Actor, programme_id: UUID) -> Stored:
    require(actor, Action.SEE_EFFECT)
    return ctx.database.in_transaction(lambda unit: programme_of(unit, programme_id))


def all_programmes(unit: Unit) -> list[Stored]:
    """Every programme, those in use first. For callers that have checked who asks."""
    return [_stored(row) for row in unit.all(_Row, "programmes/all")]


def programme_of(unit: Unit, programme_id: UUID) -> Stored:
    """One programme, in use or not. For callers that have checked who asks."""
    return _stored(unit.one(_Row, "programmes/one", programme_id=programme_id))


def programmes_of_service(unit: Unit, service_id: UUID) -> list[Stored]:
    """The programmes in use that a service belongs to; most services belong to none."""
    rows = unit.all(_Row, "programmes/of_service", service_id=service_id)
    return [_stored(row) for row in rows]


def _stored(row: _Row) -> Stored:
    return Stored(row.programme_id, row.active, row.revision, from_json(row.body), row.service_ids)
