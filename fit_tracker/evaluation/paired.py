"""The same persons before and after: how much they changed, and how large that is."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from scipy.special import gammaln

from fit_tracker.evaluation.clusters import (
    ClusterMean,
    Number,
    cluster_mean,
    p_of_zero,
    t_interval,
    t_quantile,
)

METHOD_CHANGE = "mean_paired_cluster"
METHOD_EFFECT = "d_change_sd_before"


@dataclass(frozen=True)
class Change:
    """Means before and after of the same `n` persons in `n_families`, and after - before.

    `low`, `high` and `p` are None when the changes are all alike or of one family only.
    """

    n: int
    n_families: int
    before: float
    after: float
    change: float
    low: float | None
    high: float | None
    p: float | None
    method: str


@dataclass(frozen=True)
class EffectSize:
    """`kind` says by what SD the change is divided. None: cannot be computed."""

    kind: str
    value: float | None
    low: float | None
    high: float | None


def paired_change(
    before: Sequence[Number], after: Sequence[Number], families: Sequence[Hashable]
) -> Change | None:
    """The mean change of persons with both values, with interval and p; None of nobody.

    change_i = after_i - before_i; their mean is compared with 0 by t on G - 1 df, with the CR1
    error of `clusters.cluster_mean`, because mothers and fathers of one child are not
    independent. Equals the paired t test when every family has one person.

    When not to use it: to say that a programme *caused* the change. Nobody is compared who did
    not take part, those who start at their worst mostly get better by themselves, and whoever
    answers twice may differ from who left. Below about ten families the t is only roughly right.
    Common misreading: an interval that holds 0 means that no change could be measured, not that
    there was none.

    Example (R: t.test(extra ~ group, sleep, paired = TRUE)): change 1.58, 0.7001 to 2.4599,
    p = 0.002833, when each is a family of its own.
    """
    if not before:
        return None
    changes = [float(b) - float(a) for a, b in zip(before, after, strict=True)]
    found = cluster_mean(changes, families)
    low, high = t_interval(found)
    return Change(
        n=found.n,
        n_families=found.n_families,
        before=_mean(before),
        after=_mean(after),
        change=found.value,
        low=low,
        high=high,
        p=p_of_zero(found),
        method=METHOD_CHANGE,
    )


def _mean(values: Sequence[Number]) -> float:
    return math.fsum(float(value) for value in values) / len(values)


def effect_size(
    before: Sequence[Number], after: Sequence[Number], families: Sequence[Hashable]
) -> EffectSize:
    """The mean change in standard deviations of the first measure (Becker 1988), corrected.

        d = J(n - 1) * mean change / SD before,   J(m) = G(m/2) / (sqrt(m/2) G((m-1)/2))
        error^2 = J^2 * ( (e / SD before)^2 * F/(F - 1) + d^2 / (2 (F - 1)) )

    with e the CR1 error of the mean change over F families, d before J, and the interval
    d -/+ t(F - 1) * error. With one person in each family this is the variance of Bonett
    (2008), which lets the SDs before and after differ ("SMCRH" in the R package metafor).
    In raw points of the scale: a fall is negative also where lower is better.

    Not the same as the change divided by the SD of the changes (d_z), nor as a difference
    between two groups (Cohen's d): those numbers are of another kind and do not compare.
    Where everybody started alike there is no SD to divide by, and no value.

    Example (Morris 2008, first study): n 20, 30.6 (SD 15.0) to 38.5 -> J 0.9599, d = 0.5056.
    """
    nothing = EffectSize(METHOD_EFFECT, None, None, None)
    spread = standard_deviation(before)
    if not spread:
        return nothing
    changes = [float(b) - float(a) for a, b in zip(before, after, strict=True)]
    found = cluster_mean(changes, families)
    raw, factor = found.value / spread, small_sample(len(before) - 1)
    error = _error(found, spread, raw)
    if error is None:
        return EffectSize(METHOD_EFFECT, factor * raw, None, None)
    reach = t_quantile(found.df) * factor * error
    return EffectSize(METHOD_EFFECT, factor * raw, factor * raw - reach, factor * raw + reach)


def small_sample(df: int) -> float:
    """Hedges' exact factor J(df), which makes a standardised change unbiased: 19 -> 0.9599."""
    if df < 2:
        return 1.0
    return math.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / math.sqrt(df / 2)


def standard_deviation(values: Sequence[Number]) -> float | None:
    """The sample SD (n - 1); None of fewer than two values."""
    numbers = [float(value) for value in values]
    if len(numbers) < 2:
        return None
    mean = math.fsum(numbers) / len(numbers)
    return math.sqrt(math.fsum((x - mean) ** 2 for x in numbers) / (len(numbers) - 1))


def _error(found: ClusterMean, spread: float, raw: float) -> float | None:
    if not found.error:
        return None
    families = found.n_families
    scaled = (found.error / spread) ** 2 * families / (families - 1)
    return math.sqrt(scaled + raw**2 / (2 * (families - 1)))
