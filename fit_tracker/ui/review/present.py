"""The review before the steering group: a few parts at a time, by button or key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from fit_tracker.domain.reviews import Document, Part
from fit_tracker.services.review_untold import is_bare
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.present import Sent, present
from fit_tracker.ui.review import document as drawn
from fit_tracker.ui.review.document import Draw

SMALLEST, LARGEST = 16.0, 28.0
"""Pixels of the page's own words; present.css lets them grow with the screen in the same way."""
_CSS = (Path(__file__).parent / "present.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Slide:
    """One page: rows of parts that stand beside each other. The first page has none, but the
    message."""

    section: str
    title: str
    rows: tuple[tuple[Part, ...], ...] = ()


def slides(document: Document) -> list[Slide]:
    """The message first, then the sections in their order, two parts a page; the few words that
    are left of one that may not be drawn need no page of their own."""
    return [Slide("", document.title), *_of_sections(document)]


def _of_sections(document: Document) -> Iterator[Slide]:
    for section in document.sections:
        pages: list[tuple[tuple[Part, ...], ...]] = []
        for row in drawn.rows(section.parts):
            if pages and len(pages[-1][-1]) == 1 and is_bare(row[0]):
                pages[-1] = (*pages[-1], row)
            else:
                pages.append((row,))
        yield from (Slide(section.key, section.title, page) for page in pages)


def begin() -> None:
    st.session_state[state_keys.REVIEW_SLIDE] = 0


def is_on() -> bool:
    return st.session_state.get(state_keys.REVIEW_SLIDE) is not None


def scale() -> float:
    """How much larger a figure's words are than on the page: as much as all others."""
    width = st.session_state.get(state_keys.REVIEW_SCREEN, 0) if is_on() else 0
    return min(max(0.0105 * width + 6, SMALLEST), LARGEST) / SMALLEST


def show(document: Document, draw: Draw) -> None:
    """The page one has come to, and the bar; what was pressed changes the page."""
    every = slides(document)
    at = min(int(st.session_state[state_keys.REVIEW_SLIDE]), len(every) - 1)
    st.html(f"<style>{_CSS}</style>")
    # Its own container for each page: nothing of one may linger in the next.
    with st.container(key=f"review_slide_{at}"):
        _page(document, every[at], draw)
    width = st.session_state.get(state_keys.REVIEW_SCREEN, 0)
    _act(present(at, len(every), every[at].title, width), width)


def _page(document: Document, slide: Slide, draw: Draw) -> None:
    if not slide.rows:
        drawn.title(document)
        drawn.numbers(document)
        drawn.closing(document)
        return
    st.html(drawn.heading(slide.title))
    for row in slide.rows:
        _row(slide, row, draw)


def _row(slide: Slide, row: tuple[Part, ...], draw: Draw) -> None:
    for column, part in zip(st.columns(len(row)), row, strict=True):
        key = f"wall_{slide.section}_{part.key}"
        with column, st.container(key=f"card_review_{key}", height="stretch"):
            drawn.inside(part, key, draw, said_above=slide.title, table_too=False)


def _act(sent: Sent, width: int) -> None:
    """Turn the page, or leave; and draw again where the screen is another than `width`."""
    slide = re.fullmatch(r"slide:(\d{1,4})", sent.go or "", re.ASCII)
    if sent.go == "close":
        st.session_state[state_keys.REVIEW_SLIDE] = None
    elif slide:
        st.session_state[state_keys.REVIEW_SLIDE] = int(slide[1])
    other = sent.screen is not None and sent.screen != width
    if other:
        st.session_state[state_keys.REVIEW_SCREEN] = sent.screen
    if sent.go or other:
        st.rerun()
