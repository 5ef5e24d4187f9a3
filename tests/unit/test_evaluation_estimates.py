"""Shares, means, changes and effect sizes against R 4.2, statsmodels 0.15 and the literature.

Numbers with more than four decimals are printed by the program that is named beside them.
"""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.evaluation.clusters import cluster_mean, t_interval
from fit_tracker.evaluation.estimates import (
    cronbach_alpha,
    difference_of_means,
    effect_size,
    holm,
    mean_interval,
    mean_told,
    median_interval,
    newcombe,
    own_error,
    paired_change,
    wilson,
)
from fit_tracker.evaluation.paired import small_sample

# R: sleep$extra, group 1 and 2 (Student 1908).
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
# Five couples, two who came alone: what one of a couple says, the other mostly says too.
BEFORE = [3.4, 3.0, 4.2, 3.8, 2.6, 2.2, 5.0, 4.4, 3.6, 3.2, 4.8, 2.8]
AFTER = [3.0, 2.8, 3.2, 3.0, 2.8, 2.4, 4.0, 3.6, 3.8, 3.0, 3.6, 2.6]
FAMILIES = [1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 7]
ALONE = list(range(10))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # R: prop.test(k, n, correct = FALSE)$conf.int; the first four are Newcombe 1998a, table I.
        (81, 263, 0.2552885199, 0.3662095770),
        (15, 148, 0.0623863995, 0.1604872417),
        (0, 20, 0.0, 0.1611251581),
        (1, 29, 0.0061132143, 0.1717552188),
        (5, 10, 0.2365930905, 0.7634069095),
        (20, 20, 0.8388748419, 1.0),
    ],
)
def test_share(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        # Newcombe 1998b, table II; statsmodels: confint_proportions_2indep(method="newcomb").
        ((56, 70, 48, 80), 0.05243147240, 0.33387265390),
        ((9, 10, 3, 10), 0.17052272393, 0.80901797353),
        ((6, 7, 2, 7), 0.05822792748, 0.80624963752),
        ((5, 56, 0, 29), -0.03813714790, 0.19256001385),
        ((0, 10, 0, 20), -0.16112515805, 0.27753279986),
        ((10, 10, 0, 10), 0.60750935043, 1.0),
    ],
)
def test_difference_of_shares(counts: tuple[int, int, int, int], low: float, high: float) -> None:
    difference = counts[0] / counts[1] - counts[2] / counts[3]
    assert newcombe(*counts) == pytest.approx((difference, low, high), abs=1e-9)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval_and_both_between_none_and_all(pair: tuple[int, int]) -> None:
    low, high = wilson(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1
    # The others' share is the mirror image.
    other = wilson(pair[1] - pair[0], pair[1])
    assert other == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_no_share_of_nobody() -> None:
    with pytest.raises(ValueError, match="at least one"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="between none and all"):
        wilson(6, 5)


def test_mean_of_persons_without_families_is_the_ordinary_one() -> None:
    found = mean_interval([1, 3, 2, 6, 8])
    # R: t.test(c(1, 3, 2, 6, 8))$conf.int
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((4, 0.3799584785, 7.6200415215))
    assert (found.n, found.df) == (5, 4)
    assert mean_interval([]) is None


def test_paired_change_of_persons_without_families_is_the_paired_t_test() -> None:
    found = paired_change(FIRST, SECOND, ALONE)
    assert found is not None
    # R: t.test(b, a, paired = TRUE)
    assert (found.change, found.low, found.high, found.p) == pytest.approx(
        (1.58, 0.700114236723, 2.459885763277, 0.002832890197)
    )
    assert (found.n, found.n_families, found.method) == (10, 10, "mean_paired_cluster")


def test_paired_change_of_couples_is_judged_by_families() -> None:
    found = paired_change(BEFORE, AFTER, FAMILIES)
    assert found is not None
    # statsmodels: OLS(d, 1).fit(cov_type="cluster", cov_kwds={"groups": f}, use_t=True)
    assert (found.change, found.low, found.high, found.p) == pytest.approx(
        (-0.43333333, -0.88243132, 0.01576466, 0.05620586), abs=5e-9
    )
    assert (found.n, found.n_families) == (12, 7)
    assert (found.before, found.after) == pytest.approx((43.0 / 12, 37.8 / 12))


def test_a_test_that_takes_couples_for_strangers_is_too_sure() -> None:
    """The same answers: by persons a change is "found", by families it is not."""
    by_families = paired_change(BEFORE, AFTER, FAMILIES)
    by_persons = paired_change(BEFORE, AFTER, range(12))
    assert by_families is not None and by_persons is not None
    # statsmodels: OLS(d, 1).fit() prints p 0.01343584, -0.75768695 to -0.10897972.
    assert (by_persons.low, by_persons.high, by_persons.p) == pytest.approx(
        (-0.75768695, -0.10897972, 0.01343584), abs=5e-9
    )
    assert by_persons.high is not None and by_families.high is not None
    assert by_persons.high < 0 < by_families.high


def _couples(random: Random) -> tuple[list[float], list[int]]:
    """Forty couples without any true change, who agree a good deal (correlation .7)."""
    values, families = [], []
    for family in range(40):
        shared = random.gauss(0, math.sqrt(0.7))
        values += [shared + random.gauss(0, math.sqrt(0.3)) for _ in "mf"]
        families += [family, family]
    return values, families


def test_of_a_hundred_intervals_by_families_about_95_hold_the_truth() -> None:
    """By theory the variance by persons is 1 + .7 times too small: 1.96 / sqrt(1.7) is passed
    by 13 in a hundred."""
    random = Random(20260401)
    held = {"families": 0, "persons": 0}
    for _ in range(1_000):
        values, families = _couples(random)
        for name, groups in (("families", families), ("persons", range(80))):
            low, high = t_interval(cluster_mean(values, groups))
            assert low is not None and high is not None
            held[name] += low <= 0 <= high
    assert 935 <= held["families"] <= 968
    assert 840 <= held["persons"] <= 898


def test_who_all_changed_alike_has_no_interval() -> None:
    found = paired_change([1.0, 2.0, 3.0], [1.5, 2.5, 3.5], "abc")
    assert found is not None
    assert (found.change, found.low, found.high, found.p) == (0.5, None, None, None)
    assert paired_change([], [], []) is None


def test_one_family_says_nothing_of_others() -> None:
    found = paired_change([1.0, 2.0], [2.0, 5.0], "aa")
    assert found is not None
    assert (found.low, found.high, found.p) == (None, None, None)


@given(st.lists(st.tuples(st.integers(10, 60), st.integers(10, 60)), min_size=3, max_size=20))
def test_the_order_of_persons_does_not_matter(pairs: list[tuple[int, int]]) -> None:
    families = [number // 2 for number in range(len(pairs))]
    rows = [(a / 10, b / 10, f) for (a, b), f in zip(pairs, families, strict=True)]
    one, other = (
        paired_change([r[0] for r in some], [r[1] for r in some], [r[2] for r in some])
        for some in (rows, rows[::-1])
    )
    assert one is not None and other is not None
    assert (one.before, one.after) == (other.before, other.after)
    assert one.low is None if other.low is None else one.low == pytest.approx(other.low)


def test_small_sample_factor() -> None:
    # R: exp(lgamma(m/2) - log(sqrt(m/2)) - lgamma((m-1)/2))
    expected = [0.9138748918, 0.9599103529, 0.9846021772, 0.9924018511]
    assert [small_sample(m) for m in (9, 19, 49, 99)] == pytest.approx(expected)


def test_effect_size_of_persons_without_families() -> None:
    found = effect_size(FIRST, SECOND, ALONE)
    # R, by Bonett's formula: g 0.80710706215, v 0.08005454614, g -/+ qt(.975, 9) * sqrt(v)
    assert (found.value, found.low, found.high) == pytest.approx(
        (0.80710706215, 0.16705430314, 1.44715982116)
    )
    assert found.kind == "d_change_sd_before"


def _with_moments(n: int, mean: float, sd: float, later: float) -> tuple[list[float], list[float]]:
    """n values with exactly this mean and SD, and later ones with that mean."""
    raw = [float(i) - (n - 1) / 2 for i in range(n)]
    scale = sd / math.sqrt(math.fsum(x * x for x in raw) / (n - 1))
    before = [mean + scale * x for x in raw]
    # Any spread of the changes does for the value; theirs has the mean 0.
    return before, [b + later - mean + (0.5 if i % 2 else -0.5) for i, b in enumerate(before)]


@pytest.mark.parametrize(
    ("n", "mean", "sd", "later", "expected"),
    [
        # Morris 2008, table 1, treatment groups (data: metafor-project.org, analyses:morris2008);
        # (later - mean) / sd * J(n - 1) by hand with R's J above: 7.9/15 * .9599, 3.3/3.1 * .9846.
        (20, 30.6, 15.0, 38.5, 0.50555),
        (50, 23.5, 3.1, 26.8, 1.04812),
        (10, 53.4, 14.5, 75.9, 1.41808),
    ],
)
def test_effect_size_of_the_literature(
    n: int, mean: float, sd: float, later: float, expected: float
) -> None:
    before, after = _with_moments(n, mean, sd, later)
    found = effect_size(before, after, range(n))
    assert found.value == pytest.approx(expected, abs=5e-6)


def test_effect_size_of_couples_is_less_sure() -> None:
    couples, strangers = effect_size(BEFORE, AFTER, FAMILIES), effect_size(BEFORE, AFTER, range(12))
    assert couples.value == strangers.value
    assert couples.low is not None and strangers.low is not None
    assert couples.low < strangers.low


def test_who_all_began_alike_has_no_effect_size() -> None:
    found = effect_size([3.0] * 6, [3.0, 4.0, 5.0, 3.0, 4.0, 2.0], range(6))
    assert (found.value, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize(
    ("n", "k"),
    # R: qbinom(.025, n, .5)
    [(5, 0), (6, 1), (8, 1), (9, 2), (10, 2), (20, 6), (25, 8)],
)
def test_median_and_the_two_values_around_it(n: int, k: int) -> None:
    found = median_interval(list(range(1, n + 1))[::-1])
    assert found is not None
    assert found.value == (n + 1) / 2
    assert (found.low, found.high) == ((k, n + 1 - k) if k else (None, None))


def test_no_median_of_nothing() -> None:
    assert median_interval([]) is None


def test_difference_of_two_groups() -> None:
    one, other = mean_interval(FIRST), mean_interval(SECOND)
    assert one is not None and other is not None
    # R: t.test(extra ~ group, data = sleep)$conf.int
    expected = pytest.approx((-1.58, -3.3654832307, 0.2054832307))
    assert difference_of_means(one, other) == expected
    # From what was told of both, the same.
    told = [mean_told(m.value, m.low or 0, m.high or 0, m.df) for m in (one, other)]
    assert difference_of_means(*told) == expected


def test_a_difference_needs_the_error_of_both() -> None:
    one, other = mean_interval([1.0]), mean_interval(SECOND)
    assert one is not None and other is not None
    assert difference_of_means(one, other)[1:] == (None, None)


@pytest.mark.parametrize(
    ("ps", "expected"),
    [
        # R: p.adjust(ps, "holm")
        ((0.01, 0.04, 0.03, 0.005), (0.03, 0.06, 0.06, 0.02)),
        (
            (0.0002, 0.3, 0.012, 0.012, 0.9, 0.04, 0.6, 0.049),
            (0.0016, 0.9, 0.084, 0.084, 1.0, 0.2, 1.0, 0.2),
        ),
        ((), ()),
    ],
)
def test_correction_for_how_many_were_asked(
    ps: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    assert holm(ps) == pytest.approx(expected)


def test_what_cannot_be_computed_is_not_counted_as_asked() -> None:
    assert holm([0.02, None, 0.03]) == (pytest.approx(0.04), None, pytest.approx(0.04))


# R's `attitude` (Chatterjee & Price 1977): thirty departments, seven ratings each.
ATTITUDE = """43 51 30 39 61 92 45|63 64 51 54 63 73 47|71 70 68 69 76 86 48|61 63 45 47 54 84 35
81 78 56 66 71 83 47|43 55 49 44 54 49 34|58 67 42 56 66 68 35|71 75 50 55 70 66 41
72 82 72 67 71 83 31|67 61 45 47 62 80 41|64 53 53 58 58 67 34|67 60 47 39 59 74 41
69 62 57 42 55 63 25|68 83 83 45 59 77 35|77 77 54 72 79 77 46|81 90 50 72 60 54 36
74 85 64 69 79 79 63|65 60 65 75 55 80 60|65 70 46 57 75 85 46|50 58 68 54 64 78 52
50 40 33 34 43 64 33|64 61 52 62 66 80 41|53 66 52 50 63 80 37|40 37 42 58 50 57 49
63 54 42 48 66 75 33|66 77 66 63 88 76 72|78 75 58 74 80 78 49|48 57 44 45 51 83 38
85 85 71 71 77 74 55|82 82 39 59 64 78 39"""


def _attitude() -> list[list[int]]:
    lines = ATTITUDE.replace("\n", "|").split("|")
    return [[int(word) for word in line.split()] for line in lines]


def test_alpha() -> None:
    # R: k/(k-1) * (1 - sum(apply(x, 2, var)) / var(rowSums(x)))
    assert cronbach_alpha(_attitude()) == pytest.approx(0.8431427696)
    by_hand = [(1, 2), (2, 2), (3, 4), (4, 4), (5, 5)]
    assert cronbach_alpha(by_hand) == pytest.approx(2 * (1 - 4.3 / 8.3))
    assert cronbach_alpha([(1,), (2,)]) is None
    assert cronbach_alpha([(1, 2), (2, 1)]) is None


def test_own_error_needs_thirty_persons() -> None:
    items = _attitude()
    totals = [sum(row) for row in items]
    found = own_error(totals, items)
    assert found is not None
    assert (found.n, found.alpha) == (30, pytest.approx(0.8431427696))
    assert own_error(totals[:29], items[:29]) is None
    # Items that go against each other carry no limit.
    assert own_error([10] * 29 + [11], [(x, 10 - x) for x in range(29)] + [(1, 10)]) is None
