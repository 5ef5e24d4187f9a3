"""Meetings as an iCalendar file (RFC 5545), to take along into one's own calendar.

A calendar may lie on a phone or be shown to others, so an entry says the case number and what
kind of meeting it is, and no name. The uid of a meeting never changes and SEQUENCE counts its
changes: a calendar that takes a later file moves the entry instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

ZONE = ZoneInfo("Europe/Copenhagen")
# Nobody states how long a meeting lasts; a calendar needs an end.
LENGTH = timedelta(hours=1)
DAY = timedelta(days=1)
Words = Callable[..., str]


@dataclass(frozen=True)
class Entry:
    """One meeting: `what` it is in words. `due_on` counts until a day is agreed; `changed_at` is
    UTC, `planned_at` the local time."""

    meeting_id: UUID
    what: str
    case_number: str
    due_on: date
    planned_on: date | None
    planned_at: str
    changed_at: datetime
    revision: int
    cancelled: bool


def calendar_file(entries: Sequence[Entry], words: Words) -> bytes:
    """The file; `words` says a Danish key in the reader's language."""
    calendar = Calendar()
    calendar.add("prodid", "-//FIT Tracker//FIT Tracker//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words("Opfølgning i FIT Tracker"))
    for entry in entries:
        calendar.add_component(_event(entry, words))
    return bytes(calendar.to_ical())


def _event(entry: Entry, words: Words) -> Event:
    event = Event()
    event.add("uid", f"{entry.meeting_id}@fit-tracker")
    event.add("sequence", entry.revision - 1)
    changed = entry.changed_at.replace(tzinfo=UTC, microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", _summary(entry, words))
    _when(event, entry)
    event.add("status", _status(entry))
    event.add("class", "PRIVATE")
    return event


def _when(event: Event, entry: Entry) -> None:
    """An agreed time takes the time, in UTC, which every calendar shows as its own local time;
    a day alone leaves the day free for other things."""
    if entry.planned_on is not None and entry.planned_at:
        at = time.fromisoformat(entry.planned_at)
        start = datetime.combine(entry.planned_on, at, tzinfo=ZONE).astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + LENGTH)
        return
    day = entry.planned_on or entry.due_on
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("transp", "TRANSPARENT")


def _status(entry: Entry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.planned_on is None else "CONFIRMED"


def _summary(entry: Entry, words: Words) -> str:
    if entry.planned_on is None:
        return words("Frist: {meeting} · {case}", meeting=entry.what, case=entry.case_number)
    return words("{meeting} · {case}", meeting=entry.what, case=entry.case_number)
