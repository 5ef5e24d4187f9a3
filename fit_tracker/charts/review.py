"""The parts of a review that are drawn: columns of bands, and values with their intervals.

Everything that is written, also under the mouse, is a text that the document tells already;
what is hidden has neither a size nor a number in the figure. Bars are not drawn here: the page
sets them as rows of text, whose labels a phone can break.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from fit_tracker.charts.layout import base_layout
from fit_tracker.charts.model import Figure, Palette
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.review_bands import bands
from fit_tracker.charts.review_look import Look
from fit_tracker.charts.sides import bare_axis, error_bars, unseen_axis
from fit_tracker.domain.reviews import Bar, Part, PartKind

LETTERS = 44
"""As many letters as stand beside one another over a row on a phone."""
LEAST_LABEL = 16
LINE = 17
BESIDE = 26
"""What a row needs besides its lines of words, in pixels."""
BOTTOM = 28
SIDE = 12
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


def panel(part: Part, palette: Palette, scale: float = 1.0) -> Panel | None:
    """The figure of a part with the same in words; None where the part is text or rows.

    `scale` is 1 on the page and larger on the wall of a meeting room.
    """
    look = Look(palette, scale)
    if part.kind is PartKind.BANDS:
        return Panel("", bands(part, look), _columns_aloud(part))
    if part.kind is PartKind.INTERVALS:
        return Panel("", intervals(part, look), _aloud(part.title, part.bars))
    return None


def _columns_aloud(part: Part) -> str:
    told = [_aloud(column.label, column.bars) for column in part.columns]
    return " ".join([f"{part.title}.", *told])


def _aloud(title: str, bars: Sequence[Bar]) -> str:
    told = "; ".join(f"{bar.label} {_words(bar)}" for bar in bars)
    return f"{title}: {told}."


def _words(bar: Bar) -> str:
    """A bar's own words, as they stand beside it."""
    return " ".join(filter(None, (bar.text, bar.note)))


def intervals(part: Part, look: Look) -> Figure:
    """One row for each bar, from top to bottom: words over it, a dot, and its interval."""
    names = [_broken(bar) for bar in part.bars]
    tops = [0.0]
    for lines in names:
        tops.append(tops[-1] - look.px(LINE * len(lines) + BESIDE))
    places = [bottom + look.px(BESIDE) / 2 for bottom in tops[1:]]
    layout = base_layout(look.palette, int(-tops[-1] + look.px(BOTTOM)))
    layout["font"]["size"] = layout["hoverlabel"]["font"]["size"] = look.text
    layout["margin"] = {"l": SIDE, "r": SIDE, "t": 0, "b": look.px(BOTTOM)}
    layout["xaxis"] = _axis(part, look)
    layout["yaxis"] = unseen_axis(tops[-1], 0)
    layout["shapes"] = [_line(part, y, look) for y in places] + _zero(part, look)
    layout["annotations"] = [
        note
        for bar, lines, top in zip(part.bars, names, tops, strict=False)
        for note in (_name(lines, top, look), _value(bar, top, look))
    ]
    return {"data": [_dots(part.bars, places, look)], "layout": layout}


def _broken(bar: Bar) -> list[str]:
    """The label in as many lines as its number leaves room for."""
    return wrap(bar.label, max(LEAST_LABEL, LETTERS - len(_words(bar)))) or [""]


def _axis(part: Part, look: Look) -> Figure:
    low, high = _range(part)
    step = next((one for one in STEPS if (high - low) / one <= 6), high - low)
    first = int(-(-low // step))
    ticks = [n * step for n in range(first, int(high / step + 1e-9) + 1)] if step else [low]
    named = [(tick, _number(tick)) for tick in ticks]
    return bare_axis(look.palette, low, high, named, grid=False)


def _range(part: Part) -> tuple[float, float]:
    """The document's axis, or what the told values need."""
    if part.axis is not None:
        return part.axis
    told = [n for bar in part.bars for n in (bar.value, bar.low, bar.high) if n is not None]
    told += [part.zero] if part.zero is not None else []
    return (min(told), max(told)) if len(set(told)) > 1 else (0.0, 1.0)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−") or "0"


def _line(part: Part, y: float, look: Look) -> Figure:
    low, high = _range(part)
    ends = {"x0": low, "x1": high, "y0": y, "y1": y}
    faint = {"color": look.palette["line"], "width": 1}
    return {"type": "line", **ends, "layer": "below", "line": faint}


def _zero(part: Part, look: Look) -> list[Figure]:
    """Where nothing would have changed."""
    if part.zero is None:
        return []
    ends = {"x0": part.zero, "x1": part.zero, "y0": 0, "y1": 1, "yref": "paper"}
    line = {"color": look.palette["track"], "width": 1.5, "dash": "2px,4px"}
    return [{"type": "line", **ends, "layer": "below", "line": line}]


def _dots(bars: Sequence[Bar], places: Sequence[float], look: Look) -> Figure:
    told = [(bar, y) for bar, y in zip(bars, places, strict=True) if bar.value is not None]
    inks = [look.ink(bar.tone) for bar, _ in told]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [bar.value for bar, _ in told],
        "y": [y for _, y in told],
        "error_x": error_bars([bar for bar, _ in told], look.palette["neutral"], look.px(2.5)),
        "marker": {
            "size": look.px(11),
            "color": inks,
            "symbol": [look.symbol(bar.tone) for bar, _ in told],
            "line": {"color": look.palette["card"], "width": 1},
        },
        "text": [f"{escape(bar.label)} {escape(_words(bar))}" for bar, _ in told],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _name(lines: Sequence[str], top: float, look: Look) -> Figure:
    text = "<br>".join(escape(line) for line in lines)
    return _word(text, top, 0, look.palette["text"], look)


def _value(bar: Bar, top: float, look: Look) -> Figure:
    ink = look.palette["text" if bar.value is not None else "quiet"]
    return _word(escape(_words(bar)), top, 1, ink, look)


def _word(text: str, top: float, side: int, ink: str, look: Look) -> Figure:
    return {
        "text": text,
        "xref": "paper",
        "x": side,
        "y": top,
        "xanchor": "right" if side else "left",
        "align": "right" if side else "left",
        "yanchor": "top",
        "xshift": SIDE if side else -SIDE,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": look.text, "color": ink},
    }
