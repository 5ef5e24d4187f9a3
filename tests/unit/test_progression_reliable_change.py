"""Reliable change and the five classes, against the literature and other programs."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.instruments import Comparator, CutOff, Reliability
from fit_tracker.domain.scores import score
from fit_tracker.progression.jacobson_truax import (
    ChangeClass,
    classify,
    cut_off_at,
    cut_off_c,
)
from fit_tracker.progression.reliable_change import (
    METHOD_GIVEN,
    Direction,
    critical_value,
    direction_of,
    reliable_change,
    reliable_change_index,
    s_diff,
    standard_error,
)

TABLE_2 = Path(__file__).parents[1] / "spec" / "data" / "jacobson_truax_1991_table2.csv"
# Sample SD of the 30 first scores; r = .88 is inferred from the RC column (see the data's README).
DAS = Reliability(Decimal("11.825661265562111"), Decimal("0.88"), Decimal("0.95"), "", True)
DAS_CUT_OFF = CutOff(Decimal("96.5"), Comparator.BELOW, "column name of the data")

tenths = st.integers(0, 400).map(lambda n: Decimal(n) / 10)


def couples() -> list[dict[str, str]]:
    with TABLE_2.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_reliable_change_index_of_cecpfuns() -> None:
    """CECPfuns' documentation (Evans): SD 7.5, alpha .80, 95 % -> 9.296925484568419."""
    found = reliable_change_index(
        Reliability(Decimal("7.5"), Decimal("0.80"), Decimal("0.95"), "", True)
    )
    assert found == Decimal("9.296925484568419").quantize(Decimal("1e-12"))


def test_normal_quantiles_of_printed_tables() -> None:
    assert critical_value(Decimal("0.95")).quantize(Decimal("1e-6")) == Decimal("1.959964")
    assert critical_value(Decimal("0.90")).quantize(Decimal("1e-6")) == Decimal("1.644854")


@pytest.mark.parametrize(
    ("coefficient", "published"), [("0.946", "5.0"), ("0.922", "6.0"), ("0.906", "6.6")]
)
def test_published_limits_presume_these_reliabilities(coefficient: str, published: str) -> None:
    """SD 7.75; Miller's 5, PCOMS' 6 and CYP-IAPT's 6.6 (2015)."""
    reliability = Reliability(Decimal("7.75"), Decimal(coefficient), Decimal("0.95"), "", True)
    assert reliable_change_index(reliability).quantize(Decimal("0.1")) == Decimal(published)


def test_cut_off_of_jacobson_and_truax() -> None:
    """The paper's own example: M 40 and 60, both SD 7.5."""
    found = cut_off_c(Decimal(40), Decimal("7.5"), Decimal(60), Decimal("7.5"))
    assert found == 50


@pytest.mark.parametrize("couple", couples(), ids=lambda couple: couple["subject"])
def test_table_2_of_jacobson_and_truax(couple: dict[str, str]) -> None:
    """RC and class of each of the 30 couples on the Dyadic Adjustment Scale."""
    first, last = score(couple["das_pre"]), score(couple["das_post"])
    rc = (last - first) / s_diff(DAS.sd, DAS.coefficient)
    assert rc.quantize(Decimal("1e-6")) == Decimal(couple["das_rc"]).quantize(Decimal("1e-6"))
    limit = reliable_change_index(DAS)
    assert classify(first, last, limit, DAS_CUT_OFF, True) == couple["das_class_start_clinical"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("24.9", "31.0", "recovered"),
        ("25.0", "31.1", "improved"),
        ("14.0", "24.9", "improved"),
        ("18.9", "25.0", "recovered"),
        ("20.0", "26.0", "unchanged"),
        ("20.0", "14.0", "unchanged"),
        ("20.0", "13.9", "deteriorated"),
        ("31.1", "25.0", "deteriorated"),
        ("31.0", "24.9", "harmed"),
    ],
)
def test_the_five_classes_at_their_boundaries(first: str, last: str, expected: str) -> None:
    cut_off = cut_off_at(Decimal(25), True)
    assert classify(score(first), score(last), Decimal(6), cut_off, True) == expected


def test_without_a_cut_off_nobody_recovers() -> None:
    assert classify(score(5), score(40), Decimal(6), None, True) is ChangeClass.IMPROVED
    assert classify(score(40), score(5), Decimal(6), None, True) is ChangeClass.DETERIORATED


def test_every_pair_of_tenths_is_judged_as_whole_numbers_are() -> None:
    """401 x 401 pairs at a limit of 5; binary floats get some of these wrong."""
    scores = [score(f"{n // 10}.{n % 10}") for n in range(401)]
    limit, wrong = Decimal(5), 0
    for i, first in enumerate(scores):
        for j, last in enumerate(scores):
            exceeds = direction_of(last - first, limit, True) is not Direction.NONE
            wrong += exceeds is not (abs(j - i) > 50)
    assert wrong == 0


def test_the_limit_must_be_exceeded() -> None:
    at = reliable_change(score("12.4"), score("17.4"), Decimal(5), True, method=METHOD_GIVEN)
    above = reliable_change(score("12.4"), score("17.5"), Decimal(5), True, method=METHOD_GIVEN)
    assert (at.exceeds, at.direction, at.change) == (False, Direction.NONE, Decimal("5.0"))
    assert (above.exceeds, above.direction, above.change) == (
        True,
        Direction.BETTER,
        Decimal("5.1"),
    )


@given(tenths, tenths, tenths)
def test_a_mirrored_scale_gives_the_same_class(first: Decimal, last: Decimal, cut: Decimal) -> None:
    """Reading a scale of 0-40 from its other end (40 - score) changes no verdict."""
    upright = classify(first, last, Decimal(6), cut_off_at(cut, True), True)
    mirrored = classify(40 - first, 40 - last, Decimal(6), cut_off_at(40 - cut, False), False)
    assert upright is mirrored


@given(tenths, tenths)
def test_going_back_is_the_opposite(first: Decimal, last: Decimal) -> None:
    there = reliable_change(first, last, Decimal(6), True).direction
    back = reliable_change(last, first, Decimal(6), True).direction
    opposite = {
        Direction.BETTER: Direction.WORSE,
        Direction.WORSE: Direction.BETTER,
        Direction.NONE: Direction.NONE,
    }
    assert back is opposite[there]


@pytest.mark.parametrize(
    ("sd", "coefficient"), [("0", "0.8"), ("-1", "0.8"), ("7", "0"), ("7", "1")]
)
def test_impossible_reliabilities_are_refused(sd: str, coefficient: str) -> None:
    with pytest.raises(ValueError, match="larger than 0|between 0 and 1"):
        standard_error(Decimal(sd), Decimal(coefficient))
