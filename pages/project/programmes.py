"""Programmer: periods, targets, measures and costs as data."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.services import programme_edit, programme_files, programme_progress, programmes
from fit_tracker.services.accounts import Session
from fit_tracker.services.permissions import Action
from fit_tracker.services.programmes import Stored
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, join, page_title, tag
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.programmes import choose, details, edit, figures, listing, taking, words
from fit_tracker.ui.texts import _, _n, language, plain

session = guard.require(Action.MANAGE_PROGRAMMES)

FILE = "file"


def _open(what: object) -> None:
    st.session_state[state_keys.PROGRAMME_OPEN] = what
    st.session_state.pop(state_keys.PROGRAMME_BEFORE, None)
    st.rerun()


def _notice() -> None:
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)


def _list(found: Sequence[Stored]) -> None:
    n = sum(one.active for one in found)
    title = _n("{count} program er i brug", "{count} programmer er i brug", n, count=in_words(n))
    sub = _("Et program er data: mål, perioder, skalaer og omkostninger, som kilden siger dem.")
    st.html(page_title(title if found else _("Her er ingen programmer endnu"), sub))
    _notice()
    if st.button(
        _("Tag et program ind"),
        key="programme_from_file",
        type="secondary" if found else "primary",
    ):
        _open(FILE)
    if not found:
        text = _("Tag et af dem, der følger med, ind, eller skriv jeres eget i en fil.")
        st.html(card(tag("p", text)))
        return
    pressed = clickable("programmes", listing.table(found), lang=language())
    chosen = next((one for one in found if str(one.programme_id) == pressed), None)
    if chosen is not None:
        _open(chosen.programme_id)


def _one(stored: Stored) -> None:
    programme = stored.programme
    about = [programme.municipality, words.ages(programme), programme.target_group]
    st.html(page_title(programme.name, " · ".join(filter(None, about)), _("Programmer")))
    _notice()
    before = st.session_state.get(state_keys.PROGRAMME_BEFORE)
    if before is not None:
        edit.show(session, before)
        if st.button(_("Fortryd"), key="programme_undo"):
            _open(stored.programme_id)
        return
    _actions(stored)
    if not stored.active:
        st.info(_("Ingen kan tilmeldes programmet. Det, der er besvaret, bliver stående."))
    choose.show(session, stored)
    _details(stored)


def _details(stored: Stored) -> None:
    programme = stored.programme
    progress = programme_progress.progress(context(), session.actor, stored.programme_id)
    told = [figures.targets(programme, progress), figures.periods(programme, progress)]
    html = join([*told, details.cards(programme)])
    clickable("programme_details", html, css=details.CSS, lang=language())
    if programme.published:
        with st.expander(_("Det, evalueringen har trykt")):
            html = details.published(programme)
            clickable("programme_published", html, css=details.CSS, lang=language())
    if programme.source:
        st.caption(plain(_("Kilde: {source}", source=programme.source)))


def _actions(stored: Stored) -> None:
    with st.container(horizontal=True):
        if st.button(_("Alle programmer"), key="programme_back"):
            _open(None)
        if st.button(_("Ret"), key="programme_change", type="primary"):
            # As it reads now: what somebody else saves meanwhile must not be overwritten.
            st.session_state[state_keys.PROGRAMME_BEFORE] = stored
            st.rerun()
        st.download_button(
            _("Hent som fil"),
            guard.file(session, lambda now: _file(now, stored)),
            file_name=f"{stored.programme.code}.yaml",
            mime="application/yaml",
            key="programme_download",
            on_click="ignore",
        )
        label = _("Tag ud af brug") if stored.active else _("Tag i brug igen")
        if st.button(label, key="programme_use"):
            _use(stored)


def _file(now: Session, stored: Stored) -> bytes:
    current = programmes.get(context(), now.actor, stored.programme_id)
    return programme_files.as_file(current.programme)


def _use(stored: Stored) -> None:
    active = not stored.active
    programme_edit.set_active(context(), session.actor, stored.programme_id, active)
    words_ = _("{name} er i brug igen.") if active else _("{name} er taget ud af brug.")
    notice = words_.format(name=plain(stored.programme.name))
    taking.leave(notice, open_=stored.programme_id)


opened = st.session_state.get(state_keys.PROGRAMME_OPEN)
if opened == FILE:
    taking.show(session)
else:
    known = programmes.listed(context(), session.actor)
    chosen_one = next((one for one in known if one.programme_id == opened), None)
    if chosen_one is None:
        _list(known)
    else:
        _one(chosen_one)
