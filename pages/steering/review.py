"""Kvartalsgennemgang: the steering group's room. No person is ever shown here."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.charts import review as charts
from fit_tracker.charts.panels import Panel
from fit_tracker.domain.reviews import Part
from fit_tracker.errors import NotFound
from fit_tracker.palette import tokens
from fit_tracker.services import review_read
from fit_tracker.services.permissions import Action
from fit_tracker.services.review_read import Heading
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, page_title, tag
from fit_tracker.ui.review import choosing, document, files, present
from fit_tracker.ui.review.reading import Reading, read
from fit_tracker.ui.texts import _

session = guard.require(Action.SEE_REVIEWS)


def draw(part: Part) -> Panel | None:
    return charts.panel(part, tokens(st.context.theme.type == "dark"), present.scale())


def nothing_yet() -> None:
    """Honest about being empty, and about what will come."""
    title = _("Der er ingen gennemgang klar endnu")
    st.html(page_title(title, _("Her lægger projektlederen gennemgangen, når tallene er låst.")))
    words = _(
        "En gennemgang viser tal for hele indsatsen: hvor mange der er startet og afsluttet, hvor "
        "komplette målingerne er, og hvordan det er gået. Den viser aldrig enkelte personer, og "
        "antal under 5 vises ikke."
    )
    after = _("Når den er frigivet, ændrer tallene sig ikke mere. Andet kan I ikke se her.")
    st.html(card(tag("p", words), tag("p", after), title=_("Det kommer til at stå her")))


def opened(known: list[Heading]) -> Reading:
    """The one that was chosen, or the newest; what is gone meanwhile is not asked for again."""
    chosen: UUID | None = st.session_state.get(state_keys.REVIEW)
    try:
        return read(session.actor, chosen or known[0].review_id)
    except NotFound:
        st.session_state[state_keys.REVIEW] = None
        return read(session.actor, known[0].review_id)


def show(found: Reading, known: list[Heading]) -> None:
    """The message, what one may do with it, the numbers, and all of it in cards."""
    document.title(found.document)
    with st.container(horizontal=True, key="review_actions", vertical_alignment="bottom"):
        if st.button(_("Vis på storskærm"), type="primary", key="review_present"):
            present.begin()
            st.rerun()
        files.downloads(session, found)
        choosing.another(found.snapshot.heading, known)
    document.numbers(found.document)
    document.sections(found.document, draw)
    document.closing(found.document)


known = review_read.released(context(), session.actor)
if not known:
    nothing_yet()
else:
    document.style()
    found = opened(known)
    if present.is_on():
        present.show(found.document, draw)
    else:
        show(found, known)
