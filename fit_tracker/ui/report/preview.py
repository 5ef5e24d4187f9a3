"""A report on the screen, as it reads now or as it was locked: the same words as on paper."""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.services.report_read import Curve, Document, Fact, Section, Table
from fit_tracker.ui.html import Html, card, join, sparkline_svg, tag, unbroken

CSS = """
.fit-paper h3 { font-size: 1rem; font-weight: 600; margin: 1.25rem 0 .375rem; }
.fit-paper p { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.fit-paper dl { display: grid; grid-template-columns: minmax(6.5rem, 9rem) minmax(0, 1fr);
  gap: .25rem 1rem; margin: 0; }
.fit-paper dt { color: var(--fit-quiet); } .fit-paper dd { margin: 0; overflow-wrap: anywhere; }
.fit-paper blockquote { margin: 0; padding-left: .75rem; border-left: 2px solid var(--fit-accent);
  white-space: pre-wrap; }
.fit-paper ul { margin: 0; padding-left: 1.125rem; } .fit-paper li { margin-bottom: .375rem; }
.fit-drawn { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
  margin-bottom: .5rem; }
.fit-drawn > span:first-child { flex: 1 1 16rem; }
.fit-goals { border-collapse: collapse; width: 100%; }
.fit-goals th { text-align: left; font-weight: 400; }
.fit-goals tbody th { overflow-wrap: anywhere; }
.fit-goals thead th { color: var(--fit-quiet); font-size: .8125rem; }
.fit-goals :is(th, td) { padding: .375rem .75rem .375rem 0; vertical-align: top; }
.fit-goals tbody tr { border-top: 1px solid var(--fit-line); }
"""


def paper(document: Document, title: str) -> Html:
    head = [
        tag("p", document.about, cls="fit-small"),
        tag("p", unbroken(document.reading), cls="fit-quiet"),
    ]
    body = join([*head, *(_section(one) for one in document.sections)])
    return card(tag("div", body, cls="fit-paper"), title=title)


def _section(section: Section) -> Html:
    return join([tag("h3", section.heading), *_parts(section)])


def _parts(section: Section) -> Iterator[Html]:
    yield from (tag("p", unbroken(text)) for text in section.text)
    if section.facts:
        yield tag("dl", *(_fact(fact) for fact in section.facts))
    if section.table is not None:
        yield _table(section.table)
    yield from (_curve(curve) for curve in section.curves)
    if section.items:
        yield tag("ul", *(tag("li", unbroken(item)) for item in section.items))
    if section.quote:
        yield tag("blockquote", "\n".join(section.quote))
    if section.note:
        yield tag("p", section.note, cls="fit-small")


def _fact(fact: Fact) -> Html:
    return join([tag("dt", unbroken(fact.label)), tag("dd", unbroken(fact.text))])


def _table(table: Table) -> Html:
    head = tag("tr", *(tag("th", title, scope="col") for title in table.head))
    rows = [
        tag("tr", tag("th", first, scope="row"), *(tag("td", text) for text in rest))
        for first, *rest in table.rows
    ]
    return tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-goals")


def _curve(curve: Curve) -> Html:
    """A small curve beside its sentence; the paper has it large."""
    points = [(float(point.on.toordinal()), float(point.score)) for point in curve.points]
    small = sparkline_svg(points, lo=float(curve.low), hi=float(curve.high))
    return tag("div", tag("span", unbroken(curve.sentence)), small, cls="fit-drawn")
