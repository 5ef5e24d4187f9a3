"""The fields of a programme's forms: what stands in them, and what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

import streamlit as st

from fit_tracker.errors import InvalidInput
from fit_tracker.ui.dates import parse_day
from fit_tracker.ui.texts import day

P = "programme_"
T = TypeVar("T")
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,10})(?:,(\d{1,2}))?")


def text(label: str, name: str, value: str = "", placeholder: str = "") -> None:
    st.text_input(label, value=value, key=f"{P}{name}", placeholder=placeholder)


def number(label: str, name: str, value: int | None) -> None:
    text(label, name, "" if value is None else str(value))


def day_field(label: str, name: str, value: date | None, placeholder: str) -> None:
    text(label, name, "" if value is None else day(value), placeholder)


def amount(label: str, name: str, value: Decimal | None) -> None:
    text(label, name, "" if value is None else f"{value.normalize():f}".replace(".", ","))


def lines(label: str, name: str, values: Sequence[str]) -> None:
    """Several texts, one on each line."""
    st.text_area(label, value="\n".join(values), key=f"{P}{name}", height=150)


def spaced(given: Sequence[T], spare: int) -> Iterator[tuple[int, T | None]]:
    """What there is, numbered, and then `spare` empty lines for more."""
    yield from enumerate((*given, *[None] * spare))


def typed_each(
    given: Sequence[T], spare: int, typed_one: Callable[[int], T | None]
) -> tuple[T, ...]:
    """What was typed in the lines of `spaced`; an emptied one is gone."""
    found = (typed_one(number) for number, _one in spaced(given, spare))
    return tuple(one for one in found if one is not None)


def typed(name: str) -> str:
    return str(st.session_state.get(f"{P}{name}", "")).strip()


def typed_lines(name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed(name).splitlines() if line.strip())


def whole(name: str) -> int | None:
    found = typed(name)
    if not found:
        return None
    if not (found.isascii() and found.isdigit() and len(found) < 7):
        raise InvalidInput("«{text}» er ikke et helt tal.", text=found)
    return int(found)


def needed(name: str, label: str) -> int:
    found = whole(name)
    if found is None:
        raise InvalidInput("Feltet «{field}» mangler.", field=label)
    return found


def typed_day(name: str) -> date | None:
    found = typed(name)
    return parse_day(found) if found else None


def typed_amount(name: str) -> Decimal | None:
    """Kroner as people write them: 508100, 508.100 or 508.100,50, with or without "kr."."""
    found = typed(name).removesuffix("kr.").removesuffix("kr").strip()
    if not found:
        return None
    match = _AMOUNT.fullmatch(found)
    if match is None:
        raise InvalidInput("«{text}» er ikke et beløb i kroner.", text=found)
    return Decimal(f"{match[1].replace('.', '')}.{match[2] or '0'}")
