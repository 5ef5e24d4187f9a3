"""What has been used of a service's frame, and when to say so.

A frame is a guide: nothing is ever refused because it is used up. The tool warns before the
limit (one session, or a tenth of the hours, is left), at it, and over it. What the service
does not state is not counted against anything, and minutes that nobody wrote are not guessed:
hours are then "at least".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from fit_tracker.domain.frames import Frame

MINUTES = 60
Session = tuple[date, int | None]
"""The day of a session that was held, and its minutes where they are known."""


class Level(StrEnum):
    """How a count stands against its limit; UNSTATED has none."""

    UNSTATED = "unstated"
    WITHIN = "within"
    NEAR = "near"
    AT = "at"
    OVER = "over"


@dataclass(frozen=True)
class Interval:
    """`gaps` between sessions in days, `quiet_days` since the last; `longest` is allowed."""

    gaps: tuple[int, ...]
    quiet_days: int | None
    longest: int | None

    @property
    def within(self) -> int:
        return sum(self.longest is None or gap <= self.longest for gap in self.gaps)

    @property
    def is_late(self) -> bool:
        """Whether the family has waited longer for the next session than the frame says."""
        known = self.longest is not None and self.quiet_days is not None
        return known and (self.quiet_days or 0) > (self.longest or 0)


@dataclass(frozen=True)
class Usage:
    """`sessions` of `sessions_max` (in `year`, where the frame is for each year); `minutes`
    of `hours_max` hours, with `without_minutes` sessions whose length nobody wrote.
    `status_after`: the status meeting comes after that many sessions."""

    sessions: int
    sessions_max: int | None
    sessions_level: Level
    minutes: int
    without_minutes: int
    hours_max: int | None
    hours_level: Level
    year: int | None
    status_after: int | None
    interval: Interval

    @property
    def level(self) -> Level:
        """The more pressing of the two."""
        order = list(Level)
        return max(self.sessions_level, self.hours_level, key=order.index)

    @property
    def status_is_near(self) -> bool:
        """One session before the status meeting, and from then on."""
        return self.status_after is not None and self.sessions >= self.status_after - 1


def usage(frame: Frame, since: date, today: date, sessions: Sequence[Session]) -> Usage:
    """What is used of the frame on `today` by the sessions held from `since` to `today`.

    A frame for each year counts the calendar year of `today`: ten a year begins again on
    1 January, also for who began in November.
    """
    held = sorted((one for one in sessions if since <= one[0] <= today), key=lambda one: one[0])
    year = today.year if frame.sessions_per_year else None
    counted = [one for one in held if year is None or one[0].year == year]
    minutes = sum(length or 0 for _, length in counted)
    return Usage(
        sessions=len(counted),
        sessions_max=frame.sessions_max,
        sessions_level=_sessions_level(len(counted), frame.sessions_max),
        minutes=minutes,
        without_minutes=sum(length is None for _, length in counted),
        hours_max=frame.hours_max,
        hours_level=_hours_level(minutes, frame.hours_max),
        year=year,
        status_after=frame.follow_up.after_sessions,
        interval=_interval(frame, today, [day for day, _ in held]),
    )


def _sessions_level(used: int, limit: int | None) -> Level:
    """Near with one left; a frame of one session has no "before"."""
    if limit is None:
        return Level.UNSTATED
    if used >= limit:
        return Level.AT if used == limit else Level.OVER
    return Level.NEAR if used and used == limit - 1 else Level.WITHIN


def _hours_level(minutes: int, limit: int | None) -> Level:
    """Near with a tenth or less left: from 10 h 48 min of 12 hours."""
    if limit is None:
        return Level.UNSTATED
    whole = limit * MINUTES
    if minutes >= whole:
        return Level.AT if minutes == whole else Level.OVER
    return Level.NEAR if 10 * minutes >= 9 * whole else Level.WITHIN


def _interval(frame: Frame, today: date, days: Sequence[date]) -> Interval:
    gaps = tuple((later - day).days for day, later in pairwise(days))
    quiet = (today - days[-1]).days if days else None
    return Interval(gaps, quiet, frame.interval_days_max)
