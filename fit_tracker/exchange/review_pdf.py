"""A review as a PDF: A4 lying down, tagged, its drawings as vectors, all its tables at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from fit_tracker.domain.reviews import Document, Part, PartKind, Section
from fit_tracker.exchange import review_drawing, typst_page
from fit_tracker.exchange.review_parts import WIDE_TABLE, in_rows, is_empty, own_title
from fit_tracker.texts import tr

TEMPLATE = "review"
NUMBER = re.compile(r"[+−<]? ?\d")
LONGEST_NUMBER = 18
LONG_CELL = 40
EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (UTC without zone, as everywhere)


def pdf(document: Document, made_at: datetime = EPOCH) -> bytes:
    """The review as a PDF; `made_at` (UTC: when it was frozen) is the only clock in it."""
    return typst_page.pdf(TEMPLATE, page_data(document), made_at)


def page_data(document: Document) -> dict[str, object]:
    """What the template is given: texts as they are, drawings with their places."""
    language = document.language
    return {
        "title": document.title,
        "language": language,
        "stamp": document.stamp,
        "subtitle": document.subtitle,
        "footer": document.stamp,
        "page": tr(language, "side"),
        "numbers": [asdict(bar) for bar in document.numbers],
        "sections": _sections([section for section in document.sections if section.parts]),
        "messages": [
            {"label": section.title, "text": section.parts[0].sentence}
            for section in document.sections
            if section.parts and not _is_words(section)
        ],
        "closing": list(document.closing),
        "appendix": {
            "title": tr(language, "Bilag: alle tal i tabeller"),
            "sections": [_tables(section) for section in document.sections if _has_rows(section)],
        },
    }


def _sections(sections: Sequence[Section]) -> list[dict[str, object]]:
    """Each begins a page, but for sections of words alone, which share one."""
    before = (None, *sections)
    return [_section(one, earlier) for one, earlier in zip(sections, before, strict=False)]


def _is_words(section: Section | None) -> bool:
    return section is not None and all(part.kind is PartKind.WORDS for part in section.parts)


def _section(section: Section, before: Section | None) -> dict[str, object]:
    rows = in_rows(section.parts)
    return {
        "title": section.title,
        "breaks": not (_is_words(section) and _is_words(before)),
        "rows": [
            {
                "whole": max(map(_length, row)) <= review_drawing.LONG,
                "parts": [_part(part, section, len(row) == 1) for part in row],
            }
            for row in rows
        ],
    }


def _length(part: Part) -> int:
    return len(part.rows if part.kind is PartKind.TABLE else part.bars)


def _part(part: Part, section: Section, wide: bool) -> dict[str, object]:
    return {
        "title": own_title(part, section),
        "sentence": part.sentence,
        "kind": "nothing" if is_empty(part) else part.kind.value,
        "wide": wide,
        "drawing": _drawing(part, wide),
        "small_print": list(part.small_print),
        "note": part.note,
    }


def _drawing(part: Part, wide: bool) -> dict[str, Any]:
    match part.kind:
        case PartKind.BARS:
            return review_drawing.bars(part)
        case PartKind.BANDS:
            return review_drawing.bands(part)
        case PartKind.INTERVALS:
            return review_drawing.intervals(part, wide=wide)
        case PartKind.TABLE:
            return _table(part)
    return {"bars": [asdict(bar) for bar in part.bars]}


def _table(part: Part) -> dict[str, Any]:
    """The rows with their head; a row shorter than the head is filled with empty cells."""
    count = max((len(row) for row in part.rows), default=0)
    rows = [[*row, *[""] * (count - len(row))] for row in part.rows]
    columns = [[row[n] for row in rows[1:]] for n in range(count)]
    ends = [n > 0 and _holds_numbers(cells) for n, cells in enumerate(columns)]
    long = [max(map(len, cells), default=0) > LONG_CELL for cells in columns]
    return {
        "head": rows[0] if rows else [],
        "rows": rows[1:],
        "ends": ends,
        "shares": [1 if n == 0 else 3 if wide else 0 for n, wide in enumerate(long)],
        "wide": count >= WIDE_TABLE or any(long[1:]),
    }


def _holds_numbers(cells: Sequence[str]) -> bool:
    """A column whose longest cell is a number or two of them; it is set to the right."""
    found = [cell for cell in cells if cell]
    return any(NUMBER.match(cell) for cell in found) and max(map(len, found)) <= LONGEST_NUMBER


def _has_rows(section: Section) -> bool:
    return any(map(_in_appendix, section.parts))


def _in_appendix(part: Part) -> bool:
    """Words are whole where they stand."""
    return bool(part.rows) and part.kind is not PartKind.WORDS


def _tables(section: Section) -> dict[str, object]:
    found = [part for part in section.parts if _in_appendix(part)]
    return {
        "title": section.title,
        "tables": [{**_table(part), "title": own_title(part, section)} for part in found],
    }
