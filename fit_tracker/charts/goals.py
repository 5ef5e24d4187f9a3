"""Goals and safety: lines from 0 to 10 without cut-off and without measurement error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fit_tracker.charts.course import Around, outcome_figure
from fit_tracker.charts.labels import shorten
from fit_tracker.charts.model import Axis, Figure, Line, Palette, Scale, Words

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
