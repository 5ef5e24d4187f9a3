"""What a table of a programme is made of, for those who show it: pages and ui import from here."""

from __future__ import annotations

from fit_tracker.evaluation.effect_rows import (
    Basis,
    Comparison,
    Costs,
    EffectTable,
    Group,
    GroupEffect,
    Limit,
    MeasureEffect,
    Money,
    Once,
    PublishedMean,
    Reliable,
    Verdict,
)

__all__ = [
    "Basis",
    "Comparison",
    "Costs",
    "EffectTable",
    "Group",
    "GroupEffect",
    "Limit",
    "MeasureEffect",
    "Money",
    "Once",
    "PublishedMean",
    "Reliable",
    "Verdict",
]
