"""What the browser sends is taken only when it is a whole answer to what was asked."""

from __future__ import annotations

import pytest

from fit_tracker.ui.components.rating import parse_answer

NONCE = "0b0f8f0e-6c1c-4a57-9a39-0a2f6f5f8a11"


def _sent(a: object = "7.3", b: object = "10.0", nonce: object = NONCE) -> dict[str, object]:
    return {"items": {"a": a, "b": b}, "nonce": nonce}


def test_a_whole_answer_is_taken_in_the_order_of_the_lines() -> None:
    answer = parse_answer(_sent(), ["b", "a"], 0, 10)
    assert answer == {"items": {"b": "10.0", "a": "7.3"}, "nonce": NONCE}
    assert answer
    assert list(answer["items"]) == ["b", "a"]


@pytest.mark.parametrize("value", ["0.0", "0", "10", "10.0", "5.5"])
def test_values_on_the_scale_are_taken(value: str) -> None:
    assert parse_answer(_sent(a=value), ["a", "b"], 0, 10) is not None


@pytest.mark.parametrize(
    "value",
    ["-0.1", "10.1", "7.25", "7,3", "", "NaN", "Infinity", "1e1000000", 7.3, None, True, "7" * 99],
)
def test_anything_else_is_no_answer(value: object) -> None:
    assert parse_answer(_sent(a=value), ["a", "b"], 0, 10) is None


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "x",
        {},
        {"items": {}},
        {"items": {"a": "1.0"}, "nonce": NONCE},
        {"items": {"a": "1.0", "b": "1.0", "c": "1.0"}, "nonce": NONCE},
        _sent(nonce=None),
        _sent(nonce="1"),
        _sent(nonce=NONCE.upper()),
    ],
)
def test_half_foreign_or_unnamed_answers_are_no_answer(sent: object) -> None:
    assert parse_answer(sent, ["a", "b"], 0, 10) is None
