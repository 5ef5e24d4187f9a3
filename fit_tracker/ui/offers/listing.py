"""The running offers as one table, and the page's message."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fit_tracker.domain.offers import SafetyPlan, Stage
from fit_tracker.services.offer_read import OfferList, OfferSummary
from fit_tracker.services.offer_rows import OfferRow
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, link, page_title, tag
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.offers.words import hours, missing_sentence, safety_chip, stage_word
from fit_tracker.ui.texts import _, _n, day, long_day


def title(found: OfferList, *, own: bool) -> Html:
    """What is most urgent to know, from the data. `own`: a leader sees those of their teams."""
    return page_title(_message(found, own), long_day(context().today()))


def _message(found: OfferList, own: bool) -> str:
    unsafe = sum(one.row.safety_plan is SafetyPlan.MISSING for one in found.running)
    unasked = sum(bool(one.missing) for one in found.running)
    n = len(found.running)
    if n == 0:
        if own:
            return _("Ingen familier hos jer får beredskabets tilbud lige nu")
        return _("Ingen familier får beredskabets tilbud lige nu")
    if unsafe:
        return _n(
            "{words} familie mangler en sikkerhedsplan",
            "{words} familier mangler en sikkerhedsplan",
            unsafe,
            words=in_words(unsafe),
        )
    if unasked:
        return _n(
            "Børnenes situation mangler i {n} familie",
            "Børnenes situation mangler i {n} familier",
            unasked,
        )
    return _n(
        "{words} familie får tilbuddet: {used} timer brugt i denne uge, {planned} planlagt",
        "{words} familier får tilbuddet: {used} timer brugt i denne uge, {planned} planlagt",
        n,
        words=in_words(n),
        used=hours(sum((one.used for one in found.running), Decimal(0))),
        planned=hours(sum((one.planned for one in found.running), Decimal(0))),
    )


def running(offers: Sequence[OfferSummary]) -> Html:
    """One row a family; a card a family on a phone."""
    words = (
        _("Familie"),
        _("Trin"),
        _("Timer i denne uge"),
        _("Sikkerhed og børn"),
    )
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [_row(one) for one in offers]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def _row(one: OfferSummary) -> Html:
    row = one.row
    who = member_names(one.members, context().today())
    return tag(
        "tr",
        tag(
            "td",
            link(f"offer:{row.offer_id}", row.case_number),
            tag("div", who, cls="fit-quiet"),
            cls="fit-who",
        ),
        tag("td", stage_word(one.stage) if one.stage else "–", *_small(ahead_sentence(one))),
        tag("td", week_sentence(one), *_small(above_sentence(one)), data_label=_("Timer")),
        tag("td", safety_chip(row.safety_plan), *_small(missing_sentence(one.missing))),
        data_go=f"offer:{row.offer_id}",
    )


def _small(text: str) -> list[Html]:
    return [tag("div", text, cls="fit-quiet")] if text else []


def week_sentence(one: OfferSummary) -> str:
    """ "12,5 brugt, 20 planlagt"."""
    return _("{used} brugt, {planned} planlagt", used=hours(one.used), planned=hours(one.planned))


def ahead_sentence(one: OfferSummary) -> str:
    """The next step-down, or that the course has ended around the offer."""
    if one.row.episode_ended_on is not None and one.row.runs:
        return _("Forløbet sluttede {day}", day=day(one.row.episode_ended_on))
    if one.ahead is None:
        return _("▲ Ingen nedtrapning planlagt") if lacks_plan(one) else ""
    return _(
        "{hours} timer om ugen fra {day}",
        hours=hours(one.ahead.weekly_hours),
        day=day(one.ahead.since),
    )


def lacks_plan(one: OfferSummary) -> bool:
    """Intensive help without a way down: the one thing a plan must not lack."""
    return one.row.runs and one.ahead is None and one.stage is not Stage.ORDINARY


def above_sentence(one: OfferSummary) -> str:
    if not one.above_limit:
        return ""
    return _(
        "▲ {n} om ugen i gennemsnit, over {limit}",
        n=hours(one.average),
        limit=hours(one.limit),
    )


def ended(rows: Sequence[OfferRow]) -> Html:
    """The offers that have ended, for those who still may see the family."""
    words = (_("Familie"), _("Fra"), _("Til"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [
        tag(
            "tr",
            tag("td", link(f"offer:{row.offer_id}", row.case_number)),
            tag("td", day(row.started_on), cls="fit-nowrap", data_label=_("Fra")),
            tag("td", day(row.ended_on), cls="fit-nowrap", data_label=_("Til")),
        )
        for row in rows
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")
