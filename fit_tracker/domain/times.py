"""Times: kept in UTC without zone, read on the clock of the house."""

from __future__ import annotations

from datetime import UTC, date, datetime


def local(at: datetime) -> datetime:
    """A stored time on the clock of the house."""
    return at.replace(tzinfo=UTC).astimezone()


def clock(at: datetime) -> str:
    """The time of day of a stored time: "10.42"."""
    return f"{local(at):%H.%M}"


def local_day(at: datetime) -> date:
    """The day of a stored time where the house stands: half past midnight is already the next."""
    return local(at).date()
