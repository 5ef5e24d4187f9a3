"""How much work a family is planned to be, and whether a colleague has room for it.

For balance among colleagues only: nothing here knows how a course goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from fit_tracker.domain.frames import Frame

TENTH = Decimal("0.1")
MAX_WEEKLY_HOURS = Decimal(60)


def weekly_hours(frame: Frame) -> Decimal | None:
    """Planned hours a week in a family by the frame of its service; None where it states no
    minutes or no interval.

    The middle of the stated minutes in the middle of the stated interval: 60-90 minutes
    every 7-14 days is 75 minutes every 10.5 days, 0.8 hours a week. A convention for
    balance: what was decided for the family itself always counts instead.
    """
    minutes = _middle(frame.minutes_min, frame.minutes_max)
    days = _middle(frame.interval_days_min, frame.interval_days_max)
    if minutes is None or not days:
        return None
    return (minutes * 7 / (60 * days)).quantize(TENTH, ROUND_HALF_UP)


def _middle(low: int | None, high: int | None) -> Decimal | None:
    ends = [Decimal(end) for end in (low, high) if end is not None]
    return sum(ends, Decimal(0)) / len(ends) if ends else None


@dataclass(frozen=True)
class Load:
    """What a colleague has on the plate. `planned` are the hours a week of the families whose
    hours are known, `unstated` counts the others; `hours` are those for families in a week."""

    families: int
    planned: Decimal
    unstated: int
    hours: Decimal | None

    @property
    def room(self) -> Decimal | None:
        """Hours left; at most, while some families' hours are not stated."""
        return None if self.hours is None else self.hours - self.planned


@dataclass(frozen=True)
class Fit:
    """How a colleague answers what is asked for: the tags they have and lack, and whether the
    hours fit (None: not known)."""

    has: tuple[str, ...]
    lacks: tuple[str, ...]
    fits: bool | None


def fit(load: Load, tags: Sequence[str], wanted: Sequence[str], hours: Decimal | None) -> Fit:
    """Compare what is asked for with one colleague; tags count whatever their case."""
    own = {tag.casefold() for tag in tags}
    has = tuple(tag for tag in wanted if tag.casefold() in own)
    lacks = tuple(tag for tag in wanted if tag.casefold() not in own)
    fits = None if load.room is None else load.room >= (hours or TENTH)
    return Fit(has, lacks, fits)


def order(found: Fit, load: Load) -> tuple[int, int, Decimal]:
    """For sorting: most of what is asked for, then known room, then most of it."""
    known = {True: 0, None: 1, False: 2}[found.fits]
    return -len(found.has), known, -(load.room or Decimal(0))
