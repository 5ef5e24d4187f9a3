"""The tables of a review on paper: where they stand, and those of the appendix."""

from __future__ import annotations

from typing import Any

from fit_tracker.domain.reviews import Part, PartKind, Section
from fit_tracker.exchange.review_parts import WIDE_TABLE, as_table, ends, own_title
from fit_tracker.texts import tr

LONG_CELL = 40


def table(part: Part, language: str) -> dict[str, Any]:
    rows = as_table(part)
    columns = list(zip(*rows[1:], strict=True))
    long = [max(map(len, cells), default=0) > LONG_CELL for cells in columns]
    return {
        "head": rows[0] if rows else [],
        "rows": rows[1:],
        "ends": ends(rows, tr(language, "vises ikke")),
        "shares": [1 if n == 0 else 3 if wide else 0 for n, wide in enumerate(long)],
        "wide": len(columns) >= WIDE_TABLE or any(long[1:]),
    }


def has_rows(section: Section) -> bool:
    return any(map(_in_appendix, section.parts))


def _in_appendix(part: Part) -> bool:
    """Words are whole where they stand, unless more of them are told here than there."""
    return bool(part.rows) and (
        part.kind is not PartKind.WORDS or len(part.rows) - 1 > len(part.bars) > 0
    )


def tables(section: Section, language: str) -> dict[str, object]:
    found = [part for part in section.parts if _in_appendix(part)]
    return {
        "title": section.title,
        "tables": [{**table(part, language), "title": own_title(part, section)} for part in found],
    }
