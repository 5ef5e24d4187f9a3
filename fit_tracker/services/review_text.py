"""A review as plain text: for the minutes, for a screen reader, and for whoever searches it."""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.domain.reviews import Document, Part, PartKind, Section
from fit_tracker.texts import tr

LINE_END = "\r\n"


def as_text(document: Document) -> str:
    """Everything the document says, tables too, each value with its name; no markup, no tabs,
    and the line ends of the case systems it is pasted into."""
    head = [document.title, document.subtitle, document.stamp]
    numbers = [_named(bar.label, bar.text, bar.note) for bar in document.numbers]
    blocks = [head, numbers, *(list(_section(one, document.language)) for one in document.sections)]
    blocks.append(list(document.closing))
    return LINE_END.join(LINE_END.join(_lines(block)) + LINE_END for block in blocks if block)


def _lines(block: list[str]) -> Iterator[str]:
    """Somebody's own line ends become ours."""
    for text in block:
        yield from (line.replace("\t", " ").rstrip() for line in text.splitlines())


def _section(section: Section, language: str) -> Iterator[str]:
    yield section.title.upper()
    for part in section.parts:
        yield from _part(part, section.title, language)


def _part(part: Part, title: str, language: str) -> Iterator[str]:
    if part.title != title:
        yield part.title
    if part.sentence:
        yield part.sentence
    is_list = part.kind is PartKind.WORDS and part.bars
    yield from _listed(part) if is_list else _table(part)
    yield from part.small_print
    if part.note:
        yield tr(language, "Bemærkning: {note}", note=part.note)


def _listed(part: Part) -> Iterator[str]:
    for bar in part.bars:
        yield f"- {_named(bar.label, bar.text, bar.note)}"


def _table(part: Part) -> Iterator[str]:
    """One line a row: columns do not survive pasting."""
    if not part.rows:
        return
    _first, *names = part.rows[0]
    for label, *values in part.rows[1:]:
        told = [f"{n}: {v}" if n else v for n, v in zip(names, values, strict=True) if v]
        yield f"- {label} ({'; '.join(told)})" if told else f"- {label}"


def _named(label: str, text: str, note: str) -> str:
    named = f"{label}: {text}" if text else label
    return f"{named} ({note})" if note else named
