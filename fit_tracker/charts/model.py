"""What a figure is drawn from: lines of points on one scale, and what lies around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

from fit_tracker.progression.expectation import Expected

Axis = Literal["visit", "date"]
Figure = dict[str, Any]
Palette = dict[str, str]


class Words(Protocol):
    """The translate function of whoever asks: the Danish sentence is the key."""

    def __call__(self, message: str, **values: object) -> str: ...


class Assumption(Protocol):
    """A start-up curve that somebody has entered: points gained by visit 8, and from where
    the number comes. Never data."""

    @property
    def gain(self) -> Decimal: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Point:
    """One rating. `key` comes back when the point is clicked; another `segment` than the
    point before means another form: the line breaks there."""

    key: str
    visit_no: int
    on: date
    score: Decimal
    segment: int = 0
    flagged: bool = False


@dataclass(frozen=True)
class Line:
    """One person as one rater sees them. `index` chooses colour and marker together;
    `limit` is the measurement error around the first point of the last segment;
    `expected` is what a model says from the latest point on, `assumed` the start-up
    curve where there is no model."""

    label: str
    index: int
    points: tuple[Point, ...]
    limit: Decimal | None = None
    dashed: bool = False
    expected: Expected | None = None
    assumed: Assumption | None = None

    @property
    def baseline(self) -> Point | None:
        """The first point since the form last changed."""
        last = [point for point in self.points if point.segment == self.points[-1].segment]
        return last[0] if last else None


@dataclass(frozen=True)
class Scale:
    """The range all lines of a figure share."""

    minimum: Decimal
    maximum: Decimal
    higher_is_better: bool


@dataclass(frozen=True)
class CutLine:
    """A cut-off and what is written at it ("grænse 25")."""

    value: Decimal
    label: str


@dataclass(frozen=True)
class Moment:
    """Something on the time line; `label` is short ("mål aftalt 12-09")."""

    on: date
    label: str


@dataclass(frozen=True)
class Missed:
    """A visit that was cancelled or where nobody was home; `visit_no` is the visit before."""

    on: date
    visit_no: int
    label: str


@dataclass(frozen=True)
class Days:
    """The days of the attended visits by number, to place days on the axis of visits."""

    visits: Sequence[tuple[int, date]]


SYMBOLS = ("circle", "square", "diamond", "pentagon", "hexagon", "cross", "star-square")
MARKS = ("○", "□", "◇", "⬠", "⬡", "✚", "✦")
"""The same markers in text, for captions. A triangle is kept for flagged points."""


def mark(index: int) -> str:
    """The text form of the marker of line `index`."""
    return MARKS[index % len(MARKS)]
