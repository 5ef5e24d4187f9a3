"""Meetings that belong to a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class MeetingKind(StrEnum):
    START_UP = "start_up"
    NETWORK = "network"
    FOLLOW_UP = "follow_up"
    STATUS = "status"


@dataclass(frozen=True)
class Meeting:
    """`due_on` is what the rule says, `planned_on` (and `planned_at`, "hh:mm" or "") what was
    agreed. `rule` names what made it due; `sequence` counts those of a kind from 1."""

    meeting_id: UUID
    family_id: UUID
    episode_id: UUID
    kind: MeetingKind
    sequence: int
    due_on: date
    rule: str
    planned_on: date | None
    planned_at: str
    held_on: date | None

    @property
    def on(self) -> date:
        """The day to look at: the agreed one, or else the day it is due."""
        return self.planned_on or self.due_on
