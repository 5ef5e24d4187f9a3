"""What bands and risks are judged on: courses left out of what was fitted for them.

The simulated worlds: 2,000 courses to learn from, and 4,000 others, of another seed, to be
asked about. The public data sets are smaller, and each course is left out in its turn.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from fit_tracker.progression.backtest import cross_threshold, judge
from fit_tracker.progression.calibration import MEDIAN, LeftOut, leave_out
from fit_tracker.progression.expected import BUDGET, Limits, finished, foresee, train
from fit_tracker.progression.layers import ahead
from fit_tracker.progression.series_table import (
    Flags,
    Floats,
    ScoreRange,
    SeriesTable,
    from_codes,
    series_table,
)
from fit_tracker.progression.simulate import simulate

DATA = Path(__file__).resolve().parent.parent / "tests" / "unit" / "data" / "growth"
LEARNED, ASKED = 2_000, 4_000
SEEDS = 101, 202
DAY = date(2026, 11, 22)
WORLD = ScoreRange(0, 40, higher_is_better=True)
DEPRESSION = ScoreRange(0, 63, higher_is_better=False)
MATHEMATICS = ScoreRange(-6, 6, higher_is_better=True)


@dataclass(frozen=True)
class Trial:
    """`asked`: the ratings it is judged on. `bands[h]`: median and limits of each pair of
    `left.pairs[h]`. `threshold` and `alarm` are one a rating."""

    name: str
    scale: ScoreRange
    left: LeftOut
    asked: Flags
    risk: Floats
    alarm: Floats
    threshold: Floats
    bands: dict[int, tuple[Floats, dict[int, Limits]]]


def both(learned: SeriesTable, asked: SeriesTable) -> SeriesTable:
    """One table, the learned series first; courses keep apart."""
    first, second = learned.n_series, int(learned.course.max()) + 1
    return from_codes(
        np.r_[learned.course[learned.series_of], asked.course[asked.series_of] + second],
        np.r_[learned.group[learned.series_of], asked.group[asked.series_of]],
        learned.groups,
        np.r_[learned.limit[learned.series_of], asked.limit[asked.series_of]],
        np.r_[learned.session, asked.session],
        np.r_[learned.score, asked.score],
        np.r_[learned.series_of, asked.series_of + first],
    )


def world(scenario: str) -> Trial:
    """Train on one set of courses, ask about another."""
    learned = finished(simulate(scenario, LEARNED, SEEDS[0]).table())
    asked = finished(simulate(scenario, ASKED, SEEDS[1]).table())
    model = train(learned, WORLD, DAY)
    table = both(learned, asked)
    answer = foresee(model, table)
    rows = np.arange(table.n_ratings) >= learned.n_ratings
    pairs = {h: ahead(table, h) for h in model.layers.bands}
    bands = {}
    for h, pair in pairs.items():
        bands[h] = answer.bands(h, pair.row)
    left = LeftOut(table, rows.astype(np.int64), np.zeros_like(answer.risk), pairs, {})
    threshold = np.full(table.n_ratings, model.threshold)
    return Trial(scenario, WORLD, left, rows, answer.risk, answer.alarm, threshold, bands)


def left_out(name: str, table: SeriesTable, scale: ScoreRange) -> Trial:
    """Each course asked about by what the others teach, corrections and all."""
    left = leave_out(finished(table), scale)
    judged = judge(left, scale)
    ends = scale.minimum, scale.maximum
    bands = {
        h: (np.clip(left.quantiles[h][MEDIAN], *ends), limits) for h, limits in judged.bands.items()
    }
    asked = np.ones(left.table.n_ratings, dtype=bool)
    threshold = cross_threshold(left, judged.alarm, BUDGET)
    return Trial(name, scale, left, asked, judged.risk, judged.alarm, threshold, bands)


def public(name: str, scale: ScoreRange, limit: float) -> SeriesTable:
    """One of the published data sets, scores turned upwards."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["score"]]
    return series_table(
        [row["episode_id"] for row in rows],
        [row["informant"] for row in rows],
        limit,
        [float(row["session_no"]) for row in rows],
        scale.upward(np.array([float(row["score"]) for row in rows])),
    )


TRIALS: dict[str, Callable[[], Trial]] = {
    "simulated, plain": lambda: world("plain"),
    "simulated, hard": lambda: world("hard"),
    # Depression, 0-63: 8 points are about 1.96 times the error of a difference.
    "BtheB (HSAUR3)": lambda: left_out("btheb", public("btheb", DEPRESSION, 8.0), DEPRESSION),
    # Yearly mathematics scores: 1.5 points, by the growth model's residual SD of about 0.55.
    "egsingle (mlmRev)": lambda: left_out(
        "egsingle", public("egsingle", MATHEMATICS, 1.5), MATHEMATICS
    ),
}
