"""Numbers that look like a Danish civil registration number are caught before they are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.privacy import looks_like_cpr


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234", "0101901234", "010190 1234", "Mor (311299-0000) flytter", "x0101901234y",
        "3112001234", "nr.010190-1234.",
    ],
)  # fmt: skip
def test_ten_digits_that_begin_with_a_day_and_a_month(text: str) -> None:
    assert looks_like_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "F-1", "320190-1234", "001190-1234", "011390-1234", "010090-1234", "01019-1234",
        "010190-123", "10101901234", "01019012345", "12345678", "+45 12 34 56 78", "2025-000123",
        "01-01-1990",
    ],
)  # fmt: skip
def test_other_numbers_may_stand(text: str) -> None:
    assert not looks_like_cpr(text)


@given(
    st.integers(1, 31), st.integers(1, 12), st.integers(0, 99), st.integers(0, 9999),
    st.sampled_from(["", "-", " "]), st.text(alphabet="abc æøå.,:()", max_size=8),
)  # fmt: skip
def test_none_slips_through(
    day: int, month: int, year: int, rest: int, between: str, around: str
) -> None:
    assert looks_like_cpr(f"{around}{day:02}{month:02}{year:02}{between}{rest:04}{around}")
