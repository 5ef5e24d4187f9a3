"""The tables of docs/methods.md: how good bands, risks and flags are, and beside what."""

from __future__ import annotations

import numpy as np
from scipy.stats import binom

from bench.flags import flags, risks, without_noise
from bench.report import Figure
from bench.trials import TRIALS, Trial
from fit_tracker.progression import rivals
from fit_tracker.progression.backtest import interval_score
from fit_tracker.progression.calibration import NOMINAL
from fit_tracker.progression.series_table import Flags, Ints

TARGETS = {"next visit": 1, "five visits on": 5}
LEAST = 200
"""Cases in a cell of visit x intake third x rater before its coverage is judged."""


def trajectory() -> list[Figure]:
    """Every trial: coverage, interval scores, risks, flags."""
    figures = []
    for name, make in TRIALS.items():
        trial = make()
        horizons = {target: h for target, h in TARGETS.items() if h in trial.bands}
        simpler = rivals.forecasts(trial.left, tuple(horizons.values()), trial.scale)
        for target, horizon in horizons.items():
            figures += _bands(name, target, trial, horizon)
            figures.append(_scores(f"{name}, {target}", trial, horizon, simpler[horizon]))
        figures += risks(name, trial) + flags(name, trial)
    return figures + [without_noise(scenario) for scenario in ("plain", "hard")]


def _bands(name: str, target: str, trial: Trial, horizon: int) -> list[Figure]:
    table, pair = trial.left.table, trial.left.pairs[horizon]
    use = trial.asked[pair.row]
    y = table.score[pair.target]
    _, limits = trial.bands[horizon]
    figures = []
    for level in NOMINAL:
        lo, hi = limits[level]
        hit = (y >= lo) & (y <= hi)
        share = 100 * float(hit[use].mean())
        at = f"{name}, {target}, {level} % band"
        figures.append(
            Figure(f"{at}: coverage", f"{share:.1f} % of {int(use.sum()):,}",
                   f"{level} ± 2", abs(share - level) <= 2)
        )  # fmt: skip
        worst = _worst_cell(trial, pair.row, hit, use, level)
        figures += (
            [Figure(f"{at}: worst cell", worst[0], f"{level} ± 5", worst[1])] if worst else []
        )
    return figures


def _worst_cell(
    trial: Trial, row: Ints, hit: Flags, use: Flags, level: int
) -> tuple[str, bool] | None:
    """The cell of visit x intake third x rater furthest from its level."""
    table = trial.left.table
    first = table.score[table.start[:-1]]
    asked = trial.asked[table.start[:-1]]
    third = np.digitize(first, np.quantile(first[asked], [1 / 3, 2 / 3]))
    series = table.series_of[row]
    visit = np.round(table.session[row]).astype(int)
    cell = visit * 1000 + third[series] * 100 + table.group[series]
    shares = [
        (100 * float(hit[use & (cell == c)].mean()), c, int((use & (cell == c)).sum()))
        for c in np.unique(cell[use])
    ]
    shares = [s for s in shares if s[2] >= LEAST]
    if not shares:
        return None
    share, c, n = max(shares, key=lambda s: abs(s[0] - level))
    far = sum(abs(s[0] - level) > 5 for s in shares)
    who = f"visit {c // 1000}, intake third {c % 1000 // 100 + 1}, n {n}"
    chance = f"{_by_chance([s[2] for s in shares], level):.1f} by chance alone"
    return f"{share:.1f} % ({who}); {far} of {len(shares)} cells beyond 5, {chance}", far == 0


def _by_chance(sizes: list[int], level: int) -> float:
    """How many cells of these sizes lie more than 5 points off when the band holds exactly."""
    share = level / 100
    return sum(
        float(binom.cdf(np.ceil(n * (share - 0.05)) - 1, n, share))
        + float(binom.sf(np.floor(n * (share + 0.05)), n, share))
        for n in sizes
    )


def _scores(name: str, trial: Trial, horizon: int, simpler: dict[str, rivals.Forecast]) -> Figure:
    """Interval score of the 80 % band and error of the median, beside simpler forecasts."""
    pair = trial.left.pairs[horizon]
    use = trial.asked[pair.row]
    y = trial.left.table.score[pair.target][use]
    middle, limits = trial.bands[horizon]
    ways = {"model": (middle, *limits[80])} | simpler
    scores, told = {}, []
    for way, forecast in ways.items():
        median, lo, hi = (values[use] for values in forecast)
        scores[way] = interval_score(lo, hi, y, 80)
        told.append(f"{way} {scores[way]:.2f} ({float(np.sqrt(((median - y) ** 2).mean())):.2f})")
    what = f"{name}: interval score at 80 % (error)"
    met = scores["model"] <= 1.01 * min(scores.values())
    return Figure(what, "; ".join(told), "model lowest, within 1 %", met)
