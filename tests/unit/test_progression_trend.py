"""The Reliable Trend Index, against plain regression and the reliable change index."""

from __future__ import annotations

from decimal import Decimal
from statistics import linear_regression

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.instruments import Reliability
from fit_tracker.progression.reliable_change import (
    Direction,
    direction_of,
    reliable_change_index,
    s_diff,
)
from fit_tracker.progression.trend import reliable_trend, trend_limit
from tests.spec.scales import with_limit

ADULT = Reliability(Decimal("7.75"), Decimal("0.906"), Decimal("0.95"), "", True)
EXACTLY_6 = with_limit("6")

tenths = st.integers(0, 400).map(lambda n: Decimal(n) / 10)
courses = st.lists(tenths, min_size=2, max_size=12).map(lambda ys: list(enumerate(ys, start=1)))


@given(tenths, tenths, st.integers(1, 30))
def test_two_readings_give_the_reliable_change_index(
    first: Decimal, last: Decimal, gap: int
) -> None:
    trend = reliable_trend([(1, first), (1 + gap, last)], EXACTLY_6, True)
    assert trend is not None
    assert trend.direction is direction_of(last - first, reliable_change_index(EXACTLY_6), True)
    rc = (last - first) / s_diff(EXACTLY_6.sd, EXACTLY_6.coefficient)
    assert trend.index == pytest.approx(rc, abs=Decimal("1e-8"))


@given(courses)
def test_the_slope_is_the_least_squares_slope(points: list[tuple[int, Decimal]]) -> None:
    trend = reliable_trend(points, ADULT, True)
    assert trend is not None
    line = linear_regression([t for t, _ in points], [float(y) for _, y in points])
    assert float(trend.slope) == pytest.approx(line.slope, abs=1e-8)


@given(courses)
def test_the_verdict_agrees_with_the_printed_index(points: list[tuple[int, Decimal]]) -> None:
    trend = reliable_trend(points, ADULT, True)
    assert trend is not None
    assert trend.exceeds is (abs(trend.index) > trend_limit(ADULT))


def test_worked_example() -> None:
    """10, 14, 18 at visits 1-3 with SEM 2: slope 4, SE 2/sqrt(2), index 2.828427."""
    scale = Reliability(Decimal(4), Decimal("0.75"), Decimal("0.95"), "", True)
    trend = reliable_trend([(1, Decimal(10)), (2, Decimal(14)), (3, Decimal(18))], scale, True)
    assert trend is not None
    assert trend.slope == 4
    assert trend.standard_error == pytest.approx(Decimal("1.414213562"), abs=Decimal("1e-8"))
    assert trend.index == pytest.approx(Decimal("2.828427125"), abs=Decimal("1e-8"))
    assert trend.direction is Direction.BETTER


@pytest.mark.parametrize(("last", "exceeds"), [("15.9", False), ("16.0", False), ("16.1", True)])
def test_the_trend_must_exceed_its_limit_too(last: str, exceeds: bool) -> None:
    trend = reliable_trend([(1, Decimal(10)), (2, Decimal(last))], EXACTLY_6, True)
    assert trend is not None and trend.exceeds is exceeds


def test_many_small_steps_are_reliable_where_first_and_last_are_not() -> None:
    """Last minus first is 6.0, not more than the limit; the trend over seven is."""
    points = [(t, Decimal(10 + t)) for t in range(1, 8)]
    trend = reliable_trend(points, EXACTLY_6, True)
    assert trend is not None and trend.direction is Direction.BETTER
    assert direction_of(points[-1][1] - points[0][1], Decimal(6), True) is Direction.NONE


def test_lower_is_better_turns_the_direction() -> None:
    trend = reliable_trend([(1, Decimal(30)), (2, Decimal(10))], ADULT, higher_is_better=False)
    assert trend is not None and trend.direction is Direction.BETTER


@pytest.mark.parametrize("points", [[], [(1, Decimal(10))], [(2, Decimal(10)), (2, Decimal(30))]])
def test_no_trend_without_two_visits(points: list[tuple[int, Decimal]]) -> None:
    assert reliable_trend(points, ADULT, True) is None
