"""Scores as people type them, and small numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fit_tracker.errors import InvalidInput
from fit_tracker.ui.numbers import in_words, parse_score


@pytest.mark.parametrize(
    ("text", "value"),
    [("12,4", "12.4"), ("12.4", "12.4"), (" 12 ", "12.0"), ("0", "0.0"), ("40,0", "40.0")],
)
def test_comma_and_point_are_the_same_number(text: str, value: str) -> None:
    found = parse_score(text, "Mor")
    assert found == Decimal(value)
    assert isinstance(found, Decimal)
    assert found.as_tuple().exponent == -1


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_an_empty_field_is_no_score_and_not_zero(text: str) -> None:
    assert parse_score(text, "Mor") is None


@pytest.mark.parametrize(
    "text", ["tolv", "12,45", "1.234,5", "12,4,1", "NaN", "inf", "1e400", "9" * 40, "--1"]
)
def test_what_is_no_score_names_the_field(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_score(text, "Mor, trivsel")
    assert str(caught.value) == (f"Mor, trivsel: «{text}» er ikke et tal med højst én decimal.")


def test_words_up_to_ten_and_figures_after() -> None:
    assert [in_words(n) for n in (0, 1, 2, 10, 11, 340)] == ["Ingen", "Én", "To", "Ti", "11", "340"]
