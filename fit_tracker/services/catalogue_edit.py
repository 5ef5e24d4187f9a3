"""The catalogue in use: read, taken in from a file, edited by the administrator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from uuid import UUID

from fit_tracker.domain.catalogue import Catalogue, CatalogueService, section_on
from fit_tracker.domain.frame_json import from_json, to_json
from fit_tracker.domain.frames import UNSTATED, Frame
from fit_tracker.domain.people import Actor
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.services.catalogue import sections_of
from fit_tracker.services.catalogue_check import checked
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Known:
    """A service of the site. Families begin only with those that are `active`."""

    service_id: UUID
    active: bool
    entry: CatalogueService


@dataclass(frozen=True)
class Line:
    """What a catalogue would do to one service: `known` is None for a new one, and `changes`
    names the fields that would differ (none: it is the same)."""

    entry: CatalogueService
    known: Known | None
    changes: tuple[str, ...]


def known(ctx: Context, actor: Actor) -> list[Known]:
    """Every service with its frame and sections, those in use first."""
    require(actor, Action.MANAGE_SITE)
    return ctx.database.in_transaction(_known)


def compare(ctx: Context, actor: Actor, catalogue: Catalogue) -> list[Line]:
    """What taking the catalogue in would do; nothing is written."""
    require(actor, Action.MANAGE_SITE)
    return ctx.database.in_transaction(lambda unit: _lines(unit, catalogue))


def take_in(ctx: Context, actor: Actor, catalogue: Catalogue) -> dict[str, UUID]:
    """New services are added, those with the same code become as the catalogue says, and the
    rest stays. Returns the ids by code."""
    require(actor, Action.MANAGE_SITE)

    def work(unit: Unit) -> dict[str, UUID]:
        lines = _lines(unit, catalogue)
        ids = {line.entry.code: _take(ctx, unit, line) for line in lines}
        new = sum(line.known is None for line in lines)
        changed = sum(line.known is not None and bool(line.changes) for line in lines)
        audit(ctx, unit, actor, "catalogue_imported", detail=f"new {new}, changed {changed}")
        return ids

    return ctx.database.in_transaction(work)


def save(
    ctx: Context, actor: Actor, service_id: UUID | None, wanted: CatalogueService,
    before: CatalogueService | None = None,
) -> UUID:  # fmt: skip
    """Add a service, or change the one that was read as `before`; courses that are under way
    keep their planned visits."""
    require(actor, Action.MANAGE_SITE)
    entry = checked(wanted)

    def work(unit: Unit) -> UUID:
        everything = _known(unit)
        old = next((one for one in everything if one.service_id == service_id), None)
        _refuse_stale(old, service_id, before)
        _refuse_taken(everything, entry, service_id)
        saved = _write(ctx, unit, old.service_id if old else None, entry)
        audit(ctx, unit, actor, "service_changed" if old else "service_created", detail=str(saved))
        return saved

    return ctx.database.in_transaction(work)


def named(unit: Unit, codes: Sequence[str]) -> list[Known | None]:
    """The services with these codes, None where there is none. For callers that may ask."""
    everything = _known(unit)
    return [_with_code(everything, code) for code in codes]


def found_or_made(ctx: Context, unit: Unit, actor: Actor, code: str, name: str) -> UUID:
    """The service with this code; one that is missing is made, and states no frame."""
    found = _with_code(_known(unit), code)
    if found is not None:
        return found.service_id
    made = _write(ctx, unit, None, checked(CatalogueService(code, name, (), UNSTATED)))
    audit(ctx, unit, actor, "service_created", detail=str(made))
    return made


def _known(unit: Unit) -> list[Known]:
    rows = unit.rows("catalogue/services")
    sections = sections_of(unit, [row[0] for row in rows])
    return [
        Known(
            service_id,
            active,
            CatalogueService(code, name, sections.get(service_id, ()), from_json(frame)),
        )
        for service_id, code, name, active, frame in rows
    ]


def _lines(unit: Unit, catalogue: Catalogue) -> list[Line]:
    everything = _known(unit)
    return [_line(everything, checked(entry)) for entry in catalogue.services]


def _line(everything: Sequence[Known], entry: CatalogueService) -> Line:
    found = _with_code(everything, entry.code)
    return Line(entry, found, changes(found.entry, entry) if found else ())


def _with_code(everything: Sequence[Known], code: str) -> Known | None:
    same = [one for one in everything if one.entry.code.casefold() == code.casefold()]
    if len(same) > 1:
        raise Conflict(
            "Koden {code} bruges af flere indsatser. Giv dem hver sin kode, og prøv igen.",
            code=code,
        )
    return same[0] if same else None


def changes(old: CatalogueService, new: CatalogueService) -> tuple[str, ...]:
    """The names of what differs: name, sections, and the fields of the frame."""
    names = [name for name in ("name", "sections") if getattr(old, name) != getattr(new, name)]
    for field in fields(Frame):
        if getattr(old.frame, field.name) != getattr(new.frame, field.name):
            names.append(field.name)
    return tuple(names)


def _take(ctx: Context, unit: Unit, line: Line) -> UUID:
    if line.known is not None and not line.changes:
        return line.known.service_id
    return _write(ctx, unit, line.known.service_id if line.known else None, line.entry)


def _write(ctx: Context, unit: Unit, service_id: UUID | None, entry: CatalogueService) -> UUID:
    found = service_id or ctx.new_id()
    values = {
        "service_id": found,
        "code": entry.code,
        "name": entry.name,
        "legal_basis": section_on(entry.sections, ctx.today()),
        "planned_visits": entry.planned_visits,
    }
    if service_id is None:
        unit.execute("site/insert_service", **values, created_at=ctx.clock())
    else:
        unit.execute("catalogue/update", **values)
    unit.execute("catalogue/set_frame", service_id=found, frame=to_json(entry.frame))
    _write_sections(ctx, unit, found, entry)
    return found


def _write_sections(ctx: Context, unit: Unit, service_id: UUID, entry: CatalogueService) -> None:
    unit.execute("catalogue/delete_sections", service_id=service_id)
    for one in entry.sections:
        unit.execute(
            "catalogue/insert_section",
            service_section_id=ctx.new_id(),
            service_id=service_id,
            section=one.section,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
        )


def _refuse_stale(
    old: Known | None, service_id: UUID | None, before: CatalogueService | None
) -> None:
    if service_id is not None and old is None:
        raise NotFound("Indsatsen findes ikke længere.")
    if old is not None and before is not None and old.entry != before:
        raise Conflict("En anden har rettet indsatsen imens. Åbn den igen, før du retter.")


def _refuse_taken(
    everything: Sequence[Known], entry: CatalogueService, service_id: UUID | None
) -> None:
    code = entry.code.casefold()
    others = [one for one in everything if one.service_id != service_id and code]
    if any(one.entry.code.casefold() == code for one in others):
        raise InvalidInput("Koden {code} er i brug. Vælg en anden.", code=entry.code)
