"""Somebody who reads everything that was told and knows how to calculate.

Written apart from the code it attacks: no lumps, no tables kept apart, no walking between corners.
The unknowns are all combinations of places there can be; told numbers are sums of them; bounds
come from integer programs, and what is certain from elimination with fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import numpy as np
from scipy.optimize import LinearConstraint, milp

from fit_tracker.evaluation.boxes import Box, Place, Span, Told, Unit, inside

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Attacker:
    """`places`: every place there can be on each axis; `told`: what was printed."""

    counted: str
    places: dict[str, Sequence[Place]]
    told: Sequence[Told]

    def combinations(self) -> list[Unit]:
        names = list(self.places)
        every = (dict(zip(names, found, strict=True)) for found in product(*self.places.values()))
        return [Unit(self.counted, one) for one in every if _possible(one)]

    def bounds(self, targets: Iterable[Box]) -> list[tuple[int, int]]:
        """The least and the most that can stand in each target, in whole numbers."""
        cells = self.combinations()
        rows = np.array([[inside(cell, one.box) for cell in cells] for one in self.told], float)
        numbers = np.array([one.n for one in self.told], float)
        same = [LinearConstraint(rows, numbers, numbers)] if len(rows) else []
        found = []
        for target in targets:
            aim = np.array([inside(cell, target) for cell in cells], float)
            ends = [milp(sign * aim, integrality=np.ones(len(cells)), constraints=same)
                    for sign in (1.0, -1.0)]  # fmt: skip
            assert all(end.status in (0, 3, 4) for end in ends), [end.message for end in ends]
            most = round(-ends[1].fun) if ends[1].status == 0 else 10**6
            found.append((round(ends[0].fun), most))
        return found

    def certain(self, target: Box) -> bool:
        """Is the target a sum of told numbers, added and subtracted in whatever shares?"""
        cells = self.combinations()
        rows = [[Fraction(inside(cell, one.box)) for cell in cells] for one in self.told]
        return _rest(_echelon(rows), [Fraction(inside(cell, target)) for cell in cells]) is None


def elementary(attacker: Attacker, tables: Iterable[Sequence[str]]) -> list[Box]:
    """For each table (its axes), every smallest piece that the cuts of the calendar leave."""
    cuts = cuts_of(one.box for one in attacker.told)
    found = []
    for axes in tables:
        sides = [
            pieces(cuts)
            if name in CALENDARS
            else [frozenset({key}) for key in attacker.places[name]]
            for name in axes
        ]
        for chosen in product(*sides):
            found.append(Box(attacker.counted, tuple(sorted(zip(axes, chosen, strict=True)))))
    cells = attacker.combinations()
    return [box for box in found if any(inside(cell, box) for cell in cells)]


CALENDARS = ("start", "end")


def cuts_of(boxes: Iterable[Box]) -> list[date]:
    """The days on which something that was told begins or has just ended."""
    cuts: set[date] = set()
    for box in boxes:
        for side in dict(box.sides).values():
            if isinstance(side, Span):
                cuts |= {side.first} if side.first else set()
                cuts |= {side.last + DAY} if side.last else set()
    return sorted(cuts)


def days(cuts: Sequence[date]) -> list[Place]:
    """A day from each piece that the cuts leave; the last piece has no end ("not yet")."""
    return [cuts[0] - DAY, *cuts[:-1], None] if cuts else [None]


def pieces(cuts: Sequence[date]) -> list[Span]:
    firsts = [None, *cuts]
    lasts = [*(cut - DAY for cut in cuts), None]
    return [Span(first, last) for first, last in zip(firsts, lasts, strict=True)]


def _possible(places: dict[str, Place]) -> bool:
    start, end = places.get("start"), places.get("end")
    if "start" not in places or "end" not in places or end is None:
        return True
    return isinstance(start, date) and isinstance(end, date) and start <= end


def _echelon(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    found: list[list[Fraction]] = []
    for row in rows:
        left = _rest(found, row)
        if left is not None:
            found.append(left)
    return found


def _rest(echelon: list[list[Fraction]], row: list[Fraction]) -> list[Fraction] | None:
    """What is left of `row`; None: nothing, it is a sum of the others."""
    left = list(row)
    for known in echelon:
        at = next(place for place, value in enumerate(known) if value)
        if left[at]:
            share = left[at] / known[at]
            left = [value - share * other for value, other in zip(left, known, strict=True)]
    return left if any(left) else None
