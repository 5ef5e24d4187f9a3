"""What every part of one figure is placed in: its axes, its size, its colours and words."""

from __future__ import annotations

from dataclasses import dataclass

from fit_tracker.charts.axes import Along
from fit_tracker.charts.model import Palette, Scale, Words

EDGE = 12
"""Pixels outside the scale's own range where words may still stand."""


@dataclass(frozen=True)
class Frame:
    """`plot` is the height in pixels between top and axis, `until` the last visit ahead."""

    at: Along
    scale: Scale
    palette: Palette
    words: Words
    plot: float
    until: int | None

    @property
    def px(self) -> float:
        """One pixel in scores."""
        return float(self.scale.maximum - self.scale.minimum) * 1.1 / self.plot

    @property
    def low(self) -> float:
        """The lowest score at which there is still room for words."""
        return float(self.scale.minimum) - EDGE * self.px

    @property
    def high(self) -> float:
        return float(self.scale.maximum) + EDGE * self.px
