"""One part of a review on a slide: title, sentence, drawing, small print, note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Inches

from fit_tracker.domain.reviews import Bar, Part, PartKind
from fit_tracker.exchange import slides_bands, slides_chart, slides_interval
from fit_tracker.exchange.review_parts import as_table, ends, is_empty, spoken, told
from fit_tracker.exchange.slides_room import (
    AIR,
    CELL,
    CELL_AIR,
    CELL_INSET,
    HEAD,
    ITEM,
    ITEM_NOTE,
    NUMBER_HEIGHT,
    SENTENCE,
    column_widths,
    drawn_as,
    growth,
    in_a_row,
    item_height,
    row_heights,
    taken,
    under,
    wanted,
)
from fit_tracker.exchange.slides_text import Box, Style, Words, dress, height_of, write
from fit_tracker.palette import LIGHT
from fit_tracker.texts import tr

LARGE, UNDER = Style(30, bold=True), Style(14, "quiet")
CELL_HEAD = Style(14, "quiet")

Drawn = Callable[[Any, Part, Box, str], object]


def card(slide: Any, part: Part, box: Box, language: str, title: str, spare: float = 0.0) -> None:
    """`title` is empty where the slide says it already; `spare`: room a chart may grow into."""
    room = box
    for text, style in ((title, HEAD), (part.sentence, SENTENCE)):
        room = _line(slide, text, style, room, language)
    below = under(part, box.width)
    used = sum(taken(text, style, box.width) for text, style in below)
    wished = wanted(part, box.width) + growth(part, box.width, spare)
    drawing = replace(room, height=min(room.height - used, wished))
    if not is_empty(part):
        DRAW[drawn_as(part)](slide, part, drawing, language)
    room = room.from_top(drawing.height + AIR)
    for text, style in below:
        room = _line(slide, text, style, room, language)


def _line(slide: Any, text: str, style: Style, room: Box, language: str) -> Box:
    """Writes at the top of `room` and gives what is left below."""
    if not text:
        return room
    height = height_of(text, style, room.width)
    write(slide, replace(room, height=height), language, (Words(text, style),))
    return room.from_top(height + AIR)


def numbers(slide: Any, part: Part, box: Box, language: str) -> None:
    large(slide, part.bars, box, language)


def large(slide: Any, bars: tuple[Bar, ...], box: Box, language: str) -> None:
    """The few large numbers beside each other, as many as there is width for."""
    row = in_a_row(box.width)
    width, height = box.width / row, NUMBER_HEIGHT
    for number, bar in enumerate(bars):
        down, across = divmod(number, row)
        place = Box(box.x + across * width, box.y + down * height, width - 0.3, height - 0.1)
        words = [(Words(bar.text, LARGE),), (Words(bar.label, UNDER),)]
        words += [(Words(bar.note, UNDER),)] if bar.note else []
        write(slide, place, language, *words)


def said(slide: Any, part: Part, box: Box, language: str) -> None:
    """Sentences: each with what came of it and who, below."""
    room = box
    for bar in part.bars:
        words = [Words(bar.label, ITEM), Words(told(bar), ITEM_NOTE)]
        height = item_height(bar, room.width)
        write(slide, replace(room, height=height), language, *((w,) for w in words if w.text))
        room = room.from_top(height)


def table(slide: Any, part: Part, box: Box, language: str) -> None:
    rows = as_table(part)
    widths, heights = column_widths(rows, box.width), row_heights(part, box.width)
    right = ends(rows, tr(language, "vises ikke"))
    place = replace(box, height=sum(heights))
    frame = slide.shapes.add_table(len(heights), len(widths), *place.emu())
    frame.name = part.title
    slides_chart.describe(frame, spoken(part))
    for column, inches in zip(frame.table.columns, widths, strict=True):
        column.width = Inches(inches)
    for number, (row, words) in enumerate(zip(frame.table.rows, rows, strict=True)):
        row.height = Inches(heights[number])
        _row(row, words, right, CELL if number else CELL_HEAD, language)


def _row(
    row: Any, words: Sequence[str], right: Sequence[bool], style: Style, language: str
) -> None:
    ground = slides_chart.rgb(LIGHT["neutral_soft" if style == CELL_HEAD else "card"])
    for cell, text, ends_right in zip(row.cells, words, right, strict=True):
        cell.fill.solid()
        cell.fill.fore_color.rgb = ground
        _cell(cell, text, style, language)
        if ends_right:
            cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _cell(cell: Any, words: str, style: Style, language: str) -> None:
    """An empty cell too has our size: the office program's own, 18, would make its row taller."""
    cell.margin_left = cell.margin_right = Inches(CELL_INSET)
    cell.margin_top = cell.margin_bottom = Inches(CELL_AIR / 2)
    paragraph = cell.text_frame.paragraphs[0]
    if not words:
        paragraph._p.get_or_add_endParaRPr().set("sz", str(int(100 * style.size)))
        return
    run = paragraph.add_run()
    run.text = words
    dress(run.font, style, language)


DRAW: dict[PartKind, Drawn] = {
    PartKind.NUMBERS: numbers,
    PartKind.BARS: slides_chart.bars,
    PartKind.BANDS: slides_bands.bands,
    PartKind.INTERVALS: slides_interval.intervals,
    PartKind.TABLE: table,
    PartKind.WORDS: said,
}
