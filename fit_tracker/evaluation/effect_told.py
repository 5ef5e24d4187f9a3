"""What has been told of which persons, so that two tables give nobody away.

Each mean that is told with its n tells a sum. Whoever holds several tables may add and subtract
them: all less mothers are fathers, this month's less last month's are the newcomers. A new
figure is refused when some combination of everything told so far would be about fewer than five
persons (`small_sums.gives_away`).

Counts are tested over persons, sums over answers in their revision: a corrected answer is a new
one of the same person. Not tested are what squares (in p and interval) would add, since they go
together with the sums of the very same sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from fit_tracker.evaluation.small_sums import Keys, gives_away


@dataclass(frozen=True)
class Statistic:
    """A figure about to be told: the persons it counts, and the answers it sums (key, person)."""

    people: Keys
    sums: tuple[frozenset[tuple[str, str]], ...] = ()


@dataclass
class Told:
    """Every set told of one measure, in this table and in all before it."""

    people: list[Keys] = field(default_factory=list)
    sums: list[Keys] = field(default_factory=list)
    owner: dict[str, str] = field(default_factory=dict)

    def take(self, bundle: Sequence[Statistic]) -> bool:
        """Tell all of `bundle`, or none of it."""
        owner = self.owner | {k: p for one in bundle for part in one.sums for k, p in part}
        people = _with(self.people, (one.people for one in bundle))
        parts = (frozenset(key for key, _ in part) for one in bundle for part in one.sums)
        sums = _with(self.sums, parts)
        if people != self.people and gives_away(people):
            return False
        if sums != self.sums and gives_away(sums, owner):
            return False
        self.people, self.sums, self.owner = people, sums, owner
        return True


def _with(known: list[Keys], more: Iterable[Keys]) -> list[Keys]:
    found = list(known)
    for one in more:
        if one and one not in found:
            found.append(one)
    return found
