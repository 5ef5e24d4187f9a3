"""Every number that a review's figures depend on, as it was on the day."""

from __future__ import annotations

from fit_tracker.domain.reviews import SMALLEST
from fit_tracker.evaluation.clusters import CONFIDENCE
from fit_tracker.evaluation.review_facts import Scale
from fit_tracker.evaluation.review_keys import AGES
from fit_tracker.evaluation.review_scope import Review
from fit_tracker.evaluation.review_series import EDGES
from fit_tracker.evaluation.review_units import OFF_TRACK

POPULATIONS = {
    "completeness": "started ended served",
    "reach": "served",
    "bands": "served",
    "change": "ended",
    "alliance": "ended",
    "endings": "ended",
    "time": "started ended closed",
    "flags": "raised closed",
    "children": "ended",
    "work": "served",
}
"""Which courses (or responses) a block is about: begun, ended or under way in the period."""


def basis(review: Review) -> tuple[tuple[str, str], ...]:
    found = {
        "smallest": str(SMALLEST),
        "confidence": f"{CONFIDENCE:g}",
        "bands": " ".join(f"{edge / 10:g}" for edge in EDGES),
        "ages": " ".join(str(low) for _, low, _ in AGES),
        "off_track": " ".join(one.value for one in OFF_TRACK),
        "scale": "0 40",
        "late_rating_visits": "2",
        "one_point": "person_and_course",
        **{f"population.{block}": of for block, of in POPULATIONS.items()},
    }
    for scale in _used(review):
        if scale.limit is not None:
            found[f"limit.{scale.instrument_id}"] = f"{scale.limit:.2f}"
        if scale.cut_off is not None:
            found[f"cut_off.{scale.instrument_id}"] = f"{scale.cut_off.value}"
    return tuple(sorted(found.items()))


def _used(review: Review) -> list[Scale]:
    """The outcome scales of the site; which of them somebody rated on is nobody's business."""
    return [scale for scale in review.facts.scales if scale.on_bands and scale.limit is not None]
