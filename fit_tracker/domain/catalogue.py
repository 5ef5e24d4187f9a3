"""A catalogue of services: what one municipality offers, and the sections it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fit_tracker.domain.frames import Frame


@dataclass(frozen=True)
class Section:
    """A section of the law and the days it holds; an open end is None, both days count."""

    section: str
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


def section_on(sections: Sequence[Section], day: date) -> str:
    """The section that holds on a day, "" when none is known: a guess would be a claim."""
    return "; ".join(one.section for one in sections if one.holds_on(day))


@dataclass(frozen=True)
class CatalogueService:
    """One service as its catalogue describes it."""

    code: str
    name: str
    sections: tuple[Section, ...]
    frame: Frame

    @property
    def planned_visits(self) -> int | None:
        """The sessions of a whole course; a number for each year is not one."""
        return None if self.frame.sessions_per_year else self.frame.sessions_max


@dataclass(frozen=True)
class Catalogue:
    """`title` and `source` say where the words come from."""

    title: str
    source: str
    services: tuple[CatalogueService, ...]
