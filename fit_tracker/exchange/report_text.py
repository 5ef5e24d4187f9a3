"""A status report as plain text, ready to paste into a case system.

No marks that another program could read as formatting, no tabs, and the line ends of
Windows, where case systems live.
"""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.domain.scores import danish
from fit_tracker.exchange.report_document import Curve, Document, Section, Table

LINE_END = "\r\n"


def text(document: Document) -> str:
    """The whole report; sections are parted by an empty line."""
    head = [document.title, document.about, f"{document.reading} · {document.version}"]
    blocks = [head, *(list(_section(section)) for section in document.sections)]
    return LINE_END.join(LINE_END.join(_lines(block)) + LINE_END for block in blocks)


def _lines(block: list[str]) -> list[str]:
    """Somebody's own line ends become ours; what looks like a table in Excel stays text."""
    return [line.replace("\t", " ").rstrip() for text in block for line in text.splitlines()]


def _section(section: Section) -> Iterator[str]:
    yield section.heading.upper()
    yield from section.text
    yield from (f"{fact.label}: {fact.text}" for fact in section.facts)
    if section.table is not None:
        yield from _table(section.table)
    for curve in section.curves:
        yield from _curve(curve)
    yield from (f"- {item}" for item in section.items)
    yield from section.quote
    if section.note:
        yield section.note


def _table(table: Table) -> Iterator[str]:
    """One line a row, each value with its name: columns do not survive pasting."""
    for first, *rest in table.rows:
        named = [f"{name}: {value}" for name, value in zip(table.head[1:], rest, strict=True)]
        yield f"- {first} ({'; '.join(named)})"


def _curve(curve: Curve) -> Iterator[str]:
    yield f"- {curve.sentence}"
    given = (f"{point.on:%d-%m-%Y}: {danish(point.score)}" for point in curve.points)
    yield f"  {'; '.join(given)}"
