"""The table of a programme as a file: every line, with the numbers as they were frozen."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import NotFound
from fit_tracker.exchange.plain_csv import as_csv
from fit_tracker.exchange.rejected import safe
from fit_tracker.services.context import Context, audit
from fit_tracker.services.effect_results import EffectTable, Group, MeasureEffect
from fit_tracker.services.effect_words import (
    group_word,
    line_of,
    moment_word,
    name_of,
    published_of,
    verdict_word,
)
from fit_tracker.services.effects import latest_of
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.programmes import programme_of
from fit_tracker.store.database import Unit
from fit_tracker.texts import tr

Row = tuple[str, ...]


def csv_file(ctx: Context, actor: Actor, programme_id: UUID, language: str) -> bytes:
    """The newest table of a programme, as a CSV that Danish Excel opens."""
    require(actor, Action.SEE_EFFECT)

    def work(unit: Unit) -> bytes:
        stored = programme_of(unit, programme_id)
        found = latest_of(ctx, unit, programme_id)
        if found is None:
            raise NotFound("Der er ikke regnet på programmets svar endnu.")
        audit(ctx, unit, actor, "effect_file", detail=f"{stored.programme.code} {found.number}")
        return as_csv([head(language), *lines(language, found.table)])

    return ctx.database.in_transaction(work)


def head(language: str) -> Row:
    return (
        tr(language, "Skala"), tr(language, "Fra"), tr(language, "Til"),
        tr(language, "Højere er bedre"), tr(language, "Hvem"), tr(language, "Hvornår"),
        tr(language, "Regnet til og med"), tr(language, "Antal"), tr(language, "Mangler svar"),
        tr(language, "Før"), tr(language, "Efter"), tr(language, "Ændring"),
        tr(language, "Ændring fra"), tr(language, "Ændring til"), tr(language, "p"),
        tr(language, "p korrigeret (Holm)"), tr(language, "Effektstørrelse (SD før)"),
        tr(language, "Effektstørrelse fra"), tr(language, "Effektstørrelse til"),
        tr(language, "Konklusion"), tr(language, "Udgivet før"), tr(language, "Udgivet efter"),
    )  # fmt: skip


def lines(language: str, table: EffectTable) -> Iterator[Row]:
    """A row for each scale, group and moment; empty cells are what may not be told."""
    for measure in table.measures:
        for one in measure.groups:
            for moment in (Moment.AFTER, Moment.FOLLOW_UP):
                row = _row(language, table, measure, one.group, moment)
                if row:
                    yield row


def _row(
    language: str, table: EffectTable, measure: MeasureEffect, group: Group, moment: Moment
) -> Row | None:
    line = line_of(measure, group, moment)
    if line is None:
        return None
    others = published_of(table, measure.code, group) if moment is Moment.AFTER else None
    numbers = (
        line.n, line.missing, line.before, line.later, line.change, line.low, line.high, line.p,
        line.p_holm, line.effect, line.effect_low, line.effect_high,
    )  # fmt: skip
    return (
        safe(name_of(language, measure)),
        _cell(measure.minimum),
        _cell(measure.maximum),
        tr(language, "ja") if measure.higher_is_better else tr(language, "nej"),
        group_word(language, group),
        moment_word(language, moment),
        f"{line.as_of:%d-%m-%Y}",
        *map(_cell, numbers),
        verdict_word(language, line),
        _cell(others.before if others else None),
        _cell(others.after if others else None),
    )


def _cell(value: float | int | None) -> str:
    """A number as Danish Excel reads it, with an ordinary minus."""
    return "" if value is None else f"{value:g}".replace(".", ",")
