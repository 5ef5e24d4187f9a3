"""A family's status: the most serious of its series', never a mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from fit_tracker.instruments import Catalogue
from fit_tracker.progression.assessment import (
    Assessment,
    FamilyAssessment,
    FamilyStatus,
    SeriesKey,
    Status,
)
from fit_tracker.progression.members import of_members
from fit_tracker.progression.reason import Level, Reason, ReasonCode

_OWN_STATUS = {
    Status.NO_CHANGE_YET: FamilyStatus.NO_CHANGE_YET,
    Status.TOO_FEW: FamilyStatus.TOO_FEW,
    Status.IMPROVING: FamilyStatus.IMPROVING,
}


def assess_family(
    by_series: Mapping[SeriesKey, Assessment], catalogue: Catalogue
) -> FamilyAssessment:
    """Put the series of one family side by side.

    The status is the most serious one: anybody reliably worse, somebody below what was
    expected, somebody stalled, raters who disagree, no reliable change yet, too few
    ratings, everybody improving. Whether the family needs attention is a separate
    question: some reason must ask for it, and one single low rating does not.

    The order of `by_series` decides nothing but the order in which reasons of one kind
    are told.
    """
    disagreements = tuple(_disagreements(by_series, catalogue))
    own = tuple((key, r) for key, a in by_series.items() for r in a.reasons)
    reasons = own + disagreements + tuple(of_members(by_series))
    statuses = [_series_status(assessment) for assessment in by_series.values()]
    if disagreements:
        statuses.append(FamilyStatus.DISAGREE)
    return FamilyAssessment(
        status=min(statuses, key=lambda s: s.severity, default=FamilyStatus.TOO_FEW),
        needs_attention=any(reason.level is Level.ATTENTION for _, reason in reasons),
        reasons=_most_serious_first(reasons),
    )


def _series_status(assessment: Assessment) -> FamilyStatus:
    """A series' own share. "Stalled" is never said of somebody who improves; "below what
    was expected" may be: less progress than usual is not progress enough."""
    if assessment.status is Status.WORSENING:
        return FamilyStatus.MORE_SUPPORT
    if assessment.has(ReasonCode.EXPECTED_RISK):
        return FamilyStatus.OFF_EXPECTED
    stuck = assessment.status is Status.NO_CHANGE_YET and assessment.needs_attention
    return FamilyStatus.STALLED if stuck else _OWN_STATUS[assessment.status]


def _most_serious_first(
    reasons: tuple[tuple[SeriesKey, Reason], ...],
) -> tuple[tuple[SeriesKey, Reason], ...]:
    order = list(ReasonCode)
    return tuple(
        sorted(reasons, key=lambda pair: (pair[1].level is Level.HINT, order.index(pair[1].code)))
    )


def _disagreements(
    by_series: Mapping[SeriesKey, Assessment], catalogue: Catalogue
) -> Iterator[tuple[SeriesKey, Reason]]:
    for one, other in combinations(sorted(by_series), 2):
        if one.member_id != other.member_id:
            continue
        reason = _disagree(by_series[one], other, by_series[other], catalogue)
        if reason is not None:
            yield one, reason


def _disagree(
    mine: Assessment, other_key: SeriesKey, other: Assessment, catalogue: Catalogue
) -> Reason | None:
    """Two raters about the *same* member whose changes differ by more than their errors.

    |gain - other gain| > sqrt(limit^2 + other limit^2): the limit for a difference of two
    independent changes. One reliably better and one reliably worse always differ so much.
    How two persons each feel about themselves is never compared, nor levels (parents and
    children use the scale differently), nor scales of unequal length.
    """
    gain, other_gain = _gain(mine, catalogue), _gain(other, catalogue)
    if gain is None or other_gain is None or mine.limit is None or other.limit is None:
        return None
    if _span(mine, catalogue) != _span(other, catalogue):
        return None
    squared = mine.limit**2 + other.limit**2
    if (gain - other_gain) ** 2 <= squared:
        return None
    return Reason(
        ReasonCode.RATERS_DISAGREE,
        {
            "gain": str(gain),
            "other_gain": str(other_gain),
            "limit": str(squared.sqrt()),
            "other_rater_kind": other_key.rater_kind.value,
            "other_rater_member_id": str(other_key.rater_member_id),
        },
    )


def _gain(assessment: Assessment, catalogue: Catalogue) -> Decimal | None:
    """The change, counted so that a plus is for the better."""
    if assessment.change is None or assessment.instrument_id is None:
        return None
    better_up = catalogue.get(assessment.instrument_id).higher_is_better
    return assessment.change if better_up else -assessment.change


def _span(assessment: Assessment, catalogue: Catalogue) -> Decimal:
    scale = catalogue.get(assessment.instrument_id or "")
    return scale.total_max - scale.total_min
