"""Whether sums over known sets of persons can be combined to be about fewer than five.

    Each set is a row of noughts and ones over the columns: answers that are in the same sets are
    one column. A combination of rows is about the columns where it is not nought. One that is
    nought on every column of five persons or more is left over when those columns have been
    eliminated, so they go first. Among what is left, columns that are multiples of one another
    are nought together and count as one; that may make five, and then they go too.

    What is left are rows Q. A combination about a set T of columns exists exactly when T's columns
    in a null space matrix H (Q H' = 0) depend on one another. So the search is for few columns of
    H that do: one is nought, two are multiples, three or four are one of these when the others
    have been eliminated. H is first made as low as it can be with random factors, which keeps
    few columns that do not depend from doing so.

All is done with whole numbers modulo a large prime, so that nothing is rounded: that what is not
nought becomes nought by chance is as likely as one in two thousand million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from fit_tracker.domain.reviews import SMALLEST

PRIME = 2_147_483_647
MOST = 2_000
"""Looking through more small sets than this takes too long, and then the answer is yes."""
HEIGHT = 10
"""So many rows of H tell any ten columns of it apart."""
Keys = frozenset[str]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class _Left:
    """Rows over columns, and the persons each column is about."""

    rows: Whole
    persons: tuple[Keys, ...]


def gives_away(sets: Sequence[Keys], owner: Mapping[str, str] | None = None) -> bool:
    """Whether the sums over `sets` can be combined to be about fewer than five persons.

    `owner` names the person of each key, where the keys are answers.

    Example: everybody (10 persons) and mothers (8) give away the two who are left.
    """
    left = _columns(sets, owner)
    while any(len(one) >= SMALLEST for one in left.persons):
        left = _merged(_without_large(left))
    if not left.rows.size:
        return False
    return _some_combination(left)


def _columns(sets: Sequence[Keys], owner: Mapping[str, str] | None) -> _Left:
    found: dict[tuple[bool, ...], set[str]] = {}
    for key in frozenset().union(*sets):
        pattern = tuple(key in one for one in sets)
        found.setdefault(pattern, set()).add(owner[key] if owner else key)
    patterns = sorted(found)
    rows = np.array(patterns, dtype=np.int64).reshape(len(patterns), len(sets)).T
    return _Left(rows, tuple(frozenset(found[one]) for one in patterns))


def _without_large(left: _Left) -> _Left:
    """What is left of the rows when the columns of five persons or more have been eliminated."""
    large = [n for n, one in enumerate(left.persons) if len(one) >= SMALLEST]
    small = [n for n, one in enumerate(left.persons) if len(one) < SMALLEST]
    rows, used = _eliminated(left.rows[:, large + small], len(large))
    kept = rows[used:, len(large) :]
    whole, rank = _eliminated(kept, kept.shape[1])
    return _Left(whole[:rank], tuple(left.persons[n] for n in small))


def _eliminated(rows: Whole, columns: int) -> tuple[Whole, int]:
    """Gauss-Jordan over the first `columns`: the rows, those with a pivot first, and how many."""
    rows = rows.copy() % PRIME
    rank = 0
    for column in range(columns):
        found = np.flatnonzero(rows[rank:, column])
        if not found.size:
            continue
        other = rank + int(found[0])
        rows[[rank, other]] = rows[[other, rank]]
        rows[rank] = rows[rank] * pow(int(rows[rank, column]), -1, PRIME) % PRIME
        factors = rows[:, column].copy()
        factors[rank] = 0
        rows = (rows - factors[:, None] * rows[rank]) % PRIME
        rank += 1
        if rank == len(rows):
            break
    return rows, rank


def _merged(left: _Left) -> _Left:
    """Columns of nought are about nobody; multiples of one another are about all of theirs."""
    found: dict[tuple[int, ...], set[str]] = {}
    for column, persons in zip(left.rows.T, left.persons, strict=True):
        given = np.flatnonzero(column)
        if given.size:
            scaled = column * pow(int(column[given[0]]), -1, PRIME) % PRIME
            found.setdefault(tuple(int(n) for n in scaled), set()).update(persons)
    patterns = sorted(found)
    rows = np.array(patterns, dtype=np.int64).reshape(len(patterns), len(left.rows)).T
    return _Left(rows, tuple(frozenset(found[one]) for one in patterns))


def _some_combination(left: _Left) -> bool:
    search = _Search(left.persons)
    return search.found(_low(_null_space(left.rows)), frozenset(), 0)


def _null_space(rows: Whole) -> Whole:
    """H of reduced rows: for each column without a pivot, how the pivots make up for it."""
    reduced, rank = _eliminated(rows, rows.shape[1])
    pivots = [int(np.flatnonzero(reduced[n])[0]) for n in range(rank)]
    free = [n for n in range(rows.shape[1]) if n not in pivots]
    space = np.zeros((len(free), rows.shape[1]), dtype=np.int64)
    for number, column in enumerate(free):
        space[number, column] = 1
        space[number, pivots] = (-reduced[:rank, column]) % PRIME
    return space


def _low(space: Whole) -> Whole:
    if len(space) <= HEIGHT:
        return space
    factors = np.random.default_rng(1).integers(1, PRIME, size=(HEIGHT, len(space)))
    return np.array([_sum(one, space) for one in factors])


def _sum(factors: Whole, space: Whole) -> Whole:
    """factors @ space, each product brought below the prime before they are added."""
    total: Whole = (factors[: len(space), None] * space % PRIME).sum(axis=0) % PRIME
    return total


class _Search:
    """Goes through the sets of columns about fewer than five persons, none of them twice."""

    def __init__(self, persons: Sequence[Keys]) -> None:
        self.persons = persons
        self.looked = 0
        often = Counter(person for one in persons for person in one)
        self.shared = {n for n, one in enumerate(persons) if any(often[p] > 1 for p in one)}
        self.factors = np.random.default_rng(2).integers(1, PRIME, size=(2, HEIGHT))

    def found(self, space: Whole, about: Keys, start: int) -> bool:
        """Whether one or two more columns from `start` on, or more by recursion, depend on those
        already eliminated from `space`, which are `about` these persons."""
        self.looked += 1
        if self.looked > MOST:
            return True
        fit = [
            n for n in range(start, len(self.persons)) if len(about | self.persons[n]) < SMALLEST
        ]
        return self._one_or_two(space, about, fit) or self._further(space, about, fit)

    def _one_or_two(self, space: Whole, about: Keys, fit: Sequence[int]) -> bool:
        """By two random sums of each column: both nought, or in the same proportion."""
        one, other = (_sum(factors, space[:, fit]) for factors in self.factors)
        if not (one | other).all():
            return True
        crossed = one[:, None] * other[None, :] % PRIME
        alike = np.argwhere(np.triu(crossed == crossed.T, 1))
        return any(
            len(about | self.persons[fit[n]] | self.persons[fit[m]]) < SMALLEST for n, m in alike
        )

    def _further(self, space: Whole, about: Keys, fit: Sequence[int]) -> bool:
        """Three more columns, where three more are about few enough."""
        for place, n in enumerate(fit):
            now = about | self.persons[n]
            if self._room_for_two(now, fit[place + 1 :]):
                row = int(np.flatnonzero(space[:, n])[0])
                scaled = space[:, n] * pow(int(space[row, n]), -1, PRIME) % PRIME
                left = (space - scaled[:, None] * space[row]) % PRIME
                if self.found(left, now, n + 1):
                    return True
        return False

    def _room_for_two(self, now: Keys, later: Sequence[int]) -> bool:
        """Two of different persons, or two that share one: a corrected answer is a column too."""
        more = sorted(len(self.persons[n] - now) for n in later)[:2]
        if len(more) == 2 and len(now) + sum(more) < SMALLEST:
            return True
        return any(
            len(now | self.persons[n] | self.persons[m]) < SMALLEST
            for n, m in combinations([n for n in later if n in self.shared], 2)
        )
