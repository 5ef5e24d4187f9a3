"""Axes cut where some told number cuts them: between two cuts nobody can tell units apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
import numpy.typing as npt

from fit_tracker.evaluation.boxes import ORDERED, Box, Side, Span, Unit

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Axis:
    """`cuts` of a calendar: piece i is the days from cut i-1 to the day before cut i.
    `keys` of an axis of keys: the named ones, and last a piece for all others."""

    name: str
    cuts: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return len(self.cuts or self.keys) + 1

    def mask(self, side: Side) -> Bools:
        """The pieces inside."""
        if isinstance(side, frozenset):
            return np.array([key in side for key in self.keys] + [False])
        found = np.ones(self.size, dtype=bool)
        if side.first is not None:
            found[: self.cuts.index(side.first.toordinal()) + 1] = False
        if side.last is not None:
            found[self.cuts.index(side.last.toordinal() + 1) + 1 :] = False
        return found

    def codes(self, units: Sequence[Unit]) -> Ints:
        """Which piece each unit is in; a day that is not there is later than all."""
        places = [unit.places.get(self.name) for unit in units]
        if self.cuts:
            far = self.cuts[-1]
            days = [place.toordinal() if isinstance(place, date) else far for place in places]
            return np.searchsorted(self.cuts, days, side="right").astype(np.int64)
        at = {key: place for place, key in enumerate(self.keys)}
        return np.array([at.get(str(place or ""), len(at)) for place in places], dtype=np.int64)


def axes_of(boxes: Iterable[Box]) -> dict[str, Axis]:
    cuts: dict[str, set[int]] = {}
    keys: dict[str, set[str]] = {}
    for box in boxes:
        for name, side in box.sides:
            if isinstance(side, Span):
                cuts.setdefault(name, set()).update(_ends(side))
            else:
                keys.setdefault(name, set()).update(side)
    found = {name: Axis(name, cuts=tuple(sorted(days))) for name, days in cuts.items()}
    return found | {name: Axis(name, keys=tuple(sorted(named))) for name, named in keys.items()}


def where_axes(boxes: Iterable[Box]) -> list[str]:
    """The axes that are crossed with several others: start and end, a team with age bands.

    Each other axis is a table of its own over these: tables that share only their margin tell
    nothing about each other beyond it (a decomposable model), so each is kept apart.
    """
    pairs: set[tuple[str, str]] = set()
    names: dict[str, None] = {}
    for box in boxes:
        mine = [name for name, _ in box.sides]
        names.update(dict.fromkeys(mine))
        pairs.update(combinations(mine, 2))
    where = [name for name in ORDERED if name in names]
    pairs = {pair for pair in pairs if not set(pair) & set(where)}
    while pairs:
        degree = Counter(name for pair in pairs for name in pair)
        name, most = max(degree.items(), key=lambda item: (item[1], item[0]))
        if most < 2:
            break
        where.append(name)
        pairs = {pair for pair in pairs if name not in pair}
    return sorted(where)


def _ends(side: Span) -> list[int]:
    first = [side.first.toordinal()] if side.first else []
    return first + ([side.last.toordinal() + 1] if side.last else [])
