"""Text on slides: boxes in inches, and how much room words take before PowerPoint has set them.

Room is reckoned with the widths of Arial, in groups of letters and a little too wide, so that
what is found to fit does fit. A test sets the same words in a real font and measures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.util import Inches, Pt

from fit_tracker.palette import LIGHT

LINE: Final = 1.2
BOLD: Final = 1.07
WIDTHS: Final = (("iljI.,:;|!'’", 0.28), ("ftr()[]-/ ", 0.34), ("mwMW%@→«»…—", 1.0))
CAPITAL, OTHER = 0.74, 0.57
LANGUAGES: Final = {"da": MSO_LANGUAGE_ID.DANISH, "en": MSO_LANGUAGE_ID.ENGLISH_UK}


@dataclass(frozen=True)
class Box:
    """Inches from the slide's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def from_top(self, used: float) -> Box:
        """What is left below the first `used` inches."""
        return replace(self, y=self.y + used, height=self.height - used)

    def emu(self) -> tuple[int, int, int, int]:
        return Inches(self.x), Inches(self.y), Inches(self.width), Inches(self.height)


@dataclass(frozen=True)
class Style:
    size: float
    colour: str = "text"
    bold: bool = False


@dataclass(frozen=True)
class Words:
    text: str
    style: Style


def width_of(text: str, style: Style) -> float:
    """Inches that `text` takes on one line."""
    return sum(map(_em, text)) * style.size / 72 * (BOLD if style.bold else 1)


def _em(sign: str) -> float:
    found = next((width for signs, width in WIDTHS if sign in signs), None)
    return found if found is not None else CAPITAL if sign.isupper() else OTHER


@lru_cache(maxsize=4096)
def lines(text: str, style: Style, width: float) -> int:
    """How many lines `text` takes, broken between words; a word too long is broken within."""
    count, used = 1, 0.0
    for word in text.split():
        room = width_of(word, style)
        if used and used + width_of(" ", style) + room > width:
            count, used = count + 1, 0.0
        count += max(0, math.ceil(room / width) - 1)
        used += room + (width_of(" ", style) if used else 0)
    return count


def height_of(text: str, style: Style, width: float) -> float:
    """Inches from top to bottom; none for no text."""
    return lines(text, style, width) * style.size * LINE / 72 if text else 0.0


def fitted(text: str, box: Box, style: Style, sizes: tuple[float, ...]) -> Style | None:
    """The largest of `sizes` in which `text` fits into `box`."""
    tried = (replace(style, size=size) for size in sizes)
    return next((one for one in tried if height_of(text, one, box.width) <= box.height), None)


def write(slide: Any, box: Box, language: str, *paragraphs: tuple[Words, ...]) -> Any:
    """A box of paragraphs, each of runs."""
    shape = slide.shapes.add_textbox(*box.emu())
    fill(shape.text_frame, language, *paragraphs)
    return shape


def fill(frame: Any, language: str, *paragraphs: tuple[Words, ...]) -> None:
    """The same into a frame that is there, without inner margins."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        for one in words:
            run = paragraph.add_run()
            run.text = one.text
            dress(run.font, one.style, language)


def dress(font: Any, style: Style, language: str) -> None:
    font.size = Pt(style.size)
    font.bold = style.bold
    font.color.rgb = RGBColor.from_string(LIGHT[style.colour].lstrip("#"))
    font.language_id = LANGUAGES.get(language, MSO_LANGUAGE_ID.NONE)
