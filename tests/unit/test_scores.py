"""Exact scores: tenths in, tenths out, and no float anywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.scores import danish, score


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("12,4", "12.4"),
        ("12.4", "12.4"),
        (" 7 ", "7.0"),
        (12, "12.0"),
        (Decimal("12.40"), "12.4"),
        ("-3,5", "-3.5"),
        ("0", "0.0"),
    ],
)
def test_what_a_person_may_write(written: str | int | Decimal, exact: str) -> None:
    assert score(written) == Decimal(exact)
    assert str(score(written)) == exact


@pytest.mark.parametrize(
    "wrong", [12.4, True, "", "tolv", "12,45", "1.234,5", "inf", "NaN", "1,2,3"]
)
def test_what_is_no_score(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"float|number|decimal"):
        score(wrong)  # type: ignore[arg-type]


def test_danish_writing() -> None:
    assert danish(Decimal("12.4")) == "12,4"
    assert danish(Decimal(40)) == "40,0"
    assert danish(None) == "–"


@given(st.integers(-4000, 4000))
def test_writing_and_reading_give_the_same_score(tenths: int) -> None:
    exact = Decimal(tenths) / 10
    assert score(danish(exact)) == exact
