"""After the visit: how long it was, and a short note where the service has notes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from fit_tracker.domain.frames import Frame, Notes
from fit_tracker.errors import UserFacing
from fit_tracker.services import notes
from fit_tracker.services.accounts import Session
from fit_tracker.services.checks import MAX_TEXT
from fit_tracker.services.note_rules import Note, VisitNotes
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, tag
from fit_tracker.ui.texts import _, plain, say

USUAL_MINUTES = (30, 45, 60, 90, 120)


def show(session: Session, visit_id: UUID) -> None:
    found = notes.read(context(), session.actor, visit_id)
    if not found.held:
        return
    _length(session, visit_id, found)
    if found.rule is Notes.PROHIBITED and found.note is None:
        _forbidden(session, visit_id, found)
    elif found.note is not None:
        _written(session, visit_id, found.note)
    elif found.rule is Notes.REQUIRED:
        why = found.why or _("Indsatsen beder om et notat efter hver gang.")
        _form(session, visit_id, 0, asked=why)
    else:
        with st.expander(_("Skriv en kort note (kan udelades)")):
            _form(session, visit_id, 0)


def _length(session: Session, visit_id: UUID, found: VisitNotes) -> None:
    """Asked only where the frame counts time, and only until it is known."""
    frame = found.frame
    counts = frame.hours_max or frame.minutes_max
    if not counts or found.minutes is not None:
        return
    chosen = st.pills(
        _("Hvor mange minutter varede det?"),
        _choices(frame),
        default=None,
        key=f"visit_minutes_{visit_id}",
    )
    if chosen is not None:
        _save(lambda: notes.set_minutes(context(), session.actor, visit_id, chosen))


def _choices(frame: Frame) -> list[int]:
    own = (frame.minutes_min, frame.minutes_max)
    return sorted({*USUAL_MINUTES, *(one for one in own if one is not None)})


def _form(session: Session, visit_id: UUID, revision: int, body: str = "", asked: str = "") -> None:
    """`asked` is why the service asks for a note."""
    with st.form(f"visit_note_{visit_id}", border=False):
        if asked:
            st.subheader(_("Skriv et kort notat"))
            st.caption(plain(asked))
        text = st.text_area(
            _("Note"), value=body, max_chars=MAX_TEXT, key=f"visit_note_text_{visit_id}"
        )
        st.caption(_("Ingen navne og CPR-numre: skriv roller, fx mor eller pige 9 år."))
        reason = ""
        if revision:
            reason = st.text_input(_("Hvorfor rettes den?"), key=f"visit_note_why_{visit_id}")
        sent = st.form_submit_button(_("Gem note"))
    if sent:
        _save(
            lambda: notes.write(context(), session.actor, visit_id, revision, text, reason),
            _("Noten er gemt."),
        )


def _written(session: Session, visit_id: UUID, note: Note) -> None:
    by = _("skrevet af {name}", name=note.by_name)
    st.html(card(tag("p", note.body), tag("p", by, cls="fit-quiet"), title=_("Note")))
    with st.expander(_("Ret noten")):
        _form(session, visit_id, note.revision, note.body)


def _forbidden(session: Session, visit_id: UUID, found: VisitNotes) -> None:
    """No field, and why; the one exception is a form of its own."""
    why = found.why or _("{service} fører ikke skriftlige noter.", service=found.service_name)
    st.html(card(tag("p", why, cls="fit-quiet"), title=_("Her skrives ingen noter")))
    with st.expander(_("Familieplejekonsulenten har bedt om et kort notat")):
        _on_request(session, visit_id)


def _on_request(session: Session, visit_id: UUID) -> None:
    with st.form(f"visit_request_{visit_id}", border=False):
        request = st.text_input(
            _("Hvad bad konsulenten om, og hvornår?"), key=f"visit_request_what_{visit_id}"
        )
        text = st.text_area(
            _("Kort notat til myndigheden"),
            max_chars=MAX_TEXT,
            key=f"visit_request_text_{visit_id}",
        )
        knows = st.checkbox(
            _("Plejefamilien kender indholdet"), key=f"visit_request_knows_{visit_id}"
        )
        sent = st.form_submit_button(_("Gem notatet"))
    if sent:
        _save(
            lambda: notes.write_on_request(
                context(), session.actor, visit_id, text, request, family_knows=knows
            ),
            _("Notatet er gemt."),
        )


def _save(work: Callable[[], None], notice: str = "") -> None:
    """Do it and draw the page again, or say what was wrong beside what was typed."""
    try:
        work()
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    if notice:
        st.session_state[state_keys.NOTICE] = notice
    st.rerun()
