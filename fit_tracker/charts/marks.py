"""The parts of a course figure, each as plain Plotly traces, shapes and annotations."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from fit_tracker.charts import labels
from fit_tracker.charts.axes import Along
from fit_tracker.charts.model import (
    SYMBOLS,
    CutLine,
    Figure,
    Line,
    Missed,
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
LONG = 24
"""More points than this are drawn smaller."""


def colour(index: int, palette: Palette) -> str:
    return palette[PERSONS[index % len(PERSONS)]]


def line_trace(line: Line, at: Along, palette: Palette, words: Words) -> Figure:
    """The curve; a new form breaks it, since the two halves may not be compared."""
    shown = [p for p, _ in _with_breaks(line.points)]
    ink = colour(line.index, palette)
    size = 10 if len(line.points) <= LONG else 7
    marker = {
        "symbol": SYMBOLS[line.index % len(SYMBOLS)],
        "size": size,
        "color": palette["card"],
        "line": {"color": ink, "width": 2.25 if size > 7 else 1.5},
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
    px, low = unit(scale, plot), float(scale.minimum)
    ys = [float(p.score) + (-18 if float(p.score) - low > 20 * px else 18) * px for _, p in flagged]
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


Spots = list[tuple[float, float]]
"""What words should not lie on: (share of the width, score)."""


def busy(lines: Sequence[Line], ends: Sequence[Figure], at: Along, px: float) -> Spots:
    """The points, and where the labels at the lines' ends stand."""
    points = [
        (at.share(at.x(p.visit_no, p.on)), float(p.score)) for one in lines for p in one.points
    ]
    return points + [
        (at.share(end["x"]) + right, end["y"] + up)
        for end in ends
        for right in (0.06, 0.15, 0.3)
        for up in (-13 * px, 0, 13 * px)
    ]


def between(lines: Sequence[Line], at: Along) -> Spots:
    """The middles of the curves' pieces: there is ink between two points too."""
    pairs = [pair for line in lines for pair in pairwise(line.points)]
    return [
        (
            at.share((at.x(one.visit_no, one.on) + at.x(other.visit_no, other.on)) / 2),
            float(one.score + other.score) / 2,
        )
        for one, other in pairs
    ]


def cut_offs(
    cuts: Sequence[CutLine], taken: Spots, scale: Scale, palette: Palette, plot: float
) -> list[tuple[Figure, Figure]]:
    """A dotted line over the whole width for each, and its name at its emptiest corner.

    With several, the upper one's name stands over it and the others' under theirs, so
    that no two names meet between close lines.
    """
    ordered = sorted(cuts, key=lambda cut: -cut.value)
    taken += [(0.7, float(cut.value)) for cut in ordered for _ in range(3)]
    sides = [(True, False)] if len(cuts) == 1 else [(True,)] + [(False,)] * len(cuts)
    return [
        _cut_off(cut, sides[place], taken, scale, palette, plot)
        for place, cut in enumerate(ordered)
    ]


def _cut_off(
    cut: CutLine,
    sides: Sequence[bool],
    taken: Spots,
    scale: Scale,
    palette: Palette,
    plot: float,
) -> tuple[Figure, Figure]:
    y = float(cut.value)
    shape = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": y,
        "y1": y,
        "layer": "below",
        "line": {"color": palette["quiet"], "width": 1.5, "dash": "2px,5px"},
    }
    px = unit(scale, plot)
    height, width = 18 * px, len(cut.label) * labels.LETTER / MIDDLE
    corners = [(right, up) for right in (True, False) for up in sides]

    def filled(corner: tuple[bool, bool]) -> int:
        left = 1 - width if corner[0] else 0
        low = y if corner[1] else y - height
        return labels.crowded(
            taken, left - 0.06, left + width + 0.06, low - height / 3, low + height
        )

    right, up = min(corners, key=filled)
    label = _label(cut.label, 1 if right else 0, y, "bottom" if up else "top")
    # Words over words cannot be read at all, words over a few points can.
    taken += [(0.9 if right else 0.1, y + (height if up else -height) / 2)] * WORDS
    return shape, label | {"font": {"size": SMALL, "color": palette["quiet"]}}


WORDS = 6
"""A name already standing there weighs as much as this many points."""
MIDDLE = 2.0 * labels.NARROW
"""A width between a phone's and a desk's: it only decides which end is the emptier."""


def unit(scale: Scale, plot: float) -> float:
    """One pixel in scores."""
    return float(scale.maximum - scale.minimum) * 1.1 / plot


def _label(text: str, x: float, y: float, anchor: str) -> Figure:
    return {
        "text": text,
        "xref": "paper",
        "x": x,
        "y": y,
        "xanchor": "right" if x else "left",
        "yanchor": anchor,
        "showarrow": False,
        "align": "right" if x else "left",
        "borderpad": 1,
    }


def band(
    line: Line,
    name: bool,
    taken: Spots,
    at: Along,
    scale: Scale,
    palette: Palette,
    words: Words,
    plot: float,
    ahead: bool = False,
) -> tuple[Figure, Figure] | None:
    """How far apart two ratings may lie by measurement error alone, around the first one.

    With `ahead` it ends at the latest rating: what is expected begins there, and two
    bands over one another cannot be read.
    """
    first = line.baseline
    if first is None or line.limit is None or (ahead and first == line.points[-1]):
        return None
    low = float(max(first.score - line.limit, scale.minimum))
    high = float(min(first.score + line.limit, scale.maximum))
    ink = colour(line.index, palette)
    shape = {
        "type": "rect",
        "x0": at.x(first.visit_no, first.on),
        "x1": at.x(line.points[-1].visit_no, line.points[-1].on) if ahead else at.high,
        "y0": low,
        "y1": high,
        "layer": "below",
        "fillcolor": ink,
        "opacity": 0.1,
        "line": {"width": 0},
    }
    text = _band_words(line, name and not ahead, ahead, words)
    height = 18 * unit(scale, plot)
    # Inside the lower or upper edge, else just outside it: wherever the fewest points are.
    spots = [(low, "bottom", low), (high, "top", high - height)]
    spots += [(high, "bottom", high), (low, "top", low - height)]
    places = _along_band(shape, text, at) if ahead else [(0.4, 1.0, {})]
    (y, anchor, _), (_, _, place) = min(
        ((spot, where) for where in places for spot in spots),
        key=lambda both: labels.crowded(
            taken, both[1][0], both[1][1], both[0][2] - height / 3, both[0][2] + height
        ),
    )
    label = _label(escape(text), 1, y, anchor) | place
    return shape, label | {"font": {"size": SMALL, "color": ink}}


def _along_band(shape: Figure, text: str, at: Along) -> list[tuple[float, float, Figure]]:
    """At the beginning of a band that ends early, or at its end where it ends far along:
    the share of the width that the words take, and where they are anchored."""
    begin, end = at.share(shape["x0"]), at.share(shape["x1"])
    width = len(text) * labels.LETTER / labels.NARROW
    found = [(begin, begin + width, _anchored(shape["x0"], "left"))]
    if end > width:
        found.append((end - width, end, _anchored(shape["x1"], "right")))
    return found


def _anchored(x: float, side: str) -> Figure:
    return {"xref": "x", "x": x, "xanchor": side, "align": side}


def _band_words(line: Line, name: bool, short: bool, words: Words) -> str:
    error = danish(line.limit)
    if short:
        return words("målefejl ±{n}", n=error)
    if name:
        return words("{name}: målefejl ±{n} fra første måling", name=line.label, n=error)
    return words("målefejl: ±{n} fra første måling", n=error)


def end_labels(
    lines: Sequence[Line],
    at: Along,
    scale: Scale,
    palette: Palette,
    plot: float,
    ahead: Line | None = None,
) -> list[Figure]:
    """ "Mor 12,0" at each line's end, moved up or down until none covers another; clear
    of the median of the one line whose future is drawn."""
    ended = [line for line in lines if line.points]
    px = unit(scale, plot)
    texts = [labels.wrap(f"{line.label} {danish(line.points[-1].score)}") for line in ended]
    pairs = list(zip(ended, texts, strict=True))
    placed = labels.dodge(
        [_beside_median(line, line is ahead, scale, px, len(text)) for line, text in pairs],
        [(len(text) * 16 + 3) * px for text in texts],
        float(scale.minimum),
        float(scale.maximum),
    )
    xs = [at.x(line.points[-1].visit_no, line.points[-1].on) for line in ended]
    edge = {"shadow": halo(palette)} if ahead else {}
    return [
        {
            "text": "<b>" + "<br>".join(escape(part) for part in text) + "</b>",
            "x": x,
            "y": y,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 9,
            "align": "left",
            "showarrow": False,
            "font": {"size": TEXT, "color": colour(line.index, palette)} | edge,
        }
        for line, text, x, y in zip(ended, texts, xs, placed, strict=True)
    ]


def _beside_median(line: Line, ahead: bool, scale: Scale, px: float, rows: int) -> float:
    """Under a median that rises or lies still, if there is room, and over one that falls."""
    score = float(line.points[-1].score)
    if not ahead or line.expected is None or not line.expected.path:
        return score
    rises = float(line.expected.path[0].median) >= score
    under = rises and score - float(scale.minimum) > 16 * rows * px
    return score + (-1 if under else 1) * (8 * rows + 6) * px


def halo(palette: Palette) -> str:
    """The card's own colour close around letters: they stay readable on a band, and where
    they could not keep clear of a line."""
    return ", ".join([f"0 0 {width}px {palette['card']}" for width in (1, 2, 2, 3, 4)])


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
        later
        for line in lines
        for before, later in zip(line.points, line.points[1:], strict=False)
        if before.segment != later.segment
    ]


def moments(
    named: Sequence[tuple[float, str]], at: Along, palette: Palette
) -> tuple[list[Figure], list[Figure], int]:
    """Dotted uprights with their words above the plot, in as many rows as they need."""
    ordered = sorted(named)
    xs, texts = [x for x, _ in ordered], [text for _, text in ordered]
    shapes = [_upright(x, palette) for x in xs]
    spots = [_spot(at.share(x), text) for x, text in zip(xs, texts, strict=True)]
    order = sorted(range(len(spots)), key=lambda i: spots[i][0])
    found = labels.rows([spots[i][0] for i in order], [spots[i][1] for i in order])
    row = {i: found[place] for place, i in enumerate(order)}
    words = [
        {
            "text": escape(texts[i]),
            "x": xs[i],
            "y": 1,
            "yref": "paper",
            "showarrow": False,
            "xanchor": spots[i][2],
            "yanchor": "bottom",
            "yshift": 2 + row[i] * ROW,
            "font": {"size": SMALL, "color": palette["plum"]},
        }
        for i in range(len(ordered))
    ]
    return shapes, words, max(found, default=-1) + 1


def _spot(share: float, text: str) -> tuple[float, float, str]:
    """Left edge and width in pixels of a phone, and the anchor: words never leave the plot."""
    width = len(text) * labels.LETTER
    x = share * labels.NARROW
    return (x, width, "left") if share < 0.5 else (x - width, width, "right")


def _upright(x: float, palette: Palette) -> Figure:
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": palette["plum"], "width": 1, "dash": "2px,3px"},
    }
