"""The table of a programme in words: names, numbers with their decimal comma, conclusions."""

from __future__ import annotations

from datetime import date

from fit_tracker.domain.programmes import Moment
from fit_tracker.services.effect_results import (
    Comparison,
    EffectTable,
    Group,
    MeasureEffect,
    PublishedMean,
    Verdict,
)
from fit_tracker.texts import DEFAULT_LANGUAGE, tr

LIKELY = 0.05
"""A p below this, corrected for the number of scales, is called sure."""


def group_word(language: str, group: Group) -> str:
    return {
        Group.ALL: tr(language, "Alle"),
        Group.MOTHERS: tr(language, "Mødre"),
        Group.FATHERS: tr(language, "Fædre"),
        Group.OTHERS: tr(language, "Andre"),
    }[group]


def moment_word(language: str, moment: Moment) -> str:
    return {
        Moment.BEFORE: tr(language, "Før"),
        Moment.AFTER: tr(language, "Lige efter"),
        Moment.FOLLOW_UP: tr(language, "Ved opfølgning"),
        Moment.EACH_VISIT: tr(language, "Hvert besøg"),
    }[moment]


def name_of(language: str, measure: MeasureEffect) -> str:
    """The scale's name in the reader's language, else in Danish, else its code."""
    names = dict(measure.names)
    return names.get(language) or names.get(DEFAULT_LANGUAGE) or measure.code


def scale_of(language: str, measure: MeasureEffect) -> str:
    """ "1–6, lavere er bedre"."""
    way = (
        tr(language, "højere er bedre")
        if measure.higher_is_better
        else tr(language, "lavere er bedre")
    )
    return f"{measure.minimum:g}–{measure.maximum:g}, {way}"


def line_of(measure: MeasureEffect, group: Group, moment: Moment) -> Comparison | None:
    """The line of one group right after or at follow-up; None where that is not asked."""
    found = measure.group(group)
    if found is None:
        return None
    return found.after if moment is Moment.AFTER else found.follow_up


def published_of(table: EffectTable, measure: str, group: Group) -> PublishedMean | None:
    return next(
        (one for one in table.published if (one.measure, one.group) == (measure, group)), None
    )


def is_sure(line: Comparison) -> bool:
    """Whether what the interval says also holds when several scales have been asked."""
    return line.p_holm is not None and line.p_holm < LIKELY


def verdict_word(language: str, line: Comparison) -> str:
    """What a line says. One scale of eight is passed by chance now and then: that is said."""
    if line.n is None:
        return tr(language, "for få til at vise")
    if line.verdict is Verdict.IMPROVED:
        return (
            tr(language, "fremgang")
            if is_sure(line)
            else tr(language, "fremgang, men usikker med så mange skalaer")
        )
    if line.verdict is Verdict.WORSENED:
        return (
            tr(language, "tilbagegang")
            if is_sure(line)
            else tr(language, "tilbagegang, men usikker med så mange skalaer")
        )
    return tr(language, "ingen målbar udvikling")


def title(language: str, name: str, table: EffectTable) -> str:
    """What the table says of everybody, right after."""
    lines = [line_of(one, Group.ALL, Moment.AFTER) for one in table.measures]
    told = [line for line in lines if line is not None and line.n is not None]
    better = sum(line.verdict is Verdict.IMPROVED for line in told)
    worse = sum(line.verdict is Verdict.WORSENED for line in told)
    if not told:
        return tr(language, "{name}: for få har svaret to gange endnu", name=name)
    if not better and not worse:
        return tr(language, "{name}: ingen målbar udvikling på {m} skalaer", name=name, m=len(told))
    found = tr(language, "{name}: fremgang på {k} af {m} skalaer", name=name, k=better, m=len(told))
    return found + (tr(language, ", tilbagegang på {k}", k=worse) if worse else "")


def number(value: float | None, decimals: int = 2) -> str:
    """ "3,40"; "–" where nothing may be told."""
    return "–" if value is None else f"{value:.{decimals}f}".replace(".", ",").replace("-", "−")


def signed(value: float | None, decimals: int = 2) -> str:
    if value is None:
        return "–"
    return ("+" if value > 0 else "") + number(value, decimals)


def between(language: str, low: float | None, high: float | None, decimals: int = 2) -> str:
    """ "−0,60 til −0,10"."""
    if low is None or high is None:
        return "–"
    return tr(language, "{low} til {high}", low=signed(low, decimals), high=signed(high, decimals))


def change_text(language: str, line: Comparison) -> str:
    """ "−0,40 (−0,60 til −0,10)"; the interval is left out where it cannot be computed."""
    if line.n is None:
        return "–"
    if line.low is None:
        return signed(line.change)
    return f"{signed(line.change)} ({between(language, line.low, line.high)})"


def effect_text(language: str, line: Comparison) -> str:
    if line.effect is None:
        return "–"
    if line.effect_low is None:
        return signed(line.effect)
    return f"{signed(line.effect)} ({between(language, line.effect_low, line.effect_high)})"


def p_text(p: float | None) -> str:
    """ "0,013"; what is smaller than the last decimal says so."""
    if p is None:
        return "–"
    return "< 0,001" if p < 0.001 else number(p, 3)


def n_text(language: str, line: Comparison, today: date) -> str:
    """ "36", and since when where the line is older than the table."""
    if line.n is None:
        return tr(language, "vises ikke")
    if line.as_of == today:
        return str(line.n)
    return tr(language, "{n} (fra {day})", n=line.n, day=f"{line.as_of:%d-%m-%Y}")


def kroner(value: float) -> str:
    return f"{value:,.0f} kr.".replace(",", ".")
