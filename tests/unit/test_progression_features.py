"""What is known of a course at each rating: right, and nothing of what comes later.

A model that had seen the future would look better than any could be. So series are cut
off at any point, or go on otherwise, and every earlier row must stay the same to the last bit.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fit_tracker.progression.features import (
    Past,
    band_columns,
    growth_forecast,
    past_of,
    risk_columns,
)
from fit_tracker.progression.growth import FixedEffects, GrowthFit, basic_effects, group_effects
from fit_tracker.progression.layers import ahead, ended, exceeds, going_on
from fit_tracker.progression.series_table import Floats, Ints, ScoreRange, SeriesTable, from_codes
from fit_tracker.progression.simulate import simulate

SCALE = ScoreRange(0.0, 40.0, True)
GROUPS = ("mor", "far", "barn")


def model(groups: int = 1, bend: bool = False) -> tuple[GrowthFit, FixedEffects]:
    """Made-up estimates: what is known must not depend on how they were found."""
    functions = 3 if bend else 2
    fixed = group_effects(GROUPS[:groups], functions) if groups > 1 else basic_effects(functions)
    beta = (19.0, 2.2, -1.5, 0.4, 2.0, -0.6)[: len(fixed.names) - bend] + ((0.3,) * bend)
    cov = ((41.0, -5.0), (-5.0, 6.0))
    return GrowthFit("reml", fixed.names, beta, cov, 8.0, 0.0, 0, 0, False), fixed


def drawn(seed: int, series: int = 15, longest: int = 9) -> SeriesTable:
    """Series of three groups with gaps and half visits; one has a single rating."""
    rng = np.random.default_rng(seed)
    length = np.r_[1, rng.integers(1, longest + 1, series - 1)]
    code = np.repeat(np.arange(series), length)
    session = np.concatenate([np.sort(rng.choice(np.arange(1, 40), n, False)) / 2 for n in length])
    score = np.clip(np.round(rng.normal(22, 9, len(code)), 1), 0, 40)
    limit = np.full(len(code), 5.0)
    return from_codes(code // 2, code % 3, GROUPS, limit, session, score, code)


def rows_of(past: Past) -> Floats:
    return np.array([getattr(past, field.name) for field in fields(past)], dtype=float)


def everything(table: SeriesTable, growth: GrowthFit, fixed: FixedEffects) -> Floats:
    """All that any layer is told, one column a rating."""
    past = past_of(table, growth, fixed)
    mean, spread = growth_forecast(past, growth, fixed, past.t + 5)
    bands = band_columns(past, mean, spread, SCALE)
    return np.vstack([rows_of(past), bands.T, risk_columns(past, mean, spread, SCALE).T])


@pytest.mark.parametrize("bend", [False, True])
def test_each_number_is_what_it_says(bend: bool) -> None:
    table = drawn(1)
    growth, fixed = model(3, bend)
    past = past_of(table, growth, fixed)
    for s, (a, b) in enumerate(zip(table.start[:-1], table.start[1:], strict=True)):
        for row in range(a, b):
            one_row(past, row, table, slice(a, row + 1), growth, fixed.maps[table.group[s]])


def one_row(
    past: Past, row: int, table: SeriesTable, seen: slice, growth: GrowthFit, maps: Floats
) -> None:
    y, t = table.score[seen], table.session[seen]
    got = {field.name: getattr(past, field.name)[row] for field in fields(past)}
    smooth = y[0]
    for value in y[1:]:
        smooth = (smooth + value) / 2
    simple = {
        "k": len(y), "t": t[-1], "first": y[0], "last": y[-1], "before": y[max(len(y) - 2, 0)],
        "mean": y.mean(), "lowest": y.min(), "highest": y.max(), "smooth": smooth,
        "slope": np.polyfit(np.log(t), y, 1)[0] if len(y) > 1 else 0.0, "limit": 5.0,
    }  # fmt: skip
    for name, value in simple.items():
        assert got[name] == pytest.approx(value, abs=1e-9), name
    mean, cov = posterior(y, t, growth, maps)
    assert (got["b0"], got["b1"]) == pytest.approx(tuple(mean), abs=1e-9)
    assert (got["p00"], got["p01"], got["p11"]) == pytest.approx(
        (cov[0, 0], cov[0, 1], cov[1, 1]), abs=1e-9
    )


def posterior(y: Floats, t: Floats, growth: GrowthFit, maps: Floats) -> tuple[Floats, Floats]:
    """The course's own level and slope given its ratings: the normal distribution's rule."""
    z = np.column_stack([np.ones_like(t), np.log(t)])
    f = np.column_stack([z, np.log(t) ** 2])[:, : maps.shape[0]]
    cov = np.array(growth.covariance)
    gain = cov @ z.T @ np.linalg.inv(z @ cov @ z.T + growth.residual_variance * np.eye(len(t)))
    return gain @ (y - f @ maps @ growth.fixed_effects), cov - gain @ z @ cov


def test_a_forecast_is_the_conditional_normal_distribution_of_a_new_rating() -> None:
    """Mean and variance of the last rating given the others, from their joint covariance."""
    table = drawn(4)
    growth, fixed = model(3, bend=True)
    past = past_of(table, growth, fixed)
    cov = np.array(growth.covariance)
    for s in np.flatnonzero(table.length >= 2):
        a, b = table.start[s], table.start[s + 1]
        x = np.log(table.session[a:b])
        z, f = np.column_stack([x**0, x]), np.column_stack([x**0, x, x * x])
        v = z @ cov @ z.T + growth.residual_variance * np.eye(b - a)
        error = table.score[a:b] - f @ fixed.maps[table.group[s]] @ growth.fixed_effects
        weight = np.linalg.solve(v[:-1, :-1], v[:-1, -1])
        wanted = table.score[b - 1] - error[-1] + weight @ error[:-1]
        before = past.only(np.array([b - 2]))
        mean, spread = growth_forecast(before, growth, fixed, table.session[b - 1 : b])
        assert mean[0] == pytest.approx(wanted, abs=1e-9)
        assert spread[0] ** 2 == pytest.approx(v[-1, -1] - weight @ v[:-1, -1], abs=1e-9)


def cut(table: SeriesTable, keep: Ints) -> SeriesTable:
    """The first `keep` ratings of each series."""
    place = np.arange(table.n_ratings) - table.start[table.series_of]
    rows = place < keep[table.series_of]
    start = np.r_[0, np.cumsum(keep)]
    return replace(table, start=start, session=table.session[rows], score=table.score[rows])


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), bend=st.booleans(), data=st.data())
def test_cut_off_anywhere_earlier_rows_are_the_same_to_the_last_bit(
    seed: int, bend: bool, data: st.DataObject
) -> None:
    table = drawn(seed)
    keep = np.array([data.draw(st.integers(1, n)) for n in table.length.tolist()])
    place = np.arange(table.n_ratings) - table.start[table.series_of]
    whole = everything(table, *model(3, bend))[:, place < keep[table.series_of]]
    assert np.array_equal(everything(cut(table, keep), *model(3, bend)), whole)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_whatever_comes_later_earlier_rows_are_the_same(seed: int, data: st.DataObject) -> None:
    table = drawn(seed)
    known = np.array([data.draw(st.integers(1, n)) for n in table.length.tolist()])
    place = np.arange(table.n_ratings) - table.start[table.series_of]
    later = place >= known[table.series_of]
    noise = np.random.default_rng(seed + 1).uniform(0, 40, table.n_ratings)
    other = replace(table, score=np.where(later, noise, table.score))
    before, after = everything(table, *model(3)), everything(other, *model(3))
    assert np.array_equal(before[:, ~later], after[:, ~later])
    # The rows that were changed did change: the comparison above can fail.
    assert not later.any() or not np.array_equal(before[:, later], after[:, later])


def test_a_series_is_read_alike_alone_and_far_down_a_long_table() -> None:
    """Sums over the ratings of thousands of others must not blur it."""
    table = simulate("hard", 3000, 1).table()
    growth, fixed = model(3, bend=True)
    whole = everything(table, growth, fixed)
    for s in (0, table.n_series // 2, table.n_series - 1):
        alone = table.only(np.arange(table.n_series) == s)
        rows = slice(table.start[s], table.start[s + 1])
        # The forecast's matrix product may round its last bit by how many rows it has.
        assert everything(alone, growth, fixed) == pytest.approx(whole[:, rows], rel=1e-13)


@pytest.mark.parametrize("horizon", [1, 2, 3, 5, 8, 12])
def test_a_target_is_the_rating_nearest_so_many_visits_on(horizon: int) -> None:
    table = drawn(7, series=40, longest=20)
    found = ahead(table, horizon)
    got = dict(zip(found.row.tolist(), found.target.tolist(), strict=True))
    for a, b in zip(table.start[:-1], table.start[1:], strict=True):
        for row in range(a, b):
            gap = np.abs(table.session[row + 1 : b] - table.session[row] - horizon)
            if horizon == 1:
                # The next rating there is, however far off.
                assert got.get(row) == (row + 1 if row + 1 < b else None)
            elif len(gap) and gap.min() < 0.5:
                assert gap[got[row] - row - 1] == gap.min()
            else:
                assert row not in got


def test_the_last_rating_of_a_course_asks_for_no_warning() -> None:
    table = drawn(2)
    assert going_on(table).sum() == table.n_ratings - table.n_series
    assert not going_on(table)[table.start[1:] - 1].any()


@pytest.mark.parametrize(
    ("first", "last", "worse", "poor"),
    [
        (17.4, 12.4, False, True),
        (17.5, 12.4, True, True),
        (12.4, 17.4, False, True),
        (12.4, 17.5, False, False),
        (20.0, 20.0, False, True),
    ],
)
def test_an_end_must_exceed_the_limit(first: float, last: float, worse: bool, poor: bool) -> None:
    """In binary fractions 17.4 - 12.4 is 4.999999999999998 and 40.0 - 34.9 is 5.100000000000001;
    the limit is 5, and 5 is not more than 5."""
    zero = np.zeros(3, dtype=np.int64)
    table = from_codes(
        zero, zero, ("a",), np.full(3, 5.0), np.array([1.0, 2, 3]),
        np.array([first, 33.0, last]), zero,
    )  # fmt: skip
    assert [bool(end[0]) for end in ended(table)] == [worse, poor]


def test_no_tenth_on_the_scale_is_swept_across_the_limit() -> None:
    tenths = np.arange(401) / 10
    change = tenths[:, None] - tenths[None]
    exact = np.subtract.outer(np.arange(401), np.arange(401)) > 50
    assert np.array_equal(exceeds(change, np.full_like(change, 5.0)), exact)
