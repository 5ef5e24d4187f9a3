"""The chart card: the message, the curves or the same as a table, and the ways to look."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.services.family_view import FamilyView
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.family import expected
from fit_tracker.ui.family.choices import Choices
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.family.sheet import Sheet, draw
from fit_tracker.ui.family.table import CSS, readings_table
from fit_tracker.ui.html import Html, join, link, tag
from fit_tracker.ui.sentences import by_id, family_sentence, inside, status_chip
from fit_tracker.ui.texts import _, language

HEAD = "display:flex;gap:1rem;justify-content:space-between;align-items:flex-start;flex-wrap:wrap"
HEAD_TEXT = "font-size:1.1875rem;font-weight:600;margin:0;padding:0;line-height:1.4;flex:1 1 20rem"


def show(
    view: FamilyView,
    names: Names,
    chosen: Choices,
    sheets: Sequence[Sheet],
    *,
    beside_then: bool = False,
) -> str | None:
    """The outcome card; what was pressed in it. `beside_then`: the page tells of an earlier day
    too, so this says that it is about now."""
    with st.container(key="card_course"):
        st.html(_message(view, beside_then=beside_then))
        pressed = None
        if chosen.table:
            table = readings_table(view, view.outcome, names)
            html = join([table, expected.tables(view, names, view.outcome)])
            pressed = clickable("family_table", html, CSS, language())
        else:
            told = expected.sentences(view, names)
            for number, sheet in enumerate(sheets):
                pressed = draw(sheet, f"outcome_{number}", told=told) or pressed
        caption = _caption(view, names, sheets, chosen)
        return clickable("family_course_links", caption, lang=language()) or pressed


def _message(view: FamilyView, *, beside_then: bool) -> Html:
    assert view.assessment is not None
    found = view.assessment
    text = family_sentence(found, by_id(view.members), view.assessments, view.today)
    if beside_then:
        text = _("Nu: {sentence}", sentence=text)
    chip = status_chip(found.status, found.needs_attention)
    return tag("div", tag("h2", text, style=HEAD_TEXT), chip, style=HEAD)


def _caption(view: FamilyView, names: Names, sheets: Sequence[Sheet], chosen: Choices) -> Html:
    """What the chart shows in words, and the other ways to see the same."""
    parts: list[object] = [tag("span", text) for text in _legend(view, sheets)]
    parts += expected.legend(view, sheets, chosen)
    if sheets and not chosen.table:
        # A finger's first touch shows the number, as a mouse does by resting on it.
        parts.append(tag("span", _("tryk på et punkt, og en gang til for at se og rette svarene")))
    if sheets:
        parts += _ways(view, chosen)
    head = expected.choice(names, sheets, chosen)
    return join([head, tag("p", join(parts, " · "), cls="fit-small"), expected.missing(view)])


def _legend(view: FamilyView, sheets: Sequence[Sheet]) -> list[str]:
    if not sheets:
        return [_("Her kommer kurverne, når familien har svaret første gang.")]
    texts = []
    for sheet in sheets:
        texts += [
            f"{sheet.question} {sheet.direction}",
            ", ".join(f"{mark} {inside(name)}" for mark, name in sheet.people),
        ]
    if any(sheet.flagged for sheet in sheets):
        texts.append(_("▲ bør drøftes"))
    if any(not visit.attended for visit in view.visits):
        texts.append(_("× aflyst eller udeblevet"))
    if any(not visit.visit.date_known for visit in view.visits):
        texts.append(_("datoer er anslået"))
    return texts


def _ways(view: FamilyView, chosen: Choices) -> list[Html]:
    if chosen.table:
        return [link("table:no", _("Vis som kurver"))]
    ways = [link("table:yes", _("Vis som tabel"))]
    if len(view.outcome) > 1:
        together, apart = ("apart:no", _("Vis sammen")), ("apart:yes", _("Vis hver for sig"))
        ways.append(link(*(together if chosen.apart else apart)))
    by_visit, by_date = ("axis:visit", _("Efter besøg")), ("axis:date", _("Efter dato"))
    ways.append(link(*(by_visit if chosen.axis == "date" else by_date)))
    return ways
