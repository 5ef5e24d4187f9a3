"""From facts to what may be told: all blocks planned, and then told without what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from fit_tracker.domain.reviews import Block, Count, Estimate, Measured, Spread
from fit_tracker.evaluation.boxes import Box
from fit_tracker.evaluation.estimates import wilson
from fit_tracker.evaluation.review_blocks import completeness, families, reach
from fit_tracker.evaluation.review_outcomes import alliance, bands, change, endings
from fit_tracker.evaluation.review_plan import (
    DECIMALS,
    SHARE_DECIMALS,
    BlockPlan,
    Cell,
    SharePlan,
    SpreadPlan,
    ValuePlan,
    ask_key,
)
from fit_tracker.evaluation.review_scope import Review
from fit_tracker.evaluation.review_work import children, continuity, flags, time, work
from fit_tracker.evaluation.shares import METHOD_SHARE
from fit_tracker.evaluation.told_numbers import rounded

MAKERS: tuple[Callable[[Review], BlockPlan], ...] = (
    completeness, families, reach, bands, change, alliance, endings, time, flags, children, work,
)  # fmt: skip
FEWEST_FAMILIES = 5


def planned(review: Review) -> list[BlockPlan]:
    """Every block that is counted from families, in the order of the review."""
    found = [make(review) for make in MAKERS]
    programme = review.facts.programme
    if programme is not None and programme.indicators:
        found.append(continuity(review, programme.indicators))
    return [block for block in found if block.planned]


class Teller:
    """One block in figures: what is in `hidden` stands there as None."""

    def __init__(
        self, plan: BlockPlan, counted: Mapping[Box, int], hidden: Collection[str]
    ) -> None:
        self.plan, self.counted, self.hidden = plan, counted, hidden

    def block(self) -> Block:
        spreads = [self._spread(p) for p in self.plan.planned if isinstance(p, SpreadPlan)]
        estimates = [
            self._share(p) if isinstance(p, SharePlan) else self._value(p)
            for p in self.plan.planned
            if not isinstance(p, SpreadPlan)
        ]
        return Block(self.plan.key, tuple(spreads), tuple(estimates), self.plan.facts)

    def _n(self, key: str, place: str, box: Box | None) -> int | None:
        if box is None or ask_key(self.plan.key, key, place) in self.hidden:
            return None
        return self.counted[box]

    def _missing(self, key: str, box: Box | None) -> int | None:
        """Nobody is missing where nobody can be; else as any other count."""
        return 0 if box is None else self._n(key, "missing", box)

    def _spread(self, plan: SpreadPlan) -> Spread:
        total = self._n(plan.key, "", plan.total)
        cells = [self._cell(plan, cell, total) for cell in plan.cells]
        if plan.lump:
            cells = _lumped(cells, total, plan.lump)
        missing = self._missing(plan.key, plan.missing)
        return Spread(plan.key, plan.counted, total, tuple(cells), missing)

    def _cell(self, plan: SpreadPlan, cell: Cell, total: int | None) -> Count:
        n = self._n(plan.key, cell.key, cell.box)
        if n is None or not total or not plan.intervals:
            return Count(cell.key, n)
        low, high = wilson(n, total)
        return Count(cell.key, n, _share(low), _share(high))

    def _share(self, plan: SharePlan) -> Estimate:
        n, part = self._n(plan.key, "n", plan.whole), self._n(plan.key, "part", plan.part)
        missing = self._missing(plan.key, plan.missing)
        if not n or part is None:
            return Estimate(plan.key, Measured.SHARE, None, None, None, n, missing, METHOD_SHARE)
        low, high = (_share(end) for end in wilson(part, n))
        return Estimate(
            plan.key, Measured.SHARE, _share(part / n), low, high, n, missing, METHOD_SHARE
        )

    def _value(self, plan: ValuePlan) -> Estimate:
        n, missing = self._n(plan.key, "n", plan.whole), self._missing(plan.key, plan.missing)
        hidden = ask_key(self.plan.key, plan.key, "value") in self.hidden
        told = n is not None and not hidden and plan.families >= FEWEST_FAMILIES
        numbers = (plan.value, plan.low, plan.high) if told else (None, None, None)
        value, low, high = (None if x is None else _decimals(x, plan.measured) for x in numbers)
        return Estimate(plan.key, plan.measured, value, low, high, n, missing, plan.method)


def _lumped(cells: Sequence[Count], total: int | None, name: str) -> list[Count]:
    """Of a long list only the cells that are told, and all others together: which of them hold
    nobody is not told either."""
    told = [cell for cell in cells if cell.n is not None]
    if len(told) == len(cells):
        return list(cells)
    rest = None if total is None else total - sum(cell.n or 0 for cell in told)
    # Nought is told for what it is here: everybody stands in a cell that is told.
    return [*told, Count(name, rest if rest is None or rest >= FEWEST_FAMILIES else None)]


def _decimals(value: float, measured: Measured) -> float:
    """No share is above one, where the linear interval of a ratio would say so."""
    within = min(max(value, 0.0), 1.0) if measured is Measured.SHARE else value
    return rounded(within, DECIMALS.get(measured, SHARE_DECIMALS))


def _share(share: float) -> float:
    return rounded(share, SHARE_DECIMALS)
