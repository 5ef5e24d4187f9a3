"""The words an assessment is made of: readings in, status out; the reasons are in `reason`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from fit_tracker.domain.people import RaterKind
from fit_tracker.progression.expectation import Expected
from fit_tracker.progression.jacobson_truax import ChangeClass
from fit_tracker.progression.reason import Level, Reason, ReasonCode
from fit_tracker.progression.trend import Trend

RULE_VERSION = "norm-free-2"
"""Changes whenever the same ratings could get another status or reason without a model.

norm-free-2 added the two reasons of a whole family, most_falling and members_diverge.
What a model adds is told by the model's own version.
"""


@dataclass(frozen=True)
class Reading:
    """One total of one person by one rater at one visit. A missing one is not there."""

    visit_id: UUID
    visit_no: int
    on: date
    score: Decimal
    instrument_id: str


@dataclass(frozen=True)
class VisitPoint:
    """A planned visit; `attended` means held *with this rater present*."""

    visit_id: UUID
    visit_no: int
    on: date
    attended: bool


@dataclass(frozen=True)
class Rules:
    """Conventions without evidence behind the exact number: a service may set its own."""

    no_change_visits: int = 6
    missing_visits: int = 2
    persist_visits: int = 2

    def __post_init__(self) -> None:
        if min(self.no_change_visits, self.missing_visits, self.persist_visits) < 1:
            raise ValueError("a rule counts at least one visit")


class Status(StrEnum):
    """What one rater's ratings of one person say, compared with the first of them."""

    IMPROVING = "improving"
    NO_CHANGE_YET = "no_change_yet"
    WORSENING = "worsening"
    TOO_FEW = "too_few"


class FamilyStatus(StrEnum):
    """Most serious first: the order of the members is the order of severity."""

    MORE_SUPPORT = "more_support"
    OFF_EXPECTED = "off_expected"
    STALLED = "stalled"
    DISAGREE = "disagree"
    NO_CHANGE_YET = "no_change_yet"
    TOO_FEW = "too_few"
    IMPROVING = "improving"

    @property
    def severity(self) -> int:
        """0 is the most serious; for sorting."""
        return list(FamilyStatus).index(self)


@dataclass(frozen=True)
class Assessment:
    """What one series means. Everything counts from the current baseline on.

    `above_cut_off`: the last rating is on the ordinary (non-clinical) side, whichever
    way the scale runs; None without a cut-off or a rating. `limit` is None for a scale
    without reliability: then no change of it is ever called reliable. `expected` is what
    a model says of the course from here on; None where none speaks.
    """

    status: Status
    reasons: tuple[Reason, ...]
    n: int
    first: Decimal | None
    last: Decimal | None
    change: Decimal | None
    limit: Decimal | None
    change_class: ChangeClass | None
    trend: Trend | None
    above_cut_off: bool | None
    baseline_no: int
    baseline_visit_no: int | None
    alliance_last: Decimal | None
    instrument_id: str | None
    rule_version: str = RULE_VERSION
    expected: Expected | None = None

    @property
    def needs_attention(self) -> bool:
        return any(reason.level is Level.ATTENTION for reason in self.reasons)

    def has(self, code: ReasonCode) -> bool:
        return any(reason.code is code for reason in self.reasons)


@dataclass(frozen=True, order=True)
class SeriesKey:
    """Whose series: the person it is about, and who rated. Their order means nothing,
    but it is always the same."""

    member_id: UUID
    rater_kind: RaterKind
    rater_member_id: UUID


@dataclass(frozen=True)
class FamilyAssessment:
    """A family's status is the most serious of its series', never a mean."""

    status: FamilyStatus
    needs_attention: bool
    reasons: tuple[tuple[SeriesKey, Reason], ...]
    rule_version: str = RULE_VERSION
