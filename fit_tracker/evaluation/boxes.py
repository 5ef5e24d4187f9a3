"""What a told number is about: a box in the coordinates of those who were counted.

A family (or a course, person, flag, child) has places on axes: the day it started, the day it
ended, its team, its age band. A told number counts those inside a box: intervals of days, sets of
keys. "Active on 31 March" is the box start <= 31 March, end >= 1 April: starts, ends and stocks of
all periods are sums over the same plane, and that is how one review can be held against another.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Place = date | str | None
ORDERED = ("start", "end")
"""Everybody knows that nothing ends before it starts."""


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both inside; None: no limit.

    A unit whose place is None (it has not ended) is later than every day, and inside only where
    `last` is None.
    """

    first: date | None = None
    last: date | None = None


Side = Span | frozenset[str]


@dataclass(frozen=True)
class Box:
    """`counted` is what one unit is; `of` is empty for a count, else the value that is summed.

    A mean, a median and an effect size of a group all tell of its sum. Make it with `box_of`.
    """

    counted: str
    sides: tuple[tuple[str, Side], ...]
    of: str = ""

    @property
    def counts(self) -> Box:
        """The same group, counted."""
        return Box(self.counted, self.sides)


@dataclass(frozen=True)
class Unit:
    """One of those counted. A place that is missing from `places` is None, or the key ""."""

    counted: str
    places: Mapping[str, Place]


@dataclass(frozen=True)
class Ask:
    """A number somebody wants to tell. `total` ones are hidden last; `key` comes back if hidden."""

    key: str
    box: Box
    total: bool = False


@dataclass(frozen=True)
class Told:
    """A number that has been told: it cannot be taken back. `n` of `WATCHED`: it was asked for
    and hidden, and no later review may give it away either."""

    box: Box
    n: int


WATCHED = 0


def box_of(counted: str, sides: Mapping[str, Span | Collection[str]], of: str = "") -> Box:
    """The same group is always the same box: axes in order, sides without a limit left out."""
    kept = {axis: _side(side) for axis, side in sides.items() if side != Span()}
    return Box(counted, tuple(sorted(kept.items(), key=lambda pair: pair[0])), of)


def inside(unit: Unit, box: Box) -> bool:
    return unit.counted == box.counted and all(
        _within(unit.places.get(axis), side) for axis, side in box.sides
    )


def told_to_text(told: Iterable[Told]) -> str:
    """Canonical JSON: the same numbers always give the same text."""
    rows = [json.dumps(_row(one), sort_keys=True, ensure_ascii=False) for one in set(told)]
    return "[" + ",\n".join(sorted(rows)) + "]\n"


def told_from_text(text: str) -> tuple[Told, ...]:
    return tuple(_told(row) for row in json.loads(text))


def _side(side: Span | Collection[str]) -> Side:
    return side if isinstance(side, Span) else frozenset(side)


def _within(place: Place, side: Side) -> bool:
    if isinstance(side, frozenset):
        return (place or "") in side
    if not isinstance(place, date):
        return side.last is None
    return (side.first is None or place >= side.first) and (side.last is None or place <= side.last)


def _row(told: Told) -> list[object]:
    sides = {axis: _side_row(side) for axis, side in told.box.sides}
    return [told.box.counted, told.box.of, sides, told.n]


def _side_row(side: Side) -> object:
    if isinstance(side, frozenset):
        return sorted(side)
    return {
        "first": side.first.isoformat() if side.first else None,
        "last": side.last.isoformat() if side.last else None,
    }


def _told(row: list[object]) -> Told:
    counted, of, sides, n = row
    assert isinstance(sides, dict) and isinstance(n, int)
    read = {axis: _side_from(side) for axis, side in sides.items()}
    return Told(box_of(str(counted), read, str(of)), n)


def _side_from(side: object) -> Side:
    if isinstance(side, dict):
        days = [date.fromisoformat(side[end]) if side[end] else None for end in ("first", "last")]
        return Span(days[0], days[1])
    assert isinstance(side, list)
    return frozenset(str(key) for key in side)
