"""Shares along one axis or two: what the figures of the warnings' quality have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from fit_tracker.charts import marks
from fit_tracker.charts.layout import base_layout
from fit_tracker.charts.model import Figure, Palette, Words
from fit_tracker.charts.sides import bare_axis
from fit_tracker.progression.quality import Share

HEIGHT = 300


@dataclass(frozen=True)
class Look:
    """Colours and words; `share` writes a share with its interval and n."""

    palette: Palette
    words: Words
    share: Callable[[Share], str]


def plane(palette: Palette, x: tuple[float, float], y: tuple[float, float]) -> Figure:
    """Shares along both ways, with faint horizontal lines only."""
    layout = base_layout(palette, HEIGHT)
    layout["margin"] = {"l": 50, "r": 24, "t": 30, "b": 52}
    layout["xaxis"] = share_axis(palette, *x, grid=False) | {"range": _room(*x)}
    layout["yaxis"] = share_axis(palette, *y) | {"range": _room(*y)}
    return layout


def _room(low: float, high: float) -> list[float]:
    """A little air outside, so that the two noughts do not meet in the corner."""
    return [low - 0.04 * (high - low), high + 0.02 * (high - low)]


def share_axis(palette: Palette, low: float, high: float, *, grid: bool = True) -> Figure:
    """From `low` to `high` in per cent, in at most six steps."""
    step = next(step for step in (0.05, 0.1, 0.2) if (high - low) / step <= 5.01)
    first = -(-low // step) * step
    count = int((high - first) / step + 1e-6) + 1
    ticks = [round(first + n * step, 4) for n in range(count)]
    return bare_axis(
        palette, low, high, [(tick, f"{round(100 * tick)} %") for tick in ticks], grid=grid
    )


def axis_word(text: str, axis: str, palette: Palette) -> Figure:
    """An axis's name, written level: above the left side, or below the bottom to the right."""
    up = axis == "y"
    return {
        "text": escape(text),
        "xref": "paper",
        "yref": "paper",
        "x": 0 if up else 1,
        "y": 1 if up else 0,
        "xanchor": "left" if up else "right",
        "yanchor": "bottom" if up else "top",
        "xshift": -46 if up else 0,
        "yshift": 10 if up else -24,
        "showarrow": False,
        "font": {"size": marks.SMALL, "color": palette["quiet"]},
    }


def described(title: str, parts: Sequence[str]) -> str:
    return f"{title}: {'; '.join(parts)}." if parts else f"{title}."
