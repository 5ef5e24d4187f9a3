"""What a participant costs, and one who improved by more than the measurement error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from fit_tracker.domain.programmes import CostKind, CostLine, CostUnit
from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.effect_rows import (
    Costs,
    Group,
    ImprovedCost,
    MeasureEffect,
    Money,
    VariantCost,
)
from fit_tracker.evaluation.effect_told import Statistic, Told
from fit_tracker.evaluation.small_sums import Keys

STARTING = (CostUnit.PROGRAMME, CostUnit.MUNICIPALITY)


def costs(
    lines: Sequence[CostLine], by_variant: Mapping[str, int], measures: Sequence[MeasureEffect]
) -> Costs:
    """Costs of one participant by variant, together, and of one reliably improved.

        one participant = starting up / participants + running costs of the variant
        one improved    = one participant / share improved

    Starting up (paid once for the programme or the municipality) is spread over everybody who
    has taken part so far, so it falls as more do. A line that sums others is used only where
    the others are missing. Lines by employee are left out and named: nobody states how many.
    `overall` weighs the variants by who took part in them, when each has at least five.

    Its range: low and high of each line together, and for one improved also the 95 % interval
    of the share (low cost / high share to high cost / low share), so it is wider than 95 %. The
    share is of those who answered twice; whether the others did as well nobody knows. Nothing
    is known of what would have happened without the programme: this is no cost of an effect.
    Prices stay at the level their source states.

    Example: 325,000 to start, 65 participants, 5,170 to run: 5,000 + 5,170 = 10,170 each; with
    40 % improved (30-50 %) 25,425 for one improved (20,340 to 33,900).
    """
    everybody = sum(by_variant.values())
    used = counted_once(lines)
    left_out = tuple(one.item for one in used if one.unit is CostUnit.EMPLOYEE)
    if everybody < SMALLEST or not used:
        return Costs(everybody if everybody >= SMALLEST else None, left_out=left_out)
    variants = tuple(_variant(used, name, everybody) for name in _names(used))
    overall = _overall(variants, by_variant)
    levels = tuple(dict.fromkeys(one.price_level for one in used if one.price_level))
    found = _improved(overall, measures)
    return Costs(everybody, variants, overall, found, levels, left_out)


def told_costs(
    lines: Sequence[CostLine],
    people: Mapping[str, Keys],
    measures: Sequence[MeasureEffect],
    told: Told,
    earlier: Costs | None,
) -> Costs:
    """`costs` for the participants in each variant, or what was told last.

    A price tells how many shared it, so the participants are told sets like all others.
    """
    everybody = Statistic(frozenset().union(*people.values()))
    parts = [Statistic(one) for one in people.values() if len(people) > 1]
    if len(everybody.people) < SMALLEST:
        return costs(lines, {}, ())
    if not told.take([everybody]):
        return earlier or costs(lines, {}, ())
    counts = {name: len(one) for name, one in people.items()}
    if min(counts.values()) < SMALLEST or not told.take(parts):
        counts = {"": len(everybody.people)}
    return costs(lines, counts, measures)


def counted_once(lines: Sequence[CostLine]) -> tuple[CostLine, ...]:
    """The lines less the sums of others: a total beside its parts is not paid twice."""
    parts = {_slot(one) for one in lines if not one.is_sum}
    return tuple(one for one in lines if not one.is_sum or _slot(one) not in parts)


def _slot(line: CostLine) -> tuple[CostKind, CostUnit, str]:
    return line.kind, line.unit, line.variant


def _names(lines: Sequence[CostLine]) -> tuple[str, ...]:
    """The variants that have a price of their own; "" where there is only one way."""
    return tuple(dict.fromkeys(one.variant for one in lines if one.variant)) or ("",)


def _variant(lines: Sequence[CostLine], name: str, everybody: int) -> VariantCost:
    mine = [one for one in lines if one.variant in ("", name)]
    starting = _sum([one for one in mine if one.unit in STARTING], everybody)
    running = _sum([one for one in mine if one.unit is CostUnit.PARTICIPANT], 1)
    total = Money(
        starting.value + running.value, starting.low + running.low, starting.high + running.high
    )
    return VariantCost(name, starting, running, total)


def _sum(lines: Sequence[CostLine], over: int) -> Money:
    """Kroner in the source are whole; a share of them is rounded to whole ones."""
    value = sum((one.amount for one in lines), Decimal(0))
    low = sum((one.amount if one.low is None else one.low for one in lines), Decimal(0))
    high = sum((one.amount if one.high is None else one.high for one in lines), Decimal(0))
    return Money(*(float(round(amount / over)) for amount in (value, low, high)))


def _overall(variants: Sequence[VariantCost], by_variant: Mapping[str, int]) -> Money | None:
    """One price for all: the only one there is, or the mean over those who took part."""
    if len(variants) == 1:
        return variants[0].total
    counts = [by_variant.get(one.variant, 0) for one in variants]
    # Whoever is in no variant has no price, and then there is no mean.
    if min(counts) < SMALLEST or sum(counts) != sum(by_variant.values()):
        return None
    return Money(
        *(
            float(round(sum(n * getattr(one.total, end) for n, one in pairs) / sum(counts)))
            for end in ("value", "low", "high")
            for pairs in [list(zip(counts, variants, strict=True))]
        )
    )


def _improved(overall: Money | None, measures: Sequence[MeasureEffect]) -> tuple[ImprovedCost, ...]:
    if overall is None:
        return ()
    found = []
    for measure in measures:
        group = measure.group(Group.ALL)
        line = group.reliable if group else None
        if line and line.improved and line.n and line.low and line.high:
            share = line.improved / line.n
            money = Money(
                float(round(overall.value / share)),
                float(round(overall.low / line.high)),
                float(round(overall.high / line.low)),
            )
            found.append(ImprovedCost(measure.code, money))
    return tuple(found)
