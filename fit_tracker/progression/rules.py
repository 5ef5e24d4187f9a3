"""The norm-free rules. Each returns its reason with the numbers it used, or None.

None of them looks at other families: they need nothing but the person's own ratings and
the scale's measurement error, and so they hold also where few courses have ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from fit_tracker.progression.assessment import Reading, Rules, VisitPoint
from fit_tracker.progression.baseline import Baseline
from fit_tracker.progression.reason import Reason, ReasonCode
from fit_tracker.progression.reliable_change import Direction


def worsening_persists(outcome: Baseline, rules: Rules) -> Reason | None:
    """Reliably worse than the first rating at the latest `persist_visits` ratings running.

    A single drop is no alarm: with r = .85 one person in three who is *not* changing
    shows at least one drop of 6 points in nine ratings.
    """
    worse = _running(outcome, Direction.WORSE)
    if worse < rules.persist_visits:
        return None
    return Reason(
        ReasonCode.WORSENING_PERSISTS, _change_numbers(outcome) | {"readings": str(worse)}
    )


def worsening_twice(outcome: Baseline) -> Reason | None:
    """So much worse, more than twice the limit, that it does not wait for a second rating."""
    limit = outcome.limit
    if limit is None or outcome.direction(outcome.last) is not Direction.WORSE:
        return None
    if abs(outcome.change) <= 2 * limit:
        return None
    return Reason(ReasonCode.WORSENING_TWICE, _change_numbers(outcome))


def no_change_after_n(
    outcome: Baseline, visits: Sequence[VisitPoint], rules: Rules
) -> Reason | None:
    """No reliable change at the latest rating, `no_change_visits` visits after the first.

    Counts attended visits after the first rating's and up to the latest rating's: later
    ones without a rating have their own rule. Somebody who began and still is on the
    ordinary side has little room to improve, and is not called stalled.
    """
    if outcome.limit is None or outcome.direction(outcome.last) is not Direction.NONE:
        return None
    if stays_ordinary(outcome):
        return None
    count = _visits_between(outcome, visits)
    if count < rules.no_change_visits:
        return None
    return Reason(ReasonCode.NO_CHANGE_AFTER_N, _change_numbers(outcome) | {"visits": str(count)})


def alliance_below_cut_off(alliance: Baseline) -> Reason | None:
    """The latest alliance rating is on the wrong side of the scale's cut-off. Only a hint."""
    low = _running_clinical(alliance)
    cut_off = alliance.instrument.cut_off
    if not low or cut_off is None:
        return None
    return Reason(
        ReasonCode.ALLIANCE_BELOW_CUT_OFF,
        {
            "last": str(alliance.last.score),
            "cut_off": str(cut_off.value),
            "in_a_row": str(low),
        },
    )


def alliance_drop(alliance: Baseline) -> Reason | None:
    """Down from the person's *first* alliance rating by more than the scale's limit.

    Not from the best so far: the best of many noisy ratings is partly luck, so that rule
    fires more often the longer a family has come (docs/methods.md has the rates). Starts
    high and falls is the pattern to act on; a fall back from a later peak shows up as
    the hint for a rating below the cut-off.
    """
    if alliance.direction(alliance.last) is not Direction.WORSE:
        return None
    # A person may rate both their own practitioners and a group: say which fell.
    scale = {"instrument": alliance.instrument.instrument_id}
    return Reason(ReasonCode.ALLIANCE_DROP, _change_numbers(alliance) | scale)


def ratings_missing(
    outcome: Sequence[Reading], visits: Sequence[VisitPoint], rules: Rules
) -> Reason | None:
    """No outcome rating at any of the latest `missing_visits` attended visits."""
    attended = sorted((v for v in visits if v.attended), key=lambda visit: visit.visit_no)
    latest = attended[-rules.missing_visits :]
    rated = {reading.visit_id for reading in outcome}
    if len(latest) < rules.missing_visits or any(v.visit_id in rated for v in latest):
        return None
    missed = takewhile(lambda visit: visit.visit_id not in rated, reversed(attended))
    return Reason(ReasonCode.RATINGS_MISSING, {"visits": str(len(list(missed)))})


def first_above_cut_off(outcome: Baseline) -> Reason | None:
    """The first rating is already on the ordinary side: little room for progress to show."""
    cut_off = outcome.instrument.cut_off
    if cut_off is None or outcome.is_clinical(outcome.first):
        return None
    return Reason(
        ReasonCode.FIRST_ABOVE_CUT_OFF,
        {"first": str(outcome.first.score), "cut_off": str(cut_off.value)},
    )


def new_baseline(outcome: Baseline) -> Reason | None:
    """The wording changed during the course, so that counting began anew."""
    if outcome.left_instrument_id is None:
        return None
    return Reason(
        ReasonCode.NEW_BASELINE,
        {
            "visit_no": str(outcome.first.visit_no),
            "baseline_no": str(outcome.number),
            "from_instrument": outcome.left_instrument_id,
            "to_instrument": outcome.first.instrument_id,
        },
    )


def _change_numbers(series: Baseline) -> dict[str, str]:
    return {
        "first": str(series.first.score),
        "last": str(series.last.score),
        "change": str(series.change),
        "limit": str(series.limit),
    }


def _running(series: Baseline, direction: Direction) -> int:
    same = takewhile(lambda r: series.direction(r) is direction, reversed(series.readings))
    return len(list(same))


def _running_clinical(series: Baseline) -> int:
    return len(list(takewhile(series.is_clinical, reversed(series.readings))))


def stays_ordinary(outcome: Baseline) -> bool:
    """Began and still is on the ordinary side of the cut-off, and not reliably worse:
    with little room for a reliable gain its absence means little."""
    if outcome.direction(outcome.last) is Direction.WORSE:
        return False
    ends = (outcome.first, outcome.last)
    return all(outcome.is_clinical(reading) is False for reading in ends)


def _visits_between(outcome: Baseline, visits: Sequence[VisitPoint]) -> int:
    first, last = outcome.first.visit_no, outcome.last.visit_no
    held = {visit.visit_no for visit in visits if visit.attended}
    held |= {reading.visit_no for reading in outcome.readings}
    return sum(first < number <= last for number in held)
