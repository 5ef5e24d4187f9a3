"""How many families and participants a programme has had, as its own reviews have told it.

Nothing is counted here: a number that moves from day to day would, held up against a frozen
review, tell of one family. So the page shows the frozen number and the day it goes to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import TargetKind
from fit_tracker.domain.review_json import from_json
from fit_tracker.domain.reviews import Figures, ReviewState, Spread
from fit_tracker.services import review_read
from fit_tracker.services.context import Context
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programmes import programme_of
from fit_tracker.services.review_read import StoredReview
from fit_tracker.store.database import Unit

BLOCK = "families"
IN_PERIOD = "started"
# What of a review's block is held up against which target.
SPREADS = {
    TargetKind.FAMILIES_TOTAL: "started_since",
    TargetKind.FAMILIES_PER_YEAR: "started_year",
    TargetKind.PARTICIPANTS_TOTAL: "participants",
}


@dataclass(frozen=True)
class Told:
    """`n` until `until`; None when it may not be told."""

    n: int | None
    until: date


@dataclass(frozen=True)
class Progress:
    """By kind of target and by the number of a period; what no review has told is left out."""

    targets: Mapping[TargetKind, Told]
    periods: Mapping[int, Told]


def progress(ctx: Context, actor: Actor, programme_id: UUID) -> Progress:
    require(actor, Action.MANAGE_PROGRAMMES)

    def work(unit: Unit) -> Progress:
        programme = programme_of(unit, programme_id).programme
        reviews = _of_programme(unit, programme_id)
        periods = {}
        for one in programme.periods:
            days = one.first_day, one.last_day
            same = [r for r in reviews if (r.first_day, r.last_day) == days]
            if same and (told := _told(unit, same[-1], IN_PERIOD)) is not None:
                periods[one.number] = told
        return Progress(_targets(unit, reviews), periods)

    return ctx.database.in_transaction(work)


def _of_programme(unit: Unit, programme_id: UUID) -> list[StoredReview]:
    """The reviews of the whole programme, in the order of their days and versions."""
    whole = {row[0] for row in unit.rows("programmes/series", programme_id=programme_id)}
    found = [
        one
        for one in review_read.stored(unit)
        if one.series_id in whole and one.state is not ReviewState.DISCARDED
    ]
    return sorted(found, key=lambda one: (one.last_day, one.first_day, one.version))


def _targets(unit: Unit, reviews: Sequence[StoredReview]) -> dict[TargetKind, Told]:
    if not reviews:
        return {}
    told = {kind: _told(unit, reviews[-1], key) for kind, key in SPREADS.items()}
    return {kind: one for kind, one in told.items() if one is not None}


def _told(unit: Unit, review: StoredReview, key: str) -> Told | None:
    figures = from_json(review_read.figures_text(unit, review.review_id))
    for spread in _spreads(figures):
        if spread.key == key:
            return Told(spread.total, figures.data_until)
    return None


def _spreads(figures: Figures) -> list[Spread]:
    return [spread for block in figures.blocks if block.key == BLOCK for spread in block.spreads]
