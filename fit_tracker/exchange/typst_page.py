"""Paper: a template of this package and data, set by typst as a tagged PDF.

Data goes in as JSON and is shown as text; it is never put together with markup, so nothing
a person typed can be read as an instruction. The PDF is held to PDF/UA-1, which a screen
reader needs: a template without a title, a language or an alternative text is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal

import typst

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "print"
STANDARD: Final = "ua-1"


def pdf(template: str, data: Mapping[str, object], made_at: datetime) -> bytes:
    """`template` ("report") filled with `data`. `made_at` (UTC) is the only clock in it: the
    same data of the same moment give the same bytes."""
    return _set(template, data, "pdf", made_at)


def picture(template: str, data: Mapping[str, object]) -> bytes:
    """The first page as PNG, to look at."""
    return _set(template, data, "png", None)


def _set(
    template: str, data: Mapping[str, object], kind: Literal["pdf", "png"], at: datetime | None
) -> bytes:
    try:
        return _compile(template, data, kind, at, by_the_book=True)
    except typst.TypstError:
        # A sign that our fonts lack (an emoji, Chinese) breaks the standard. A page that shows
        # it with the machine's fonts, or as a box, is better than none.
        return _compile(template, data, kind, at, by_the_book=False)


def _compile(
    template: str,
    data: Mapping[str, object],
    kind: Literal["pdf", "png"],
    at: datetime | None,
    *,
    by_the_book: bool,
) -> bytes:
    # A picture of several pages comes as a list of them, which its types do not say.
    made: Any = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        # The machine's own fonts would make the page look different from place to place.
        ignore_system_fonts=by_the_book,
        format=kind,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=[STANDARD] if kind == "pdf" and by_the_book else [],
        timestamp=int(at.replace(tzinfo=UTC).timestamp()) if at else None,
    )
    return bytes(made[0] if isinstance(made, list) else made)
