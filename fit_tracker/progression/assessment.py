"""The words an assessment is made of: readings in, status and reasons out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from fit_tracker.domain.people import RaterKind
from fit_tracker.progression.jacobson_truax import ChangeClass
from fit_tracker.progression.trend import Trend

RULE_VERSION = "norm-free-1"
"""Changes whenever the same ratings could get another status or reason."""


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
    STALLED = "stalled"
    DISAGREE = "disagree"
    NO_CHANGE_YET = "no_change_yet"
    TOO_FEW = "too_few"
    IMPROVING = "improving"

    @property
    def severity(self) -> int:
        """0 is the most serious; for sorting."""
        return list(FamilyStatus).index(self)


class Level(StrEnum):
    """ATTENTION asks for a human decision; a HINT is worth knowing and starts nothing."""

    ATTENTION = "attention"
    HINT = "hint"


class ReasonCode(StrEnum):
    WORSENING_PERSISTS = "worsening_persists"
    WORSENING_TWICE = "worsening_twice"
    NO_CHANGE_AFTER_N = "no_change_after_n"
    ALLIANCE_BELOW_CUT_OFF = "alliance_below_cut_off"
    ALLIANCE_DROP = "alliance_drop"
    RATINGS_MISSING = "ratings_missing"
    FIRST_ABOVE_CUT_OFF = "first_above_cut_off"
    RATERS_DISAGREE = "raters_disagree"
    NEW_BASELINE = "new_baseline"

    @property
    def level(self) -> Level:
        return Level.HINT if self in _HINTS else Level.ATTENTION


# Single scores and facts about the scale: alone they are right too seldom to call anyone.
_HINTS = frozenset(
    {
        ReasonCode.ALLIANCE_BELOW_CUT_OFF,
        ReasonCode.FIRST_ABOVE_CUT_OFF,
        ReasonCode.RATERS_DISAGREE,
        ReasonCode.NEW_BASELINE,
    }
)


@dataclass(frozen=True)
class Reason:
    """Why, with the numbers used as exact text ("12.4"), so that it can be recomputed.

    Keys of `numbers`: first, last, change, limit for both worsenings, no change and the
    alliance drop; readings (persists), visits (no change, missing), last, cut_off and
    in_a_row (alliance below), first and cut_off (first above), gain, other_gain, limit,
    other_rater_kind and other_rater_member_id (disagree), and visit_no, baseline_no,
    from_instrument and to_instrument (new baseline).
    """

    code: ReasonCode
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        return self.code.level


@dataclass(frozen=True)
class Assessment:
    """What one series means. Everything counts from the current baseline on.

    `above_cut_off`: the last rating is on the ordinary (non-clinical) side, whichever
    way the scale runs; None without a cut-off or a rating. `limit` is None for a scale
    without reliability: then no change of it is ever called reliable.
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

    @property
    def needs_attention(self) -> bool:
        return any(reason.level is Level.ATTENTION for reason in self.reasons)


@dataclass(frozen=True)
class SeriesKey:
    """Whose series: the person it is about, and who rated."""

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
