"""What each service of the built-in catalogue states, and what its frame and dates say.

The tables are drawn from the catalogue's own text (Norddjurs, approved 20-04-2023), so that
somebody who knows the text can read them through. "-" is: the text states nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fit_tracker.domain.catalogue import CatalogueService, section_on
from fit_tracker.domain.followups import due_dates
from fit_tracker.domain.frames import FollowUpRule, Frame
from fit_tracker.domain.usage import usage
from fit_tracker.services.catalogue_files import built_in

SERVICES = {one.code: one for one in built_in()["norddjurs"].services}

# follow-up: first/then in months; ! the latest day allowed, + at least so often;
# @8 a status meeting after 8 sessions. meetings: S start-up, N network.
FRAMES = """
code | form       | sessions | minutes | hours | days  | ages  | group | follow-up | meet | report      | notes
N01  | individual | 8        | 60-90   | 8-12  | -     | -     | -     | @8        | -    | yes         | free
N02  | family     | -        | -       | -     | 7-14  | -     | -     | 3/6       | S    | not_stated  | free
N03  | individual | -        | 60      | -     | 7-31  | -     | -     | 3         | S    | yes         | free
N04  | individual | -        | 60      | -     | 7-31  | -     | -     | 3         | S    | yes         | free
N05  | individual | -        | -       | 4-10  | -     | -     | -     | -         | -    | not_stated  | free
N06  | family     | -        | -       | -     | -     | 0-18  | -     | 3/6       | -    | yes         | free
N07  | mixed      | -        | -       | -     | -     | -     | -     | 3!/6+     | -    | yes         | free
N08  | family     | -        | -       | -     | 7-14  | -     | -     | -         | -    | not_stated  | free
N09  | family     | <10/year | 120     | <20   | -     | -     | -     | -         | -    | no          | prohibited
N10  | family     | -        | -       | -     | -     | -     | -     | 3/6       | -    | conditional | free
N11  | family     | -        | -       | -     | -     | -     | -     | -         | -    | yes         | required
N12  | family     | -        | -       | -     | -     | -     | -     | -         | -    | not_stated  | free
N13  | mixed      | <5       | -       | -     | -     | -     | -     | -         | -    | not_stated  | free
N14  | group      | 8        | -       | -     | 14    | 8-12  | -     | -         | -    | not_stated  | free
N15  | group      | 10       | 120     | 20    | -     | 9-12  | 6     | -         | -    | not_stated  | free
N16  | individual | 10       | -       | -     | -     | -     | -     | -         | -    | not_stated  | free
N17  | mixed      | 6        | 60-120  | 9     | -     | -     | -     | -         | -    | not_stated  | free
"""  # noqa: E501

# The section on the last day of the old law and on the first day of the new one.
SECTIONS = """
code | 31-12-2023                 | 01-01-2024
N01  | SEL § 11, stk. 7           | -
N02  | SEL § 52, stk. 3, nr. 3    | BL § 32, stk. 1, nr. 5
N03  | SEL § 52, stk. 3, nr. 3    | BL § 32, stk. 1, nr. 5
N04  | SEL § 52, stk. 3, nr. 3    | BL § 32, stk. 1, nr. 5
N05  | SEL § 109, stk. 5          | -
N06  | SEL § 52, stk. 3, nr. 2    | BL § 32, stk. 1, nr. 2
N07  | SEL § 52, stk. 3, nr. 2 og 3 | BL § 32, stk. 1, nr. 2 og 5
N08  | SEL § 52, stk. 3, nr. 7    | -
N09  | SEL § 52, stk. 3, nr. 7    | -
N10  | SEL § 71, stk. 2           | -
N11  | SEL § 71, stk. 3           | -
N12  | SEL § 11                   | -
N13  | SEL § 11                   | -
N14  | SEL § 11, stk. 3           | BL § 30
N15  | SEL § 11                   | -
N16  | SEL § 11                   | -
N17  | SEL § 11                   | -
"""

# Counted from the start: a day that a month lacks becomes its last, and comes back.
DATES = """
rule | start      | days due
3/6  | 2024-01-31 | 2024-04-30 2024-10-31 2025-04-30
3/6  | 2023-11-30 | 2024-02-29 2024-08-30 2025-02-28
3/6  | 2024-11-30 | 2025-02-28 2025-08-30 2026-02-28
3/6  | 2024-02-29 | 2024-05-29 2024-11-29 2025-05-29
3/6  | 2023-12-31 | 2024-03-31 2024-09-30 2025-03-31
3/6  | 2025-12-24 | 2026-03-24 2026-09-24 2027-03-24
3/12 | 2023-11-29 | 2024-02-29 2025-02-28 2026-02-28
1/1  | 2024-01-31 | 2024-02-29 2024-03-31 2024-04-30
3    | 2024-01-31 | 2024-04-30
-    | 2024-01-31 |
"""

# sessions: one a week from the start, each of so many minutes (? when nobody wrote them).
USED = """
code | held      | sessions | level    | minutes | hours    | status near
N01  | 0         | 0/8      | within   | 0       | within   | no
N01  | 5x60      | 5/8      | within   | 300     | within   | no
N01  | 6x60      | 6/8      | within   | 360     | within   | no
N01  | 7x60      | 7/8      | near     | 420     | within   | yes
N01  | 8x60      | 8/8      | at       | 480     | within   | yes
N01  | 9x60      | 9/8      | over     | 540     | within   | yes
N01  | 7x90      | 7/8      | near     | 630     | within   | yes
N01  | 8x81      | 8/8      | at       | 648     | near     | yes
N01  | 8x90      | 8/8      | at       | 720     | at       | yes
N05  | 5x107     | 5/-      | unstated | 535     | within   | no
N05  | 5x108     | 5/-      | unstated | 540     | near     | no
N05  | 5x120     | 5/-      | unstated | 600     | at       | no
N05  | 5x121     | 5/-      | unstated | 605     | over     | no
N05  | 5x?       | 5/-      | unstated | 0       | within   | no
N13  | 3x?       | 3/5      | within   | 0       | unstated | no
N13  | 4x?       | 4/5      | near     | 0       | unstated | no
N13  | 5x?       | 5/5      | at       | 0       | unstated | no
N02  | 40x60     | 40/-     | unstated | 2400    | unstated | no
"""
START = date(2026, 1, 5)


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def _span(least: int | None, most: int | None) -> str:
    if least is None:
        return "-" if most is None else f"<{most}"
    return str(least) if least == most else f"{least}-{most}"


def _rule(rule: FollowUpRule) -> str:
    first = "" if rule.first_months is None else f"{rule.first_months}"
    first += "!" if rule.first_is_latest else ""
    then = "" if rule.then_months is None else f"/{rule.then_months}"
    then += "+" if rule.then_is_minimum else ""
    after = "" if rule.after_sessions is None else f"@{rule.after_sessions}"
    return first + then + after or "-"


def _drawn(entry: CatalogueService) -> list[str]:
    frame = entry.frame
    year = "/year" if frame.sessions_per_year else ""
    meetings = "S" * frame.start_up_meeting + "N" * frame.network_meeting
    return [
        entry.code,
        frame.form.value,
        _span(frame.sessions_min, frame.sessions_max) + year,
        _span(frame.minutes_min, frame.minutes_max),
        _span(frame.hours_min, frame.hours_max),
        _span(frame.interval_days_min, frame.interval_days_max),
        _span(frame.age_min, frame.age_max),
        _span(frame.group_size, frame.group_size),
        _rule(frame.follow_up),
        meetings or "-",
        frame.report.value,
        frame.notes.value,
    ]


@pytest.mark.parametrize("row", rows(FRAMES), ids=lambda row: row[0])
def test_each_service_states_what_its_text_says_and_no_more(row: list[str]) -> None:
    assert _drawn(SERVICES[row[0]]) == row


def test_every_service_is_drawn() -> None:
    for table in (FRAMES, SECTIONS):
        assert [row[0] for row in rows(table)] == list(SERVICES)


def test_how_many_state_what() -> None:
    """Only four say "then every 6 months"; ten state no follow-up; one forbids notes."""
    rules = {code: one.frame.follow_up for code, one in SERVICES.items()}
    then = [code for code, rule in rules.items() if rule.then_months == 6]
    assert then == ["N02", "N06", "N07", "N10"]
    nothing = [code for code, rule in rules.items() if rule == FollowUpRule()]
    assert nothing == ["N05", "N08", "N09", *(f"N{n}" for n in range(11, 18))]
    only_first = [c for c, r in rules.items() if r.first_months and not r.then_months]
    assert only_first == ["N03", "N04"]


@pytest.mark.parametrize("row", rows(SECTIONS), ids=lambda row: row[0])
def test_sections_are_those_of_their_day(row: list[str]) -> None:
    sections = SERVICES[row[0]].sections
    days = date(2023, 12, 31), date(2024, 1, 1)
    assert [section_on(sections, day) or "-" for day in days] == row[1:]


@pytest.mark.parametrize("row", rows(DATES), ids=lambda row: f"{row[0]} {row[1]}")
def test_days_due(row: list[str]) -> None:
    numbers = [int(part) for part in row[0].split("/") if part != "-"]
    rule = FollowUpRule(*numbers)
    found = due_dates(rule, date.fromisoformat(row[1]), 3)
    assert " ".join(day.isoformat() for day in found) == row[2]


@pytest.mark.parametrize("row", rows(USED), ids=lambda row: f"{row[0]} {row[1]}")
def test_what_is_used_of_a_frame(row: list[str]) -> None:
    code, held, sessions, level, minutes, hours, status = row
    n, _, length = held.partition("x")
    each = None if length in ("", "?") else int(length)
    days = [START + timedelta(weeks=number) for number in range(int(n))]
    found = usage(SERVICES[code].frame, START, date(2026, 12, 31), [(day, each) for day in days])
    assert [
        f"{found.sessions}/{found.sessions_max or '-'}",
        found.sessions_level.value,
        str(found.minutes),
        found.hours_level.value,
        "yes" if found.status_is_near else "no",
    ] == [sessions, level, minutes, hours, status]
    assert found.without_minutes == (int(n) if each is None else 0)


def test_a_frame_for_each_year_begins_again_on_new_years_day() -> None:
    """N09: ten supervisions a year; nine in the autumn and one in January."""
    frame = SERVICES["N09"].frame
    autumn = [(date(2025, 10, 1) + timedelta(weeks=n), 120) for n in range(9)]
    held = [*autumn, (date(2026, 1, 1), 120)]
    found = usage(frame, date(2025, 9, 1), date(2025, 12, 31), held)
    assert (found.sessions, found.sessions_level.value, found.year) == (9, "near", 2025)
    found = usage(frame, date(2025, 9, 1), date(2026, 1, 1), held)
    assert (found.sessions, found.sessions_level.value, found.minutes) == (1, "within", 120)


@pytest.mark.parametrize(("quiet", "late"), [(13, False), (14, False), (15, True)])
def test_the_interval_is_broken_when_it_is_longer_than_stated(quiet: int, late: bool) -> None:
    """N02: 1-2 weeks. Nothing stated (N06) is never late."""
    held = [(START, 60), (START + timedelta(days=14), 60), (START + timedelta(days=36), 60)]
    today = held[-1][0] + timedelta(days=quiet)
    found = usage(SERVICES["N02"].frame, START, today, held).interval
    assert (found.gaps, found.within, found.is_late) == ((14, 22), 1, late)
    assert not usage(SERVICES["N06"].frame, START, today, held).interval.is_late


def test_what_lies_before_the_service_or_ahead_is_not_counted() -> None:
    frame = Frame(sessions_max=3)
    held = [(START - timedelta(days=1), 60), (START, 60), (START + timedelta(days=1), 60)]
    assert usage(frame, START, START, held).sessions == 1
    assert usage(frame, START, START + timedelta(days=1), held).sessions == 2
