"""A programme written down, inside a transaction that has checked who may."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programme_json import to_json
from fit_tracker.domain.programmes import Programme, ProgrammeService
from fit_tracker.errors import InvalidInput
from fit_tracker.services import catalogue_edit
from fit_tracker.services.context import Context, audit
from fit_tracker.services.programmes import Stored
from fit_tracker.store.database import Unit


def insert(ctx: Context, unit: Unit, actor: Actor, entry: Programme) -> UUID:
    """A new programme with its services."""
    programme_id = ctx.new_id()
    unit.execute("programmes/insert", code=entry.code, **_row(ctx, actor, programme_id, entry))
    _write_services(ctx, unit, actor, programme_id, entry.services)
    audit(ctx, unit, actor, "programme_imported", detail=str(programme_id))
    return programme_id


def update(ctx: Context, unit: Unit, actor: Actor, known: Stored, entry: Programme) -> None:
    """What a programme says now. Refused where answers would come to mean something else."""
    _refuse_answered(unit, known, entry)
    unit.execute("programmes/update", **_row(ctx, actor, known.programme_id, entry))
    if entry.services != known.programme.services:
        _write_services(ctx, unit, actor, known.programme_id, entry.services)
    audit(ctx, unit, actor, "programme_changed", detail=str(known.programme_id))


def _row(ctx: Context, actor: Actor, programme_id: UUID, entry: Programme) -> dict[str, object]:
    return {
        "programme_id": programme_id,
        "name": entry.name,
        "body": to_json(entry),
        "changed_at": ctx.clock(),
        "changed_by": actor.user_id,
    }


def _write_services(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    programme_id: UUID,
    services: Sequence[ProgrammeService],
) -> None:
    unit.execute("programmes/delete_services", programme_id=programme_id)
    for one in services:
        unit.execute(
            "programmes/insert_service",
            programme_service_id=ctx.new_id(),
            programme_id=programme_id,
            service_id=catalogue_edit.found_or_made(ctx, unit, actor, one.code, one.name),
        )


def _refuse_answered(unit: Unit, known: Stored, entry: Programme) -> None:
    """What answers and enrolments point at must stay, or they would mean something else."""
    scales = {one.code: one.instrument_id for one in entry.measures}
    for code, instrument_id in unit.rows("programmes/answered", programme_id=known.programme_id):
        if scales.get(code) != instrument_id:
            raise InvalidInput(
                "Skalaen «{code}» er besvaret og skal blive stående med samme skema. Skal "
                "skalaerne være andre, så tag programmet ud af brug, og tag et nyt ind.",
                code=code,
            )
    variants = {line.variant for line in entry.costs}
    for (variant,) in unit.rows("programmes/variants", programme_id=known.programme_id):
        if variant not in variants:
            raise InvalidInput(
                "Nogen er tilmeldt som «{variant}», så den udgift skal blive stående.",
                variant=variant,
            )
