"""Walking between the corners of what is possible, to see how far each small group can move.

The simplex method on a dense table, warm from one group to the next: told sums make hundreds of
small programs that differ only in what they raise, and a solver started anew for each is fifty
times slower. Every corner passed is a way of filling the cells and counts for all groups.
"""

from __future__ import annotations

import numpy as np

from fit_tracker.evaluation.disclosure_axes import Ints
from fit_tracker.evaluation.disclosure_equations import Floats

NEARLY = 1e-7
PRICE = 1e-6
STEPS = 400
TRIED = 60


class Walk:
    """`matrix` @ x = what `held` gives, x >= 0; begins at `held`, which is what really is."""

    def __init__(self, matrix: Floats, held: Floats) -> None:
        self.n, self.matrix = matrix.shape[1], matrix
        self.endless = self.moved = False
        self.ray = np.zeros(self.n)
        self.table = np.column_stack([matrix, matrix @ held])
        self.basis = self._reduce(np.argsort(-held, kind="stable"))
        self._to_corner(held.copy())
        self._home = self.table.copy(), self.basis.copy()

    def go_home(self) -> None:
        """Back to the first corner: climbs from there stay short, and errors do not add up."""
        self.table[:], self.basis[:] = self._home

    def point(self) -> Floats:
        found = np.zeros(self.n)
        found[self.basis] = self.table[:, -1]
        return found

    def priced(self, weights: Floats) -> Ints:
        """At the top: the equations whose right side moves it, the ones that hold it there."""
        square = self.matrix[np.ix_(self.rows, self.basis)]
        prices = np.linalg.solve(square.T, weights[self.basis])
        found: Ints = self.rows[np.abs(prices) > PRICE]
        return found

    def raise_(self, weights: Floats) -> bool:
        """One step that raises the weighted sum, or makes room for one; False at the top.

        `endless` says that there is no top along `ray`, `moved` that the corner is another.
        """
        self.endless = self.moved = False
        priced = np.flatnonzero(weights[self.basis])
        gain = weights - weights[self.basis[priced]] @ self.table[priced, :-1]
        able = np.flatnonzero(gain > NEARLY)
        if not len(able):
            return False
        tried = able if len(able) <= TRIED else able[np.argsort(-gain[able])[:TRIED]]
        rooms = self._rooms(tried)
        rises = rooms * gain[tried]
        best = int(np.argmax(rises))
        self.endless, self.moved = bool(rises[best] == np.inf), bool(rises[best] > NEARLY)
        # No corner is higher at once: Bland's rule, which never comes round in a circle.
        column = int(tried[best]) if self.moved else int(able[0])
        row = self._stop(column)
        self.endless |= row < 0
        if self.endless:
            self.ray = self._along(column)
        else:
            self._pivot(row, column)
        return not self.endless

    def _along(self, column: int) -> Floats:
        """What becomes of all cells for each one that is filled into this."""
        found = np.zeros(self.n)
        found[self.basis] = -self.table[:, column]
        found[column] = 1.0
        return found

    def _reduce(self, order: Ints) -> Ints:
        """Gauss-Jordan; a column for each independent row, the fullest cells first."""
        basis = np.full(len(self.table), -1, dtype=np.int64)
        free = np.ones(len(self.table), dtype=bool)
        for column in order:
            values = np.where(free, np.abs(self.table[:, column]), 0.0)
            row = int(np.argmax(values)) if len(values) else 0
            if not len(values) or values[row] <= NEARLY:
                continue
            self._eliminate(row, int(column))
            basis[row], free[row] = column, False
            if not free.any():
                break
        self.rows = np.flatnonzero(~free)
        self.table = self.table[~free]
        return basis[~free]

    def _to_corner(self, point: Floats) -> None:
        """Empty every cell outside the basis, or let it in where another is empty first."""
        outside = np.setdiff1d(np.flatnonzero(point > NEARLY), self.basis)
        self.table[:, -1] = point[self.basis]
        for column in outside:
            # Lowering it by one raises each basic cell by its entry.
            falling = -self.table[:, column]
            rows = np.flatnonzero(falling > NEARLY)
            rooms = self.table[rows, -1] / falling[rows]
            step = min(float(rooms.min(initial=np.inf)), point[column])
            self.table[:, -1] -= falling * step
            if step < point[column] - NEARLY:
                left = point[column] - step
                row = int(rows[np.argmin(rooms)])
                right = self.table[:, -1].copy()
                self._eliminate(row, int(column))
                right[row] = left
                self.table[:, -1] = right
                self.basis[row] = column

    def _rooms(self, columns: Ints) -> Floats:
        """How far each cell can be filled."""
        entries = self.table[:, columns]
        rooms = np.full(entries.shape, np.inf)
        np.divide(self.table[:, -1:], entries, out=rooms, where=entries > NEARLY)
        return np.asarray(rooms.min(axis=0, initial=np.inf))

    def _stop(self, column: int) -> int:
        """The row that is empty first when the cell is filled (ties: the first cell), or -1."""
        entries = self.table[:, column]
        rows = np.flatnonzero(entries > NEARLY)
        if not len(rows):
            return -1
        rooms = self.table[rows, -1] / entries[rows]
        least = rows[rooms <= rooms.min() + NEARLY]
        return int(least[np.argmin(self.basis[least])])

    def _pivot(self, row: int, column: int) -> None:
        self._eliminate(row, column)
        self.basis[row] = column
        np.maximum(self.table[:, -1], 0.0, out=self.table[:, -1])

    def _eliminate(self, row: int, column: int) -> None:
        self.table[row] /= self.table[row, column]
        rows = np.flatnonzero(np.abs(self.table[:, column]) > NEARLY)
        rows = rows[rows != row]
        columns = np.flatnonzero(self.table[row])
        at = rows[:, None], columns
        changed = self.table[at] - self.table[rows, column][:, None] * self.table[row, columns]
        # Entries are whole or simple fractions: what is left of them by rounding is nothing.
        changed[np.abs(changed) < NEARLY] = 0.0
        self.table[at] = changed


def is_whole(point: Floats) -> bool:
    return bool(np.abs(point - np.round(point)).max(initial=0.0) < 1e-5)
