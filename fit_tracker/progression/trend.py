"""Reliable trend over all readings, so that one odd rating at an end decides less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fit_tracker.domain.instruments import Reliability
from fit_tracker.progression.reliable_change import (
    Direction,
    critical_value,
    reliable_change_index,
    standard_error,
)

METHOD = "reliable-trend-index"
KEPT = Decimal("1e-9")


@dataclass(frozen=True)
class Trend:
    """Slope in points per visit, its standard error, their ratio, and what it says."""

    slope: Decimal
    standard_error: Decimal
    index: Decimal
    exceeds: bool
    direction: Direction
    n: int
    method: str = METHOD


def reliable_trend(
    points: Sequence[tuple[int, Decimal]], reliability: Reliability, higher_is_better: bool
) -> Trend | None:
    """Reliable Trend Index (McAleavey 2024): the OLS slope over its measurement error.

    b = S_ty / S_tt,  SE(b) = SEM / sqrt(S_tt),  RTI = b / SE(b), reliable iff |RTI| > z,
    with t the visit number, S_tt = sum (t - mean t)^2 and S_ty = sum (t - mean t) * y.

    SE(b) comes from the scale's SEM, not from the residuals: a course that bends is not
    punished for bending. Equals the reliable change index when n = 2 (then b*d/S_diff).
    None with fewer than two distinct visits. When not to use: to forecast.

    The comparison is exact: RTI^2 > z^2 is 2 * S_ty^2 / S_tt > limit^2 in fractions.

    Example: visits 1, 2, 3 with 10, 14, 18 and SEM 2 -> b 4, SE 1.414214, RTI 2.828427.
    """
    s_tt, s_ty = _sums(points)
    if not s_tt:
        return None
    limit = Fraction(reliable_change_index(reliability))
    exceeds = 2 * s_ty**2 / s_tt > limit**2
    direction = _direction(s_ty, exceeds, higher_is_better)
    slope = _decimal(s_ty / s_tt)
    error = standard_error(reliability.sd, reliability.coefficient) / _decimal(s_tt).sqrt()
    index = (slope / error).quantize(KEPT)
    return Trend(slope.quantize(KEPT), error.quantize(KEPT), index, exceeds, direction, len(points))


def trend_limit(reliability: Reliability) -> Decimal:
    """What |RTI| must exceed."""
    return critical_value(reliability.confidence)


def _sums(points: Sequence[tuple[int, Decimal]]) -> tuple[Fraction, Fraction]:
    if len(points) < 2:
        return Fraction(0), Fraction(0)
    middle = Fraction(sum(t for t, _ in points), len(points))
    s_tt = sum(((t - middle) ** 2 for t, _ in points), Fraction(0))
    s_ty = sum(((t - middle) * Fraction(y) for t, y in points), Fraction(0))
    return s_tt, s_ty


def _direction(s_ty: Fraction, exceeds: bool, higher_is_better: bool) -> Direction:
    if not exceeds:
        return Direction.NONE
    return Direction.BETTER if (s_ty > 0) is higher_is_better else Direction.WORSE


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
