"""A status report as a PDF: A4, tagged, its curves drawn as vectors.

Where a mark lies is worked out here, in millimetres, and tested; the template only draws.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from fit_tracker.domain.scores import danish
from fit_tracker.exchange import typst_page
from fit_tracker.exchange.report_document import Curve, Document, Point, Section
from fit_tracker.palette import LIGHT, PERSONS

TEMPLATE = "report"
WIDTH = 148.0
HEIGHT = 34.0
INSET = 3.0
LEAST_DAYS = 7
SHORT_HASH = 8
# The name of the cut-off, set in 8 points: millimetres for a sign, its height, air around.
NAME_SIGN, NAME_HEIGHT, NAME_AIR = 1.6, 3.0, 0.8
STEPS = 40
Mark = dict[str, float]
SHAPES = ("circle", "square", "diamond", "triangle", "ring")


def pdf(document: Document, made_at: datetime, content_hash: str = "") -> bytes:
    """The report as a PDF; `content_hash` of a frozen one stands in the footer."""
    return typst_page.pdf(TEMPLATE, page_data(document, content_hash), made_at)


def page_data(document: Document, content_hash: str = "") -> dict[str, object]:
    """What the template is given: texts as they are, curves with their places."""
    mark = [document.version, *([content_hash[:SHORT_HASH]] if content_hash else [])]
    return {
        "title": document.title,
        "language": document.language,
        "about": document.about,
        "reading": document.reading,
        "footer": " · ".join([document.reading, *mark]),
        "page": document.page,
        "sections": [_section(section) for section in document.sections],
    }


def _section(section: Section) -> Mapping[str, object]:
    plain = asdict(section)
    return {**plain, "curves": [drawing(curve) for curve in section.curves]}


def drawing(curve: Curve) -> dict[str, Any]:
    """One chart: lines, marks, the cut-off, the scale up the side and the days below."""
    marks = [{"x": _x(curve, p.on), "y": _y(curve, p.score)} for p in curve.points]
    cut = curve.cut
    return {
        "name": curve.name,
        "sentence": curve.sentence,
        "alt": f"{curve.sentence} {curve.scale}. {_spoken(curve)}",
        "width": WIDTH,
        "height": HEIGHT,
        "colour": LIGHT[PERSONS[curve.index % len(PERSONS)]],
        "shape": SHAPES[curve.index % len(SHAPES)],
        "lines": _lines(curve.points, marks),
        "marks": marks,
        "last": danish(curve.points[-1].score),
        "cut": None if cut is None else _cut(curve, _y(curve, cut), marks),
        "grid": [{"y": _y(curve, value), "words": _short(value)} for value in _steps(curve)],
        "days": [{"x": _x(curve, day), "words": f"{day:%d-%m-%Y}"} for day in shown_days(curve)],
    }


def _cut(curve: Curve, y: float, marks: Sequence[Mark]) -> dict[str, Any]:
    """The cut-off's line at `y`, and where its name stands: beside the line, where no curve is."""
    wide = NAME_SIGN * len(curve.cut_words) + NAME_AIR
    trail = list(_trail(marks))
    tops = (y + NAME_AIR, y - NAME_AIR - NAME_HEIGHT)
    free = (
        (left, top)
        for top in tops
        for left in range(1, int(WIDTH - wide), 3)
        if 0 <= top <= HEIGHT - NAME_HEIGHT
        and not any(
            left - 2 <= x <= left + wide and top - 1 <= at <= top + NAME_HEIGHT + 1
            for x, at in trail
        )
    )
    left, top = next(free, (1, tops[0]))
    return {"y": y, "words": curve.cut_words, "left": left, "top": round(top, 2)}


def _trail(marks: Sequence[Mark]) -> Iterator[tuple[float, float]]:
    """Where the curve runs: each mark, and the way to the next in small steps."""
    for one, other in zip(marks, [*marks[1:], marks[-1]], strict=True):
        for step in range(STEPS):
            share = step / STEPS
            x = one["x"] + share * (other["x"] - one["x"])
            yield x, one["y"] + share * (other["y"] - one["y"])


def _spoken(curve: Curve) -> str:
    """What a screen reader says of the marks: each day with its number."""
    said = "; ".join(f"{point.on:%d-%m-%Y}: {danish(point.score)}" for point in curve.points)
    return f"{curve.cut_words}. {said}." if curve.cut_words else f"{said}."


def _short(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _x(curve: Curve, day: date) -> float:
    """Across by date; where there is one day only, it stands in the middle."""
    span = (curve.until - curve.since).days
    share = (day - curve.since).days / span if span else 0.5
    return round(INSET + share * (WIDTH - 2 * INSET), 2)


def _y(curve: Curve, score: Decimal) -> float:
    """Down from the top, on the scale's whole range, so that two charts may be compared."""
    share = float((score - curve.low) / (curve.high - curve.low))
    return round(HEIGHT - share * HEIGHT, 2)


def _steps(curve: Curve) -> list[Decimal]:
    """The scale in four: 0, 10, 20, 30, 40."""
    step = (curve.high - curve.low) / 4
    return [curve.low + step * n for n in range(5)]


def _lines(
    points: Sequence[Point], marks: Sequence[dict[str, float]]
) -> list[list[dict[str, float]]]:
    """The runs of marks that belong together: the line breaks where the form changed."""
    runs: dict[int, list[dict[str, float]]] = {}
    for point, mark in zip(points, marks, strict=True):
        runs.setdefault(point.segment, []).append(mark)
    return [run for run in runs.values() if len(run) > 1]


def shown_days(curve: Curve) -> list[date]:
    """The days written below: the first, the last, and up to two between."""
    span = (curve.until - curve.since).days
    parts = min(3, span // LEAST_DAYS) or 1
    days = [curve.since + timedelta(days=span * n // parts) for n in range(parts + 1)]
    return list(dict.fromkeys(days))
