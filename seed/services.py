"""The services (indsatser) of the demo: a real municipality's public catalogue, as data."""

from __future__ import annotations

from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.services import catalogue_edit, catalogue_files
from fit_tracker.services.context import Context

CATALOGUE = catalogue_files.built_in()["norddjurs"]


def create(ctx: Context, admin: Actor) -> dict[str, UUID]:
    """All services of the catalogue; their ids by code."""
    return catalogue_edit.take_in(ctx, admin, CATALOGUE)


def planned_visits(code: str) -> int | None:
    return next(entry.planned_visits for entry in CATALOGUE.services if entry.code == code)
