"""A review as it is read: message, numbers, and its parts as cards, two beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import streamlit as st

from fit_tracker.domain.reviews import Bar, Document, Part, PartKind, Section
from fit_tracker.ui.html import Html, page_title, stats, tag, unbroken
from fit_tracker.ui.review import parts

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
_CSS = (Path(__file__).parent / "review.css").read_text(encoding="utf-8")
_STYLE = f"<style>{_CSS}</style>"
WIDE = frozenset({PartKind.TABLE, PartKind.WORDS})
"""A table has the whole width: its columns are many. So have words, which are low."""


class Panel(Protocol):
    """A figure with its description, built from `charts` by the page."""

    @property
    def shown(self) -> Any: ...
    @property
    def alt(self) -> str: ...


Draw = Callable[[Part], Panel | None]
Beside = Callable[[Part], None]


def style() -> None:
    """Once on each page that shows a review."""
    st.html(_STYLE)


def title(document: Document) -> None:
    """The stamp, the message, and what it rests on."""
    st.html(page_title(document.title, document.subtitle, unbroken(document.stamp)))


def numbers(document: Document) -> None:
    """The few large ones."""
    if document.numbers:
        st.html(stats([number(bar) for bar in document.numbers]))


def number(bar: Bar) -> Html:
    value = tag("div", bar.text, cls="fit-stat-value")
    words = [tag("div", text, cls="fit-quiet") for text in (bar.label, bar.note) if text]
    return tag("div", value, *words, cls="fit-card fit-stat")


def sections(document: Document, draw: Draw, beside: Beside | None = None) -> None:
    """All parts; `beside` adds what the one who prepares may do with each."""
    for section in document.sections:
        section_(section, draw, beside)


def section_(section: Section, draw: Draw, beside: Beside | None = None) -> None:
    if _titled(section):
        st.html(heading(section.title))
    for row in rows(section.parts):
        _row(section, row, draw, beside)


def heading(title: str) -> Html:
    return tag("h2", unbroken(title), cls="fit-section")


def _titled(section: Section) -> bool:
    """A section that is one part of the same name says its name once."""
    return [part.title for part in section.parts] != [section.title]


def rows(given: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Two parts beside each other in their order; tables, words and a last one alone."""
    waiting: tuple[Part, ...] = ()
    for part in given:
        if part.kind in WIDE:
            yield from filter(None, (waiting, (part,)))
            waiting = ()
        elif waiting:
            yield (*waiting, part)
            waiting = ()
        else:
            waiting = (part,)
    yield from filter(None, (waiting,))


def _row(section: Section, row: Sequence[Part], draw: Draw, beside: Beside | None) -> None:
    with st.container(key=f"beside_review_{section.key}_{row[0].key}"):
        for column, part in zip(st.columns(len(row)), row, strict=True):
            with column:
                _card(section, part, draw, beside)


def _card(section: Section, part: Part, draw: Draw, beside: Beside | None) -> None:
    key = f"{section.key}_{part.key}"
    with st.container(key=f"card_review_{key}", height="stretch"):
        inside(part, key, draw, said_above=section.title if _titled(section) else "")
        if beside is not None:
            beside(part)


def inside(
    part: Part, key: str, draw: Draw, *, said_above: str = "", table_too: bool = True
) -> None:
    """What stands in the card of a part."""
    head = parts.head(part, said_above)
    panel = draw(part)
    if panel is None:
        st.html(tag("div", head, parts.body(part), _under(part, table_too)))
        return
    st.html(head)
    st.plotly_chart(panel.shown, theme=None, key=f"review_{key}", config=CONFIG, alt=panel.alt)
    if told := _under(part, table_too):
        st.html(told)


def _under(part: Part, table_too: bool) -> Html:
    told = parts.under(part, table_too=table_too)
    return tag("div", told, cls="fit-under") if told else told


def closing(document: Document) -> None:
    """The standing sentences, under everything."""
    lines = [tag("p", unbroken(line)) for line in document.closing]
    if lines:
        st.html(tag("footer", *lines, cls="fit-quiet fit-closing"))
