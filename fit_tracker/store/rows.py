"""From database rows to frozen dataclasses, by column name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Step = tuple[str, Callable[[Any], Any]]


def _as_is(value: Any) -> Any:
    return value


def _json_object(value: str) -> Any:
    # Item scores are stored as text ("7.3") so that no float ever stands between.
    return {key: Decimal(number) for key, number in json.loads(value).items()}


@cache
def _converter(hint: Any) -> Callable[[Any], Any]:
    """How a column becomes a field of type `hint`: enums, tuples and item maps need work."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = _converter(next(arg for arg in get_args(hint) if arg is not type(None)))
        return inner if inner is _as_is else lambda value: None if value is None else inner(value)
    if origin is tuple:
        return lambda value: tuple(value or ())
    if origin is dict:
        # Numbers of a flag stay the text they are: among them is a model's version.
        return json.loads if get_args(hint)[1] is str else _json_object
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return _as_is


_plans: dict[type, dict[str, Callable[[Any], Any]]] = {}


def _plan(cls: type) -> dict[str, Callable[[Any], Any]]:
    """Worked out once for each class; reading type hints costs more than the query."""
    if cls not in _plans:
        if not is_dataclass(cls):
            raise TypeError(f"{cls.__name__} is no dataclass")
        hints = get_type_hints(cls)
        _plans[cls] = {field.name: _converter(hints[field.name]) for field in fields(cls)}
    return _plans[cls]


def build(cls: type[T], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[T]:
    """One `cls` per row. Columns and fields must be the same set, so that a query that
    drifts from its dataclass fails loudly instead of filling in the wrong field."""
    plan = _plan(cls)
    if set(columns) != set(plan):
        raise TypeError(f"{cls.__name__}: columns {sorted(columns)}, fields {sorted(plan)}")
    steps = [(name, convert) for name, convert in plan.items() if convert is not _as_is]
    return [_made(cls, dict(zip(columns, row, strict=True)), steps) for row in rows]


def _made(cls: type[T], values: dict[str, Any], steps: Sequence[_Step]) -> T:
    for name, convert in steps:
        values[name] = convert(values[name])
    return cls(**values)
