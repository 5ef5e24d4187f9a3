"""What the model has to beat: simpler forecasts and simpler rules, fitted as fairly.

Each is learned without the fold it is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fit_tracker.progression.calibration import LeftOut, conformal_shift
from fit_tracker.progression.features import growth_forecast, past_of, slope_so_far
from fit_tracker.progression.layers import going_on, growth_layer
from fit_tracker.progression.logistic import logistic_regression
from fit_tracker.progression.series_table import Flags, Floats, ScoreRange

Forecast = tuple[Floats, Floats, Floats]
"""Median and the limits of the 80 % band."""
BEGINS = 3
"""The visit from which a lack of gain is said."""

GROUPS = 5
MIN_CELL = 20
Z80 = 1.2815515594457831


@dataclass(frozen=True)
class Rule:
    """`flag`: whether it says so at a rating; `alarm`: the number that an alarm budget tunes."""

    name: str
    flag: Flags
    alarm: Floats


def forecasts(
    left: LeftOut, horizons: tuple[int, ...], scale: ScoreRange
) -> dict[int, dict[str, Forecast]]:
    """last_value, population, growth, growth_groups and growth_bend at each horizon."""
    kinds = {"growth": (False, False), "growth_groups": (True, False), "growth_bend": (True, True)}
    found = {
        h: {"last_value": _last_value(left, h, scale), "population": _population(left, h)}
        for h in horizons
    }
    for name, (groups, bend) in kinds.items():
        for h, forecast in _growth(left, horizons, scale, groups, bend).items():
            found[h][name] = forecast
    return found


def _empty(left: LeftOut, horizon: int) -> Forecast:
    n = len(left.pairs[horizon].row)
    return np.zeros(n), np.zeros(n), np.zeros(n)


def _last_value(left: LeftOut, horizon: int, scale: ScoreRange) -> Forecast:
    """The last value carried forward, with the band its own errors elsewhere give it."""
    pair, table = left.pairs[horizon], left.table
    last, y = table.score[pair.row], table.score[pair.target]
    _, lo, hi = _empty(left, horizon)
    for one in np.unique(left.fold):
        mine = left.fold[pair.row] == one
        width = conformal_shift(np.abs(y - last)[~mine], 80)
        lo[mine], hi[mine] = last[mine] - width, last[mine] + width
    return (
        last,
        np.clip(lo, scale.minimum, scale.maximum),
        np.clip(hi, scale.minimum, scale.maximum),
    )


def _population(left: LeftOut, horizon: int) -> Forecast:
    """Percentiles of all courses of the same intake fifth at the same visit.

    The idea of Finch, Lambert & Schaalje (2001): conditions on intake alone. A cell of
    fewer than 20 borrows from its whole intake group.
    """
    pair, table = left.pairs[horizon], left.table
    y = table.score[pair.target]
    first = table.score[table.start[:-1]]
    intake = first[table.series_of[pair.row]]
    visit = np.round(table.session[pair.target]).astype(int)
    middle, lo, hi = _empty(left, horizon)
    for one in np.unique(left.fold):
        mine = left.fold[pair.row] == one
        others = left.fold[table.start[:-1]] != one
        cuts = np.quantile(first[others], np.linspace(0, 1, GROUPS + 1)[1:-1])
        group = np.digitize(intake, cuts)
        cell = group * 1000 + np.minimum(visit, 999)
        whole = {g: _percentiles(y[~mine & (group == g)]) for g in range(GROUPS)}
        for c in np.unique(cell[mine]):
            there = ~mine & (cell == c)
            known = _percentiles(y[there]) if there.sum() >= MIN_CELL else whole[c // 1000]
            at = mine & (cell == c)
            lo[at], middle[at], hi[at] = known
    return middle, lo, hi


def _percentiles(y: Floats) -> Floats:
    return np.quantile(y, [0.1, 0.5, 0.9]) if len(y) else np.zeros(3)


def _growth(
    left: LeftOut, horizons: tuple[int, ...], scale: ScoreRange, groups: bool, bend: bool
) -> dict[int, Forecast]:
    """The growth model's own normal band, not calibrated."""
    table = left.table
    found = {h: _empty(left, h) for h in horizons}
    near, _ = growth_layer(table, groups, bend)
    for one in np.unique(left.fold):
        others = table.only(left.fold[table.start[:-1]] != one)
        growth, fixed = growth_layer(others, groups, bend, near)
        past = past_of(table, growth, fixed)
        for h, (middle, lo, hi) in found.items():
            pair = left.pairs[h]
            mine = left.fold[pair.row] == one
            known = past.only(pair.row[mine])
            mean, spread = growth_forecast(known, growth, fixed, known.t + h)
            middle[mine], lo[mine], hi[mine] = mean, mean - Z80 * spread, mean + Z80 * spread
    ends = scale.minimum, scale.maximum
    return {
        h: (np.clip(middle, *ends), np.clip(lo, *ends), np.clip(hi, *ends))
        for h, (middle, lo, hi) in found.items()
    }


def rules(left: LeftOut) -> list[Rule]:
    """The rules practitioners know."""
    table = left.table
    first = np.repeat(table.score[table.start[:-1]], table.length)
    gain = (table.score - first) / np.maximum(table.limit, 1e-9)[table.series_of]
    rank = _rank_in_intake_group(left)
    late = np.round(table.session) >= BEGINS
    return [
        Rule("down_by_rci", np.round(gain, 9) < -1, -gain),
        Rule("no_gain", late & (np.round(gain, 9) <= 1), np.where(late, -gain, -np.inf)),
        Rule("below_p10", rank < 0.10, -rank),
        Rule("below_p25", rank < 0.25, -rank),
    ]


def risks_of(
    left: LeftOut, known: Sequence[Rule], end: Flags, landmarks: tuple[int, ...]
) -> dict[str, tuple[Floats, Floats]]:
    """For each rule, and a logistic regression on three numbers, the score to rank by and the
    risk of one outcome."""
    found = {
        rule.name: (rule.flag.astype(float), _rate(left, rule.flag, end, landmarks))
        for rule in known
    }
    regression = _logistic(left, end, landmarks)
    return found | {"logistic": (regression, regression)}


def _rank_in_intake_group(left: LeftOut) -> Floats:
    """Where a score lies among the other folds' of the same intake fifth and visit, 0 to 1."""
    table = left.table
    first = np.repeat(table.score[table.start[:-1]], table.length)
    visit = np.minimum(np.round(table.session).astype(int), 999)
    rank = np.full(table.n_ratings, 0.5)
    for one in np.unique(left.fold):
        mine = left.fold == one
        cuts = np.quantile(first[~mine], np.linspace(0, 1, GROUPS + 1)[1:-1])
        cell = np.digitize(first, cuts) * 1000 + visit
        for c in np.unique(cell[mine]):
            known = np.sort(table.score[~mine & (cell == c)])
            if len(known) >= MIN_CELL:
                at = mine & (cell == c)
                rank[at] = np.searchsorted(known, table.score[at], side="right") / len(known)
    # Everybody's first rating is their intake: there is no place in the group to speak of yet.
    rank[table.start[:-1]] = 0.5
    return rank


def _rate(left: LeftOut, flag: Flags, end: Flags, landmarks: tuple[int, ...]) -> Floats:
    """A rule's risk: how often the outcome followed in the other folds, flagged or not."""
    table = left.table
    happened = end[table.series_of]
    use = np.isin(np.round(table.session), landmarks) & going_on(table)
    risk = np.zeros(table.n_ratings)
    for one in np.unique(left.fold):
        mine = left.fold == one
        for value in (False, True):
            there = use & ~mine & (flag == value)
            risk[mine & (flag == value)] = happened[there].mean() if there.any() else 0.5
    return risk


def _logistic(left: LeftOut, end: Flags, landmarks: tuple[int, ...]) -> Floats:
    """First score, last score and least-squares slope, one regression a landmark."""
    table = left.table
    happened = end[table.series_of]
    first = np.repeat(table.score[table.start[:-1]], table.length)
    known = [np.ones(table.n_ratings), first, table.score, slope_so_far(table)]
    columns = np.column_stack(known)
    risk = np.full(table.n_ratings, 0.5)
    for visit in landmarks:
        use = (np.round(table.session) == visit) & going_on(table)
        for one in np.unique(left.fold):
            mine, others = use & (left.fold == one), use & (left.fold != one)
            if mine.any() and others.sum() >= MIN_CELL:
                beta = logistic_regression(columns[others], happened[others], 1e-4)
                risk[mine] = 1 / (1 + np.exp(-columns[mine] @ beta))
    return risk
