"""Told numbers as equations over lumps: cells that no told number holds apart are one unknown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csc_array, csr_array

from fit_tracker.evaluation.disclosure_axes import Ints
from fit_tracker.evaluation.disclosure_cells import TIE, Cells

Floats = npt.NDArray[np.float64]
FREE = -1


@dataclass(frozen=True)
class Equations:
    """`matrix` @ lumps = `right`; `labels`: the row that told it, or -1 for a link.

    `lump_of`: the lump of each cell, `FREE` where no told number says anything about it.
    """

    matrix: csr_array
    right: Floats
    labels: Ints
    held: Floats
    lump_of: Ints

    def names(self) -> list[bytes]:
        """Each lump by the cells that are in it."""
        order = np.argsort(self.lump_of, kind="stable")
        ends = np.searchsorted(self.lump_of[order], np.arange(len(self.held) + 1))
        return [order[low:high].tobytes() for low, high in pairwise(ends)]

    def whole(self, cells: Ints) -> Ints | None:
        """The lumps these cells are, or None: a cell that shares its lump with another, or is in
        none, may be anything from nothing to all of it."""
        mine = self.lump_of[cells]
        if not len(mine) or mine.min() == FREE:
            return None
        lumps = np.unique(mine)
        return lumps if int(self.sizes[lumps].sum()) == len(cells) else None

    @cached_property
    def sizes(self) -> Ints:
        """How many cells are in each lump."""
        return np.bincount(self.lump_of[self.lump_of != FREE], minlength=len(self.held))


def equations_of(cells: Cells, told: set[int]) -> Equations:
    """Told rows are sums; a link whose pieces are told in one number is a sum too."""
    parts = list(_sums(cells, told))
    places = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    columns = np.concatenate([part[0] for part in parts]) if parts else places
    signs = np.concatenate([part[1] for part in parts]) if parts else places
    shape = (len(parts), len(cells.held))
    fine = csc_array(coo_array((signs.astype(np.float64), (places, columns)), shape=shape))
    lump_of, first = _lumps(fine)
    held = np.bincount(lump_of[lump_of >= 0], cells.held[lump_of >= 0], len(first))
    return Equations(
        csr_array(fine[:, first]),
        np.array([part[2] for part in parts], dtype=np.float64),
        np.array([part[3] for part in parts], dtype=np.int64),
        held.astype(np.float64),
        lump_of,
    )


def _sums(cells: Cells, told: set[int]) -> Iterator[tuple[Ints, Floats, float, int]]:
    """Cells, signs, right side and row of each equation.

    A link to a part of a table of which nothing is told says nothing, and is left out.
    """
    spoken = np.zeros(len(cells.held), dtype=bool)
    for row in sorted(told):
        mine = cells.rows[row]
        spoken[mine] = True
        yield mine, np.ones(len(mine)), float(cells.held[mine].sum()), row
    for own, pieces, row in cells.links:
        if not spoken[own].any() and (len(own) > 1 or row == TIE):
            continue
        if row == TIE and not spoken[pieces].any():
            continue
        if row in told:
            yield own, np.ones(len(own)), float(cells.held[own].sum()), row
        else:
            signs = np.concatenate([np.ones(len(own)), -np.ones(len(pieces))])
            yield np.concatenate([own, pieces]), signs, 0.0, -1


def _lumps(fine: csc_array) -> tuple[Ints, Ints]:
    """The lump of each cell, and one cell of each lump: cells in the same equations are one."""
    known: dict[bytes, int] = {}
    lump_of = np.full(fine.shape[1], FREE, dtype=np.int64)
    first = []
    for cell in range(fine.shape[1]):
        at = slice(fine.indptr[cell], fine.indptr[cell + 1])
        if at.start == at.stop:
            continue
        name = fine.indices[at].tobytes() + fine.data[at].tobytes()
        if name not in known:
            known[name] = len(known)
            first.append(cell)
        lump_of[cell] = known[name]
    return lump_of, np.array(first, dtype=np.int64)
