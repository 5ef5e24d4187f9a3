"""The pieces of a part as HTML: numbers, bars, sentences, its table one click away.

The document holds every word; nothing is worked out here but how long a bar is.
"""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.reviews import Bar, Part, PartKind
from fit_tracker.ui.html import Html, e, join, tag, unbroken
from fit_tracker.ui.texts import _

TONES = frozenset({"good", "calm", "quiet", "warn", "plain"})
# A shape beside each word: colour never speaks alone. Plain says nothing, and has none.
SHAPES = {"good": "●", "calm": "●", "quiet": "◆", "warn": "▲"}


def head(part: Part, said_above: str = "") -> Html:
    """What the part is about, unless that stands above it already, and what it says."""
    if not part.sentence:
        return tag("h3", unbroken(part.title), cls="fit-message")
    message = tag("h3", unbroken(part.sentence), cls="fit-message")
    if part.title == said_above:
        return message
    return join([tag("p", unbroken(part.title), cls="fit-quiet fit-about"), message])


def body(part: Part) -> Html:
    """What stands where others have a figure."""
    return {
        PartKind.NUMBERS: lambda: numbers(part.bars),
        PartKind.BARS: lambda: bars(part.bars),
        PartKind.WORDS: lambda: said(part.bars),
        PartKind.TABLE: lambda: table(part.rows),
    }.get(part.kind, Html)()


def under(part: Part, *, table_too: bool = True) -> Html:
    """Small print, what the project leader wrote, and the same as a table."""
    pieces = []
    if part.small_print:
        pieces.append(tag("p", unbroken(" ".join(part.small_print)), cls="fit-small"))
    if part.note:
        pieces.append(tag("p", part.note, cls="fit-note"))
    if table_too and _has_more(part):
        shown = tag("summary", _("Vis tallene"))
        pieces.append(tag("details", shown, table(part.rows), cls="fit-details"))
    return join(pieces)


def _has_more(part: Part) -> bool:
    """Whether the table tells what does not stand there already."""
    told = {PartKind.TABLE: len(part.rows), PartKind.WORDS: len(part.bars) + 1}
    if part.kind is PartKind.WORDS and not part.bars:
        return False
    return len(part.rows) > told.get(part.kind, 0)


def numbers(given: Sequence[Bar]) -> Html:
    """Large numbers beside each other."""
    return tag("dl", *(_number(bar) for bar in given), cls="fit-numbers")


def _number(bar: Bar) -> Html:
    note = [tag("dd", unbroken(bar.note), cls="fit-quiet")] if bar.note else []
    label, value = tag("dt", bar.label), tag("dd", bar.text, cls="fit-figure")
    return tag("div", label, value, *note)


def bars(given: Sequence[Bar]) -> Html:
    """One row each: the words, the bar, the number. A hidden one has a hatched track."""
    return tag("ul", *(_bar(bar) for bar in given), cls="fit-bars")


def _bar(bar: Bar) -> Html:
    note = [" ", tag("span", f"({bar.note})", cls="fit-quiet")] if bar.note else []
    return tag(
        "li",
        tag("span", bar.label),
        _track(bar),
        tag("span", bar.text, *note, cls="fit-value"),
    )


def _track(bar: Bar) -> Html:
    """The whole as a faint line, the share of it in full colour. A number that is told without
    its share has no line; a hidden one a hatched line."""
    if bar.share is None:
        told = any(letter.isdigit() for letter in bar.text)
        return tag(
            "span", cls="fit-shareless" if told else "fit-track fit-untold", aria_hidden="true"
        )
    width = f"width:{min(max(bar.share, 0.0), 1.0):.1%}"
    filled = tag("span", cls=f"fit-fill fit-tone-{_tone(bar)}", style=width)
    return tag("span", filled, cls="fit-track", aria_hidden="true")


def _tone(bar: Bar) -> str:
    return bar.tone if bar.tone in TONES else "plain"


def said(given: Sequence[Bar]) -> Html:
    """Sentences with what became of them: "Alle nye forløb måles · MJ · gjort"; or, without
    anybody beside it, a word and what it means."""
    return tag("ul", *(_saying(bar) for bar in given), cls="fit-sayings") if given else Html()


def _saying(bar: Bar) -> Html:
    if bar.text and not bar.note:
        return tag("li", tag("strong", bar.label), tag("p", unbroken(bar.text), cls="fit-small"))
    pieces = [tag("span", unbroken(bar.label))]
    if bar.note:
        pieces.append(tag("span", " · ", bar.note, cls="fit-quiet"))
    if bar.text:
        pieces += [e(" "), _state(bar)]
    return tag("li", *pieces)


def _state(bar: Bar) -> Html:
    tone = {"good": "progress", "warn": "attention"}.get(bar.tone, "neutral")
    shape = SHAPES.get(bar.tone, "")
    mark = tag("span", f"{shape} ", cls="fit-shape", aria_hidden="true") if shape else ""
    return tag("span", mark, unbroken(bar.text), cls=f"fit-chip fit-{tone}")


def table(rows: Sequence[Sequence[str]]) -> Html:
    """The first row is the head, the first cell of each row its name."""
    if not rows:
        return Html()
    head_row = tag("tr", *(tag("th", cell, scope="col") for cell in rows[0]))
    body_rows = [tag("tr", *_cells(row)) for row in rows[1:]]
    inner = tag("table", tag("thead", head_row), tag("tbody", *body_rows), cls="fit-told")
    # A wide table scrolls in its own box, by finger or by keyboard.
    return tag("div", inner, cls="fit-scroll", tabindex="0", role="group", aria_label=_("Tabel"))


def _cells(row: Sequence[str]) -> list[Html]:
    first = [tag("th", cell, scope="row") for cell in row[:1]]
    return first + [tag("td", unbroken(cell)) for cell in row[1:]]
