"""A family as a whole: counts of members, whatever their order, and never a mean."""

from __future__ import annotations

import random
from decimal import Decimal
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import argwhere
from numpy.random import default_rng
from numpy.typing import NDArray

from fit_tracker.domain.people import RaterKind
from fit_tracker.progression.members import most_falling
from fit_tracker.progression.status import (
    Assessment,
    FamilyAssessment,
    FamilyStatus,
    ReasonCode,
    SeriesKey,
    assess_family,
    assess_series,
)
from tests.spec.scales import CATALOGUE
from tests.unit.test_progression_status import assess, model, readings

FALLEN, HIGHER = Decimal("13.9"), Decimal("26.1")
KEYS = st.builds(
    lambda member, kind, rater: SeriesKey(UUID(int=member), kind, UUID(int=100 + rater)),
    st.integers(1, 4),
    st.sampled_from([RaterKind.SELF, RaterKind.CARETAKER]),
    st.integers(1, 2),
)
SERIES = st.builds(
    lambda last, over: assess([Decimal(20), Decimal(20), last], [], over and model(over)),
    st.sampled_from([None, FALLEN, Decimal(20), HIGHER]),
    st.sampled_from([None, 1, 2]),
)
FAMILIES = st.dictionaries(KEYS, SERIES, max_size=6)


def own(n: int, rater: int | None = None) -> SeriesKey:
    kind = RaterKind.SELF if rater is None else RaterKind.CARETAKER
    return SeriesKey(UUID(int=n), kind, UUID(int=n if rater is None else rater))


def family(*lasts: Decimal | None) -> dict[SeriesKey, Assessment]:
    return {own(n): assess([Decimal(20), last]) for n, last in enumerate(lasts, start=1)}


def codes(found: FamilyAssessment) -> list[ReasonCode]:
    return [reason.code for _key, reason in found.reasons]


@given(FAMILIES, st.randoms(use_true_random=False))
def test_the_order_of_the_members_changes_nothing(
    series: dict[SeriesKey, Assessment], chance: random.Random
) -> None:
    keys = list(series)
    chance.shuffle(keys)
    one, other = (
        assess_family(series, CATALOGUE),
        assess_family({k: series[k] for k in keys}, CATALOGUE),
    )
    assert (one.status, one.needs_attention) == (other.status, other.needs_attention)
    assert codes(one) == codes(other)
    for pair in one.reasons:
        assert pair in other.reasons


@given(st.lists(st.integers(261, 400), min_size=2, max_size=2))
def test_no_mean_how_far_somebody_improves_hides_nobody(last: list[int]) -> None:
    """26.1 is the least reliable gain from 20.0; 40.0 the most there can be."""
    few, many = (
        assess_family(family(FALLEN, Decimal(20), Decimal(n) / 10), CATALOGUE) for n in last
    )
    assert few == many
    assert few.status is FamilyStatus.MORE_SUPPORT
    assert codes(few) == [ReasonCode.MEMBERS_DIVERGE]


@given(FAMILIES)
def test_most_falling_is_counted_in_members(series: dict[SeriesKey, Assessment]) -> None:
    """Counted again here the slow way: each member, each rater."""
    members = {key.member_id for key in series}
    falling = judged = 0
    for member in members:
        seen = [found for key, found in series.items() if key.member_id == member]
        falls = any(a.status.value == "worsening" or a.has(ReasonCode.EXPECTED_RISK) for a in seen)
        falling += falls
        judged += falls or any(a.n > 1 for a in seen)
    expected = falling >= 2 and falling > judged / 2
    found = most_falling(series)
    assert (found is not None) is expected
    if found is not None:
        assert found.numbers == {"falling": str(falling), "members": str(judged)}


def test_a_reason_of_the_family_stays_filed_under_the_same_series() -> None:
    """Whoever falls; else the flag would be cleared and raised again each time."""
    for lasts in ((FALLEN, FALLEN, HIGHER), (HIGHER, FALLEN, FALLEN), (FALLEN, HIGHER, FALLEN)):
        found = assess_family(family(*lasts), CATALOGUE)
        filed = {key for key, reason in found.reasons if reason.code.of_family}
        assert filed == {own(1)}
        assert codes(found) == [ReasonCode.MOST_FALLING, ReasonCode.MEMBERS_DIVERGE]


def test_a_scale_without_known_error_cannot_show_a_fall_and_is_not_counted() -> None:
    goal = assess_series(readings([Decimal(9), Decimal(0)], "goal"), [], [], CATALOGUE)
    series = family(FALLEN, FALLEN) | {own(3): goal, own(4): goal}
    found = most_falling(series)
    assert found is not None
    assert found.numbers == {"falling": "2", "members": "2"}


@pytest.mark.parametrize(
    ("series", "diverge"),
    [
        ({own(1): HIGHER, own(2): FALLEN}, True),
        ({own(1): HIGHER, own(1, 9): FALLEN}, False),
        ({own(1): HIGHER, own(1, 9): FALLEN, own(2): Decimal(20)}, False),
        ({own(1): HIGHER, own(1, 9): FALLEN, own(2): HIGHER}, True),
        ({own(1): HIGHER, own(1, 9): FALLEN, own(2): FALLEN}, True),
        ({own(1): FALLEN, own(2): FALLEN}, False),
    ],
)
def test_members_diverge_raters_do_not(series: dict[SeriesKey, Decimal], diverge: bool) -> None:
    found = assess_family({k: assess([Decimal(20), v]) for k, v in series.items()}, CATALOGUE)
    assert (ReasonCode.MEMBERS_DIVERGE in codes(found)) is diverge


@pytest.mark.parametrize(("members", "rate"), [(2, 0.0048), (3, 0.0146), (4, 0.0005)])
def test_how_often_most_fall_when_nobody_changes(members: int, rate: float) -> None:
    """The rates of the docstring: ten ratings each, independent errors, a limit of 6.

    The rates are from 300,000 simulated families; 10,000 here, seeded. The rule is asked
    only where two have fallen at the same visit: elsewhere it cannot speak.
    """
    error = 6 / (1.959964 * 2**0.5)
    tenths = default_rng(1).normal(200, 10 * error, (10_000, members, 10)).round().astype(int)
    several = (tenths[:, :, :1] - tenths[:, :, 1:] > 60).sum(axis=1) > 1
    ever = {
        int(which)
        for which, visit in argwhere(several)
        if most_falling(_from_tenths(tenths[which], visit + 1))
    }
    assert len(ever) / len(tenths) == pytest.approx(rate, abs=0.003)


def _from_tenths(tenths: NDArray[np.int64], visit: int) -> dict[SeriesKey, Assessment]:
    pairs = [(Decimal(int(row[0])) / 10, Decimal(int(row[visit])) / 10) for row in tenths]
    return {own(n): assess(list(pair)) for n, pair in enumerate(pairs, start=1)}
