"""Whether a note may, must or must not be written on a visit, and what stands there.

What governs a note is the service the family received on the day of the visit, not the one it
receives now: a supervision stays without notes when the family later gets something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.frame_json import from_json
from fit_tracker.domain.frames import UNSTATED, Frame, Notes
from fit_tracker.domain.visits import Visit, VisitStatus
from fit_tracker.errors import InvalidInput
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Note:
    """A note as one revision says it; `reason` says why it was corrected, or who asked for it
    where the service keeps no notes."""

    visit_id: UUID
    visit_date: date
    revision: int
    body: str
    reason: str
    created_at: datetime
    by_name: str


@dataclass(frozen=True)
class VisitNotes:
    """What may be written on a visit and what stands there; `revisions` are latest first."""

    rule: Notes
    why: str
    service_name: str
    held: bool
    revisions: tuple[Note, ...]
    minutes: int | None
    frame: Frame

    @property
    def note(self) -> Note | None:
        return self.revisions[0] if self.revisions else None

    @property
    def is_missing(self) -> bool:
        """Whether the service asks for a note on this visit and there is none."""
        return self.rule is Notes.REQUIRED and self.held and not self.revisions


@dataclass(frozen=True)
class _Rule:
    service_name: str
    frame: Frame


def _rule(unit: Unit, episode_id: UUID, day: date) -> _Rule:
    rows = unit.rows("notes/service_on", episode_id=episode_id, day=day)
    return _Rule(rows[0][0], from_json(rows[0][1])) if rows else _Rule("", UNSTATED)


def of_visit(unit: Unit, visit: Visit) -> VisitNotes:
    rule = _rule(unit, visit.episode_id, visit.visit_date)
    return VisitNotes(
        rule=rule.frame.notes,
        why=rule.frame.words.get("notes", ""),
        service_name=rule.service_name,
        held=visit.status is VisitStatus.ATTENDED,
        revisions=tuple(unit.all(Note, "notes/of_visit", visit_id=visit.visit_id)),
        minutes=visit.minutes,
        frame=rule.frame,
    )


def refuse_prohibited(unit: Unit, episode_id: UUID, day: date) -> None:
    """Refuse free words about a day on which the family's service keeps no notes."""
    rule = _rule(unit, episode_id, day)
    if rule.frame.notes is Notes.PROHIBITED:
        raise prohibited(rule.service_name)


def refuse_not_held(visit: Visit) -> None:
    if visit.status is not VisitStatus.ATTENDED:
        raise InvalidInput("Besøget blev ikke holdt, så der er ikke noget at skrive op.")


def prohibited(service_name: str) -> InvalidInput:
    return InvalidInput(
        "{service} fører ikke skriftlige noter, så der kan ikke gemmes tekst om den.",
        service=service_name,
    )
