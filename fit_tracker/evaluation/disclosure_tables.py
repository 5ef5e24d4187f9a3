"""The plain rule for one table: what is hidden in it may not be found by subtraction.

A shortcut: the search for narrow groups would hide the same numbers one by one, more slowly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.boxes import Box, Side

Sides = frozenset[tuple[str, Side]]


def hide_in_tables(
    boxes: Sequence[Box], held: Sequence[int], told: set[int], asked: set[int]
) -> None:
    """Take further cells out of `told` until in each table with a told total none is hidden, or
    two or more that hold at least five together; the smallest first."""
    for total, cells in _tables(boxes, held):
        if total not in told:
            continue
        while _one_is_open([held[cell] for cell in cells if cell not in told]):
            able = [cell for cell in cells if cell in told and cell in asked]
            if not able:
                break
            told.discard(min(able, key=lambda cell: (held[cell], cell)))


def _one_is_open(hidden: list[int]) -> bool:
    small = any(n < SMALLEST for n in hidden)
    return small and (len(hidden) == 1 or sum(hidden) < SMALLEST)


def _tables(boxes: Sequence[Box], held: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Each total with the cells that are all of it: the same sides, and one key each of an axis
    that the total leaves out or names all the keys of."""
    at = {frozenset(box.sides): row for row, box in enumerate(boxes)}
    families: dict[tuple[Sides, str], list[int]] = {}
    for row, box in enumerate(boxes):
        for axis, side in box.sides:
            if isinstance(side, frozenset) and len(side) == 1:
                rest = frozenset(box.sides) - {(axis, side)}
                families.setdefault((rest, axis), []).append(row)
    for (rest, axis), cells in families.items():
        keys = frozenset().union(*(_keys(boxes[cell], axis) for cell in cells))
        for total in (at.get(rest), at.get(rest | {(axis, keys)})):
            if total is not None and held[total] == sum(held[cell] for cell in cells):
                yield total, cells


def _keys(box: Box, axis: str) -> frozenset[str]:
    side = dict(box.sides)[axis]
    return side if isinstance(side, frozenset) else frozenset()
