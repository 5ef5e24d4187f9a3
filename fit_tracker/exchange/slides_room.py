"""How much height a part takes on a slide: what is written, what is drawn, what is left."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fit_tracker.domain.reviews import Bar, Part, PartKind
from fit_tracker.exchange.review_parts import as_table, is_empty, is_told, said, told
from fit_tracker.exchange.slides_base import BODY
from fit_tracker.exchange.slides_native import TEXT, lines_needed, words_share
from fit_tracker.exchange.slides_text import LINE, Style, height_of

HEAD, SENTENCE = Style(15, bold=True), Style(15)
# Small print (n, what is missing, how it is counted) is for who reads on; all else is 14 or more.
SMALL, NOTE = Style(12, "quiet"), Style(14, "accent")
ITEM, ITEM_NOTE = Style(16, bold=True), Style(14)
CELL, ASIDE = Style(14), Style(14)
READABLE = 0.06
AIR = 0.12
MOST_SMALL_PRINT = 0.8
CELL_INSET, CELL_AIR = 0.08, 0.14
FIRST_COLUMN = 2.0
NUMBER_WIDTH, NUMBER_HEIGHT = 2.8, 1.4
# A row of a chart: what looks right, and what its label needs at least.
RIGHT = {PartKind.BARS: 0.6, PartKind.INTERVALS: 0.85}
LEAST = {PartKind.BARS: 0.42, PartKind.INTERVALS: 0.75}
EDGE = {PartKind.BARS: 0.1, PartKind.INTERVALS: 0.45}
MOST_LABEL = {PartKind.BARS: 0.44, PartKind.INTERVALS: 0.56}
LABEL_GAP = 0.1
BANDS_HEIGHT = 3.3
MOST_GROWTH = 0.5


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
            row = max(RIGHT[part.kind], row_height(part, width))
            return EDGE[part.kind] + row * len(part.bars)
        case PartKind.NUMBERS:
            return NUMBER_HEIGHT * math.ceil(len(part.bars) / in_a_row(width))
        case PartKind.TABLE:
            return sum(row_heights(part, width))
        case PartKind.WORDS:
            return sum(item_height(bar, width) for bar in part.bars)
    return BANDS_HEIGHT


def growth(part: Part, width: float, spare: float) -> float:
    """What a chart takes of the room nobody else needs; numbers and words stay as they are."""
    grows = part.kind is PartKind.BANDS or drawn_as(part) in LEAST
    return min(spare, MOST_GROWTH * wanted(part, width)) if grows else 0.0


def in_a_row(width: float) -> int:
    """How many large numbers stand beside each other."""
    return max(1, int(width / NUMBER_WIDTH))


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
        return NUMBER_HEIGHT / in_a_row(width)
    return row_height(part, width) if part.kind in LEAST else 0.0


def row_labels(part: Part) -> list[str]:
    """What stands beside each row of a chart; a bar that is not told says so here."""
    if part.kind is PartKind.INTERVALS:
        return ["\n".join(words for words in (bar.label, told(bar)) if words) for bar in part.bars]
    return [bar.label if bar.share is not None else said(bar) for bar in part.bars]


def label_share(part: Part, width: float) -> float:
    return words_share(row_labels(part), width, MOST_LABEL[part.kind])


def row_height(part: Part, width: float) -> float:
    """A chart's rows are all as high as its longest label needs."""
    count = lines_needed(row_labels(part), width, MOST_LABEL[part.kind])
    return max(LEAST[part.kind], count * TEXT.size * LINE / 72 + LABEL_GAP)


def item_height(bar: Bar, width: float) -> float:
    return height_of(bar.label, ITEM, width) + height_of(told(bar), ITEM_NOTE, width) + 0.15


def column_widths(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """The first column twice as wide as the others."""
    shares = [FIRST_COLUMN, *[1.0] * (len(rows[0]) - 1)]
    return [width * share / sum(shares) for share in shares]


def row_heights(part: Part, width: float) -> list[float]:
    rows = as_table(part)
    widths = column_widths(rows, width) if rows else []
    return [_row_height(row, widths) for row in rows]


def _row_height(row: Sequence[str], widths: list[float]) -> float:
    cells = zip(row, widths, strict=False)
    return max(height_of(t or " ", CELL, w - 2 * CELL_INSET) for t, w in cells) + CELL_AIR
