"""Quantile regression against linear programming, logistic regression against an optimiser."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from fit_tracker.progression.logistic import logistic_regression
from fit_tracker.progression.quantiles import LEVELS, quantile_regression
from fit_tracker.progression.series_table import Flags, Floats


def skewed(n: int, seed: int = 1) -> tuple[Floats, Floats]:
    """Constant, two numbers and a yes/no; the spread grows with one of them, and is skewed."""
    rng = np.random.default_rng(seed)
    x = np.column_stack(
        [np.ones(n), rng.normal(20, 7, n), rng.uniform(-1, 1, n), rng.random(n) < 0.3]
    )
    noise = (rng.gamma(2.0, size=n) - 2) * (2 + x[:, 2])
    return x, 3 + 0.7 * x[:, 1] - 2 * x[:, 2] + 4 * x[:, 3] + noise


def exact(x: Floats, y: Floats, level: float) -> Floats:
    """Koenker & Bassett's linear programme: residuals split into what is over and under."""
    n, p = x.shape
    cost = np.r_[np.zeros(2 * p), np.full(n, level), np.full(n, 1 - level)]
    equal = np.hstack([x, -x, np.eye(n), -np.eye(n)])
    found = linprog(cost, A_eq=equal, b_eq=y, bounds=(0, None), method="highs")
    assert found.success
    return np.asarray(found.x[:p] - found.x[p : 2 * p])


def pinball(x: Floats, y: Floats, beta: Floats, level: float) -> float:
    r = y - x @ beta
    return float((r * (level - (r < 0))).mean())


@pytest.mark.parametrize("level", [0.05, 0.2, 0.5, 0.75, 0.95])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_lines_are_those_of_linear_programming(level: float, seed: int) -> None:
    """Up to the smoothing, which is a fifth of the target's spread at 400 rows: the loss is
    within 5 % of the smallest there is, and the lines lie within a quarter of the spread."""
    x, y = skewed(400, seed)
    found = quantile_regression(x, y, (level,), 0.0)[0]
    best = exact(x, y, level)
    least = pinball(x, y, best, level)
    assert least - 1e-9 <= pinball(x, y, found, level) <= 1.05 * least
    assert np.abs(x @ (found - best)).max() < 0.25 * y.std()


def test_with_more_rows_they_come_nearer() -> None:
    gaps = []
    for n in (200, 3000):
        x, y = skewed(n, 3)
        found, best = quantile_regression(x, y, (0.9,), 0.0)[0], exact(x, y, 0.9)
        gaps.append(float(np.sqrt(((x @ (found - best)) ** 2).mean())))
    assert gaps[1] < 0.5 * gaps[0]


def test_below_each_line_lies_its_share_also_of_each_group() -> None:
    """The gradient is 0 at the minimum, so that the share is right in every part that a
    column singles out; smoothing moves it by a percent."""
    x, y = skewed(4000)
    found = quantile_regression(x, y, LEVELS, 0.0)
    for group in (x[:, 3] == 0, x[:, 3] == 1, x[:, 0] == 1):
        below = (y[group, None] < x[group] @ found.T).mean(axis=0)
        assert below == pytest.approx(LEVELS, abs=0.012)


def test_other_units_give_the_same_lines() -> None:
    x, y = skewed(500)
    one = quantile_regression(x, y, LEVELS, 0.02)
    times = np.array([1.0, 100.0, 0.01, 7.0])
    other = quantile_regression(x * times, 50 + 10 * y, LEVELS, 0.02)
    assert (x * times) @ other.T == pytest.approx(50 + 10 * (x @ one.T), rel=1e-3)


def test_a_ridge_without_end_leaves_the_quantile_itself() -> None:
    x, y = skewed(2000)
    found = quantile_regression(x, y, (0.25,), 1e9)[0]
    assert found[1:] == pytest.approx(np.zeros(3), abs=1e-6)
    assert (y < found[0]).mean() == pytest.approx(0.25, abs=0.02)


def test_a_column_that_never_changes_gets_nothing() -> None:
    x, y = skewed(500)
    twice = np.column_stack([x, np.full(len(x), 7.0), np.zeros(len(x))])
    found = quantile_regression(twice, y, LEVELS, 0.01)
    assert not found[:, 4:].any()
    # More columns smooth a little more, so the lines agree and not the digits.
    lines = x @ quantile_regression(x, y, LEVELS, 0.01).T
    assert x @ found[:, :4].T == pytest.approx(lines, abs=0.05 * y.std())


def test_a_target_that_is_the_same_for_all() -> None:
    x, _ = skewed(100)
    found = quantile_regression(x, np.full(100, 12.0), LEVELS, 0.01)
    assert x @ found.T == pytest.approx(np.full((100, 9), 12.0), abs=1e-6)


HOURS = (
    0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5,
    5.5,
)  # fmt: skip
PASSED = (0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1)


def test_a_worked_example() -> None:
    """Hours of study and passing (Wikipedia, Logistic regression): -4.1 and 1.5; by two programs
    there and here -4.0777 and 1.5046."""
    x = np.column_stack([np.ones(20), HOURS])
    found = logistic_regression(x, np.array(PASSED, dtype=bool), 0.0)
    assert found == pytest.approx([-4.0777, 1.5046], abs=2e-3)


def happened(n: int, seed: int) -> tuple[Floats, Flags]:
    x, _ = skewed(n, seed)
    chance = 1 / (1 + np.exp(-(-3 + 0.1 * x[:, 1] + x[:, 2])))
    return x, np.random.default_rng(seed).random(n) < chance


@pytest.mark.parametrize("ridge", [0.0, 0.01, 1.0])
def test_the_coefficients_are_those_of_an_optimiser(ridge: float) -> None:
    x, y = happened(500, 4)
    middle, size = np.r_[0, x[:, 1:].mean(axis=0)], np.r_[1, x[:, 1:].std(axis=0)]
    z = (x - middle) / size
    penalty = np.r_[0, np.full(3, ridge)]

    def loss(beta: Floats) -> float:
        line = z @ beta
        return float((np.logaddexp(0, line) - y * line).mean() + 0.5 * penalty @ beta**2)

    best = minimize(loss, np.zeros(4), method="BFGS", options={"gtol": 1e-9})
    assert x @ logistic_regression(x, y, ridge) == pytest.approx(z @ best.x, abs=1e-3)


def test_separated_data_end_in_a_finite_answer() -> None:
    x = np.column_stack([np.ones(60), np.linspace(-1, 1, 60)])
    found = logistic_regression(x, x[:, 1] > 0, 0.0)
    assert np.isfinite(found).all()
    assert np.array_equal(x @ found > 0, x[:, 1] > 0)


@pytest.mark.parametrize("all_of_them", [True, False])
def test_what_happened_to_all_or_none_is_finite_and_near_certain(all_of_them: bool) -> None:
    x, _ = happened(200, 5)
    found = x @ logistic_regression(x, np.full(200, all_of_them), 0.01)
    chance = 1 / (1 + np.exp(-found))
    assert np.isfinite(found).all()
    assert (np.abs(chance - all_of_them) < 0.01).all()


def test_nobody_is_surer_than_the_data_without_ridge() -> None:
    """With an intercept, the mean of the chances is the share it happened to."""
    x, y = happened(800, 6)
    chance = 1 / (1 + np.exp(-x @ logistic_regression(x, y, 0.05)))
    assert chance.mean() == pytest.approx(y.mean(), abs=1e-4)
