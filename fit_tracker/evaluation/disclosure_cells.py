"""All told numbers as sums over the smallest cells anybody could hold apart.

Two kinds of unknown: how many stand in each piece of the plane (days, team), and, for each table
over it (age bands; classes), how many in each piece and each of its rows. A link says that a
table's rows together are the piece. The attacker is given that knowledge, and that none ends
before starting; what is left to him is every solution in whole numbers that are not negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.boxes import Box, Side, Unit
from fit_tracker.evaluation.disclosure_axes import Axis, Bools, Ints, axes_of, where_axes
from fit_tracker.evaluation.disclosure_plane import distinct, every_piece, joint, within

TIE = -2


@dataclass
class Cells:
    """`held`: how many really stand in each unknown. `rows`: the unknowns each box sums.

    `links`: two sums that are equal: a table's rows and the pieces they share, with the row of
    the box (or -1) that tells exactly that sum; or two boxes of the same people (`TIE`).
    """

    held: Ints
    rows: list[Ints]
    links: list[tuple[Ints, Ints, int]] = field(default_factory=list)


def cells_of(units: Sequence[Unit], boxes: Sequence[Box]) -> Cells:
    """The unknowns behind these boxes, all of one kind of unit."""
    axes = axes_of(boxes)
    where = where_axes(boxes)
    codes = {name: axis.codes(units) for name, axis in axes.items()}
    grid = every_piece([axes[name] for name in where], [codes[name] for name in where], len(units))
    at = {name: grid[:, place] for place, name in enumerate(where)}
    wheres = [frozenset(pair for pair in box.sides if pair[0] in where) for box in boxes]
    shapes = {shape: place for place, shape in enumerate(dict.fromkeys(wheres))}
    masks = np.array([within(axes, at, shape, len(grid)) for shape in shapes])
    of_unit = np.array([within(axes, codes, shape, len(units)) for shape in shapes])
    pieces, unit_piece = distinct(masks, of_unit)
    found = Cells(np.bincount(unit_piece, minlength=pieces.shape[1]), [])
    tables = _tables(boxes, where)
    for box, shape in zip(boxes, wheres, strict=True):
        plain = len(shape) == len(box.sides)
        found.rows.append(np.flatnonzero(pieces[shapes[shape]]) if plain else np.empty(0, np.int64))
    plain_rows = {
        found.rows[place].tobytes(): place
        for place, shape in enumerate(wheres)
        if len(shape) == len(boxes[place].sides)
    }
    for names, members in tables.items():
        table = _Table(
            axes=[axes[name] for name in names],
            members=members,
            masks=pieces[[shapes[wheres[row]] for row in members]],
            sides=[dict(boxes[row].sides) for row in members],
            codes=[codes[name] for name in names],
            unit_piece=unit_piece,
        )
        _add(found, table, plain_rows)
    found.links += _ties(axes, codes, boxes, wheres, found.rows)
    return found


def _ties(
    axes: dict[str, Axis],
    codes: dict[str, Ints],
    boxes: Sequence[Box],
    wheres: Sequence[frozenset[tuple[str, Side]]],
    rows: Sequence[Ints],
) -> list[tuple[Ints, Ints, int]]:
    """Two boxes of the same piece that hold the very same people ("those with two ratings", as a
    class and as a cut-off) are likely the same by definition, and the reader knows it."""
    known: dict[tuple[object, bytes], int] = {}
    found = []
    for row, (box, where) in enumerate(zip(boxes, wheres, strict=True)):
        mask = within(axes, codes, frozenset(box.sides), len(next(iter(codes.values()))))
        if mask.sum() < SMALLEST or len(where) == len(box.sides):
            continue
        first = known.setdefault((where, np.packbits(mask).tobytes()), row)
        if first != row and tuple(dict(boxes[first].sides)) != tuple(dict(box.sides)):
            found.append((rows[first], rows[row], TIE))
    return found


@dataclass(frozen=True)
class _Table:
    """One table over the plane: its axes, and for each of its rows the mask over the pieces."""

    axes: list[Axis]
    members: list[int]
    masks: Bools
    sides: list[dict[str, Side]]
    codes: list[Ints]
    unit_piece: Ints


def _add(found: Cells, table: _Table, plain_rows: dict[bytes, int]) -> None:
    """The unknowns of a table: one for each lump of pieces and pattern of its rows."""
    patterns, lump = np.unique(table.masks, axis=1, return_inverse=True)
    lump = lump.reshape(-1)
    unit_lump = lump[table.unit_piece]
    touched: Bools = np.asarray(patterns.any(axis=0))
    values = _values(table, touched[unit_lump])
    unit_value = joint([axis.size for axis in table.axes], table.codes)
    inside = _value_masks(table, values)
    held = np.zeros((patterns.shape[1], int(np.prod([a.size for a in table.axes]))), np.int64)
    np.add.at(held, (unit_lump, unit_value), 1)
    flat = joint([axis.size for axis in table.axes], list(values.T))
    added: list[list[int]] = [[] for _ in table.members]
    counts: list[int] = []
    for place in np.flatnonzero(touched):
        member = inside & patterns[:, place][:, None]
        kinds, kind = np.unique(member, axis=1, return_inverse=True)
        first = len(found.held) + len(counts)
        counts += (
            np.bincount(kind.reshape(-1), held[place][flat], kinds.shape[1]).astype(int).tolist()
        )
        for row, one in enumerate(kinds):
            added[row] += (first + np.flatnonzero(one)).tolist()
        own = np.arange(first, first + kinds.shape[1])
        pieces = np.flatnonzero(lump == place)
        found.links.append((own, pieces, plain_rows.get(pieces.tobytes(), -1)))
    found.held = np.concatenate([found.held, np.array(counts, dtype=np.int64)])
    for row, cells in zip(table.members, added, strict=True):
        found.rows[row] = np.array(cells, dtype=np.int64)


def _values(table: _Table, here: Bools) -> Ints:
    """The combinations of keys there are. "All others" only where somebody counted has it: the
    reader knows that the rows of a table are all there is."""
    sizes = []
    for axis, codes in zip(table.axes, table.codes, strict=True):
        others = bool(axis.cuts) or bool((codes[here] == axis.size - 1).any())
        sizes.append(axis.size if others else axis.size - 1)
    return np.array(list(product(*(range(size) for size in sizes))), dtype=np.int64)


def _value_masks(table: _Table, values: Ints) -> Bools:
    found = np.ones((len(table.members), len(values)), dtype=bool)
    for row, sides in enumerate(table.sides):
        for place, axis in enumerate(table.axes):
            if axis.name in sides:
                found[row] &= axis.mask(sides[axis.name])[values[:, place]]
    return found


def _tables(boxes: Sequence[Box], where: Iterable[str]) -> dict[tuple[str, ...], list[int]]:
    """Rows by the keys beside the plane; keys crossed with each other are one table."""
    mine = [tuple(name for name, _ in box.sides if name not in where) for box in boxes]
    pairs = {name: keys for keys in mine if len(keys) > 1 for name in keys}
    found: dict[tuple[str, ...], list[int]] = {}
    for row, keys in enumerate(mine):
        if keys:
            found.setdefault(pairs.get(keys[0], keys), []).append(row)
    return found
