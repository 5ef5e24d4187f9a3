"""The words on what is expected, where they lie on nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fit_tracker.charts.expected import assumed_points, is_assumed, is_drawn
from fit_tracker.charts.frame import Frame
from fit_tracker.charts.labels import LETTER, NARROW, crowded, shorten, wrap
from fit_tracker.charts.marks import SMALL, Spots, colour, halo
from fit_tracker.charts.model import Figure, Line
from fit_tracker.progression.expectation import Band

ROOM = 17
"""Pixels that a word needs inside a band."""
LARGE = 220
"""A plot lower than this is one of several, and narrow too: its words go on two rows."""
WITHIN = 0.9
"""The share of a narrow plot's width that one row of words may take."""
ROW = 16
FAR = 4
"""So many steps away cost as much as one point under the words."""


def spots(line: Line, frame: Frame) -> Spots:
    """Where the bands or the start-up curve lie: words should not lie there."""
    found = assumed_points(line, frame.scale, frame.until or 0) if is_assumed(line) else []
    if line.expected is not None and is_drawn(line):
        found = [
            (float(band.visit_no), float(score))
            for band in line.expected.path
            for score in (band.lo80, band.median, band.hi80)
        ]
    return [(frame.at.share(frame.at.of_visit(no)), score) for no, score in found]


def covered(note: Figure, frame: Frame) -> Spots:
    """What a label that stands already covers."""
    rows = note["text"].split("<br>")
    width = max(map(len, rows)) * LETTER / NARROW
    height = len(rows) * ROW * frame.px
    x = note["x"] if note.get("xref") == "paper" else frame.at.share(note["x"])
    left = x - width if note["xanchor"] == "right" else x
    low = note["y"] - {"bottom": 0.0, "middle": 0.5, "top": 1.0}[note["yanchor"]] * height
    return [
        (left + width * along, low + height * up)
        for along in (0.05, 0.35, 0.65, 0.95)
        for up in (0.1, 0.5, 0.9)
    ]


def labels(line: Line, name: bool, taken: Spots, frame: Frame) -> list[Figure]:
    """What the bands are, written on them: "50 %" within, the rest just outside, where
    nothing of `taken` lies. `name` says whose they are."""
    if is_assumed(line):
        return [_assumed(line, taken, frame)]
    if line.expected is None or not is_drawn(line):
        return []
    path = line.expected.path
    ink, x = colour(line.index, frame.palette), frame.at.of_visit(float(path[-1].visit_no))
    inner = _inner(path, x, ink, frame)
    rows = _words(line, name, inner is None, frame)
    edges = float(min(band.lo80 for band in path)), float(max(band.hi80 for band in path))
    outer = _outside(rows, x, _beside(edges, len(rows), frame), taken, ink, frame)
    return [outer] if inner is None else [outer, inner]


def _words(line: Line, name: bool, both: bool, frame: Frame) -> list[str]:
    words = frame.words
    share = words("50 og 80 %") if both else "80 %"
    whose = shorten(line.label, 16)
    text = words("{name}, forventet:", name=whose) if name else words("forventet:")
    fits = len(f"{text} {share}") * LETTER <= NARROW * WITHIN
    return [f"{text} {share}"] if fits and frame.plot >= LARGE else [text, share]


def _inner(path: Sequence[Band], x: float, ink: str, frame: Frame) -> Figure | None:
    """ "50 %" in a half of the inner band's end: the one the median runs away from, if it
    has room. None where neither has."""
    last = path[-1]
    halves = [(last.median, last.hi50), (last.lo50, last.median)]
    if last.median < path[0].median:
        halves.reverse()
    for low, high in halves:
        if float(high - low) >= ROOM * frame.px:
            return _note("50 %", x, float(low + high) / 2, "right", "middle", ink, frame)
    return None


def _assumed(line: Line, taken: Spots, frame: Frame) -> Figure:
    """That it is no data, and where the number comes from, near the curve's end."""
    points = assumed_points(line, frame.scale, frame.until or 0)
    source = line.assumed.source if line.assumed else ""
    rows = [frame.words("Antagelse, ikke data"), *wrap(f"({shorten(source, 36)})", 20)]
    no, score = points[-1]
    places = _beside((score, score), len(rows), frame)
    ink = colour(line.index, frame.palette)
    return _outside(rows, frame.at.of_visit(no), places, taken, ink, frame)


Place = tuple[float, str, float]
"""A height, which side of the words stands there, and the lowest score they cover."""


def _beside(edges: tuple[float, float], rows: int, frame: Frame) -> list[Place]:
    """Over the upper edge or under the lower one, the nearest first; just inside the upper
    where there is no room outside."""
    # A hair off the edges, which must not count as lying under the words.
    low, high = edges[0] - frame.px, edges[1] + frame.px
    height, step = (rows * ROW + 2) * frame.px, 6 * frame.px
    over = [high + n * step for n in range(int((frame.high - height - high) / step) + 1)]
    # Nothing goes below the scale's own end, where the axis has its numbers.
    floor = float(frame.scale.minimum)
    under = [low - height - n * step for n in range(int((low - height - floor) / step) + 1)]
    places = [(y, "bottom", y) for y in over] + [(y + height, "top", y) for y in under]
    if not places:
        return [(high, "top", high - height)]
    return sorted(places, key=lambda p: max(p[2] - high, low - height - p[2]))


def _outside(
    rows: Sequence[str], x: float, places: Sequence[Place], taken: Spots, ink: str, frame: Frame
) -> Figure:
    """At the emptiest place. `places` come with the nearest first, and a word that stands
    far from what it names is as bad as one that lies on something."""
    height, width = (len(rows) * ROW + 2) * frame.px, max(map(len, rows)) * LETTER / NARROW
    share = frame.at.share(x)
    # Words begin at x only where they would run out on the left and there is room on the right.
    left = share if share < width and share + width <= 1 else max(share - width, 0.0)
    costs = [
        crowded(taken, left, left + width, under, under + height) + n / FAR
        for n, (_, _, under) in enumerate(places)
    ]
    y, side, _ = places[costs.index(min(costs))]
    anchor = "right" if left < share else "left"
    return _note("<br>".join(map(escape, rows)), x, y, anchor, side, ink, frame)


def _note(
    text: str, x: float, y: float, xanchor: str, yanchor: str, ink: str, frame: Frame
) -> Figure:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xanchor": xanchor,
        "yanchor": yanchor,
        "align": xanchor,
        "showarrow": False,
        "borderpad": 1,
        "font": {"size": SMALL, "color": ink, "shadow": halo(frame.palette)},
    }
