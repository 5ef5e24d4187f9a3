"""The three layers of a forecast, fitted together: growth, quantiles, risks.

`fit_layers` learns them from finished courses and `quantiles_at` and `risks_at` apply them
to what is known of a course. Nothing here is calibrated yet: `calibrate` in `expected` does
that on courses which the layers have not seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from fit_tracker.progression.expectation import HORIZONS
from fit_tracker.progression.features import (
    Past,
    band_columns,
    growth_forecast,
    past_of,
    risk_columns,
)
from fit_tracker.progression.growth import (
    FixedEffects,
    GrowthFit,
    basic_effects,
    fit_growth,
    group_effects,
)
from fit_tracker.progression.logistic import logistic_regression
from fit_tracker.progression.moments import collect
from fit_tracker.progression.quantiles import LEVELS, quantile_regression
from fit_tracker.progression.series_table import Flags, Floats, Ints, ScoreRange, SeriesTable

OUTCOMES = ("deteriorated", "not_success")
MIN_GROUP = 40
"""Series before a rater gets a level and a slope of its own; below, it shares the first's."""
MIN_ROWS = 60
"""Courses that reach so far ahead before a horizon is learned."""
MAX_SERIES = 4000
"""More series than this sharpen nothing: what is regressed is a few dozen coefficients."""
REACHED = (0.005, 0.995)
"""A course unlike all that were learned from is read as the most unlike of them: straight
lines go wild where nothing holds them."""
RISK_AHEAD = 4.0
BAND_RIDGE = 1.4
"""Power of (100 / courses) that the ridge of the bands falls with: 1 at 100 courses, where little
more than the growth model can be learned, and hardly any at 2,000. Chosen on simulated worlds."""
RISK_RIDGE = 15.0


@dataclass(frozen=True)
class Layers:
    """`bands[h]` (levels, p) for horizon h and `reach[h]` (levels, 2), how far from the growth
    model's forecast they went where they were learned; `risks` (2, p); `dummies`: groups
    with a column of their own."""

    growth: GrowthFit
    fixed: FixedEffects
    dummies: tuple[int, ...]
    bands: dict[int, Floats]
    reach: dict[int, Floats]
    risks: Floats


@dataclass(frozen=True)
class Ahead:
    """Rating `row` and the rating `target` that came h visits later in the same series."""

    row: Ints
    target: Ints


def exceeds(change: Floats, limit: Floats) -> Flags:
    """change > limit with the dust of binary fractions swept away: 17.4 - 12.4 is 5.0."""
    return np.asarray(np.round(change - limit, 9) > 0)


def ended(table: SeriesTable) -> tuple[Flags, Flags]:
    """For each series: reliably worse at the end; and without reliable gain."""
    first = table.score[table.start[:-1]]
    last = table.score[table.start[1:] - 1]
    return exceeds(first - last, table.limit), ~exceeds(last - first, table.limit)


def ahead(table: SeriesTable, horizon: int) -> Ahead:
    """Pairs of ratings `horizon` visits apart; for the next visit, the next rating there is."""
    rows = np.arange(table.n_ratings)
    series = table.series_of
    if horizon == 1:
        row = rows[:-1][series[1:] == series[:-1]]
        return Ahead(row, row + 1)
    # Sessions need not be whole: the rating nearest the wanted one, half a visit off at most.
    big = float(table.session.max(initial=1.0)) + max(HORIZONS) + 2.0
    place = series * big + table.session
    wanted = place + horizon
    right = np.clip(np.searchsorted(place, wanted), 0, len(place) - 1)
    left = np.maximum(right - 1, 0)
    near = np.where(np.abs(place[right] - wanted) <= np.abs(place[left] - wanted), right, left)
    good = (np.abs(place[near] - wanted) < 0.5) & (near > rows)
    return Ahead(rows[good], near[good])


def going_on(table: SeriesTable) -> Flags:
    """Ratings after which the course went on: a warning is about what is still to come."""
    last = np.zeros(table.n_ratings, dtype=bool)
    last[table.start[1:] - 1] = True
    return ~last


def growth_layer(
    table: SeriesTable, groups: bool = True, bend: bool = True, near: GrowthFit | None = None
) -> tuple[GrowthFit, FixedEffects]:
    """The growth model, with own levels and slopes for groups large enough and, with `bend`,
    the square of log(session). `near` is a fit to much the same table."""
    functions = 3 if bend else 2
    if not groups:
        fixed = basic_effects(functions)
        fit = fit_growth(collect(table, bend=bend), "reml", fixed, near)
        return fit, _spread(fixed, np.zeros(len(table.groups), dtype=np.int64))
    sizes = np.bincount(table.group, minlength=len(table.groups))
    main = int(sizes.argmax())
    own = [main, *(g for g in range(len(sizes)) if g != main and sizes[g] >= MIN_GROUP)]
    level = np.zeros(len(sizes), dtype=np.int64)
    for place, g in enumerate(own):
        level[g] = place
    fixed = group_effects(tuple(table.groups[g] for g in own), functions)
    fit = fit_growth(collect(table, level[table.group], bend=bend), "reml", fixed, near)
    return fit, _spread(fixed, level)


def _spread(fixed: FixedEffects, level: Ints) -> FixedEffects:
    """The maps by group number of the table instead of by level of the model."""
    return FixedEffects(fixed.names, fixed.maps[level])


def fit_layers(
    table: SeriesTable,
    scale: ScoreRange,
    near: GrowthFit | None = None,
    told: Callable[[float], None] = lambda share: None,
) -> Layers:
    """Learn everything from finished courses."""
    growth, fixed = growth_layer(table, near=near)
    sizes = np.bincount(table.group, minlength=len(table.groups))
    dummies = tuple(int(g) for g in np.argsort(-sizes)[1:] if sizes[g] >= MIN_GROUP)
    table = thinned(table)
    past = past_of(table, growth, fixed)
    bands, reach = {}, {}
    for place, horizon in enumerate(HORIZONS):
        pairs = ahead(table, horizon)
        if len(np.unique(table.course[table.series_of[pairs.row]])) >= MIN_ROWS:
            bands[horizon], reach[horizon] = _band_layer(
                table, past, pairs, horizon, growth, fixed, dummies, scale
            )
        told((place + 1) / (len(HORIZONS) + 1))
    risks = _risk_layer(table, past, growth, fixed, dummies, scale)
    told(1.0)
    return Layers(growth, fixed, dummies, bands, reach, risks)


def thinned(table: SeriesTable) -> SeriesTable:
    """At most MAX_SERIES series, spread evenly over the courses and the same each time."""
    if table.n_series <= MAX_SERIES:
        return table
    keep = np.zeros(table.n_series, dtype=bool)
    order = np.random.default_rng(0).permutation(int(table.course.max()) + 1)
    keep[np.argsort(order[table.course], kind="stable")[:MAX_SERIES]] = True
    return table.only(keep)


def _band_layer(
    table: SeriesTable,
    past: Past,
    pairs: Ahead,
    horizon: int,
    growth: GrowthFit,
    fixed: FixedEffects,
    dummies: tuple[int, ...],
    scale: ScoreRange,
) -> tuple[Floats, Floats]:
    known = past.only(pairs.row)
    mean, spread = growth_forecast(known, growth, fixed, known.t + horizon)
    columns = _with_groups(band_columns(known, mean, spread, scale), known, dummies)
    # Courses and not series: three people of one family do not teach three times as much.
    courses = len(np.unique(table.course[table.series_of[pairs.row]]))
    found = quantile_regression(
        columns, table.score[pairs.target] - mean, LEVELS, (100 / courses) ** BAND_RIDGE
    )
    return found, np.quantile(found @ columns.T, REACHED, axis=1).T


def _with_groups(columns: Floats, past: Past, dummies: tuple[int, ...]) -> Floats:
    own = [(past.group == g).astype(float) for g in dummies]
    return np.column_stack([columns, *own]) if own else columns


def _risk_layer(
    table: SeriesTable,
    past: Past,
    growth: GrowthFit,
    fixed: FixedEffects,
    dummies: tuple[int, ...],
    scale: ScoreRange,
) -> Floats:
    keep = going_on(table)
    known = past.only(keep)
    columns = _risk_design(known, growth, fixed, dummies, scale)
    series = len(np.unique(table.series_of[keep]))
    return np.array([
        logistic_regression(columns, end[table.series_of][keep], RISK_RIDGE / series)
        for end in ended(table)
    ])  # fmt: skip


def _risk_design(
    past: Past, growth: GrowthFit, fixed: FixedEffects, dummies: tuple[int, ...], scale: ScoreRange
) -> Floats:
    mean, spread = growth_forecast(past, growth, fixed, past.t + RISK_AHEAD)
    return _with_groups(risk_columns(past, mean, spread, scale), past, dummies)


def quantiles_at(layers: Layers, past: Past, horizon: int, scale: ScoreRange) -> Floats:
    """The quantiles of a new rating `horizon` visits on, (levels, rows), not yet cut at the
    scale's ends and in rising order."""
    return all_quantiles(layers, past, (horizon,), scale)[0]


def all_quantiles(
    layers: Layers, past: Past, horizons: tuple[int, ...], scale: ScoreRange
) -> list[Floats]:
    """The same for several horizons, whose columns are made together: that is what costs."""
    rows = len(past.t)
    many = past.only(np.tile(np.arange(rows), len(horizons)))
    target = many.t + np.repeat(np.array(horizons, dtype=float), rows)
    mean, spread = growth_forecast(many, layers.growth, layers.fixed, target)
    columns = _with_groups(band_columns(many, mean, spread, scale), many, layers.dummies)
    found = []
    for place, horizon in enumerate(horizons):
        part = slice(place * rows, (place + 1) * rows)
        moved = layers.bands[horizon] @ columns[part].T
        low, high = layers.reach[horizon].T
        moved = np.clip(moved, low[:, None], high[:, None])
        found.append(np.sort(moved + mean[part], axis=0))
    return found


def risk_logits(layers: Layers, past: Past, scale: ScoreRange) -> Floats:
    """Logit of each outcome, (2, rows)."""
    design = _risk_design(past, layers.growth, layers.fixed, layers.dummies, scale)
    return np.asarray(layers.risks @ design.T)


def share(logits: Floats) -> Floats:
    return np.asarray(expit(logits))
