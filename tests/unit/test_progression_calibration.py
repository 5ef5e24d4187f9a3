"""The three corrections, each at numbers that can be counted by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fit_tracker.progression.calibration import (
    NOMINAL,
    SAFE,
    alarm_score,
    band,
    conformal_shift,
    highest,
    misses,
    recalibrate,
    risks,
    running,
    stays_ordinary,
    threshold_for,
)
from fit_tracker.progression.series_table import Floats, ScoreRange, SeriesTable, from_codes

SCALE = ScoreRange(0.0, 40.0, True)


@pytest.mark.parametrize(
    ("n", "level", "rank"),
    # The smallest k with k >= (n + 1) level: Romano, Patterson & Candes 2019, equation 8.
    [(9, 80, 8), (9, 50, 5), (9, 90, 9), (10, 80, 9), (19, 90, 18), (99, 80, 80), (4, 80, 4)],
)
def test_a_band_is_moved_to_the_score_of_that_rank(n: int, level: int, rank: int) -> None:
    scores = np.random.default_rng(n).permutation(n) * 1.0 + 100
    assert conformal_shift(scores, level) == 100 + rank - 1


@pytest.mark.parametrize(("n", "level"), [(1, 80), (3, 80), (8, 90)])
def test_with_fewer_than_that_the_largest_must_do(n: int, level: int) -> None:
    assert conformal_shift(np.arange(n) - 5.0, level) == n - 6


def test_a_shift_makes_the_band_hold_its_share_of_new_ratings() -> None:
    """Bands far too narrow, and after the shift 80 % of ratings not used for it inside; the
    binomial standard error of 20,000 is 0.3 points, and that of the shift's 2,000 0.9."""
    rng = np.random.default_rng(3)
    quantiles = np.sort(rng.normal(0, 0.3, (9, 22_000)), axis=0) + 20
    y = rng.normal(20, 4, 22_000)
    old, new = slice(0, 2000), slice(2000, None)
    for level in NOMINAL:
        shift = conformal_shift(misses(quantiles[:, old], y[old], level, SCALE), level)
        lo, hi = band(quantiles[:, new], level, shift, SCALE)
        inside = (y[new] >= lo) & (y[new] <= hi)
        assert inside.mean() == pytest.approx(level / 100, abs=0.03)


def nine(*values: float) -> Floats:
    return np.array(values)[:, None]


def limits(quantiles: Floats, level: int, shift: float = 0.0) -> tuple[float, float]:
    lo, hi = band(quantiles, level, shift, SCALE)
    return float(lo[0]), float(hi[0])


def test_the_limits_are_the_quantiles_that_leave_out_as_much_on_each_side() -> None:
    """LEVELS: .05 .10 .20 .25 .50 .75 .80 .90 .95."""
    plain = nine(1, 2, 4, 5, 10, 15, 16, 18, 19)
    assert limits(plain, 50) == (5, 15)
    assert limits(plain, 80) == (2, 18)
    assert limits(plain, 90) == (1, 19)
    assert limits(plain, 80, 1.5) == (0.5, 19.5)
    assert limits(plain, 80, -1.5) == (3.5, 16.5)


def test_at_the_ceiling_the_band_is_one_sided() -> None:
    """Nothing lies above 40, so the lower limit of 80 % is the quantile of .20 and not of .10."""
    high = nine(28, 30, 33, 34, 38, 39.5, 39.8, 41, 43)
    assert limits(high, 80) == (33, 40)
    assert limits(high, 90) == (30, 40)
    assert limits(high, 50) == (34, 39.5)
    low = nine(-3, -1, 0.2, 0.5, 2, 6, 7, 10, 12)
    assert limits(low, 80) == (0, 7)
    assert limits(low, 90) == (0, 10)
    assert limits(low, 50) == (0.5, 6)


def test_a_rating_at_the_end_is_no_miss_where_all_lies_beyond() -> None:
    """A model that expects 45 is right about a 40."""
    beyond = nine(*np.linspace(41, 50, 9))
    assert misses(beyond, np.array([40.0]), 80, SCALE)[0] <= 0
    assert limits(beyond, 80) == (40, 40)
    assert limits(nine(*np.linspace(-9, -1, 9)), 90) == (0, 0)


@settings(max_examples=300, deadline=None)
@given(
    values=st.lists(st.floats(-30, 70), min_size=9, max_size=9),
    shift=st.floats(-30, 30),
    level=st.sampled_from(NOMINAL),
)
def test_every_band_lies_on_the_scale_around_the_median(
    values: list[float], shift: float, level: int
) -> None:
    quantiles = nine(*sorted(values))
    lo, hi = limits(quantiles, level, shift)
    middle = min(max(sorted(values)[4], 0.0), 40.0)
    assert 0 <= lo <= middle <= hi <= 40


def series(*scores: list[float], cut: float = math.nan) -> SeriesTable:
    """Each list a series of one course, visits from 1, limit 5."""
    code = np.repeat(np.arange(len(scores)), [len(one) for one in scores])
    session = np.concatenate([np.arange(1.0, len(one) + 1) for one in scores])
    flat = np.concatenate([np.array(one, dtype=float) for one in scores])
    return from_codes(
        code, np.zeros_like(code), ("a",), np.full(len(code), 5.0), session, flat, code,
        np.full(len(code), cut),
    )  # fmt: skip


def test_twice_in_a_row_is_the_lower_of_two_and_never_across_courses() -> None:
    table = series([1, 2, 3], [4, 5])
    found = running(np.array([5.0, 9.0, 7.0, 8.0, 6.0]), table)
    assert found.tolist() == [-math.inf, 5, 7, -math.inf, 6]
    assert highest(found, table).tolist() == [7, 6]


GOOD, POOR = [10.0, 12, 14, 20], [10.0, 12, 14, 12]


def flagged(threshold: float, score: Floats, table: SeriesTable) -> int:
    return int((highest(running(score, table), table) >= threshold).sum())


def test_the_threshold_is_the_lowest_that_keeps_the_budget() -> None:
    """100 courses that end well with alarms of 1..100, each twice running: at 20 % less a margin
    of .84 x .04 = 3.37 points, 16 may be flagged: those above 84."""
    table = series(*[GOOD] * 100)
    score = np.repeat(np.arange(1.0, 101.0), 4)
    margin = SAFE * math.sqrt(0.2 * 0.8 / 100)
    assert math.floor((0.2 - margin) * 100) == 16
    found = threshold_for(0.2, score, table)
    assert flagged(found, score, table) == 16
    assert found == np.nextafter(84.0, math.inf)


def test_an_alarm_once_costs_nothing() -> None:
    table = series(*[GOOD] * 100)
    once = np.tile([0.0, 50.0, 0.0, 50.0], 100) + np.repeat(np.arange(100.0), 4) / 1000
    found = threshold_for(0.2, once, table)
    assert found < 1
    twice = once.copy()
    twice[2::4] = 50.0
    assert threshold_for(0.2, twice, table) >= 50


def test_only_courses_that_end_well_count() -> None:
    score = np.r_[np.repeat(np.arange(1.0, 101.0), 4), np.full(400, 999.0)]
    alone = threshold_for(0.2, score[:400], series(*[GOOD] * 100))
    assert threshold_for(0.2, score, series(*[GOOD] * 100, *[POOR] * 100)) == alone


def test_equal_alarms_are_not_split() -> None:
    """All the same: nobody may be flagged rather than all."""
    table = series(*[GOOD] * 100)
    score = np.full(400, 7.0)
    assert flagged(threshold_for(0.3, score, table), score, table) == 0


@pytest.mark.parametrize("good", [0, 1, 10])
def test_with_too_few_that_end_well_there_is_no_flag(good: int) -> None:
    """Ten at 5 %: the margin of .84 x .069 is above the budget itself."""
    table = series(*[GOOD] * good, *[POOR] * 5)
    assert threshold_for(0.05, np.ones(table.n_ratings), table) == math.inf


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), budget=st.floats(0.01, 0.5), n=st.integers(1, 80))
def test_the_budget_is_never_passed(seed: int, budget: float, n: int) -> None:
    table = series(*[GOOD] * n, *[POOR] * 7)
    score = np.round(np.random.default_rng(seed).gamma(1.0, size=table.n_ratings), 1)
    found = threshold_for(budget, score, table)
    good = table.only(np.arange(table.n_series) < n)
    assert flagged(found, score[: 4 * n], good) <= budget * n


def test_a_known_stretch_is_recovered() -> None:
    """Half as steep and shifted by -0.7: with 40,000 courses to two digits."""
    rng = np.random.default_rng(5)
    logits = rng.normal(0, 2, 40_000)
    happened = rng.random(40_000) < 1 / (1 + np.exp(0.7 - 0.5 * logits))
    found = recalibrate(logits, happened, np.ones(40_000))
    assert found == pytest.approx([-0.7, 0.5], abs=0.04)


def test_a_few_courses_hardly_move_it() -> None:
    """Risks that are right, and the luck of five courses: half of the times the correction is
    under a quarter (0.21 in these draws). Without the pull five courses are mostly separated,
    and it would have no end."""
    rng = np.random.default_rng(6)
    moved = []
    for _ in range(200):
        logits = rng.normal(0, 2, 5)
        happened = rng.random(5) < 1 / (1 + np.exp(-logits))
        moved.append(np.abs(recalibrate(logits, happened, np.ones(5)) - [0, 1]).max())
    assert np.median(moved) < 0.25
    assert max(moved) < 1
    one = recalibrate(np.array([2.0]), np.array([True]), np.array([1.0]))
    assert one == pytest.approx([0, 1], abs=0.05)


def test_the_more_courses_the_less_it_is_pulled() -> None:
    """The truth is (0, 0.4); between belief and data in proportion."""
    slopes = []
    for n in (10, 100, 1000):
        logits = np.linspace(-3, 3, n)
        chance = 1 / (1 + np.exp(-0.4 * logits))
        # Each course twice, it happened and not, weighed by how likely each is: no luck in it.
        found = recalibrate(
            np.r_[logits, logits], np.repeat([True, False], n), np.r_[chance, 1 - chance]
        )
        slopes.append(found[1])
    assert 1 > slopes[0] > slopes[1] > slopes[2] > 0.4
    assert slopes[2] == pytest.approx(0.4, abs=0.03)


def test_ending_worse_is_part_of_ending_without_gain() -> None:
    stretch = np.array([[0.0, 1.0], [0.0, 1.0]])
    found = risks(np.array([[0.0, 2.0], [1.0, -2.0]]), stretch)
    assert found[0] == pytest.approx([0.5, 1 / (1 + math.exp(-2))])
    assert found[1] == pytest.approx([1 / (1 + math.exp(-1)), 1 / (1 + math.exp(-2))])


def test_the_alarm_is_the_odds_with_a_worse_end_counted_ten_times_more() -> None:
    table = series([10, 12])
    found = alarm_score(np.array([[0.1, 0.0], [0.6, 0.5]]), table)
    assert found == pytest.approx([(10 * 0.1 + 0.6) / 0.4, 1.0])


def test_a_certain_risk_is_still_a_number() -> None:
    assert np.isfinite(alarm_score(np.ones((2, 2)), series([10, 12]))).all()


@pytest.mark.parametrize(
    ("scores", "cut", "ordinary"),
    [
        ([26, 27, 26], math.nan, [False, False, False]),
        ([26, 27, 24.9], 25, [True, True, False]),
        ([25, 25, 25], 25, [True, True, True]),
        ([24.9, 30, 36], 25, [False, False, False]),
        ([32, 27, 26.9], 25, [True, True, False]),
        ([30.4, 25.4, 25.3], 25, [True, True, False]),
    ],
)
def test_the_ordinary_side(scores: list[float], cut: float, ordinary: list[bool]) -> None:
    """Began at 25 or over and is still there, and not more than 5 down: equal counts as there,
    and 30.4 - 25.4 is exactly 5 (4.999999999999996 or 5.000000000000004 in binary)."""
    table = series(list(scores), cut=cut)
    assert stays_ordinary(table).tolist() == ordinary
    alarms = alarm_score(np.full((2, 3), 0.9), table)
    assert (alarms == 0).tolist() == ordinary
