"""Targets and periods with what has been reached, as the programme's reviews have told it."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.programmes import Programme, ProgrammePeriod, Target, TargetKind
from fit_tracker.services.programme_progress import Progress, Told
from fit_tracker.ui.html import Html, card, join, tag, unbroken
from fit_tracker.ui.programmes import words
from fit_tracker.ui.texts import _, day

LATER = TargetKind.FAMILIES_PER_YEAR_AFTER


def targets(programme: Programme, progress: Progress) -> Html:
    if not programme.targets:
        text = _("Kilden nævner ingen mål. Skriv jeres egne under Ret.")
        return card(tag("p", text, cls="fit-quiet"), title=_("Mål"))
    rows = [_target(one, progress.targets.get(one.kind)) for one in programme.targets]
    titles = (_("Mål"), _("Antal"), _("Indtil nu"), _("Hvor det står"))
    return card(table(titles, rows), *_from_reviews(progress), title=_("Mål"))


def _target(one: Target, told: Told | None) -> list[Html]:
    name = [tag("div", words.target_word(one.kind))]
    if not one.chosen:
        name.append(tag("div", _("styres der ikke efter"), cls="fit-quiet"))
    # Against a target that nobody steers by, the same number would stand twice.
    reached = _told(told) if one.chosen and one.kind is not LATER else tag("span", "–")
    return [
        join(name),
        tag("span", words.span(one.low, one.high)),
        reached,
        tag("span", one.source or "–"),
    ]


def periods(programme: Programme, progress: Progress) -> Html:
    if not programme.periods:
        text = _("Kilden nævner ingen perioder. Skriv dem under Ret, når I kender dem.")
        return card(tag("p", text, cls="fit-quiet"), title=_("Perioder"))
    rows = [_period(one, progress.periods.get(one.number)) for one in programme.periods]
    titles = (_("Periode"), _("Dage"), _("Bevilling"), _("Familier begyndt"))
    return card(table(titles, rows), title=_("Perioder"))


def _period(one: ProgrammePeriod, told: Told | None) -> list[Html]:
    days = _("{start} til {end}", start=day(one.first_day), end=day(one.last_day))
    grant = words.kroner(one.grant) if one.grant is not None else _("ikke angivet i kilden")
    return [
        tag("span", str(one.number)),
        unbroken(days),
        tag("span", grant, cls="" if one.grant is not None else "fit-quiet"),
        _told(told),
    ]


def _told(told: Told | None) -> Html:
    if told is None:
        return tag("span", _("ikke talt i en gennemgang"), cls="fit-quiet")
    if told.n is None:
        # Not "under 5": some are hidden only because a small one could be worked out from them.
        return tag("span", _("vises ikke"), cls="fit-quiet")
    return join([tag("strong", str(told.n)), tag("div", _until(told), cls="fit-quiet")])


def _until(told: Told) -> Html:
    return unbroken(_("til {day}", day=day(told.until)))


def _from_reviews(progress: Progress) -> list[Html]:
    words_ = (
        _("Tallene er dem, den seneste gennemgang af programmet har fastfrosset.")
        if progress.targets
        else _("Tal kommer, når der er beregnet en gennemgang af programmet under Gør klar.")
    )
    return [tag("p", words_, cls="fit-quiet")]


def table(titles: Sequence[str], rows: Sequence[Sequence[Html]]) -> Html:
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [
        tag(
            "tr",
            *(tag("td", cell, data_label=title) for title, cell in zip(titles, row, strict=True)),
        )
        for row in rows
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")
