"""A review as slides for PowerPoint: the message as title, charts that can be edited, and the
tables in the notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from fit_tracker.domain.reviews import Document, Part
from fit_tracker.exchange.review_parts import said
from fit_tracker.exchange.review_pdf import EPOCH
from fit_tracker.exchange.slides_base import BETWEEN, BODY, INNER, MARGIN, TITLE, started
from fit_tracker.exchange.slides_card import card, large
from fit_tracker.exchange.slides_file import packed
from fit_tracker.exchange.slides_plan import (
    TITLE_SIZES,
    TITLE_STYLE,
    Planned,
    Row,
    body_under,
    planned,
    row_height,
    widths,
    without_lead,
)
from fit_tracker.exchange.slides_text import Box, Style, Words, fill, fitted, height_of, write

KICKER = Box(MARGIN, 0.34, INNER, 0.28)
SUBTITLE = Box(MARGIN, 1.85, INNER, 0.9)
NUMBERS = Box(MARGIN, 3.05, INNER, 3.0)
QUIET, SUB, CLOSING = Style(14, "quiet"), Style(17, "quiet"), Style(12, "quiet")
SUB_SIZES = (17.0, 16.0, 15.0, 14.0)


def slides(document: Document, made_at: datetime = EPOCH) -> bytes:
    """The review as .pptx; `made_at` (UTC: when it was frozen) is the only clock in it."""
    shown = started(document)
    _front(shown, document)
    for plan in planned(document):
        _slide(shown, document, plan)
    return packed(shown, document.title, document.language, made_at)


def _front(shown: Any, document: Document) -> None:
    slide = _titled(shown, document, document.stamp, document.title)
    language = document.language
    style = fitted(document.subtitle, SUBTITLE, SUB, SUB_SIZES) or Style(SUB_SIZES[-1], "quiet")
    write(slide, SUBTITLE, language, (Words(document.subtitle, style),))
    large(slide, document.numbers, NUMBERS, language)
    height = sum(height_of(words, CLOSING, INNER) for words in document.closing)
    place = Box(MARGIN, BODY.y + BODY.height - height, INNER, height)
    write(slide, place, language, *((Words(words, CLOSING),) for words in document.closing))
    numbers = [said(bar) for bar in document.numbers]
    _notes(slide, [document.title, document.subtitle, *numbers, *document.closing])


def _titled(shown: Any, document: Document, kicker: str, title: str) -> Any:
    slide = shown.slides.add_slide(shown.slide_layouts[0])
    style = fitted(title, TITLE, TITLE_STYLE, TITLE_SIZES) or Style(TITLE_SIZES[-1], bold=True)
    fill(slide.shapes.title.text_frame, document.language, (Words(title, style),))
    if kicker:
        write(slide, KICKER, document.language, (Words(kicker, QUIET),))
    return slide


def _slide(shown: Any, document: Document, plan: Planned) -> None:
    """What the title leaves of its room, and the rows of theirs, the charts share."""
    kicker = "" if plan.title.startswith(plan.section) else plan.section
    slide = _titled(shown, document, kicker, plan.title)
    box = body_under(plan.title)
    rows = [row if number else without_lead(row) for number, row in enumerate(plan.rows)]
    spare = max(0.0, (box.height - sum(map(row_height, rows))) / len(rows))
    for row in rows:
        _row(slide, document.language, plan, row, box, spare)
        box = box.from_top(row_height(row, spare))
    _notes(slide, [line for part in plan.parts for line in table_lines(part)])


def _row(slide: Any, language: str, plan: Planned, row: Row, box: Box, spare: float) -> None:
    """The parts beside each other; what the slide's title says is not said again."""
    for number, part in enumerate(row):
        place = replace(box, x=box.x + number * (widths(row) + BETWEEN), width=widths(row))
        title = "" if part.title in (plan.section, plan.title) else part.title
        card(slide, part, place, language, title, spare)


def table_lines(part: Part) -> list[str]:
    """All of a part as text: what a presenter reads, and who cannot see the chart."""
    rows = [" | ".join(row) for row in part.rows]
    lines = [part.title, part.sentence, *rows, *part.small_print, part.note]
    return [*(line for line in lines if line), ""]


def _notes(slide: Any, lines: list[str]) -> None:
    slide.notes_slide.notes_text_frame.text = "\n".join(lines).strip()
