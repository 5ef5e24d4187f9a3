"""The table and what has been told, as the database keeps them: canonical JSON, both ways."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fit_tracker.domain.review_json import canonical, plain, read
from fit_tracker.evaluation.effect_rows import EffectTable
from fit_tracker.evaluation.effect_told import Told


def table_to_text(table: EffectTable) -> str:
    return canonical(plain(table))


def table_from_text(text: str) -> EffectTable:
    found: EffectTable = read(EffectTable, json.loads(text))
    return found


def told_to_text(told: Mapping[str, Told]) -> str:
    """By measure. It holds keys of persons, and is never shown to anybody."""
    return canonical(
        {
            code: {
                "people": [sorted(one) for one in one_told.people],
                "sums": [sorted(one) for one in one_told.sums],
                "owner": one_told.owner,
            }
            for code, one_told in told.items()
        }
    )


def told_from_text(text: str) -> dict[str, Told]:
    return {
        code: Told(
            [frozenset(one) for one in found["people"]],
            [frozenset(one) for one in found["sums"]],
            dict(found["owner"]),
        )
        for code, found in json.loads(text).items()
    }
