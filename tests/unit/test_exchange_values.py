"""Cells to values: exact, and what could mean two things is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.errors import InvalidInput
from fit_tracker.exchange import values

DAY = date(2025, 2, 25)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["01-02-2025", "25-02-2025"], "dmy"),
        (["01/02/2025", "02/25/2025"], "mdy"),
        (["2025-02-01"], None),
        (["", "x"], None),
    ],
)
def test_the_cells_prove_their_order(cells: list[str], order: str | None) -> None:
    assert values.date_order(cells) == order


@pytest.mark.parametrize("cells", [["01-02-2025", "12-12-2025"], ["25-02-2025", "02-25-2025"]])
def test_an_order_that_is_not_proven_is_asked_for(cells: list[str]) -> None:
    with pytest.raises(InvalidInput, match="date_order"):
        values.date_order(cells)


@pytest.mark.parametrize(
    ("cell", "order", "century"),
    [
        ("2025-02-25", None, None),
        ("2025-02-25", "mdy", None),
        ("25-02-2025", "dmy", None),
        ("25.2.2025", "dmy", None),
        ("02/25/2025", "mdy", None),
        ("25-02-25", "dmy", 2000),
        ("2025/02/25", "dmy", None),
        ("25-02-2025 14:30", "dmy", None),
        ("2025-02-25 10:00:00", None, None),
    ],
)
def test_one_day_in_many_spellings(cell: str, order: str | None, century: int | None) -> None:
    assert values.parse_date(cell, order, century) == DAY


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("25-02-25", "fire cifre"),
        ("31-02-2025", "findes ikke"),
        ("13-13-2025", "findes ikke"),
        ("uge 8", "ikke læses som dato"),
        ("45713", "ikke læses som dato"),
        ("25-02-225", "fire cifre"),
    ],
)
def test_a_date_that_is_none_is_refused(cell: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        values.parse_date(cell, "dmy", None)


@given(st.integers(0, 400), st.sampled_from(",."))
def test_a_score_is_read_exactly_with_either_sign(tenths: int, sign: str) -> None:
    text = f"{tenths // 10}{sign}{tenths % 10}"
    assert values.parse_score(text, sign) == Decimal(tenths) / 10


@pytest.mark.parametrize("text", ["12", "12,0", "12.00", " 12 "])
def test_zeros_after_the_sign_change_nothing(text: str) -> None:
    assert values.parse_score(text, None) == 12


@pytest.mark.parametrize("text", ["12,45", "17.400000000000002", "12.400", "1.234,5"])
def test_more_than_tenths_is_refused_and_thousands_are_not_guessed(text: str) -> None:
    with pytest.raises(InvalidInput):
        values.parse_score(text, None)


@pytest.mark.parametrize("text", ["", "x", "1e1", "NaN", "inf", "12 4", "１２"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        values.parse_score(text, None)


def test_both_signs_in_one_file_are_asked_about() -> None:
    assert values.decimal_sign(["12,4", "13", ""]) == ","
    with pytest.raises(InvalidInput, match="decimal"):
        values.decimal_sign(["12,4", "12.4"])
    with pytest.raises(InvalidInput, match="decimaltegn"):
        values.parse_score("12.4", ",")
