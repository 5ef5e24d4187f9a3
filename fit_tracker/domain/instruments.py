"""What a rating scale is. Direction, cut-off and reliability are data, never assumptions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fit_tracker.domain.people import RaterKind

OUTCOME = "outcome"
ALLIANCE = "alliance"
GROUP_ALLIANCE = "group_alliance"
GOAL = "goal"
SAFETY = "safety"
"""The measures the visit flow knows by name; a site's packs may bring others."""


class Comparator(StrEnum):
    """Which side of the cut-off is clinical, and whether the cut-off itself is."""

    BELOW = "<"
    AT_OR_BELOW = "<="
    ABOVE = ">"
    AT_OR_ABOVE = ">="


@dataclass(frozen=True)
class CutOff:
    """`score comparator value` reads "is on the clinical side"."""

    value: Decimal
    comparator: Comparator
    source: str

    def is_clinical(self, score: Decimal) -> bool:
        match self.comparator:
            case Comparator.BELOW:
                return score < self.value
            case Comparator.AT_OR_BELOW:
                return score <= self.value
            case Comparator.ABOVE:
                return score > self.value
            case Comparator.AT_OR_ABOVE:
                return score >= self.value


@dataclass(frozen=True)
class Reliability:
    """What the reliable change index is computed from; `verified` says whether a
    source was read for these numbers or they are a convention."""

    sd: Decimal
    coefficient: Decimal
    confidence: Decimal
    source: str
    verified: bool


@dataclass(frozen=True)
class Item:
    """One line of a scale: texts by language ("da", "en")."""

    key: str
    label: dict[str, str]
    hint: dict[str, str]
    low: dict[str, str]
    high: dict[str, str]


@dataclass(frozen=True)
class Instrument:
    """One scale for one age band and a set of raters.

    `form` groups packs with the same wording, so that a series may run on across a
    change of pack (13-17 to 18+); another form starts a new baseline.
    `item_min`..`item_max` in steps of `item_step`; the total is the sum of items times
    `factor`, in `total_min`..`total_max`.
    """

    instrument_id: str
    version: str
    measure: str
    form: str
    name: dict[str, str]
    question: dict[str, str]
    instruction: dict[str, str]
    items: tuple[Item, ...]
    item_min: Decimal
    item_max: Decimal
    item_step: Decimal
    factor: Decimal
    total_min: Decimal
    total_max: Decimal
    higher_is_better: bool
    age_min: int
    age_max: int
    raters: frozenset[RaterKind]
    cut_off: CutOff | None
    reliability: Reliability | None
    licence: str
    origin: str

    def suits(self, age: int, rater: RaterKind) -> bool:
        return self.age_min <= age <= self.age_max and rater in self.raters
