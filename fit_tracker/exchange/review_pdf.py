"""A review as a PDF: A4 lying down, tagged, its drawings as vectors, all its tables at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from fit_tracker.domain.reviews import Document, Part, PartKind, Section
from fit_tracker.exchange import review_drawing, typst_page
from fit_tracker.exchange.review_paper_tables import has_rows, table, tables
from fit_tracker.exchange.review_parts import (
    in_rows,
    is_brief,
    is_empty,
    leading,
    own_title,
)
from fit_tracker.texts import tr

TEMPLATE = "review"
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
        "sections": _sections(document),
        "messages": [
            {"label": section.title, "text": _message(section)}
            for section in document.sections
            if _message(section)
        ],
        "closing": list(document.closing),
        "appendix": {
            "title": tr(language, "Bilag: alle tal i tabeller"),
            "sections": [
                tables(section, language) for section in document.sections if has_rows(section)
            ],
        },
    }


def _sections(document: Document) -> list[dict[str, object]]:
    sections = [section for section in document.sections if section.parts]
    before = (None, *sections)
    return [
        _section(one, earlier, document.language)
        for one, earlier in zip(sections, before, strict=False)
    ]


def _breaks(section: Section, before: Section | None) -> bool:
    """Each begins a page, but for sections of words alone, which share one, and for those that
    only say why nothing is shown: these take what is left of a page, and leave the rest."""
    if before is None or _is_words(section) != _is_words(before):
        return True
    return not (_is_words(section) or is_brief(section) or is_brief(before))


def _message(section: Section) -> str:
    """What the section says, large; a list of words says it itself."""
    if not section.parts or _is_words(section) or is_brief(section):
        return ""
    return section.parts[leading(section.parts)].sentence


def _is_words(section: Section | None) -> bool:
    if section is None or is_brief(section):
        return False
    return all(part.kind is PartKind.WORDS for part in section.parts)


def _section(section: Section, before: Section | None, language: str) -> dict[str, object]:
    message = _message(section)
    rows = in_rows(_without(section.parts, leading(section.parts)) if message else section.parts)
    return {
        "title": section.title,
        "message": message,
        "brief": is_brief(section),
        "breaks": _breaks(section, before),
        "rows": [
            {
                "whole": max(map(_length, row)) <= review_drawing.LONG,
                "parts": [_part(part, section, language, len(row) == 1) for part in row],
            }
            for row in rows
        ],
    }


def _without(parts: Sequence[Part], lead: int) -> list[Part]:
    """The parts, that which leads without its sentence: it stands large above them."""
    return [replace(part, sentence="") if n == lead else part for n, part in enumerate(parts)]


def _length(part: Part) -> int:
    return len(part.rows if part.kind is PartKind.TABLE else part.bars)


def _part(part: Part, section: Section, language: str, wide: bool) -> dict[str, object]:
    return {
        "title": own_title(part, section),
        "sentence": part.sentence,
        "kind": "nothing" if is_empty(part) else part.kind.value,
        "wide": wide,
        "drawing": _drawing(part, language, wide),
        "small_print": list(part.small_print),
        "note": part.note,
    }


def _drawing(part: Part, language: str, wide: bool) -> dict[str, Any]:
    match part.kind:
        case PartKind.BARS:
            return review_drawing.bars(part)
        case PartKind.BANDS:
            return review_drawing.bands(part)
        case PartKind.INTERVALS:
            return review_drawing.intervals(part, wide=wide)
        case PartKind.TABLE:
            return table(part, language)
    return {"bars": [asdict(bar) for bar in part.bars]}
