"""Which numbers may be told, so that no group of fewer than five can be worked out from them.

`protect` is asked about all numbers of a review at once, with everything that was ever told
before. docs/methods.md ("Hvad der ikke vises") says how it decides, and what it does not hold
against.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.boxes import WATCHED, Ask, Box, Told, Unit
from fit_tracker.evaluation.disclosure_cells import cells_of
from fit_tracker.evaluation.disclosure_choice import Chooser
from fit_tracker.evaluation.disclosure_sums import gives_away, pieces_of


@dataclass(frozen=True)
class Protected:
    """`hidden`: keys of the asks that may not be told. `told`: what is told by the others, and
    which counts were hidden (n `WATCHED`); store it (`told_to_text`) with the review, also with a
    draft and one that is discarded later."""

    hidden: frozenset[str]
    told: tuple[Told, ...]


def protect(units: Sequence[Unit], asked: Sequence[Ask], before: Iterable[Told]) -> Protected:
    """Hide every count below five, and what would let a group below five be worked out.

    Counts first (smallest cells first, totals last), then the sums of those groups whose count
    is told. What was told before counts as known with today's numbers.
    """
    known, watched = _split(before)
    counts: Counter[Box] = Counter()
    told: set[Box] = {box for box in known if not box.of}
    for counted in sorted({ask.box.counted for ask in asked}):
        mine = [unit for unit in units if unit.counted == counted]
        asks = [ask for ask in asked if ask.box.counted == counted]
        earlier = {box for box in known | watched if box.counted == counted and not box.of}
        told |= _counts_told(mine, asks, earlier & known, earlier - known, counts)
        told |= _sums_told(mine, asks, known, told, counts)
    shown = {ask.key: ask.box for ask in asked if ask.box in told and counts[ask.box] >= SMALLEST}
    hidden = {ask.key: ask.box for ask in asked if ask.key not in shown}
    keep = [Told(box, counts[box]) for box in shown.values()]
    keep += [Told(box, WATCHED) for box in hidden.values() if not box.of]
    return Protected(frozenset(hidden), tuple(dict.fromkeys(keep)))


def _split(before: Iterable[Told]) -> tuple[set[Box], set[Box]]:
    """What has been told, and what has only been asked for."""
    known: set[Box] = set()
    watched: set[Box] = set()
    for one in before:
        (watched if one.n == WATCHED else known).add(one.box)
    return known, watched - known


def statistic_allowed(units: Sequence[Unit], told: Iterable[Box], new: Box) -> bool:
    """May the sum (mean, median, effect size) over `new` be told, beside the sums in `told`?

    `told` and `new` are of the same value; it presumes that the count of `new` is told.
    """
    boxes = list(dict.fromkeys([*told, new]))
    mine = [unit for unit in units if unit.counted == new.counted]
    rows, counts = pieces_of(mine, boxes)
    return int(counts[rows[-1]].sum()) >= SMALLEST and not gives_away(rows, counts)


def _counts_told(
    units: Sequence[Unit],
    asks: Sequence[Ask],
    earlier: set[Box],
    watched: set[Box],
    counts: Counter[Box],
) -> set[Box]:
    """The boxes of one kind of unit that may be told; fills in how many stand in each."""
    mine = [ask for ask in asks if not ask.box.of]
    boxes = sorted({ask.box for ask in mine} | earlier | watched, key=repr)
    if not mine:
        return set()
    cells = cells_of(units, boxes)
    held = [int(cells.held[row].sum()) for row in cells.rows]
    counts.update(dict(zip(boxes, held, strict=True)))
    chooser = Chooser(cells, held, mine, boxes, earlier)
    return {boxes[row] for row in chooser.run()}


def _sums_told(
    units: Sequence[Unit],
    asks: Sequence[Ask],
    known: set[Box],
    told: set[Box],
    counts: Counter[Box],
) -> set[Box]:
    """The sums that may be told, totals and large groups first."""
    found: set[Box] = set()
    mine = [ask for ask in asks if ask.box.of]
    mine.sort(key=lambda ask: (not ask.total, -counts[ask.box.counts], ask.key))
    for ask in mine:
        counts[ask.box] = counts[ask.box.counts]
        earlier = [box for box in known | found if box.of == ask.box.of]
        beside = sorted((box for box in earlier if box.counted == ask.box.counted), key=repr)
        if ask.box.counts in told and statistic_allowed(units, beside, ask.box):
            found.add(ask.box)
    return found
