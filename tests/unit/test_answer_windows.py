"""When a questionnaire is asked, and where it stands: each limit one day before, on and after."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from fit_tracker.domain.answers import (
    Standing,
    Window,
    asked_at,
    asks,
    may_take_part,
    moments_of,
    variants_of,
    window_of,
)
from fit_tracker.domain.people import Member, MemberRole
from fit_tracker.domain.programmes import Asked, Moment, Windows
from fit_tracker.instruments import load_catalogue
from tests.programme_factories import make_measure, programme

START_ID = UUID(int=1)
START, END = date(2026, 3, 2), date(2026, 8, 31)
WINDOWS = Windows()


def window(moment: Moment, windows: Windows = WINDOWS) -> Window:
    found = window_of(windows, moment, START, END)
    assert found is not None
    return found


def test_the_days_of_each_moment() -> None:
    """Counted by hand from the default windows; six months from 31 August end in February."""
    assert window(Moment.BEFORE) == Window(date(2026, 1, 31), START, date(2026, 3, 16))
    assert window(Moment.AFTER) == Window(date(2026, 8, 1), date(2026, 9, 15), date(2026, 9, 30))
    assert window(Moment.FOLLOW_UP) == Window(
        date(2026, 11, 30), date(2027, 1, 14), date(2027, 2, 28)
    )


def test_nothing_but_before_is_known_while_it_runs() -> None:
    assert window_of(WINDOWS, Moment.BEFORE, START, None) is not None
    assert window_of(WINDOWS, Moment.AFTER, START, None) is None
    assert window_of(WINDOWS, Moment.FOLLOW_UP, START, None) is None


def test_a_programme_has_windows_of_its_own() -> None:
    own = Windows(
        before_days=7, before_late_days=0, after_days=10, follow_up_from=6, follow_up_to=12
    )
    assert window(Moment.BEFORE, own) == Window(date(2026, 2, 23), START, START)
    assert window(Moment.AFTER, own) == Window(
        date(2026, 8, 21), date(2026, 9, 5), date(2026, 9, 10)
    )
    assert window(Moment.FOLLOW_UP, own).closes_on == date(2027, 8, 31)


@pytest.mark.parametrize(
    ("today", "standing", "counts"),
    [
        (date(2026, 7, 31), Standing.WAITING, False),
        (date(2026, 8, 1), Standing.OPEN, True),
        (date(2026, 9, 15), Standing.OPEN, True),
        (date(2026, 9, 16), Standing.OVERDUE, True),
        (date(2026, 9, 30), Standing.OVERDUE, True),
        (date(2026, 10, 1), Standing.CLOSED, False),
    ],
)
def test_where_after_stands(today: date, standing: Standing, counts: bool) -> None:
    assert window(Moment.AFTER).standing(today) is standing
    assert window(Moment.AFTER).holds(today) is counts


@pytest.mark.parametrize(
    ("asked", "roles"),
    [
        (Asked.MOTHERS, {MemberRole.MOTHER}),
        (Asked.FATHERS, {MemberRole.FATHER}),
        (Asked.CARETAKERS, set(MemberRole) - {MemberRole.CHILD}),
        (Asked.CHILDREN, {MemberRole.CHILD}),
    ],
)
def test_of_whom_a_measure_is_asked(asked: Asked, roles: set[MemberRole]) -> None:
    found = programme(measures=[make_measure(asked=[asked])])
    assert {role for role in MemberRole if asked_at(found, Moment.BEFORE, role)} == roles


def test_only_the_moments_at_which_a_person_has_something_to_answer() -> None:
    before = make_measure(moments=[Moment.BEFORE], asked=[Asked.MOTHERS])
    after = make_measure("wellbeing", moments=[Moment.AFTER], asked=[Asked.FATHERS])
    found = programme(measures=[before, after])
    assert moments_of(found, MemberRole.MOTHER) == (Moment.BEFORE,)
    assert moments_of(found, MemberRole.FATHER) == (Moment.AFTER,)
    assert moments_of(found, MemberRole.CHILD) == ()


def test_ratings_of_each_visit_are_no_questionnaire() -> None:
    """Nobody need be enrolled, so nobody is refused either."""
    visits = make_measure("trivsel", instrument="outcome-adult", moments=[Moment.EACH_VISIT])
    mother = Member(START_ID, START_ID, MemberRole.MOTHER, 1986, "Mor", 0)
    child = Member(START_ID, START_ID, MemberRole.CHILD, 2017, "Dreng", 2)
    assert not asks(programme(measures=[visits]))
    assert may_take_part(programme(measures=[visits]), child)
    assert asks(programme())
    assert may_take_part(programme(), mother) and not may_take_part(programme(), child)


def test_variants_stand_once_in_the_order_of_the_costs() -> None:
    assert variants_of(programme(variants=["Gruppe", "Seminar", "Gruppe"])) == ("Gruppe", "Seminar")


# The table of the evaluation "Tre initiativer" (VIVE): range, and which end is best.
# Its eight scales with the words printed at the top of each axis.
PRINTED = [
    ("stress", 1, 6, False, "mest stresset"),
    ("wellbeing", 1, 5, True, "højest trivsel"),
    ("parental_satisfaction", 1, 6, True, "mest tilfreds"),
    ("parental_mastery", 1, 6, True, "højest mestring"),
    ("social_life", 1, 5, True, "mest aktive sociale liv"),
    ("couple_conflict", 1, 4, True, "lavest konfliktniveau"),
    ("family_harmony", 1, 6, True, "højest harmoni"),
    ("general_situation", 1, 5, True, "bedste situation"),
]


@pytest.mark.parametrize(("code", "low", "high", "better", "top"), PRINTED)
def test_the_packs_have_the_ends_of_the_printed_scales(
    code: str, low: int, high: int, better: bool, top: str
) -> None:
    pack = load_catalogue().get(f"programme-{code.replace('_', '-')}")
    assert pack.measure == code
    assert (pack.total_min, pack.total_max) == (Decimal(low), Decimal(high))
    assert pack.higher_is_better is better
    assert {item.high["da"] for item in pack.items} == {top}
    # No numbers are claimed for a wording of our own.
    assert pack.reliability is None and pack.cut_off is None
