"""When visits are: on weekdays, outside the summer and Christmas holidays."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

RHYTHM = (7, 7, 10, 14, 14, 14, 14, 21)
WINDOW = timedelta(days=730)
# The tool is set up a month before the first story.
SET_UP = WINDOW + timedelta(days=30)


def is_closed(day: date) -> bool:
    summer = day.month == 7 and 6 <= day.day <= 26
    christmas = (day.month, day.day) >= (12, 22) or (day.month, day.day) <= (1, 2)
    return day.weekday() >= 5 or summer or christmas


def open_day(day: date) -> date:
    """`day`, or the nearest day before it on which visits are made."""
    while is_closed(day):
        day -= timedelta(days=1)
    return day


def backwards(rng: Random, last: date, count: int, earliest: date) -> list[date]:
    """`count` different days with a steady rhythm, ending about `last`, in order.

    Fewer where the window is too short for all of them.
    """
    step = rng.choice(RHYTHM)
    days = [open_day(last)]
    while len(days) < count:
        # Denser at the start: the first three visits come twice as often.
        gap = max(4, step // 2) if len(days) >= count - 3 else step
        day = open_day(days[-1] - timedelta(days=max(3, gap + rng.randint(-2, 2))))
        if day < earliest:
            break
        days.append(day)
    return days[::-1]


def last_day(rng: Random, until: date, *, ended: bool, quiet: bool) -> date:
    """The day of the latest visit: this fortnight, or long ago."""
    if quiet:
        return until - timedelta(days=rng.randint(34, 52))
    if ended:
        return until - timedelta(days=rng.randint(10, WINDOW.days - 90))
    return until - timedelta(days=rng.randint(1, 12))
