"""Colours, marks and sizes of a review's figures; each tone is a colour and a shape."""

from __future__ import annotations

from dataclasses import dataclass

from fit_tracker.charts import marks
from fit_tracker.charts.model import Palette
from fit_tracker.palette import TONES, mixed

SYMBOLS = {"good": "circle", "warn": "diamond", "quiet": "square"}


@dataclass(frozen=True)
class Look:
    """`scale` makes words, marks and heights larger where the figure is seen from afar."""

    palette: Palette
    scale: float = 1.0

    @property
    def text(self) -> int:
        return round(marks.TEXT * self.scale)

    def px(self, pixels: float) -> float:
        return round(pixels * self.scale, 1)

    def ink(self, tone: str) -> str:
        """The full colour of a tone: for marks and edges."""
        return self.palette[_tone(tone)[0]]

    def symbol(self, tone: str) -> str:
        return SYMBOLS.get(tone, "circle")

    def fill(self, tone: str) -> str:
        """A surface with words on it: light enough, or dark enough, for them to be read."""
        return mixed(self.ink(tone), self.palette["card"], _tone(tone)[1])

    def on_fill(self, tone: str) -> str:
        return self.palette["on_accent" if _tone(tone)[1] == 1 else "text"]


def _tone(name: str) -> tuple[str, float]:
    return TONES.get(name, TONES["plain"])
