"""The look: one block of CSS that makes Streamlit calm, plain and Danish."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from fit_tracker.palette import css_variables
from fit_tracker.ui.html import tag
from fit_tracker.ui.texts import _

_HERE = Path(__file__).parent
_BASE = (_HERE / "components" / "base.css").read_text(encoding="utf-8")
_THEME = (_HERE / "theme.css").read_text(encoding="utf-8")
_FAMILY = (_HERE / "theme_family.css").read_text(encoding="utf-8")
_STYLE = f"<style>{css_variables(':root')}{_BASE}{_THEME}</style>"


def apply() -> None:
    """Once per run, before anything is drawn, on every page."""
    st.html(_own_words() + _STYLE)


def _own_words() -> str:
    """What Streamlit says in English by itself, in the reader's language, for theme.css."""
    words = {
        "lost-title": _("Forbindelsen er væk"),
        "lost-text": _(
            "Det, der er gemt, er ikke tabt, og det, du er ved at svare, bliver stående. Vent et "
            "øjeblik: siden finder selv forbindelsen igen. Varer det ved, så se efter nettet."
        ),
        "choose-file": _("Vælg fil"),
        "drop-file": _("eller træk den hertil · højst {n} MB", n=_max_upload()),
    }
    named = [f"--fit-{name}:{json.dumps(text, ensure_ascii=False)}" for name, text in words.items()]
    return f"<style>:root{{{';'.join(named)}}}</style>"


def _max_upload() -> object:
    return st.get_option("server.maxUploadSize")


def demo_banner(text: str) -> None:
    """Say on every page that the data are invented."""
    st.html(tag("p", text, cls="fit-demo", role="note"))


def family_mode_css() -> None:
    """Hide everything but the rating while a family holds the tablet.

    This is for the eye only: what a locked session may open is decided by the guard.
    """
    st.html(f"<style>{_FAMILY}</style>")
