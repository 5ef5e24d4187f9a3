"""The report as files: PDF, text, and text to copy. Each taking out is logged."""

from __future__ import annotations

import streamlit as st

from fit_tracker.errors import UserFacing
from fit_tracker.services import report_read
from fit_tracker.services.accounts import Session
from fit_tracker.services.report_read import ReportDesk, Stored
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.texts import _, plain, say


def downloads(session: Session, desk: ReportDesk, stored: Stored) -> None:
    """PDF and text of a version. They are made when they are asked for, not before."""
    name = _file_name(desk, stored)
    with st.container(horizontal=True):
        st.download_button(
            _("Hent PDF"),
            guard.file(
                session, lambda now: report_read.pdf(context(), now.actor, stored.report_id)
            ),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            key=f"report_pdf_{stored.version}",
            on_click="ignore",
        )
        st.download_button(
            _("Hent som tekst"),
            guard.file(session, lambda now: _text(now, stored)),
            file_name=f"{name}.txt",
            mime="text/plain; charset=utf-8",
            key=f"report_txt_{stored.version}",
            on_click="ignore",
        )


def _file_name(desk: ReportDesk, stored: Stored) -> str:
    """The local case number and the version; nothing else of the family."""
    case = "".join(c if c.isalnum() or c in "-_" else "_" for c in desk.family.case_number)
    return f"statusrapport_{case}_v{stored.version}"


def _text(session: Session, stored: Stored) -> bytes:
    """With a byte order mark, so that older Windows programs read æ, ø and å."""
    return report_read.text(context(), session.actor, stored.report_id).encode("utf-8-sig")


def copying(session: Session, stored: Stored) -> None:
    """The text with a button that copies it all, when somebody wants it."""
    wanted = st.toggle(_("Kopiér som tekst"), key=state_keys.REPORT_AS_TEXT)
    if not wanted:
        return
    try:
        text = report_read.text(context(), session.actor, stored.report_id)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.caption(_("Knappen øverst til højre i feltet kopierer hele teksten."))
    st.code(text.replace("\r\n", "\n"), language=None, wrap_lines=True, height=320)
