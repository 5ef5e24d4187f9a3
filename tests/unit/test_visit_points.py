"""At which visits an answer is missing: not where nobody asked for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.visits import Place, Visit, VisitStatus
from fit_tracker.progression.status import SeriesKey
from fit_tracker.services.course import NumberedVisit, points_for

MOTHER, CHILD = UUID(int=1), UUID(int=2)
OWN = SeriesKey(MOTHER, RaterKind.SELF, MOTHER)
ABOUT = SeriesKey(CHILD, RaterKind.CARETAKER, MOTHER)


def visit(no: int, place: Place | None) -> NumberedVisit:
    told = Visit(
        UUID(int=100 + no), UUID(int=50), UUID(int=51), date(2026, 3, no), True,
        VisitStatus.ATTENDED, place, 60, False, datetime(2026, 3, no, tzinfo=UTC),
    )  # fmt: skip
    return NumberedVisit(told, no, frozenset({MOTHER, CHILD}))


@pytest.mark.parametrize(
    ("key", "place", "expected"),
    [
        (OWN, Place.HOME, True),
        (OWN, Place.GROUP, True),
        (ABOUT, Place.HOME, True),
        (ABOUT, None, True),
        # In a group nobody is asked about an older child.
        (ABOUT, Place.GROUP, False),
    ],
)
def test_who_could_have_answered(key: SeriesKey, place: Place | None, expected: bool) -> None:
    (point,) = points_for(key, [visit(1, place)])
    assert point.attended is expected
