"""How much a programme's own answers changed, beside what others printed: a row for each scale.

The axis is points in per cent of the scale's range, so that 1-4 and 0-40 can stand on one; to
the right is always for the better, whichever way the scale itself goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from fit_tracker.charts import marks
from fit_tracker.charts.layout import base_layout
from fit_tracker.charts.model import Figure, Palette, Words
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.sides import bare_axis, error_bars, unseen_axis

LETTERS = 44
"""As many letters as stand in a row on a phone."""
LINE = 17
BESIDE = 36
"""What a row needs besides its lines of words, in pixels."""
TOP = 26
BOTTOM = 28
SIDE = 12
STEPS = (0.02, 0.05, 0.1, 0.2, 0.5)
LEAST = 0.1
"""The axis reaches this far both ways: a tenth of the scale, so that little looks little."""


@dataclass(frozen=True)
class Row:
    """One scale. `label` and `text` are ready words; shares of the range, up for the better.

    `value` is None where nothing may be told, `published` where others printed nothing.
    """

    label: str
    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    published: float | None = None
    tone: str = "plain"


INKS = {"good": "accent", "warn": "attention", "plain": "neutral"}
SYMBOLS = {"good": "circle", "warn": "diamond", "plain": "square"}
PUBLISHED_INK = "plum"


def effect_panel(title: str, rows: Sequence[Row], palette: Palette, words: Words) -> Panel:
    """The figure with its words; `title` is what it shows."""
    return Panel("", effect_rows(rows, palette, words), _aloud(title, rows))


def effect_rows(rows: Sequence[Row], palette: Palette, words: Words) -> Figure:
    """Words over marks, from top to bottom; the height is pixels of its own."""
    low, high = reach(rows)
    tops = [0.0]
    for row in rows:
        tops.append(tops[-1] - LINE * len(_lines(row)) - BESIDE)
    places = [(bottom + BESIDE / 2, row) for bottom, row in zip(tops[1:], rows, strict=True)]
    layout = base_layout(palette, int(-tops[-1]) + TOP + BOTTOM)
    layout["margin"] = {"l": SIDE, "r": SIDE, "t": TOP, "b": BOTTOM}
    layout["xaxis"] = _axis(low, high, palette)
    layout["yaxis"] = unseen_axis(tops[-1], 0)
    layout["shapes"] = [
        shape for y, _ in places for shape in (_line(low, high, y, palette), _zero(y, palette))
    ]
    layout["annotations"] = _heads(palette, words) + [
        _words(row, top, palette) for row, top in zip(rows, tops, strict=False)
    ]
    return {"data": [_others(places, palette, words), _own(places, palette)], "layout": layout}


def _lines(row: Row) -> list[str]:
    return [*wrap(row.label, LETTERS), row.text]


def reach(rows: Sequence[Row]) -> tuple[float, float]:
    """How far the axis must go, with a little air; nought is always on it."""
    told = [n for row in rows for n in (row.value, row.low, row.high, row.published)]
    known = [n for n in told if n is not None]
    low, high = min([*known, -LEAST]), max([*known, LEAST])
    air = 0.04 * (high - low)
    return low - air, high + air


def _axis(low: float, high: float, palette: Palette) -> Figure:
    step = next((one for one in STEPS if (high - low) / one <= 7), 1.0)
    ticks = [n * step for n in range(round(-(-low // step)), int(high / step + 1e-9) + 1)]
    return bare_axis(palette, low, high, [(tick, percent(tick)) for tick in ticks], grid=False)


def percent(share: float) -> str:
    """ "+8 %": which way is always said."""
    whole = round(100 * share)
    return ("+" if whole > 0 else "") + f"{whole} %".replace("-", "−")


def _own(places: Sequence[tuple[float, Row]], palette: Palette) -> Figure:
    told = [(y, row) for y, row in places if row.value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for _, row in told],
        "y": [y for y, _ in told],
        "error_x": error_bars([row for _, row in told], palette["neutral"]),
        "marker": {
            "size": 11,
            "color": [palette[INKS[row.tone]] for _, row in told],
            "symbol": [SYMBOLS[row.tone] for _, row in told],
            "line": {"color": palette["card"], "width": 1},
        },
        "text": [f"{escape(row.label)}<br>{escape(row.text)}" for _, row in told],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _others(places: Sequence[tuple[float, Row]], palette: Palette, words: Words) -> Figure:
    """What others printed: hollow and under the own mark; no interval, for none was printed."""
    told = [(y, row) for y, row in places if row.published is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.published for _, row in told],
        "y": [y for y, _ in told],
        "marker": {
            "size": 17,
            "symbol": "diamond-open",
            "color": palette[PUBLISHED_INK],
            "line": {"width": 2},
        },
        "text": [
            words("udgivet: {share} af skalaen", share=percent(row.published or 0))
            for _, row in told
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _line(low: float, high: float, y: float, palette: Palette) -> Figure:
    faint = {"color": palette["line"], "width": 1}
    return {
        "type": "line",
        "x0": low,
        "x1": high,
        "y0": y,
        "y1": y,
        "layer": "below",
        "line": faint,
    }


def _zero(y: float, palette: Palette) -> Figure:
    """A piece of it in each row: an unbroken one would run through the words above."""
    line = {"color": palette["track"], "width": 1.5, "dash": "2px,4px"}
    ends = {"x0": 0, "x1": 0, "y0": y - BESIDE / 2, "y1": y + BESIDE / 2 - 2}
    return {"type": "line", **ends, "layer": "below", "line": line}


def _words(row: Row, top: float, palette: Palette) -> Figure:
    """The label and, in quiet, its numbers; all to the left, so that a phone has room."""
    *label, text = [escape(line) for line in _lines(row)]
    quiet = f'<span style="color:{palette["quiet"]}">{text}</span>'
    return _word("<br>".join([*label, quiet]), top, 0, marks.TEXT, palette["text"])


def _heads(palette: Palette, words: Words) -> list[Figure]:
    """Which way is which, above the first row."""
    ends = ((0, words("← dårligere")), (1, words("bedre →")))
    return [
        _word(escape(text), 0, side, marks.SMALL, palette["quiet"])
        | {"yanchor": "bottom", "yshift": 4}
        for side, text in ends
    ]


def _word(text: str, y: float, side: int, size: int, ink: str) -> Figure:
    return {
        "text": text,
        "xref": "paper",
        "x": side,
        "y": y,
        "xanchor": "right" if side else "left",
        "yanchor": "top",
        "align": "left",
        "xshift": SIDE if side else -SIDE,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": ink},
    }


def _aloud(title: str, rows: Sequence[Row]) -> str:
    told = "; ".join(f"{row.label} {row.text}" for row in rows)
    return f"{title}: {told}."
