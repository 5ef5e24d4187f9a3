"""Courses classified from a plain table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fit_tracker.errors import InvalidInput
from fit_tracker.instruments import load_catalogue
from fit_tracker.progression.jacobson_truax import cut_off_at
from fit_tracker.progression.outcomes import (
    CourseRow,
    Limits,
    classify_courses,
    course_row,
    limits_of,
)

MILLER = Limits(Decimal(0), Decimal(40), True, Decimal(5), cut_off_at(Decimal(25), True))


def rows(*lines: str) -> list[CourseRow]:
    return [
        course_row(number, *(cell.strip() for cell in line.split("|")))
        for number, line in enumerate(lines, start=2)
    ]


def labels(*lines: str, scale: Limits = MILLER) -> list[tuple[str, str, int, str]]:
    found = classify_courses(rows(*lines), scale)
    return [(one.episode_id, one.informant, one.n, one.label) for one in found]


def test_sessions_are_ordered_as_numbers_and_informants_kept_apart() -> None:
    found = labels(
        "E1 | child  | 10 | 26.0",
        "E1 | child  | 9  | 12.4",
        "E1 | mother | 1  | 30.0",
        "E1 | mother | 2  | 24.9",
        "E1 | child  | 2  | 12.0",
    )
    assert found == [("E1", "child", 3, "recovered"), ("E1", "mother", 2, "harmed")]


def test_boundaries_of_the_given_limit() -> None:
    assert labels("E1|s|1|12.4", "E1|s|2|17.4") == [("E1", "s", 2, "unchanged")]
    assert labels("E1|s|1|12.4", "E1|s|2|17.5") == [("E1", "s", 2, "improved")]
    assert labels("E1|s|1|12,4", "E1|s|2|17,41") == [("E1", "s", 2, "improved")]


def test_empty_scores_are_skipped_and_nobody_is_left_out() -> None:
    found = classify_courses(rows("E1|s|1|", "E1|s|2|20", "E1|s|3|", "E2|s|1|"), MILLER)
    assert [(one.episode_id, one.n, one.label) for one in found] == [
        ("E1", 1, "too_few"),
        ("E2", 0, "too_few"),
    ]
    assert found[0].first == found[0].last == Decimal(20)
    assert found[0].change is None


def test_an_empty_score_may_share_its_session_with_a_given_one() -> None:
    assert labels("E1|s|1|10", "E1|s|2|", "E1|s|2|20") == [("E1", "s", 2, "improved")]


def test_two_scores_in_one_session_are_refused_with_their_lines() -> None:
    with pytest.raises(InvalidInput, match="Linje 2 og 4 har begge en score"):
        labels("E1|s|1|10", "E1|s|2|12", "E1|s|1.0|11")


@pytest.mark.parametrize("wrong", ["40.1", "-0.1"])
def test_scores_off_the_scale_are_refused(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="Linje 2: scoren .* ligger uden for skalaen, 0 til 40"):
        labels(f"E1|s|1|{wrong}")


@pytest.mark.parametrize("wrong", ["tolv", "1.234,5", "NaN", "inf"])
def test_what_is_no_number_is_named(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="Linje 2, kolonne score: «.*» er ikke et tal"):
        labels(f"E1|s|1|{wrong}")


def test_lower_is_better() -> None:
    scale = Limits(Decimal(0), Decimal(63), False, Decimal(9), cut_off_at(Decimal(14), False))
    assert labels("E1|s|1|30", "E1|s|2|14", scale=scale) == [("E1", "s", 2, "recovered")]
    assert labels("E1|s|1|14", "E1|s|2|30", scale=scale) == [("E1", "s", 2, "harmed")]


def test_an_instrument_brings_its_own_limit() -> None:
    adult = load_catalogue().get("outcome-adult")
    assert limits_of(adult).limit.quantize(Decimal("0.01")) == Decimal("6.59")
    found = classify_courses(rows("E1|s|1|10", "E1|s|2|16.5", "E2|s|1|10", "E2|s|2|16.6"), adult)
    assert [one.label for one in found] == ["unchanged", "improved"]


def test_a_scale_without_reliability_cannot_classify() -> None:
    with pytest.raises(InvalidInput, match="goal har ingen målefejl"):
        limits_of(load_catalogue().get("goal"))
