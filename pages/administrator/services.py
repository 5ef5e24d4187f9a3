"""Indsatser: what the families can receive, as the catalogue says it, without code."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.services import administration, catalogue_edit
from fit_tracker.services.catalogue_edit import Known
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.catalogue import edit, listing, taking
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, page_title, tag
from fit_tracker.ui.texts import _, _n, language, plain

session = guard.require(Action.MANAGE_SITE)

NEW, FILE = "new", "file"


def _open(what: object) -> None:
    st.session_state[state_keys.CATALOGUE_OPEN] = what
    st.session_state.pop(state_keys.CATALOGUE_BEFORE, None)
    st.rerun()


def _list(found: Sequence[Known]) -> None:
    in_use = [one for one in found if one.active]
    dated = sum(one.entry.frame.follow_up.first_months is not None for one in in_use)
    sub = _("{n} af dem angiver, hvornår der skal følges op. Resten aftales i sagen.", n=dated)
    title = _n("Familierne kan få {n} indsats", "Familierne kan få {n} indsatser", len(in_use))
    st.html(page_title(title, sub if in_use else ""))
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)
    new, file, _rest = st.columns([1, 1, 2])
    kind = "secondary" if found else "primary"
    if new.button(_("Ny indsats"), key="catalogue_new", width="stretch"):
        _open(NEW)
    if file.button(_("Indlæs et katalog"), key="catalogue_from_file", type=kind, width="stretch"):
        _open(FILE)
    if not found:
        words = _("Skriv den første indsats, eller tag et helt katalog ind fra en fil.")
        st.html(card(tag("p", words), title=_("Her er ingen indsatser endnu")))
        return
    pressed = clickable("services", listing.table(found, context().today()), lang=language())
    chosen = next((one for one in found if str(one.service_id) == pressed), None)
    if chosen is not None:
        _open(chosen.service_id)


def _one(known: Known) -> None:
    entry = known.entry
    st.html(page_title(entry.name, entry.code, _("Indsatser")))
    before = st.session_state.get(state_keys.CATALOGUE_BEFORE)
    if before is not None:
        edit.show(session, known.service_id, before)
        if st.button(_("Fortryd"), key="catalogue_undo"):
            _open(known.service_id)
        return
    _actions(known)
    if not known.active:
        st.info(_("Nye forløb kan ikke få indsatsen. Forløb, der har den, beholder den."))
    html = listing.details(entry, context().today())
    clickable("service_details", html, css=listing.CSS, lang=language())


def _actions(known: Known) -> None:
    back, change, use, _rest = st.columns([3, 2, 3, 2])
    if back.button(_("Alle indsatser"), key="catalogue_back", width="stretch"):
        _open(None)
    if change.button(_("Ret"), key="catalogue_change", type="primary", width="stretch"):
        # As it reads now: what somebody else saves meanwhile must not be overwritten.
        st.session_state[state_keys.CATALOGUE_BEFORE] = known.entry
        st.rerun()
    label = _("Tag ud af brug") if known.active else _("Tag i brug igen")
    if use.button(label, key="catalogue_use", width="stretch"):
        actor, active = session.actor, not known.active
        administration.set_service_active(context(), actor, known.service_id, active)
        words = _("{name} er i brug igen.") if active else _("{name} er taget ud af brug.")
        taking.leave(words.format(name=plain(known.entry.name)))


opened = st.session_state.get(state_keys.CATALOGUE_OPEN)
if opened == FILE:
    taking.show(session)
elif opened == NEW:
    st.html(page_title(_("Ny indsats"), "", _("Indsatser")))
    edit.show(session, None, None)
    if st.button(_("Tilbage til indsatserne"), key="catalogue_back"):
        _open(None)
else:
    services = catalogue_edit.known(context(), session.actor)
    chosen = next((one for one in services if one.service_id == opened), None)
    if chosen is None:
        _list(services)
    else:
        _one(chosen)
