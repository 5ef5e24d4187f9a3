"""Cells that may hold any number of people, whatever is told: no search is needed for them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from scipy.optimize import linprog

from fit_tracker.evaluation.disclosure_axes import Bools, Ints
from fit_tracker.evaluation.disclosure_equations import Floats

MOST_SCALED = 60


def endless(matrix: Floats) -> Bools:
    """The lumps that can be filled without end, all of them at once.

    A way of adding people for ever is a d >= 0 with `matrix` @ d = 0: added any number of times
    to what really is, it leaves every told sum as it was. A lump that is in a sum of lumps alone
    cannot be in d; of those left, one linear program finds the d with most lumps in it. It is
    believed only when it is found in whole numbers, where the equations are checked exactly.

    Example: of x + y = 7 and y + z - w = 0, neither x nor y is endless; z and w together are.
    """
    found = np.zeros(matrix.shape[1], dtype=bool)
    open_ = _not_bounded(matrix)
    if open_.any():
        left = matrix[:, open_]
        left = np.ascontiguousarray(left[(left != 0).any(axis=1)])
        found[open_] = _added(left.tobytes(), left.shape[1])
    return found


def _not_bounded(matrix: Floats) -> Bools:
    """What is left when every sum of one sign has made its lumps nought, again and again."""
    more, less = matrix > 0, matrix < 0
    open_ = np.ones(matrix.shape[1], dtype=bool)
    while True:
        one_sign = (more & open_).any(axis=1) != (less & open_).any(axis=1)
        closed = (more[one_sign] | less[one_sign]).any(axis=0) & open_
        if not closed.any():
            return open_
        open_ &= ~closed


@lru_cache(maxsize=64)
def _added(matrix: bytes, columns: int) -> Bools:
    """The lumps of the largest way of adding; the same few are asked about again and again."""
    rows = np.frombuffer(matrix).reshape(-1, columns)
    if not rows.size:
        return np.ones(columns, dtype=bool)
    # Each lump is a part of at most one, which is counted, and what it takes beyond that.
    parts = [(0.0, 1.0)] * columns + [(0.0, None)] * columns
    aim = np.repeat([-1.0, 0.0], columns)
    found = linprog(aim, A_eq=np.hstack([rows, rows]), b_eq=np.zeros(len(rows)), bounds=parts)
    if found.x is None:
        return np.zeros(columns, dtype=bool)
    whole = in_whole_numbers(found.x[:columns] + found.x[columns:], rows)
    return np.zeros(columns, dtype=bool) if whole is None else whole > 0


def in_whole_numbers(added: Floats, rows: Floats) -> Ints | None:
    """A way of adding people for ever in whole numbers, if `added` is one: nowhere negative,
    and every sum nought. None for anything else, as rounding errors that only look like one."""
    for times in range(1, MOST_SCALED + 1):
        found = np.round(added * times)
        if np.abs(found - added * times).max() < 1e-6 and found.min() >= 0:
            return None if (rows @ found).any() else found.astype(np.int64)
    return None
