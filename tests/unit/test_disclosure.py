"""Nothing told lets a group below five be worked out. The attacker is `tests/unit/attacker.py`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fit_tracker.evaluation.boxes import (
    WATCHED,
    Ask,
    Box,
    Span,
    Told,
    Unit,
    box_of,
    inside,
    told_from_text,
    told_to_text,
)
from fit_tracker.evaluation.disclosure import protect, statistic_allowed
from fit_tracker.evaluation.disclosure_endless import endless
from fit_tracker.evaluation.disclosure_search import Part, Search, Wide
from tests.unit.attacker import Attacker, cuts_of, days, elementary

DAY = timedelta(days=1)
FIRST = date(2024, 1, 1)
CLASSES = ("better", "same", "worse")
AGES = ("0-5", "6-12", "13-17")
TEAMS = ("north", "south")


def quarter(number: int, length: int = 90) -> Span:
    first = FIRST + number * timedelta(days=90)
    return Span(first, first + timedelta(days=length - 1))


def make_family(random: Random, quarters: int) -> Unit:
    start = FIRST + timedelta(days=random.randrange(-90, 90 * quarters))
    end = start + timedelta(days=random.randrange(10, 300))
    return Unit(
        "families",
        {
            "start": start,
            "end": end if end < FIRST + timedelta(days=90 * quarters) else None,
            "team": random.choice(TEAMS),
            "class": random.choices(CLASSES, [5, 4, 1])[0],
            "age": random.choices(AGES, [2, 5, 1])[0],
        },
    )


def review(name: str, period: Span, **scope: frozenset[str]) -> list[Ask]:
    """Started, ended, open at the end, in all and by class and age, as a review asks."""
    assert period.last is not None
    groups = {
        "started": {"start": period},
        "ended": {"end": period},
        "open": {"start": Span(None, period.last), "end": Span(period.last + DAY, None)},
    }
    asks = []
    for group, sides in groups.items():
        asks.append(Ask(f"{name}.{group}", box_of("families", {**sides, **scope}), total=True))
        axis, keys = ("class", CLASSES) if group == "ended" else ("age", AGES)
        for key in keys:
            box = box_of("families", {**sides, **scope, axis: {key}})
            asks.append(Ask(f"{name}.{group}.{key}", box))
    return asks


def count(units: Sequence[Unit], box: Box) -> int:
    return sum(inside(unit, box) for unit in units)


def attacker_of(told: Sequence[Told]) -> Attacker:
    calendar = days(cuts_of(one.box for one in told))
    return Attacker(
        "families",
        {"start": calendar, "end": calendar, "team": TEAMS, "class": CLASSES, "age": AGES},
        told,
    )


def hold_against_attack(units: Sequence[Unit], told: Sequence[Told], hidden: set[Box]) -> None:
    """Each hidden number and each smallest piece that holds fewer than five has six sizes at
    least that it could be of; and everything told is at least five, and true."""
    told = [one for one in told if one.n != WATCHED]
    assert all(one.n == count(units, one.box) >= 5 for one in told)
    attacker = attacker_of(told)
    tables = (("start", "end", "team", "class"), ("start", "end", "team", "age"))
    targets = [box for box in hidden | set(elementary(attacker, tables)) if count(units, box) < 5]
    for target, (low, high) in zip(targets, attacker.bounds(targets), strict=True):
        assert low <= count(units, target) <= high
        assert high - low >= 5, (target, low, high)


slow = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    # A smaller town says no more about what went wrong, and each takes seconds.
    phases=[Phase.explicit, Phase.generate],
)


@slow
@given(st.integers(0, 10**6), st.integers(20, 90))
def test_a_quarter_and_its_team_hold_against_attack(seed: int, families: int) -> None:
    random = Random(seed)
    units = [make_family(random, 1) for _ in range(families)]
    first = protect(units, review("all", quarter(0)), ())
    asked = review("north", quarter(0), team=frozenset({"north"}))
    second = protect(units, asked, first.told)
    every = [*review("all", quarter(0)), *asked]
    told = [*first.told, *second.told]
    hidden = {ask.box for ask in every if ask.key in first.hidden | second.hidden}
    hold_against_attack(units, told, hidden)


@slow
@given(st.integers(0, 10**6), st.integers(30, 120), st.integers(20, 89))
def test_overlapping_periods_hold_against_attack(seed: int, families: int, length: int) -> None:
    """Two quarters and own days that end within the second: differences are small groups."""
    random = Random(seed)
    units = [make_family(random, 2) for _ in range(families)]
    told: list[Told] = []
    hidden: set[Box] = set()
    periods = {"q1": quarter(0), "q2": quarter(1), "own": quarter(0, 90 + length)}
    for name, period in periods.items():
        asked = review(name, period)
        found = protect(units, asked, told)
        told += found.told
        hidden |= {ask.box for ask in asked if ask.key in found.hidden}
    hold_against_attack(units, told, hidden)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(10, 60))
def test_no_sum_of_told_numbers_is_a_small_group(seed: int, families: int) -> None:
    """Elimination with fractions: whole, half or negative shares of what was told."""
    random = Random(seed)
    units = [make_family(random, 1) for _ in range(families)]
    asked = review("all", quarter(0)) + review("south", quarter(0), team=frozenset({"south"}))
    found = protect(units, asked, ())
    attacker = attacker_of([one for one in found.told if one.n != WATCHED])
    for ask in asked:
        if ask.key in found.hidden and count(units, ask.box) < 5:
            assert not attacker.certain(ask.box), ask.key


def of_class(counts: dict[str, int], day: date = FIRST) -> list[Unit]:
    return [
        Unit("families", {"start": day, "end": None, "class": key})
        for key, n in counts.items()
        for _ in range(n)
    ]


def table(counts: dict[str, int]) -> list[Ask]:
    cells = [Ask(key, box_of("families", {"class": {key}})) for key in counts]
    return [Ask("total", box_of("families", {}), total=True), *cells]


def shown(counts: dict[str, int]) -> dict[str, int]:
    found = protect(of_class(counts), table(counts), ())
    return {key: n for key, n in counts.items() if key not in found.hidden}


@pytest.mark.parametrize(
    ("worse", "expected"),
    [
        (6, {"better": 9, "same": 12, "worse": 6}),
        (5, {"better": 9, "same": 12, "worse": 5}),
        (4, {"same": 12}),
        (0, {"same": 12}),
    ],
)
def test_five_may_be_told_and_four_not(worse: int, expected: dict[str, int]) -> None:
    """The smallest of the others goes with it: 25 in all, less 12, is 13 in two cells."""
    assert shown({"better": 9, "same": 12, "worse": worse}) == expected


def test_two_hidden_cells_of_five_together_hide_each_other() -> None:
    assert shown({"better": 9, "same": 12, "worse": 3, "harmed": 2}) == {"better": 9, "same": 12}


def test_two_hidden_cells_of_four_together_need_a_third() -> None:
    assert shown({"better": 9, "same": 12, "worse": 3, "harmed": 1}) == {"same": 12}


def test_when_all_are_in_one_cell_not_even_that_is_told() -> None:
    found = protect(of_class({"better": 20}), table({"better": 20, "same": 0}), ())
    assert found.hidden == {"better", "same"}, "the total stands; that nobody is elsewhere does not"


def test_a_total_below_five_is_hidden_with_its_cells() -> None:
    assert shown({"better": 2, "same": 2}) == {}


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(5, 9), st.integers(1, 3))
def test_nothing_is_hidden_where_nothing_is_small(each: int, quarters: int) -> None:
    """Every smallest piece of the plane has five or more."""
    ends = [*(quarter(number).first for number in range(quarters)), None]
    units = [
        Unit("families", {"start": start, "end": end, "team": team, "class": key, "age": age})
        for start in [FIRST - 400 * DAY, *(quarter(number).first for number in range(quarters))]
        for end in ends
        if end is None or (start is not None and start <= end)
        for team in TEAMS
        for key in CLASSES
        for age in AGES
        for _ in range(each)
    ]
    told: list[Told] = []
    for number in range(quarters):
        for scope in ({}, {"team": frozenset({"north"})}):
            found = protect(units, review("r", quarter(number), **scope), told)
            assert not found.hidden
            told += found.told


def test_the_same_numbers_asked_again_are_told_again() -> None:
    units = [make_family(Random(3), 2) for _ in range(80)]
    asked = review("q", quarter(0))
    first = protect(units, asked, ())
    again = protect(units, asked, first.told)
    assert again == first


def test_what_is_hidden_stays_hidden_in_another_series_of_the_same_families() -> None:
    """Both teams named is everybody, but another box."""
    random = Random(5)
    units = [make_family(random, 1) for _ in range(40)]
    first = protect(units, review("a", quarter(0)), ())
    second = protect(units, review("a", quarter(0), team=frozenset(TEAMS)), first.told)
    small = {ask.key for ask in review("a", quarter(0)) if count(units, ask.box) < 5}
    assert small
    assert first.hidden == second.hidden >= small


def test_open_at_the_end_is_started_less_ended() -> None:
    """30 were open, 20 began, 47 are open: 3 ended, though nobody prints it."""
    old = [Unit("families", {"start": FIRST - DAY, "end": None}) for _ in range(27)]
    left = [Unit("families", {"start": FIRST - DAY, "end": FIRST + 9 * DAY}) for _ in range(3)]
    new = [Unit("families", {"start": FIRST + 5 * DAY, "end": None}) for _ in range(20)]
    first = [Ask("open", box_of("families", _open_on(FIRST - DAY)), total=True)]
    before = protect([*old, *left, *new], first, ())
    assert [one.n for one in before.told] == [30]
    asked = [
        Ask("started", box_of("families", {"start": quarter(0)}), total=True),
        Ask("ended", box_of("families", {"end": quarter(0)}), total=True),
        Ask("open", box_of("families", _open_on(quarter(0).last)), total=True),
    ]
    found = protect([*old, *left, *new], asked, before.told)
    assert found.hidden == {"ended", "started"}, "of the two that give it away, the smaller"


def _open_on(day: date | None) -> dict[str, Span]:
    assert day is not None
    return {"start": Span(None, day), "end": Span(day + DAY, None)}


def test_kinds_of_units_are_held_apart() -> None:
    """Persons and families are other numbers of other things."""
    units = of_class({"better": 9, "same": 2})
    units += [Unit("persons", {"class": "better"}) for _ in range(7)]
    asked = table({"better": 9, "same": 2})
    asked.append(Ask("persons", box_of("persons", {"class": {"better"}})))
    assert protect(units, asked, ()).hidden == {"better", "same"}


def test_text_gives_the_same_boxes_back() -> None:
    units = [make_family(Random(7), 2) for _ in range(90)]
    told = protect(units, review("q", quarter(1), team=frozenset({"north", "south"})), ()).told
    text = told_to_text(reversed(told))
    assert text == told_to_text(told)
    assert set(told_from_text(text)) == set(told)
    assert told_from_text(told_to_text(())) == ()


def mean_of(sides: dict[str, Span | set[str]]) -> Box:
    return box_of("families", sides, of="change")


def test_a_mean_of_five_may_be_told_and_of_four_not() -> None:
    for n, allowed in ((6, True), (5, True), (4, False), (0, False)):
        units = of_class({"better": n, "same": 9})
        assert statistic_allowed(units, (), mean_of({"class": {"better"}})) is allowed


@pytest.mark.parametrize(("rest", "allowed"), [(6, True), (5, True), (4, False), (1, False)])
def test_a_mean_of_all_but_four_gives_the_four_away(rest: int, allowed: bool) -> None:
    """20 + 4: the mean of 24 and of 20, each with its n, give the sum of the four."""
    units = of_class({"better": 20, "same": rest})
    told = [mean_of({"class": {"better"}})]
    assert statistic_allowed(units, told, mean_of({})) is allowed


def test_means_of_three_overlapping_pairs_give_each_part_away() -> None:
    """a+b, b+c, c+a: half of (ab + ca - bc) is a, though no two of them show it."""
    units = of_class({"a": 4, "b": 6, "c": 7})
    told = [mean_of({"class": {"a", "b"}}), mean_of({"class": {"b", "c"}})]
    assert not statistic_allowed(units, told, mean_of({"class": {"a", "c"}}))
    larger = of_class({"a": 5, "b": 6, "c": 7})
    assert statistic_allowed(larger, told, mean_of({"class": {"a", "c"}}))


def test_a_mean_is_told_only_beside_its_n() -> None:
    units = of_class({"better": 9, "same": 12, "worse": 1})
    asked = table({"better": 9, "same": 12, "worse": 1})
    asked += [Ask(f"mean.{key}", mean_of({"class": {key}})) for key in ("better", "same")]
    asked.append(Ask("mean", mean_of({}), total=True))
    found = protect(units, asked, ())
    assert found.hidden == {"better", "worse", "mean.better"}
    assert Told(mean_of({}), 22) in found.told


def test_what_no_sum_bounds_is_endless() -> None:
    """x + y = 7 and y + z - w = 0: only z and w can grow, and only together."""
    sums = np.array([[1.0, 1.0, 0.0, 0.0], [0.0, 1.0, 1.0, -1.0]])
    assert endless(sums).tolist() == [False, False, True, True]
    assert not endless(np.array([[1.0, 1.0, 0.0], [0.0, 1.0, -1.0]])).any(), "x + y bounds all"


def test_an_endless_lump_beside_it_makes_no_group_wide() -> None:
    """Of a + b, b + c and a + c each at most one: a, b and c are together one at most, though
    the largest fraction is one and a half. d + u - v = 1 leaves u and v without end; that the
    search meets them on its way to other corners says nothing of a, b and c."""
    sums = np.array(
        [
            [1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0],
            [1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, -1.0],
        ]
    )
    really = np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0])
    names = [name.encode() for name in "abcdefuv"]
    part = Part(b"", np.arange(8), sums, sums @ really, np.arange(4), really, names)
    (found,) = Search(part, [np.array([0, 1, 2])], Wide()).run(min)
    assert found.group == b"a|b|c"
    assert Search(part, [np.array([0, 6])], Wide()).run(min) == [], "u alone is wide"
