"""The table of a programme: before, after and at follow-up, for all, mothers and fathers.

For each measure and group: how many answered both times, their means, the change with its 95 %
interval and p, the effect size, and what that says by the scale's own direction. Those who
answered before and never again stand apart, since they are who the table does not speak of.

Nothing is told of fewer than five persons or fewer than five families, and nothing that with
what has been told before would be about fewer than five (`effect_told`). What may not be told
anew stays as it was told, with the day it is from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from fit_tracker.domain.programmes import Moment
from fit_tracker.evaluation.effect_limits import improved, limit_of
from fit_tracker.evaluation.effect_lines import BUNDLES, Lines, Maker, answered_once, compare
from fit_tracker.evaluation.effect_rows import (
    Comparison,
    Costs,
    EffectTable,
    Group,
    GroupEffect,
    Limit,
    MeasureEffect,
    MeasureRows,
    Once,
    PublishedMean,
    Reliable,
)
from fit_tracker.evaluation.effect_sets import PARENTS, sets_of
from fit_tracker.evaluation.effect_told import Told
from fit_tracker.evaluation.estimates import holm

DEFINITIONS_VERSION = "effect-1"
GROUPS = (Group.ALL, *PARENTS)
Line = TypeVar("Line", Comparison, Once, Reliable)


def measure_effect(
    rows: MeasureRows, told: Told, earlier: MeasureEffect | None, as_of: date
) -> MeasureEffect:
    """One measure of the table. `told` is added to; `earlier` is what was told last."""
    maker = Maker(rows, sets_of(rows.people), told, as_of)
    limit = limit_of(rows.instrument, maker.sets[Group.ALL])
    lines = _lines(maker, limit)
    scale = rows.instrument
    return MeasureEffect(
        rows.code,
        tuple(sorted(scale.name.items())),
        scale.instrument_id,
        scale.version,
        float(scale.total_min),
        float(scale.total_max),
        scale.higher_is_better,
        rows.each_visit,
        limit,
        tuple(_group(maker, lines, group, earlier) for group in GROUPS),
    )


def table(
    programme: str,
    measures: Sequence[MeasureEffect],
    published: Sequence[PublishedMean],
    costs: Costs,
    data_until: date,
) -> EffectTable:
    """The measures together, their p values corrected for how many measures there are: one
    correction (Holm) for each group and moment."""
    corrected = list(measures)
    for group in GROUPS:
        for name in ("after", "follow_up"):
            corrected = _corrected(corrected, group, name)
    return EffectTable(
        programme, data_until, DEFINITIONS_VERSION, tuple(corrected), tuple(published), costs
    )


def _lines(maker: Maker, limit: Limit) -> Lines:
    """The most wanted first: what has been told may keep something later from being told."""
    lines = Lines()
    moments = [Moment.AFTER, *([Moment.FOLLOW_UP] if maker.rows.asks_follow_up else [])]
    for moment in moments:
        for groups in BUNDLES:
            for group, line in compare(maker, groups, moment).items():
                lines.compared[group, moment] = line
    for groups in BUNDLES:
        lines.once |= answered_once(maker, groups)
    for groups in BUNDLES:
        lines.reliable |= improved(
            maker.rows.instrument, limit, maker.sets, groups, maker.told, maker.as_of
        )
    return lines


def _group(maker: Maker, lines: Lines, group: Group, earlier: MeasureEffect | None) -> GroupEffect:
    """The group's lines: told anew, else as told before, else hidden."""
    was = earlier.group(group) if earlier else None
    day = maker.as_of
    after = lines.compared.get((group, Moment.AFTER), Comparison(Moment.AFTER, day))
    follow_up = None
    if maker.rows.asks_follow_up:
        new = lines.compared.get((group, Moment.FOLLOW_UP), Comparison(Moment.FOLLOW_UP, day))
        follow_up = _kept(new, was.follow_up if was else None)
    return GroupEffect(
        group,
        _kept(after, was.after if was else None),
        follow_up,
        _kept(lines.once.get(group, Once(day)), was.once if was else None),
        _kept(lines.reliable.get(group, Reliable(day)), was.reliable if was else None),
    )


def _kept(new: Line, was: Line | None) -> Line:
    """A line that says nothing new keeps the day it is from."""
    if was is not None and (new.n is None or _said(new) == _said(was)):
        return was
    return new


def _said(line: Comparison | Once | Reliable) -> dict[str, object]:
    return {name: value for name, value in vars(line).items() if name not in ("as_of", "p_holm")}


def _corrected(measures: list[MeasureEffect], group: Group, name: str) -> list[MeasureEffect]:
    lines = [_line(one, group, name) for one in measures]
    ps = holm([line.p if line else None for line in lines])
    return [
        one if line is None else _with_p(one, group, name, replace(line, p_holm=_four(p)))
        for one, line, p in zip(measures, lines, ps, strict=True)
    ]


def _line(measure: MeasureEffect, group: Group, name: str) -> Comparison | None:
    found = measure.group(group)
    line: Comparison | None = getattr(found, name) if found else None
    return line


def _with_p(measure: MeasureEffect, group: Group, name: str, line: Comparison) -> MeasureEffect:
    def put(one: GroupEffect) -> GroupEffect:
        if one.group is not group:
            return one
        return replace(one, after=line) if name == "after" else replace(one, follow_up=line)

    return replace(measure, groups=tuple(put(one) for one in measure.groups))


def _four(p: float | None) -> float | None:
    return None if p is None else round(p, 4)
