"""Means, medians and the difference of two means, each with its 95 % interval."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from scipy.special import bdtr

from fit_tracker.evaluation.clusters import (
    CONFIDENCE,
    Number,
    cluster_mean,
    t_interval,
    t_quantile,
)

METHOD_MEAN = "mean_cluster"
METHOD_MEDIAN = "median"
METHOD_DIFFERENCE = "welch_difference"


@dataclass(frozen=True)
class Mean:
    """A mean; `error` and `df` are what a later difference needs. None: cannot be computed."""

    value: float
    low: float | None
    high: float | None
    n: int
    error: float | None
    df: float


@dataclass(frozen=True)
class Median:
    """A median; `low` and `high` are None below six values."""

    value: float
    low: float | None
    high: float | None
    n: int


def mean_interval(
    values: Sequence[Number], families: Sequence[Hashable] | None = None
) -> Mean | None:
    """The mean of `values`, persons of one family counted as belonging together; None of none.

    value -/+ t(G - 1) * CR1 error (`clusters.cluster_mean`). Without `families` every value is
    a family of its own, and this is the ordinary t interval. Not for skewed times in days:
    take the median.

    Example (R: t.test(c(1, 3, 2, 6, 8))$conf.int): 4, 0.3800 to 7.6200.
    """
    if not values:
        return None
    found = cluster_mean(values, range(len(values)) if families is None else families)
    return Mean(found.value, *t_interval(found), found.n, found.error, found.df)


def mean_told(value: float, low: float, high: float, df: float) -> Mean:
    """A mean as it was told with its interval, so that a later one can be compared with it.

    The error is what the interval says: (high - low) / 2 / t(df), as exact as its decimals.
    """
    error = (high - low) / 2 / t_quantile(df)
    return Mean(value, low, high, int(df) + 1, error, df)


def difference_of_means(one: Mean, other: Mean) -> tuple[float, float | None, float | None]:
    """one - other with its 95 % interval: (difference, low, high), after Welch (1947).

    error = sqrt(e1^2 + e2^2) with (e1^2 + e2^2)^2 / (e1^4/df1 + e2^4/df2) degrees of freedom
    (Satterthwaite). For separate groups only. The groups may differ in more than time, so a
    difference between two quarters is no sign that anything works better.
    Checked against R's `t.test(x, y)`.

    Example (R's own sleep data): 0.75 - 2.33 = -1.58, -3.3655 to 0.2055.
    """
    difference = one.value - other.value
    if not one.error or not other.error:
        return difference, None, None
    first, second = one.error**2, other.error**2
    df = (first + second) ** 2 / (first**2 / one.df + second**2 / other.df)
    reach = t_quantile(df) * math.sqrt(first + second)
    return difference, difference - reach, difference + reach


def median_interval(values: Sequence[Number]) -> Median | None:
    """The median with the interval of its order statistics; None of no values.

    With the values in order, from the k-th to the (n - k + 1)-th, k the largest with
    P(Binomial(n, 1/2) < k) <= 2.5 %. It holds for any distribution, is at least 95 % sure, and
    needs six values (Conover 1999, section 3.2; R's `wilcox.test` asks for symmetry, this not).

    Example: of 1..10 the median is 5.5, from 2 to 9 (k = 2, 97.9 % sure).
    """
    if not values:
        return None
    ordered = sorted(float(value) for value in values)
    n = len(ordered)
    middle = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    k = _rank(n)
    if k == 0:
        return Median(middle, None, None, n)
    return Median(middle, ordered[k - 1], ordered[n - k], n)


def _rank(n: int) -> int:
    """The largest k with P(Binomial(n, 1/2) <= k - 1) <= 2.5 %; 0 when even k = 1 is too many."""
    tail = (1 - CONFIDENCE) / 2
    k = 0
    while bdtr(k, n, 0.5) <= tail:
        k += 1
    return k
