"""Shares as dots with their intervals, one row each, the words over the dot.

The label stands to the left over its row and the number to the right of it, so that the
figure reads the same on a phone as on a desk and needs neither legend nor mouse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from fit_tracker.charts import marks
from fit_tracker.charts.layout import base_layout
from fit_tracker.charts.model import Figure
from fit_tracker.charts.shares import Look, share_axis
from fit_tracker.charts.sides import error_bars, unseen_axis
from fit_tracker.progression.quality import Share

ROW = 46
HEAD = 40
BOTTOM = 26
SIDE = 20
LIFT = 10
"""How many pixels the words of a row stand above its dot."""


@dataclass(frozen=True)
class Row:
    """`nominal` is what the share should be, 0 to 1, where something is promised."""

    label: str
    share: Share
    nominal: float | None = None


@dataclass(frozen=True)
class Group:
    """Rows under one heading; an empty heading takes no room."""

    heading: str
    rows: Sequence[Row]


def share_rows(groups: Sequence[Group], look: Look, low: float = 0.0) -> Figure:
    """The figure, from `low` to 1 along the bottom, in pixels of its own down the side."""
    places = _places(groups)
    height = -places[-1][0] + ROW / 4 if places else ROW
    rows = [(y, one) for y, one in places if isinstance(one, Row)]
    layout = base_layout(look.palette, int(height) + BOTTOM)
    layout["margin"] = {"l": SIDE, "r": SIDE, "t": 0, "b": BOTTOM}
    layout["xaxis"] = share_axis(look.palette, low, 1.0, grid=False)
    layout["yaxis"] = unseen_axis(-height, 0)
    layout["shapes"] = [mark for y, row in rows for mark in _behind(y, row, low, look)]
    layout["annotations"] = [note for y, one in places for note in _notes(y, one, look)]
    return {"data": [_dots(rows, look)], "layout": layout}


def _places(groups: Sequence[Group]) -> list[tuple[float, Row | str]]:
    """Where each heading and row stands, in pixels below the top."""
    found: list[tuple[float, Row | str]] = []
    y = 0.0
    for group in groups:
        if group.heading:
            found.append((y - HEAD * 0.75, group.heading))
            y -= HEAD
        for row in group.rows:
            found.append((y - ROW * 0.75, row))
            y -= ROW
    return found


def _dots(rows: Sequence[tuple[float, Row]], look: Look) -> Figure:
    drawn = [(y, row) for y, row in rows if row.share.value is not None]
    ink = look.palette["accent"]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.share.value for _, row in drawn],
        "y": [y for y, _ in drawn],
        "error_x": error_bars([row.share for _, row in drawn], ink),
        "marker": {"size": 10, "color": ink, "line": {"color": look.palette["card"], "width": 1}},
        "text": [f"{escape(row.label)} {escape(look.share(row.share))}" for _, row in drawn],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _behind(y: float, row: Row, low: float, look: Look) -> list[Figure]:
    """The row's faint line, and a short upright where the dot should stand."""
    faint = {"color": look.palette["line"], "width": 1}
    drawn = [_stroke(low, 1, y, y, faint)]
    if row.nominal is not None:
        ink = {"color": look.palette["attention"], "width": 2}
        drawn.append(_stroke(row.nominal, row.nominal, y - 8, y + 8, ink))
    return drawn


def _stroke(x0: float, x1: float, y0: float, y1: float, line: Figure) -> Figure:
    ends = {"x0": x0, "x1": x1, "y0": y0, "y1": y1}
    return {"type": "line", **ends, "layer": "below", "line": line}


def _notes(y: float, one: Row | str, look: Look) -> list[Figure]:
    if isinstance(one, str):
        font = {"size": marks.TEXT, "color": look.palette["text"]}
        return [_word(f"<b>{escape(one)}</b>", y, 0, font) | {"yanchor": "middle", "yshift": 0}]
    quiet = {"size": marks.TEXT, "color": look.palette["quiet"]}
    strong = {"size": marks.TEXT, "color": look.palette["text"]}
    return [
        _word(escape(one.label), y, 0, quiet),
        _word(escape(look.share(one.share)), y, 1, strong),
    ]


def _word(text: str, y: float, side: int, font: Figure) -> Figure:
    return {
        "text": text,
        "xref": "paper",
        "x": side,
        "y": y,
        "xanchor": "right" if side else "left",
        "yanchor": "bottom",
        "xshift": SIDE if side else -SIDE,
        "yshift": LIFT,
        "showarrow": False,
        "borderpad": 0,
        "font": font,
    }
