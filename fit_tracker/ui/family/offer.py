"""The emergency offer on the family page: what stage, how many hours, how safe, what is missing."""

from __future__ import annotations

from fit_tracker.services.offer_read import OfferSummary
from fit_tracker.ui.html import Html, card, join, link, tag
from fit_tracker.ui.offers.listing import above_sentence, ahead_sentence, week_sentence
from fit_tracker.ui.offers.words import (
    missing_sentence,
    profession_word,
    safety_chip,
    stage_word,
)
from fit_tracker.ui.texts import _, day


def part(data: OfferSummary, *, may_open: bool) -> Html:
    """A card. `may_open`: the reader runs offers; a practitioner reads it only."""
    title = _("Familieberedskabets tilbud")
    if not data.row.runs:
        text = _(
            "Varede fra {first} til {last}.",
            first=day(data.row.started_on),
            last=day(data.row.ended_on),
        )
        return card(tag("p", text), title=title)
    stage = stage_word(data.stage) if data.stage else ""
    lines = [
        join([stage, _("startet {day}", day=day(data.row.started_on))], " · "),
        _("Timer i denne uge: {hours}", hours=week_sentence(data)),
        ahead_sentence(data),
        above_sentence(data),
        missing_sentence(data.missing),
        _("Team: {names}", names=_names(data)),
    ]
    shown = [tag("p", line) for line in lines if line]
    more = [tag("p", link(f"go:offer:{data.row.offer_id}", _("Åbn tilbuddet")))] if may_open else []
    return card(tag("p", safety_chip(data.row.safety_plan)), *shown, *more, title=title)


def _names(data: OfferSummary) -> str:
    return ", ".join(f"{one.name} ({profession_word(one.profession).lower()})" for one in data.team)
