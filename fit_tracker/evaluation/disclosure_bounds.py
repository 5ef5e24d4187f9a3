"""What the reader of all told sums can narrow a small group down to.

A group is safe when two ways of filling the cells, both in whole numbers and both giving every
told sum, differ by at least `SMALLEST` in it: then nobody can tell which of six sizes it has.
A group is only called narrow when its own largest and smallest value have been found. Numbers that
hang together with nothing new, and tables about which one sum is known, need no search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.disclosure_axes import Ints
from fit_tracker.evaluation.disclosure_cells import Cells
from fit_tracker.evaluation.disclosure_equations import Equations, equations_of
from fit_tracker.evaluation.disclosure_search import Choose, Narrow, Part, Search, Wide


def narrow(
    cells: Cells,
    told: set[int],
    new: set[int],
    small: Iterable[int],
    wide: Wide,
    choose: Choose,
) -> list[Narrow]:
    """Groups that `told` rows give away, one of each part; none is left when the list is empty.

    `new`: those asked about now; what hangs together with none of them was judged when it was
    told. `small`: hidden rows that count under five.
    """
    found: list[Narrow] = []
    equations = equations_of(cells, told)
    hidden = [group for row in small if (group := equations.whole(cells.rows[row])) is not None]
    for part in _parts(equations, new & told, wide):
        groups = _groups(part, hidden, wide)
        given_away = _narrow_in(part, groups, wide, choose) if groups else []
        found += given_away
        if not given_away:
            wide.parts.add(part.own_name)
    return found


def _groups(part: Part, hidden: list[Ints], wide: Wide) -> list[Ints]:
    """Every lump with fewer than five, and what of a hidden number stands in this part."""
    single = [np.array([lump]) for lump in part.lumps[part.held < SMALLEST]]
    of_part = np.zeros(len(part.names), dtype=bool)
    of_part[part.lumps] = True
    here = [group[of_part[group]] for group in hidden]
    groups = single + [group for group in here if len(group) > 1]
    return [group for group in groups if part.name(group) not in wide.groups]


def _parts(equations: Equations, new: set[int], wide: Wide) -> Iterator[Part]:
    """What hangs together, where a new number stands in it and something is not known yet."""
    rows, lumps = equations.matrix.shape
    names = equations.names()
    at = equations.matrix.tocoo()
    both = coo_array((np.ones(at.nnz), (at.row, at.col + rows)), shape=(rows + lumps,) * 2)
    _, part = connected_components(both, directed=False)
    of_rows, of_lumps = part[:rows], part[rows:]
    for one in np.unique(of_rows[np.isin(equations.labels, list(new))]):
        mine, here = np.flatnonzero(of_rows == one), np.flatnonzero(of_lumps == one)
        name = equations.labels[mine].tobytes() + b"|".join(names[lump] for lump in here)
        if name in wide.parts:
            continue
        matrix = equations.matrix[mine].toarray()[:, here]
        held, labels = equations.held[here], equations.labels[mine]
        yield Part(name, here, matrix, equations.right[mine], labels, held, names)


def _narrow_in(part: Part, groups: list[Ints], wide: Wide, choose: Choose) -> list[Narrow]:
    rest = _one_sum(part)
    if rest is not None:
        return _narrow_of_sum(part, groups, wide, choose, *rest)
    return Search(part, groups, wide).run(choose)


def _one_sum(part: Part) -> tuple[Ints, float] | None:
    """The lumps left when each that is told alone is taken out, if one sum is all that is known
    about them: the usual table of one period, which needs no search."""
    alone = (part.matrix != 0).sum(axis=1) == 1
    free = ~(part.matrix[alone] != 0).any(axis=0)
    sums = np.unique(part.matrix[~alone][:, free], axis=0)
    sums = sums[sums.any(axis=1)]
    if len(sums) > 1 or (sums != 1).any():
        return None
    return part.lumps[free], float(part.held[free].sum())


def _narrow_of_sum(
    part: Part, groups: list[Ints], wide: Wide, choose: Choose, free: Ints, total: float
) -> list[Narrow]:
    """Each cell that is left may hold from nothing to all of the rest, where there are two."""
    blamed = frozenset(int(row) for row in part.labels if row >= 0)
    found = []
    for group in groups:
        open_cells = len(np.intersect1d(group, free))
        if 0 < open_cells < len(free) and total >= SMALLEST:
            wide.groups.add(part.name(group))
        else:
            found.append(Narrow(part.name(group), choose(blamed)))
    return found[:1]
