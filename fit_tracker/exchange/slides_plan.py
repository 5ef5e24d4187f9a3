"""Which parts of a review stand on which slide: two at most, and no more rows than fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fit_tracker.domain.reviews import Bar, Document, Part, PartKind, Section
from fit_tracker.exchange.review_parts import in_rows, is_brief, leading
from fit_tracker.exchange.slides_base import BETWEEN, BODY, INNER, TITLE
from fit_tracker.exchange.slides_cut import needs_width, pieces
from fit_tracker.exchange.slides_room import AIR, growth, height
from fit_tracker.exchange.slides_text import Box, Style, fitted, height_of
from fit_tracker.exchange.slides_untold import gathered, named

TITLE_STYLE = Style(28, bold=True)
TITLE_SIZES = (28.0, 24.0, 20.0)
LONG_NOTE = 220
ROW_AIR, MOST_UP = 0.25, 0.29


Row = tuple[Part, ...]


@dataclass(frozen=True)
class Planned:
    """`title` is the message: mostly the first part's sentence."""

    section: str
    title: str
    rows: tuple[Row, ...]
    told: Row = ()

    @property
    def parts(self) -> Row:
        """What the slide's notes say in full."""
        return self.told or tuple(part for row in self.rows for part in row)


def planned(document: Document) -> list[Planned]:
    """What only says why nothing is shown has one slide for all of it, after the last of them."""
    brief = [section for section in document.sections if is_brief(section)]
    made: list[Planned] = []
    for section in document.sections:
        made += [] if is_brief(section) else _of(section)
        made += _gathered(brief, document.language) if brief and section is brief[-1] else []
    return made


def _gathered(brief: Sequence[Section], language: str) -> list[Planned]:
    first, *rest = _of(gathered(brief, language))
    return [replace(first, told=named(brief)), *rest]


def _of(section: Section) -> list[Planned]:
    """One slide, or as many as the section needs."""
    stacks: list[list[Row]] = []
    left = 0.0
    found = [piece for part in section.parts for piece in _with_note(part)]
    for row in in_rows(found, needs_width):
        if stacks and row_height(row) - ROW_AIR <= left:
            stacks[-1].append(row)
            left -= row_height(row)
        else:
            stacks.append([row])
            left = body_under(_titled(section.title, (row,)).title).height
            left -= row_height(without_lead(row))
    return [_titled(section.title, tuple(stack)) for stack in stacks]


def body_under(title: str) -> Box:
    """Where the body begins: nearer to a title of one line than to one of two."""
    style = fitted(title, TITLE, TITLE_STYLE, TITLE_SIZES) or Style(TITLE_SIZES[-1], bold=True)
    unused = max(0.0, TITLE.height - height_of(title, style, TITLE.width))
    return BODY.from_top(AIR - min(unused, MOST_UP))


def widths(row: Row) -> float:
    """What each part of the row has across."""
    return (INNER - BETWEEN * (len(row) - 1)) / len(row)


def row_height(row: Row, spare: float = 0.0) -> float:
    """`spare`: room that the charts of the row may grow into."""
    width = widths(row)
    return max(height(part, width) + growth(part, width, spare) for part in row) + ROW_AIR


def leads(part: Part) -> bool:
    """Its sentence is the slide's title, if it is one that fits; a list has its name there."""
    fits = fitted(part.sentence, TITLE, TITLE_STYLE, TITLE_SIZES) is not None
    return bool(part.sentence) and fits and not (part.kind is PartKind.WORDS and part.bars)


def without_lead(row: Row) -> Row:
    """The first row of a slide without the sentence that is its title."""
    number = leading(row)
    if not leads(row[number]):
        return row
    return tuple(replace(p, sentence="") if n == number else p for n, p in enumerate(row))


def _titled(section: str, rows: tuple[Row, ...]) -> Planned:
    first = rows[0][leading(rows[0])]
    if not leads(first):
        return Planned(section, rows[0][0].title or section, rows)
    return Planned(section, first.sentence, rows)


def _with_note(part: Part) -> list[Part]:
    """A long note of the project leader has room of its own; one that is all there is, too."""
    if part.kind is not PartKind.WORDS and len(part.note) <= LONG_NOTE:
        return pieces(part)
    lines = tuple(Bar("", line) for line in part.note.splitlines() if line.strip())
    if part.kind is PartKind.WORDS:
        return pieces(replace(part, note="", bars=(*part.bars, *lines)))
    apart = Part(f"{part.key}_note", PartKind.WORDS, part.title, "", bars=lines)
    return [*pieces(replace(part, note="")), *pieces(apart)]
