"""Programmes taken in from a file, changed on the page, taken out of use."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Programme, ProgrammeService, Target
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput
from fit_tracker.services import catalogue_edit, programme_write
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programme_check import checked
from fit_tracker.services.programmes import Stored, all_programmes, programme_of
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class ServiceLine:
    """A service of the programme; `known_as` is its name in the catalogue, None for a new one."""

    service: ProgrammeService
    known_as: str | None


@dataclass(frozen=True)
class Look:
    """What taking a programme in would do: `known` is None for a new one, and `changes` names
    the fields that would differ (none: it is the same)."""

    programme: Programme
    known: Stored | None
    changes: tuple[str, ...]
    services: tuple[ServiceLine, ...]


def compare(ctx: Context, actor: Actor, programme: Programme) -> Look:
    """What taking the programme in would do; nothing is written."""
    require(actor, Action.MANAGE_PROGRAMMES)
    entry = checked(programme, ctx.instruments)
    return ctx.database.in_transaction(lambda unit: _look(unit, entry))


def take_in(ctx: Context, actor: Actor, programme: Programme) -> UUID:
    """A new programme is added; one with the same code becomes as the file says. Services that
    the catalogue lacks are made, those it has stay as they are."""
    require(actor, Action.MANAGE_PROGRAMMES)
    entry = checked(programme, ctx.instruments)

    def work(unit: Unit) -> UUID:
        look = _look(unit, entry)
        if look.known is None:
            return programme_write.insert(ctx, unit, actor, entry)
        if look.changes:
            programme_write.update(ctx, unit, actor, look.known, entry)
        return look.known.programme_id

    try:
        return ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("En anden har lige taget programmet ind. Se det igen først.") from None


def save(ctx: Context, actor: Actor, before: Stored, wanted: Programme) -> None:
    """Change a programme that was read as `before`; its code stays."""
    require(actor, Action.MANAGE_PROGRAMMES)
    entry = checked(wanted, ctx.instruments)
    if entry.code != before.programme.code:
        raise InvalidInput("Programmets kode kan ikke ændres. Tag det ind som et nyt program.")

    def work(unit: Unit) -> None:
        now = programme_of(unit, before.programme_id)
        if now.revision != before.revision:
            raise Conflict("En anden har rettet programmet imens. Åbn det igen, før du retter.")
        if entry != now.programme:
            programme_write.update(ctx, unit, actor, now, entry)

    ctx.database.in_transaction(work)


def steer_by(ctx: Context, actor: Actor, before: Stored, target: Target) -> None:
    """Choose between targets of one kind that a source states differently; all stay."""
    same = before.programme.targets
    if target not in same:
        raise InvalidInput("Målet findes ikke længere. Åbn programmet igen.")
    targets = tuple(
        replace(one, chosen=one == target) if one.kind is target.kind else one for one in same
    )
    save(ctx, actor, before, replace(before.programme, targets=targets))


def set_active(ctx: Context, actor: Actor, programme_id: UUID, active: bool) -> None:
    """Take a programme out of use, or into use again. Nobody is enrolled in one that is out of
    use; what is answered stays."""
    require(actor, Action.MANAGE_PROGRAMMES)

    def work(unit: Unit) -> None:
        programme_of(unit, programme_id)
        unit.execute(
            "programmes/set_active",
            programme_id=programme_id,
            active=active,
            changed_at=ctx.clock(),
            changed_by=actor.user_id,
        )
        audit(ctx, unit, actor, "programme_changed", detail=str(programme_id))

    ctx.database.in_transaction(work)


def differing(old: Programme, new: Programme) -> tuple[str, ...]:
    """The names of the fields that differ."""
    names = (field.name for field in fields(Programme))
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _look(unit: Unit, entry: Programme) -> Look:
    known = next((one for one in all_programmes(unit) if one.programme.code == entry.code), None)
    services = catalogue_edit.named(unit, [one.code for one in entry.services])
    return Look(
        entry,
        known,
        differing(known.programme, entry) if known else (),
        tuple(
            ServiceLine(one, found.entry.name if found else None)
            for one, found in zip(entry.services, services, strict=True)
        ),
    )
