"""What is known of a course at each of its ratings, as columns: the past and nothing else.

Every number of a row comes from running sums over the series' ratings up to and including
that row, so a later rating cannot reach an earlier row. A test cuts courses off and asks
for the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from scipy.special import ndtr

from fit_tracker.progression.growth import FixedEffects, GrowthFit, shrinkage
from fit_tracker.progression.series_table import Flags, Floats, Ints, ScoreRange, SeriesTable

EARLY, MIDDLE = 3.0, 7.0
"""Where the course's beginning, middle and later part meet, in visits."""


@dataclass(frozen=True)
class Past:
    """One entry a rating: what was known then. Scores upwards for the better, in points.

    `k` ratings so far, `t` the session; `first`, `last`, `before` (the one before last, or
    the first), `mean`, `lowest`, `highest` of those so far; `smooth` a running mean that
    halves the weight of older ratings; `slope` least squares on log(session), 0 for one
    rating. `b0`, `b1` the growth model's own deviations, `p00`, `p01`, `p11` their
    covariance, `level` the group.
    """

    k: Floats
    t: Floats
    first: Floats
    last: Floats
    before: Floats
    mean: Floats
    lowest: Floats
    highest: Floats
    smooth: Floats
    slope: Floats
    b0: Floats
    b1: Floats
    p00: Floats
    p01: Floats
    p11: Floats
    group: Ints
    limit: Floats

    def only(self, keep: Flags | Ints) -> Past:
        return Past(**{f.name: getattr(self, f.name)[keep] for f in fields(self)})


def past_of(table: SeriesTable, growth: GrowthFit, fixed: FixedEffects) -> Past:
    """What is known at each rating of the table."""
    x = np.log(table.session)
    y = table.score
    ones = np.ones_like(x)
    n, sx, sxx, sy, sxy, sxxx = _running(np.array([ones, x, x * x, y, x * y, x * x * x]), table)
    group = table.group[table.series_of]
    third = sxxx if fixed.maps.shape[1] > 2 else None
    e0, e1 = _errors(growth, fixed, group, (n, sx, sxx, sy, sxy), third)
    shrink = shrinkage(growth, np.array([[n, sx], [sx, sxx]]))
    cov = growth.residual_variance * shrink
    first = np.repeat(y[table.start[:-1]], table.length)
    head = np.zeros(table.n_ratings, dtype=bool)
    head[table.start[:-1]] = True
    before = np.where(head, y, np.roll(y, 1))
    slope = _slope(n, sx, sxx, sy, sxy)
    lowest, highest, smooth = _walked(table)
    return Past(
        n, table.session, first, y, before, sy / n, lowest, highest, smooth, slope,
        shrink[0, 0] * e0 + shrink[0, 1] * e1,
        shrink[1, 0] * e0 + shrink[1, 1] * e1,
        cov[0, 0], cov[0, 1], cov[1, 1],
        group,
        table.limit[table.series_of],
    )  # fmt: skip


def slope_so_far(table: SeriesTable) -> Floats:
    """`Past.slope` alone, which needs no growth model."""
    x, y = np.log(table.session), table.score
    return _slope(*_running(np.array([np.ones_like(x), x, x * x, y, x * y]), table))


def _slope(n: Floats, sx: Floats, sxx: Floats, sy: Floats, sxy: Floats) -> Floats:
    spread = sxx - sx * sx / n
    return np.where(spread > 1e-9, (sxy - sx * sy / n) / np.maximum(spread, 1e-9), 0.0)


def _running(values: Floats, table: SeriesTable) -> Floats:
    """Running sums along the last axis that begin anew with each series.

    Added rating by rating within the series, and not as differences of one long sum: those
    carry the rounding of all series before, and a row must be the same whoever stands above.
    """
    total = values.copy()
    length = table.length
    for place in range(1, int(length.max(initial=1))):
        at = table.start[:-1][length > place] + place
        total[..., at] += total[..., at - 1]
    return total


def _errors(
    growth: GrowthFit,
    fixed: FixedEffects,
    group: Ints,
    sums: tuple[Floats, ...],
    third: Floats | None,
) -> tuple[Floats, Floats]:
    """Z'(y - X beta) up to each rating."""
    n, sx, sxx, sy, sxy = sums
    part = (fixed.maps @ np.array(growth.fixed_effects))[group]
    e0 = sy - part[:, 0] * n - part[:, 1] * sx
    e1 = sxy - part[:, 0] * sx - part[:, 1] * sxx
    if third is not None:
        e0 = e0 - part[:, 2] * sxx
        e1 = e1 - part[:, 2] * third
    return e0, e1


def _walked(table: SeriesTable) -> tuple[Floats, Floats, Floats]:
    """What has no running sum: walks all series side by side, one rating at a time."""
    y = table.score
    lowest, highest, smooth = y.copy(), y.copy(), y.copy()
    length = table.length
    for place in range(1, int(length.max(initial=1))):
        at = table.start[:-1][length > place] + place
        lowest[at] = np.minimum(lowest[at - 1], y[at])
        highest[at] = np.maximum(highest[at - 1], y[at])
        smooth[at] = 0.5 * smooth[at - 1] + 0.5 * y[at]
    return lowest, highest, smooth


def growth_forecast(
    past: Past, growth: GrowthFit, fixed: FixedEffects, target: Floats
) -> tuple[Floats, Floats]:
    """Mean and standard deviation of a new rating at session `target` by the growth model.

    The variance is that of a new *observation*: the uncertainty of the course's own level
    and slope, and the error of one rating. It leaves out that of the fixed effects.
    """
    x = np.log(target)
    part = (fixed.maps @ np.array(growth.fixed_effects))[past.group]
    mean = part[:, 0] + past.b0 + (part[:, 1] + past.b1) * x
    if part.shape[1] > 2:
        mean = mean + part[:, 2] * x * x
    variance = past.p00 + 2 * x * past.p01 + x * x * past.p11 + growth.residual_variance
    return mean, np.sqrt(variance)


def band_columns(past: Past, mean: Floats, spread: Floats, scale: ScoreRange) -> Floats:
    """The columns that bands are regressed on, in tenths of the scale, (rows, p).

    The first is the constant. The growth model's mean enters with bends near the ends
    of the scale; the latest ratings enter as deviations from it, which is where memory
    that the growth model does not have (a random walk, an autocorrelation) is picked up;
    intake and time enter with bends, so that each part of the course and each third of
    the intake is calibrated for itself.
    """
    unit = (scale.maximum - scale.minimum) / 10
    up = (mean - scale.minimum) / unit
    first = (past.first - scale.minimum) / unit
    last = (past.last - mean) / unit
    smooth = (past.smooth - mean) / unit
    x = np.log(past.t)
    early = np.minimum(past.t, EARLY) - EARLY
    late = np.maximum(x - np.log(MIDDLE), 0.0)
    # The growth model's chance of a rating at an end of the scale, where scores pile up.
    top, bottom = ndtr((mean - scale.maximum) / spread), ndtr((scale.minimum - mean) / spread)
    return np.column_stack([
        np.ones_like(up), up - 5, np.maximum(up - 6, 0), np.maximum(up - 8, 0),
        np.maximum(up - 9, 0), np.maximum(4 - up, 0), np.maximum(2 - up, 0),
        spread / unit, last, smooth, (past.before - mean) / unit, np.abs(last),
        first - 5, np.maximum(first - 5, 0), np.maximum(3.5 - first, 0), np.maximum(first - 8, 0),
        x, early, late, x * last, x * smooth, x * (first - 5), x * (up - 5), early * (first - 5),
        early * last, np.maximum(up + last - 9, 0), (past.highest - past.lowest) / unit,
        x * np.maximum(up - 8, 0), top, x * top, np.maximum(top - 0.5, 0), bottom,
    ])  # fmt: skip


def risk_columns(past: Past, ahead: Floats, spread: Floats, scale: ScoreRange) -> Floats:
    """The columns that the risks are regressed on, (rows, p).

    Changes in units of the reliable-change limit, since that is what the outcome is judged
    by; `ahead` and `spread` are the growth model's forecast some visits on.
    """
    unit = (scale.maximum - scale.minimum) / 10
    limit = np.maximum(past.limit, 1e-9)
    gain = (past.last - past.first) / limit
    smooth = (past.smooth - past.first) / limit
    before = (past.before - past.first) / limit
    slope = past.slope / limit
    coming = (ahead - past.first) / limit
    sure = (ahead - past.first) / spread
    first = (past.first - scale.minimum) / unit - 5
    last = (past.last - scale.minimum) / unit - 5
    x = np.log(past.t)
    early = np.minimum(past.t, EARLY) - EARLY
    late = np.maximum(x - np.log(MIDDLE), 0.0)
    return np.column_stack([
        np.ones_like(x), gain, smooth, before, slope, coming, sure, first, last,
        np.maximum(first - 2, 0), np.maximum(-1.5 - first, 0), np.maximum(last - 3, 0),
        np.maximum(gain - 1, 0), np.maximum(-1 - gain, 0), np.maximum(gain, 0), limit / spread,
        x, early, late, x * gain, x * smooth, x * slope, x * coming, x * first, x * last,
        early * gain, early * first, late * gain, late * coming, late * first,
        (past.highest - past.first) / limit, (past.lowest - past.first) / limit,
    ])  # fmt: skip
