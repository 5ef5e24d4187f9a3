"""Visits and the ratings given at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from fit_tracker.domain.people import RaterKind

NO_GOAL = UUID(int=0)
"""`Rating.goal_id` of every scale that is not about a goal: a unique key needs a value."""


class VisitStatus(StrEnum):
    ATTENDED = "attended"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class Place(StrEnum):
    """Where it was. GROUP is written by a group session alone, which asks fewer people."""

    HOME = "home"
    OFFICE = "office"
    SCHOOL = "school"
    ONLINE = "online"
    PHONE = "phone"
    OTHER = "other"
    GROUP = "group"


PLACES = tuple(place for place in Place if place is not Place.GROUP)
"""Those a person chooses between."""


class Source(StrEnum):
    """How a rating came in."""

    FAMILY_MODE = "family_mode"
    PAPER = "paper"
    IMPORT = "import"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Visit:
    """A visit on a day. `is_open` until both halves are in or the practitioner closed it.

    `date_known` is false for imported data that gave only a visit number: the day is
    then counted from a start that the importer stated, and shown as estimated.
    """

    visit_id: UUID
    episode_id: UUID
    family_id: UUID
    visit_date: date
    date_known: bool
    status: VisitStatus
    place: Place | None
    minutes: int | None
    is_open: bool
    created_at: datetime


@dataclass(frozen=True)
class Rating:
    """One scale filled in once; the current revision unless asked for all.

    `items` maps item key to score and is empty when only a total was given: a total
    stays a total. `total` is None only in a revision that withdraws the rating.
    """

    rating_id: UUID
    visit_id: UUID
    member_id: UUID
    rater_kind: RaterKind
    rater_member_id: UUID
    instrument_id: str
    instrument_version: str
    measure: str
    goal_id: UUID
    total: Decimal | None
    items: dict[str, Decimal]
    source: Source
    revision: int
    reason: str
    entered_at: datetime
    entered_by: UUID
