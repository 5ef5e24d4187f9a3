"""From items to totals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.scores import score
from fit_tracker.errors import InvalidInput
from fit_tracker.instruments import check_total, load_catalogue, total

ADULT = load_catalogue().get("outcome-adult")
ABOUT = load_catalogue().get("outcome-child-caretaker")
KEYS = [item.key for item in ADULT.items]
WHO5_LIKE = replace(
    ADULT, item_max=Decimal(5), item_step=Decimal(1), factor=Decimal(5), total_max=Decimal(100)
)

four_items = st.tuples(*[st.integers(0, 100).map(lambda n: Decimal(n) / 10)] * 4)


def items(*values: str) -> dict[str, Decimal]:
    return dict(zip(KEYS, map(score, values), strict=False))


def test_the_total_is_the_exact_sum() -> None:
    assert str(total(ADULT, items("5,2", "6,1", "4,0", "5,5"))) == "20.8"
    assert total(ADULT, items("0", "0", "0", "0")) == 0
    assert total(ADULT, items("10", "10", "10", "10")) == 40


@given(four_items)
def test_every_answer_that_can_be_marked_has_a_total(values: tuple[Decimal, ...]) -> None:
    found = total(ADULT, dict(zip(KEYS, values, strict=True)))
    assert int(found * 10) == sum(int(value * 10) for value in values)


def test_the_factor_is_applied() -> None:
    assert total(WHO5_LIKE, items("1", "2", "3", "4")) == 50


def test_a_gap_has_no_total() -> None:
    with pytest.raises(InvalidInput, match="Trivsel, voksen mangler svar på: .*, Alt i alt"):
        total(ADULT, items("5", "5"))


def test_an_unknown_item_is_refused() -> None:
    with pytest.raises(InvalidInput, match="har ikke disse punkter: extra"):
        total(ADULT, items("5", "5", "5", "5") | {"extra": Decimal(1)})


@pytest.mark.parametrize("wrong", ["10.1", "-0.1", "5.25"])
def test_an_item_off_the_scale_is_named_with_the_range(wrong: str) -> None:
    answers = items("5", "5", "5", "5") | {KEYS[0]: Decimal(wrong)}
    with pytest.raises(InvalidInput, match="«Mig selv»: .* skalaen går fra 0 til 10 i trin på 0,1"):
        total(ADULT, answers)


def test_no_placeholder_reaches_an_error() -> None:
    with pytest.raises(InvalidInput) as caught:
        total(ABOUT, {})
    assert "{name}" not in str(caught.value)


@pytest.mark.parametrize("right", ["0", "0.1", "40", "12.4"])
def test_totals_the_scale_can_give(right: str) -> None:
    assert check_total(ADULT, Decimal(right)) == Decimal(right)


@pytest.mark.parametrize("wrong", ["-0.1", "40.1", "12.45"])
def test_totals_the_scale_cannot_give(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="passer ikke; den går fra 0 til 40 i trin på 0,1"):
        check_total(ADULT, Decimal(wrong))


def test_totals_between_the_steps() -> None:
    with pytest.raises(InvalidInput, match="i trin på 5"):
        check_total(WHO5_LIKE, Decimal(52))


def test_a_scale_without_items_takes_totals_only() -> None:
    beck = replace(ADULT, items=())
    assert check_total(beck, Decimal(20)) == 20
    with pytest.raises(InvalidInput, match="skriv kun summen"):
        total(beck, {"a": Decimal(1)})
