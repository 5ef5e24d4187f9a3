"""The calendar file, read back by the library that calendars themselves are tested against."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from icalendar import Calendar

from fit_tracker import texts
from fit_tracker.exchange.calendar_file import Entry, calendar_file

CHANGED = datetime(2026, 11, 22, 8, 30, 5, 123456)


def words(text: str, **values: object) -> str:
    return texts.tr("da", text, **values)


def entry(**overrides: Any) -> Entry:
    given: dict[str, Any] = {
        "meeting_id": UUID(int=7),
        "what": "2. opfølgning",
        "case_number": "F-2117",
        "due_on": date(2026, 12, 1),
        "planned_on": None,
        "planned_at": "",
        "changed_at": CHANGED,
        "revision": 1,
        "cancelled": False,
    }
    return Entry(**{**given, **overrides})


def event(one: Entry) -> Any:
    found = Calendar.from_ical(calendar_file([one], words))
    (only,) = found.walk("VEVENT")
    return only


def test_a_deadline_is_a_whole_day_that_takes_no_time() -> None:
    found = event(entry())
    assert found["summary"] == "Frist: 2. opfølgning · F-2117"
    assert found.decoded("dtstart") == date(2026, 12, 1)
    assert found.decoded("dtend") == date(2026, 12, 2)
    assert found["transp"] == "TRANSPARENT"
    assert found["status"] == "TENTATIVE"


def test_an_agreed_time_is_meant_as_the_local_one() -> None:
    """Winter time is UTC+1, summer time UTC+2."""
    winter = event(entry(planned_on=date(2026, 12, 3), planned_at="09:30", revision=2))
    assert winter["summary"] == "2. opfølgning · F-2117"
    assert winter.decoded("dtstart").astimezone(UTC) == datetime(2026, 12, 3, 8, 30, tzinfo=UTC)
    assert winter.decoded("dtend") - winter.decoded("dtstart") == timedelta(hours=1)
    assert winter["status"] == "CONFIRMED"
    summer = event(entry(planned_on=date(2027, 6, 3), planned_at="09:30"))
    assert summer.decoded("dtstart").astimezone(UTC) == datetime(2027, 6, 3, 7, 30, tzinfo=UTC)


def test_a_moved_meeting_keeps_its_uid_and_counts() -> None:
    before = event(entry())
    after = event(entry(planned_on=date(2026, 12, 3), revision=2))
    assert before["uid"] == after["uid"] == "00000000-0000-0000-0000-000000000007@fit-tracker"
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert before.decoded("dtstamp") == datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC)


def test_a_dropped_meeting_leaves_the_calendar() -> None:
    assert event(entry(cancelled=True, revision=3))["status"] == "CANCELLED"


def test_the_case_and_the_kind_and_nothing_else_are_told() -> None:
    assert set(event(entry())) == {
        "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "DTSTART", "DTEND", "TRANSP",
        "STATUS", "CLASS",
    }  # fmt: skip


def test_the_file_is_one_that_calendars_take() -> None:
    data = calendar_file([entry(), entry(meeting_id=UUID(int=8))], words)
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert calendar["method"] == "PUBLISH"
    timed = calendar_file([entry(planned_on=date(2026, 12, 3), planned_at="09:30")], words)
    assert b"\r\nDTSTART:20261203T083000Z\r\n" in timed


def test_no_meetings_is_an_empty_calendar() -> None:
    assert list(Calendar.from_ical(calendar_file([], words)).walk("VEVENT")) == []
