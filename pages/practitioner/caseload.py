"""Mine familier: one's own families, those who need attention first."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.services import families, lists
from fit_tracker.services.permissions import Action
from fit_tracker.ui import caseload, guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.texts import _, language

session = guard.require(Action.SEE_CASELOAD)

# A visit under way comes right after those who need attention: it is what one has in hand.
entries = sorted(
    lists.caseload(context(), session.actor),
    key=lambda entry: (not entry.row.needs_attention, entry.open_visit_id is None),
)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.html(
        page_title(caseload.title(entries), caseload.subtitle(entries, context().today())),
        width="content",
    )
    if st.button(_("Nyt besøg"), type="primary"):
        st.session_state[state_keys.VISIT] = None
        st.session_state[state_keys.VISIT_CHOSEN] = None
        st.switch_page("pages/practitioner/visit.py")

# Above the list: whoever looks for an old family must not scroll past all the others first.
text = st.text_input(
    _("Søg i alle familier, du har adgang til"),
    key="caseload_search",
    placeholder=_("Søg i alle familier: sagsnummer eller medlem"),
    label_visibility="collapsed",
)
pressed = None
if text:
    found = families.search(context(), session.actor, text)
    pressed = clickable("caseload_found", caseload.results(found), lang=language())
pressed = clickable("caseload", caseload.table(entries), lang=language()) or pressed

if pressed:
    kind, _sep, target = pressed.partition(":")
    if kind == "family":
        st.session_state[state_keys.FAMILY] = UUID(target)
        st.session_state[state_keys.EPISODE] = None
        st.switch_page("pages/practitioner/family.py")
    if kind == "visit":
        st.session_state[state_keys.VISIT] = UUID(target)
        st.switch_page("pages/practitioner/visit.py")
    if kind == "new":
        st.session_state[state_keys.VISIT] = None
        st.session_state[state_keys.VISIT_CHOSEN] = UUID(target)
        st.switch_page("pages/practitioner/visit.py")
