"""Counting many boxes at once: 5,000 families and a hundred boxes in a blink."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.boxes import Box, Side, Unit

NEVER = date.max.toordinal()
Mask = NDArray[np.bool_]


class Census:
    """Everybody, by what they are counted as."""

    def __init__(self, units: Sequence[Unit]) -> None:
        found: dict[str, list[Unit]] = {}
        for unit in units:
            found.setdefault(unit.counted, []).append(unit)
        self.tables = {kind: _Table(of_kind) for kind, of_kind in found.items()}

    def mask(self, box: Box) -> Mask:
        """Who of its kind stands in `box`."""
        table = self.tables.get(box.counted)
        return np.zeros(0, dtype=bool) if table is None else table.mask(box)

    def counts(self, boxes: Iterable[Box]) -> dict[Box, int]:
        return {box: int(self.mask(box).sum()) for box in boxes}

    def within(self, boxes: Iterable[Box]) -> list[Unit]:
        """Those who stand in one of `boxes` at least: nobody else can be told of by them."""
        asked: dict[str, Mask] = {}
        for box in boxes:
            mine = self.mask(box.counts)
            asked[box.counted] = mine | asked.get(box.counted, np.zeros_like(mine))
        return [
            self.tables[kind].units[int(place)]
            for kind, keep in asked.items()
            for place in np.flatnonzero(keep)
        ]

    def apart(self, boxes: Iterable[Box], told: Iterable[Box]) -> bool:
        """Whether `boxes` may stand beside the told ones, which are about where people were on
        other days: a band that holds the same people but for one to four would say where those
        went."""
        theirs = [(box, self.mask(box)) for box in told]
        return not any(
            0 < int((self.mask(box) != mask).sum()) < SMALLEST
            for box in boxes
            for other, mask in theirs
            if other.counted != box.counted and _band(other) == _band(box)
        )


def _band(box: Box) -> Side | None:
    return dict(box.sides).get("latest")


class _Table:
    """The places of one kind of unit, a column for each axis that is asked about."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.keys: dict[str, NDArray[np.str_]] = {}
        self.days: dict[str, NDArray[np.int64]] = {}
        self.known: dict[tuple[str, Side], Mask] = {}

    def mask(self, box: Box) -> Mask:
        keep = np.ones(len(self.units), dtype=bool)
        for axis, side in box.sides:
            if (axis, side) not in self.known:
                self.known[axis, side] = self._within(axis, side)
            keep &= self.known[axis, side]
        return keep

    def _within(self, axis: str, side: Side) -> Mask:
        if isinstance(side, frozenset):
            return np.isin(self._keys(axis), sorted(side))
        days = self._days(axis)
        low = side.first.toordinal() if side.first else 0
        # Who has no day is later than every day, and inside only where there is no last one.
        last = side.last.toordinal() if side.last else NEVER
        return np.asarray((days >= low) & (days <= last))

    def _keys(self, axis: str) -> NDArray[np.str_]:
        if axis not in self.keys:
            found = [unit.places.get(axis) or "" for unit in self.units]
            self.keys[axis] = np.array(found, dtype=str)
        return self.keys[axis]

    def _days(self, axis: str) -> NDArray[np.int64]:
        if axis not in self.days:
            places = [unit.places.get(axis) for unit in self.units]
            found = [one.toordinal() if isinstance(one, date) else NEVER for one in places]
            self.days[axis] = np.array(found, dtype=np.int64)
        return self.days[axis]
