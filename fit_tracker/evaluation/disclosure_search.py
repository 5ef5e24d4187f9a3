"""Looking for two ways of filling the cells that differ by enough in a small group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.optimize import linprog

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.disclosure_axes import Bools, Ints
from fit_tracker.evaluation.disclosure_endless import endless, in_whole_numbers
from fit_tracker.evaluation.disclosure_equations import Floats
from fit_tracker.evaluation.disclosure_walk import STEPS, Walk, is_whole

SECONDS = 1.0
TURNS = 4
FAR = 1e4
NEARLY = 1e-6


@dataclass(frozen=True)
class Narrow:
    """A small group that is given away, and the row (number) to hide for it; None where it is
    given away by what was told before, and nothing can be done."""

    group: bytes
    hide: int | None


Choose = Callable[[frozenset[int]], int | None]
"""Which of the rows that give a group away should yield."""


@dataclass
class Wide:
    """Groups known to be safe. Hiding a number more never makes one less safe."""

    groups: set[bytes] = field(default_factory=set)
    parts: set[bytes] = field(default_factory=set)


@dataclass(frozen=True)
class Part:
    """Lumps that hang together: equations `matrix` @ lumps = `right`, each from a row or -1."""

    own_name: bytes
    lumps: Ints
    matrix: Floats
    right: Floats
    labels: Ints
    held: Floats
    names: list[bytes]

    def name(self, group: Ints) -> bytes:
        """The group by its smallest cells, which stay when lumps are joined."""
        return b"|".join(self.names[lump] for lump in group)


class Search:
    """Looks for pairs of solutions; every corner that is passed counts for all groups."""

    def __init__(self, part: Part, groups: list[Ints], wide: Wide) -> None:
        self.part, self.groups, self.wide = part, groups, wide
        place = {int(lump): at for at, lump in enumerate(part.lumps)}
        self.inside = np.zeros((len(groups), len(part.lumps)))
        for at, group in enumerate(groups):
            self.inside[at, [place[int(lump)] for lump in group]] = 1.0
        self.low = self.inside @ part.held
        self.high = self.low.copy()
        self.high[self.inside[:, endless(part.matrix)].any(axis=1)] = np.inf

    @cached_property
    def walk(self) -> Walk:
        """Made when some group needs it."""
        made = Walk(self.part.matrix, self.part.held)
        self._see(made.point())
        return made

    def run(self, choose: Choose) -> list[Narrow]:
        """The first group that stays narrow, if any: hiding one number may mend the others."""
        found: list[Narrow] = []
        while not found and self._open().any():
            one = int(np.flatnonzero(self._open())[0])
            if rows := self._one(one):
                found.append(Narrow(self.part.name(self.groups[one]), choose(rows)))
        safe = zip(self.groups, self._open(), strict=True)
        self.wide.groups.update(self.part.name(group) for group, is_open in safe if not is_open)
        return found

    def _one(self, one: int) -> frozenset[int]:
        """The rows that keep the group narrow; none if it is not."""
        held = [self._climb(one, sign) for sign in (1.0, -1.0)]
        if not self._open()[one]:
            return frozenset()
        rows = frozenset[int]().union(*(priced or () for priced in held))
        if None in held:
            rows = self._ask_solver(one)
        return rows if self._open()[one] else frozenset()

    def _climb(self, one: int, sign: float) -> frozenset[int] | None:
        """From the first corner to the top: the rows that hold the group there. None where it
        ends in fractions, also after going along the top to other corners, or takes too long."""
        self.walk.go_home()
        aim = start = sign * self.inside[one]
        for turn in range(TURNS):
            at_top = self._to_top(one, aim)
            if self.walk.endless and self._grows(one):
                self.high[one] = np.inf
            if not self._open()[one]:
                return frozenset()
            if sign < 0 and self.low[one] == 0:
                return frozenset()  # nothing is below nought, whatever is told
            if at_top and is_whole(self.walk.point()):
                return self._rows(self.walk.priced(start)) if turn == 0 else None
            aim = start * FAR + np.cos((turn + 1.0) * np.arange(len(aim)))
        return None

    def _grows(self, one: int) -> bool:
        """Whether the way without end that the walk met fills this group: after the first turn
        it aims at other lumps as well, and one of those alone may have no end."""
        way = in_whole_numbers(self.walk.ray, self.part.matrix)
        return way is not None and bool(self.inside[one] @ way > 0)

    def _to_top(self, one: int, aim: Floats) -> bool:
        for _ in range(STEPS):
            if not self._open()[one] or not self.walk.raise_(aim):
                return True
            if self.walk.moved:
                self._see(self.walk.point())
        return False

    def _rows(self, equations: Ints) -> frozenset[int]:
        """The told numbers among these equations, or else all of the part."""
        named = {int(row) for row in self.part.labels[equations] if row >= 0}
        return frozenset(named or {int(row) for row in self.part.labels if row >= 0})

    def _open(self) -> Bools:
        return self.high - self.low < SMALLEST - NEARLY

    def _see(self, point: Floats) -> None:
        """Only whole numbers that give every told sum are a way of filling the cells."""
        point = np.round(point)
        if point.min(initial=0.0) >= 0 and (self.part.matrix @ point == self.part.right).all():
            values = self.inside @ point
            self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)

    def _ask_solver(self, one: int) -> frozenset[int]:
        """The group's own largest and smallest value in whole numbers, and the rows whose price
        says that they hold it there; all rows if none has one."""
        rows: set[int] = set()
        for sign in (-1.0, 1.0):
            aim = sign * self.inside[one]
            same = {"A_eq": self.part.matrix, "b_eq": self.part.right, "method": "highs"}
            found = linprog(aim, **same)
            if found.x is not None and not is_whole(found.x):
                limit = {"time_limit": SECONDS}
                found = linprog(aim, **same, integrality=np.ones(len(aim)), options=limit)
            if found.x is None:
                continue
            self._see(found.x)
            rows |= self._rows(np.flatnonzero(np.abs(found.eqlin.marginals) > NEARLY))
        return frozenset(rows)
