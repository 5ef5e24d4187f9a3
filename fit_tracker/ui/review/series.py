"""The series of reviews: what is about the same teams and services, and what is due in each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fit_tracker.domain.reviews import Period, ReviewState
from fit_tracker.domain.times import local_day
from fit_tracker.services.review_read import Heading
from fit_tracker.services.review_series import Choices, Series
from fit_tracker.ui.html import Html, join, link, page_title, tag, unbroken
from fit_tracker.ui.review.words import about, cadence, period_word, state_chip, version
from fit_tracker.ui.texts import _, _n, day


def title(series: Sequence[Series], made: Sequence[Heading], due: Period) -> Html:
    """What the project leader has to do next: a draft to release, or a quarter to compute."""
    return page_title(_message(series, made, due), _beneath(series))


def _message(series: Sequence[Series], made: Sequence[Heading], due: Period) -> str:
    active = [one for one in series if one.active]
    drafts = sum(one.state is ReviewState.DRAFT for one in made)
    missing = [one for one in active if not _has(one, made, due)]
    if not active:
        return _("Begynd med en møderække")
    if drafts:
        return _n("Én kladde venter på dig", "{n} kladder venter på dig", drafts)
    if missing and len(active) > 1:
        return _("{series} mangler en gennemgang", series=missing[0].name)
    if missing:
        return _("{period} mangler en gennemgang", period=period_word(due))
    return _("Ingen gennemgang mangler lige nu")


def _has(series: Series, made: Sequence[Heading], due: Period) -> bool:
    """Whether the meetings of the series have what they ask for: a group that meets twice a year
    does not miss a quarter. Without a rhythm, one review of whatever age is enough."""
    days = [
        one.period.last_day
        for one in made
        if one.series_id == series.series_id and one.state is ReviewState.RELEASED
    ]
    if not days or not series.cadence.per_year:
        return bool(days)
    return _month(max(days)) + max(1, 12 // series.cadence.per_year) > _month(due.last_day)


def _month(day_: date) -> int:
    return 12 * day_.year + day_.month


def _beneath(series: Sequence[Series]) -> str:
    if not series:
        return _(
            "En møderække samler gennemgange om de samme teams og indsatser, så de kan "
            "sammenlignes."
        )
    return _(
        "Vælg en møderække. Tallene låses, når du beregner; styregruppen ser det, du frigiver."
    )


def rows(series: Sequence[Series], made: Sequence[Heading], known: Choices) -> Html:
    """One row each, opened by its name."""
    return tag("div", *(_row(one, _latest(one, made), known) for one in series), cls="fit-rows")


def _latest(series: Series, made: Sequence[Heading]) -> Heading | None:
    """What was made last; a discarded one says nothing of how far the series has come."""
    found = (one for one in made if one.series_id == series.series_id)
    return next((one for one in found if one.state is not ReviewState.DISCARDED), None)


def _row(series: Series, latest: Heading | None, known: Choices) -> Html:
    go = f"series:{series.series_id}"
    name = tag("button", series.name, cls="fit-name", type="button", data_go=go)
    return tag(
        "div",
        tag("div", name, tag("p", cadence(series), cls="fit-small")),
        tag("div", about(series, known)),
        tag("div", *_latest_words(latest)),
        tag("span", _("Åbn"), cls="fit-button", aria_hidden="true"),
        cls="fit-row",
        data_go=go,
    )


def _latest_words(latest: Heading | None) -> list[Html]:
    if latest is None:
        return [tag("span", _("ingen gennemgang endnu"), cls="fit-quiet")]
    return [tag("div", unbroken(period_word(latest.period))), state_chip(latest.state)]


def head(series: Series, made: Sequence[Heading], due: Period, known: Choices) -> Html:
    """Which one it is, what is to be done about it, and what it is about."""
    above = tag("p", link("back", _("Gør klar")), " › ", series.name, cls="fit-above")
    about_it = tag("p", f"{about(series, known)} · {cadence(series)}", cls="fit-sub")
    told = _message([series], made, due) if series.active else _("Møderækken er lukket")
    return join([above, tag("h1", told, cls="fit-title"), about_it])


def versions(made: Sequence[Heading]) -> Html:
    """Every version of the series, the newest first; each opens by its period."""
    titles = (_("Periode"), _("Udgave"), _("Beregnet"), _("Frigivet"), _("Stand"))
    heads = tag("tr", *(tag("th", one, scope="col") for one in titles))
    body = [_version(one, titles) for one in made]
    return tag("table", tag("thead", heads), tag("tbody", *body), cls="fit-table")


def _version(one: Heading, titles: Sequence[str]) -> Html:
    go = f"open:{one.review_id}"
    period = unbroken(period_word(one.period))
    name = tag("button", period, cls="fit-name", type="button", data_go=go)
    told = day(local_day(one.released_at)) if one.released_at else "–"
    return tag(
        "tr",
        tag("td", name),
        tag("td", version(one), data_label=titles[1]),
        tag("td", day(local_day(one.computed_at)), cls="fit-nowrap", data_label=titles[2]),
        tag("td", told, cls="fit-nowrap", data_label=titles[3]),
        tag("td", state_chip(one.state)),
        data_go=go,
    )
