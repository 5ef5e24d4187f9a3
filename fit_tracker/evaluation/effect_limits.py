"""How many improved by more than the scale's measurement error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from fit_tracker.domain.instruments import Instrument, Reliability
from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.effect_rows import Basis, Group, Limit, Person, Reliable
from fit_tracker.evaluation.effect_sets import Sets, counted
from fit_tracker.evaluation.effect_told import Told
from fit_tracker.evaluation.estimates import own_error, wilson
from fit_tracker.evaluation.scale_error import decimal_of
from fit_tracker.progression.reliable_change import (
    Direction,
    direction_of,
    reliable_change_index,
)

CONFIDENCE = Decimal("0.95")


def limit_of(instrument: Instrument, sets: Sets) -> Limit:
    """The change that must be exceeded: the pack's own, else from the programme's answers.

    A pack that states its SD and reliability is judged by them here as on the family's page.
    Otherwise both come from the first answers of those in the table: SD of the totals and
    Cronbach's alpha of the items, when at least 30 have all items. Otherwise there is none, and
    nobody is called reliably improved.
    """
    if instrument.reliability is not None:
        return Limit(Basis.PACK, float(reliable_change_index(instrument.reliability)))
    answers = [one.before for one in _told_people(sets) if one.before and one.before.items]
    found = own_error([one.total for one in answers], [one.items for one in answers])
    if found is None:
        return Limit(Basis.NONE)
    known = Reliability(decimal_of(found.sd), decimal_of(found.alpha), CONFIDENCE, "", False)
    value = float(reliable_change_index(known))
    return Limit(Basis.OWN, value, float(known.sd), float(known.coefficient), found.n)


def improved(
    instrument: Instrument,
    limit: Limit,
    sets: dict[Group, Sets],
    groups: Sequence[Group],
    told: Told,
    as_of: date,
) -> dict[Group, Reliable]:
    """Of those who answered before and after, how many improved by more than the limit.

    Told only when both they and the others are at least five, in each of the groups.
    """
    if limit.value is None:
        return {}
    people = {group: sets[group].after for group in groups}
    better = {group: _better(instrument, limit, found) for group, found in people.items()}
    pairs = [(len(better[group]), len(people[group])) for group in groups]
    if not all(SMALLEST <= k <= n - SMALLEST for k, n in pairs):
        return {}
    shares = [counted(found) for both in (people, better) for found in both.values()]
    if not told.take(shares):
        return {}
    return {
        group: Reliable(as_of, k, n, *(round(end, 4) for end in wilson(k, n)))
        for group, (k, n) in zip(groups, pairs, strict=True)
    }


def _better(instrument: Instrument, limit: Limit, people: Sequence[Person]) -> list[Person]:
    exact = Decimal(repr(limit.value))
    return [
        one
        for one in people
        if one.before
        and one.after
        and direction_of(one.after.total - one.before.total, exact, instrument.higher_is_better)
        is Direction.BETTER
    ]


def _told_people(sets: Sets) -> list[Person]:
    """Everybody in some mean of the table, each once, in an order of their own."""
    found = {one.person: one for part in (sets.after, sets.follow_up, sets.once) for one in part}
    return [found[key] for key in sorted(found)]
