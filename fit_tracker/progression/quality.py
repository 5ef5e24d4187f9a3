"""How good the bands and warnings have been: the backtest as a result object.

Every number is from courses that were left out of what was fitted for them, and carries
its n and its interval. Nothing here can be traced to a family.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

SMALLEST = 5
"""Fewer cases than this are not told as a share of their own: they would point at families."""


@dataclass(frozen=True)
class Share:
    """`hits` of `n`, with the Wilson 95 % interval; value and interval None when n is 0."""

    hits: int
    n: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Coverage:
    """How often the rating fell inside the band. `target`: next, plus5 or end.

    `level` 50, 80 or 90; `width` the mean width in points; `visit` None for all visits.
    """

    target: str
    level: int
    visit: int | None
    share: Share
    width: float


@dataclass(frozen=True)
class Forecast:
    """One way to foresee the score: error and interval score of the 80 % band, lower is better.

    `name`: last_value, population, growth, growth_groups, growth_bend or model.
    `error` is the root mean square error of the median in points.
    """

    name: str
    target: str
    n: int
    error: float
    interval_score: float
    coverage_80: float


@dataclass(frozen=True)
class WarningPower:
    """Flags at one visit (3, 5, 8) against how the course ended.

    `outcome`: not_success (no reliable gain) or deteriorated (reliably worse). The flags
    counted are those standing at that visit: the risk over the threshold twice running.
    """

    visit: int
    outcome: str
    sensitivity: Share
    specificity: Share
    ppv: Share


@dataclass(frozen=True)
class BudgetPoint:
    """What an alarm budget costs and finds, over whole courses.

    `false_alarms`: of courses that ended well, those ever flagged twice running.
    `found` and `found_deteriorated`: of those that did not, and of those reliably worse.
    `ppv`: of flagged courses, those that ended without reliable gain. `lead_visits`:
    the median number of visits from the flag to the course's end.
    """

    budget: float
    threshold: float
    false_alarms: Share
    found: Share
    found_deteriorated: Share
    ppv: Share
    lead_visits: float | None


@dataclass(frozen=True)
class Rival:
    """A rule to beat. AUROC and Brier at visits 3, 5, 8 pooled; sensitivity at the budget.

    `name`: model, down_by_rci, no_gain, below_p10, below_p25, logistic. `outcome` as in
    WarningPower. `sensitivity` None when the rule cannot be tuned to the budget.
    """

    name: str
    outcome: str
    n: int
    auroc: float | None
    brier: float | None
    sensitivity: float | None


@dataclass(frozen=True)
class RiskBin:
    """Courses whose foreseen risk was about `foreseen`, and how many it happened to."""

    outcome: str
    foreseen: float
    share: Share


@dataclass(frozen=True)
class Calibration:
    """Slope and intercept of the logit of the outcome on the logit of the risk, and the
    expected calibration error over ten equal-sized bins."""

    outcome: str
    n: int
    slope: float | None
    intercept: float | None
    expected_error: float | None


@dataclass(frozen=True)
class Quality:
    """The whole backtest of one model."""

    n_courses: int
    n_series: int
    bands: tuple[Coverage, ...]
    forecasts: tuple[Forecast, ...]
    warnings: tuple[WarningPower, ...]
    budget: tuple[BudgetPoint, ...]
    rivals: tuple[Rival, ...]
    risk_bins: tuple[RiskBin, ...]
    calibrations: tuple[Calibration, ...]
    noise_share: float | None
    """Of courses whose last rating is reliably worse, the share expected to be so also
    without measurement error (from the growth model); the rest is luck of the last rating."""

    def at(self, budget: float) -> BudgetPoint | None:
        """What an alarm budget costs and finds; None for one that was not backtested."""
        return next((p for p in self.budget if math.isclose(p.budget, budget)), None)
