"""A family's course: what it receives, which goals it has, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class EndReason(StrEnum):
    """Coded end reason; whether the end was planned is stored beside it."""

    GOALS_REACHED = "goals_reached"
    PLANNED_WITHOUT_GOALS = "planned_without_goals"
    FAMILY_STOPPED = "family_stopped"
    MOVED = "moved"
    OTHER_SERVICE = "other_service"
    CHILD_PLACED = "child_placed"
    NEVER_STARTED = "never_started"
    OTHER = "other"


class EventKind(StrEnum):
    """Events on the time line beside start and end."""

    GOALS_AGREED = "goals_agreed"
    SERVICE_CHANGED = "service_changed"
    MILESTONE = "milestone"


@dataclass(frozen=True)
class Service:
    """A service (indsats) that families receive."""

    service_id: UUID
    code: str
    name: str
    legal_basis: str
    planned_visits: int | None
    active: bool


@dataclass(frozen=True)
class Episode:
    """One course of help, from start to coded end. `service_name` is the current service."""

    episode_id: UUID
    family_id: UUID
    service_id: UUID
    service_name: str
    started_on: date
    planned_visits: int | None
    ended_on: date | None
    end_reason: EndReason | None
    end_planned: bool | None

    @property
    def is_active(self) -> bool:
        return self.ended_on is None


@dataclass(frozen=True)
class Event:
    """Something that happened on a day of the course and belongs on its time line."""

    event_id: UUID
    episode_id: UUID
    kind: EventKind
    on: date
    text: str


@dataclass(frozen=True)
class Goal:
    """A goal from the family's plan, rated 0-10 by the member it belongs to."""

    goal_id: UUID
    episode_id: UUID
    member_id: UUID
    text: str
    agreed_on: date
    closed_on: date | None
