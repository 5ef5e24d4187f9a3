"""The expected course: when it speaks, that it foresees and has not seen, and how well.

The last part trains on simulated courses and asks about others that had no part in it. Its
tolerances are told from the binomial error and the seeds are fixed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fit_tracker.errors import InvalidInput
from fit_tracker.progression.backtest import BUDGETS, LANDMARKS, at_landmark, auroc, calibration_of
from fit_tracker.progression.calibration import Corrections
from fit_tracker.progression.expected import (
    MIN_COURSES,
    Band,
    Expected,
    ExpectedModel,
    Foreseen,
    TooFewCourses,
    data_hash,
    expected_course,
    finished,
    foresee,
    train,
)
from fit_tracker.progression.layers import ended, going_on
from fit_tracker.progression.logistic import logistic_regression
from fit_tracker.progression.series_table import (
    Flags,
    Floats,
    Ints,
    ScoreRange,
    SeriesTable,
    series_table,
)
from fit_tracker.progression.simulate import simulate

SCALE = ScoreRange(0.0, 40.0, True)
DAY = date(2026, 11, 22)
FIVE = Decimal(5)


def learned(scenario: str, courses: int, seed: int, **options: Any) -> ExpectedModel:
    return train(simulate(scenario, courses, seed).table(), SCALE, DAY, **options)


@cache
def small() -> ExpectedModel:
    return learned("plain", 160, 1)


@cache
def tiny() -> tuple[ExpectedModel, tuple[tuple[float, str], ...]]:
    """The model, and what was told of its progress."""
    told: list[tuple[float, str]] = []
    model = learned("plain", 90, 1, progress=lambda share, stage: told.append((share, stage)))
    return model, tuple(told)


@cache
def several() -> ExpectedModel:
    """Three raters; most series are rated by «z», who comes last of the three."""
    table = simulate("hard", 130, 2).table()
    turned = np.array([2, 0, 1])[table.group]
    return train(replace(table, group=turned, groups=("a", "b", "z")), SCALE, DAY)


def of_courses(n: int, seed: int = 1) -> SeriesTable:
    """The series of the first n courses that have two ratings or more."""
    table = finished(simulate("plain", n + 60, seed).table())
    return table.only(table.course < np.unique(table.course)[n])


def asked(model: ExpectedModel, *scores: float, **options: Any) -> Expected:
    given: dict[str, Any] = {"group": "mother", "limit": FIVE, "until": None} | options
    numbers = [Decimal(str(score)) for score in scores]
    return expected_course(model, list(range(1, len(scores) + 1)), numbers, **given)


# --- when it speaks


def test_one_course_too_few_and_just_enough() -> None:
    with pytest.raises(TooFewCourses) as told:
        train(of_courses(MIN_COURSES - 1), SCALE, DAY)
    assert (told.value.have, told.value.needed) == (79, 80)
    assert str(told.value).startswith("Der er 79 afsluttede forløb med mindst to målinger. Der")
    model = train(of_courses(MIN_COURSES), SCALE, DAY)
    assert model.n_courses == 80
    assert model.horizons[:2] == (1, 2)
    assert asked(model, 20, 21, 19).path


def test_a_series_with_one_rating_teaches_nothing() -> None:
    table = of_courses(120)
    # The last 41 are left with their first rating.
    keep = np.where(np.arange(table.n_series) < 79, table.length, 1)
    with pytest.raises(TooFewCourses) as told:
        train(cut(table, keep), SCALE, DAY)
    assert told.value.have == 79


def test_three_raters_of_a_family_are_one_course() -> None:
    table = simulate("hard", 60, 1).table()
    assert table.n_series > MIN_COURSES
    with pytest.raises(TooFewCourses) as told:
        train(table, SCALE, DAY)
    assert told.value.have == finished(table).n_courses


@pytest.mark.parametrize("courses", [84, 108])
def test_a_distance_too_rare_in_some_fold_is_not_shown(courses: int) -> None:
    """Just as many courses reach 5 or 8 visits ahead as a fit needs, and fewer in a fold."""
    model = learned("plain", courses, 1)
    assert set(model.horizons) == set(model.corrections.shifts)
    assert asked(model, 18, 20).path[-1].visit_no == 2 + model.horizons[-1]


def test_progress_runs_from_nothing_to_all() -> None:
    _, told = tiny()
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 10
    assert list(dict.fromkeys(stage for _, stage in told)) == [
        "leave_out", "fit", "backtest", "done",
    ]  # fmt: skip


def made_of(course: Callable[[int], Floats], limit: float = 5.0) -> SeriesTable:
    """84 courses of 3 to 9 ratings at visits 1, 2, 3 ... as `course` gives them."""
    lengths = [3 + number % 7 for number in range(84)]
    names = [number for number, n in enumerate(lengths) for _ in range(n)]
    sessions = np.concatenate([np.arange(1.0, n + 1) for n in lengths])
    scores = np.concatenate([course(n) for n in lengths])
    return series_table(names, ["mother"] * len(names), limit, sessions, np.round(scores, 1))


def test_where_nobody_ends_well_no_flag_can_keep_a_budget() -> None:
    """The threshold is out of reach, which JSON has no number for."""
    rng = np.random.default_rng(1)
    model = train(made_of(lambda n: 20 + rng.normal(0, 0.8, n)), SCALE, DAY)
    assert model.threshold == np.inf
    back = ExpectedModel.from_json(model.to_json())
    assert back.threshold == np.inf
    found = asked(back, 20, 5, 3)
    assert (found.over, found.ppv_hits, found.ppv_n) == (0, 0, 0)
    assert (found.ppv_low, found.ppv_high) == (None, None)
    assert found.risk_not_success > 0.95
    assert model.quality.noise_share is None


def test_any_change_at_all_may_count() -> None:
    """A limit of 0: who ends a tenth up has gained."""
    rng = np.random.default_rng(2)
    model = train(made_of(lambda n: 20 + rng.normal(0, 4, n), limit=0.0), SCALE, DAY)
    found = asked(model, 20, 18, limit=Decimal(0))
    assert 0 < found.risk_deteriorated <= found.risk_not_success < 1


def test_what_no_growth_model_can_be_fitted_to_is_a_sentence() -> None:
    with pytest.raises(InvalidInput, match="Er alle scorer ens"):
        train(made_of(lambda n: np.full(n, 17.0)), SCALE, DAY)
    pairs = cut(made_of(np.arange), np.full(84, 2))
    with pytest.raises(InvalidInput, match="de samme to besøg"):
        train(pairs, SCALE, DAY)


# --- what a model is


def test_the_same_table_gives_the_same_model_to_the_last_digit() -> None:
    assert learned("plain", 90, 1).to_json() == tiny()[0].to_json()
    assert small().version == f"2026-11-22-{small().data_hash[:8]}"


def test_json_brings_back_the_same_answers() -> None:
    back = ExpectedModel.from_json(several().to_json())
    assert back.to_json() == several().to_json()
    assert back.quality == several().quality
    table = simulate("hard", 40, 8).table()
    one, other = foresee(several(), table), foresee(back, table)
    assert np.array_equal(one.risk, other.risk)
    assert np.array_equal(one.standing, other.standing)
    for h in several().horizons:
        assert np.array_equal(stacked(one, h), stacked(other, h))


def numbers_in(value: Any) -> int:
    if isinstance(value, dict):
        return sum(numbers_in(one) for one in value.values())
    if isinstance(value, list):
        return sum(numbers_in(one) for one in value)
    return isinstance(value, int | float)


def longest_list(value: Any) -> int:
    if isinstance(value, dict):
        return max([0, *map(longest_list, value.values())])
    if isinstance(value, list):
        return max([len(value), *map(longest_list, value)])
    return 0


def test_a_model_holds_no_course() -> None:
    """No list is as long as what was learned from, and twice the courses are no more numbers."""
    model = learned("plain", 320, 1)
    body = json.loads(model.to_json(), parse_constant=lambda name: pytest.fail(name))
    assert longest_list(body) <= 100
    assert model.n_courses > 300
    extra = model.horizons[len(small().horizons) :]
    for h in extra:
        del body["bands"][str(h)], body["shifts"][str(h)]
    assert numbers_in(body) <= 1.05 * numbers_in(json.loads(small().to_json())) < 4000


@settings(max_examples=50, deadline=None)
@given(row=st.integers(0, 10**6), by=st.sampled_from([-0.1, 0.1]))
def test_the_hash_changes_with_any_score(row: int, by: float) -> None:
    table = of_courses(80)
    score = table.score.copy()
    score[row % len(score)] += by
    assert data_hash(replace(table, score=score)) != data_hash(table)


@pytest.mark.parametrize("part", ["limit", "ordinary", "session", "group"])
def test_and_with_all_else_that_is_learned_from(part: str) -> None:
    table = of_courses(80)
    changed = np.array(getattr(table, part))
    changed[7] = 1
    assert data_hash(replace(table, **{part: changed})) != data_hash(table)


def test_another_budget_is_another_threshold_and_nothing_else() -> None:
    found = [small().with_budget(budget) for budget in BUDGETS]
    thresholds = [model.threshold for model in found]
    assert thresholds == sorted(thresholds, reverse=True)
    assert len(set(thresholds)) == len(BUDGETS)
    assert small().with_budget(0.10) == small()
    for budget, model in zip(BUDGETS, found, strict=True):
        point = next(p for p in model.quality.budget if p.budget == budget)
        assert model.flag_record() == point.ppv
        assert replace(model, budget=0.10, threshold=small().threshold) == small()
    with pytest.raises(ValueError, match="was not backtested"):
        small().with_budget(0.11)


def test_a_budget_given_when_training_is_the_one_it_has() -> None:
    other, same = learned("plain", 90, 1, budget=0.2), tiny()[0].with_budget(0.2)
    assert (other.budget, other.threshold) == (0.2, same.threshold)
    assert other.version == tiny()[0].version


# --- it foresees and has not seen


def cut(table: SeriesTable, keep: Ints) -> SeriesTable:
    """The first `keep` ratings of each series."""
    rows = kept(table, keep)
    start = np.r_[0, np.cumsum(keep)]
    return replace(table, start=start, session=table.session[rows], score=table.score[rows])


def kept(table: SeriesTable, keep: Ints) -> Flags:
    place = np.arange(table.n_ratings) - table.start[table.series_of]
    return np.asarray(place < keep[table.series_of])


def stacked(found: Foreseen, horizon: int) -> Floats:
    median, limits = found.bands(horizon)
    return np.array([median, *(side for level in limits.values() for side in level)])


def said(found: Foreseen) -> Floats:
    """All that is said of each rating. A matrix product may round its last bit by how many
    rows it has, so what follows compares to a thousandth of a millionth of a millionth."""
    bands = [stacked(found, h) for h in found.model.horizons]
    return np.vstack([found.risk, found.alarm, found.over, found.standing, *bands])


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_cut_off_anywhere_nothing_said_before_changes(seed: int, data: st.DataObject) -> None:
    table = simulate("hard", 8, seed).table()
    keep = np.array([data.draw(st.integers(1, n)) for n in table.length.tolist()])
    whole = said(foresee(several(), table))[:, kept(table, keep)]
    assert said(foresee(several(), cut(table, keep))) == pytest.approx(whole, rel=1e-12, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_whatever_comes_later_nothing_said_before_changes(seed: int, data: st.DataObject) -> None:
    table = simulate("hard", 8, seed).table()
    later = ~kept(table, np.array([data.draw(st.integers(1, n)) for n in table.length.tolist()]))
    noise = np.random.default_rng(seed).uniform(0, 40, table.n_ratings)
    other = replace(table, score=np.where(later, noise, table.score))
    before, after = said(foresee(several(), table)), said(foresee(several(), other))
    assert after[:, ~later] == pytest.approx(before[:, ~later], rel=1e-12, abs=1e-12)
    assert not later.any() or not np.allclose(after[:, later], before[:, later])


def test_the_others_in_the_table_do_not_matter() -> None:
    table = simulate("hard", 60, 3).table()
    whole = said(foresee(several(), table))
    for s in range(0, table.n_series, 7):
        alone = said(foresee(several(), table.only(np.arange(table.n_series) == s)))
        rows = slice(table.start[s], table.start[s + 1])
        assert alone == pytest.approx(whole[:, rows], rel=1e-12, abs=1e-12)


def test_one_series_is_told_as_many_are() -> None:
    table = simulate("hard", 25, 5).table()
    found = foresee(several(), replace(table, groups=("z", "a", "b")))
    for s, (a, b) in enumerate(zip(table.start[:-1], table.start[1:], strict=True)):
        one = expected_course(
            several(),
            [int(t) for t in table.session[a:b]],
            [Decimal(f"{y:.1f}") for y in table.score[a:b]],
            ("z", "a", "b")[table.group[s]],
            FIVE,
            None,
        )
        risk = (one.risk_deteriorated, one.risk_not_success)
        assert risk == pytest.approx(tuple(found.risk[:, b - 1]), rel=1e-12)
        over = found.over[a:b]
        assert one.over == (len(over) if over.all() else int(np.argmin(over[::-1])))
        visits = {int(row.visit_no): row for row in one.path}
        for h in several().horizons:
            told = visits[int(table.session[b - 1]) + h]
            numbers = stacked(found, h)[:, b - 1]
            if h == 1:
                rounded_outwards(told, numbers)
            never_narrower(told, numbers)
        widths_never_shrink(one.path)


def never_narrower(row: Band, numbers: Floats) -> None:
    """The fan of one course may be wider than the band at its distance, and is never less."""
    for name, value in zip(("50", "80", "90"), numbers[1:].reshape(3, 2), strict=True):
        assert float(getattr(row, f"lo{name}")) <= value[0] + 1e-5
        assert float(getattr(row, f"hi{name}")) >= value[1] - 1e-5


def widths_never_shrink(path: tuple[Band, ...]) -> None:
    """But for rounding to tenths, and where the scale ends."""
    for name in ("50", "80", "90"):
        for side, end in (("lo", 0), ("hi", 40)):
            limits = [getattr(row, f"{side}{name}") for row in path]
            apart = [abs(limit - row.median) for limit, row in zip(limits, path, strict=True)]
            for near, far, limit in zip(apart, apart[1:], limits[1:], strict=False):
                assert far >= near - Decimal("0.2") or limit == end


def rounded_outwards(row: Band, numbers: Floats) -> None:
    assert abs(float(row.median) - numbers[0]) <= 0.05 + 1e-9
    for name, value in zip(("50", "80", "90"), numbers[1:].reshape(3, 2), strict=True):
        low, high = float(getattr(row, f"lo{name}")), float(getattr(row, f"hi{name}"))
        assert value[0] - 0.1 - 1e-5 < low <= value[0] + 1e-5
        assert value[1] - 1e-5 <= high < value[1] + 0.1 + 1e-5


# --- the path


def nested(row: Band) -> bool:
    sides = (row.lo90, row.lo80, row.lo50, row.median, row.hi50, row.hi80, row.hi90)
    return Decimal(0) <= row.lo90 and list(sides) == sorted(sides) and row.hi90 <= Decimal(40)


@settings(max_examples=60, deadline=None)
@given(
    scores=st.lists(st.integers(0, 400).map(lambda tenths: tenths / 10), min_size=1, max_size=20),
    group=st.sampled_from(["a", "b", "z", "x"]),
)
def test_bands_lie_inside_each_other_and_on_the_scale(scores: list[float], group: str) -> None:
    found = asked(several(), *scores, group=group)
    assert all(nested(row) for row in found.path)
    visits = [int(row.visit_no) for row in found.path]
    assert visits == list(range(len(scores) + 1, len(scores) + 1 + several().horizons[-1]))
    assert all(
        value.as_tuple().exponent == -1 for value in (found.path[0].lo80, found.path[0].hi80)
    )
    assert 0 <= found.risk_deteriorated <= found.risk_not_success <= 1


def test_corrections_that_would_cross_do_not() -> None:
    """The 50 % band moved out by 6, the 80 % in by 3 and the 90 % in by 6."""
    shifts = {h: np.array([6.0, -3.0, -6.0]) for h in small().horizons}
    crossed = replace(small(), corrections=Corrections(shifts, small().corrections.stretch))
    found = asked(crossed, 12, 14, 11)
    assert all(nested(row) for row in found.path)
    assert found.path[0].lo50 == asked(crossed, 12, 14, 11).path[0].lo90


def test_where_the_path_ends() -> None:
    last = small().horizons[-1]
    scores = (15.0, 17.0, 14.0, 16.0)
    carried = 4 + last

    def until(visit: int | None) -> tuple[list[int], int | None]:
        found = asked(small(), *scores, until=visit)
        return [int(row.visit_no) for row in found.path], found.stops_at

    assert until(7) == ([5, 6, 7], None)
    assert until(5) == ([5], None)
    assert until(carried) == (list(range(5, carried + 1)), None)
    assert until(carried + 1) == (list(range(5, carried + 1)), carried)
    assert until(None) == (list(range(5, carried + 1)), None)
    # The plan is used up: what the next rating would be is still told.
    assert until(4) == until(1) == ([5], None)


def test_visits_that_are_not_whole_go_on_with_the_next_whole_one() -> None:
    found = expected_course(
        small(), [1, Decimal("2.5")], [Decimal(20), Decimal(22)], "mother", FIVE, 4
    )
    assert [row.visit_no for row in found.path] == [3, 4]


def test_between_learned_distances_the_bands_run_evenly() -> None:
    model = small()
    table = simulate("plain", 30, 4).table()
    found = foresee(model, table)
    rows = np.arange(table.n_ratings)
    three, five = (found.bands_between(rows, np.full(len(rows), h)) for h in (3.0, 5.0))
    assert three == pytest.approx(stacked(found, 3))
    share = np.log(4 / 3) / np.log(5 / 3)
    four = found.bands_between(rows, np.full(len(rows), 4.0))
    assert four == pytest.approx((1 - share) * three + share * five)
    near, far = (found.bands_between(rows, np.full(len(rows), h)) for h in (0.3, 99.0))
    assert near == pytest.approx(stacked(found, 1))
    assert far == pytest.approx(stacked(found, model.horizons[-1]))


def test_a_model_of_the_next_visit_only() -> None:
    layers = replace(small().layers, bands={1: small().layers.bands[1]})
    only = replace(small(), layers=layers)
    found = asked(only, 20, 18, until=9)
    assert [int(row.visit_no) for row in found.path] == [3]
    assert found.stops_at == 3
    assert found.path[0] == asked(small(), 20, 18).path[0]


def test_lower_is_better_is_the_same_seen_in_a_mirror() -> None:
    down = replace(small(), scale=ScoreRange(0.0, 40.0, False))
    scores = (12.4, 17.4, 9.3, 7.7, 31.9)
    up, mirrored = asked(small(), *scores), asked(down, *(round(40 - s, 1) for s in scores))
    assert mirrored.risk_deteriorated == pytest.approx(up.risk_deteriorated, rel=1e-9)
    assert mirrored.risk_not_success == pytest.approx(up.risk_not_success, rel=1e-9)
    assert (mirrored.over, mirrored.below) == (up.over, up.below)
    for one, other in zip(up.path, mirrored.path, strict=True):
        assert abs(40 - other.median - one.median) <= Decimal("0.1")
        for level in ("50", "80", "90"):
            assert 40 - getattr(other, f"hi{level}") == getattr(one, f"lo{level}")
            assert 40 - getattr(other, f"lo{level}") == getattr(one, f"hi{level}")


def test_a_rater_the_model_has_not_met_is_read_as_its_most_common() -> None:
    scores = (12.0, 15.0, 13.0)
    unknown = asked(several(), *scores, group="bedstemor")
    assert unknown == asked(several(), *scores, group="z")
    assert unknown != asked(several(), *scores, group="a")


@pytest.mark.parametrize(
    ("scores", "below"),
    [
        ((20,), 0),
        ((20, 36), 0),
        ((20, 3), 1),
        ((20, 3, 3, 3), 3),
        ((20, 3, 36, 3), 1),
        ((20, 3, 3, 36), 0),
    ],
)
def test_ratings_below_what_the_first_let_expect(scores: tuple[float, ...], below: int) -> None:
    assert asked(small(), *scores).below == below


def test_below_is_under_the_half_of_outcomes_in_the_middle() -> None:
    """The limit itself is not below it."""
    low = foresee(small(), one_series(20.0)).bands_between(np.array([0]), np.array([1.0]))[1, 0]
    assert asked(small(), 20, np.floor(low * 10) / 10).below == 1
    assert asked(small(), 20, np.ceil(low * 10) / 10).below == 0


def one_series(*scores: float) -> SeriesTable:
    table = simulate("plain", 1, 1).table()
    n = len(scores)
    return replace(
        table, start=np.array([0, n]), session=np.arange(1.0, n + 1), score=np.array(scores)
    )


def test_over_counts_the_latest_alarms_running() -> None:
    scores = (25.0, 14.0, 12.0, 30.0, 11.0, 9.0, 8.0)
    alarm = foresee(small(), one_series(*scores)).alarm
    # At 30 the alarm is low: before it two are high, after it three.
    assert alarm[3] < min(alarm[1], alarm[2], *alarm[4:])
    between = float(alarm[3] + min(alarm[1], *alarm[4:])) / 2
    model = replace(small(), threshold=between)
    assert [asked(model, *scores[:n]).over for n in range(2, 8)] == [1, 2, 0, 1, 2, 3]
    assert asked(replace(small(), threshold=0.0), *scores).over == 7
    assert asked(replace(small(), threshold=np.inf), *scores).over == 0
    assert asked(replace(small(), threshold=float(alarm[6])), *scores).over >= 1


def test_on_the_ordinary_side_there_is_no_alarm_until_it_is_left() -> None:
    model = replace(small(), threshold=1e-9)
    assert asked(model, 34, 33, 32).over == 3
    assert asked(model, 34, 33, 32, ordinary=Decimal(25)).over == 0
    assert asked(model, 34, 33, 24, ordinary=Decimal(25)).over == 1


# --- how well it does, on courses that had no part in the training


@dataclass(frozen=True)
class Trial:
    model: ExpectedModel
    learned: SeriesTable
    new: SeriesTable
    found: Foreseen


@cache
def trial(scenario: str) -> Trial:
    """Trained on 600 courses, asked about 2,000 others."""
    known = simulate(scenario, 600, 11).table()
    model = train(known, SCALE, DAY)
    new = simulate(scenario, 2000, 12).table()
    return Trial(model, known, new, foresee(model, new))


WORLDS = pytest.mark.parametrize("scenario", ["plain", "hard"])


@WORLDS
@pytest.mark.parametrize("horizon", [1, 5])
def test_the_bands_hold_what_they_promise(scenario: str, horizon: int) -> None:
    """Within 3 points. The standard error of the 2,000 is at most 0.9 points (a course counted
    once, in truth it has several ratings), that of what 600 teach at most 2."""
    one = trial(scenario)
    rows = {(int(s), t): i for i, (s, t) in enumerate(zip(
        one.new.series_of, one.new.session, strict=True
    ))}  # fmt: skip
    pairs = [(i, rows[s, t + horizon]) for (s, t), i in rows.items() if (s, t + horizon) in rows]
    row, target = np.array(pairs).T
    median, limits = one.found.bands(horizon)
    y = one.new.score[target]
    for level, (low, high) in limits.items():
        inside = (y >= low[row]) & (y <= high[row])
        assert 100 * inside.mean() == pytest.approx(level, abs=3)
    assert (y < median[row]).mean() == pytest.approx(0.5, abs=0.04)


@WORLDS
def test_each_third_of_the_intake_is_held_too(scenario: str) -> None:
    """80 % bands of the next rating by intake third and visit, cells of 200 or more: within 6
    points. A cell's standard error is up to 2.8, and what was learned of it as much again."""
    one = trial(scenario)
    rows = np.flatnonzero(going_on(one.new))
    low, high = one.found.bands(1)[1][80]
    y = one.new.score[rows + 1]
    inside = (y >= low[rows]) & (y <= high[rows])
    first = np.repeat(one.new.score[one.new.start[:-1]], one.new.length)[rows]
    third = np.digitize(first, np.quantile(first, [1 / 3, 2 / 3]))
    cells = 0
    for visit in (1, 2, 3, 5, 8):
        for part in range(3):
            cell = (third == part) & (one.new.session[rows] == visit)
            if cell.sum() >= 200:
                cells += 1
                assert inside[cell].mean() == pytest.approx(0.8, abs=0.06), (visit, part)
    assert cells >= 14


def at_landmarks(table: SeriesTable) -> Flags:
    return np.any([at_landmark(table, visit) for visit in LANDMARKS], axis=0)


def three_numbers(table: SeriesTable, found: Foreseen) -> Floats:
    """First score, last score and slope, by visit: what a logistic regression would use."""
    past = found.past
    own = np.column_stack([np.ones(table.n_ratings), past.first, past.last, past.slope])
    return np.hstack([own * (table.session == visit)[:, None] for visit in LANDMARKS])


@WORLDS
@pytest.mark.parametrize("outcome", [0, 1])
def test_the_risk_ranks_as_well_as_such_data_allow_and_not_better(
    scenario: str, outcome: int
) -> None:
    """Not far below a logistic regression on first, last and slope; far above would mean that
    the future has leaked in."""
    one = trial(scenario)
    known = foresee(one.model, one.learned)
    use, ask = at_landmarks(one.learned), at_landmarks(one.new)
    before = ended(one.learned)[outcome][one.learned.series_of][use]
    columns = three_numbers(one.learned, known)[use]
    beta = logistic_regression(np.column_stack([np.ones(len(columns)), columns]), before, 1e-4)
    asked_of = three_numbers(one.new, one.found)[ask]
    simple = np.column_stack([np.ones(len(asked_of)), asked_of]) @ beta
    happened = ended(one.new)[outcome][one.new.series_of][ask]
    ours, theirs = auroc(one.found.risk[outcome][ask], happened), auroc(simple, happened)
    assert ours is not None and theirs is not None
    assert theirs - 0.01 <= ours <= theirs + 0.06
    assert ours > 0.7


@WORLDS
@pytest.mark.parametrize("outcome", [0, 1])
def test_the_risk_beats_the_rules(scenario: str, outcome: int) -> None:
    one = trial(scenario)
    ask = at_landmarks(one.new)
    happened = ended(one.new)[outcome][one.new.series_of][ask]
    risk = one.found.risk[outcome][ask]
    gain = (one.found.past.last - one.found.past.first)[ask]
    ours = auroc(risk, happened)
    brier = float(((risk - happened) ** 2).mean())
    assert ours is not None
    for flag in (gain < -5, gain <= 5):
        rule = auroc(flag.astype(float), happened)
        assert rule is not None and ours > rule + 0.02
        # The rule's risk is how often it happened, flagged or not: here, its best case.
        rate = np.where(flag, happened[flag].mean(), happened[~flag].mean())
        assert brier < float(((rate - happened) ** 2).mean())
    name = ("deteriorated", "not_success")[outcome]
    rows = {row.name: row for row in one.model.quality.rivals if row.outcome == name}
    for rule_name in ("down_by_rci", "no_gain", "below_p10", "below_p25"):
        assert rows["model"].auroc > rows[rule_name].auroc
        assert rows["model"].brier < rows[rule_name].brier


@WORLDS
@pytest.mark.parametrize("outcome", [0, 1])
def test_a_risk_of_one_in_three_happens_to_one_in_three(scenario: str, outcome: int) -> None:
    """Of 600 courses to learn from some 300 end without gain and some 55 reliably worse: the
    slope's standard error is 0.08 and 0.2, and the ridge makes what is rare too cautious."""
    one = trial(scenario)
    ask = at_landmarks(one.new)
    happened = ended(one.new)[outcome][one.new.series_of][ask]
    found = calibration_of("x", one.found.risk[outcome][ask], happened)
    assert found.slope == pytest.approx(1, abs=(0.4, 0.16)[outcome])
    assert found.expected_error is not None and found.expected_error < 0.035
    assert one.found.risk[outcome][ask].mean() == pytest.approx(happened.mean(), abs=0.03)


@WORLDS
def test_the_alarm_budget_holds_for_new_courses(scenario: str) -> None:
    """At most 1 in 10 of those that end well is flagged twice running. The threshold is set for
    0.085, 0.84 standard errors below, of the 300 it is learned from; with the 1,000 asked about
    the standard error is 0.019, and 0.13 is 2.3 of them up. (Twelve other seeds: 0.07-0.125.)"""
    one = trial(scenario)
    _, poor = ended(one.new)
    flagged = np.logical_or.reduceat(one.found.standing, one.new.start[:-1])
    assert 0.04 < flagged[~poor].mean() < 0.13
    assert flagged[poor].mean() > 3 * flagged[~poor].mean()


@WORLDS
def test_the_backtest_tells_what_new_courses_show(scenario: str) -> None:
    """What is shown as own record, held against courses that came later."""
    one = trial(scenario)
    table = one.new
    _, poor = ended(table)
    flagged = np.logical_or.reduceat(one.found.standing, table.start[:-1])
    point = next(p for p in one.model.quality.budget if p.budget == one.model.budget)
    assert point.found.value == pytest.approx(flagged[poor].mean(), abs=0.07)
    assert point.ppv.low is not None and point.ppv.high is not None
    assert point.ppv.low - 0.03 < poor[flagged].mean() < point.ppv.high + 0.03
    row = next(f for f in one.model.quality.forecasts if (f.name, f.target) == ("model", "next"))
    rows = np.flatnonzero(going_on(table))
    error = one.found.bands(1)[0][rows] - table.score[rows + 1]
    assert row.error == pytest.approx(np.sqrt((error**2).mean()), rel=0.05)


@WORLDS
def test_the_bands_are_narrower_than_simpler_ones_that_hold_as_much(scenario: str) -> None:
    rows = {(f.name, f.target): f for f in trial(scenario).model.quality.forecasts}
    for target in ("next", "plus5"):
        ours = rows["model", target].interval_score
        assert ours < rows["last_value", target].interval_score
        assert ours < rows["population", target].interval_score
        assert ours < 1.02 * rows["growth", target].interval_score
