"""What the spec tables do not draw: stored form, order, alarm rates, numbers of a reason."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.domain.people import RaterKind
from fit_tracker.errors import InvalidInput
from fit_tracker.instruments import load_catalogue
from fit_tracker.progression.expectation import Band, Expected
from fit_tracker.progression.status import (
    RULE_VERSION,
    Assessment,
    FamilyStatus,
    Level,
    Reading,
    Reason,
    ReasonCode,
    Rules,
    SeriesKey,
    VisitPoint,
    assess_family,
    assess_series,
    family_from_json,
    from_json,
    to_json,
)
from tests.spec.scales import CATALOGUE

DAY = date(2026, 1, 5)
tenths = st.integers(0, 400).map(lambda n: Decimal(n) / 10)
maybe_scores = st.lists(st.none() | tenths, max_size=10)
shares = st.floats(0, 1)
bands = st.builds(Band, *[tenths] * 8)
models = st.builds(
    Expected,
    model_version=st.just("2026-11-22-1a2b3c4d"),
    n_courses=st.integers(80, 9999),
    path=st.lists(bands, max_size=3).map(tuple),
    stops_at=st.none() | st.integers(3, 30),
    risk_deteriorated=shares,
    risk_not_success=shares,
    threshold=st.floats(0),
    over=st.integers(0, 4),
    below=st.integers(0, 4),
    ppv_hits=st.integers(0, 50),
    ppv_n=st.integers(50, 99),
    ppv_low=st.none() | shares,
    ppv_high=st.none() | shares,
)


def readings(scores: list[Decimal | None], scale: str = "adult") -> list[Reading]:
    return [
        Reading(UUID(int=n), n, DAY + timedelta(weeks=n), value, scale)
        for n, value in enumerate(scores, start=1)
        if value is not None
    ]


def visits(count: int) -> list[VisitPoint]:
    return [VisitPoint(UUID(int=n), n, DAY + timedelta(weeks=n), True) for n in range(1, count + 1)]


def assess(
    scores: list[Decimal | None],
    alliance: list[Decimal | None] | None = None,
    expected: Expected | None = None,
) -> Assessment:
    bond = readings(alliance or [], "alliance")
    return assess_series(readings(scores), bond, visits(len(scores)), CATALOGUE, expected=expected)


@given(maybe_scores, maybe_scores, st.none() | models)
def test_an_assessment_survives_being_stored(
    scores: list[Decimal | None], alliance: list[Decimal | None], expected: Expected | None
) -> None:
    found = assess(scores, alliance, expected)
    assert from_json(to_json(found)) == found


@given(st.lists(st.tuples(maybe_scores, st.none() | models), max_size=3))
def test_a_family_survives_being_stored(
    members: list[tuple[list[Decimal | None], Expected | None]],
) -> None:
    by_series = {
        SeriesKey(UUID(int=1), RaterKind.CARETAKER, UUID(int=n)): assess(scores, [], expected)
        for n, (scores, expected) in enumerate(members, start=10)
    }
    found = assess_family(by_series, CATALOGUE)
    assert family_from_json(to_json(found)) == found


BEFORE_MODELS = """
{"above_cut_off": false, "alliance_last": null, "baseline_no": 1, "baseline_visit_no": 1,
 "change": "-7.0", "change_class": "deteriorated", "first": "20.0", "instrument_id": "adult",
 "last": "13.0", "limit": "6.000000000000", "n": 3,
 "reasons": [{"code": "worsening_persists",
              "numbers": {"change": "-7.0", "first": "20.0", "last": "13.0",
                          "limit": "6.000000000000", "readings": "2"}}],
 "rule_version": "norm-free-1", "status": "worsening",
 "trend": {"direction": "worse", "exceeds": true, "index": "-2.286631131",
           "method": "reliable-trend-index", "n": 3, "slope": "-3.500000000",
           "standard_error": "1.530634530"}}
"""


def test_an_assessment_stored_before_there_were_models_is_still_read() -> None:
    found = from_json(BEFORE_MODELS)
    assert (found.rule_version, found.expected) == ("norm-free-1", None)
    assert found.reasons[0].level is Level.ATTENTION
    assert found.needs_attention


def model(over: int, ppv_n: int = 44) -> Expected:
    known = ppv_n > 0
    return Expected(
        model_version="2026-11-22-1a2b3c4d",
        n_courses=84,
        path=(),
        stops_at=None,
        risk_deteriorated=0.00001,
        risk_not_success=0.6749,
        threshold=12.6,
        over=over,
        below=1,
        ppv_hits=31 if known else 0,
        ppv_n=ppv_n,
        ppv_low=0.56 if known else None,
        ppv_high=0.82 if known else None,
    )


def test_a_flag_of_a_model_carries_its_numbers() -> None:
    found = assess([Decimal(20), Decimal(19), Decimal(18)], [], model(3))
    assert found.reasons == (
        Reason(
            ReasonCode.EXPECTED_RISK,
            {
                "risk_not_success": "0.675",
                "risk_deteriorated": "0.0",
                "threshold": "12.6",
                "in_a_row": "3",
                "needed": "2",
                "below": "1",
                "model_version": "2026-11-22-1a2b3c4d",
                "n_courses": "84",
                "ppv_hits": "31",
                "ppv_n": "44",
                "ppv_low": "0.56",
                "ppv_high": "0.82",
            },
        ),
    )
    assert found.needs_attention


def test_a_flag_nobody_could_judge_yet_has_no_interval() -> None:
    numbers = assess([Decimal(20), Decimal(19)], [], model(2, ppv_n=0)).reasons[0].numbers
    assert numbers["ppv_n"] == "0"
    assert "ppv_low" not in numbers


def test_a_rule_that_yields_names_the_model_and_starts_nothing() -> None:
    found = assess([Decimal(20), Decimal(13), Decimal(13)], [], model(0))
    assert [(r.code, r.level) for r in found.reasons] == [
        (ReasonCode.WORSENING_PERSISTS, Level.HINT)
    ]
    assert found.reasons[0].numbers["yields_to"] == "2026-11-22-1a2b3c4d"
    assert not found.needs_attention


@given(maybe_scores, models)
def test_a_model_changes_no_status_and_no_number_of_a_series(
    scores: list[Decimal | None], expected: Expected
) -> None:
    with_model, without = assess(scores, [], expected), assess(scores)
    codes = {r.code for r in with_model.reasons} - {ReasonCode.EXPECTED_RISK}
    assert codes == {r.code for r in without.reasons}
    assert replace(with_model, reasons=(), expected=None) == replace(without, reasons=())


def test_stored_scores_are_text_and_carry_the_rule_version() -> None:
    stored = to_json(assess([Decimal("12.4"), Decimal("17.5")]))
    assert '"first": "12.4"' in stored
    assert RULE_VERSION in stored


@given(maybe_scores, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    scores: list[Decimal | None], chance: random.Random
) -> None:
    rows, points = readings(scores), visits(len(scores))
    shuffled = assess_series(
        chance.sample(rows, len(rows)), [], chance.sample(points, len(points)), CATALOGUE
    )
    assert shuffled == assess(scores)


@given(maybe_scores)
def test_a_mirrored_scale_gives_the_same_status(scores: list[Decimal | None]) -> None:
    """`distress` is `adult` read from the other end: cut-off 15, above is clinical."""
    mirrored = [None if value is None else 40 - value for value in scores]
    upright = assess(scores)
    turned = assess_series(readings(mirrored, "distress"), [], visits(len(scores)), CATALOGUE)
    assert turned.status is upright.status
    assert turned.change_class is upright.change_class
    assert turned.above_cut_off is upright.above_cut_off
    assert [r.code for r in turned.reasons] == [r.code for r in upright.reasons]


def test_a_reason_carries_the_numbers_it_used() -> None:
    found = assess([Decimal("20.0"), Decimal("13.5"), Decimal("12.0")])
    numbers = found.reasons[0].numbers
    assert numbers["first"] == "20.0"
    assert numbers["last"] == "12.0"
    assert numbers["change"] == "-8.0"
    assert Decimal(numbers["limit"]) == 6
    assert numbers["readings"] == "2"


def test_missing_visits_are_counted_beyond_the_rule() -> None:
    found = assess([Decimal(15), None, None, None])
    assert found.reasons[0].code is ReasonCode.RATINGS_MISSING
    assert found.reasons[0].numbers == {"visits": "3"}


@pytest.mark.parametrize(
    ("mine", "theirs", "scale", "disagree"),
    [
        (("10.0", "20.0"), ("10.0", "10.0"), "youth", False),
        (("10.0", "20.1"), ("10.0", "10.0"), "youth", True),
        (("10.0", "17.0"), ("30.0", "23.0"), "distress", False),
        (("10.0", "17.0"), ("23.0", "30.0"), "distress", True),
        (("10.0", "20.0"), ("20.0", "10.0"), "short", False),
    ],
)
def test_two_raters_about_one_person(
    mine: tuple[str, str], theirs: tuple[str, str], scale: str, disagree: bool
) -> None:
    """Limits 6 and 8 make a limit of exactly 10; directions are turned; lengths must match."""
    own = assess_series(readings(list(map(Decimal, mine))), [], [], CATALOGUE)
    other = assess_series(readings(list(map(Decimal, theirs)), scale), [], [], CATALOGUE)
    child, parent = UUID(int=1), UUID(int=2)
    series = {
        SeriesKey(child, RaterKind.SELF, child): own,
        SeriesKey(child, RaterKind.CARETAKER, parent): other,
    }
    codes = [reason.code for _, reason in assess_family(series, CATALOGUE).reasons]
    assert (ReasonCode.RATERS_DISAGREE in codes) is disagree


def test_a_family_without_ratings_has_too_few() -> None:
    found = assess_family({}, CATALOGUE)
    assert found.status is FamilyStatus.TOO_FEW
    assert not found.needs_attention


def test_severity_sorts_the_most_serious_first() -> None:
    order = sorted(FamilyStatus, key=lambda status: status.severity)
    assert [status.value for status in order] == [
        "more_support",
        "off_expected",
        "stalled",
        "disagree",
        "no_change_yet",
        "too_few",
        "improving",
    ]


def test_rules_count_at_least_one_visit() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Rules(persist_visits=0)


def test_a_rating_on_a_scale_nobody_has_is_an_error_in_words() -> None:
    with pytest.raises(InvalidInput, match="«unknown» findes ikke. Kendte skalaer: about, adult"):
        assess_series(readings([Decimal(1)], "unknown"), [], [], CATALOGUE)


def test_alarm_rates_printed_in_methods() -> None:
    """Nobody changes, ten ratings: how many are ever called by each rule (docs/methods.md).

    The printed rates come from a million simulated courses; 1,200 here, with a fixed seed.
    """
    chance = random.Random(20260105)
    called = {ReasonCode.WORSENING_PERSISTS: 0, ReasonCode.WORSENING_TWICE: 0}
    dropped, courses = 0, 1200
    for _ in range(courses):
        scores = [_noisy(chance) for _ in range(10)]
        seen = {r.code for n in range(2, 11) for r in _assess_scores(scores[:n]).reasons}
        for code in called:
            called[code] += code in seen
        dropped += any(scores[0] - later > 6 for later in scores[1:])
    assert called[ReasonCode.WORSENING_PERSISTS] / courses == pytest.approx(0.022, abs=0.01)
    assert called[ReasonCode.WORSENING_TWICE] / courses == pytest.approx(0.0004, abs=0.002)
    assert dropped / courses == pytest.approx(0.135, abs=0.025)


def _noisy(chance: random.Random) -> Decimal:
    """A true score of 20 with the error that gives a limit of exactly 6: 6 / (1.96 * sqrt 2)."""
    return Decimal(round(chance.gauss(20, 6 / (1.959964 * 2**0.5)) * 10)) / 10


def _assess_scores(scores: list[Decimal]) -> Assessment:
    return assess_series(readings(list(scores)), [], [], CATALOGUE)


def test_a_group_between_visits_hides_no_fall_of_the_own_alliance() -> None:
    """39, 31, 30 with the own practitioners; the group, asked in turns, stays at 38."""
    catalogue = load_catalogue()
    own = [Decimal(39), None, Decimal(31), None, Decimal(30)]
    group = [None, Decimal(38), None, Decimal(38), None]
    both = readings(own, "alliance-13plus") + readings(group, "group-alliance")
    found = assess_series([], both, visits(5), catalogue)
    alone = assess_series([], readings(own, "alliance-13plus"), visits(5), catalogue)
    assert found.reasons == alone.reasons
    assert ReasonCode.ALLIANCE_DROP in {reason.code for reason in found.reasons}
    assert found.alliance_last == Decimal(30)
    mirrored = readings(group, "alliance-13plus") + readings(own, "group-alliance")
    codes = {reason.code for reason in assess_series([], mirrored, visits(5), catalogue).reasons}
    assert ReasonCode.ALLIANCE_DROP in codes
