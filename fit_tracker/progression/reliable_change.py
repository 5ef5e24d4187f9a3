"""Reliable change: is a change larger than the scale's measurement error?

Exactness: scores are exact Decimal tenths, so a change is exact. The limit is computed
with 28 digits and kept to 12 decimals (a trillionth of a point), so that every machine
gets the same one. It is never rounded to whole points, and the comparison is `>`:
a change *equal* to the limit is not reliable.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from statistics import NormalDist

from fit_tracker.domain.instruments import Reliability

KEPT = Decimal("1e-12")
METHOD = "jacobson-truax-1991"
METHOD_GIVEN = "given-limit"


class Direction(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    NONE = "none"


@dataclass(frozen=True)
class ReliableChange:
    """Two ratings compared. `limit` must be exceeded; `n` is how many ratings there were."""

    first: Decimal
    last: Decimal
    change: Decimal
    limit: Decimal
    exceeds: bool
    direction: Direction
    n: int
    method: str


def standard_error(sd: Decimal, coefficient: Decimal) -> Decimal:
    """Standard error of measurement, SEM = SD * sqrt(1 - r), in points.

    SD and r must belong to the same population. Example: 7.5, .80 -> 3.354102.
    """
    _check(sd, coefficient)
    return sd * (1 - coefficient).sqrt()


def s_diff(sd: Decimal, coefficient: Decimal) -> Decimal:
    """Standard error of a difference, S_diff = SD * sqrt(2 * (1 - r)), in points.

    Two ratings err independently, so their errors add up. Example: 7.5, .80 -> 4.743416.
    """
    _check(sd, coefficient)
    return sd * (2 * (1 - coefficient)).sqrt()


@cache
def critical_value(confidence: Decimal) -> Decimal:
    """The two-sided normal quantile: 0.95 -> 1.959964 (not the rounded 1.96)."""
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
    return Decimal(repr(NormalDist().inv_cdf(float((1 + confidence) / 2))))


@cache
def reliable_change_index(reliability: Reliability) -> Decimal:
    """The change that must be exceeded, z * SD * sqrt(2 * (1 - r)), in points.

    Source: Jacobson & Truax 1991; the worked value below is CECPfuns' (Evans).
    When not to use it: with an SD or r from people unlike these, or to say that
    *nobody* changed: it is deaf to small real changes (McAleavey 2024).
    Common misreading: it is not the smallest change that matters to the family.

    Example: SD 7.5, r .80, 95 % -> 9.296925484568 (and not "more than 9").
    """
    z = critical_value(reliability.confidence)
    return (z * s_diff(reliability.sd, reliability.coefficient)).quantize(KEPT)


def direction_of(change: Decimal, limit: Decimal, higher_is_better: bool) -> Direction:
    """Which way a change went, if it exceeds the limit at all."""
    if abs(change) <= limit:
        return Direction.NONE
    return Direction.BETTER if (change > 0) is higher_is_better else Direction.WORSE


def reliable_change(
    first: Decimal,
    last: Decimal,
    limit: Decimal,
    higher_is_better: bool,
    *,
    n: int = 2,
    method: str = METHOD,
) -> ReliableChange:
    """Compare `last` with `first`. For an analyst's own limit state METHOD_GIVEN."""
    change = last - first
    direction = direction_of(change, limit, higher_is_better)
    exceeds = direction is not Direction.NONE
    return ReliableChange(first, last, change, limit, exceeds, direction, n, method)


def _check(sd: Decimal, coefficient: Decimal) -> None:
    if sd <= 0:
        raise ValueError("a standard deviation is larger than 0")
    if not 0 < coefficient < 1:
        raise ValueError("a reliability lies between 0 and 1")
