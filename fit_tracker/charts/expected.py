"""Where a line is expected to go from its latest rating on.

A band is a prediction of a new rating, so it fans out from the latest one. The 50 % band
is filled and has a whole edge, the 80 % band is paler and has a dotted one: they can be
told apart without seeing colour. A start-up curve is an assumption: thin, dotted, without
a band, and only where no model speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from math import ceil, log

from fit_tracker.charts.axes import Along
from fit_tracker.charts.frame import Frame
from fit_tracker.charts.marks import colour
from fit_tracker.charts.model import Figure, Line, Scale, Words
from fit_tracker.domain.scores import danish
from fit_tracker.progression.expectation import Band

OUTER, INNER = 0.08, 0.13
"""How strong the fills are. Words on them have a halo of the card's colour."""
BY_VISIT = 8
"""The visit by which a start-up curve has gained what was assumed."""
STEPS = 4
"""Points a visit on a start-up curve, so that it bends."""


def is_drawn(line: Line | None) -> bool:
    """Whether there are bands to draw for this line."""
    return line is not None and bool(line.points and line.expected and line.expected.path)


def is_assumed(line: Line | None) -> bool:
    """Whether only a start-up curve can be drawn: there is no model."""
    return line is not None and bool(line.points and line.assumed) and line.expected is None


def until(lines: Sequence[Line], planned: int | None) -> int | None:
    """How far ahead the axis of these lines runs; None when nothing lies ahead."""
    found = [_reach(line) for line in lines if is_drawn(line) or is_assumed(line)]
    return max([*found, planned or 0]) if found else None


def _reach(line: Line) -> int:
    if line.expected and line.expected.path:
        return ceil(line.expected.path[-1].visit_no)
    return BY_VISIT


def ends(
    line: Line | None, planned: int | None, at: Along, words: Words
) -> list[tuple[float, str]]:
    """The uprights of the planned end and, where data do not carry so far, of theirs."""
    found = []
    if planned is not None:
        x = at.of_visit(planned)
        found.append((x, _planned(planned, x, at, words)))
    if line is not None and line.expected and is_drawn(line):
        stops = line.expected.stops_at
        if stops is not None:
            found.append((at.of_visit(stops), words("data rækker til besøg {no}", no=stops)))
    return found


def _planned(no: int, x: float, at: Along, words: Words) -> str:
    """A coming visit has no date yet, so that its day is about right at best."""
    if at.axis == "visit":
        return words("planlagt afslutning, besøg {no}", no=no)
    return words("planlagt slut omtrent {day}", day=f"{date.fromordinal(round(x)):%d-%m}")


def traces(line: Line, frame: Frame) -> list[Figure]:
    """The two bands and the median, or the start-up curve, to lie under all curves."""
    if is_assumed(line):
        return [_assumed(line, frame)]
    if line.expected is None or not is_drawn(line):
        return []
    path = line.expected.path
    outer = [(float(band.lo80), float(band.hi80)) for band in path]
    inner = [(float(band.lo50), float(band.hi50)) for band in path]
    return [
        _area("80 %", line, outer, frame, OUTER),
        _area("50 %", line, inner, frame, INNER),
        _median(line, path, frame),
    ]


def _xs(line: Line, path: Sequence[Band], frame: Frame) -> list[float]:
    """The latest rating and each visit ahead, along the axis."""
    latest = line.points[-1]
    coming = [frame.at.of_visit(float(band.visit_no)) for band in path]
    return [frame.at.x(latest.visit_no, latest.on), *coming]


def _area(
    name: str, line: Line, edges: Sequence[tuple[float, float]], frame: Frame, strength: float
) -> Figure:
    """One band as a polygon from the latest rating out along its upper edge and back."""
    ink, whole = colour(line.index, frame.palette), name == "50 %"
    first, *xs = _xs(line, line.expected.path if line.expected else (), frame)
    score = float(line.points[-1].score)
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "name": name,
        "x": [first, *xs, *reversed(xs)],
        "y": [score, *(high for _, high in edges), *(low for low, _ in reversed(edges))],
        "fillcolor": rgba(ink, strength),
        "line": {
            "width": 1,
            "dash": "solid" if whole else "1px,3px",
            "color": rgba(ink, 0.6 if whole else 0.9),
        },
        "hoverinfo": "skip",
    }


def rgba(ink: str, strength: float) -> str:
    """ "#0E5A5E" at a strength, as Plotly reads it."""
    red, green, blue = (int(ink[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def _median(line: Line, path: Sequence[Band], frame: Frame) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": frame.words("forventet"),
        "x": _xs(line, path, frame),
        "y": [float(line.points[-1].score), *(float(band.median) for band in path)],
        "text": ["", *(_hover(line, band, frame.words) for band in path)],
        "hovertemplate": "%{text}<extra></extra>",
        "line": {
            "color": colour(line.index, frame.palette),
            "width": 1.5,
            "dash": "8px,3px,2px,3px",
        },
    }


def _hover(line: Line, band: Band, words: Words) -> str:
    return words(
        "{name}, forventet ved besøg {no}: {median}<br>50 %: {lo50}–{hi50}<br>80 %: {lo80}–{hi80}",
        name=escape(line.label),
        **_numbers(band),
    )


def _numbers(band: Band) -> dict[str, str]:
    names = ("median", "lo50", "hi50", "lo80", "hi80")
    no = f"{band.visit_no.normalize():f}".replace(".", ",")
    return {"no": no} | {name: danish(getattr(band, name)) for name in names}


def told(line: Line | None, words: Words) -> str:
    """The bands in words, at the next visit and where they end."""
    if line is None or line.expected is None or not is_drawn(line):
        return ""
    path = line.expected.path
    return " ".join(
        words(
            "{name}: ved besøg {no} forventes {median}; 50 % ligger i {lo50}–{hi50} og "
            "80 % i {lo80}–{hi80}.",
            name=line.label,
            **_numbers(band),
        )
        for band in dict.fromkeys((path[0], path[-1]))
    )


def assumed_points(line: Line, scale: Scale, until: int) -> list[tuple[float, float]]:
    """(visit, score) along first + gain · log(visit) / log(8), inside the scale.

    Visits count from the first rating on the present form. The gain is a gain: where
    lower is better the curve goes down.
    """
    first = line.baseline
    if first is None or line.assumed is None:
        return []
    gain = float(line.assumed.gain) * (1 if scale.higher_is_better else -1)
    low, high, begin = float(scale.minimum), float(scale.maximum), float(first.score)
    steps = [n / STEPS for n in range(max(until - first.visit_no, 0) * STEPS + 1)]
    found = [(first.visit_no + n, begin + gain * log(1 + n) / log(BY_VISIT)) for n in steps]
    return [(no, min(max(score, low), high)) for no, score in found]


def _assumed(line: Line, frame: Frame) -> Figure:
    points = assumed_points(line, frame.scale, frame.until or 0)
    ink = colour(line.index, frame.palette)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": frame.words("antagelse"),
        "x": [frame.at.of_visit(no) for no, _ in points],
        "y": [score for _, score in points],
        "hoverinfo": "skip",
        "line": {"color": ink, "width": 1.25, "dash": "1px,4px"},
    }
