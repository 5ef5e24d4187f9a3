"""Compute a review of a period and freeze it.

The same data give the version that is there. With other data there is another version, in which
every block that fewer than five corrected families would tell apart keeps its earlier numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.review_json import from_json, to_json
from fit_tracker.domain.reviews import Figures, Period, ReviewState
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput
from fit_tracker.evaluation.boxes import Told
from fit_tracker.evaluation.review_keys import DEFINITIONS_VERSION
from fit_tracker.progression.status import RULE_VERSION
from fit_tracker.services import effects, review_facts, review_notes
from fit_tracker.services import review_disclosed as disclosed
from fit_tracker.services.context import Context, audit
from fit_tracker.services.model_records import ADOPTED, versions
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.review_figures import Before, Version, count, hash_of, tell
from fit_tracker.services.review_periods import require_ended
from fit_tracker.services.review_read import (
    Note,
    StoredReview,
    figures_text,
    of_period,
    previous_released,
    stored,
    visible,
)
from fit_tracker.services.review_series import Series, one_series
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Computed:
    """`is_new` is false when the same data had been frozen before: then it is that version."""

    review_id: UUID
    version: int
    is_new: bool


def compute(ctx: Context, actor: Actor, series_id: UUID, period: Period) -> Computed:
    """Compute the review of a period that has ended, and store it as a draft."""
    require(actor, Action.PREPARE_REVIEWS)
    require_ended(period, ctx.today())

    def work(unit: Unit) -> Computed:
        series = one_series(unit, series_id)
        if not series.active:
            raise InvalidInput("Møderækken er lukket. Åbn den igen for at beregne en gennemgang.")
        return _compute(ctx, unit, actor, series, period)

    try:
        return ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("En anden har netop beregnet perioden. Hent siden igen.") from None


def _compute(ctx: Context, unit: Unit, actor: Actor, series: Series, period: Period) -> Computed:
    _take_turn(ctx, unit)
    known = stored(unit)
    versions_so_far = of_period(known, series.series_id, period)
    latest = versions_so_far[-1] if versions_so_far else None
    before = _before(ctx, unit, series, period, known, versions_so_far)
    since = min([period.first_day, *(one.first_day for one in known)])
    facts = review_facts.read(ctx, unit, series, period, since)
    raw = count(facts, before, disclosed.salt_of(series.series_id, period))
    if latest is not None and latest.data_hash == raw.data_hash:
        if latest.state is not ReviewState.DISCARDED:
            return Computed(latest.review_id, latest.version, is_new=False)
        return _take_up_again(ctx, unit, actor, latest)
    figures, told = tell(facts, raw, before, series.name, _model_version(unit))
    row = {
        "figures": to_json(figures),
        "data_hash": raw.data_hash,
        "disclosed": disclosed.to_text(told),
        "model_version": figures.model_version,
    }
    return _insert(ctx, unit, actor, series.series_id, period, latest, row)


def _take_turn(ctx: Context, unit: Unit) -> None:
    """Two reviews computed at once, also of different series, would not know what the other
    tells: the later one meets this row, and is run again on what the first has told."""
    unit.execute("review/take_turn", turn=str(ctx.new_id()))


def _before(
    ctx: Context,
    unit: Unit,
    series: Series,
    period: Period,
    known: Sequence[StoredReview],
    versions_so_far: Sequence[StoredReview],
) -> Before:
    """Everything that was told before, by any review of the site, also by drafts."""
    kept = {
        review_id: disclosed.from_text(text) for review_id, text in unit.rows("review/disclosed")
    }
    told: list[Told] = [one for each in kept.values() for one in each.told]
    versions = [
        Version(one.version, _figures(unit, one), kept[one.review_id])
        for one in reversed(versions_so_far)
    ]
    previous = previous_released(known, series.series_id, period)
    return Before(
        told,
        versions,
        _figures(unit, previous) if previous else None,
        effects.latest_of(ctx, unit, series.programme_id) if series.programme_id else None,
    )


def _figures(unit: Unit, row: StoredReview) -> Figures:
    return from_json(figures_text(unit, row.review_id))


def _model_version(unit: Unit) -> str:
    """The rules, and the models that speak, on the day."""
    adopted = sorted(one.version for one in versions(unit) if one.state == ADOPTED)
    return " ".join([RULE_VERSION, *adopted])


def _take_up_again(ctx: Context, unit: Unit, actor: Actor, row: StoredReview) -> Computed:
    """A discarded version is taken up again as it was: what it told has been told."""
    unit.execute("review/set_state", review_id=row.review_id, state=ReviewState.DRAFT.value)
    audit(ctx, unit, actor, "review_computed", detail=str(row.review_id))
    return Computed(row.review_id, row.version, is_new=False)


def _insert(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    series_id: UUID,
    period: Period,
    latest: StoredReview | None,
    row: dict[str, str],
) -> Computed:
    review_id, version = ctx.new_id(), latest.version + 1 if latest else 1
    unit.execute(
        "review/insert",
        review_id=review_id,
        series_id=series_id,
        period_kind=period.kind.value,
        first_day=period.first_day,
        last_day=period.last_day,
        version=version,
        figures_hash=hash_of(row["figures"]),
        definitions_version=DEFINITIONS_VERSION,
        now=ctx.clock(),
        computed_by=actor.user_id,
        **row,
    )
    if latest is not None:
        _carry_notes(ctx, unit, actor, latest, review_id)
    audit(ctx, unit, actor, "review_computed", detail=str(review_id))
    return Computed(review_id, version, is_new=True)


def _carry_notes(
    ctx: Context, unit: Unit, actor: Actor, latest: StoredReview, review_id: UUID
) -> None:
    """A note is about numbers: it comes along where they are the same ones."""
    was, now = (
        {block.key: (block.spreads, block.estimates) for block in from_json(text).blocks}
        for text in (figures_text(unit, latest.review_id), figures_text(unit, review_id))
    )
    for note in unit.all(Note, "review/notes", review_id=latest.review_id):
        if note.block in now and was.get(note.block) == now[note.block]:
            review_notes.insert(ctx, unit, actor, review_id, Note(note.block, note.body, 1))


def release(ctx: Context, actor: Actor, review_id: UUID) -> None:
    """Let the steering group and the leaders read the newest draft of a period."""
    require(actor, Action.PREPARE_REVIEWS)

    def work(unit: Unit) -> None:
        row = _draft(unit, actor, review_id)
        later = of_period(stored(unit), row.series_id, row.period)
        alive = [one for one in later if one.state is not ReviewState.DISCARDED]
        if alive[-1].review_id != review_id:
            raise InvalidInput("Der er en nyere version af perioden. Frigiv den.")
        unit.execute(
            "review/release",
            review_id=review_id,
            now=ctx.clock(),
            released_by=actor.user_id,
        )
        audit(ctx, unit, actor, "review_released", detail=str(review_id))

    ctx.database.in_transaction(work)


def discard(ctx: Context, actor: Actor, review_id: UUID) -> None:
    """Put a draft away. What it told still counts as told."""
    require(actor, Action.PREPARE_REVIEWS)

    def work(unit: Unit) -> None:
        _draft(unit, actor, review_id)
        unit.execute("review/set_state", review_id=review_id, state=ReviewState.DISCARDED.value)
        audit(ctx, unit, actor, "review_discarded", detail=str(review_id))

    ctx.database.in_transaction(work)


def _draft(unit: Unit, actor: Actor, review_id: UUID) -> StoredReview:
    row = visible(unit, actor, review_id)
    if row.state is not ReviewState.DRAFT:
        raise Conflict("Gennemgangen er ikke længere en kladde. Hent siden igen.")
    return row
