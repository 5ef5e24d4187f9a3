"""The practitioner's own words, and whose answers are in the report."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.domain.times import clock
from fit_tracker.services.report_change import MOST
from fit_tracker.services.report_read import ReportDesk, Stored
from fit_tracker.ui.html import tag
from fit_tracker.ui.report import draft
from fit_tracker.ui.report.draft import Writing
from fit_tracker.ui.texts import _, plain


def show(actor: Actor, desk: ReportDesk, stored: Stored) -> Writing:
    """The fields; each is saved when it is left."""
    known = draft.writing(stored, desk.shown)
    with st.container(key="card_report_words"):
        st.html(tag("h2", _("Dine ord"), cls="fit-card-title"))
        _problem(known, stored)
        for name, label, hint in _fields():
            _field(name, label, hint, lambda: draft.kept(desk.shown))
        st.caption(plain(_saved(known)))
    _whose(desk)
    return known


def _fields() -> tuple[tuple[str, str, str], ...]:
    return (
        (
            "worked_on",
            _("Det, vi har arbejdet med"),
            _("fx rammer om aftenen og ro ved måltider"),
        ),
        (
            "cooperation",
            _("Samarbejdet"),
            _("fx familien kommer forberedt og siger til, når noget ikke virker"),
        ),
        (
            "next_steps",
            _("Det videre forløb"),
            _("fx fire besøg til, og derefter et besøg om måneden"),
        ),
    )


def _field(name: str, label: str, hint: str, kept: Callable[[], None]) -> None:
    st.text_area(
        label,
        key=draft.key_of(name),
        placeholder=hint,
        max_chars=MOST,
        height=140,
        on_change=kept,
    )


def _saved(known: Writing) -> str:
    if known.saved_at is None:
        return _("Gemmes af sig selv, når du forlader et felt.")
    return _("Gemt kl. {time}.", time=clock(known.saved_at))


def _problem(known: Writing, stored: Stored) -> None:
    """Why the words are not saved; where a colleague was first, theirs beside one's own."""
    if not known.problem:
        return
    st.error(plain(known.problem))
    if not known.clash:
        st.caption(_("Dine ord står her endnu. Ret feltet, så gemmes de."))
        return
    for name, label, _hint in _fields():
        theirs = getattr(stored.draft, name)
        if theirs != getattr(known.draft, name):
            st.html(tag("p", _("{field}, som det er gemt nu:", field=label), cls="fit-quiet"))
            st.html(tag("blockquote", theirs or "–", style="white-space:pre-wrap"))
    with st.container(horizontal=True):
        if st.button(_("Behold mine ord"), key="report_mine"):
            known.revision = stored.revision
            draft.save(known)
            st.rerun()
        if st.button(_("Tag de gemte ord"), key="report_theirs"):
            draft.forget()
            st.rerun()


def _whose(desk: ReportDesk) -> None:
    """A switch for each who has answered: all read the same report."""
    if not desk.shown:
        return
    with st.container(key="card_report_whose"):
        st.html(tag("h2", _("Hvis svar er med?"), cls="fit-card-title"))
        st.caption(_("Alle, der får rapporten, ser det samme: kurver, mål og svar om samarbejdet."))
        for one in desk.shown:
            st.toggle(
                plain(one.name),
                key=draft.key_of(one.code),
                on_change=lambda: draft.kept(desk.shown),
            )
        if desk.several_adults:
            st.info(
                _(
                    "Flere voksnes svar er med. Må de ikke se hinandens, så slå den ene fra, eller "
                    "lav en version til hver."
                )
            )
