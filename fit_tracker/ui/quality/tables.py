"""The same numbers as tables: each with its n, and its interval where it has one."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.services.results import (
    BudgetPoint,
    Coverage,
    Forecast,
    RiskBin,
    Rival,
    WarningPower,
)
from fit_tracker.ui.html import Html, tag
from fit_tracker.ui.quality.numbers import count, decimals, percent, share_text
from fit_tracker.ui.texts import _


def table(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> Html:
    """The first cell names its row; on a phone each other cell says its column's name."""
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [
        tag(
            "tr",
            tag("td", tag("span", row[0], cls="fit-name")),
            *(
                tag("td", cell, data_label=title)
                for title, cell in zip(titles[1:], row[1:], strict=True)
            ),
        )
        for row in rows
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")


def budget(points: Sequence[BudgetPoint]) -> Html:
    titles = (
        _("Budget"),
        _("Falske alarmer"),
        _("Fundet uden fremgang"),
        _("Fundet dårligere"),
        _("Rigtige flag"),
        _("Besøg før slut"),
    )
    rows = [
        (
            percent(one.budget),
            share_text(one.false_alarms),
            share_text(one.found),
            share_text(one.found_deteriorated),
            share_text(one.ppv),
            decimals(one.lead_visits),
        )
        for one in points
    ]
    return table(titles, rows)


def target_word(target: str) -> str:
    return {
        "next": _("Næste besøg"),
        "plus5": _("Fem besøg frem"),
        "end": _("Forløbets slutning"),
    }.get(target, target)


def bands(found: Sequence[Coverage]) -> Html:
    """A row for each band, a column for all visits and for each that was looked at."""
    at = {(band.target, band.level, band.visit): band for band in found}
    visits = [None, *sorted({band.visit for band in found if band.visit is not None})]
    names = [_("Alle besøg") if v is None else _("Besøg {no}", no=v) for v in visits]
    wanted = sorted({(b.target, b.level) for b in found}, key=lambda b: (_ORDER.get(b[0], 9), b[1]))
    rows = []
    for target, level in wanted:
        row = [at.get((target, level, visit)) for visit in visits]
        name = _("{target}, {n} %", target=target_word(target), n=level)
        width = decimals(row[0].width) if row[0] else "–"
        rows.append((name, *("–" if one is None else share_text(one.share) for one in row), width))
    return table((_("Bånd"), *names, _("Bredde i point")), rows)


_ORDER = {"next": 0, "plus5": 1, "end": 2}


def outcome_word(outcome: str) -> str:
    return {
        "not_success": _("uden sikker fremgang"),
        "deteriorated": _("sikkert dårligere"),
    }.get(outcome, outcome)


def ends_word(outcome: str) -> str:
    """The heading of what is said of one outcome."""
    return {
        "not_success": _("Ender uden sikker fremgang"),
        "deteriorated": _("Ender sikkert dårligere"),
    }.get(outcome, outcome)


def warnings(powers: Sequence[WarningPower]) -> Html:
    titles = (_("Besøg"), _("Ender"), _("Fundet"), _("Uden flag, af de øvrige"), _("Rigtige flag"))
    rows = [
        (
            str(one.visit),
            outcome_word(one.outcome),
            share_text(one.sensitivity),
            share_text(one.specificity),
            share_text(one.ppv),
        )
        for one in sorted(powers, key=lambda p: (p.outcome != "not_success", p.visit))
    ]
    return table(titles, rows)


def risks(bins: Sequence[RiskBin]) -> Html:
    titles = (_("Forudset risiko"), _("Ender"), _("Så ofte skete det"))
    ordered = sorted(bins, key=lambda one: (one.outcome != "not_success", one.foreseen))
    rows = [
        (percent(one.foreseen), outcome_word(one.outcome), share_text(one.share)) for one in ordered
    ]
    return table(titles, rows)


def rival_word(name: str) -> str:
    return {
        "model": _("Vores model"),
        "down_by_rci": _("Allerede faldet mere end målefejlen"),
        "no_gain": _("Ingen sikker fremgang ved besøget"),
        "below_p10": _("Lavere end 9 af 10 med samme start"),
        "below_p25": _("Lavere end 3 af 4 med samme start"),
        "logistic": _("Første og seneste score og hældning"),
    }.get(name, name)


def rivals(found: Sequence[Rival]) -> Html:
    titles = (
        _("Regel"),
        _("Ender"),
        _("Peger rigtigt, af 100 par"),
        _("Fejl i risikoen (Brier)"),
        _("Finder ved samme budget"),
        _("Vurderinger"),
    )
    rows = [
        (
            rival_word(one.name),
            outcome_word(one.outcome),
            "–" if one.auroc is None else decimals(100 * one.auroc),
            decimals(one.brier, 3),
            percent(one.sensitivity),
            count(one.n),
        )
        for one in sorted(found, key=lambda one: one.outcome != "not_success")
    ]
    return table(titles, rows)


def forecast_word(name: str) -> str:
    return {
        "model": _("Vores model"),
        "last_value": _("Seneste måling ført videre"),
        "population": _("Forløb med samme start"),
        "growth": _("Vækstmodel"),
        "growth_groups": _("Vækstmodel med grupper"),
        "growth_bend": _("Vækstmodel med et knæk"),
    }.get(name, name)


def forecasts(found: Sequence[Forecast]) -> Html:
    titles = (
        _("Måde"),
        _("Bud på"),
        _("Typisk fejl i point"),
        _("Båndets samlede fejl"),
        _("Inden for 80 %-båndet"),
        _("Målinger"),
    )
    rows = [
        (
            forecast_word(one.name),
            target_word(one.target),
            decimals(one.error),
            decimals(one.interval_score),
            percent(one.coverage_80),
            count(one.n),
        )
        for one in sorted(found, key=lambda one: _ORDER.get(one.target, 9))
    ]
    return table(titles, rows)
