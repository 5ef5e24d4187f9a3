"""A status report: written, read by the family, locked; and what it can never be again."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ReportState(StrEnum):
    """A draft follows the figures; what the family has read is frozen; a lock is for ever."""

    DRAFT = "draft"
    READ = "read"
    LOCKED = "locked"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in (ReportState.DRAFT, ReportState.READ)


@dataclass(frozen=True)
class Draft:
    """What the practitioner writes and chooses. `shown` holds the choices that differ from
    the rule that people's own answers are shown and others' answers about them are not."""

    worked_on: str = ""
    cooperation: str = ""
    next_steps: str = ""
    shown: dict[str, bool] = field(default_factory=dict)
    relevant: bool = False
    consent: bool = False
