"""Shares and their differences with intervals that stay between 0 and 1."""

from __future__ import annotations

import math

from scipy.special import ndtri

from fit_tracker.evaluation.clusters import CONFIDENCE

METHOD_SHARE = "wilson"
METHOD_DIFFERENCE = "newcombe_difference"


def wilson(k: int, n: int) -> tuple[float, float]:
    """95 % interval of the share k / n: (low, high), after Wilson (1927), uncorrected.

    With z = 1.959964: centre (k + z^2/2) / (n + z^2), reach
    z * sqrt(k (n - k) / n + z^2/4) / (n + z^2).

    Use it for independent units: families or persons, one point each. Common misreading: it is
    the uncertainty of the share in families *like these*, not a share of the n that is unsure.
    Checked against R's `prop.test(correct=FALSE)`.

    Example (Newcombe 1998a, table I): 81 of 263 -> 0.2553 to 0.3662; 0 of 20 -> 0 to 0.1611.
    """
    _check(k, n)
    z = float(ndtri((1 + CONFIDENCE) / 2))
    centre = (k + z * z / 2) / (n + z * z)
    reach = z * math.sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    # At k = 0 and k = n the end is exactly 0 or 1; in floats it may be 1e-17 beyond.
    low = 0.0 if k == 0 else centre - reach
    high = 1.0 if k == n else centre + reach
    return low, high


def newcombe(k1: int, n1: int, k2: int, n2: int) -> tuple[float, float, float]:
    """The difference k1/n1 - k2/n2 with its 95 % interval: (difference, low, high).

    Hybrid score interval (Newcombe 1998b, method 10): with the Wilson limits l, u of each share,
    low = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), high = d + sqrt((u1 - p1)^2 + (p2 - l2)^2).

    Use it for two separate groups, such as those ended in one quarter and in the next; never for
    the same persons twice. An interval that holds 0 is "no sure change", not "no change".
    Checked against statsmodels' `confint_proportions_2indep(method="newcomb")`.

    Example (Newcombe 1998b, table II): 56/70 - 48/80 = 0.20, 0.0524 to 0.3339.
    """
    p1, p2 = k1 / n1, k2 / n2
    (l1, u1), (l2, u2) = wilson(k1, n1), wilson(k2, n2)
    difference = p1 - p2
    low = difference - math.hypot(p1 - l1, u2 - p2)
    high = difference + math.hypot(u1 - p1, p2 - l2)
    return difference, low, high


def _check(k: int, n: int) -> None:
    if n < 1 or not 0 <= k <= n:
        raise ValueError("a share is of at least one, and between none and all")
