"""What a review is counted from, as it was read: courses, ratings, responses, children.

Ids are text: they are compared and nothing else, and there are very many of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fit_tracker.domain.instruments import CutOff
from fit_tracker.domain.programmes import Programme
from fit_tracker.domain.reviews import Period


@dataclass(frozen=True)
class Course:
    """One course begun by the period's last day. `status` is the family's at its latest
    assessment; period_*: what happened in the period. `services` and the `programmes` that
    somebody of the family takes part in stand beside the days they began."""

    episode_id: str
    family_id: str
    team_id: str
    first_service: str
    services: tuple[str, ...]
    service_days: tuple[date, ...]
    programmes: tuple[str, ...]
    programme_days: tuple[date, ...]
    started_on: date
    ended_on: date | None
    end_reason: str | None
    end_planned: bool | None
    status: str
    youngest: int | None
    first_visit_on: date | None
    visits: int
    baseline: bool
    late_rating: bool
    period_visits: int
    period_missed: int
    period_with_outcome: int
    period_with_alliance: int
    period_minutes: int
    offer_minutes: int
    practitioner_changes: int


@dataclass(frozen=True)
class Ratings:
    """The ratings that one rater gave of one person on one measure, oldest first, in tenths;
    `days` are counted from 1970-01-01, `instruments` are places in `Scales`, 0 for unknown."""

    episode_id: str
    member_id: str
    rater_kind: str
    rater_member_id: str
    measure: str
    tenths: tuple[int, ...]
    days: tuple[int, ...]
    instruments: tuple[int, ...]


@dataclass(frozen=True)
class Response:
    response_id: str
    episode_id: str
    origin: str
    raised_on: date
    closed_on: date | None
    result: str | None
    contacted_on: date | None
    decided_on: date | None
    with_flag: bool


@dataclass(frozen=True)
class Child:
    """A child in an emergency offer that has ended; "" where nothing was written up."""

    offer_id: str
    episode_id: str
    member_id: str
    started_on: date
    ended_on: date
    lives_first: str
    lives_latest: str
    attends_first: str
    attends_latest: str


@dataclass(frozen=True)
class Participant:
    enrolment_id: str
    programme_id: str
    episode_id: str
    started_on: date


@dataclass(frozen=True)
class Scale:
    """What a review must know of an instrument. `on_bands`: 0 to 40, higher is better."""

    instrument_id: str
    form: str
    higher_is_better: bool
    on_bands: bool
    limit: Decimal | None
    cut_off: CutOff | None


@dataclass(frozen=True)
class ProgrammeScope:
    programme_id: str
    service_ids: frozenset[str]


@dataclass(frozen=True)
class Scope:
    """What the series is about; empty sets mean all."""

    team_ids: frozenset[str]
    service_ids: frozenset[str]
    programme_id: str | None


@dataclass(frozen=True)
class Facts:
    """Everything of the site by the last day of `period`; `scope` says what of it is told."""

    period: Period
    scope: Scope
    courses: Sequence[Course]
    ratings: Sequence[Ratings]
    responses: Sequence[Response]
    children: Sequence[Child]
    participants: Sequence[Participant]
    scales: Sequence[Scale]
    programmes: Sequence[ProgrammeScope]
    teams: Mapping[str, str]
    services: Mapping[str, str]
    """The codes of services, which stand for them in the figures."""
    programme: Programme | None = None
    pairs: int = 0
    practitioners: int = 0
