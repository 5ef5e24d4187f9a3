"""Simulated courses: the numbers each scenario promises are the numbers that come out."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from fit_tracker.errors import InvalidInput
from fit_tracker.progression.growth import fit_growth
from fit_tracker.progression.moments import collect
from fit_tracker.progression.scenarios import LATE_UNTIL, SCENARIOS
from fit_tracker.progression.series_table import Floats
from fit_tracker.progression.simulate import LIMIT, MOST, Simulated, simulate

MANY = 20_000


@cache
def many(scenario: str) -> Simulated:
    return simulate(scenario, MANY, seed=11)


def wide(simulated: Simulated, values: Floats) -> Floats:
    """One line a series, one column a visit, NaN after the last."""
    sheet = np.full((len(simulated.heads), MOST), np.nan)
    series = np.repeat(np.arange(len(simulated.heads)), simulated.ends - simulated.heads + 1)
    sheet[series, simulated.session - 1] = values
    return sheet


def test_an_unknown_scenario_is_answered_with_those_there_are() -> None:
    with pytest.raises(InvalidInput) as told:
        simulate("sunshine", 10, 1)
    assert "«sunshine»" in str(told.value)
    assert all(name in str(told.value) for name in SCENARIOS)


@pytest.mark.parametrize(("episodes", "seed"), [(0, 1), (-5, 1), (10, -1)])
def test_no_courses_and_no_negative_seed(episodes: int, seed: int) -> None:
    with pytest.raises(InvalidInput):
        simulate("plain", episodes, seed)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_seed_decides_everything(scenario: str) -> None:
    one, same, other = (simulate(scenario, 50, seed) for seed in (3, 3, 4))
    assert np.array_equal(one.score, same.score, equal_nan=True)
    assert np.array_equal(one.true_score, same.true_score)
    assert not np.array_equal(one.score[:40], other.score[:40], equal_nan=True)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_scores_are_tenths_on_the_scale_and_visits_run_from_one(scenario: str) -> None:
    found = many(scenario)
    score = found.score[~np.isnan(found.score)]
    assert score.min() >= 0
    assert score.max() <= 40
    assert np.array_equal(score, np.round(score, 1))
    assert found.true_score.min() >= 0
    assert found.true_score.max() <= 40
    gap = np.diff(found.session)
    starts = found.heads[1:] - 1
    assert (np.delete(gap, starts) == 1).all()
    assert (found.session[found.heads] == 1).all()
    assert found.session[found.ends].min() >= 2
    assert found.session[found.ends].max() <= 25


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_courses_are_as_long_and_end_as_the_scenario_says(scenario: str) -> None:
    found = many(scenario)
    table = found.table()
    first, last = table.score[table.start[:-1]], table.score[table.start[1:] - 1]
    gain = np.round(last - first, 1)[table.length > 1]
    assert 8 <= found.ended_on[found.heads].mean() <= 12
    assert 0.075 <= (gain < -LIMIT).mean() <= 0.105
    assert 0.45 <= (gain <= LIMIT).mean() <= 0.56
    mean = SCENARIOS[scenario].intake_mean
    assert found.score[found.heads].mean() == pytest.approx(mean, abs=0.4)
    assert found.score[found.heads].std() == pytest.approx(7.5, abs=0.25)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_true_class_is_that_of_the_true_scores(scenario: str) -> None:
    found = simulate(scenario, 300, seed=5)
    for head, end in zip(found.heads, found.ends, strict=True):
        change = found.true_score[end] - found.true_score[head]
        told = set(found.true_class[head : end + 1])
        assert told == {
            "improved" if change > LIMIT else "deteriorated" if change < -LIMIT else "unchanged"
        }
        assert set(found.ended_on[head : end + 1]) == {found.session[end]}
        assert len(set(found.episode_id[head : end + 1])) == 1


def test_plain_is_the_growth_model() -> None:
    """The model that made the courses finds its own numbers; the scale's ends cost a little."""
    world = SCENARIOS["plain"]
    fit = fit_growth(collect(many("plain").table()))
    (d11, d12), (_, d22) = fit.covariance
    assert fit.fixed_effects == pytest.approx((20.0, world.slope_mean), abs=0.15)
    assert np.sqrt(d11) == pytest.approx(world.intake_sd, rel=0.03)
    assert np.sqrt(d22) == pytest.approx(world.slope_sd, rel=0.06)
    assert d12 / np.sqrt(d11 * d22) == pytest.approx(world.correlation, abs=0.05)
    assert np.sqrt(fit.residual_variance) == pytest.approx(world.noise_sd, rel=0.03)


@pytest.mark.parametrize(("scenario", "skew"), [("plain", 0.0), ("skewed", -1.2)])
def test_the_noise_has_the_spread_and_skewness_told(scenario: str, skew: float) -> None:
    found = many(scenario)
    inside = (found.true_score > 15) & (found.true_score < 25)
    noise = (found.score - found.true_score)[inside]
    assert noise.mean() == pytest.approx(0, abs=0.05)
    assert noise.std() == pytest.approx(SCENARIOS[scenario].noise_sd, rel=0.02)
    assert (((noise - noise.mean()) / noise.std()) ** 3).mean() == pytest.approx(skew, abs=0.1)


def test_at_the_ceiling_many_ratings_cannot_rise() -> None:
    assert (many("ceiling").score >= 38).mean() > 0.25
    assert (many("plain").score >= 38).mean() < 0.06


def test_late_responders_have_not_moved_by_visit_six() -> None:
    true = wide(many("late"), many("late").true_score)
    moved = true[:, LATE_UNTIL - 1] - true[:, 0]
    moved = moved[~np.isnan(moved)]
    assert (moved == 0).mean() == pytest.approx(SCENARIOS["late"].late_share, abs=0.02)
    later = true[:, 11] - true[:, 0]
    stood = (true[:, LATE_UNTIL - 1] == true[:, 0]) & ~np.isnan(later)
    assert later[stood].mean() > 6


def leaving(scenario: str, low: float, high: float) -> float:
    """How often a course ends at visit 5, 6 or 7 when its true change lies between the two."""
    true = wide(many(scenario), many(scenario).true_score)
    change = (true - true[:, :1])[:, 4:7]
    here = (change > low) & (change < high)
    return float(np.isnan(true[:, 5:8])[here].mean())


def test_who_leaves_depends_on_the_truth_only_where_it_should() -> None:
    world = SCENARIOS["dropout"]
    middle = leaving("dropout", -3, 6)
    assert leaving("dropout", -30, -4.5) - middle == pytest.approx(world.leave_worse, abs=0.03)
    assert leaving("dropout", 7.5, 30) - middle == pytest.approx(world.leave_better, abs=0.03)
    assert abs(leaving("plain", -30, -4.5) - leaving("plain", -3, 6)) < 0.03


def squared_errors(scenario: str) -> tuple[float, float]:
    """Of the ninth rating from the first eight: their line on log(visit), and the last."""
    score = wide(many(scenario), many(scenario).score)[:, :9]
    score = score[~np.isnan(score).any(axis=1)]
    design = np.c_[np.ones(8), np.log(np.arange(1, 9))]
    line = score[:, :8] @ np.linalg.pinv(design).T @ np.array([1, np.log(9)])
    return float(((line - score[:, 8]) ** 2).mean()), float(
        ((score[:, 7] - score[:, 8]) ** 2).mean()
    )


def test_in_the_walk_the_last_rating_beats_the_line_and_in_plain_the_line_the_last() -> None:
    line, last = squared_errors("walk")
    assert last < line
    line, last = squared_errors("plain")
    assert line < last


def test_hard_has_several_raters_and_ratings_not_filled_in() -> None:
    world, found = SCENARIOS["hard"], many("hard")
    raters = np.bincount(np.bincount(found.episode[found.heads]))[1:] / MANY
    assert raters == pytest.approx(world.informants, abs=0.015)
    assert set(found.informant_name) == {"mother", "child", "father"}
    assert not np.isnan(found.score[found.heads]).any()
    later = np.delete(found.score, found.heads)
    assert world.missing < np.isnan(later).mean() < world.missing + world.missing_worse
    assert found.table().n_ratings == (~np.isnan(found.score)).sum()
