"""What a review would like to tell: every number with the box it is about, nothing hidden yet."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fit_tracker.domain.reviews import Counted, Measured
from fit_tracker.evaluation.boxes import Ask, Box, Span, box_of
from fit_tracker.evaluation.estimates import (
    effect_size,
    mean_interval,
    median_interval,
    paired_change,
)
from fit_tracker.evaluation.means import METHOD_MEAN, METHOD_MEDIAN
from fit_tracker.evaluation.paired import METHOD_CHANGE
from fit_tracker.evaluation.review_series import Point

Sides = Mapping[str, Span | frozenset[str]]
Number = float | int
DECIMALS = {
    Measured.POINTS: 2,
    Measured.EFFECT_SIZE: 2,
    Measured.DAYS: 1,
    Measured.HOURS: 1,
    Measured.VISITS: 1,
    Measured.KRONER: 0,
    Measured.PER_YEAR: 2,
    Measured.NUMBER: 1,
}
"""What is told is rounded first: more decimals would only say more of single persons."""
SHARE_DECIMALS = 4
METHOD_RATIO = "ratio_cluster"
FEWEST_WITH_ENDS = 9
"""Below it the interval of a median is from the first value to the last: two persons' own."""


@dataclass(frozen=True)
class Cell:
    key: str
    box: Box


@dataclass(frozen=True)
class SpreadPlan:
    """`lump` names the cell that the cells which may not be told are put together in."""

    key: str
    counted: Counted
    total: Box
    cells: tuple[Cell, ...] = ()
    missing: Box | None = None
    intervals: bool = False
    lump: str = ""


@dataclass(frozen=True)
class SharePlan:
    """Those in `part` of those in `whole`."""

    key: str
    part: Box
    whole: Box
    missing: Box | None = None


@dataclass(frozen=True)
class ValuePlan:
    """A statistic of everybody in `whole`; `families` of them, so that five persons of one
    family are not told of."""

    key: str
    measured: Measured
    whole: Box
    value: float
    low: float | None
    high: float | None
    method: str
    families: int
    missing: Box | None = None
    of_period: bool = False


Planned = SpreadPlan | SharePlan | ValuePlan


@dataclass(frozen=True)
class BlockPlan:
    """`people`: what the block counted of each family, as text, so that two versions can be held
    against each other."""

    key: str
    planned: tuple[Planned, ...]
    facts: tuple[tuple[str, str], ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)


class Maker:
    """Boxes within one scope: `Maker(counted, sides)` and `.box(more)`."""

    def __init__(self, counted: str, sides: Sides) -> None:
        self.counted, self.sides = counted, dict(sides)

    def box(self, **more: Span | frozenset[str]) -> Box:
        return box_of(self.counted, {**self.sides, **more})

    def within(self, **more: Span | frozenset[str]) -> Maker:
        return Maker(self.counted, {**self.sides, **more})

    def cells(self, axis: str, keys: Iterable[str]) -> tuple[Cell, ...]:
        return tuple(Cell(key, self.box(**{axis: one(key)})) for key in keys)


def one(*keys: str) -> frozenset[str]:
    return frozenset(keys)


def median_of(
    key: str,
    measured: Measured,
    whole: Box,
    values: Sequence[Number],
    missing: Box | None = None,
) -> ValuePlan | None:
    found = median_interval(values)
    if found is None:
        return None
    n = len(values)
    low, high = (found.low, found.high) if n >= FEWEST_WITH_ENDS else (None, None)
    return ValuePlan(key, measured, whole, found.value, low, high, METHOD_MEDIAN, n, missing)


def mean_of(
    key: str,
    measured: Measured,
    whole: Box,
    values: Sequence[Number],
    families: Sequence[Hashable],
    missing: Box | None = None,
) -> ValuePlan | None:
    found = mean_interval(values, families)
    if found is None:
        return None
    return ValuePlan(
        key,
        measured,
        whole,
        found.value,
        found.low,
        found.high,
        METHOD_MEAN,
        len(set(families)),
        missing,
    )


def ratio_of(
    key: str,
    measured: Measured,
    whole: Box,
    parts: Sequence[Number],
    of: Sequence[Number],
    families: Sequence[Hashable],
) -> ValuePlan | None:
    """sum(parts) / sum(of) over families: one ratio of two sums, so that a family who came last
    week does not weigh as one of the whole period.

    With R the ratio and m the mean of `of`, its error is that of the mean of
    R + (part - R * of) / m, over families (Cochran 1977, section 6.4, linearised). Not for a
    handful of families.

    Example: parts 1, 2, 3 of 2, 2, 4: R = 0.75; mean of 0.5625, 0.9375, 0.75.
    """
    total = math.fsum(of)
    if not total:
        return None
    ratio, middle = math.fsum(parts) / total, total / len(of)
    spread = [ratio + (a - ratio * b) / middle for a, b in zip(parts, of, strict=True)]
    plan = mean_of(key, measured, whole, spread, families)
    return None if plan is None else replace(plan, method=METHOD_RATIO)


def change_of(
    names: tuple[str, str, str], whole: Box, points: Sequence[Point], missing: Box
) -> list[ValuePlan]:
    """The same persons first and last, and the difference; `names` of the three."""
    first, last, families = columns(points)
    found = paired_change(first, last, families)
    if found is None:
        return []
    started, ended, changed = names
    n = found.n_families
    plans = [
        mean_of(started, Measured.POINTS, whole, first, families, missing),
        mean_of(ended, Measured.POINTS, whole, last, families, missing),
        ValuePlan(
            changed,
            Measured.POINTS,
            whole,
            found.change,
            found.low,
            found.high,
            METHOD_CHANGE,
            n,
            missing,
        ),
    ]
    return [plan for plan in plans if plan is not None]


def effect_of(key: str, whole: Box, points: Sequence[Point], missing: Box) -> ValuePlan | None:
    first, last, families = columns(points)
    found = effect_size(first, last, families)
    if found.value is None:
        return None
    return ValuePlan(
        key,
        Measured.EFFECT_SIZE,
        whole,
        found.value,
        found.low,
        found.high,
        found.kind,
        len(set(families)),
        missing,
    )


def columns(points: Sequence[Point]) -> tuple[list[float], list[float], list[str]]:
    return (
        [float(point.first) for point in points],
        [float(point.last) for point in points],
        [point.course.family_id for point in points],
    )


def boxes(plan: Planned) -> list[tuple[str, Box, bool]]:
    """Every count that telling `plan` would tell: its place, its box, whether a whole."""
    if isinstance(plan, SpreadPlan):
        found = [("", plan.total, True), *((cell.key, cell.box, False) for cell in plan.cells)]
    elif isinstance(plan, SharePlan):
        found = [("n", plan.whole, True), ("part", plan.part, True)]
    else:
        found = [("n", plan.whole, True)]
    if plan.missing is not None:
        found.append(("missing", plan.missing, False))
    return found


def asks(block: BlockPlan, period: str) -> list[Ask]:
    """All that telling the block would tell, statistics too."""
    found = [
        Ask(ask_key(block.key, plan.key, place), box, whole)
        for plan in block.planned
        for place, box, whole in boxes(plan)
    ]
    values = [plan for plan in block.planned if isinstance(plan, ValuePlan)]
    return found + [Ask(ask_key(block.key, v.key, "value"), summed(v, period)) for v in values]


def ask_key(block: str, plan: str, place: str) -> str:
    return f"{block}/{plan}/{place}"


def summed(plan: ValuePlan, period: str) -> Box:
    """What a statistic tells of: the sum of its value over those in its box. Values that belong
    to a period (visits held in it) are other values in another period."""
    return replace(plan.whole, of=f"{plan.key}@{period}" if plan.of_period else plan.key)
