"""Effekt: the table of a programme, computed when somebody asks for it and frozen then.

Nothing is shown that has not been stored. What was told of whom is stored beside the table and
never leaves the database: the next one is checked against it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programme_json import to_json
from fit_tracker.domain.programmes import Programme
from fit_tracker.domain.review_json import canonical
from fit_tracker.evaluation.costs import told_costs
from fit_tracker.evaluation.effect import DEFINITIONS_VERSION, measure_effect, table
from fit_tracker.evaluation.effect_json import (
    table_from_text,
    table_to_text,
    told_from_text,
    told_to_text,
)
from fit_tracker.evaluation.effect_rows import (
    EffectTable,
    Group,
    MeasureEffect,
    MeasureRows,
    PublishedMean,
)
from fit_tracker.evaluation.effect_told import Told
from fit_tracker.services.context import Context, audit
from fit_tracker.services.effect_rows import Rows, rows_of
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programmes import Stored, programme_of
from fit_tracker.store.database import Unit

COSTS = "*costs"
"""Where the told sets of participants stand, beside those of the measures by their codes."""


@dataclass(frozen=True)
class Snapshot:
    """A frozen table. `number` counts the tables of its programme; `is_new` is false when
    nothing had changed since the one before, which then stands."""

    effect_snapshot_id: UUID
    number: int
    data_until: date
    computed_at: datetime
    body_hash: str
    table: EffectTable
    is_new: bool = False


@dataclass(frozen=True)
class _Kept:
    effect_snapshot_id: UUID
    number: int
    body: str
    body_hash: str
    disclosed: str
    data_hash: str
    data_until: date
    computed_at: datetime


def latest(ctx: Context, actor: Actor, programme_id: UUID) -> Snapshot | None:
    """The newest table of a programme, None before the first."""
    require(actor, Action.SEE_EFFECT)

    def work(unit: Unit) -> Snapshot | None:
        stored = programme_of(unit, programme_id)
        audit(ctx, unit, actor, "effect_read", detail=stored.programme.code)
        return latest_of(ctx, unit, programme_id)

    return ctx.database.in_transaction(work)


def latest_of(ctx: Context, unit: Unit, programme_id: UUID) -> Snapshot | None:
    """The same inside a transaction, for callers that have checked who asks."""
    kept = unit.maybe(_Kept, "effects/latest", programme_id=programme_id)
    return _snapshot(kept) if kept else None


def compute(ctx: Context, actor: Actor, programme_id: UUID) -> Snapshot:
    """Compute the table from what has been answered until now, and freeze it.

    On unchanged data the table before stands, and nothing is written.
    """
    require(actor, Action.MANAGE_PROGRAMMES)

    def work(unit: Unit) -> Snapshot:
        stored = programme_of(unit, programme_id)
        rows = rows_of(ctx, unit, stored)
        kept = unit.maybe(_Kept, "effects/latest", programme_id=programme_id)
        data_hash = _data_hash(stored.programme, rows)
        if kept and kept.data_hash == data_hash:
            return _snapshot(kept)
        return _freeze(ctx, unit, actor, stored, rows, kept, data_hash)

    return ctx.database.in_transaction(work)


def _freeze(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    stored: Stored,
    rows: Rows,
    kept: _Kept | None,
    data_hash: str,
) -> Snapshot:
    earlier = table_from_text(kept.body) if kept else None
    told = told_from_text(kept.disclosed) if kept else {}
    body = table_to_text(_table(stored.programme, rows, earlier, told, ctx.today()))
    new = _Kept(
        ctx.new_id(),
        kept.number + 1 if kept else 1,
        body,
        _hash(body),
        told_to_text(told),
        data_hash,
        ctx.today(),
        ctx.clock(),
    )
    unit.execute(
        "effects/insert",
        programme_id=stored.programme_id,
        computed_by=actor.user_id,
        **vars(new),
    )
    detail = f"{stored.programme.code} {new.number}"
    audit(ctx, unit, actor, "effect_computed", detail=detail)
    return _snapshot(new, is_new=True)


def _table(
    programme: Programme,
    rows: Rows,
    earlier: EffectTable | None,
    told: dict[str, Told],
    today: date,
) -> EffectTable:
    before = {one.code: one for one in earlier.measures} if earlier else {}
    measures = [_measure(one, before.get(one.code), told, today) for one in rows.measures]
    costs = told_costs(
        programme.costs,
        rows.people,
        measures,
        told.setdefault(COSTS, Told()),
        earlier.costs if earlier else None,
    )
    return table(programme.code, measures, _published(programme), costs, today)


def _measure(
    rows: MeasureRows, before: MeasureEffect | None, told: dict[str, Told], today: date
) -> MeasureEffect:
    """Lines told on another scale are not carried on."""
    same = before if before and before.instrument_id == rows.instrument.instrument_id else None
    return measure_effect(rows, told.setdefault(rows.code, Told()), same, today)


def _published(programme: Programme) -> Sequence[PublishedMean]:
    return [
        PublishedMean(
            one.measure, Group(one.group), float(one.before), float(one.after), one.measurable
        )
        for one in programme.published
    ]


def _data_hash(programme: Programme, rows: Rows) -> str:
    """Changes when anything does that the table is made of."""
    people = {name: sorted(keys) for name, keys in rows.people.items()}
    made_of = [
        [one.code, one.instrument.instrument_id, one.instrument.version, repr(one.people)]
        for one in rows.measures
    ]
    return _hash(canonical([DEFINITIONS_VERSION, to_json(programme), people, made_of]))


def _snapshot(kept: _Kept, is_new: bool = False) -> Snapshot:
    return Snapshot(
        kept.effect_snapshot_id,
        kept.number,
        kept.data_until,
        kept.computed_at,
        kept.body_hash,
        table_from_text(kept.body),
        is_new,
    )


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
