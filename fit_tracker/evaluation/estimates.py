"""One place to import the estimates from; each is explained where it is made."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.evaluation.means import (
    Mean,
    Median,
    difference_of_means,
    mean_interval,
    mean_told,
    median_interval,
)
from fit_tracker.evaluation.paired import (
    Change,
    EffectSize,
    effect_size,
    paired_change,
    standard_deviation,
)
from fit_tracker.evaluation.scale_error import OwnError, cronbach_alpha, own_error
from fit_tracker.evaluation.shares import newcombe, wilson

__all__ = [
    "Change",
    "EffectSize",
    "Mean",
    "Median",
    "OwnError",
    "cronbach_alpha",
    "difference_of_means",
    "effect_size",
    "holm",
    "mean_interval",
    "mean_told",
    "median_interval",
    "newcombe",
    "own_error",
    "paired_change",
    "standard_deviation",
    "wilson",
]


def holm(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """The p values made larger for how many were asked, in their own order (Holm 1979).

    In order from the smallest, p_(i) becomes max over j <= i of min(1, (m - j + 1) p_(j)). Among
    m measures without any change the risk of calling even one "measurable" stays at 5 %. A None
    (not computable) is not counted. The interval beside it is not widened: it is a 95 % interval
    of that one measure.

    Example (R: p.adjust(c(.01, .04, .03, .005), "holm")): 0.03, 0.06, 0.06, 0.02.
    """
    asked = sorted((p, place) for place, p in enumerate(ps) if p is not None)
    found: list[float | None] = [None] * len(ps)
    largest = 0.0
    for rank, (p, place) in enumerate(asked):
        largest = max(largest, min(1.0, (len(asked) - rank) * p))
        found[place] = largest
    return tuple(found)
