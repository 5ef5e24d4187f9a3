"""Goals and safety: lines from 0 to 10 without cut-off and without measurement error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from fit_tracker.charts.alt import alt_text
from fit_tracker.charts.course import Around, outcome_figure
from fit_tracker.charts.labels import shorten
from fit_tracker.charts.lines import keys, line
from fit_tracker.charts.model import Axis, Figure, Line, Palette, Scale, Words
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.sheets import Known, Look
from fit_tracker.progression.status import Reading, SeriesKey

TEN = Scale(Decimal(0), Decimal(10), higher_is_better=True)


def goal_figure(
    lines: Sequence[Line],
    *,
    axis: Axis,
    around: Around,
    palette: Palette,
    words: Words,
    height: int = 260,
) -> Figure:
    """One line a goal. Nothing is called reliable here: a goal is one answer."""
    short = [replace(line, label=shorten(line.label, 22), limit=None) for line in lines]
    bare = replace(around, events=(), cancelled=())
    return outcome_figure(
        short, scale=TEN, axis=axis, around=bare, palette=palette, words=words, height=height
    )


Given = tuple[str, SeriesKey, UUID, Sequence[Reading]]
"""A goal's short name, whose it is, its id, and its ratings."""


def goal_panel(given: Sequence[Given], known: Known, look: Look, title: str) -> Panel:
    """The figure of a family's goals with its description."""
    found = keys(known.ratings)
    drawn = [
        line(
            key,
            readings,
            label=label,
            index=number,
            instruments=known.instruments,
            found=found,
            goal_id=goal_id,
        )
        for number, (label, key, goal_id, readings) in enumerate(given)
    ]
    figure = goal_figure(
        drawn, axis=look.axis, around=known.around, palette=look.palette, words=look.words
    )
    return Panel("", figure, alt_text(drawn, title=title, scale=TEN, words=look.words))
