"""Quantile regression with a smoothed loss: the engine of the bands.

For each level tau the coefficients minimise the mean of rho_tau(y - Xb), rho_tau(u) =
u (tau - [u < 0]) (Koenker & Bassett 1978), smoothed with a normal kernel so that Newton's
method finds the minimum in a few steps (conquer: He, Pan, Tan & Zhou 2023), plus a ridge
that pulls every coefficient but the constant towards 0. At the minimum, the share of y below
the line is tau, and is tau within each part of the data that the columns can single out:
with columns for visit, intake and rater this is conformal prediction with conditional
guarantees over their span (Gibbs, Cherian & Candes 2023), up to smoothing and ridge.

When not to use: with few rows far tails (0.05 of 100 rows are five).
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtr

from fit_tracker.progression.series_table import Floats

LEVELS = (0.05, 0.10, 0.20, 0.25, 0.50, 0.75, 0.80, 0.90, 0.95)
STEPS = 40


def quantile_regression(
    columns: Floats, target: Floats, levels: tuple[float, ...], ridge: float
) -> Floats:
    """Coefficients (levels, p). `ridge` is the weight of the sum of squares of the
    coefficients of standardised columns, in units of the target's spread."""
    middle, size = columns.mean(axis=0), columns.std(axis=0)
    middle[0], size[0] = 0.0, 1.0
    size = np.where(size > 1e-9, size, np.inf)
    x = (columns - middle) / size
    unit = max(float(target.std()), 1e-9)
    start = np.zeros(x.shape[1])
    found = np.empty((len(levels), x.shape[1]))
    for place, level in enumerate(levels):
        start = start.copy()
        start[0] = np.quantile(target / unit - x[:, 1:] @ start[1:], level)
        start = _newton(x, target / unit, level, ridge, start)
        found[place] = start
    raw = found * unit / size
    raw[:, 0] -= raw[:, 1:] @ middle[1:]
    return raw


def _newton(x: Floats, y: Floats, level: float, ridge: float, beta: Floats) -> Floats:
    n, p = x.shape
    width = max(0.05, min(0.25, ((p + math.log(n)) / n) ** 0.4 * 0.5))
    penalty = np.full(p, ridge)
    penalty[0] = 0.0
    value = _loss(x, y, level, penalty, width, beta)
    for _ in range(STEPS):
        u = (y - x @ beta) / width
        gradient = -x.T @ (level - ndtr(-u)) / n + penalty * beta
        # A floor under the density keeps the step finite where few rows lie near the line.
        weight = np.exp(-0.5 * u * u) / math.sqrt(2 * math.pi) / width + 1e-3
        hessian = (x * weight[:, None]).T @ x / n
        hessian[np.diag_indices(p)] += penalty + 1e-9
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while size > 1e-4:
            trial = beta - size * step
            found = _loss(x, y, level, penalty, width, trial)
            if found <= value + 1e-12:
                break
            size /= 2
        done = value - found < 1e-8
        beta, value = trial, found
        if done:
            break
    return beta


def _loss(x: Floats, y: Floats, level: float, penalty: Floats, width: float, beta: Floats) -> float:
    """The pinball loss convolved with a normal kernel, plus the ridge."""
    r = y - x @ beta
    u = r / width
    smooth = r * (level - ndtr(-u)) + width * np.exp(-0.5 * u * u) / math.sqrt(2 * math.pi)
    return float(smooth.mean() + 0.5 * (penalty * beta * beta).sum())
