"""Hours in one family week by week: bars for what was used, a line across for what was planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from fit_tracker.charts import marks
from fit_tracker.charts.layout import base_layout
from fit_tracker.charts.model import Figure, Palette, Words
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.sides import bare_axis
from fit_tracker.domain.offers import Week, danish_hours

HEIGHT = 260
SHOWN = 26
"""Half a year; the table holds the rest."""
LABELS = 6
LEAST = 8
"""A new offer's one bar does not fill the whole width."""
LEAST_HOURS = 5.0


def weekly_panel(weeks: Sequence[Week], today: date, palette: Palette, words: Words) -> Panel:
    """The latest weeks and those planned ahead, with the same in words."""
    shown = list(weeks)[-SHOWN:]
    layout = base_layout(palette, HEIGHT)
    layout["margin"] = {"l": 38, "r": 8, "t": 30, "b": 34}
    layout["xaxis"] = _x_axis(shown, palette, words)
    layout["yaxis"] = _y_axis(shown, palette)
    layout["bargap"] = 0.35
    layout["annotations"] = _names(shown, palette, words)
    figure = {"data": [_used(shown, palette, words), _planned(shown, palette)], "layout": layout}
    return Panel("", figure, _alt(shown, today, words))


def _used(weeks: Sequence[Week], palette: Palette, words: Words) -> Figure:
    return {
        "type": "bar",
        "x": list(range(len(weeks))),
        "y": [None if week.used is None else float(week.used) for week in weeks],
        "marker": {"color": palette["accent"]},
        "text": [escape(sentence(week, words)) for week in weeks],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _planned(weeks: Sequence[Week], palette: Palette) -> Figure:
    """One level a week: the line stands over the whole width of its bar and beyond, in
    another colour and shape."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for place, week in enumerate(weeks):
        xs += [place - 0.45, place + 0.45, None]
        ys += [float(week.planned), float(week.planned), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": palette["ochre"], "width": 3},
        "connectgaps": False,
        "hoverinfo": "skip",
    }


def _x_axis(weeks: Sequence[Week], palette: Palette, words: Words) -> Figure:
    step = -(-len(weeks) // LABELS) or 1
    # Counted back from the end: the latest weeks are the ones that are looked for.
    places = [n for n in range(len(weeks)) if (len(weeks) - 1 - n) % step == 0]
    numbers = [weeks[n].monday.isocalendar().week for n in places]
    # The word once: six of them do not fit beside one another on a phone.
    names = [words("uge {n}", n=n) if place == 0 else str(n) for place, n in enumerate(numbers)]
    last = max(len(weeks), LEAST)
    named = list(zip(places, names, strict=True))
    return bare_axis(palette, -0.6, last - 0.4, named, grid=False)


def _top(weeks: Sequence[Week]) -> float:
    return max([LEAST_HOURS, *(float(max(w.planned, w.used or 0)) for w in weeks)])


def _y_axis(weeks: Sequence[Week], palette: Palette) -> Figure:
    return bare_axis(palette, 0, _top(weeks) * 1.12) | {"nticks": 5}


def _names(weeks: Sequence[Week], palette: Palette, words: Words) -> list[Figure]:
    """What bar and line are, written over the plot in their own colours; how hours run up."""
    quiet = _name(words("timer om ugen"), palette["quiet"], 0, -34)
    used = _name("■ " + words("brugt"), palette["accent"], 1, -92)
    planned = _name("— " + words("planlagt"), palette["ochre"], 1, 0)
    return [quiet, used, planned] if weeks else [quiet]


def _name(text: str, colour: str, side: int, shift: int) -> Figure:
    return {
        "text": escape(text),
        "xref": "paper",
        "yref": "paper",
        "x": side,
        "y": 1,
        "xanchor": "right" if side else "left",
        "yanchor": "bottom",
        "xshift": shift,
        "yshift": 8,
        "showarrow": False,
        "font": {"size": marks.TEXT, "color": colour},
    }


def sentence(week: Week, words: Words) -> str:
    """ "uge 47: 12,5 timer brugt, 20 planlagt"."""
    number = week.monday.isocalendar().week
    if week.used is None:
        return words(
            "uge {n}: {planned} timer planlagt", n=number, planned=danish_hours(week.planned)
        )
    return words(
        "uge {n}: {used} timer brugt, {planned} planlagt",
        n=number,
        used=danish_hours(week.used),
        planned=danish_hours(week.planned),
    )


def _alt(weeks: Sequence[Week], today: date, words: Words) -> str:
    """The latest weeks so far, and what comes."""
    past = [week for week in weeks if week.monday <= today][-4:]
    coming = [week for week in weeks if week.monday > today][:2]
    parts = [sentence(week, words) for week in (*past, *coming)]
    head = words("Timer brugt og planlagt uge for uge")
    return f"{head}: {'; '.join(parts)}." if parts else f"{head}."
