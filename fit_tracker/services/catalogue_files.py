"""The catalogues that come with the tool, and what a file says; no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import cache
from pathlib import Path

from fit_tracker.domain.catalogue import Catalogue, CatalogueService
from fit_tracker.domain.followups import MONTHS, due_dates, months_due
from fit_tracker.errors import InvalidInput
from fit_tracker.exchange.catalogue_file import read_catalogue

FOLDER = Path(__file__).parents[1] / "catalogues"
MOST_DATES = 100


@dataclass(frozen=True)
class Due:
    """The days a service's rule makes due; fewer than asked for when it states no more."""

    service: CatalogueService
    days: tuple[date, ...]
    asked: int

    @property
    def stops_early(self) -> bool:
        return len(self.days) < self.asked


@cache
def built_in() -> dict[str, Catalogue]:
    """The catalogues that come with the tool, by the name of their file."""
    return {
        path.stem: read_catalogue(path.name, path.read_bytes())
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def built_in_services() -> tuple[CatalogueService, ...]:
    return tuple(service for one in built_in().values() for service in one.services)


def read_file(name: str, data: bytes) -> Catalogue:
    """A catalogue that somebody wrote."""
    return read_catalogue(name, data)


def due(services: tuple[CatalogueService, ...], code: str, start: date, count: int) -> Due:
    """The first follow-ups of a service; refused where its text states no day at all."""
    if not 1 <= count <= MOST_DATES:
        raise InvalidInput("Antallet skal være mellem 1 og {n}.", n=MOST_DATES)
    service = _named(services, code)
    rule = service.frame.follow_up
    if rule.first_months is None:
        raise _nothing_due(service)
    last = months_due(rule, count) or rule.first_months
    if start.year + last // MONTHS + 1 > MAXYEAR:
        raise InvalidInput("Datoen ligger for langt ude i fremtiden.")
    return Due(service, tuple(due_dates(rule, start, count)), count)


def _named(services: tuple[CatalogueService, ...], code: str) -> CatalogueService:
    for service in services:
        if service.code.casefold() == code.strip().casefold():
            return service
    raise InvalidInput(
        "Indsatsen «{code}» findes ikke i kataloget. Kendte koder: {known}.",
        code=code,
        known=", ".join(service.code for service in services),
    )


def _nothing_due(service: CatalogueService) -> InvalidInput:
    after = service.frame.follow_up.after_sessions
    if after is not None:
        return InvalidInput(
            "{code} {name}: kataloget angiver ingen måneder. Der er statusmøde efter {n} "
            "samtaler, og den dag kender kun forløbet.",
            code=service.code,
            name=service.name,
            n=after,
        )
    return InvalidInput(
        "{code} {name}: kataloget angiver ingen opfølgning, så der er ingen dage at regne ud.",
        code=service.code,
        name=service.name,
    )
