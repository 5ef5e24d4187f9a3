"""Where people stand on a scale, as stacked columns: the lowest band at the bottom.

A hidden band is a hatched field of a fixed height: it says that somebody may stand there, and
not how many. The bands' names stand left of the first column and give way to one another; the
other columns have the same bands in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from fit_tracker.charts.labels import dodge
from fit_tracker.charts.layout import base_layout
from fit_tracker.charts.model import Figure
from fit_tracker.charts.review_look import Look
from fit_tracker.charts.sides import unseen_axis
from fit_tracker.domain.reviews import Bar, Column, Part

PLOT = 270
TOP = 30
HIDDEN = 24
"""The height in pixels of a band that may not be told, whatever stands in it."""
WIDTH = 0.6
LABEL = 17
"""The least distance between two labels."""
FITS = 17
"""A field lower than this has its number beside it."""
LEFT = 84
RIGHT = 34
GAP = 1.5


@dataclass(frozen=True)
class Field:
    """One band of one column, in pixels from the bottom."""

    column: int
    bar: Bar
    low: float
    height: float

    @property
    def middle(self) -> float:
        return self.low + self.height / 2

    @property
    def hidden(self) -> bool:
        return self.bar.share is None


def bands(part: Part, look: Look) -> Figure:
    fields = [_fields(number, column, look) for number, column in enumerate(part.columns)]
    top = max((column[-1].low + column[-1].height for column in fields if column), default=PLOT)
    layout = base_layout(look.palette, round(top + look.px(TOP)) + 8)
    layout["font"]["size"] = layout["hoverlabel"]["font"]["size"] = look.text
    sides = {"l": look.px(LEFT), "r": look.px(RIGHT)}
    layout["margin"] = {**sides, "t": look.px(TOP), "b": 8}
    layout["xaxis"] = unseen_axis(-0.5, len(fields) - 0.5)
    layout["yaxis"] = unseen_axis(0, top)
    layout["annotations"] = _heads(part, top, look) + _labels(fields, top, look)
    every = [field for column in fields for field in column]
    return {"data": [_drawn(every, look)] if every else [], "layout": layout}


def _fields(number: int, column: Column, look: Look) -> list[Field]:
    """One upon the other; told shares to scale, hidden ones all alike."""
    found = []
    low = 0.0
    for bar in column.bars:
        height = look.px(HIDDEN) if bar.share is None else bar.share * look.px(PLOT)
        found.append(Field(number, bar, low, height))
        low += height
    return found


def _drawn(fields: list[Field], look: Look) -> Figure:
    fills = [look.palette["card"] if f.hidden else look.fill(f.bar.tone) for f in fields]
    edges = [look.palette["track"] if f.hidden else look.ink(f.bar.tone) for f in fields]
    return {
        "type": "bar",
        "x": [field.column for field in fields],
        "base": [field.low + GAP for field in fields],
        "y": [max(field.height - 2 * GAP, 1.0) for field in fields],
        "width": WIDTH,
        "marker": {
            "color": fills,
            "line": {"color": edges, "width": 1},
            "pattern": {
                "shape": ["/" if field.hidden else "" for field in fields],
                "fgcolor": look.palette["line"],
                "size": 7,
                "solidity": 0.35,
            },
        },
        "text": [_inside(field, look) for field in fields],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": look.text, "color": [_on(field, look) for field in fields]},
        "hovertext": [_hover(field) for field in fields],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _inside(field: Field, look: Look) -> str:
    fits = field.height >= look.px(FITS)
    return f"<b>{escape(field.bar.text)}</b>" if fits else ""


def _on(field: Field, look: Look) -> str:
    return look.palette["text"] if field.hidden else look.on_fill(field.bar.tone)


def _hover(field: Field) -> str:
    bar = field.bar
    return escape(" ".join(filter(None, (f"{bar.label}:", bar.text, bar.note))))


def _heads(part: Part, top: float, look: Look) -> list[Figure]:
    """What each column is, over it."""
    return [
        _word(escape(column.label), number, top, look)
        | {"xanchor": "center", "yanchor": "bottom", "yshift": 8}
        for number, column in enumerate(part.columns)
    ]


def _labels(fields: list[list[Field]], top: float, look: Look) -> list[Figure]:
    """The bands' names left of the first column; right of the others what finds no room inside."""
    named = [(field, _name(field, look)) for field in fields[0]] if fields else []
    notes = _beside(named, -1, top, look)
    for column in fields[1:]:
        low = [field for field in column if not _inside(field, look)]
        numbers = [(field, f"<b>{escape(field.bar.text)}</b>") for field in low]
        notes += _beside(numbers, 1, top, look)
    return notes


def _beside(named: list[tuple[Field, str]], side: int, top: float, look: Look) -> list[Figure]:
    line = look.px(LABEL)
    wanted = [field.middle for field, _text in named]
    places = dodge(wanted, [line] * len(named), line / 2, top - line / 2)
    return [
        _word(text, field.column + side * WIDTH / 2, y, look)
        | {"xanchor": "left" if side > 0 else "right", "xshift": 9 * side}
        for (field, text), y in zip(named, places, strict=True)
    ]


def _name(field: Field, look: Look) -> str:
    """With its number where the field is too low to hold it."""
    name = escape(field.bar.label)
    return name if _inside(field, look) else f"{name}: <b>{escape(field.bar.text)}</b>"


def _word(text: str, x: float, y: float, look: Look) -> Figure:
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "borderpad": 0,
        "yanchor": "middle",
        "font": {"size": look.text, "color": look.palette["quiet"]},
    }
