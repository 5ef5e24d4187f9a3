"""What is kept beside a review and never shown: what it told of whom, and what it counted.

The told sums are what the next review is checked against. The counts and the fingerprints of
families are what another version of the same period is held against, block by block.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from fit_tracker.domain.review_json import canonical
from fit_tracker.domain.reviews import SMALLEST, Period
from fit_tracker.evaluation.boxes import Told, told_from_text, told_to_text
from fit_tracker.evaluation.review_plan import BlockPlan

LETTERS = 12


@dataclass(frozen=True)
class Counted:
    """One block as it was counted: its numbers by their place, and a fingerprint a family."""

    numbers: Mapping[str, int]
    people: Mapping[str, str]


@dataclass(frozen=True)
class Disclosed:
    told: Sequence[Told] = ()
    blocks: Mapping[str, Counted] = field(default_factory=dict)


def to_text(found: Disclosed) -> str:
    blocks = {key: [dict(one.numbers), dict(one.people)] for key, one in found.blocks.items()}
    return canonical({"told": told_to_text(found.told), "blocks": blocks})


def from_text(text: str) -> Disclosed:
    kept = json.loads(text)
    blocks = {key: Counted(*one) for key, one in kept["blocks"].items()}
    return Disclosed(told_from_text(kept["told"]), blocks)


def counted(plan: BlockPlan, numbers: Mapping[str, int], salt: str) -> Counted:
    people = {_mark(salt, family): _mark(salt, text) for family, text in plan.people.items()}
    return Counted(numbers, people)


def salt_of(series_id: UUID, period: Period) -> str:
    """The same for every version of a period and for no other, so that the fingerprints of one
    review say nothing about the families of another."""
    return f"{series_id}{period.first_day}{period.last_day}"


def _mark(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()[:LETTERS]


def differs_by_few(now: Counted, before: Counted) -> bool:
    """Whether telling both would give away fewer than five: that many families are corrected, or
    some number is another by as little."""
    if 0 < _families(now, before) < SMALLEST:
        return True
    places = now.numbers.keys() | before.numbers.keys()
    steps = [abs(now.numbers.get(p, 0) - before.numbers.get(p, 0)) for p in places]
    return any(0 < step < SMALLEST for step in steps)


def same(now: Counted, before: Counted) -> bool:
    return dict(now.numbers) == dict(before.numbers) and dict(now.people) == dict(before.people)


def _families(now: Counted, before: Counted) -> int:
    families = now.people.keys() | before.people.keys()
    return sum(now.people.get(family) != before.people.get(family) for family in families)
