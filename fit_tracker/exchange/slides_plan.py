"""Which parts of a review stand on which slide: two at most, and no more rows than fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from fit_tracker.domain.reviews import Bar, Document, Part, PartKind, Section
from fit_tracker.exchange.review_parts import in_rows, is_wide
from fit_tracker.exchange.slides_base import BETWEEN, BODY, INNER, TITLE
from fit_tracker.exchange.slides_room import EDGE, height, least_height, room_for, row_heights
from fit_tracker.exchange.slides_text import Style, fitted

T = TypeVar("T")
TITLE_STYLE = Style(28, bold=True)
TITLE_SIZES = (28.0, 24.0, 20.0)
LONG_NOTE = 220
ROW_AIR = 0.1
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


Row = tuple[Part, ...]


@dataclass(frozen=True)
class Planned:
    """`title` is the message: mostly the first part's sentence."""

    section: str
    title: str
    rows: tuple[Row, ...]

    @property
    def parts(self) -> Row:
        return tuple(part for row in self.rows for part in row)


def planned(document: Document) -> list[Planned]:
    return [slide for section in document.sections for slide in _of(section)]


def _of(section: Section) -> list[Planned]:
    """One slide, or as many as the section needs."""
    stacks: list[list[Row]] = []
    left = 0.0
    for row in in_rows([piece for part in section.parts for piece in _with_note(part)]):
        if stacks and row_height(row) <= left:
            stacks[-1].append(row)
            left -= row_height(row)
        else:
            stacks.append([row])
            left = BODY.height - row_height(without_lead(row))
    return [_titled(section.title, tuple(stack)) for stack in stacks]


def widths(row: Row) -> float:
    """What each part of the row has across."""
    return (INNER - BETWEEN * (len(row) - 1)) / len(row)


def row_height(row: Row) -> float:
    return max(height(part, widths(row)) for part in row) + ROW_AIR


def leads(part: Part) -> bool:
    """Its sentence is the slide's title, if it is one that fits; a list has its name there."""
    fits = fitted(part.sentence, TITLE, TITLE_STYLE, TITLE_SIZES) is not None
    return bool(part.sentence) and fits and not (part.kind is PartKind.WORDS and part.bars)


def without_lead(row: Row) -> Row:
    return (replace(row[0], sentence=""), *row[1:]) if leads(row[0]) else row


def _titled(section: str, rows: tuple[Row, ...]) -> Planned:
    first = rows[0][0]
    if not leads(first):
        return Planned(section, first.title or section, rows)
    return Planned(section, first.sentence, rows)


def _with_note(part: Part) -> list[Part]:
    """A long note of the project leader has room of its own; one that is all there is, too."""
    if part.kind is not PartKind.WORDS and len(part.note) <= LONG_NOTE:
        return pieces(part)
    lines = tuple(Bar("", line) for line in part.note.splitlines() if line.strip())
    if part.kind is PartKind.WORDS:
        return pieces(replace(part, note="", bars=(*part.bars, *lines)))
    apart = Part(f"{part.key}_note", PartKind.WORDS, part.title, "", bars=lines)
    return [*pieces(replace(part, note="")), *pieces(apart)]


def pieces(part: Part) -> list[Part]:
    """The part, or as many as its rows need, numbered "(2/3)"; the words are with the first."""
    width = width_for(part)
    rooms = [room_for(one, width) for one in (part, replace(part, sentence="", note=""))]
    if part.kind is PartKind.TABLE:
        head, heights = part.rows[:1], row_heights(part, width)
        rooms = [room - sum(heights[:1]) for room in rooms]
        body = balanced(part.rows[1:], heights[1:], rooms)
        made = [replace(part, rows=(*head, *rows)) for rows in body]
    else:
        heights = [least_height(part, bar, width) for bar in part.bars]
        rooms = [room - EDGE.get(part.kind, 0.0) for room in rooms]
        made = [replace(part, bars=bars) for bars in balanced(part.bars, heights, rooms)]
    return [_numbered(piece, n, len(made)) for n, piece in enumerate(made, start=1)] or [part]


def width_for(part: Part) -> float:
    """The whole slide where the part has it for itself; else half, which it may come to share."""
    return INNER if is_wide(part) else (INNER - BETWEEN) / 2


def balanced(
    rows: Sequence[T], heights: Sequence[float], rooms: list[float]
) -> list[tuple[T, ...]]:
    """As few pieces as there must be, and the last not much shorter than the others."""
    needed = len(cut(rows, heights, rooms))
    tries = (cut(rows, heights, [share * room for room in rooms]) for share in SHARES)
    return next(made for made in tries if len(made) == needed)


def cut(rows: Sequence[T], heights: Sequence[float], rooms: list[float]) -> list[tuple[T, ...]]:
    """As many rows as the first room holds, then as many as the second does, again and again."""
    made: list[list[T]] = [[]]
    left = rooms[0]
    for row, needed in zip(rows, heights, strict=True):
        if made[-1] and needed > left:
            made.append([])
            left = rooms[1]
        made[-1].append(row)
        left -= needed
    return [tuple(one) for one in made if one]


def _numbered(part: Part, number: int, of: int) -> Part:
    if of == 1:
        return part
    named = replace(part, title=f"{part.title} ({number}/{of})")
    return named if number == 1 else replace(named, sentence="", note="")
