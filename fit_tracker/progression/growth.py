"""A multilevel growth model, fitted exactly from sufficient statistics.

    y_ij = x_ij' beta + b_i0 + b_i1 log(session_ij) + e_ij,
    (b_i0, b_i1) ~ N(0, D),  e_ij ~ N(0, sigma^2)

with random intercept and slope on log(session): change is steepest early and about linear
in the logarithm (Finch, Lambert & Schaalje 2001). With D = sigma^2 L L' the deviance is
profiled over beta and sigma^2 (Bates et al. 2015, section 3), which leaves the three numbers
of L. Everything it needs of a course is Z'Z, Z'y and y'y: by Woodbury's identity

    V^-1 = I - Z L (I + L'Z'Z L)^-1 L'Z',   log|V| = log|I + L'Z'Z L|,

so the optimiser sees two-by-two matrices, one a design, and never a rating.

When not to use it alone: it presumes that courses differ only in level and in one slope,
that errors are normal, and that who leaves does so for reasons the ratings already show. Real
series break all three, which is why bands are calibrated on left-out families afterwards.
The common misreading: the slope is no effect of treatment.

Checked against lme4 1.1 on published data, ML and REML (tests/unit/data/growth).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from fit_tracker.errors import InvalidInput
from fit_tracker.progression.moments import Moments
from fit_tracker.progression.series_table import Floats

STARTS = ((1.0, 0.0, 0.5), (0.3, 0.0, 0.05), (3.0, -0.5, 1.0))
# A standard deviation of a random effect below this share of sigma is at its boundary.
SMALL = 1e-4
# With more designs than this the search starts on rounded ones.
MANY_DESIGNS = 5_000


@dataclass(frozen=True)
class FixedEffects:
    """Which columns the model has: `names`, and for each group level how they are made.

    `maps` (G, K, p): the fixed part of a course of level g is F @ maps[g] @ beta.
    """

    names: tuple[str, ...]
    maps: Floats


@dataclass(frozen=True)
class GrowthFit:
    """The fitted model. Variances are in squared points, slopes in points per log(session).

    `log_likelihood` is restricted when `method` is "reml", and then compares only with
    models of the same fixed effects. `singular`: a variance component lies at its boundary
    (no slope variance, or a correlation of 1), which is a result and not an error.
    """

    method: str
    names: tuple[str, ...]
    fixed_effects: tuple[float, ...]
    covariance: tuple[tuple[float, float], tuple[float, float]]
    residual_variance: float
    log_likelihood: float
    n_episodes: int
    n_ratings: int
    singular: bool

    def as_json(self) -> dict[str, Any]:
        """The estimates under the names other programs' tables are compared by."""
        return {
            "method": self.method,
            "fixed_effects": dict(zip(self.names, self.fixed_effects, strict=True)),
            "covariance": [list(row) for row in self.covariance],
            "residual_variance": self.residual_variance,
            "log_likelihood": self.log_likelihood,
            "n_episodes": self.n_episodes,
            "n_ratings": self.n_ratings,
            "singular": self.singular,
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> GrowthFit:
        (a, b), (c, d) = data["covariance"]
        return GrowthFit(
            data["method"],
            tuple(data["fixed_effects"]),
            tuple(data["fixed_effects"].values()),
            ((a, b), (c, d)),
            data["residual_variance"],
            data["log_likelihood"],
            data["n_episodes"],
            data["n_ratings"],
            data["singular"],
        )


def basic_effects(functions: int = 2) -> FixedEffects:
    """Intercept and slope (and bend, the third time function) for everybody alike."""
    return FixedEffects(("intercept", "slope", "bend")[:functions], np.eye(functions)[None])


def group_effects(groups: tuple[str, ...], functions: int = 2) -> FixedEffects:
    """Each group (rater, service, age band) with a level and a slope of its own.

    Coded against the first group; a third time function is shared by all.
    """
    size = 2 * len(groups) + (functions - 2)
    maps = np.zeros((len(groups), functions, size))
    maps[:, 0, 0] = maps[:, 1, 1] = 1.0
    names = ["intercept", "slope"]
    for place, name in enumerate(groups[1:], start=1):
        maps[place, 0, 2 * place] = maps[place, 1, 2 * place + 1] = 1.0
        names += [f"intercept:{name}", f"slope:{name}"]
    if functions > 2:
        maps[:, 2, -1] = 1.0
        names.append("bend")
    return FixedEffects(tuple(names), maps)


def fit_growth(
    moments: Moments,
    method: str = "ml",
    effects: FixedEffects | None = None,
    near: GrowthFit | None = None,
) -> GrowthFit:
    """Maximum likelihood ("ml") or restricted maximum likelihood ("reml").

    `near` is a fit to much the same data, to start from. Raises InvalidInput with a sentence
    when the data cannot tell the parameters apart.
    """
    if method not in ("ml", "reml"):
        raise InvalidInput("Metoden «{method}» findes ikke; brug ml eller reml.", method=method)
    fixed = effects or basic_effects(moments.ff.shape[0])
    _check(moments, fixed)
    problem = _Problem(moments, fixed, method)
    starts = STARTS if near is None else (_theta(near),)
    theta = _from_coarser(problem, starts) if len(moments.count) > MANY_DESIGNS else None
    if theta is None:
        theta = _minimise(problem, starts)
    return _result(problem, theta)


def _check(moments: Moments, fixed: FixedEffects) -> None:
    if moments.n_episodes < 2:
        raise InvalidInput(
            "Der er {n} forløb med målinger. En vækstmodel kræver mindst to.",
            n=moments.n_episodes,
        )
    if moments.most_ratings < 2:
        raise InvalidInput(
            "Hvert forløb har kun én måling, så udvikling og målefejl kan ikke skilles ad."
        )
    if moments.most_ratings == 2 and _one_pair(moments):
        raise InvalidInput(
            "Alle forløb er målt ved de samme to besøg, så forskelle i udvikling og målefejl "
            "kan ikke skilles ad. Der skal forløb med tre målinger til."
        )
    if moments.n_ratings <= len(fixed.names):
        raise InvalidInput("Der er ikke flere målinger end tal, der skal findes.")
    _check_rank(moments, fixed)


def _one_pair(moments: Moments) -> bool:
    pairs = moments.ff[:2, :2, moments.ff[0, 0] > 1.5]
    return bool(np.ptp(pairs.reshape(4, -1), axis=1).max() < 1e-8)


def _check_rank(moments: Moments, fixed: FixedEffects) -> None:
    square = _x_square(moments, fixed, moments.ff)
    size = np.sqrt(np.maximum(np.diag(square), 1e-300))
    values = np.linalg.eigvalsh(square / np.outer(size, size))
    if values[0] < 1e-10 * values[-1]:
        raise InvalidInput(
            "Virkningerne kan ikke skilles ad: enten er alle målinger fra samme besøg, eller "
            "en gruppe har for få målinger ({names}).",
            names=", ".join(fixed.names),
        )


def _sum_by_level(values: Floats, level_starts: Floats) -> Floats:
    return np.asarray(np.add.reduceat(values, level_starts.astype(int), axis=-1))


def _x_square(moments: Moments, fixed: FixedEffects, ff: Floats) -> Floats:
    """The sum over courses of X'(...)X from K x K blocks, one a design."""
    starts = np.flatnonzero(np.r_[True, np.diff(moments.level) > 0])
    blocks = _sum_by_level(ff * moments.count, starts.astype(float))
    maps = fixed.maps[moments.level[starts]]
    return np.asarray(np.einsum("gkp,klg,glq->pq", maps, blocks, maps))


def _times(left: Floats, right: Floats) -> Floats:
    """(I, 2, D) times (2, K, D), design by design: much faster here than einsum."""
    return np.asarray(left[:, 0, None] * right[0] + left[:, 1, None] * right[1])


def _coarser(m: Moments) -> Moments:
    """Designs that are nearly alike added up: what a search may start on, not end with."""
    n, x, xx = m.ff[0, 0], m.ff[0, 1], m.ff[1, 1]
    keys = np.stack([m.level.astype(float), n, np.round(x / n, 1), np.round(xx / n, 1)])
    order = np.lexsort(keys[::-1])
    keys = keys[:, order]
    at = np.flatnonzero(np.r_[True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)])

    def add(values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values[..., order], at, axis=-1))

    count = add(m.count)
    return Moments(
        m.level[order[at]],
        count,
        add(m.ff * m.count) / count,
        add(m.fy),
        add(m.yy),
        m.total,
        m.centre,
    )


class _Problem:
    """The profiled deviance and its gradient in the three numbers of L."""

    def __init__(self, moments: Moments, fixed: FixedEffects, method: str) -> None:
        self.m = moments
        self.fixed = fixed
        self.reml = method == "reml"
        self.method = method
        starts = np.flatnonzero(np.r_[True, np.diff(moments.level) > 0])
        self.starts = starts
        self.maps = fixed.maps[moments.level[starts]]
        self.sizes = np.diff(np.r_[starts, len(moments.level)])
        self.n = moments.n_ratings
        self.df = self.n - len(fixed.names) if self.reml else self.n
        self.zf = moments.ff[:2]
        self.beta = np.zeros(len(fixed.names))
        self.sigma2 = 1.0

    def value(self, theta: Floats) -> tuple[float, Floats]:
        """Deviance and gradient, both divided by n so that tolerances mean the same."""
        m = self.m
        l11, l21, l22 = theta
        a, b, d = m.ff[0, 0], m.ff[0, 1], m.ff[1, 1]
        # I + L'AL and its inverse, written out: the designs run along the arrays.
        p = 1 + l11 * l11 * a + 2 * l11 * l21 * b + l21 * l21 * d
        q = l11 * l22 * b + l21 * l22 * d
        r = 1 + l22 * l22 * d
        det = p * r - q * q
        # B = L (I + L'AL)^-1 L'
        i11, i12, i22 = r / det, -q / det, p / det
        b11 = l11 * l11 * i11
        b12 = l11 * (l21 * i11 + l22 * i12)
        b22 = l21 * l21 * i11 + 2 * l21 * l22 * i12 + l22 * l22 * i22
        big = np.array([[b11, b12], [b12, b22]])
        zf = self.zf
        bzf = _times(big, zf)
        fvf = m.ff - _times(zf.transpose(1, 0, 2), bzf)
        fvy = m.fy - (bzf[0] * m.fy[0] + bzf[1] * m.fy[1])
        xvx = np.einsum("gkp,klg,glq->pq", self.maps, self._by_level(fvf * m.count), self.maps)
        xvy = np.einsum("gkp,kg->p", self.maps, self._by_level(fvy))
        yvy = m.total - float((b11 * m.yy[0, 0] + 2 * b12 * m.yy[0, 1] + b22 * m.yy[1, 1]).sum())
        beta = np.linalg.solve(xvx, xvy)
        rss = yvy - float(beta @ xvy)
        if not rss > 1e-12 * max(m.total, 1e-300):
            raise InvalidInput(
                "Målingerne følger modellen uden nogen afvigelse, så målefejlen kan ikke "
                "beregnes. Er alle scorer ens?"
            )
        self.beta, self.sigma2 = beta, rss / self.df
        deviance = float((m.count * np.log(det)).sum())
        deviance += self.df * (1 + math.log(2 * math.pi * self.sigma2))
        inverse = None
        if self.reml:
            deviance += float(np.linalg.slogdet(xvx)[1])
            inverse = np.linalg.inv(xvx)
        gradient = self._gradient(theta, big, inverse)
        return deviance / self.n, gradient / self.n

    def _by_level(self, values: Floats) -> Floats:
        if len(self.starts) == 1:
            return np.asarray(values.sum(axis=-1, keepdims=True))
        return np.asarray(np.add.reduceat(values, self.starts, axis=-1))

    def _gradient(self, theta: Floats, big: Floats, inverse: Floats | None) -> Floats:
        m = self.m
        # G = (I + A D)^-1 = I - A B takes Z'v to Z'V^-1 v.
        zz = m.ff[:2, :2]
        g = np.eye(2)[:, :, None] - _times(zz, big)
        fitted = np.repeat(np.einsum("gkp,p->kg", self.maps, self.beta), self.sizes, axis=1)
        h = np.asarray((self.zf * fitted).sum(axis=1))
        s = m.fy[:2]
        cross = s[:, None] * h[None]
        error = m.yy - cross - cross.transpose(1, 0, 2) + m.count * h[:, None] * h[None]
        turned = g.transpose(1, 0, 2)
        inner = m.count * _times(g, zz) - _times(_times(g, error), turned) / self.sigma2
        if inverse is not None:
            spread = np.einsum("gkp,pq,glq->klg", self.maps, inverse, self.maps)
            spread = np.repeat(spread, self.sizes, axis=2)
            gz = _times(g, self.zf)
            half = sum(gz[:, k, None] * spread[k] for k in range(len(spread)))
            inner -= m.count * np.asarray((half[:, None] * gz[None]).sum(axis=2))
        slope = inner.sum(axis=-1)
        slope = (slope + slope.T) / 2
        lower = np.array([[theta[0], 0.0], [theta[1], theta[2]]])
        change = 2 * slope @ lower
        return np.array([change[0, 0], change[1, 0], change[1, 1]])


def _theta(fit: GrowthFit) -> tuple[float, float, float]:
    """The three numbers of L, moved off the boundary so that they can leave it."""
    (a, b), (_, d) = (np.array(fit.covariance) / fit.residual_variance).tolist()
    l11 = math.sqrt(max(a, 1e-3))
    return l11, b / l11, math.sqrt(max(d - (b / l11) ** 2, 1e-3))


def _from_coarser(
    problem: _Problem, starts: tuple[tuple[float, float, float], ...]
) -> Floats | None:
    """The optimum by way of that of rounded designs, whose curvature is nearly the same.

    Newton steps with that curvature then need the gradient of all designs six or seven
    times. None where they do not settle (a variance at its boundary): search as usual.
    """
    coarse = _Problem(_coarser(problem.m), problem.fixed, problem.method)
    theta = _minimise(coarse, starts)
    hessian = _hessian(coarse, theta)
    if theta[[0, 2]].min() < 0.02 or np.linalg.eigvalsh(hessian)[0] <= 1e-9:
        return None
    for _ in range(20):
        step = np.linalg.solve(hessian, problem.value(theta)[1])
        theta = theta - step
        if np.abs(step).max() < 1e-10:
            return theta
    return None


def _hessian(problem: _Problem, theta: Floats) -> Floats:
    steps = 1e-5 * np.maximum(np.abs(theta), 1e-2)
    columns = [
        (problem.value(theta + e)[1] - problem.value(theta - e)[1]) / (2 * e.sum())
        for e in np.diag(steps)
    ]
    return np.asarray((np.array(columns) + np.array(columns).T) / 2)


def _minimise(problem: _Problem, starts: tuple[tuple[float, float, float], ...]) -> Floats:
    best: tuple[float, Floats] | None = None
    for start in starts:
        found = minimize(
            problem.value,
            np.array(start),
            jac=True,
            method="L-BFGS-B",
            options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 500, "maxls": 50},
        )
        if best is None or found.fun < best[0] - 1e-9:
            best = (float(found.fun), np.asarray(found.x))
        # The first start is enough where the data speak clearly; others guard small samples.
        if found.success and problem.m.n_episodes > 500:
            break
    assert best is not None
    return _at_boundary(problem, _polish(problem, best[1]))


def _polish(problem: _Problem, theta: Floats) -> Floats:
    """Newton steps with the gradient's differences: the last digits L-BFGS leaves."""
    value, gradient = problem.value(theta)
    for _ in range(4):
        hessian = _hessian(problem, theta)
        if np.linalg.eigvalsh(hessian)[0] <= 1e-12:
            return theta
        trial = theta - np.linalg.solve(hessian, gradient)
        found, slope = problem.value(trial)
        if not found <= value + 1e-14 * abs(value):
            return theta
        done = np.abs(trial - theta).max() < 1e-9
        theta, value, gradient = trial, found, slope
        if done:
            break
    return theta


def _at_boundary(problem: _Problem, theta: Floats) -> Floats:
    """Signs made plain, and a component that has run to its boundary set there exactly."""
    l11, l21, l22 = theta
    if l11 < 0:
        l11, l21 = -l11, -l21
    kept = np.array([l11, l21, abs(l22)])
    for place in (2, 0):
        trial = kept.copy()
        trial[place] = 0.0
        small = abs(kept[place]) < 0.02
        if small and problem.value(trial)[0] <= problem.value(kept)[0] + 1e-12:
            kept = trial
    return kept


def _result(problem: _Problem, theta: Floats) -> GrowthFit:
    deviance, _ = problem.value(theta)
    lower = np.array([[theta[0], 0.0], [theta[1], theta[2]]])
    cov = problem.sigma2 * lower @ lower.T
    beta = problem.beta.copy()
    if problem.fixed.names[0] == "intercept":
        beta[0] += problem.m.centre
    return GrowthFit(
        problem.method,
        problem.fixed.names,
        tuple(float(value) for value in beta),
        ((float(cov[0, 0]), float(cov[0, 1])), (float(cov[1, 0]), float(cov[1, 1]))),
        float(problem.sigma2),
        float(-deviance * problem.n / 2),
        problem.m.n_episodes,
        problem.m.n_ratings,
        bool(theta[0] < SMALL or theta[2] < SMALL),
    )


def deviations(fit: GrowthFit, fixed: FixedEffects, level: Any, ff: Floats, fy: Floats) -> Floats:
    """The conditional means (b0, b1) of courses, (2, S), from their F'F and F'y.

    b = D Z'V^-1 (y - X beta): each course's own deviation from the fixed part, shrunk
    towards 0 the more, the fewer ratings there are.
    """
    fitted = np.einsum("skp,p->ks", fixed.maps[level], np.array(fit.fixed_effects))
    error = fy[:2] - np.einsum("iks,ks->is", ff[:2], fitted)
    return np.asarray(np.einsum("ijs,js->is", shrinkage(fit, ff), error))


def shrinkage(fit: GrowthFit, ff: Floats) -> Floats:
    """(D^-1 sigma^2 + Z'Z)^-1, (2, 2, S), also where D is singular: D (sigma^2 I + Z'Z D)^-1."""
    (d11, d12), (_, d22) = fit.covariance
    s2 = fit.residual_variance
    a, b, c = ff[0, 0], ff[0, 1], ff[1, 1]
    # m = sigma^2 I + A D
    m11, m12 = s2 + a * d11 + b * d12, a * d12 + b * d22
    m21, m22 = b * d11 + c * d12, s2 + b * d12 + c * d22
    det = m11 * m22 - m12 * m21
    # D m^-1
    return np.array(
        [
            [(d11 * m22 - d12 * m21) / det, (d12 * m11 - d11 * m12) / det],
            [(d12 * m22 - d22 * m21) / det, (d22 * m11 - d12 * m12) / det],
        ]
    )
