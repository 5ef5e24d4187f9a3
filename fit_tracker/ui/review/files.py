"""The review as files with the same figures. Each taking out is logged."""

from __future__ import annotations

from functools import partial

import streamlit as st

from fit_tracker.services import review_files
from fit_tracker.services.accounts import Session
from fit_tracker.ui import guard
from fit_tracker.ui.context import context
from fit_tracker.ui.review.reading import Reading
from fit_tracker.ui.texts import _, language

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TYPES = {"pdf": "application/pdf", "pptx": PPTX, "json": "application/json"}


def downloads(session: Session, found: Reading, kinds: tuple[str, ...] = ("pdf", "pptx")) -> None:
    """They are made when they are asked for, not before."""
    for kind in kinds:
        label = _label(kind)
        st.download_button(
            label,
            guard.file(session, partial(_made, found, kind)),
            file_name=f"{found.document.file_name}.{kind}",
            mime=TYPES[kind],
            key=f"review_{kind}_{found.review_id}",
            on_click="ignore",
        )


def _label(kind: str) -> str:
    return {
        "pdf": _("Hent PDF"),
        "pptx": _("Hent PowerPoint"),
        "json": _("Hent JSON"),
    }[kind]


def _made(found: Reading, kind: str, session: Session) -> bytes:
    _name, content = review_files.file(context(), session.actor, found.review_id, kind, language())
    return content
