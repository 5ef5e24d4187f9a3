"""A status report as words and numbers, before it becomes a page or a text.

What is frozen is what the reader saw: the words themselves, not the codes they were made
from, so that a later version of the program cannot say it otherwise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Point:
    """One rating. Another `segment` than the point before means another form: the line
    breaks there."""

    on: date
    score: Decimal
    segment: int = 0


@dataclass(frozen=True)
class Curve:
    """One person as one rater sees them. `index` chooses colour and marker together; all
    curves of a report run from `since` to `until`, so that they may be compared."""

    name: str
    sentence: str
    scale: str
    low: Decimal
    high: Decimal
    since: date
    until: date
    points: tuple[Point, ...]
    index: int = 0
    cut: Decimal | None = None
    cut_words: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it, in this order; `quote` is kept word for word."""

    heading: str
    text: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    curves: tuple[Curve, ...] = ()
    items: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Document:
    """`reading` says whether the family has read it; `about` is the line under the title."""

    language: str
    title: str
    about: str
    reading: str
    version: str
    page: str
    sections: tuple[Section, ...]


def to_json(document: Document) -> str:
    """The document as text; the same document always gives the same text."""
    return json.dumps(asdict(document), ensure_ascii=False, sort_keys=True, default=str)


def fingerprint(content: str) -> str:
    """SHA-256 of the stored text: whoever holds the text can compute it again."""
    return hashlib.sha256(content.encode()).hexdigest()


def from_json(content: str) -> Document:
    raw = json.loads(content)
    return Document(**{**raw, "sections": tuple(_section(one) for one in raw["sections"])})


def _section(raw: Mapping[str, Any]) -> Section:
    table = raw["table"]
    return Section(
        heading=raw["heading"],
        text=tuple(raw["text"]),
        facts=tuple(Fact(**one) for one in raw["facts"]),
        table=table and Table(tuple(table["head"]), tuple(tuple(row) for row in table["rows"])),
        curves=tuple(_curve(one) for one in raw["curves"]),
        items=tuple(raw["items"]),
        quote=tuple(raw["quote"]),
        note=raw["note"],
    )


def _curve(raw: Mapping[str, Any]) -> Curve:
    points = (
        Point(date.fromisoformat(one["on"]), Decimal(one["score"]), one["segment"])
        for one in raw["points"]
    )
    cut = raw["cut"]
    numbers = {name: Decimal(raw[name]) for name in ("low", "high")}
    days = {name: date.fromisoformat(raw[name]) for name in ("since", "until")}
    known = {**raw, **numbers, **days, "cut": cut and Decimal(cut)}
    return Curve(**{**known, "points": tuple(points)})
