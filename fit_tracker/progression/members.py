"""What several members of one family say together: counts of persons, never a mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from fit_tracker.progression.assessment import Assessment, SeriesKey, Status
from fit_tracker.progression.reason import Reason, ReasonCode

Found = Mapping[SeriesKey, Assessment]


def of_members(by_series: Found) -> Iterator[tuple[SeriesKey, Reason]]:
    """The reasons of the family as a whole.

    Flags are kept by series and code, so each is filed under the first of the family's
    series in their fixed order, whoever falls: the same from visit to visit, unless a new
    rater comes before it. That series says nothing about the reason.
    """
    for reason in (most_falling(by_series), members_diverge(by_series)):
        if reason is not None:
            yield min(by_series), reason


def most_falling(by_series: Found) -> Reason | None:
    """More than half, and at least two, of the members who can be judged are falling.

    A member falls when any rater's series about them is reliably worse or stands over the
    model's alarm threshold; how far does not matter. Who has fewer than two ratings, or
    only a scale without known error, cannot be judged and is not counted.

    When nobody changes (ten ratings each, independent errors) this is ever said of 0.5 %
    of families with two members, 1.5 % with three, and fewer with four or five.
    """
    falling = _persons(by_series, _falls)
    judged = _persons(by_series, _can_be_judged) | falling
    if len(falling) < 2 or 2 * len(falling) <= len(judged):
        return None
    numbers = {"falling": str(len(falling)), "members": str(len(judged))}
    return Reason(ReasonCode.MOST_FALLING, numbers)


def members_diverge(by_series: Found) -> Reason | None:
    """One member reliably better while *another* is reliably worse.

    Raters who see one and the same member differently are `raters_disagree`.
    """
    better = _persons(by_series, lambda found: found.status is Status.IMPROVING)
    worse = _persons(by_series, lambda found: found.status is Status.WORSENING)
    if not better or not worse or len(better | worse) < 2:
        return None
    numbers = {"better": str(len(better)), "worse": str(len(worse))}
    return Reason(ReasonCode.MEMBERS_DIVERGE, numbers)


def _persons(by_series: Found, holds: Callable[[Assessment], bool]) -> frozenset[UUID]:
    """The members of whom it holds as at least one rater sees them."""
    return frozenset(key.member_id for key, found in by_series.items() if holds(found))


def _falls(found: Assessment) -> bool:
    return found.status is Status.WORSENING or found.has(ReasonCode.EXPECTED_RISK)


def _can_be_judged(found: Assessment) -> bool:
    return found.change is not None and found.limit is not None
