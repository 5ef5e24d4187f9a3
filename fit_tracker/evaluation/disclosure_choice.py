"""Which numbers yield: hiding one after another until no small group is given away."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.boxes import Ask, Box
from fit_tracker.evaluation.disclosure_bounds import narrow
from fit_tracker.evaluation.disclosure_cells import Cells
from fit_tracker.evaluation.disclosure_search import Narrow, Wide
from fit_tracker.evaluation.disclosure_tables import hide_in_tables

TRIED_AGAIN = 4


class Chooser:
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
