"""The cards below: improved by more than the measurement error, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.services.effect_results import (
    Basis,
    Costs,
    EffectTable,
    MeasureEffect,
    Money,
)
from fit_tracker.services.effect_words import group_word, kroner, name_of, number
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.effect import tables
from fit_tracker.ui.html import Html
from fit_tracker.ui.quality.numbers import rounded
from fit_tracker.ui.quality.sections import head
from fit_tracker.ui.quality.tables import table as drawn
from fit_tracker.ui.texts import _, _n, language


def booklet(table: EffectTable) -> None:
    if not any(map(tables.tells, table.measures)):
        # The figure has said already that there are too few.
        return
    with st.container(key="card_effect_booklet"):
        head(
            _("Før, lige efter og ved opfølgning")
            if tables.asks_later(table)
            else _("Før og efter"),
            _("Hver linje er de samme personer to gange"),
            _left_out(table),
        )
        clickable("effect_booklet", tables.booklet(table), tables.CSS, language())


def _left_out(table: EffectTable) -> str:
    """Who is not in the lines, and why: the follow-up only where it is asked."""
    said = _("Er der under fem andre end mødre og fædre, er «Alle» mødre og fædre.")
    if not tables.asks_later(table):
        return said
    later = _("Svarede under fem af dem ikke ved opfølgningen, er de også holdt ude lige efter.")
    return f"{later} {said}"


def once(table: EffectTable) -> None:
    """Whoever left flatters or spoils the figure: they are shown, not forgotten."""
    found = tables.once(table)
    with st.container(key="card_effect_once"):
        head(
            _("De, der kun svarede før"),
            _("De indgår ikke i ændringerne")
            if found
            else _("Færre end fem på hver skala, så de vises ikke"),
        )
        if found:
            clickable("effect_once", found, tables.CSS, language())


def reliable(table: EffectTable) -> None:
    with st.container(key="card_effect_reliable"):
        head(
            _("Hvor mange gik mere frem end målefejlen?"),
            _reliable_sentence(table.measures),
            _("Vises, når mindst fem gik så meget frem og mindst fem ikke gjorde."),
        )
        if any(one.limit.basis is not Basis.NONE for one in table.measures):
            clickable("effect_reliable", _reliable_table(table), tables.CSS, language())


def _reliable_sentence(measures: Sequence[MeasureEffect]) -> str:
    known = sum(one.limit.basis is not Basis.NONE for one in measures)
    if not known:
        return _(
            "Det kan ikke regnes: ingen af skalaerne har en kendt målefejl, før mindst 30 har "
            "svaret på alle spørgsmål"
        )
    return _n(
        "Målefejlen er kendt for {n} skala af {m}",
        "Målefejlen er kendt for {n} skalaer af {m}",
        known,
        m=len(measures),
    )


def _reliable_table(table: EffectTable) -> Html:
    titles = (_("Skala"), _("Målefejl, point"), _("Hvor den er fra"), _("Hvem"), _("Gik frem"))
    rows = []
    for measure in table.measures:
        for place, one in enumerate(measure.groups):
            share = _share(
                one.reliable.improved, one.reliable.n, one.reliable.low, one.reliable.high
            )
            if place and share == "–":
                continue
            first = place == 0
            rows.append(
                (
                    name_of(language(), measure) if first else tables.again(measure),
                    number(measure.limit.value) if first else "",
                    _basis(measure) if first else "",
                    group_word(language(), one.group),
                    share,
                )
            )
    return drawn(titles, rows)


def _share(k: int | None, n: int | None, low: float | None, high: float | None) -> str:
    if not k or not n or low is None or high is None:
        return "–"
    return _(
        "{k} af {n} = {percent} % ({low}–{high} %)",
        k=k,
        n=n,
        percent=rounded(k / n),
        low=round(100 * low),
        high=round(100 * high),
    )


def _basis(measure: MeasureEffect) -> str:
    limit = measure.limit
    if limit.basis is Basis.PACK:
        return _("skalaens egen")
    if limit.basis is Basis.NONE:
        return _("kan ikke regnes: under 30 svar på alle spørgsmål")
    return _(
        "egne svar: {n} personer, SD {sd}, alfa {alpha}",
        n=limit.n,
        sd=number(limit.sd),
        alpha=number(limit.alpha),
    )


def costs(table: EffectTable, *, stated: bool) -> None:
    """`stated`: whether the programme has cost lines at all."""
    found = table.costs
    if not found.variants and (found.participants is not None or not stated):
        return
    with st.container(key="card_effect_costs"):
        head(_("Hvad koster det?"), _cost_sentence(found), _cost_how(found))
        if found.variants:
            clickable("effect_costs", _cost_table(found), tables.CSS, language())
        if found.improved:
            clickable("effect_improved", _improved_table(table), tables.CSS, language())


def _cost_sentence(found: Costs) -> str:
    if found.participants is None:
        return _("Prisen for en deltager vises, når mindst fem har deltaget")
    if found.overall is None:
        return _("Prisen for en deltager afhænger af formen")
    return _("En deltager koster {price}", price=money(found.overall))


def _cost_how(found: Costs) -> str:
    if found.participants is None:
        return ""
    text = _(
        "Opstarten er delt på de {n} deltagere indtil nu og bliver mindre for hver, når flere "
        "deltager.",
        n=found.participants,
    )
    if found.price_levels:
        text += " " + _("Prisniveau: {levels}.", levels="; ".join(found.price_levels))
    if found.left_out:
        text += " " + _("Ikke regnet med: {items}.", items="; ".join(found.left_out))
    return text


def _cost_table(found: Costs) -> Html:
    titles = (_("Form"), _("Del af opstarten"), _("Drift"), _("I alt for en deltager"))
    rows = [
        (
            one.variant or _("Alle"),
            money(one.starting),
            money(one.running),
            money(one.total),
        )
        for one in found.variants
    ]
    return drawn(titles, rows)


def _improved_table(table: EffectTable) -> Html:
    titles = (_("Målt på"), _("For hver, der gik mere frem end målefejlen"))
    names = {one.code: name_of(language(), one) for one in table.measures}
    return drawn(titles, [(names[one.measure], money(one.cost)) for one in table.costs.improved])


def money(found: Money) -> str:
    """ "10.170 kr. (9.000 til 12.000)"."""
    if found.low == found.high:
        return kroner(found.value)
    low, high = (kroner(end).removesuffix(" kr.") for end in (found.low, found.high))
    return _("{value} ({low} til {high})", value=kroner(found.value), low=low, high=high)
