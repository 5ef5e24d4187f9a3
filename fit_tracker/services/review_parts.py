"""The pieces every part of a review in words is made of, and how figures are found in a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fit_tracker.domain.reviews import Bar, Block, Count, Estimate, Part, PartKind, Spread
from fit_tracker.services.review_words import Say

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Label:
    """What one cell is called, and its tone."""

    text: str
    tone: str = "plain"


Labels = Callable[[Count], Label]


@dataclass(frozen=True)
class Head:
    """Key, title and sentence of a part, and what its small print says beside n and missing."""

    key: str
    title: str
    sentence: str
    print: tuple[str, ...] = ()


def find_spread(block: Block | None, key: str) -> Spread | None:
    spreads = block.spreads if block is not None else ()
    return next((one for one in spreads if one.key == key), None)


def find_estimate(block: Block | None, key: str) -> Estimate | None:
    estimates = block.estimates if block is not None else ()
    return next((one for one in estimates if one.key == key), None)


def cell(spread: Spread | None, *keys: str) -> int | None:
    """How many are in these cells together; None when one of them may not be told."""
    counts = {one.key: one.n for one in spread.cells} if spread is not None else {}
    found = [counts.get(key) for key in keys]
    known = [n for n in found if n is not None]
    return sum(known) if found and len(known) == len(found) else None


def tells(spread: Spread | None) -> bool:
    """Whether anything at all is told."""
    if spread is None:
        return False
    return spread.total is not None or any(one.n is not None for one in spread.cells)


def as_told(say: Say, part: Part) -> Part:
    """`part`, or only its words where there is nothing to draw: a list of "vises ikke" tells
    nobody anything. Its table keeps what is told, such as how many there are in all."""
    drawn = [*part.bars, *(bar for column in part.columns for bar in column.bars)]
    if any(bar.text != say.hidden for bar in drawn) or part.kind not in _DRAWN:
        return part
    told = [row for row in part.rows[1:] if {*row[1:]} - {"", say.hidden}]
    rows = (part.rows[0], *told) if told else ()
    bare = replace(part, kind=PartKind.WORDS, bars=(), columns=(), axis=None, zero=None)
    return replace(bare, rows=rows)


_DRAWN = frozenset({PartKind.NUMBERS, PartKind.BARS, PartKind.BANDS, PartKind.INTERVALS})


def words_part(say: Say, head: Head, lines: Sequence[Bar], columns: Sequence[str]) -> Part:
    """Sentences in a list: decisions, corrections; `columns` name label, note and text."""
    rows = ((*columns,), *((one.label, one.note, one.text) for one in lines))
    return Part(
        head.key, PartKind.WORDS, head.title, head.sentence, bars=tuple(lines), rows=rows,
        small_print=head.print,
    )  # fmt: skip
