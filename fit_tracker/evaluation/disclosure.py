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
from fit_tracker.evaluation.disclosure_bounds import Narrow, Wide, narrow
from fit_tracker.evaluation.disclosure_cells import Cells, cells_of
from fit_tracker.evaluation.disclosure_sums import gives_away, pieces_of
from fit_tracker.evaluation.disclosure_tables import hide_in_tables

TRIED_AGAIN = 4


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
    chooser = _Chooser(cells, held, mine, boxes, earlier)
    return {boxes[row] for row in chooser.run()}


class _Chooser:
    """Hides one number after another until no small group is given away."""

    def __init__(
        self,
        cells: Cells,
        held: list[int],
        asks: Sequence[Ask],
        boxes: list[Box],
        earlier: set[Box],
    ) -> None:
        self.cells, self.held = cells, held
        place = {box: row for row, box in enumerate(boxes)}
        self.earlier = {place[box] for box in earlier}
        self.asked = {place[ask.box] for ask in asks} - self.earlier
        self.totals = {place[ask.box] for ask in asks if ask.total}
        self.told = {row for row in self.asked if held[row] >= SMALLEST} | self.earlier
        few = {row for row in range(len(boxes)) if held[row] < SMALLEST}
        self.small = sorted(few - self.earlier)
        hide_in_tables(boxes, held, self.told, self.asked)
        self.wide = Wide()
        self.beyond: set[bytes] = set()

    def run(self) -> set[int]:
        """The rows that may be told, with those that already are."""
        while found := self._narrow():
            self.told -= {one.hide for one in found if one.hide is not None}
            beyond = {one.group for one in found if one.hide is None}
            self.beyond |= beyond
            self.wide.groups |= beyond
        self._tell_again()
        return self.told

    def _narrow(self) -> list[Narrow]:
        return narrow(self.cells, self.told, self.asked, self.small, self.wide, self._choice)

    def _tell_again(self) -> None:
        """A total that was hidden early may have become harmless by what was hidden after it."""
        hidden = self.asked & self.totals - self.told
        able = [row for row in hidden if self.held[row] >= SMALLEST]
        able.sort(key=lambda row: (-self.held[row], row))
        for place, row in enumerate(able[:TRIED_AGAIN]):
            if self._harmless(set(able[place:])):
                return
            if place + 1 < len(able):
                self._harmless({row})

    def _harmless(self, rows: set[int]) -> bool:
        """Tell these rows too, if that gives nobody away."""
        self.told |= rows
        # Telling more makes groups less safe: what is known to be safe has to be seen anew.
        self.wide = Wide(set(self.beyond))
        given_away = bool(self._narrow())
        self.told -= rows if given_away else set()
        return not given_away

    def _choice(self, rows: frozenset[int]) -> int | None:
        """A cell before a total, the one with fewest first; None where only what was told before
        gives the group away: that cannot be mended here."""
        able = rows & self.told & self.asked
        return min(able, key=lambda row: (row in self.totals, self.held[row], row), default=None)


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
