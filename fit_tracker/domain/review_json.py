"""The figures of a review as JSON: the same text for the same figures, on every machine.

Keys are sorted, nothing stands between them, floats have at most six decimals, and the text
ends with one newline. Two reviews of the same data are compared by their bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from fit_tracker.domain.reviews import Figures

DECIMALS = 6


def to_json(figures: Figures) -> str:
    """The canonical text of `figures`."""
    return canonical(plain(figures))


def from_json(text: str) -> Figures:
    """The figures again; a text that is not theirs is a defect."""
    found: Figures = read(Figures, json.loads(text))
    return found


def canonical(value: Any) -> str:
    """`value`, made of what JSON knows, as one text that never varies."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"


def plain(value: Any) -> Any:
    """Dataclasses, dates, enums and ids as JSON knows them; floats rounded."""
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        # A float would not give 3.3 back, and 3.30 is the same number.
        return f"{value.normalize():f}"
    # -0.0 and 0.0 are one number, and must be one text.
    return round(value, DECIMALS) + 0.0 if isinstance(value, float) else value


def read(hint: Any, value: Any) -> Any:
    """The way back from `plain`: `value` as the dataclass (or other type) `hint`."""
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), value)
    found = [one for one in get_args(hint) if one is not type(None)] or [hint]
    return _reader(found[0])(value)


def _tuple(kinds: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(read(kinds[0], one) for one in value)
    return tuple(read(kind, one) for kind, one in zip(kinds, value, strict=True))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        return _maker(kind)
    if kind is date:
        return date.fromisoformat
    if kind is float:
        return float
    if kind is Decimal:
        return Decimal
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else lambda value: value


def _maker(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    return lambda value: kind(**{key: read(hints[key], one) for key, one in value.items()})
