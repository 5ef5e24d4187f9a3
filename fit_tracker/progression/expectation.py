"""What a learned model says of one course: bands from here on, and two risks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fit_tracker.errors import UserFacing

MIN_COURSES = 80
"""Finished courses before a band is drawn or a risk is said (docs/methods.md says why)."""

HORIZONS = (1, 2, 3, 5, 8, 12)
"""Visits ahead that are learned; what lies between is interpolated."""


class TooFewCourses(UserFacing):
    """Not enough finished courses to learn from: an answer, and not a fault."""

    def __init__(self, have: int, needed: int = MIN_COURSES) -> None:
        self.have = have
        self.needed = needed
        super().__init__(
            "Der er {have} afsluttede forløb med mindst to målinger. Der skal {needed} til, før "
            "et forventet forløb kan beregnes.",
            have=have,
            needed=needed,
        )


@dataclass(frozen=True)
class Band:
    """Where a new rating at `visit_no` is expected: the median and three bands.

    In the scale's own direction and inside its ends, with one decimal.
    """

    visit_no: Decimal
    median: Decimal
    lo50: Decimal
    hi50: Decimal
    lo80: Decimal
    hi80: Decimal
    lo90: Decimal
    hi90: Decimal


@dataclass(frozen=True)
class Expected:
    """What a model says of one series after its latest rating.

    `path` starts at the next visit and ends at the planned end, or earlier where the data
    do not carry (`stops_at` is then its last visit). `threshold` is that of the alarm
    score; `over` counts the latest ratings running at or above it, `below` those under the
    50 % band that was expected after the first rating. The ppv numbers say how often a
    flag has been right here, in courses left out of what was fitted for them.
    """

    model_version: str
    n_courses: int
    path: tuple[Band, ...]
    stops_at: int | None
    risk_deteriorated: float
    risk_not_success: float
    threshold: float
    over: int
    below: int
    ppv_hits: int
    ppv_n: int
    ppv_low: float | None
    ppv_high: float | None
