"""A team's supervision: why a family belongs on the agenda, and how the agenda looks on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fit_tracker.domain.followups import MONTHS, add_months

ENDED_DAYS = 90


class Topic(StrEnum):
    """Why a family is suggested, what presses most first. ASKED: somebody decided on
    supervision in a response; NOT_DISCUSSED: it was on the last agenda and nothing was noted;
    CHOSEN: the leader wants it on the agenda."""

    OFF_TRACK = "off_track"
    ASKED = "asked"
    ALLIANCE_FALLEN = "alliance_fallen"
    NO_CHANGE = "no_change"
    NOT_DISCUSSED = "not_discussed"
    LONG = "long"
    ENDED_UNPLANNED = "ended_unplanned"
    CEILING = "ceiling"
    CHOSEN = "chosen"

    @property
    def place(self) -> int:
        return list(Topic).index(self)


def is_long(started_on: date, planned: int | None, held: int, today: date) -> bool:
    """More visits than planned, or more than twelve months since the start."""
    return (planned is not None and held > planned) or today > add_months(started_on, MONTHS)


@dataclass(frozen=True)
class PaperItem:
    """One family on paper: its number and people, why, what was decided last time, and what
    is decided now ("" leaves room to write)."""

    heading: str
    about: str
    why: tuple[str, ...]
    last_time: str
    decision: str


@dataclass(frozen=True)
class AgendaPaper:
    """An agenda in words, ready to be set; `room` is said where a decision is to be written."""

    language: str
    title: str
    sub: str
    footer: str
    page: str
    last_time: str
    decision: str
    room: str
    items: tuple[PaperItem, ...]
