"""How good bands, risks and flags have been on courses left out of what was fitted.

The corrections themselves are cross-fitted here: a fold is judged with the shifts,
stretches and threshold that the other folds give.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from fit_tracker.progression import rivals
from fit_tracker.progression.calibration import (
    MEDIAN,
    NOMINAL,
    Corrections,
    LeftOut,
    alarm_score,
    band,
    corrections,
    risks,
    running,
    threshold_for,
)
from fit_tracker.progression.features import past_of
from fit_tracker.progression.layers import OUTCOMES, ended, going_on, growth_layer
from fit_tracker.progression.logistic import logistic_regression
from fit_tracker.progression.quality import (
    SMALLEST,
    BudgetPoint,
    Calibration,
    Coverage,
    Forecast,
    Quality,
    RiskBin,
    Rival,
    Share,
    WarningPower,
)
from fit_tracker.progression.series_table import Flags, Floats, Ints, ScoreRange, SeriesTable

LANDMARKS = (3, 5, 8)
BUDGETS = (0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
BINS = 10


def share_of(hits: int, n: int) -> Share:
    """A share with the Wilson 95 % interval (Wilson 1927)."""
    if n == 0:
        return Share(0, 0, None, None, None)
    z2 = 1.959963984540054**2
    p = hits / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = math.sqrt(z2) / (1 + z2 / n) * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return Share(hits, n, p, max(0.0, middle - half), min(1.0, middle + half))


def shared(flags: Flags) -> Share:
    """The share of courses; of too few nothing is said, not even how many."""
    few = len(flags) < SMALLEST
    return share_of(0, 0) if few else share_of(int(flags.sum()), len(flags))


def interval_score(lo: Floats, hi: Floats, y: Floats, level: int) -> float:
    """Width plus 2/alpha times the miss (Gneiting & Raftery 2007); lower is better."""
    scale = 2 / (1 - level / 100)
    return float((hi - lo + scale * (np.maximum(lo - y, 0) + np.maximum(y - hi, 0))).mean())


def auroc(score: Floats, happened: Flags) -> float | None:
    """The chance that a course it happened to scores higher than one it did not; ties half."""
    n1 = int(happened.sum())
    n0 = len(happened) - n1
    if n1 == 0 or n0 == 0:
        return None
    return float((_ranks(score)[happened].sum() - n1 * (n1 + 1) / 2) / (n1 * n0))


def _ranks(score: Floats) -> Floats:
    """The place of each in rising order, from 1; those alike share the middle of theirs."""
    _, alike, many = np.unique(score, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(many) - (many - 1) / 2)[alike])


def calibration_of(outcome: str, foreseen: Floats, happened: Flags) -> Calibration:
    """Calibration slope and intercept (Cox 1958) and expected calibration error."""
    if len(happened) < 2 * BINS or happened.all() or not happened.any():
        return Calibration(outcome, len(happened), None, None, None)
    p = np.clip(foreseen, 1e-6, 1 - 1e-6)
    logit = np.log(p / (1 - p))
    intercept, slope = logistic_regression(np.column_stack([np.ones_like(p), logit]), happened, 0)
    error = sum(
        abs(float(p[i].mean()) - float(happened[i].mean())) * len(i) / len(p)
        for i in _equal_bins(p)
    )
    return Calibration(outcome, len(p), float(slope), float(intercept), float(error))


def _equal_bins(values: Floats) -> list[Ints]:
    return [i for i in np.array_split(np.argsort(values, kind="stable"), BINS) if len(i)]


@dataclass(frozen=True)
class Judged:
    """The left-out answers with cross-fitted corrections: `risk` (2, rows), `alarm` (rows),
    `bands[h][level]` limits, and `thresholds[budget]` for each rating."""

    risk: Floats
    alarm: Floats
    bands: dict[int, dict[int, tuple[Floats, Floats]]]
    thresholds: dict[float, Floats]


def judge(left: LeftOut, scale: ScoreRange) -> Judged:
    """Correct each fold with what the others teach."""
    table = left.table
    risk = np.zeros_like(left.logits)
    bands = {
        h: {v: (np.zeros(len(p.row)), np.zeros(len(p.row))) for v in NOMINAL}
        for h, p in left.pairs.items()
    }
    for one in np.unique(left.fold):
        inside = left.fold == one
        learned = corrections(left, scale, ~inside)
        risk[:, inside] = risks(left.logits[:, inside], learned.stretch)
        for h, pair in left.pairs.items():
            mine = inside[pair.row]
            for place, level in enumerate(NOMINAL):
                lo, hi = band(left.quantiles[h][:, mine], level, learned.shifts[h][place], scale)
                bands[h][level][0][mine], bands[h][level][1][mine] = lo, hi
    alarm = alarm_score(risk, table)
    return Judged(risk, alarm, bands, {b: cross_threshold(left, alarm, b) for b in BUDGETS})


def cross_threshold(left: LeftOut, alarm: Floats, budget: float) -> Floats:
    """For each rating the threshold that the other folds give."""
    found = np.zeros(left.table.n_ratings)
    for one in np.unique(left.fold):
        inside = left.fold == one
        others = left.table.only(~inside[left.table.start[:-1]])
        found[inside] = threshold_for(budget, alarm[~inside], others)
    return found


def standing(table: SeriesTable, alarm: Floats, threshold: Floats | float) -> Flags:
    """Ratings at which a flag stands: over the threshold there and at the one before."""
    return np.asarray(running(alarm - threshold, table) >= 0)


def ever(table: SeriesTable, flags: Flags) -> Flags:
    """Series with a flag at any rating."""
    return np.asarray(np.logical_or.reduceat(flags, table.start[:-1]))


def quality_of(left: LeftOut, scale: ScoreRange, budget: float, learned: Corrections) -> Quality:
    """The whole backtest of a model with these corrections.

    Everything is judged with what the other folds give; only the budgets' thresholds are
    the model's own, since those are what another choice of budget will set.
    """
    table = left.table
    judged = judge(left, scale)
    alarm = alarm_score(risks(left.logits, learned.stretch), table)
    return Quality(
        table.n_courses,
        table.n_series,
        tuple(_coverages(left, judged)),
        tuple(_forecasts(left, judged, scale)),
        tuple(_warnings(table, judged, budget)),
        tuple(_budget_point(table, judged, b, threshold_for(b, alarm, table)) for b in BUDGETS),
        tuple(_rivals(left, judged, budget)),
        tuple(_risk_bins(table, judged)),
        tuple(_calibrations(table, judged)),
        noise_share(table),
    )


def targets(left: LeftOut) -> dict[str, int]:
    """The names under which horizons are shown."""
    found = {"next": 1, "plus5": 5}
    named = {name: h for name, h in found.items() if h in left.pairs}
    longest = max(left.pairs, default=0)
    return named | ({"end": longest} if longest > 5 else {})


def _coverages(left: LeftOut, judged: Judged) -> list[Coverage]:
    found = []
    for name, h in targets(left).items():
        pair = left.pairs[h]
        y = left.table.score[pair.target]
        visit = np.round(left.table.session[pair.row])
        for level in NOMINAL:
            lo, hi = judged.bands[h][level]
            hit = (y >= lo) & (y <= hi)
            for one in (None, 1, *LANDMARKS):
                use = np.ones(len(y), dtype=bool) if one is None else visit == one
                if use.sum() >= SMALLEST:
                    width = float((hi - lo)[use].mean())
                    found.append(Coverage(name, level, one, shared(hit[use]), width))
    return found


def _forecasts(left: LeftOut, judged: Judged, scale: ScoreRange) -> list[Forecast]:
    """The model beside simpler ways to foresee, each fitted without the fold it is asked of."""
    found = []
    named = targets(left)
    simpler = rivals.forecasts(left, tuple(named.values()), scale)
    for name, h in named.items():
        pair = left.pairs[h]
        y = left.table.score[pair.target]
        middle = np.clip(left.quantiles[h][MEDIAN], scale.minimum, scale.maximum)
        ways = simpler[h] | {"model": (middle, *judged.bands[h][80])}
        for way, (median, lo, hi) in ways.items():
            found.append(
                Forecast(
                    way,
                    name,
                    len(y),
                    float(np.sqrt(((median - y) ** 2).mean())),
                    interval_score(lo, hi, y, 80),
                    float(((y >= lo) & (y <= hi)).mean()),
                )
            )
    return found


def at_landmark(table: SeriesTable, visit: int) -> Flags:
    """The ratings at this visit of courses that went on after it."""
    return np.asarray((np.round(table.session) == visit) & going_on(table))


def at_landmarks(table: SeriesTable) -> Flags:
    """The same at any of the landmarks."""
    return np.asarray(np.any([at_landmark(table, visit) for visit in LANDMARKS], axis=0))


def _warnings(table: SeriesTable, judged: Judged, budget: float) -> list[WarningPower]:
    flags = standing(table, judged.alarm, judged.thresholds[_nearest(budget)])
    found = []
    for visit in LANDMARKS:
        at = at_landmark(table, visit)
        for name, end in zip(OUTCOMES, ended(table), strict=True):
            happened = end[table.series_of][at]
            flag = flags[at]
            found.append(
                WarningPower(
                    visit,
                    name,
                    shared(flag[happened]),
                    shared(~flag[~happened]),
                    shared(happened[flag]),
                )
            )
    return found


def _nearest(budget: float) -> float:
    return min(BUDGETS, key=lambda b: abs(b - budget))


def _budget_point(
    table: SeriesTable, judged: Judged, budget: float, threshold: float
) -> BudgetPoint:
    worse, poor = ended(table)
    flags = standing(table, judged.alarm, judged.thresholds[budget])
    flagged = ever(table, flags)
    return BudgetPoint(
        budget,
        threshold,
        shared(flagged[~poor]),
        shared(flagged[poor]),
        shared(flagged[worse]),
        shared(poor[flagged]),
        _lead(table, flags, flagged & poor),
    )


def _lead(table: SeriesTable, flags: Flags, of: Flags) -> float | None:
    """Median number of ratings from the first standing flag to the last rating."""
    place = np.where(flags, np.arange(table.n_ratings), table.n_ratings)
    first = np.minimum.reduceat(place, table.start[:-1])
    left = table.start[1:] - 1 - first
    return float(np.median(left[of])) if of.any() else None


def _rivals(left: LeftOut, judged: Judged, budget: float) -> list[Rival]:
    table = left.table
    at = at_landmarks(table)
    ends = dict(zip(OUTCOMES, ended(table), strict=True))
    known = rivals.rules(left)
    # Whom a rule flags does not depend on what is asked about them afterwards.
    alarms = {"model": judged.alarm} | {rule.name: rule.alarm for rule in known}
    flagged = {
        name: ever(table, standing(table, alarm, cross_threshold(left, alarm, _nearest(budget))))
        for name, alarm in alarms.items()
    }
    found = []
    for place, (outcome, end) in enumerate(ends.items()):
        happened = end[table.series_of][at]
        rows = {"model": (judged.risk[place], judged.risk[place])}
        rows |= rivals.risks_of(left, known, end, LANDMARKS)
        for name, (score, risk) in rows.items():
            brier = float(((risk[at] - happened) ** 2).mean()) if len(happened) else None
            power = flagged.get(name)
            share = None if power is None or not end.any() else float(power[end].mean())
            found.append(
                Rival(name, outcome, int(at.sum()), auroc(score[at], happened), brier, share)
            )
    return found


def _risk_bins(table: SeriesTable, judged: Judged) -> list[RiskBin]:
    at = going_on(table) & (table.session >= 2)
    found = []
    for place, (name, end) in enumerate(zip(OUTCOMES, ended(table), strict=True)):
        p, happened = judged.risk[place][at], end[table.series_of][at]
        for i in _equal_bins(p):
            if len(i) >= SMALLEST:
                found.append(RiskBin(name, float(p[i].mean()), shared(happened[i])))
    return found


def _calibrations(table: SeriesTable, judged: Judged) -> list[Calibration]:
    at = at_landmarks(table)
    return [
        calibration_of(name, judged.risk[place][at], end[table.series_of][at])
        for place, (name, end) in enumerate(zip(OUTCOMES, ended(table), strict=True))
    ]


def noise_share(table: SeriesTable) -> float | None:
    """Of courses whose last rating is reliably worse, the share that is so without noise.

    The mean over those courses of the growth model's probability that the change of the
    *true* score from first to last is below minus the limit, given all their ratings.
    Presumes the growth model: what moves from visit to visit and lasts counts as noise.
    """
    worse, _ = ended(table)
    if worse.sum() < SMALLEST:
        return None
    growth, fixed = growth_layer(table)
    past = past_of(table, growth, fixed).only(table.start[1:] - 1)
    part = (fixed.maps @ np.array(growth.fixed_effects))[past.group]
    last, first = np.log(past.t), np.log(table.session[table.start[:-1]])
    change = (part[:, 1] + past.b1) * (last - first) + part[:, 2] * (last**2 - first**2)
    spread = np.sqrt(np.maximum(past.p11, 1e-12)) * np.maximum(last - first, 1e-9)
    return float(ndtr((-table.limit - change) / spread)[worse].mean())
