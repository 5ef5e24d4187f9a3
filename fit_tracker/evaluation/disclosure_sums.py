"""Sums of a value (behind means, medians and effect sizes) that leave no small group's sum open.

Told sums can be added and subtracted. What can be made of them is the span of their boxes; where
a vector of that span stands on fewer than five units, their sum is known. Values are not counts:
how large they are is not used, nor that they lie between the scale's ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.boxes import Box, Unit
from fit_tracker.evaluation.disclosure_axes import Bools, Ints, axes_of

MOST_SMALL = 14
"""With more small pieces than this involved at once, the answer is no rather than a long search."""


def pieces_of(units: Sequence[Unit], boxes: Sequence[Box]) -> tuple[Bools, Ints]:
    """Which boxes each distinguishable group of units stands in, and how many it has."""
    axes = axes_of(boxes)
    codes = {name: axis.codes(units) for name, axis in axes.items()}
    masks = np.ones((len(boxes), len(units)), dtype=bool)
    for row, box in enumerate(boxes):
        for name, side in box.sides:
            masks[row] &= axes[name].mask(side)[codes[name]]
    patterns, counts = np.unique(masks, axis=1, return_counts=True)
    return patterns, counts


def gives_away(rows: Bools, counts: Ints) -> bool:
    """Can the rows be combined into something that stands on fewer than five units?"""
    small = np.flatnonzero(counts < SMALLEST)
    loose = _loose(rows, small)
    if loose == 0:
        return False
    held = [int(cell) for cell in small if _loose(rows, np.setdiff1d(small, [cell])) < loose]
    if len(held) > MOST_SMALL:
        return True
    return any(_loose(rows, np.array(cells)) > 0 for cells in _few(held, counts))


def _few(cells: list[int], counts: Ints) -> list[tuple[int, ...]]:
    """The sets of these pieces that together hold fewer than five."""
    sizes = range(1, SMALLEST)
    sets = (chosen for size in sizes for chosen in combinations(cells, size))
    return [chosen for chosen in sets if counts[list(chosen)].sum() < SMALLEST]


def _loose(rows: Bools, cells: Ints) -> int:
    """How many independent combinations of the rows stand on these pieces alone."""
    rest = np.delete(rows, cells, axis=1)
    return _rank(rows) - _rank(rest)


def _rank(rows: Bools) -> int:
    if 0 in rows.shape:
        return 0
    return int(np.linalg.matrix_rank(rows.astype(np.float64)))
