"""The table of the booklet, and the same with everything a statistician asks for."""

from __future__ import annotations

from fit_tracker.domain.programmes import Moment
from fit_tracker.services.effect_results import (
    Comparison,
    EffectTable,
    Group,
    GroupEffect,
    MeasureEffect,
)
from fit_tracker.services.effect_words import (
    change_text,
    effect_text,
    group_word,
    line_of,
    n_text,
    name_of,
    number,
    p_text,
    published_of,
    scale_of,
    signed,
    verdict_word,
)
from fit_tracker.ui.html import Html, join, tag, unbroken
from fit_tracker.ui.quality.tables import table as drawn
from fit_tracker.ui.texts import _, day, language

CSS = """
.fit-table td{padding:.4375rem .5rem;font-size:.875rem}
.fit-table th{padding:.5rem}
.fit-table br+.fit-quiet{font-weight:400;font-size:.8125rem}
.fit-table td:empty{display:none}
@container (min-width:47.01rem){
  .fit-table td:empty{display:table-cell}
  .fit-again{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
}
"""
"""Beside each other, the rows of one scale say its name once to the eye. On a phone each is a card
of its own, and says it again; so it always does to a screen reader."""


def numbers(table: EffectTable, group: Group, moment: Moment) -> Html:
    """One group and moment, a row for each scale, with n and missing beside every figure."""
    titles = (
        _("Skala"), _("Svar begge gange"), _("Mangler"), _("Før"), _("Efter"),
        _("Ændring (95 %)"), _("p"), _("p korrigeret"), _("Effektstørrelse (95 %)"),
        _("Udgivet"), _("Det siger tallene"),
    )  # fmt: skip
    rows = []
    for measure in table.measures:
        line = line_of(measure, group, moment)
        if line is not None:
            rows.append(
                (
                    name_of(language(), measure),
                    n_text(language(), line, table.data_until),
                    "–" if line.n is None else _missing(line.missing),
                    number(line.before),
                    number(line.later),
                    change_text(language(), line),
                    p_text(line.p),
                    p_text(line.p_holm),
                    effect_text(language(), line),
                    _published(table, measure, group, moment),
                    verdict_word(language(), line),
                )
            )
    return drawn(titles, rows)


def _missing(missing: int | None) -> str:
    return _("under 5") if missing is None else str(missing)


def _published(table: EffectTable, measure: MeasureEffect, group: Group, moment: Moment) -> str:
    found = published_of(table, measure.code, group) if moment is Moment.AFTER else None
    if found is None:
        return "–"
    change = signed(found.after - found.before, 1)
    return f"{number(found.before, 1)} → {number(found.after, 1)} ({change})"


def booklet(table: EffectTable) -> Html:
    """Scale by group: before, right after and at follow-up, each of those who answered both."""
    later = asks_later(table)
    after = _("Lige efter") if later else _("Efter")
    titles: tuple[str, ...] = (_("Skala"), _("Hvem"), _("Før"), after)
    if later:
        titles += (_("Før"), _("Ved opfølgning"))
    rows = [
        (_name(measure) if place == 0 else again(measure), *_means(table, one, later))
        for measure in table.measures
        for place, one in enumerate(_shown(measure))
    ]
    return drawn(titles, rows)


def asks_later(table: EffectTable) -> bool:
    """Whether any scale is asked at follow-up."""
    return any(one.follow_up for each in table.measures for one in each.groups)


def _shown(measure: MeasureEffect) -> tuple[GroupEffect, ...]:
    """The groups; only the first of a scale of which nothing is told, as all would say the same."""
    return measure.groups if tells(measure) else measure.groups[:1]


def tells(measure: MeasureEffect) -> bool:
    """Whether any line of the scale has a figure."""
    lines = [line for one in measure.groups for line in (one.after, one.follow_up)]
    return any(line is not None and line.n is not None for line in lines)


def _name(measure: MeasureEffect) -> Html:
    quiet = tag("span", scale_of(language(), measure), cls="fit-quiet")
    return join([tag("span", name_of(language(), measure)), tag("br"), quiet])


def again(measure: MeasureEffect) -> Html:
    """The name in a further row of the same scale."""
    return tag("span", name_of(language(), measure), cls="fit-again")


def _means(table: EffectTable, one: GroupEffect, later: bool) -> tuple[object, ...]:
    cells: list[object] = [group_word(language(), one.group)]
    for line in (one.after, one.follow_up) if later else (one.after,):
        if line is None:
            cells += ["–", _("spørges ikke")]
        elif line.n is None:
            cells += ["–", _("vises ikke")]
        else:
            n = _answers(line, table)
            quiet = tag("span", " · ", unbroken(n), cls="fit-quiet")
            cells += [number(line.before), join([number(line.later), quiet])]
    return tuple(cells)


def _answers(line: Comparison, table: EffectTable) -> str:
    """ "19 svar", and since when where the line is older than the table."""
    n = _("{n} svar", n=line.n)
    if line.as_of == table.data_until:
        return n
    return _("{answers}, fra {day}", answers=n, day=day(line.as_of))


def once(table: EffectTable) -> Html:
    """Those who answered before and never again: whom the changes do not speak of."""
    titles = (_("Skala"), _("Hvem"), _("Kun svar før"), _("Deres gennemsnit"), _("De andres før"))
    rows = [
        (
            name_of(language(), measure),
            group_word(language(), one.group),
            str(one.once.n),
            number(one.once.before),
            number(one.after.before),
        )
        for measure in table.measures
        for one in measure.groups
        if one.once.n is not None
    ]
    return drawn(titles, rows) if rows else Html()
