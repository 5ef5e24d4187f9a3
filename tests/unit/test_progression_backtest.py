"""How good the warnings were: each measure by hand, and the backtest against plain counting."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from fit_tracker.progression.backtest import (
    BUDGETS,
    LANDMARKS,
    at_landmark,
    auroc,
    calibration_of,
    interval_score,
    noise_share,
    quality_of,
    share_of,
)
from fit_tracker.progression.calibration import LeftOut, corrections, leave_out
from fit_tracker.progression.layers import ended
from fit_tracker.progression.quality import Quality
from fit_tracker.progression.series_table import ScoreRange, SeriesTable
from fit_tracker.progression.simulate import LIMIT, simulate

SCALE = ScoreRange(0.0, 40.0, True)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe, Statistics in Medicine 1998;17:857-872, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share(hits: int, n: int, low: float, high: float) -> None:
    found = share_of(hits, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert found.value == hits / n


@settings(max_examples=100, deadline=None)
@given(n=st.integers(1, 3000), part=st.floats(0, 1))
def test_it_is_wilsons(n: int, part: float) -> None:
    hits = round(part * n)
    found, known = share_of(hits, n), binomtest(hits, n).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=1e-9)
    assert found.low is not None and found.high is not None
    assert 0 <= found.low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= found.high <= 1


def test_a_share_of_nobody_is_no_number() -> None:
    found = share_of(0, 0)
    assert (found.hits, found.n, found.value, found.low, found.high) == (0, 0, None, None, None)


def test_the_area_of_a_published_example() -> None:
    """Hanley & McNeil, Radiology 1982;143:29-36: 109 images rated 1 to 5; the area is 0.893."""
    normal, abnormal = [33, 6, 6, 11, 2], [3, 2, 2, 11, 33]
    score = np.r_[np.repeat(np.arange(5.0), normal), np.repeat(np.arange(5.0), abnormal)]
    assert auroc(score, np.arange(109) >= 58) == pytest.approx(0.893, abs=5e-4)


@settings(max_examples=60, deadline=None)
@given(
    score=st.lists(st.integers(0, 6), min_size=2, max_size=40),
    seed=st.integers(0, 1000),
)
def test_the_area_is_the_share_of_pairs_in_the_right_order(score: list[int], seed: int) -> None:
    happened = np.random.default_rng(seed).random(len(score)) < 0.4
    values = np.array(score, dtype=float)
    gap = np.subtract.outer(values[happened], values[~happened])
    wanted = float(((gap > 0) + 0.5 * (gap == 0)).mean()) if gap.size else None
    found = auroc(values, happened)
    assert found == (None if wanted is None else pytest.approx(wanted, abs=1e-12))


def test_the_interval_score_pays_for_width_and_for_misses() -> None:
    """Gneiting & Raftery 2007, equation 43, alpha .2: 10 wide and 2 above is 10 + 2 x 10."""
    ten = np.array([10.0]), np.array([20.0])
    assert interval_score(*ten, np.array([15.0]), 80) == 10
    assert interval_score(*ten, np.array([22.0]), 80) == pytest.approx(30)
    assert interval_score(*ten, np.array([9.0]), 90) == pytest.approx(30)
    both = np.array([10.0, 10.0]), np.array([20.0, 20.0])
    assert interval_score(*both, np.array([15.0, 22.0]), 80) == pytest.approx(20)


def test_calibration_of_risks_that_are_right_and_of_risks_too_sure() -> None:
    """With 100,000, the standard error of the slope is under 0.01."""
    rng = np.random.default_rng(1)
    logit = rng.normal(-0.5, 1.2, 100_000)
    p = 1 / (1 + np.exp(-logit))
    happened = rng.random(100_000) < p
    right = calibration_of("x", p, happened)
    assert (right.slope, right.intercept) == pytest.approx((1, 0), abs=0.03)
    assert right.expected_error == pytest.approx(0, abs=0.01)
    sure = calibration_of("x", 1 / (1 + np.exp(-2 * logit)), happened)
    assert sure.slope == pytest.approx(0.5, abs=0.02)
    assert sure.expected_error is not None and sure.expected_error > 0.05


def test_the_expected_error_by_hand() -> None:
    """Two groups of ten bins' worth: foreseen .2 and .8, happened to 3 of 10 and 7 of 10."""
    p = np.repeat([0.2, 0.8], 50)
    happened = np.tile(np.arange(10) < 3, 5).tolist() + np.tile(np.arange(10) < 7, 5).tolist()
    found = calibration_of("x", p, np.array(happened))
    assert found.expected_error == pytest.approx(0.1)
    assert found.n == 100


def test_too_few_to_speak_of_calibration() -> None:
    few = calibration_of("x", np.full(19, 0.5), np.arange(19) < 9)
    none = calibration_of("x", np.full(50, 0.5), np.zeros(50, dtype=bool))
    assert (few.n, few.slope, few.expected_error) == (19, None, None)
    assert (none.n, none.slope, none.expected_error) == (50, None, None)


@cache
def left() -> LeftOut:
    return leave_out(simulate("hard", 140, 9).table(), SCALE)


@cache
def quality() -> Quality:
    return quality_of(left(), SCALE, 0.10, corrections(left(), SCALE))


def test_whole_families_are_left_out_together() -> None:
    table = left().table
    fold = left().fold[table.start[:-1]]
    for course in np.unique(table.course):
        assert len(set(fold[table.course == course])) == 1
    sizes = np.bincount(fold[np.unique(table.course, return_index=True)[1]])
    assert len(sizes) == 10
    assert np.ptp(sizes) <= 1


def test_what_is_said_of_a_course_owes_nothing_to_how_it_and_its_fold_ended() -> None:
    """The last rating of every course in one fold is replaced: nothing earlier in it changes.

    Digits after the seventh may: the optimiser of the growth model starts from all courses.
    """
    table = left().table
    ends = np.zeros(table.n_ratings, dtype=bool)
    ends[table.start[1:] - 1] = True
    changed = ends & (left().fold == 0)
    other = leave_out(replace(table, score=np.where(changed, 40 - table.score, table.score)), SCALE)
    same = (left().fold == 0) & ~ends
    assert other.logits[:, same] == pytest.approx(left().logits[:, same], abs=1e-4)
    elsewhere = (left().fold != 0) & ~ends
    assert np.abs(other.logits - left().logits)[:, elsewhere].max() > 0.01


def test_the_counts_of_a_budget_hang_together() -> None:
    table = left().table
    worse, poor = ended(table)
    points = quality().budget
    assert tuple(point.budget for point in points) == BUDGETS
    for point in points:
        assert point.false_alarms.n == (~poor).sum()
        assert point.found.n == poor.sum()
        assert point.found_deteriorated.n == worse.sum()
        assert point.ppv.n == point.false_alarms.hits + point.found.hits
        assert point.ppv.hits == point.found.hits
    for name in ("false_alarms", "found", "found_deteriorated"):
        hits = [getattr(point, name).hits for point in points]
        assert hits == sorted(hits)
    thresholds = [point.threshold for point in points]
    assert thresholds == sorted(thresholds, reverse=True)


def test_a_warning_at_a_visit_is_about_courses_that_went_on() -> None:
    table = left().table
    for row in quality().warnings:
        at = at_landmark(table, row.visit)
        longer = [
            s
            for s, (a, b) in enumerate(zip(table.start[:-1], table.start[1:], strict=True))
            if row.visit in table.session[a : b - 1]
        ]
        assert at.sum() == len(longer)
        assert row.sensitivity.n + row.specificity.n == len(longer)
        flagged = row.sensitivity.hits + row.specificity.n - row.specificity.hits
        assert (row.ppv.hits, row.ppv.n) == (row.sensitivity.hits, flagged)
    assert [row.visit for row in quality().warnings] == [3, 3, 5, 5, 8, 8]


def pooled(table: SeriesTable) -> tuple[list[float], list[bool], list[bool]]:
    """Gain so far at visits 3, 5 and 8, and how the course ended, by plain loops."""
    gain, worse, poor = [], [], []
    for a, b in zip(table.start[:-1], table.start[1:], strict=True):
        first, last = table.score[a], table.score[b - 1]
        for row in range(a, b - 1):
            if table.session[row] in LANDMARKS:
                gain.append(round(table.score[row] - first, 6))
                worse.append(round(first - last, 6) > 5)
                poor.append(round(last - first, 6) <= 5)
    return gain, worse, poor


@pytest.mark.parametrize("outcome", ["deteriorated", "not_success"])
def test_the_rules_to_beat_by_plain_counting(outcome: str) -> None:
    gain, worse, poor = pooled(left().table)
    happened = np.array(worse if outcome == "deteriorated" else poor)
    rows = {row.name: row for row in quality().rivals if row.outcome == outcome}
    assert list(rows) == ["model", "down_by_rci", "no_gain", "below_p10", "below_p25", "logistic"]
    assert {row.n for row in rows.values()} == {len(gain)}
    down = np.array([value < -5 for value in gain], dtype=float)
    stuck = np.array([value <= 5 for value in gain], dtype=float)
    assert rows["down_by_rci"].auroc == pytest.approx(auroc(down, happened))
    assert rows["no_gain"].auroc == pytest.approx(auroc(stuck, happened))
    assert rows["logistic"].sensitivity is None
    assert all(0 <= row.brier <= 0.5 for row in rows.values() if row.brier is not None)


def test_the_last_value_carried_forward_by_plain_counting() -> None:
    table = left().table
    gaps = [
        table.score[row + 1] - table.score[row]
        for a, b in zip(table.start[:-1], table.start[1:], strict=True)
        for row in range(a, b - 1)
    ]
    rows = {(row.name, row.target): row for row in quality().forecasts}
    assert rows["last_value", "next"].n == len(gaps)
    assert rows["last_value", "next"].error == pytest.approx(np.sqrt(np.mean(np.square(gaps))))
    assert rows["last_value", "next"].coverage_80 == pytest.approx(0.8, abs=0.03)
    names = {"last_value", "population", "growth", "growth_groups", "growth_bend", "model"}
    assert {name for name, _ in rows} == names


def test_every_share_of_the_bands_is_of_the_ratings_there_were() -> None:
    table = left().table
    after = {1: 0, 3: 0, 5: 0, 8: 0}
    for a, b in zip(table.start[:-1], table.start[1:], strict=True):
        for row in range(a, b - 1):
            if int(table.session[row]) in after:
                after[int(table.session[row])] += 1
    rows = [row for row in quality().bands if row.target == "next"]
    assert {(row.visit, row.share.n) for row in rows if row.visit} == set(after.items())
    assert {row.share.n for row in rows if row.visit is None} == {table.n_ratings - table.n_series}
    for visit in (None, 1, 3, 5, 8):
        widths = [row.width for row in rows if row.visit == visit]
        assert widths == sorted(widths)


def test_risk_bins_hold_everybody_once() -> None:
    table = left().table
    for outcome in ("deteriorated", "not_success"):
        bins = [row for row in quality().risk_bins if row.outcome == outcome]
        foreseen = [row.foreseen for row in bins]
        assert foreseen == sorted(foreseen)
        later = (table.session >= 2) & (np.arange(table.n_ratings) != np.repeat(
            table.start[1:] - 1, table.length
        ))  # fmt: skip
        assert sum(row.share.n for row in bins) == later.sum()


def test_how_much_of_worse_is_noise_is_foretold_about_right() -> None:
    """In the plain world it is known who is truly worse; 2,000 courses, 170 of them worse at
    their last rating: a standard error of 4 points."""
    made = simulate("plain", 2000, 3)
    table = made.table()
    worse, _ = ended(table)
    first, last = made.true_score[made.heads], made.true_score[made.ends]
    truly = float((first - last > LIMIT)[worse].mean())
    assert noise_share(table) == pytest.approx(truly, abs=0.08)


def test_nobody_worse_is_no_share() -> None:
    table = simulate("plain", 100, 1).table()
    assert noise_share(table.only(~ended(table)[0])) is None
