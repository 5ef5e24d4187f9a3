"""Exact scores.

A score is a `Decimal` with at most one decimal, made from text or whole numbers and
never from a binary float: 17.4 - 12.4 is 4.999999999999998 in floats, and a change is
judged against a limit it must *exceed*.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

TENTH = Decimal("0.1")


def score(value: str | int | Decimal) -> Decimal:
    """The exact score written as `value` ("12,4", "12.4", 12 or a Decimal).

    Raises ValueError for a float, for text that is no number, for more than one
    decimal, and for infinities: none of these can be a rating.
    """
    if isinstance(value, (float, bool)):
        raise ValueError("a score is never made from a float")
    text = value.strip().replace(",", ".") if isinstance(value, str) else value
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a number") from None
    # Beyond 20 digits a Decimal cannot be rounded any more, and no scale reaches there.
    if not number.is_finite() or number.adjusted() > 20:
        raise ValueError(f"{value!r} is not a finite number")
    tenths = number.quantize(TENTH)
    if tenths != number:
        raise ValueError(f"{value!r} has more than one decimal")
    return tenths


def danish(value: Decimal | None) -> str:
    """`value` with a decimal comma and one decimal: 12.4 -> "12,4"; None -> "–"."""
    return "–" if value is None else f"{value.quantize(TENTH):f}".replace(".", ",")
