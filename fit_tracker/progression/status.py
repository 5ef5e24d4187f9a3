"""The status of one person as one rater sees it; a family's is in `family`.

This module is the door: whoever uses assessments imports their words from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from fit_tracker.domain.instruments import GROUP_ALLIANCE
from fit_tracker.instruments import Catalogue
from fit_tracker.progression import rules as rule
from fit_tracker.progression.assessment import (
    RULE_VERSION,
    Assessment,
    FamilyAssessment,
    FamilyStatus,
    Reading,
    Rules,
    SeriesKey,
    Status,
    VisitPoint,
)
from fit_tracker.progression.baseline import Baseline, current_baseline
from fit_tracker.progression.expectation import Expected
from fit_tracker.progression.family import assess_family
from fit_tracker.progression.jacobson_truax import ChangeClass, classify
from fit_tracker.progression.reason import Level, Reason, ReasonCode
from fit_tracker.progression.reliable_change import Direction
from fit_tracker.progression.rule_expected import expected_risk, yielding
from fit_tracker.progression.storing import family_from_json, from_json, to_json
from fit_tracker.progression.trend import Trend, reliable_trend

__all__ = [
    "RULE_VERSION",
    "Assessment",
    "ChangeClass",
    "FamilyAssessment",
    "FamilyStatus",
    "Level",
    "Reading",
    "Reason",
    "ReasonCode",
    "Rules",
    "SeriesKey",
    "Status",
    "Trend",
    "VisitPoint",
    "assess_family",
    "assess_series",
    "family_from_json",
    "from_json",
    "to_json",
]

CONVENTION = Rules()


def assess_series(
    outcome: Sequence[Reading],
    alliance: Sequence[Reading],
    visits: Sequence[VisitPoint],
    catalogue: Catalogue,
    rules: Rules = CONVENTION,
    expected: Expected | None = None,
) -> Assessment:
    """Assess ONE member as rated by ONE rater; other raters have their own series.

    `outcome` and `alliance` are that rater's totals, `visits` those of the course in
    which the rater could have rated. Order does not matter; what is missing is left out.
    The status compares the latest rating with the first since the current baseline, also
    where a model speaks: `expected` adds a reason and makes hints of two others.
    """
    run = current_baseline(outcome, catalogue)
    bonds = _bonds(alliance, catalogue)
    reasons = (
        *_outcome_reasons(run, visits, rules, expected),
        _first(rule.alliance_drop(bond) for bond in bonds),
        rule.ratings_missing(outcome, visits, rules),
        *_hints(run, bonds),
    )
    found = tuple(reason for reason in reasons if reason is not None)
    bond_last = bonds[0].last.score if bonds else None
    if run is None:
        return _nothing_rated(found, bond_last)
    return replace(_rated(run, found, bond_last), expected=expected)


def _outcome_reasons(
    run: Baseline | None, visits: Sequence[VisitPoint], rules: Rules, expected: Expected | None
) -> tuple[Reason | None, ...]:
    if run is None:
        return ()
    return (
        yielding(rule.worsening_persists(run, rules), expected),
        rule.worsening_twice(run),
        None if expected is None else expected_risk(run, expected, rules),
        yielding(rule.no_change_after_n(run, visits, rules), expected),
    )


def _bonds(alliance: Sequence[Reading], catalogue: Catalogue) -> list[Baseline]:
    """The alliance with one's own practitioners, and that of a group, each on its own: they are
    other questions about other people, and in turns they would start over at every visit."""
    own: list[Reading] = []
    group: list[Reading] = []
    for reading in alliance:
        measure = catalogue.get(reading.instrument_id).measure
        (group if measure == GROUP_ALLIANCE else own).append(reading)
    runs = (current_baseline(readings, catalogue) for readings in (own, group))
    return [run for run in runs if run is not None]


def _first(reasons: Iterable[Reason | None]) -> Reason | None:
    """The same reason is said once: of the own alliance before that of a group."""
    return next((reason for reason in reasons if reason is not None), None)


def _hints(run: Baseline | None, bonds: Sequence[Baseline]) -> tuple[Reason | None, ...]:
    low = _first(rule.alliance_below_cut_off(bond) for bond in bonds)
    return (low,) if run is None else (low, rule.first_above_cut_off(run), rule.new_baseline(run))


def _nothing_rated(reasons: tuple[Reason, ...], alliance_last: Decimal | None) -> Assessment:
    return Assessment(
        status=Status.TOO_FEW,
        reasons=reasons,
        n=0,
        first=None,
        last=None,
        change=None,
        limit=None,
        change_class=None,
        trend=None,
        above_cut_off=None,
        baseline_no=0,
        baseline_visit_no=None,
        alliance_last=alliance_last,
        instrument_id=None,
    )


def _rated(run: Baseline, reasons: tuple[Reason, ...], alliance_last: Decimal | None) -> Assessment:
    enough = len(run.readings) > 1
    clinical = run.is_clinical(run.last)
    return Assessment(
        status=_status(run) if enough else Status.TOO_FEW,
        reasons=reasons,
        n=len(run.readings),
        first=run.first.score,
        last=run.last.score,
        change=run.change if enough else None,
        limit=run.limit,
        change_class=_change_class(run) if enough else None,
        trend=_trend(run) if enough else None,
        above_cut_off=None if clinical is None else not clinical,
        baseline_no=run.number,
        baseline_visit_no=run.first.visit_no,
        alliance_last=alliance_last,
        instrument_id=run.instrument.instrument_id,
    )


def _status(run: Baseline) -> Status:
    match run.direction(run.last):
        case Direction.BETTER:
            return Status.IMPROVING
        case Direction.WORSE:
            return Status.WORSENING
        case Direction.NONE:
            return Status.NO_CHANGE_YET


def _change_class(run: Baseline) -> ChangeClass | None:
    if run.limit is None:
        return None
    scale = run.instrument
    return classify(
        run.first.score, run.last.score, run.limit, scale.cut_off, scale.higher_is_better
    )


def _trend(run: Baseline) -> Trend | None:
    scale = run.instrument
    if scale.reliability is None:
        return None
    points = [(reading.visit_no, reading.score) for reading in run.readings]
    return reliable_trend(points, scale.reliability, scale.higher_is_better)
