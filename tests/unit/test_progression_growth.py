"""The growth model against lme4, against dense matrices, and where it must say no.

The reference values are lme4's on seven published data sets (data/growth/README.md).
"""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from fit_tracker.errors import InvalidInput
from fit_tracker.progression.growth import (
    MANY_DESIGNS,
    STARTS,
    FixedEffects,
    GrowthFit,
    _minimise,
    _Problem,
    _result,
    basic_effects,
    deviations,
    fit_growth,
    group_effects,
)
from fit_tracker.progression.moments import Moments, collect, course_sums, from_columns
from fit_tracker.progression.series_table import Floats, Ints, SeriesTable, series_table
from fit_tracker.progression.simulate import simulate
from fit_tracker.store.analysis import growth_moments

DATA = Path(__file__).parent / "data" / "growth"
REFERENCE: list[dict[str, Any]] = json.loads((DATA / "reference.json").read_text())
COVARIATES = ("treatment", "female")


def _named(one: dict[str, Any]) -> str:
    return "-".join([one["dataset"], one["method"], *list(one["fixed_effects"])[2:]])


@cache
def published(dataset: str) -> tuple[SeriesTable, dict[str, Ints]]:
    """The ratings, and each series' value of the covariates the file has."""
    with (DATA / f"{dataset}.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["score"]]
    names = [row["episode_id"] for row in rows]
    numbers = [[float(row[key]) for row in rows] for key in ("session_no", "score")]
    table = series_table(names, ["person"] * len(rows), 1.0, *numbers)
    levels = {}
    for covariate in COVARIATES:
        if covariate in rows[0]:
            known = {row["episode_id"]: int(row[covariate]) for row in rows}
            levels[covariate] = np.array([known[name] for name in sorted(known)])
    return table, levels


def parts(one: dict[str, Any]) -> tuple[SeriesTable, Ints | None, FixedEffects, bool]:
    """Table, level of each series, fixed effects and bend that a reference fit is about."""
    table, levels = published(one["dataset"])
    bend = "bend" in one["fixed_effects"]
    covariate = next((name for name in COVARIATES if name in one["fixed_effects"]), None)
    if covariate is None:
        return table, None, basic_effects(3 if bend else 2), bend
    return table, levels[covariate], group_effects(("no", covariate), 3 if bend else 2), bend


def lme4_order(one: dict[str, Any], names: tuple[str, ...]) -> list[float]:
    """lme4's estimates in our order; ours are called intercept:treatment, lme4's treatment."""
    return [one["fixed_effects"][name.removeprefix("intercept:")] for name in names]


def sql_moments(table: SeriesTable, level: Ints | None = None, bend: bool = False) -> Moments:
    group = np.zeros(table.n_series) if level is None else level.astype(float)
    ratings = {
        "series": table.series_of.astype(float),
        "level": group[table.series_of],
        "session_no": table.session,
        "score": table.score,
    }
    return from_columns(*growth_moments(ratings, bend=bend))


def exact_to(one: dict[str, Any]) -> float:
    """lme4's last digits: it stops early where a variance is at its boundary (README), and
    the likelihood is flat where one variance is two hundred times the next."""
    if one["singular"]:
        return 2e-5
    return 5e-6 if one["dataset"] == "bodyweight" else 1e-6


def agrees(fit: GrowthFit, one: dict[str, Any]) -> None:
    close = exact_to(one)
    assert fit.log_likelihood == pytest.approx(one["log_likelihood"], rel=1e-9)
    assert fit.residual_variance == pytest.approx(one["residual_variance"], rel=close)
    assert fit.fixed_effects == pytest.approx(lme4_order(one, fit.names), rel=close)
    sizes = np.sqrt(np.diag(one["covariance"]))
    error = (np.array(fit.covariance) - one["covariance"]) / np.outer(sizes, sizes)
    assert np.abs(error).max() < close
    assert (fit.n_episodes, fit.n_ratings) == (one["n_episodes"], one["n_ratings"])
    assert fit.singular is one["singular"]
    assert fit.method == one["method"]


@pytest.mark.parametrize("one", REFERENCE, ids=_named)
def test_estimates_are_those_of_lme4(one: dict[str, Any]) -> None:
    table, level, fixed, bend = parts(one)
    agrees(fit_growth(collect(table, level, bend), one["method"], fixed), one)


@pytest.mark.parametrize("one", REFERENCE, ids=_named)
def test_so_are_those_from_one_pass_of_sql(one: dict[str, Any]) -> None:
    table, level, fixed, bend = parts(one)
    agrees(fit_growth(sql_moments(table, level, bend), one["method"], fixed), one)


@pytest.mark.parametrize("one", REFERENCE, ids=_named)
def test_each_course_deviates_as_lme4_says(one: dict[str, Any]) -> None:
    table, level, fixed, bend = parts(one)
    fit = fit_growth(collect(table, level, bend), one["method"], fixed)
    ff, fy, _ = course_sums(table, bend)
    group = np.zeros(table.n_series, dtype=int) if level is None else level
    found = deviations(fit, fixed, group, ff, fy)[:, :5].T
    known = np.array(list(one["ranef"].values()))
    # The files are sorted by name, so the first five series are the reference's five.
    size = np.sqrt(np.diag(one["covariance"]))
    assert np.abs((found - known) / size).max() < 5 * exact_to(one)


def drawn(seed: int, courses: int = 12, longest: int = 6) -> SeriesTable:
    """Courses of 1 to `longest` ratings at sessions with gaps, some not whole."""
    rng = np.random.default_rng(seed)
    names, sessions, scores = [], [], []
    for name in range(courses):
        n = 3 if name == 0 else int(rng.integers(1, longest + 1))
        at = np.sort(rng.choice(np.arange(2, 24), n, replace=False)) / 2
        level, slope = rng.normal(20, 5), rng.normal(2, 2)
        names += [f"{name:03d}"] * n
        sessions += at.tolist()
        scores += (level + slope * np.log(at) + rng.normal(0, 2, n)).tolist()
    return series_table(names, ["a"] * len(names), 5.0, sessions, scores)


def dense(table: SeriesTable, fit: GrowthFit) -> float:
    """The log-likelihood by the normal density of each course, all matrices written out."""
    total, beta = 0.0, np.array(fit.fixed_effects)
    information = np.zeros((len(beta), len(beta)))
    for a, b in zip(table.start[:-1], table.start[1:], strict=True):
        x = np.column_stack([np.ones(b - a), np.log(table.session[a:b])])
        v = x @ np.array(fit.covariance) @ x.T + fit.residual_variance * np.eye(b - a)
        total += multivariate_normal.logpdf(table.score[a:b], x @ beta, v)
        information += x.T @ np.linalg.solve(v, x)
    if fit.method == "ml":
        return total
    return total - 0.5 * np.linalg.slogdet(information)[1] + len(beta) / 2 * np.log(2 * np.pi)


@pytest.mark.parametrize("method", ["ml", "reml"])
@pytest.mark.parametrize("seed", range(5))
def test_the_log_likelihood_is_that_of_the_normal_density(seed: int, method: str) -> None:
    table = drawn(seed)
    fit = fit_growth(collect(table), method)
    assert fit.log_likelihood == pytest.approx(dense(table, fit), abs=1e-8)


@pytest.mark.parametrize("method", ["ml", "reml"])
@pytest.mark.parametrize("seed", range(5))
def test_nothing_near_the_estimates_is_likelier(seed: int, method: str) -> None:
    table = drawn(seed)
    fit = fit_growth(collect(table), method)
    lower = np.linalg.cholesky(np.array(fit.covariance) + 1e-12 * np.eye(2))
    rng = np.random.default_rng(seed)
    for _ in range(40):
        root = lower + 0.03 * np.tril(rng.normal(size=(2, 2)))
        (a, b), (c, d) = (root @ root.T).tolist()
        residual = fit.residual_variance * np.exp(0.03 * rng.normal())
        # The restricted likelihood presumes the generalised least squares of each variance.
        beta = fit.fixed_effects if method == "ml" else _gls(table, root @ root.T, residual)
        other = GrowthFit(
            method, fit.names, tuple(beta), ((a, b), (c, d)), residual, 0.0, 0, 0, False
        )
        assert dense(table, other) <= fit.log_likelihood + 1e-9


def _gls(table: SeriesTable, covariance: Floats, residual: float) -> list[float]:
    left, right = np.zeros((2, 2)), np.zeros(2)
    for a, b in zip(table.start[:-1], table.start[1:], strict=True):
        x = np.column_stack([np.ones(b - a), np.log(table.session[a:b])])
        v = x @ covariance @ x.T + residual * np.eye(b - a)
        left += x.T @ np.linalg.solve(v, x)
        right += x.T @ np.linalg.solve(v, table.score[a:b])
    return np.linalg.solve(left, right).tolist()


def test_deviations_are_the_dense_conditional_means_also_for_one_rating() -> None:
    table = drawn(3)
    fit = fit_growth(collect(table))
    ff, fy, _ = course_sums(table)
    found = deviations(fit, basic_effects(), np.zeros(table.n_series, dtype=int), ff, fy)
    for place, (a, b) in enumerate(zip(table.start[:-1], table.start[1:], strict=True)):
        z = np.column_stack([np.ones(b - a), np.log(table.session[a:b])])
        cov = np.array(fit.covariance)
        v = z @ cov @ z.T + fit.residual_variance * np.eye(b - a)
        error = table.score[a:b] - z @ np.array(fit.fixed_effects)
        assert found[:, place] == pytest.approx(cov @ z.T @ np.linalg.solve(v, error), abs=1e-9)
    assert (table.length == 1).any()


def _sorted(moments: Moments) -> tuple[Floats, ...]:
    order = np.lexsort([
        np.round(moments.ff[1, 1], 6), np.round(moments.ff[0, 1], 6), moments.ff[0, 0],
        moments.level,
    ])  # fmt: skip
    kept = (moments.level, moments.count, moments.ff, moments.fy, moments.yy)
    return tuple(np.asarray(part[..., order], dtype=float) for part in kept)


@pytest.mark.parametrize("bend", [False, True])
@pytest.mark.parametrize("sessions", ["from one to n", "gaps", "not whole"])
def test_sql_and_arrays_give_the_same_moments(sessions: str, bend: bool) -> None:
    table = simulate("plain" if sessions == "from one to n" else "hard", 300, 1).table()
    if sessions == "not whole":
        table = drawn(1, courses=40)
    level = (np.arange(table.n_series) % 3).astype(np.int64)
    ours, theirs = collect(table, level, bend), sql_moments(table, level, bend)
    assert ours.centre == pytest.approx(theirs.centre, rel=1e-12)
    assert ours.total == pytest.approx(theirs.total, rel=1e-10)
    assert (ours.n_episodes, ours.n_ratings) == (table.n_series, table.n_ratings)
    for one, other in zip(_sorted(ours), _sorted(theirs), strict=True):
        # fy is a sum that may come to about 0: absolute, on the scale of what is added.
        assert one == pytest.approx(other, rel=1e-8, abs=1e-7)


def test_courses_with_the_same_visits_share_one_design() -> None:
    """Visits run 1..n with n from 2 to 25: at most 24 designs, however many courses."""
    table = simulate("plain", 3000, 2).table()
    lengths = len(np.unique(table.length))
    assert lengths <= 24
    assert len(collect(table).count) == lengths
    assert len(sql_moments(table).count) == lengths
    assert len(sql_moments(table, bend=True).count) == lengths


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), method=st.sampled_from(["ml", "reml"]))
def test_the_order_of_rows_and_courses_does_not_matter(seed: int, method: str) -> None:
    table = drawn(seed)
    order = np.random.default_rng(seed).permutation(table.n_ratings)
    names = np.array([f"{9 * number % 13:03d}" for number in table.course[table.series_of]])
    shuffled = series_table(
        names[order].tolist(), ["a"] * len(order), 5.0, table.session[order], table.score[order]
    )
    same(fit_growth(collect(shuffled), method), fit_growth(collect(table), method))


def same(one: GrowthFit, other: GrowthFit, close: float = 2e-5) -> None:
    # A flat optimum moves with the last bits of the sums; the likelihood hardly does.
    assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1e-7)
    assert one.fixed_effects == pytest.approx(other.fixed_effects, rel=close, abs=close)
    assert one.residual_variance == pytest.approx(other.residual_variance, rel=close)
    size = max(np.trace(other.covariance), other.residual_variance)
    assert np.array(one.covariance) == pytest.approx(np.array(other.covariance), abs=close * size)


def moved(table: SeriesTable, by: float, times: float) -> SeriesTable:
    names = [f"{number:03d}" for number in table.course[table.series_of]]
    return series_table(names, ["a"] * len(names), 5.0, table.session, by + times * table.score)


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    by=st.floats(-500, 500),
    times=st.floats(0.05, 20),
    method=st.sampled_from(["ml", "reml"]),
)
def test_another_zero_and_another_unit_change_nothing_else(
    seed: int, by: float, times: float, method: str
) -> None:
    table = drawn(seed)
    found = fit_growth(collect(moved(table, by, times)), method)
    df = table.n_ratings - (2 if method == "reml" else 0)
    back = GrowthFit(
        found.method,
        found.names,
        ((found.fixed_effects[0] - by) / times, found.fixed_effects[1] / times),
        tuple(tuple(value / times**2 for value in row) for row in found.covariance),  # type: ignore[arg-type]
        found.residual_variance / times**2,
        found.log_likelihood + df * np.log(times),
        found.n_episodes,
        found.n_ratings,
        found.singular,
    )
    same(back, fit_growth(collect(table), method))


def test_a_fit_that_starts_near_another_ends_in_the_same_place() -> None:
    table = simulate("plain", 400, 3).table()
    fit = fit_growth(collect(table), "reml")
    other = fit_growth(collect(simulate("plain", 400, 4).table()), "reml")
    same(fit_growth(collect(table), "reml", near=other), fit)


def test_json_keeps_every_digit() -> None:
    table, level, fixed, bend = parts(next(f for f in REFERENCE if len(f["fixed_effects"]) == 5))
    fit = fit_growth(collect(table, level, bend), "ml", fixed)
    assert GrowthFit.from_json(json.loads(json.dumps(fit.as_json()))) == fit


def straight(slopes: Floats, seed: int = 0, noise: float = 2.0) -> SeriesTable:
    """Six ratings a course; the noise has neither level nor slope within any course, so the
    slopes that least squares finds in each course are exactly these."""
    rng = np.random.default_rng(seed)
    at = np.arange(1.0, 7.0)
    x = np.column_stack([np.ones(6), np.log(at)])
    names, scores = [], []
    for name, slope in enumerate(slopes):
        e = rng.normal(0, noise, 6)
        e -= x @ np.linalg.lstsq(x, e, rcond=None)[0]
        names += [f"{name:03d}"] * 6
        scores += (x @ [rng.normal(20, 6), slope] + e).tolist()
    sessions = np.tile(at, len(slopes)).tolist()
    return series_table(names, ["a"] * len(names), 5.0, sessions, scores)


@pytest.mark.parametrize("method", ["ml", "reml"])
def test_no_variance_between_slopes_is_a_result(method: str) -> None:
    fit = fit_growth(collect(straight(np.full(30, 2.5))), method)
    (level, cross), (_, slope) = fit.covariance
    assert fit.singular is True
    assert slope == pytest.approx(0, abs=1e-6 * level)
    assert abs(cross) < 1e-3 * level
    assert fit.fixed_effects[1] == pytest.approx(2.5, abs=1e-6)


def test_with_variance_between_slopes_it_is_not_singular() -> None:
    fit = fit_growth(collect(straight(np.linspace(-4, 9, 30))))
    assert fit.singular is False
    assert fit.covariance[1][1] > 5


def of(sessions: list[list[float]], scores: list[list[float]] | None = None) -> SeriesTable:
    rng = np.random.default_rng(1)
    names = [str(i) for i, one in enumerate(sessions) for _ in one]
    given = scores or [rng.normal(20, 5, len(one)).tolist() for one in sessions]
    flat = [[value for one in values for value in one] for values in (sessions, given)]
    return series_table(names, ["a"] * len(names), 5.0, *flat)


REFUSED = {
    "one episode": (of([[1, 2, 3, 4]]), "En vækstmodel kræver mindst to."),
    "one rating each": (of([[1], [2], [3], [1]]), "Hvert forløb har kun én måling"),
    "the same two visits": (of([[1, 4]] * 30), "Alle forløb er målt ved de samme to besøg"),
    "same two, some once": (of([[1, 4]] * 30 + [[1]] * 9), "de samme to besøg"),
    "all at one visit": (of([[3, 3, 3]] * 9), "enten er alle målinger fra samme besøg"),
    "all scores equal": (of([[1, 2, 3]] * 9, [[17.0] * 3] * 9), "Er alle scorer ens?"),
    "a line without error": (of([[1, 2, 3]] * 9, [[20, 20, 20]] * 9), "uden nogen afvigelse"),
}


@pytest.mark.parametrize("method", ["ml", "reml"])
@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_fitted_is_said_in_a_sentence(case: str, method: str) -> None:
    table, words = REFUSED[case]
    with pytest.raises(InvalidInput) as told:
        fit_growth(collect(table), method)
    assert words in str(told.value)


def test_a_group_without_ratings_cannot_have_a_level() -> None:
    table = straight(np.linspace(0, 5, 9))
    fixed = group_effects(("mor", "far", "barn"))
    level = (np.arange(9) % 2).astype(np.int64)
    with pytest.raises(InvalidInput) as told:
        fit_growth(collect(table, level), "ml", fixed)
    assert "en gruppe har for få målinger" in str(told.value)
    assert "slope:barn" in str(told.value)


def test_no_more_ratings_than_numbers_to_find() -> None:
    with pytest.raises(InvalidInput) as told:
        fit_growth(
            collect(of([[1, 2, 3], [1]]), np.array([0, 1])), "ml", group_effects(("mor", "far"))
        )
    assert str(told.value) == "Der er ikke flere målinger end tal, der skal findes."


def test_a_third_time_function_needs_three_visits() -> None:
    table = of([[1, 4, 4]] * 20)
    with pytest.raises(InvalidInput) as told:
        fit_growth(collect(table, bend=True))
    assert "Virkningerne kan ikke skilles ad" in str(told.value)


def test_two_visits_that_differ_between_courses_are_enough() -> None:
    """Balanced pairs cannot tell slope from error; unequal gaps can."""
    table = drawn(8, courses=60, longest=2)
    assert table.length.max() <= 3
    assert fit_growth(collect(table)).log_likelihood < 0


def test_an_unknown_method_names_the_two() -> None:
    with pytest.raises(InvalidInput) as told:
        fit_growth(collect(drawn(1)), "bayes")
    assert str(told.value) == "Metoden «bayes» findes ikke; brug ml eller reml."


def test_no_ratings_at_all() -> None:
    columns, centre = growth_moments({
        name: np.zeros(0) for name in ("series", "level", "session_no", "score")
    })  # fmt: skip
    with pytest.raises(InvalidInput) as told:
        fit_growth(from_columns(columns, centre))
    assert "Der er 0 forløb med målinger." in str(told.value)


@pytest.mark.parametrize("method", ["ml", "reml"])
@pytest.mark.parametrize("groups", [1, 3])
def test_so_many_designs_that_the_search_starts_on_rounded_ones(method: str, groups: int) -> None:
    """Visits at any tenth: thousands of designs, and the same optimum as the search finds."""
    rng = np.random.default_rng(4)
    at = np.sort(np.round(rng.uniform(1, 30, (6000, 5)), 1), axis=1)
    level, slope = rng.multivariate_normal([20, 2], [[40, -4], [-4, 5]], 6000).T
    score = level[:, None] + slope[:, None] * np.log(at) + rng.normal(0, 3, at.shape)
    names = np.repeat(np.arange(6000), 5)
    table = series_table(names.tolist(), ["a"] * 30_000, 5.0, at.ravel(), score.ravel())
    group = (np.arange(6000) % groups).astype(np.int64)
    fixed = group_effects(("a", "b", "c")[:groups])
    moments = collect(table, group)
    assert len(moments.count) > MANY_DESIGNS
    problem = _Problem(moments, fixed, method)
    searched = _result(problem, _minimise(problem, STARTS))
    same(fit_growth(moments, method, fixed), searched, close=1e-6)


def test_many_designs_and_no_variance_between_slopes() -> None:
    """The short cut does not settle at the boundary; the search does."""
    rng = np.random.default_rng(5)
    at = np.sort(rng.uniform(1, 30, (MANY_DESIGNS + 200, 4)), axis=1)
    names = np.repeat(np.arange(len(at)), 4)
    # Each course's own slope is taken off: what least squares finds is 2 in all of them.
    x = np.log(at) - np.log(at).mean(axis=1, keepdims=True)
    noise = rng.normal(0, 2, at.shape)
    noise -= x * ((x * noise).sum(axis=1) / (x * x).sum(axis=1))[:, None]
    score = rng.normal(20, 5, (len(at), 1)) + 2 * np.log(at) + noise
    table = series_table(names.tolist(), ["a"] * names.size, 5.0, at.ravel(), score.ravel())
    fit = fit_growth(collect(table))
    assert fit.singular is True
    assert fit.covariance[1][1] == pytest.approx(0, abs=1e-6)
