"""The figure's card: the question, the answer in a sentence, the rows, the numbers behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from fit_tracker.domain.programmes import Moment
from fit_tracker.services.effect_results import (
    Comparison,
    EffectTable,
    Group,
    MeasureEffect,
    Verdict,
)
from fit_tracker.services.effect_words import (
    line_of,
    name_of,
    published_of,
    signed,
    verdict_word,
)
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.effect import tables
from fit_tracker.ui.family.sheet import Panel
from fit_tracker.ui.quality.sections import head, plot
from fit_tracker.ui.texts import _, _n, language

TONES = {Verdict.IMPROVED: "good", Verdict.WORSENED: "warn"}


@dataclass(frozen=True)
class Row:
    """One scale with its words, as `charts.effect.Row` wants it."""

    label: str
    text: str
    value: float | None
    low: float | None
    high: float | None
    published: float | None
    tone: str


Draw = Callable[[str, Sequence[Row]], Panel]


def show(table: EffectTable, group: Group, moment: Moment, draw: Draw) -> None:
    found = rows(table, group, moment)
    title = _question(moment)
    with st.container(key="card_effect_figure"):
        head(title, sentence(table, group, moment), _how(table, moment, found))
        plot(draw(title, found), f"effect_{group.value}_{moment.value}")
        with st.expander(_("Vis tallene")):
            shown = tables.numbers(table, group, moment)
            clickable("effect_numbers", shown, tables.CSS, language())
            st.caption(
                _(
                    "Point på skalaen, hver for sig afrundet. «p korrigeret» tager højde for, hvor "
                    "mange skalaer der er spurgt på (Holm). Forældre til samme barn er ikke "
                    "uafhængige, så usikkerheden er regnet på familier. Effektstørrelsen er "
                    "ændringen delt med spredningen før (Becker)."
                )
            )


def rows(table: EffectTable, group: Group, moment: Moment) -> list[Row]:
    """A row for each scale that is asked at that moment."""
    pairs = [(one, line_of(one, group, moment)) for one in table.measures]
    return [_row(table, one, line, group) for one, line in pairs if line is not None]


def _row(table: EffectTable, measure: MeasureEffect, line: Comparison, group: Group) -> Row:
    others = published_of(table, measure.code, group) if line.moment is Moment.AFTER else None
    ends = (_worth(measure, line.low), _worth(measure, line.high))
    known = sorted(end for end in ends if end is not None)
    return Row(
        _label(measure, line),
        _text(measure, line),
        _worth(measure, line.change),
        known[0] if known else None,
        known[-1] if known else None,
        measure.worth(others.after - others.before) if others else None,
        TONES.get(line.verdict, "plain"),
    )


def _worth(measure: MeasureEffect, points: float | None) -> float | None:
    return None if points is None else measure.worth(points)


def _label(measure: MeasureEffect, line: Comparison) -> str:
    """ "Socialt liv: ingen målbar udvikling"."""
    return f"{name_of(language(), measure)}: {verdict_word(language(), line).split(',')[0]}"


def _text(measure: MeasureEffect, line: Comparison) -> str:
    """ "+8 % (+6 til +10) · 49 svar, 14 mangler"."""
    if line.n is None or line.change is None:
        # Not "under 5": some are hidden only because a small one could be worked out from them.
        return _("vises, når mindst fem har svaret begge gange")
    missing = _("under 5") if line.missing is None else str(line.missing)
    told = _("{n} svar, {missing} mangler", n=line.n, missing=missing)
    ends = sorted(measure.worth(end) for end in (line.low, line.high) if end is not None)
    change = f"{_whole(measure.worth(line.change))} %"
    if len(ends) == 2:
        change += " (" + _("{low} til {high}", low=_whole(ends[0]), high=_whole(ends[1])) + ")"
    return f"{change} · {told}"


def _whole(share: float) -> str:
    return signed(round(100 * share) + 0.0, 0)


def sentence(table: EffectTable, group: Group, moment: Moment) -> str:
    """What the rows say together."""
    lines = [line_of(one, group, moment) for one in table.measures]
    told = [line for line in lines if line is not None and line.n is not None]
    if not told:
        return _("For få har svaret begge gange til at vise en ændring.")
    better = [line for line in told if line.verdict is Verdict.IMPROVED]
    worse = sum(line.verdict is Verdict.WORSENED for line in told)
    text = _n(
        "Fremgang på {n} skala af {m}", "Fremgang på {n} skalaer af {m}", len(better), m=len(told)
    )
    if worse:
        text += _(", tilbagegang på {n}", n=worse)
    rest = len(told) - len(better) - worse
    if rest:
        text += _(", ingen målbar udvikling på {n}", n=rest)
    return f"{text}."


def _question(moment: Moment) -> str:
    if moment is Moment.FOLLOW_UP:
        return _("Hvor meget har svarene ændret sig fra før til opfølgningen?")
    return _("Hvor meget har svarene ændret sig fra før til efter?")


def _how(table: EffectTable, moment: Moment, found: Sequence[Row]) -> str:
    """How to read the marks that are there."""
    said = []
    if any(row.value is not None for row in found):
        said.append(
            _(
                "Prikken er ændringen i procent af skalaens længde, og stregen usikkerheden "
                "(95 %). Krydser stregen nul, er der ingen målbar udvikling."
            )
        )
    if table.published and moment is Moment.AFTER:
        said.append(_("Den hule rude er, hvad en udgivet evaluering har trykt."))
    if any(one.each_visit for one in table.measures):
        said.append(_("Spørges der ved hvert besøg, er det første mod seneste måling."))
    return " ".join(said)
