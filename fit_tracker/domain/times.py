"""Times: kept in UTC without zone, read on the clock of the house."""

from __future__ import annotations

from datetime import UTC, datetime


def local(at: datetime) -> datetime:
    """A stored time on the clock of the house."""
    return at.replace(tzinfo=UTC).astimezone()


def clock(at: datetime) -> str:
    """The time of day of a stored time: "10.42"."""
    return f"{local(at):%H.%M}"
