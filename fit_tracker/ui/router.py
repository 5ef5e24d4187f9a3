"""One run of the app: look, who is it, which pages, and an error that says no more than it may."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from fit_tracker.errors import UserFacing
from fit_tracker.services.accounts import Session
from fit_tracker.ui import menu, state_keys, theme
from fit_tracker.ui import session as sessions
from fit_tracker.ui.components import session_cookie
from fit_tracker.ui.components.watch import watch
from fit_tracker.ui.context import site
from fit_tracker.ui.html import tag
from fit_tracker.ui.pages import (
    FAMILY_MODE,
    FAMILY_QUESTIONNAIRE,
    FIRST_RUN,
    NO_ACCESS,
    OWN_ACCOUNT,
    PAGES,
    SIGN_IN,
    Page,
    pages_of,
)
from fit_tracker.ui.texts import _, plain, say, settle

log = logging.getLogger("fit_tracker")


def run() -> None:
    """Draw the page this person may see; whatever goes wrong ends in a sentence."""
    st.set_page_config(page_title="FIT Tracker", layout="wide", page_icon="static/icon.svg")
    theme.apply()
    settle()
    try:
        _open_page()
    except UserFacing as error:
        st.error(plain(say(error)))
    except Exception as error:  # noqa: BLE001 - the last to hear of it, and it is not silent
        report(error)


def report(error: BaseException) -> None:
    """Log where it broke, never what was in it, and tell the person what to do."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    log.error("%s at %s", type(error).__name__, " < ".join(reversed(places)))
    st.error(
        _(
            "Noget gik galt, og siden kunne ikke vises. Det, der allerede er gemt, er ikke tabt. "
            "Prøv igen; sker det stadig, så fortæl din administrator, hvad du gjorde og hvornår."
        )
    )


def _open_page() -> None:
    place = site()
    if place is None:
        _only(FIRST_RUN)
        return
    session = sessions.current()
    # A session that came back by its cookie brings its own language.
    settle()
    _cookie(session)
    again = watch(session)
    if session is None:
        _demo_mark()
        _only(SIGN_IN)
    elif session.locked_visit_id is not None:
        theme.family_mode_css()
        _only(FAMILY_MODE)
    elif session.locked_enrolment_id is not None:
        theme.family_mode_css()
        _only(FAMILY_QUESTIONNAIRE)
    else:
        _demo_mark()
        _signed_in(session, again)


def _cookie(session: Session | None) -> None:
    ticket = st.session_state.get(state_keys.TICKET)
    if session is not None and ticket:
        session_cookie.start(ticket)
    elif session is None and st.session_state.get(state_keys.SIGNED_OUT):
        session_cookie.end()


def _demo_mark() -> None:
    place = site()
    if place is not None and place.demo:
        theme.demo_banner(_("Demo · opdigtede data"))


def _signed_in(session: Session, again: bool) -> None:
    pages = [OWN_ACCOUNT] if session.must_change_password else pages_of(session.role)
    # Open: folded, the last pages hide behind a button whose words are not ours.
    shown = [*_own(pages), *_elsewhere(NO_ACCESS, pages)]
    page = st.navigation(shown, position="sidebar", expanded=True)
    wanted = st.session_state.pop(state_keys.NEXT_PAGE, None)
    if wanted is not None:
        st.switch_page(wanted)
    if again:
        # The first page has no address of its own.
        menu.close(next((one for one in pages if one.address == page.url_path), pages[0]))
    with st.sidebar:
        _who(session)
    page.run()


def _who(session: Session) -> None:
    place = site()
    municipality = place.municipality if place else ""
    st.html(tag("p", session.display_name, tag("br"), municipality, cls="fit-quiet fit-who"))
    if st.button(_("Log ud"), key="sign_out", type="tertiary"):
        sessions.sign_out(session)
        st.rerun()


def _only(page: Page) -> None:
    """One page, whatever the address: a bookmark or a reload must not end in a dead end."""
    st.navigation([*_own([page]), *_elsewhere(page, [page])], position="hidden").run()


def _own(pages: Sequence[Page]) -> list[Any]:
    """The first page is also what opens without an address."""
    return [
        st.Page(
            page.file,
            title=_(page.title),
            url_path=page.address,
            default=number == 0,
            visibility="visible" if page.in_menu else "hidden",
        )
        for number, page in enumerate(pages)
    ]


def _elsewhere(shown: Page, taken: Sequence[Page]) -> list[Any]:
    """Every other address of the app, showing `shown` instead of its own page."""
    others = [page for page in (*PAGES, FAMILY_MODE, FAMILY_QUESTIONNAIRE) if page not in taken]
    return [
        st.Page(shown.file, title=_(shown.title), url_path=page.address, visibility="hidden")
        for page in others
    ]
