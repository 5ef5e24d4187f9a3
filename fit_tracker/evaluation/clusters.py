"""The mean of persons who come in families, and how sure one may be of it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scipy.special import stdtr, stdtrit

Number = float | Decimal

CONFIDENCE = 0.95
"""Every interval of the house is a 95 % interval."""


@dataclass(frozen=True)
class ClusterMean:
    """`value` of `n` persons in `n_families`; `error` is None where it cannot be computed."""

    value: float
    error: float | None
    n: int
    n_families: int

    @property
    def df(self) -> int:
        """Degrees of freedom of the t distribution: families, not persons, less one."""
        return self.n_families - 1


def cluster_mean(values: Sequence[Number], families: Sequence[Hashable]) -> ClusterMean:
    """The mean of `values` with a standard error that is robust to families (CR1).

    Mothers and fathers of one child share a home, so their values are alike, and the usual
    s / sqrt(n) is too small. With e_i the distance to the mean and S_g the sum of e_i within
    family g of G families and n persons:

        error = sqrt( G / (G - 1) * sum_g S_g^2 ) / n,   compared with t on G - 1 df.

    Source: Liang & Zeger 1986 with the small-sample factor of CR1 (Cameron & Miller 2015,
    section VI), for a model with a mean only. Equals s / sqrt(n) with n - 1 df when every
    family has one person. Checked against statsmodels' `cov_type="cluster"`.
    When not to use it: with fewer than two families (error is None), or where families are
    themselves alike, as in one group course; then it is still too small.
    Common misreading: it does not need families to be alike; it lets them be.

    Example: values 1, 3 | 2, 6 | 8 of three families: mean 4, S = -4, 0, 4,
    error = sqrt(3/2 * 32) / 5 = 1.3856 (s / sqrt(n) would be 1.3038).
    """
    numbers = [float(value) for value in values]
    mean = math.fsum(numbers) / len(numbers)
    sums: dict[Hashable, list[float]] = {}
    for number, family in zip(numbers, families, strict=True):
        sums.setdefault(family, []).append(number - mean)
    return ClusterMean(mean, _error(list(sums.values()), len(numbers)), len(numbers), len(sums))


def t_interval(mean: ClusterMean) -> tuple[float | None, float | None]:
    """value -/+ t(G - 1) * error; None twice when the error cannot be computed or is nought.

    Values that are all alike have no error at all, which says that there is nothing to
    estimate it from, not that the mean is known exactly.
    """
    if not mean.error:
        return None, None
    reach = t_quantile(mean.df) * mean.error
    return mean.value - reach, mean.value + reach


def t_quantile(df: float) -> float:
    """The two-sided 95 % quantile of t: 10 -> 2.228139."""
    return float(stdtrit(df, (1 + CONFIDENCE) / 2))


def p_of_zero(mean: ClusterMean) -> float | None:
    """Two-sided p of a mean of 0, from t on G - 1 df; None without an error."""
    if not mean.error:
        return None
    return float(2 * stdtr(mean.df, -abs(mean.value) / mean.error))


def _error(families: list[list[float]], n: int) -> float | None:
    count = len(families)
    if count < 2:
        return None
    square = math.fsum(math.fsum(one) ** 2 for one in families)
    error = math.sqrt(count / (count - 1) * square) / n
    return 0.0 if error < 1e-12 else error
