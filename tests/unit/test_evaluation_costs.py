"""What a participant costs, by hand from the printed lines of three programmes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from fit_tracker.domain.programmes import CostKind, CostLine, CostUnit, Moment
from fit_tracker.evaluation.costs import costs, counted_once, told_costs
from fit_tracker.evaluation.effect_rows import (
    Basis,
    Comparison,
    Costs,
    Group,
    GroupEffect,
    Limit,
    MeasureEffect,
    Money,
    Once,
    Reliable,
)
from fit_tracker.evaluation.effect_told import Told

DAY = date(2026, 3, 1)
START, RUN, TRAIN = CostKind.ESTABLISHMENT, CostKind.RUNNING, CostKind.TRAINING
TOWN, EACH, STAFF = CostUnit.MUNICIPALITY, CostUnit.PARTICIPANT, CostUnit.EMPLOYEE


def line(
    kind: CostKind,
    amount: int,
    unit: CostUnit,
    *,
    item: str = "I alt",
    variant: str = "",
    low: int | None = None,
    high: int | None = None,
    is_sum: bool = False,
) -> CostLine:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return CostLine(
        kind, item, Decimal(amount), ends[0], ends[1], unit, variant, is_sum, "2017", ""
    )


# VIVE's booklet: establishment by municipality with its sum, running by kind of course.
TRIPLE_P = (
    line(START, 180_000, TOWN, item="(navn mangler)"),
    line(START, 145_000, TOWN, item="Kursusafgift"),
    line(START, 325_000, TOWN, is_sum=True),
    line(RUN, 1_344, EACH, variant="Seminar"),
    line(RUN, 5_170, EACH, variant="Gruppe"),
    line(RUN, 8_528, EACH, variant="Standard"),
)
THERAPY = (
    line(START, 67_500, TOWN, item="Medarbejder"),
    line(START, 38_200, TOWN, item="Terapeut"),
    line(START, 105_700, TOWN, is_sum=True),
    line(TRAIN, 15_000, STAFF, item="PREP-kursus"),
    line(RUN, 3_600, EACH, low=2_000, high=12_000),
)


def measure(improved: int | None = None, n: int | None = None) -> MeasureEffect:
    ends = (0.3, 0.5) if improved else (None, None)
    group = GroupEffect(
        Group.ALL,
        Comparison(Moment.AFTER, DAY),
        None,
        Once(DAY),
        Reliable(DAY, improved, n, *ends),
    )
    return MeasureEffect(
        "stress", (), "s", "1", 1, 6, False, False, Limit(Basis.PACK, 0.5), (group,)
    )


def test_a_sum_beside_its_parts_is_not_paid_twice() -> None:
    assert [one.amount for one in counted_once(TRIPLE_P)] == [180_000, 145_000, 1_344, 5_170, 8_528]
    # Standing alone it is all there is.
    assert len(counted_once((line(START, 43_000, TOWN, is_sum=True),))) == 1


@pytest.mark.parametrize(
    ("variant", "expected"), [("Seminar", 6_344), ("Gruppe", 10_170), ("Standard", 13_528)]
)
def test_starting_up_is_shared_by_everybody(variant: str, expected: int) -> None:
    """325,000 shared by 65 is 5,000 each, whatever they took part in."""
    found = costs(TRIPLE_P, {"Seminar": 20, "Gruppe": 30, "Standard": 15}, [])
    one = next(one for one in found.variants if one.variant == variant)
    assert (one.starting.value, one.total.value) == (5_000, expected)


def test_one_price_is_the_mean_over_those_who_took_part() -> None:
    found = costs(TRIPLE_P, {"Seminar": 20, "Gruppe": 30, "Standard": 15}, [])
    # (20 * 6,344 + 30 * 10,170 + 15 * 13,528) / 65
    assert found.overall == Money(9_768, 9_768, 9_768)


@pytest.mark.parametrize(
    "people",
    [
        {"Seminar": 20, "Gruppe": 30, "Standard": 4},
        {"Seminar": 20, "Gruppe": 30},
        {"Seminar": 20, "Gruppe": 30, "Standard": 15, "": 1},
    ],
)
def test_no_mean_that_gives_a_small_variant_away(people: Mapping[str, int]) -> None:
    found = costs(TRIPLE_P, people, [measure(10, 25)])
    assert (found.overall, found.improved) == (None, ())
    assert len(found.variants) == 3


def test_a_range_stays_a_range_and_what_nobody_counts_is_named() -> None:
    found = costs(THERAPY, {"": 50}, [])
    # 105,700 / 50 = 2,114; running 3,600 (2,000 to 12,000).
    assert found.overall == Money(5_714, 4_114, 14_114)
    assert found.left_out == ("PREP-kursus",)
    assert found.price_levels == ("2017",)


def test_one_improved_costs_by_the_share_and_its_interval() -> None:
    found = costs(THERAPY, {"": 50}, [measure(10, 25)])
    # 5,714 / .4; 4,114 / .5; 14,114 / .3
    assert [one.cost for one in found.improved] == [Money(14_285, 8_228, 47_047)]
    assert costs(THERAPY, {"": 50}, [measure()]).improved == ()


@pytest.mark.parametrize(("n", "told"), [(4, None), (5, 5)])
def test_fewer_than_five_have_no_price(n: int, told: int | None) -> None:
    found = costs(THERAPY, {"": n}, [])
    assert found.participants == told
    assert bool(found.variants) is (told is not None)


def test_without_cost_lines_there_is_nothing_to_say() -> None:
    assert costs((), {"": 50}, [measure(10, 25)]) == Costs(50)


def _people(n: int) -> dict[str, frozenset[str]]:
    return {"": frozenset(f"p{i}" for i in range(n))}


@pytest.mark.parametrize(("newcomers", "told"), [(0, 20), (1, 20), (4, 20), (5, 25)])
def test_a_price_tells_of_no_few_newcomers(newcomers: int, told: int) -> None:
    known = Told()
    before = told_costs(THERAPY, _people(20), [], known, None)
    after = told_costs(THERAPY, _people(20 + newcomers), [], known, before)
    assert after.participants == told


def test_small_variants_are_not_weighed() -> None:
    people = {
        name: frozenset(f"{name}{i}" for i in range(n))
        for name, n in (("Seminar", 20), ("Gruppe", 30), ("Standard", 3))
    }
    found = told_costs(TRIPLE_P, people, [], Told(), None)
    assert (found.participants, found.overall) == (53, None)
    people["Standard"] = frozenset("abcde")
    lines: Sequence[CostLine] = [replace(one, price_level="") for one in TRIPLE_P]
    found = told_costs(lines, people, [], Told(), None)
    assert found.overall is not None and found.price_levels == ()
