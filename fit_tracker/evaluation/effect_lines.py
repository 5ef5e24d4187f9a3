"""The lines of one measure that may be told anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fit_tracker.domain.programmes import Moment
from fit_tracker.evaluation.effect_rows import (
    Comparison,
    Group,
    MeasureRows,
    Once,
    Person,
    Reliable,
    Verdict,
)
from fit_tracker.evaluation.effect_sets import PARENTS, Sets, counted, enough, sums
from fit_tracker.evaluation.effect_told import Told
from fit_tracker.evaluation.estimates import effect_size, mean_interval, paired_change
from fit_tracker.evaluation.told_numbers import rounded

BUNDLES: tuple[tuple[Group, ...], ...] = ((Group.ALL,), PARENTS)
"""All may stand alone; mothers and fathers stand both or neither, for all less one is the other."""


@dataclass
class Lines:
    """What is told anew of one measure, by group."""

    compared: dict[tuple[Group, Moment], Comparison] = field(default_factory=dict)
    once: dict[Group, Once] = field(default_factory=dict)
    reliable: dict[Group, Reliable] = field(default_factory=dict)


@dataclass(frozen=True)
class Maker:
    """One measure on its way into the table. `told` is added to."""

    rows: MeasureRows
    sets: dict[Group, Sets]
    told: Told
    as_of: date

    def people(self, groups: Sequence[Group], part: str) -> dict[Group, tuple[Person, ...]]:
        return {group: getattr(self.sets[group], part) for group in groups}


def compare(maker: Maker, groups: Sequence[Group], moment: Moment) -> dict[Group, Comparison]:
    """Before against `moment` for these groups: all of them, or none where one may not be told."""
    name = moment.value
    people = maker.people(groups, name)
    if not all(_may(found, ("before", name)) for found in people.values()):
        return {}
    if not maker.told.take([sums(found, ("before", name)) for found in people.values()]):
        return {}
    missing = _missing(maker, groups, f"missing_{name}")
    return {
        group: replace(_line(maker, found, moment), missing=missing.get(group))
        for group, found in people.items()
    }


def answered_once(maker: Maker, groups: Sequence[Group]) -> dict[Group, Once]:
    """Those who answered before and never again."""
    people = maker.people(groups, "once")
    if not all(_may(found, ("before",)) for found in people.values()):
        return {}
    if not maker.told.take([sums(found, ("before",)) for found in people.values()]):
        return {}
    return {group: _once(maker, found) for group, found in people.items()}


def verdict(low: float | None, high: float | None, higher_is_better: bool) -> Verdict:
    """What an interval of a change says. One that touches zero holds it.

    Example: a fall of 0.4 (-0.7 to -0.1) on a scale of stress is an improvement.
    """
    if low is None or high is None or low <= 0 <= high:
        return Verdict.NONE_MEASURABLE
    return Verdict.IMPROVED if (low > 0) is higher_is_better else Verdict.WORSENED


def _line(maker: Maker, people: Sequence[Person], moment: Moment) -> Comparison:
    before = [one.before.total for one in people if one.before]
    later = [given.total for one in people if (given := getattr(one, moment.value))]
    families = [one.family for one in people]
    change, effect = paired_change(before, later, families), effect_size(before, later, families)
    assert change is not None, "enough() has seen to it"
    low, high = rounded(change.low), rounded(change.high)
    return Comparison(
        moment,
        maker.as_of,
        n=change.n,
        before=rounded(change.before),
        later=rounded(change.after),
        change=rounded(change.change),
        low=low,
        high=high,
        p=rounded(change.p, 4),
        effect=rounded(effect.value),
        effect_low=rounded(effect.low),
        effect_high=rounded(effect.high),
        verdict=verdict(low, high, maker.rows.instrument.higher_is_better),
    )


def _missing(maker: Maker, groups: Sequence[Group], part: str) -> dict[Group, int]:
    """How many had the time and did not answer, where they are as many as five in each."""
    people = maker.people(groups, part)
    if not all(enough(found) for found in people.values()):
        return {}
    if not maker.told.take([counted(found) for found in people.values()]):
        return {}
    return {group: len(found) for group, found in people.items()}


def _once(maker: Maker, people: Sequence[Person]) -> Once:
    mean = mean_interval([one.before.total for one in people if one.before])
    assert mean is not None, "enough() has seen to it"
    return Once(maker.as_of, mean.n, rounded(mean.value))


def _may(people: Sequence[Person], moments: Sequence[str]) -> bool:
    """Enough of them, and not all of one opinion: their mean would be what each of them said."""
    return enough(people) and all(_differ(people, moment) for moment in moments)


def _differ(people: Sequence[Person], moment: str) -> bool:
    return len({given.total for one in people if (given := getattr(one, moment))}) > 1
