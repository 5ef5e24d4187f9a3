"""What a service is, as data: how much, how often, for whom, and what must be written.

Everything is what the service's own text states; None and NOT_STATED mean that it states
nothing, and then the tool claims nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    INDIVIDUAL = "individual"
    FAMILY = "family"
    GROUP = "group"
    MIXED = "mixed"


class Notes(StrEnum):
    """Whether written notes are kept of a session."""

    FREE = "free"
    REQUIRED = "required"
    PROHIBITED = "prohibited"


class Report(StrEnum):
    """Whether a status report is written before the status meeting."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    NOT_STATED = "not_stated"


@dataclass(frozen=True)
class FollowUpRule:
    """First after `first_months`, then every `then_months`; each may be unstated.

    `first_is_latest`: the first date is the latest one allowed. `then_is_minimum`: at least so
    often. `after_sessions`: a status meeting when that many sessions have been held.
    """

    first_months: int | None = None
    then_months: int | None = None
    first_is_latest: bool = False
    then_is_minimum: bool = False
    after_sessions: int | None = None


@dataclass(frozen=True)
class Frame:
    """The frame of one service. Minutes are per session, hours in all, ages in years.

    `sessions_per_year`: the number of sessions is for each year, not for the whole course.
    `words`: what the text says in words, by field name (staff, location, consent, …).
    """

    form: Form = Form.FAMILY
    sessions_min: int | None = None
    sessions_max: int | None = None
    sessions_per_year: bool = False
    minutes_min: int | None = None
    minutes_max: int | None = None
    hours_min: int | None = None
    hours_max: int | None = None
    interval_days_min: int | None = None
    interval_days_max: int | None = None
    group_size: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    follow_up: FollowUpRule = field(default_factory=FollowUpRule)
    start_up_meeting: bool = False
    network_meeting: bool = False
    report: Report = Report.NOT_STATED
    notes: Notes = Notes.FREE
    words: dict[str, str] = field(default_factory=dict)


WORDS = (
    "title",
    "sessions",
    "hours",
    "duration",
    "interval",
    "follow_up",
    "report",
    "notes",
    "start",
    "end",
    "consent",
    "ages",
    "referral",
    "taking_part",
    "place",
    "staff",
    "other",
)
"""The names that `Frame.words` may have, in the order a reader wants them."""

UNSTATED = Frame()
"""The frame of a service whose text states nothing."""
