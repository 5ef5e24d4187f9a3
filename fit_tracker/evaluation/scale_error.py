"""The measurement error of a scale nobody has published one for, from the programme's answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fit_tracker.evaluation.clusters import Number
from fit_tracker.evaluation.paired import standard_deviation

ENOUGH = 30
"""Below this many first answers with all items neither the SD nor alpha is worth much."""


@dataclass(frozen=True)
class OwnError:
    """SD of the first totals, alpha of their items, of how many persons."""

    sd: float
    alpha: float
    n: int


def cronbach_alpha(items: Sequence[Sequence[Number]]) -> float | None:
    """Internal consistency of `items`, one row for each person (Cronbach 1951).

        alpha = k / (k - 1) * (1 - sum of item variances / variance of the sum)

    None with fewer than two items, fewer than two persons or no variance. It says how far the
    items go together on one day, not how stable the answer is from day to day, so a change
    judged by it counts as reliable a little too easily. Two items give a rough alpha only.

    Example (two items, five persons: 1 2 / 2 2 / 3 4 / 4 4 / 5 5): item variances 2.5 and 1.8,
    of the sum 8.3 -> 2 * (1 - 4.3 / 8.3) = 0.9639.
    """
    if len(items) < 2 or len(items[0]) < 2:
        return None
    columns = list(zip(*items, strict=True))
    total = _variance([math.fsum(float(x) for x in row) for row in items])
    if total < 1e-12:
        return None
    parts = math.fsum(_variance(column) for column in columns)
    return len(columns) / (len(columns) - 1) * (1 - parts / total)


def own_error(totals: Sequence[Number], items: Sequence[Sequence[Number]]) -> OwnError | None:
    """SD and alpha of the first answers, or None where they cannot carry a limit.

    Asks for ENOUGH persons with all items, an alpha between 0 and 1, and some spread.
    `totals` and `items` are of the same persons. An SD of one's own participants belongs to
    people like them, which is what a reliable change asks for; of 30 persons it may still be
    off by a fifth.
    """
    if len(totals) < ENOUGH or len(totals) != len(items):
        return None
    sd, alpha = standard_deviation(totals), cronbach_alpha(items)
    if not sd or alpha is None or not 0 < alpha < 1:
        return None
    return OwnError(sd, alpha, len(totals))


def decimal_of(value: float) -> Decimal:
    """A statistic as an exact number of four decimals, so that every machine judges alike."""
    return Decimal(repr(round(value, 4)))


def _variance(values: Sequence[Number]) -> float:
    spread = standard_deviation(values)
    return 0.0 if spread is None else spread**2
