"""How the numbers of a review are written, in any language of the house: decimal comma, dots
between thousands, a real minus, and a sign on what is a difference."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fit_tracker.domain.reviews import Estimate, Measured

MINUS = "\N{MINUS SIGN}"
FULL = 100
_TURNED = str.maketrans(",.", ".,")
_DECIMALS = {
    Measured.EFFECT_SIZE: 2,
    Measured.KRONER: 0,
    Measured.SHARE: 0,
    Measured.DIFFERENCE_OF_SHARES: 0,
}
_SHARES = frozenset({Measured.SHARE, Measured.DIFFERENCE_OF_SHARES})
_SIGNED = frozenset({Measured.DIFFERENCE_OF_SHARES, Measured.EFFECT_SIZE})


def decimal(value: float, decimals: int) -> Decimal:
    """`value` as it is printed, halves upwards: binary floats would round 2,675 down."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain(value: float, decimals: int) -> str:
    """ "1.204,5", "−0,3"; a zero has no sign."""
    rounded = decimal(value, decimals)
    text = f"{abs(rounded):,f}".translate(_TURNED)
    return f"{MINUS}{text}" if rounded < 0 else text


def number(one: Estimate, value: float) -> str:
    """`value` with the decimals and the sign this kind of number is written with."""
    scaled = value * FULL if one.measured in _SHARES else value
    written = plain(scaled, _decimals(one.measured, scaled))
    return f"+{written}" if is_difference(one) and decimal(scaled, 6) > 0 else written


def whole(n: int) -> str:
    """ "1.204"."""
    return plain(n, 0)


def percent(share: float) -> str:
    """Whole percent; 100 only where nothing is missing, and 0 only where nothing is."""
    rounded = int(decimal(share * FULL, 0))
    if rounded == 0 and share > 0:
        return "< 1 %"
    return f"{FULL if share >= 1 else min(FULL - 1, rounded)} %"


def is_difference(one: Estimate) -> bool:
    """Whether it is written with its sign; the method's name says that it is a change."""
    return one.measured in _SIGNED or "difference" in one.method or "paired" in one.method


def _decimals(kind: Measured, value: float) -> int:
    """Whole days need no decimal; a median may lie between two."""
    if kind is Measured.DAYS and value == round(value):
        return 0
    return _DECIMALS.get(kind, 1)
