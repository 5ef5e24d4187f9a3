"""Hours week by week: the message, the bars, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import streamlit as st

from fit_tracker.domain.offers import Used, Week
from fit_tracker.services.offer_read import OfferView
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.html import Html, link, tag
from fit_tracker.ui.offers.words import duration, hours, part_word, profession_word
from fit_tracker.ui.texts import _, _n, day, language

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
LATEST = 40


class Panel(Protocol):
    """A figure with its description, built from `charts` by the page."""

    @property
    def shown(self) -> Any: ...
    @property
    def alt(self) -> str: ...


def show(view: OfferView, panel: Panel) -> str | None:
    """The card of the weeks; what was pressed in its tables."""
    with st.container(key="card_offers_weeks"):
        st.html(tag("h2", message(view), cls="fit-card-title"))
        st.plotly_chart(panel.shown, theme=None, key="offers_weeks", config=CONFIG, alt=panel.alt)
        with st.expander(_("Vis tallene")):
            clickable("offers_weeks_table", weeks_table(view.weeks), lang=language())
        with st.expander(_("Timer, der er skrevet op")):
            return clickable("offers_hours_table", hours_table(view.used), lang=language())


def message(view: OfferView) -> str:
    """How often the plan held, in the weeks that are over."""
    past = [week for week in view.weeks if week.used is not None][:-1]
    if not past:
        return _("Timer uge for uge: den første uge er i gang")
    over = sum((week.used or 0) > week.planned for week in past)
    if over == 0:
        return _n(
            "Timerne har holdt sig inden for planen i den uge, der er gået",
            "Timerne har holdt sig inden for planen i de {n} uger, der er gået",
            len(past),
        )
    return _("Der er brugt flere timer end planlagt i {over} af {n} uger", over=over, n=len(past))


def weeks_table(weeks: Sequence[Week]) -> Html:
    words = (_("Uge"), _("Fra mandag"), _("Timer brugt"), _("Timer planlagt"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [
        tag(
            "tr",
            tag("td", _("uge {n}", n=week.monday.isocalendar().week)),
            tag("td", day(week.monday), cls="fit-nowrap", data_label=words[1]),
            tag("td", "–" if week.used is None else hours(week.used), data_label=words[2]),
            tag("td", hours(week.planned), data_label=words[3]),
        )
        for week in reversed(weeks)
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")


def hours_table(used: Sequence[Used]) -> Html:
    """The latest entries, each with a way to correct it."""
    if not used:
        return tag("p", _("Der er ikke skrevet timer op endnu."), cls="fit-quiet")
    words = (_("Dag"), _("Tid"), _("Hvornår"), _("Faggruppe"), _("Ret"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [
        tag(
            "tr",
            tag("td", day(row.worked_on), cls="fit-nowrap"),
            tag("td", duration(row.minutes), data_label=words[1]),
            tag("td", part_word(row.part_of_day), data_label=words[2]),
            tag("td", profession_word(row.profession)),
            tag("td", link(f"task:correct:{row.submission_id}", _("Ret"))),
        )
        for row in used[:LATEST]
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")
