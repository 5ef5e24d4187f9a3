"""Ridge logistic regression by Newton's method, for the risks."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from fit_tracker.progression.series_table import Flags, Floats

STEPS = 50


def logistic_regression(columns: Floats, happened: Flags, ridge: float) -> Floats:
    """Coefficients (p,); the first column is the constant and is not penalised.

    Minimises the mean negative log-likelihood plus ridge/2 times the sum of squares of the
    coefficients of standardised columns. A few parts in a million of ridge always
    remain, so that separated data end in a finite answer.
    """
    middle, size = columns.mean(axis=0), columns.std(axis=0)
    middle[0], size[0] = 0.0, 1.0
    size = np.where(size > 1e-9, size, np.inf)
    x = (columns - middle) / size
    y = happened.astype(float)
    penalty = np.full(x.shape[1], ridge + 1e-6)
    penalty[0] = 1e-9
    beta = np.zeros(x.shape[1])
    share = min(max(float(y.mean()), 1e-4), 1 - 1e-4)
    beta[0] = np.log(share / (1 - share))
    value = _loss(x, y, penalty, beta)
    for _ in range(STEPS):
        p = expit(x @ beta)
        gradient = x.T @ (p - y) / len(y) + penalty * beta
        hessian = (x * (p * (1 - p))[:, None]).T @ x / len(y)
        hessian[np.diag_indices(len(beta))] += penalty + 1e-12
        step = np.linalg.solve(hessian, gradient)
        size_of = 1.0
        while size_of > 1e-6:
            trial = beta - size_of * step
            found = _loss(x, y, penalty, trial)
            if found <= value + 1e-14:
                break
            size_of /= 2
        done = value - found < 1e-10
        beta, value = trial, found
        if done:
            break
    raw = beta / size
    raw[0] -= raw[1:] @ middle[1:]
    return np.asarray(raw)


def _loss(x: Floats, y: Floats, penalty: Floats, beta: Floats) -> float:
    line = x @ beta
    return float((np.logaddexp(0, line) - y * line).mean() + 0.5 * (penalty * beta * beta).sum())
