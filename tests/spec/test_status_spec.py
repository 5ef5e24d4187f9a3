"""Every drawn table says what its caption promises."""

from __future__ import annotations

from itertools import chain

import pytest

from fit_tracker.progression.status import FamilyStatus, ReasonCode, Status
from tests.spec.cases import FAMILIES, SERIES
from tests.spec.combinations import ROWS, Row, family_of, row_of
from tests.spec.drawing import (
    Case,
    assess_drawing,
    assess_family_drawing,
    said,
    said_of_family,
)

SERIES_CASES = list(chain.from_iterable(SERIES.values()))
FAMILY_CASES = list(chain.from_iterable(FAMILIES.values()))


@pytest.mark.parametrize("case", SERIES_CASES, ids=lambda case: case.title)
def test_series(case: Case) -> None:
    assert said(assess_drawing(case)) == case.expected


@pytest.mark.parametrize("case", FAMILY_CASES, ids=lambda case: case.title)
def test_family(case: Case) -> None:
    assert said_of_family(assess_family_drawing(case)) == case.expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "; ".join(row.members))
def test_combination(row: Row) -> None:
    assert row_of(row.members, family_of(row)) == row


def test_every_status_and_reason_is_drawn() -> None:
    drawn = " ".join(case.expected for case in SERIES_CASES + FAMILY_CASES)
    for word in chain(Status, FamilyStatus, ReasonCode):
        assert word.value in drawn, f"no spec table shows {word.value}"
