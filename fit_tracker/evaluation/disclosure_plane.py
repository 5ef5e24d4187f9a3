"""The pieces of the plane: which there are, which boxes hold them, which look the same."""

from __future__ import annotations

import numpy as np

from fit_tracker.evaluation.boxes import ORDERED, Side
from fit_tracker.evaluation.disclosure_axes import Axis, Bools, Ints

MOST_CELLS = 200_000
"""Beyond this only the pieces with somebody in them are unknowns: the attacker is given more."""


def every_piece(axes: list[Axis], codes: list[Ints], units: int) -> Ints:
    """Every piece of the plane that can hold somebody."""
    sizes = [axis.size for axis in axes]
    mine = np.stack(codes, axis=1) if codes else np.zeros((units, 0), np.int64)
    if int(np.prod(sizes)) > MOST_CELLS:
        return np.unique(mine, axis=0)
    grid = np.indices(sizes).reshape(len(sizes), -1).T if sizes else np.zeros((1, 0), np.int64)
    for place, axis in enumerate(axes):
        if axis.keys and not (mine[:, place] == axis.size - 1).any():
            grid = grid[grid[:, place] < axis.size - 1]
    names = [axis.name for axis in axes]
    if set(ORDERED) <= set(names):
        start, end = (names.index(name) for name in ORDERED)
        first = np.array([-1, *axes[start].cuts])[grid[:, start]]
        last = np.array([*axes[end].cuts, np.iinfo(np.int64).max])[grid[:, end]]
        grid = np.concatenate([grid[first < last], np.unique(mine, axis=0)])
    return grid


def within(
    axes: dict[str, Axis], at: dict[str, Ints], shape: frozenset[tuple[str, Side]], n: int
) -> Bools:
    found = np.ones(n, dtype=bool)
    for name, side in shape:
        found &= axes[name].mask(side)[at[name]]
    return found


def distinct(masks: Bools, of_unit: Bools) -> tuple[Bools, Ints]:
    """The distinct columns, and which of them each unit stands in."""
    both = np.concatenate([masks, of_unit], axis=1)
    packed = np.ascontiguousarray(np.packbits(both, axis=0).T)
    as_one = packed.view(np.dtype((np.void, packed.shape[1]))).reshape(-1)
    _, first, place = np.unique(as_one, return_index=True, return_inverse=True)
    return both[:, first], place.reshape(-1)[masks.shape[1] :]


def joint(sizes: list[int], codes: list[Ints]) -> Ints:
    return np.ravel_multi_index(tuple(codes), tuple(sizes)).astype(np.int64)
