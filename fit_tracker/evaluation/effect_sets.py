"""Who is in which figure of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.effect_rows import Given, Group, Person
from fit_tracker.evaluation.effect_told import Statistic

PARENTS = (Group.MOTHERS, Group.FATHERS)


@dataclass(frozen=True)
class Sets:
    """One group: answered before and after, before and at follow-up, before only; and those
    who had the time to answer and did not."""

    after: tuple[Person, ...]
    follow_up: tuple[Person, ...]
    once: tuple[Person, ...]
    missing_after: tuple[Person, ...]
    missing_follow_up: tuple[Person, ...]


def sets_of(people: Sequence[Person]) -> dict[Group, Sets]:
    """The sets of everybody, mothers and fathers.

    When fewer than five of a group are in one of after and follow-up and not in the other, they
    are left out of that one: else the difference of two rows would be about them. A follow-up
    that has only begun does not take the row after away: then it waits itself. When there are
    fewer than five others than parents, everybody is mothers and fathers only.
    """
    parts = {
        group: _trimmed(_sets([one for one in people if one.group is group]))
        for group in (*PARENTS, Group.OTHERS)
    }
    few = 0 < len(parts[Group.OTHERS].after) < SMALLEST
    apart = all(len(parts[group].after) >= SMALLEST for group in PARENTS)
    told = PARENTS if few and apart else tuple(parts)
    return {Group.ALL: _union([parts[group] for group in told])} | {
        group: parts[group] for group in PARENTS
    }


def sums(people: Sequence[Person], moments: Sequence[str]) -> Statistic:
    """The means of `people` at some of before, after and follow_up."""
    parts = []
    for moment in moments:
        found: list[tuple[str, str]] = []
        for one in people:
            given: Given | None = getattr(one, moment)
            if given is not None:
                found.append((given.key, one.person))
        parts.append(frozenset(found))
    return replace(counted(people), sums=tuple(parts))


def counted(people: Sequence[Person]) -> Statistic:
    """Only how many there are of `people`."""
    return Statistic(frozenset(one.person for one in people))


def enough(people: Sequence[Person]) -> bool:
    """At least five persons of at least five families."""
    return min(len({o.person for o in people}), len({o.family for o in people})) >= SMALLEST


def _sets(people: Sequence[Person]) -> Sets:
    before = [one for one in people if one.before]
    return Sets(
        tuple(one for one in before if one.after),
        tuple(one for one in before if one.follow_up),
        tuple(one for one in before if not one.after and not one.follow_up),
        tuple(one for one in people if one.due_after and not (one.before and one.after)),
        tuple(one for one in people if one.due_follow_up and not (one.before and one.follow_up)),
    )


def _trimmed(sets: Sets) -> Sets:
    after, later = set(sets.after), set(sets.follow_up)
    out_after = after - later if later and len(after - later) < SMALLEST else set()
    out_later = later - after if len(later - after) < SMALLEST else set()
    kept = tuple(one for one in sets.after if one not in out_after)
    if enough(sets.after) and not enough(kept):
        return replace(sets, follow_up=())
    later_kept = tuple(one for one in sets.follow_up if one not in out_later)
    return replace(sets, after=kept, follow_up=later_kept)


def _union(parts: Sequence[Sets]) -> Sets:
    return Sets(
        *(
            tuple(one for part in parts for one in getattr(part, name))
            for name in Sets.__dataclass_fields__
        )
    )
