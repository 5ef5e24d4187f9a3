"""Who sits at this browser: signed in, kept, and signed out."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import replace
from uuid import UUID

import streamlit as st

from fit_tracker.services import accounts
from fit_tracker.services.accounts import Session
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context

COOKIE = "fit_session"
TICKET_SECONDS = 60


class Tickets:
    """One-time tickets with which a browser fetches its cookie.

    A script cannot set a cookie that scripts cannot read; a route can. The ticket goes
    through the page, the token never does.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def issue(self, token: str) -> str:
        ticket = secrets.token_urlsafe(24)
        now = time.monotonic()
        with self._lock:
            self._waiting = {k: v for k, v in self._waiting.items() if v[1] > now}
            self._waiting[ticket] = (token, now + TICKET_SECONDS)
        return ticket

    def spend(self, ticket: str) -> str | None:
        with self._lock:
            token, until = self._waiting.pop(ticket, ("", 0.0))
        return token if until > time.monotonic() else None


tickets = Tickets()


def current() -> Session | None:
    """The signed-in session, asked of the database on every run; None when there is none."""
    known = st.session_state.get(state_keys.SESSION_ID)
    if isinstance(known, UUID):
        session = accounts.keep(context(), known)
        if session is None:
            _forget()
        return session
    token = st.context.cookies.get(COOKIE)
    # Without a browser (in tests) there are no cookies to speak of.
    if not isinstance(token, str) or st.session_state.get(state_keys.SIGNED_OUT):
        return None
    return _adopt(accounts.resume(context(), token))


def _adopt(session: Session | None) -> Session | None:
    if session is not None:
        st.session_state[state_keys.SESSION_ID] = session.session_id
        st.session_state[state_keys.LANGUAGE] = session.language
    return session


def _forget() -> None:
    """Drop everything this browser session knew, drafts and choices included."""
    for key in list(st.session_state):
        if key not in state_keys.KEPT_AT_SIGN_OUT:
            del st.session_state[key]
    # The browser may still send the old cookie until it has dropped it.
    st.session_state[state_keys.SIGNED_OUT] = True


def sign_in(username: str, password: str) -> None:
    """Start a session in this browser; the sentence of a failure is raised."""
    token, session = accounts.sign_in(context(), username, password)
    chosen = st.session_state.get(state_keys.LANGUAGE_CHOSEN)
    if chosen and chosen != session.language:
        accounts.set_language(context(), session.actor, chosen)
        session = replace(session, language=chosen)
    _forget()
    st.session_state.pop(state_keys.SIGNED_OUT, None)
    _adopt(session)
    st.session_state[state_keys.TICKET] = tickets.issue(token)


def sign_out(session: Session) -> None:
    accounts.sign_out(context(), session)
    _forget()
