"""How much height a part takes on a slide: what is written, what is drawn, what is left."""

from __future__ import annotations

import math

from fit_tracker.domain.reviews import Bar, Part, PartKind
from fit_tracker.exchange.review_parts import is_empty, is_told, told
from fit_tracker.exchange.slides_base import BODY
from fit_tracker.exchange.slides_text import Style, height_of

HEAD, SENTENCE = Style(15, bold=True), Style(15)
SMALL, NOTE = Style(11, "quiet"), Style(13, "accent")
ITEM, ITEM_NOTE = Style(16, bold=True), Style(14)
CELL, ASIDE = Style(13), Style(12)
READABLE = 0.06
AIR = 0.12
MOST_SMALL_PRINT = 0.8
CELL_INSET, CELL_AIR = 0.08, 0.14
FIRST_COLUMN = 2.0
NUMBERS_IN_A_ROW, NUMBER_HEIGHT = 4, 1.25
# A row of a chart: what looks right, and what its label needs at least.
RIGHT = {PartKind.BARS: 0.56, PartKind.INTERVALS: 0.76}
LEAST = {PartKind.BARS: 0.44, PartKind.INTERVALS: 0.64}
EDGE = {PartKind.BARS: 0.1, PartKind.INTERVALS: 0.45}
BANDS_HEIGHT = 3.5


def room_for(part: Part, width: float) -> float:
    """What its words leave of the slide's height to the drawing."""
    above = sum(taken(*words, width) for words in ((part.title, HEAD), (part.sentence, SENTENCE)))
    below = sum(taken(text, style, width) for text, style in under(part, width))
    return BODY.height - AIR - above - below


def taken(text: str, style: Style, width: float) -> float:
    return height_of(text, style, width) + AIR if text else 0.0


def under(part: Part, width: float) -> tuple[tuple[str, Style], ...]:
    """What stands under the drawing."""
    aside = [(words, ASIDE) for words in unnamed(part)]
    return (*aside, (small_print(part, width), SMALL), (part.note, NOTE))


def unnamed(part: Part) -> list[str]:
    """What has no segment in its column, or one too small for words, is said below."""
    found = {
        column.label: [f"{bar.label} {bar.text}" for bar in column.bars if not has_words(bar)]
        for column in part.columns
    }
    return [f"{label}: {', '.join(small)}" for label, small in found.items() if small]


def has_words(bar: Bar) -> bool:
    return bar.share is not None and bar.share >= READABLE


def small_print(part: Part, width: float) -> str:
    """As much as there is room for, n first; the slide's notes have all of it."""
    shown = ""
    for line in part.small_print:
        longer = f"{shown} {line}".strip()
        if height_of(longer, SMALL, width) > MOST_SMALL_PRINT:
            break
        shown = longer
    return shown


def wanted(part: Part, width: float) -> float:
    """The height at which a drawing looks right; a few bars need not fill the slide."""
    if is_empty(part):
        return 0.0
    match drawn_as(part):
        case PartKind.BARS | PartKind.INTERVALS:
            return EDGE[part.kind] + RIGHT[part.kind] * len(part.bars)
        case PartKind.NUMBERS:
            return NUMBER_HEIGHT * math.ceil(len(part.bars) / NUMBERS_IN_A_ROW)
        case PartKind.TABLE:
            return sum(row_heights(part, width))
        case PartKind.WORDS:
            return sum(item_height(bar, width) for bar in part.bars)
    return BANDS_HEIGHT


def drawn_as(part: Part) -> PartKind:
    """Bars and intervals of which none is told are words."""
    return part.kind if part.kind not in LEAST or is_told(part) else PartKind.WORDS


def height(part: Part, width: float) -> float:
    """All of the part as it looks right."""
    return BODY.height - AIR - room_for(part, width) + wanted(part, width)


def least_height(part: Part, bar: Bar, width: float) -> float:
    """What one row of the part needs."""
    if drawn_as(part) is PartKind.WORDS:
        return item_height(bar, width)
    if part.kind is PartKind.NUMBERS:
        return NUMBER_HEIGHT / NUMBERS_IN_A_ROW
    return LEAST.get(part.kind, 0.0)


def item_height(bar: Bar, width: float) -> float:
    return height_of(bar.label, ITEM, width) + height_of(told(bar), ITEM_NOTE, width) + 0.15


def column_widths(part: Part, width: float) -> list[float]:
    """The first column twice as wide as the others."""
    columns = max(len(row) for row in part.rows)
    shares = [FIRST_COLUMN, *[1.0] * (columns - 1)]
    return [width * share / sum(shares) for share in shares]


def row_heights(part: Part, width: float) -> list[float]:
    widths = column_widths(part, width) if part.rows else []
    return [_row_height(row, widths) for row in part.rows]


def _row_height(row: tuple[str, ...], widths: list[float]) -> float:
    cells = zip(row, widths, strict=False)
    return max(height_of(t or " ", CELL, w - 2 * CELL_INSET) for t, w in cells) + CELL_AIR
