"""The sides of a figure and the intervals along them, bare: nothing to drag, no frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from fit_tracker.charts.model import Figure, Palette


class Estimated(Protocol):
    """A value with its interval, where there is one."""

    @property
    def value(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...


def bare_axis(
    palette: Palette,
    low: float,
    high: float,
    ticks: Sequence[tuple[float, str]] | None = None,
    *,
    grid: bool = True,
) -> Figure:
    """Numbers along a side and, with `grid`, faint lines through the plot; nothing else.

    `ticks` are places with their words; without them Plotly finds its own.
    """
    lines: Figure = {"gridcolor": palette["line"]} if grid else {"showgrid": False}
    if ticks is not None:
        lines["tickvals"] = [place for place, _ in ticks]
        lines["ticktext"] = [text for _, text in ticks]
    return lines | {
        "range": [low, high],
        "tickangle": 0,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
        "color": palette["quiet"],
    }


def unseen_axis(low: float, high: float) -> Figure:
    """The side of a figure whose rows carry their own words."""
    return {"range": [low, high], "visible": False, "fixedrange": True}


def error_bars(found: Sequence[Estimated], ink: str, thickness: float = 2) -> Figure:
    """The interval of each value as a thin line without feet."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [_gap(one.high, one.value) for one in found],
        "arrayminus": [_gap(one.value, one.low) for one in found],
        "color": ink,
        "thickness": thickness,
        "width": 0,
    }


def _gap(upper: float | None, lower: float | None) -> float:
    return 0.0 if upper is None or lower is None else max(upper - lower, 0.0)
