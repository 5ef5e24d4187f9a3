"""A part with more rows than a slide has room for, cut into pieces of nearly the same length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from fit_tracker.domain.reviews import Part, PartKind
from fit_tracker.exchange.review_parts import is_wide
from fit_tracker.exchange.slides_base import BETWEEN, INNER
from fit_tracker.exchange.slides_room import EDGE, least_height, room_for, row_height, row_heights

T = TypeVar("T")
HALF = (INNER - BETWEEN) / 2
MOST_BARS = 3.2
SHARES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


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


def needs_width(part: Part) -> bool:
    """Also a few bars, where their labels are so long that half a slide does not hold them."""
    return is_wide(part) or (
        part.kind is PartKind.BARS and row_height(part, HALF) * len(part.bars) > MOST_BARS
    )


def width_for(part: Part) -> float:
    """The whole slide where the part has it for itself; else half, which it may come to share."""
    return INNER if needs_width(part) else HALF


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
