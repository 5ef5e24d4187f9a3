"""The rule that looks at other families: a learned model's risk, and what yields to it."""

from __future__ import annotations

from dataclasses import replace

from fit_tracker.progression.assessment import Rules
from fit_tracker.progression.baseline import Baseline
from fit_tracker.progression.expectation import Expected
from fit_tracker.progression.reason import YIELDS_TO, Reason, ReasonCode
from fit_tracker.progression.rules import stays_ordinary

RUNNING = 2
"""Ratings running over the threshold for which the alarm budget was computed."""


def expected_risk(outcome: Baseline, expected: Expected, rules: Rules) -> Reason | None:
    """The alarm score is at or over the model's threshold at the latest ratings running.

    As many as `persist_visits`, but never fewer than two: the alarm budget counts flags
    that stood twice in a row, and at one rating it would not hold. Never said of somebody
    who began well and still is: a course that cannot gain reliably ends without gain, and
    a flag for that would be right and of no use.
    """
    needed = max(rules.persist_visits, RUNNING)
    if expected.over < needed or stays_ordinary(outcome):
        return None
    return Reason(ReasonCode.EXPECTED_RISK, _risk_numbers(expected) | {"needed": str(needed)})


def yielding(reason: Reason | None, expected: Expected | None) -> Reason | None:
    """The same reason as a hint where a model speaks: two alarms about the same worsening
    would break the budget that the model's threshold was chosen for."""
    if reason is None or expected is None:
        return reason
    return replace(reason, numbers=reason.numbers | {YIELDS_TO: expected.model_version})


def _risk_numbers(expected: Expected) -> dict[str, str]:
    numbers = {
        "risk_not_success": _share(expected.risk_not_success),
        "risk_deteriorated": _share(expected.risk_deteriorated),
        "threshold": _share(expected.threshold),
        "in_a_row": str(expected.over),
        "below": str(expected.below),
        "model_version": expected.model_version,
        "n_courses": str(expected.n_courses),
        "ppv_hits": str(expected.ppv_hits),
        "ppv_n": str(expected.ppv_n),
    }
    if expected.ppv_low is None or expected.ppv_high is None:
        return numbers
    return numbers | {"ppv_low": _share(expected.ppv_low), "ppv_high": _share(expected.ppv_high)}


def _share(value: float) -> str:
    """At most three decimals, and so never "1e-05"."""
    return str(round(float(value), 3))
