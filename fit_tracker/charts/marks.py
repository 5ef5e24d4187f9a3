"""The parts of a course figure, each as plain Plotly traces, shapes and annotations."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fit_tracker.charts import labels
from fit_tracker.charts.axes import Along
from fit_tracker.charts.model import (
    SYMBOLS,
    CutLine,
    Figure,
    Line,
    Missed,
    Moment,
    Palette,
    Point,
    Scale,
    Words,
)
from fit_tracker.domain.scores import danish
from fit_tracker.palette import PERSONS

TEXT = 13
SMALL = 12
ROW = 16


def colour(index: int, palette: Palette) -> str:
    return palette[PERSONS[index % len(PERSONS)]]


def line_trace(line: Line, at: Along, palette: Palette, words: Words) -> Figure:
    """The curve; a new form breaks it, since the two halves may not be compared."""
    shown = [p for p, _ in _with_breaks(line.points)]
    ink = colour(line.index, palette)
    marker = {
        "symbol": SYMBOLS[line.index % len(SYMBOLS)],
        "size": 10,
        "color": palette["card"],
        "line": {"color": ink, "width": 2.25},
        "opacity": 1,
    }
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.label,
        "x": [None if p is None else at.x(p.visit_no, p.on) for p in shown],
        "y": [None if p is None else float(p.score) for p in shown],
        "customdata": [None if p is None else p.key for p in shown],
        "text": ["" if p is None else _hover(line, p, words) for p in shown],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {"color": ink, "width": 2.25, "dash": "5px,3px" if line.dashed else "solid"},
        "marker": marker,
        "connectgaps": False,
        "cliponaxis": False,
        # A chosen point must not make the others fade: they are as true as before.
        "selected": {"marker": {"opacity": 1, "size": 14}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _with_breaks(points: Sequence[Point]) -> list[tuple[Point | None, int]]:
    result: list[tuple[Point | None, int]] = []
    for point in points:
        if result and result[-1][1] != point.segment:
            result.append((None, point.segment))
        result.append((point, point.segment))
    return result


def _hover(line: Line, point: Point, words: Words) -> str:
    return words(
        "{name} {score}<br>besøg {no}, {day}",
        name=escape(line.label),
        score=danish(point.score),
        no=point.visit_no,
        day=f"{point.on:%d-%m-%Y}",
    )


def flag_trace(
    lines: Sequence[Line], at: Along, scale: Scale, palette: Palette, words: Words, plot: float
) -> Figure | None:
    """▲ at the points that a reason speaks of: under them, or over the lowest scores."""
    flagged = [(line, p) for line in lines for p in line.points if p.flagged]
    if not flagged:
        return None
    unit = float(scale.maximum - scale.minimum) * 1.1 / plot
    low = float(scale.minimum)
    ys = [float(p.score) + (-18 if float(p.score) - low > 20 * unit else 18) * unit
          for _, p in flagged]  # fmt: skip
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("bør drøftes"),
        "x": [at.x(p.visit_no, p.on) for _, p in flagged],
        "y": ys,
        "marker": {"symbol": "triangle-up", "size": 11, "color": palette["attention"]},
        "hoverinfo": "skip",
        "cliponaxis": False,
        "unselected": {"marker": {"opacity": 1}},
    }


def missed_trace(
    missed: Sequence[Missed], at: Along, scale: Scale, palette: Palette
) -> Figure | None:
    """A small × on the axis for each visit that did not happen, between its neighbours."""
    if not missed:
        return None
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "×",
        "x": _missed_x(missed, at),
        "y": [float(scale.minimum)] * len(missed),
        "text": [f"{escape(one.label)} {one.on:%d-%m-%Y}" for one in missed],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": "x-thin",
            "size": 8,
            "line": {"color": palette["quiet"], "width": 1.75},
        },
        "cliponaxis": False,
        "unselected": {"marker": {"opacity": 1}},
    }


def _missed_x(missed: Sequence[Missed], at: Along) -> list[float]:
    if at.axis == "date":
        return [at.of_day(one.on) for one in missed]
    result = []
    for one in missed:
        same = [other for other in missed if other.visit_no == one.visit_no]
        x = one.visit_no + (same.index(one) + 1) / (len(same) + 1)
        result.append(min(max(x, at.low), at.high))
    return result


def cut_off(line: CutLine, lines: Sequence[Line], at: Along, scale: Scale, palette: Palette,
            plot: float) -> tuple[Figure, Figure]:  # fmt: skip
    """A dotted line over the whole width and its name where the fewest points are."""
    y = float(line.value)
    shape = {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y, "layer": "below",
        "line": {"color": palette["quiet"], "width": 1.5, "dash": "2px,5px"},
    }  # fmt: skip
    label = _beside(line.label, y, lines, at, scale, plot)
    return shape, label | {"font": {"size": SMALL, "color": palette["quiet"]}}


def _beside(
    text: str, y: float, lines: Sequence[Line], at: Along, scale: Scale, plot: float
) -> Figure:
    """The text at the right or left end, over or under `y`: the emptiest of the four."""
    points = [(at.share(at.x(p.visit_no, p.on)), float(p.score)) for one in lines for p in one.points]
    height = 18 * float(scale.maximum - scale.minimum) * 1.1 / plot
    width = min(0.5, len(text) * labels.LETTER / NARROW_PLOT)
    boxes = [(right, up) for right in (True, False) for up in (True, False)]

    def filled(box: tuple[bool, bool]) -> int:
        left = 1 - width if box[0] else -0.05
        low = y if box[1] else y - height
        return labels.crowded(points, left, left + width + 0.05, low, low + height)

    right, up = min(boxes, key=filled)
    return {
        "text": escape(text), "xref": "paper", "x": 1 if right else 0, "y": y,
        "xanchor": "right" if right else "left", "yanchor": "bottom" if up else "top",
        "showarrow": False, "borderpad": 1,
    }  # fmt: skip


NARROW_PLOT = 2.0 * labels.NARROW
"""Widths are guessed between a phone and a desk: the guess only chooses the emptier end."""


def band(line: Line, lines: Sequence[Line], at: Along, scale: Scale, palette: Palette,
         words: Words, plot: float) -> tuple[Figure, Figure] | None:  # fmt: skip
    """How far apart two ratings may lie by measurement error alone, around the first one."""
    first = line.baseline
    if first is None or line.limit is None:
        return None
    low = max(first.score - line.limit, scale.minimum)
    high = min(first.score + line.limit, scale.maximum)
    ink = colour(line.index, palette)
    shape = {
        "type": "rect", "x0": at.x(first.visit_no, first.on), "x1": 1, "xref": "x", "layer": "below",
        "y0": float(low), "y1": float(high), "fillcolor": ink, "opacity": 0.1, "line": {"width": 0},
    }  # fmt: skip
    shape["x1"] = at.high
    text = _band_words(line, len(lines) > 1, words)
    label = _in_band(text, float(low), float(high), lines, at, scale, plot)
    return shape, label | {"font": {"size": SMALL, "color": ink}}


def _band_words(line: Line, name: bool, words: Words) -> str:
    assert line.limit is not None
    if name:
        return words("målefejl: ±{n} fra {name}, første måling", n=danish(line.limit),
                     name=line.label)  # fmt: skip
    return words("målefejl: ±{n} fra første måling", n=danish(line.limit))


def _in_band(text: str, low: float, high: float, lines: Sequence[Line], at: Along, scale: Scale,
             plot: float) -> Figure:  # fmt: skip
    """Just inside the upper or lower edge, to the right, where fewer points are."""
    points = [(at.share(at.x(p.visit_no, p.on)), float(p.score)) for one in lines for p in one.points]
    height = 18 * float(scale.maximum - scale.minimum) * 1.1 / plot
    upper = labels.crowded(points, 0.4, 1.05, high - height, high)
    lower = labels.crowded(points, 0.4, 1.05, low, low + height)
    y, anchor = (low, "bottom") if lower <= upper else (high, "top")
    return {
        "text": "<br>".join(escape(part) for part in labels.wrap(text, 44)), "xref": "paper", "x": 1,
        "xanchor": "right", "y": y, "yanchor": anchor, "showarrow": False, "align": "right",
        "borderpad": 2,
    }  # fmt: skip


def end_labels(
    lines: Sequence[Line], at: Along, scale: Scale, palette: Palette, plot: float
) -> list[Figure]:
    """ "Mor 12,0" at each line's end, moved up or down until none covers another."""
    ended = [line for line in lines if line.points]
    unit = float(scale.maximum - scale.minimum) * 1.1 / plot
    texts = [labels.wrap(f"{line.label} {danish(line.points[-1].score)}") for line in ended]
    tall = max((len(text) for text in texts), default=1)
    wanted = [float(line.points[-1].score) for line in ended]
    low, high = float(scale.minimum), float(scale.maximum)
    placed = labels.dodge(wanted, (tall * 15 + 2) * unit, low, high)
    return [
        {
            "text": "<b>" + "<br>".join(escape(part) for part in text) + "</b>",
            "x": at.x(line.points[-1].visit_no, line.points[-1].on),
            "y": y,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 9,
            "align": "left",
            "showarrow": False,
            "font": {"size": TEXT, "color": colour(line.index, palette)},
            "bgcolor": palette["card"],
            "borderpad": 1,
        }
        for line, text, y in zip(ended, texts, placed, strict=True)
    ]


def right_margin(lines: Sequence[Line], at: Along) -> int:
    """Room for the labels of lines that end near the right edge."""
    width = 12.0
    for line in lines:
        if not line.points:
            continue
        last = line.points[-1]
        room = (1 - at.share(at.x(last.visit_no, last.on))) * labels.NARROW
        text = labels.wrap(f"{line.label} {danish(last.score)}")
        width = max(width, max(map(len, text)) * 7.6 + 14 - room)
    return int(width)


def new_forms(lines: Sequence[Line]) -> list[Point]:
    """The first point of each form but the first."""
    return [
        later for line in lines for before, later in zip(line.points, line.points[1:], strict=False)
        if before.segment != later.segment
    ]  # fmt: skip


def moments(
    events: Sequence[Moment], at: Along, palette: Palette
) -> tuple[list[Figure], list[Figure], int]:
    """Dotted uprights with their words above the plot, in as many rows as they need."""
    ordered = sorted(events, key=lambda event: event.on)
    texts = [labels.shorten(event.label, 24) for event in ordered]
    xs = [at.of_day(event.on) for event in ordered]
    shapes = [_upright(x, palette) for x in xs]
    spots = [_spot(at.share(x), text) for x, text in zip(xs, texts, strict=True)]
    order = sorted(range(len(spots)), key=lambda i: spots[i][0])
    found = labels.rows([spots[i][0] for i in order], [spots[i][1] for i in order])
    row = {i: found[place] for place, i in enumerate(order)}
    words = [
        {
            "text": escape(texts[i]), "x": xs[i], "y": 1, "yref": "paper", "showarrow": False,
            "xanchor": spots[i][2], "yanchor": "bottom", "yshift": 2 + row[i] * ROW,
            "font": {"size": SMALL, "color": palette["plum"]},
        }
        for i in range(len(ordered))
    ]  # fmt: skip
    return shapes, words, max(found, default=-1) + 1


def _spot(share: float, text: str) -> tuple[float, float, str]:
    """Left edge and width in pixels of a phone, and the anchor: words never leave the plot."""
    width = len(text) * labels.LETTER
    x = share * labels.NARROW
    return (x, width, "left") if share < 0.5 else (x - width, width, "right")


def _upright(x: float, palette: Palette) -> Figure:
    return {
        "type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
        "line": {"color": palette["plum"], "width": 1, "dash": "2px,3px"},
    }  # fmt: skip

