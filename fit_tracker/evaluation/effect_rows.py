"""What the table of a programme is computed from, and what it holds afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.programmes import Moment


class Group(StrEnum):
    """Who is looked at. ALL are everybody who was asked, others than parents too."""

    ALL = "all"
    MOTHERS = "mothers"
    FATHERS = "fathers"
    OTHERS = "others"


class Verdict(StrEnum):
    """What the interval says. NONE_MEASURABLE: it holds zero, which is not "no change"."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NONE_MEASURABLE = "none_measurable"
    TOO_FEW = "too_few"


class Basis(StrEnum):
    """Where the limit of a reliable change comes from."""

    PACK = "pack"
    OWN = "own"
    NONE = "none"


@dataclass(frozen=True)
class Given:
    """One answer. `key` is the same only for the same answer in the same revision."""

    key: str
    total: Decimal
    items: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Person:
    """One person's answers to one measure; `due_*`: the time to answer has passed."""

    person: str
    family: str
    group: Group
    before: Given | None
    after: Given | None
    follow_up: Given | None
    due_after: bool
    due_follow_up: bool


@dataclass(frozen=True)
class MeasureRows:
    """A measure of the programme with everybody who takes part in it."""

    code: str
    instrument: Instrument
    each_visit: bool
    asks_follow_up: bool
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Comparison:
    """Before against one later moment, of those who answered both. Everything is None where it
    may not be told; `missing` had the time to answer and did not. Points of the scale."""

    moment: Moment
    as_of: date
    n: int | None = None
    missing: int | None = None
    before: float | None = None
    later: float | None = None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    p_holm: float | None = None
    effect: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None
    verdict: Verdict = Verdict.TOO_FEW


@dataclass(frozen=True)
class Once:
    """Those who answered before and never again: how many, and their mean."""

    as_of: date
    n: int | None = None
    before: float | None = None


@dataclass(frozen=True)
class Reliable:
    """How many improved by more than `limit` right after, of `n`; low, high: of the share."""

    as_of: date
    improved: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class GroupEffect:
    """One group's lines. `follow_up` is None where it is not asked."""

    group: Group
    after: Comparison
    follow_up: Comparison | None
    once: Once
    reliable: Reliable


@dataclass(frozen=True)
class Limit:
    """The change to exceed. For OWN: from the SD and alpha of `n` first answers."""

    basis: Basis
    value: float | None = None
    sd: float | None = None
    alpha: float | None = None
    n: int | None = None


@dataclass(frozen=True)
class MeasureEffect:
    """A measure of the table; `names` are (language, name) as the scale had them."""

    code: str
    names: tuple[tuple[str, str], ...]
    instrument_id: str
    instrument_version: str
    minimum: float
    maximum: float
    higher_is_better: bool
    each_visit: bool
    limit: Limit
    groups: tuple[GroupEffect, ...]

    def group(self, wanted: Group) -> GroupEffect | None:
        return next((one for one in self.groups if one.group is wanted), None)

    def worth(self, points: float) -> float:
        """A change as a share of the scale's range, up when it is for the better."""
        share = points / (self.maximum - self.minimum)
        return share if self.higher_is_better else -share


@dataclass(frozen=True)
class PublishedMean:
    """What others printed about the measure, for the same axis."""

    measure: str
    group: Group
    before: float
    after: float
    measurable: str


@dataclass(frozen=True)
class Money:
    """Kroner; low and high say the same where nothing is uncertain."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class VariantCost:
    """One participant in one variant: their share of starting up, running it, and together."""

    variant: str
    starting: Money
    running: Money
    total: Money


@dataclass(frozen=True)
class ImprovedCost:
    """One reliably improved participant by one measure."""

    measure: str
    cost: Money


@dataclass(frozen=True)
class Costs:
    """`participants` is None where it may not be told: then there are no costs either.
    `left_out`: lines whose number of units nobody has stated."""

    participants: int | None
    variants: tuple[VariantCost, ...] = ()
    overall: Money | None = None
    improved: tuple[ImprovedCost, ...] = ()
    price_levels: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class EffectTable:
    """Everything of one snapshot. Nothing of a person, nothing that may not be told."""

    programme: str
    data_until: date
    definitions_version: str
    measures: tuple[MeasureEffect, ...]
    published: tuple[PublishedMean, ...]
    costs: Costs
