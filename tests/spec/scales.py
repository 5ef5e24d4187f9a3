"""The scales of the spec: real ones, with limits made round so that "equal" can be drawn.

SD = limit / z with r = .5 gives S_diff = SD, and so a limit of exactly 6 (outcome) or 5 (alliance).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from fit_tracker.domain.instruments import Comparator, CutOff, Instrument, Reliability
from fit_tracker.instruments import Catalogue, load_catalogue
from fit_tracker.progression.reliable_change import critical_value

CONFIDENCE = Decimal("0.95")


def with_limit(limit: str) -> Reliability:
    sd = Decimal(limit) / critical_value(CONFIDENCE)
    return Reliability(sd, Decimal("0.5"), CONFIDENCE, "spec", verified=False)


def _scale(name: str, like: str, limit: str | None, cut_off: str | None) -> Instrument:
    return replace(
        load_catalogue().get(like),
        instrument_id=name,
        reliability=None if limit is None else with_limit(limit),
        cut_off=None if cut_off is None else _below(cut_off),
    )


def _below(value: str) -> CutOff:
    return CutOff(Decimal(value), Comparator.BELOW, "spec")


ADULT = _scale("adult", "outcome-adult", "6", "25")
YOUTH = _scale("youth", "outcome-youth", "8", "28")
CHILD = _scale("child", "outcome-child", "10", "28")
ABOUT = _scale("about", "outcome-child-caretaker", "6", "25")
GOAL = _scale("goal", "goal", None, None)
ALLIANCE = _scale("alliance", "alliance-13plus", "5", "36")
DISTRESS = replace(
    ADULT,
    instrument_id="distress",
    form="distress",
    higher_is_better=False,
    cut_off=CutOff(Decimal(15), Comparator.ABOVE, "spec"),
)
SHORT = replace(ADULT, instrument_id="short", form="short", total_max=Decimal(20))

CATALOGUE = Catalogue([ADULT, YOUTH, CHILD, ABOUT, GOAL, ALLIANCE, DISTRESS, SHORT])
