"""What the layers say of courses they have not seen, and the corrections learned from it.

Courses are dealt into folds, whole families together. The layers are fitted without one fold
and asked about it, fold by fold; on these answers three corrections are learned:

- each band is moved out (or in) by the amount that makes it hold its share of the left-out
  ratings: split conformal prediction with the score max(lo - y, y - hi) (Romano, Patterson &
  Candes 2019), cross-fitted;
- each risk's logit is stretched and shifted (Platt 1999), pulled towards no change while
  courses are few;
- the alarm's threshold is set so that the share of courses that end well and are flagged
  twice running stays within the budget (risk-controlling prediction sets, Bates et al. 2021).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from fit_tracker.progression.features import Past, past_of
from fit_tracker.progression.layers import (
    Ahead,
    Layers,
    ahead,
    ended,
    exceeds,
    fit_layers,
    going_on,
    growth_layer,
    quantiles_at,
    risk_logits,
    thinned,
)
from fit_tracker.progression.series_table import Flags, Floats, Ints, ScoreRange, SeriesTable

NOMINAL = (50, 80, 90)
# Which quantiles of LEVELS make a band: lower, upper, and the one-sided limits used where
# the other end is the scale's own.
_SIDES = {50: (3, 5, 4, 4), 80: (1, 7, 2, 6), 90: (0, 8, 1, 7)}
MEDIAN = 4
DETERIORATION_WEIGHT = 10.0
"""How much more a reliably worse end counts in the alarm than one without gain."""
SAFE = 0.8416212335729143
"""The normal quantile of 0.8."""
PULL = 10.0
"""Courses' worth of belief that the risks need no stretching."""


@dataclass(frozen=True)
class LeftOut:
    """Answers for courses left out of what was fitted for them.

    `table` is what they are about; `logits` (2, rows); `pairs[h]` and `quantiles[h]`
    (levels, pairs) for each horizon; `fold` of each rating.
    """

    table: SeriesTable
    fold: Ints
    logits: Floats
    pairs: dict[int, Ahead]
    quantiles: dict[int, Floats]


@dataclass(frozen=True)
class Corrections:
    """`shifts[h]` for the three bands in points; `stretch` (2, 2): intercept and slope of
    each risk's logit."""

    shifts: dict[int, Floats]
    stretch: Floats


def leave_out(
    table: SeriesTable, scale: ScoreRange, told: Callable[[float], None] = lambda share: None
) -> LeftOut:
    """Ask about each fold what the others teach."""
    table = thinned(table)
    fold = _folds(table)
    rows = fold[table.series_of]
    near, _ = growth_layer(table)
    logits = np.zeros((2, table.n_ratings))
    answers: list[tuple[Layers, Past, Flags]] = []
    for one in range(int(fold.max()) + 1):
        layers = fit_layers(table.only(fold != one), scale, near)
        past = past_of(table, layers.growth, layers.fixed)
        inside = rows == one
        logits[:, inside] = risk_logits(layers, past.only(inside), scale)
        answers.append((layers, past, inside))
        told((one + 1) / (int(fold.max()) + 1))
    shared = set.intersection(*(set(layers.bands) for layers, _, _ in answers))
    pairs = {h: ahead(table, h) for h in sorted(shared)}
    found = {h: np.zeros((9, len(pairs[h].row))) for h in pairs}
    for layers, past, inside in answers:
        for h, pair in pairs.items():
            mine = inside[pair.row]
            found[h][:, mine] = quantiles_at(layers, past.only(pair.row[mine]), h, scale)
    return LeftOut(table, rows, logits, pairs, found)


def _folds(table: SeriesTable) -> Ints:
    """Five folds of whole courses, ten where courses are few; the same each time."""
    courses, place = np.unique(table.course, return_inverse=True)
    many = 10 if len(courses) < 400 else 5
    order = np.random.default_rng(1).permutation(len(courses))
    return np.asarray(order[place] % many, dtype=np.int64)


def raw_band(quantiles: Floats, level: int, scale: ScoreRange) -> tuple[Floats, Floats]:
    """Lower and upper limit before the near ends are cut.

    Where the upper limit lies at the scale's end nothing can be above it, so the lower
    one may rise until the band holds its share again; and the other way round.
    """
    low, high, low_alone, high_alone = _SIDES[level]
    lo, hi = quantiles[low], quantiles[high]
    full, empty = hi >= scale.maximum, lo <= scale.minimum
    lo = np.where(full & ~empty, quantiles[low_alone], lo)
    hi = np.where(empty & ~full, quantiles[high_alone], hi)
    # A limit beyond the far end would call a rating at that end a miss.
    return np.minimum(lo, scale.maximum), np.maximum(hi, scale.minimum)


def band(
    quantiles: Floats, level: int, shift: Floats | float, scale: ScoreRange
) -> tuple[Floats, Floats]:
    """The corrected band inside the scale; it always holds the median."""
    lo, hi = raw_band(quantiles, level, scale)
    middle = quantiles[MEDIAN]
    low, high = np.minimum(lo - shift, middle), np.maximum(hi + shift, middle)
    return (
        np.clip(low, scale.minimum, scale.maximum),
        np.clip(high, scale.minimum, scale.maximum),
    )


def misses(quantiles: Floats, y: Floats, level: int, scale: ScoreRange) -> Floats:
    """How far outside the band each rating is, negative inside: the conformity score."""
    lo, hi = raw_band(quantiles, level, scale)
    return np.maximum(lo - y, y - hi)


def conformal_shift(scores: Floats, level: int) -> float:
    """The smallest move of both limits that makes the band hold `level` % of the scores."""
    n = len(scores)
    rank = min(math.ceil((n + 1) * level / 100), n)
    return float(np.partition(scores, rank - 1)[rank - 1])


def corrections(left: LeftOut, scale: ScoreRange, keep: Flags | None = None) -> Corrections:
    """Learn the corrections from left-out answers (of the ratings `keep`, or all)."""
    table = left.table
    known = np.ones(table.n_ratings, dtype=bool) if keep is None else keep
    shifts = {}
    for h, pair in left.pairs.items():
        use = known[pair.row]
        y = table.score[pair.target[use]]
        quantiles = left.quantiles[h][:, use]
        shifts[h] = np.array([
            conformal_shift(misses(quantiles, y, level, scale), level) for level in NOMINAL
        ])  # fmt: skip
    use = known & going_on(table)
    # Ratings of one course are not independent: together they weigh as many as there are courses.
    weight = np.full(int(use.sum()), table.n_series / max(int(use.sum()), 1))
    happened = [end[table.series_of][use] for end in ended(table)]
    stretch = np.array([
        recalibrate(left.logits[o][use], happened[o], weight) for o in range(2)
    ])  # fmt: skip
    return Corrections(shifts, stretch)


def recalibrate(logits: Floats, happened: Flags, weight: Floats) -> Floats:
    """Intercept and slope of the outcome on the logit, pulled towards 0 and 1 by PULL."""
    x = np.column_stack([np.ones_like(logits), logits])
    pull = PULL * np.array([0.25, float(np.average(logits**2, weights=weight)) * 0.25])
    beta = np.array([0.0, 1.0])
    for _ in range(30):
        p = expit(x @ beta)
        gradient = x.T @ (weight * (p - happened)) + pull * (beta - (0.0, 1.0))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(hessian, gradient)
        beta = beta - np.clip(step, -0.5, 0.5)
        if np.abs(step).max() < 1e-10:
            break
    return beta


def risks(logits: Floats, stretch: Floats) -> Floats:
    """Calibrated risks (2, rows). Ending worse is part of ending without gain."""
    found = expit(stretch[:, :1] + stretch[:, 1:] * logits)
    found[1] = np.maximum(found[1], found[0])
    return np.asarray(found)


def alarm_score(found: Floats, table: SeriesTable) -> Floats:
    """Odds of a poor end against a good one, a reliably worse end counted ten times more.

    The likelihood ratio that finds most for a given share of false alarms (Neyman &
    Pearson), for a mixture of the two poor ends. Silent (0) for somebody who began and is
    on the ordinary side and is not reliably worse: there is little room for gain to show.
    """
    poor = DETERIORATION_WEIGHT * found[0] + found[1]
    return np.where(stays_ordinary(table), 0.0, poor / np.maximum(1 - found[1], 1e-6))


def stays_ordinary(table: SeriesTable) -> Flags:
    """Ratings on the ordinary side, of a course that began there, not reliably worse."""
    first = np.repeat(table.score[table.start[:-1]], table.length)
    limit, cut = table.limit[table.series_of], table.ordinary[table.series_of]
    worse = exceeds(first - table.score, limit)
    return np.asarray((first >= cut) & (table.score >= cut) & ~worse)


def running(values: Floats, table: SeriesTable) -> Floats:
    """The lower of each rating's value and the one before: above a threshold when both are."""
    before = np.r_[-np.inf, values[:-1]]
    before[table.start[:-1]] = -np.inf
    return np.minimum(values, before)


def highest(values: Floats, table: SeriesTable) -> Floats:
    """The highest value of each series."""
    return np.asarray(np.maximum.reduceat(values, table.start[:-1]))


def threshold_for(budget: float, score: Floats, table: SeriesTable) -> float:
    """The lowest threshold at which the share of courses that end well and are flagged
    twice running stays within the budget, with four chances in five for courses to come.

    One standard error of SAFE is set aside for the luck of this sample, as in risk-
    controlling prediction sets (Bates et al. 2021).
    """
    _, poor = ended(table)
    top = np.sort(highest(running(score, table), table)[~poor])[::-1]
    margin = SAFE * math.sqrt(budget * (1 - budget) / max(len(top), 1))
    allowed = math.floor((budget - margin) * len(top))
    if allowed < 0 or not len(top):
        return math.inf
    return float(np.nextafter(top[allowed], np.inf)) if math.isfinite(top[allowed]) else 0.0
