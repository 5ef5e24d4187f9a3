"""The table of a programme: who is in it, what it says, and that it gives nobody away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fit_tracker.domain.instruments import Reliability
from fit_tracker.evaluation.effect import measure_effect, table
from fit_tracker.evaluation.effect_json import (
    table_from_text,
    table_to_text,
    told_from_text,
    told_to_text,
)
from fit_tracker.evaluation.effect_lines import verdict
from fit_tracker.evaluation.effect_rows import (
    Basis,
    Costs,
    Given,
    Group,
    MeasureEffect,
    MeasureRows,
    Person,
    Verdict,
)
from fit_tracker.evaluation.effect_told import Told
from fit_tracker.evaluation.small_sums import gives_away
from fit_tracker.instruments import load_catalogue

STRESS = load_catalogue().get("programme-stress")
DAY, LATER = date(2026, 3, 1), date(2026, 6, 1)
Totals = tuple[str | None, str | None, str | None]


def person(name: str, group: Group, totals: Totals, family: str = "", revision: int = 1) -> Person:
    """`totals` before, after and at follow-up; two equal items each."""
    before, after, follow_up = (
        None
        if total is None
        else Given(f"{name}-{moment}-{revision}", Decimal(total), (Decimal(total),) * 2)
        for moment, total in enumerate(totals)
    )
    return Person(name, family or name, group, before, after, follow_up, True, True)


GIVEN: list[Totals] = [
    (f"{3.5 + i % 5 / 5}", f"{2.6 + i % 4 / 5}", f"{2.1 + i % 3 / 5}") for i in range(100)
]


def parents(n: int, group: Group, totals: Sequence[Totals] = ()) -> list[Person]:
    """n parents of n families, whose stress falls from about 4 to about 3, then to 2.5."""
    given = totals or GIVEN
    return [person(f"{group}{i}", group, given[i]) for i in range(n)]


def rows(people: Sequence[Person]) -> MeasureRows:
    return MeasureRows("stress", STRESS, False, True, tuple(people))


def effect(
    people: Sequence[Person],
    told: Told | None = None,
    earlier: MeasureEffect | None = None,
    day: date = DAY,
) -> MeasureEffect:
    return measure_effect(rows(people), told if told is not None else Told(), earlier, day)


def n_of(found: MeasureEffect) -> tuple[int | None, ...]:
    """How many are told of all, mothers and fathers right after."""
    return tuple(group.after.n for group in found.groups)


MOTHERS, FATHERS = parents(12, Group.MOTHERS), parents(8, Group.FATHERS)


def test_a_fall_in_stress_is_an_improvement() -> None:
    line = effect(MOTHERS + FATHERS).groups[0].after
    assert (line.n, line.verdict) == (20, Verdict.IMPROVED)
    assert line.change is not None and line.low is not None and line.high is not None
    assert line.low < line.change < line.high < 0
    assert line.effect is not None and line.effect < 0


@pytest.mark.parametrize(
    ("low", "high", "higher_is_better", "expected"),
    [
        (0.01, 0.5, True, Verdict.IMPROVED),
        (0.0, 0.5, True, Verdict.NONE_MEASURABLE),
        (-0.1, 0.5, True, Verdict.NONE_MEASURABLE),
        (-0.5, -0.01, True, Verdict.WORSENED),
        (-0.5, -0.01, False, Verdict.IMPROVED),
        (-0.5, 0.0, False, Verdict.NONE_MEASURABLE),
        (0.01, 0.5, False, Verdict.WORSENED),
        (None, None, True, Verdict.NONE_MEASURABLE),
    ],
)
def test_verdict(
    low: float | None, high: float | None, higher_is_better: bool, expected: Verdict
) -> None:
    assert verdict(low, high, higher_is_better) is expected


@pytest.mark.parametrize(
    ("mothers", "fathers", "told"),
    [
        (4, 0, (None, None, None)),
        (5, 0, (5, None, None)),
        (6, 0, (6, None, None)),
        (12, 4, (16, None, None)),
        (12, 5, (17, 12, 5)),
        (2, 2, (None, None, None)),
        (3, 3, (6, None, None)),
    ],
)
def test_nothing_is_told_of_fewer_than_five(
    mothers: int, fathers: int, told: tuple[int | None, ...]
) -> None:
    people = parents(mothers, Group.MOTHERS) + parents(fathers, Group.FATHERS)
    assert n_of(effect(people)) == told


def test_two_grandparents_are_not_the_rest_of_everybody() -> None:
    """All less mothers less fathers would be the two, so all are mothers and fathers only."""
    found = effect(MOTHERS + FATHERS + parents(2, Group.OTHERS))
    assert n_of(found) == (20, 12, 8)
    assert n_of(effect(MOTHERS + FATHERS + parents(5, Group.OTHERS))) == (25, 12, 8)
    # Where mothers and fathers do not stand apart, there is no rest to work out.
    assert n_of(effect(MOTHERS + parents(2, Group.OTHERS))) == (14, None, None)


def test_five_persons_of_four_families_are_too_few() -> None:
    people = [replace(one, family=str(i // 2)) for i, one in enumerate(MOTHERS[:8])]
    assert n_of(effect(people)) == (None, None, None)


def test_a_mean_of_one_opinion_is_not_told() -> None:
    people = parents(6, Group.MOTHERS, [("6.0", f"{i + 1}", None) for i in range(6)])
    assert n_of(effect(people)) == (None, None, None)


def test_those_who_never_answered_again_stand_apart() -> None:
    gone = [person(f"g{i}", Group.MOTHERS, (f"{3 + i / 5}", None, None)) for i in range(6)]
    found = effect(MOTHERS + gone).groups[0]
    assert (found.once.n, found.once.before) == (6, 3.5)
    assert (found.after.n, found.after.missing) == (12, 6)
    assert effect(MOTHERS + gone[:4]).groups[0].once.n is None
    assert effect(MOTHERS + gone[:4]).groups[0].after.missing is None


def test_a_follow_up_that_has_only_begun_does_not_take_the_row_after_away() -> None:
    """Seven have answered after, and three of them at the follow-up: the seven are told."""
    begun = [(b, a, f if i < 3 else None) for i, (b, a, f) in enumerate(GIVEN[:7])]
    for people in (parents(7, Group.MOTHERS, begun), parents(7, Group.FATHERS, begun)):
        found = effect(people).groups[0]
        assert (found.after.n, found.follow_up.n) == (7, None)


def test_two_who_stopped_before_the_follow_up_cannot_be_worked_out() -> None:
    """Right after less follow-up would be the two; they are left out of right after."""
    stopped = [replace(one, follow_up=None) for one in MOTHERS[:2]]
    group = effect([*stopped, *MOTHERS[2:]]).groups[0]
    assert group.follow_up is not None
    assert (group.after.n, group.follow_up.n) == (10, 10)
    stopped = [replace(one, follow_up=None) for one in MOTHERS[:5]]
    group = effect([*stopped, *MOTHERS[5:]]).groups[0]
    assert group.follow_up is not None
    assert (group.after.n, group.follow_up.n) == (12, 7)


@pytest.mark.parametrize(("newcomers", "told"), [(1, 12), (4, 12), (5, 17), (6, 18)])
def test_a_measure_is_told_anew_when_five_have_answered_since(newcomers: int, told: int) -> None:
    known = Told()
    before = effect(MOTHERS, known)
    people = parents(12 + newcomers, Group.MOTHERS)
    line = effect(people, known, before, LATER).groups[0].after
    assert line.n == told
    assert line.as_of == (LATER if told > 12 else DAY)


@pytest.mark.parametrize(("corrected", "as_of"), [(1, DAY), (4, DAY), (5, LATER)])
def test_a_correction_of_few_is_not_told(corrected: int, as_of: date) -> None:
    known = Told()
    before = effect(MOTHERS, known)
    people = [
        person(one.person, one.group, ("6.0", "1.0", "2.5"), revision=2)
        for one in MOTHERS[:corrected]
    ]
    found = effect([*people, *MOTHERS[corrected:]], known, before, LATER)
    assert found.groups[0].after.as_of == as_of
    assert (found.groups[0].after == before.groups[0].after) is (as_of is DAY)


def test_a_group_with_few_news_stays_while_all_go_on() -> None:
    """Nine new mothers and two new fathers: all are told anew, mothers and fathers as before."""
    known = Told()
    before = effect(MOTHERS + FATHERS, known)
    people = parents(21, Group.MOTHERS) + parents(10, Group.FATHERS)
    found = effect(people, known, before, LATER)
    assert n_of(found) == (31, 12, 8)
    assert [group.after.as_of for group in found.groups] == [LATER, DAY, DAY]


def test_what_says_nothing_new_keeps_its_day() -> None:
    known = Told()
    before = effect(MOTHERS + FATHERS, known)
    assert effect(MOTHERS + FATHERS, known, before, LATER) == before


def test_p_is_corrected_for_the_number_of_measures() -> None:
    one = effect(
        parents(
            8,
            Group.MOTHERS,
            [("3.0", f"{3 - i % 3 / 5:.1f}", None) for i in range(7)] + [("3.2", "3.4", None)],
        )
    )
    found = table("x", [replace(one, code=str(i)) for i in range(3)], [], Costs(None), DAY)
    lines = [measure.groups[0].after for measure in found.measures]
    assert lines[0].p is not None and 0 < lines[0].p < 0.3
    assert [line.p_holm for line in lines] == [pytest.approx(3 * lines[0].p)] * 3


def _noisy(n: int) -> list[Person]:
    """Parents whose two items mostly agree; every second one improves by two points."""
    random = Random(5)
    people = []
    for i in range(n):
        level = Decimal(random.randint(15, 25)) / 5
        items = (level, level + Decimal(random.randint(0, 1)) / 5)
        total = sum(items) / 2
        after = total - (2 if i % 2 else 0)
        before = Given(f"{i}b", total, items)
        people.append(
            Person(f"p{i}", f"f{i}", Group.MOTHERS, before, Given(f"{i}a", after), None, True, True)
        )
    return people


def test_reliable_improvement_needs_thirty_first_answers() -> None:
    few, many = effect(_noisy(29)), effect(_noisy(30))
    assert (few.limit.basis, few.groups[0].reliable.n) == (Basis.NONE, None)
    assert (many.limit.basis, many.limit.n) == (Basis.OWN, 30)
    assert many.limit.sd and many.limit.alpha and many.limit.value
    # Jacobson & Truax by hand: 1.959964 * SD * sqrt(2 (1 - alpha)).
    expected = 1.959964 * many.limit.sd * (2 * (1 - many.limit.alpha)) ** 0.5
    assert many.limit.value == pytest.approx(expected, abs=1e-6)
    line = many.groups[0].reliable
    assert (line.improved, line.n) == (15, 30)
    # R: prop.test(15, 30, correct = FALSE)$conf.int
    assert (line.low, line.high) == (0.3315, 0.6685)


@pytest.mark.parametrize(("better", "told"), [(4, None), (5, 5), (15, 15), (16, None)])
def test_a_share_is_told_when_both_sides_are_five(better: int, told: int | None) -> None:
    known = Reliability(Decimal("1.0"), Decimal("0.9"), Decimal("0.95"), "", True)
    scale = replace(STRESS, reliability=known)
    people = parents(
        20,
        Group.MOTHERS,
        [(f"{4 + i % 5 / 5}", f"{(2 if i < better else 4) + i % 5 / 5}", None) for i in range(20)],
    )
    made = replace(rows(people), instrument=scale)
    found = measure_effect(made, Told(), None, DAY)
    assert found.limit.basis is Basis.PACK
    assert found.groups[0].reliable.improved == told


def test_the_table_and_what_was_told_are_read_back_as_they_were() -> None:
    known = Told()
    found = table("x", [effect(MOTHERS + FATHERS, known)], [], Costs(None), DAY)
    text = table_to_text(found)
    assert table_from_text(text) == found
    assert table_to_text(table_from_text(text)) == text
    assert told_from_text(told_to_text({"stress": known})) == {"stress": known}


def test_the_table_names_nobody() -> None:
    text = table_to_text(table("x", [effect(MOTHERS + FATHERS)], [], Costs(None), DAY))
    assert not [one.person for one in MOTHERS + FATHERS if one.person in text]
    assert not [one.before.key for one in MOTHERS if one.before and one.before.key in text]


def _set(text: str) -> frozenset[str]:
    return frozenset(text)


@pytest.mark.parametrize(
    ("told", "away"),
    [
        ((_set("abcde"),), False),
        ((_set("abcd"),), True),
        # All less mothers are the four who are left.
        ((_set("abcdefghi"), _set("abcde")), True),
        ((_set("abcdefghij"), _set("abcde")), False),
        # Two quarters that overlap: neither has a small rest alone, but x + y - z has.
        ((_set("abcdefgh"), _set("defghijk")), False),
        ((_set("abcdefgh"), _set("ijklmnop"), _set("abcdefghijklm")), True),
        ((_set("abcde"), _set("fghij"), _set("abcdefghij")), False),
    ],
)
def test_what_can_be_worked_out(told: tuple[frozenset[str], ...], away: bool) -> None:
    assert gives_away(told) is away


def _by_brute_force(told: Sequence[frozenset[str]]) -> bool:
    """Another way round: every combination of the sets with small whole numbers."""
    people = sorted(frozenset().union(*told))
    for factors in product(range(-3, 4), repeat=len(told)):
        sums = [sum(f for f, one in zip(factors, told, strict=True) if p in one) for p in people]
        if 0 < sum(value != 0 for value in sums) < 5:
            return True
    return False


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.frozensets(st.sampled_from("abcdefghijklmnop"), min_size=5), min_size=1, max_size=4)
)
def test_no_combination_that_somebody_finds_is_missed(told: list[frozenset[str]]) -> None:
    assert gives_away(told) >= _by_brute_force(told)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_from_four_tables_nobody_can_be_worked_out(seed: int) -> None:
    """A programme that grows, is corrected and loses people: whatever the tables told, no sum
    or difference of two of them is about fewer than five."""
    random = Random(seed)
    known, earlier, people = Told(), None, list[Person]()
    for day in (date(2026, month, 1) for month in (1, 4, 7, 10)):
        people = [one for one in people if random.random() < 0.97]
        for number in range(random.randint(0, 12)):
            group = random.choice((Group.MOTHERS, Group.FATHERS, Group.MOTHERS, Group.OTHERS))
            totals = tuple(
                f"{random.randint(10, 60) / 10}" if random.random() < share else None
                for share in (0.95, 0.8, 0.5)
            )
            people.append(person(f"{day}{number}", group, totals))  # type: ignore[arg-type]
        earlier = effect(people, known, earlier, day)
    for sets in (known.people, known.sums):
        for one, other in product(sets, repeat=2):
            assert len(one) >= 5
            assert (
                one == other
                or not one < other
                or len({known.owner.get(k, k) for k in other - one}) >= 5
            )
