"""What a service is, read: its frame, its sections, and what a course has used of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.catalogue import Section, section_on
from fit_tracker.domain.frame_json import from_json
from fit_tracker.domain.frames import Frame, Notes
from fit_tracker.domain.usage import Usage, usage
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import family_rows
from fit_tracker.services.context import Context
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class ServiceUse:
    """The service a course receives now, and what is used of its frame.

    `without_note`: the days of held visits that lack the note the service asks for.
    """

    service_id: UUID
    code: str
    name: str
    since: date
    frame: Frame
    sections: tuple[Section, ...]
    usage: Usage
    without_note: tuple[date, ...] = ()

    @property
    def notes(self) -> Notes:
        return self.frame.notes

    def section_on(self, day: date) -> str:
        """The section of the law that held on a day, "" when none is known."""
        return section_on(self.sections, day)


@dataclass(frozen=True)
class _Received:
    service_id: UUID
    code: str
    name: str
    frame: str | None
    since: date
    ended_on: date | None


def frame_of(unit: Unit, service_id: UUID) -> Frame:
    """The frame of a service; one that states nothing is UNSTATED."""
    return from_json(unit.value("catalogue/frame", service_id=service_id))


def all_frames(unit: Unit) -> dict[UUID, Frame]:
    """The frames of all services, for lists that cannot ask one by one."""
    return {service_id: from_json(text) for service_id, text in unit.rows("catalogue/frames")}


def of_episode(ctx: Context, unit: Unit, episode_id: UUID) -> ServiceUse:
    """What the course receives now. For callers that have found the family for the actor."""
    got = unit.one(_Received, "catalogue/of_episode", episode_id=episode_id)
    frame = from_json(got.frame)
    visits = family_rows.visits(unit, episode_id)
    held = [
        (visit.visit_date, visit.minutes)
        for visit in visits
        if visit.status is VisitStatus.ATTENDED
    ]
    return ServiceUse(
        got.service_id,
        got.code,
        got.name,
        got.since,
        frame,
        sections_of(unit, [got.service_id]).get(got.service_id, ()),
        usage(frame, got.since, got.ended_on or ctx.today(), held),
        _without_note(unit, episode_id, got.since, frame),
    )


def sections_of(unit: Unit, service_ids: Sequence[UUID]) -> dict[UUID, tuple[Section, ...]]:
    """The sections of some services, oldest first."""
    found: dict[UUID, list[Section]] = defaultdict(list)
    rows = unit.rows("catalogue/sections", service_ids=list(service_ids))
    for service_id, section, valid_from, valid_until in rows:
        found[service_id].append(Section(section, valid_from, valid_until))
    return {service_id: tuple(sections) for service_id, sections in found.items()}


def _without_note(unit: Unit, episode_id: UUID, since: date, frame: Frame) -> tuple[date, ...]:
    if frame.notes is not Notes.REQUIRED:
        return ()
    rows = unit.rows("notes/missing", episode_id=episode_id, since=since)
    return tuple(day for _, day in rows)
