"""How a number is rounded before it is told."""

from __future__ import annotations

from typing import overload


@overload
def rounded(value: float, decimals: int = 2) -> float: ...
@overload
def rounded(value: None, decimals: int = 2) -> None: ...
@overload
def rounded(value: float | None, decimals: int = 2) -> float | None: ...
def rounded(value: float | None, decimals: int = 2) -> float | None:
    """As it is told: nobody needs a third decimal, and fewer of them say less of anybody.

    Never −0.0, which is the same number as 0.0 and must be the same text.
    """
    return None if value is None else round(value, decimals) + 0.0
