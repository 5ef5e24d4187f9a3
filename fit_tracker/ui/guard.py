"""The first statement of every page: who is it, and may they?"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn
from uuid import UUID

import streamlit as st

from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import NotAllowed
from fit_tracker.services import accounts
from fit_tracker.services.accounts import Session
from fit_tracker.services.permissions import Action, may
from fit_tracker.ui import session as sessions
from fit_tracker.ui.context import context
from fit_tracker.ui.texts import _


def require(action: Action) -> Session:
    """The session, or nothing of the page: signed out, without the right, or while the
    family holds the tablet, the run ends here with a sentence.

    It asks again although the router has asked: a page file must be safe alone.
    """
    session = sessions.current()
    if session is None:
        _stop(_("Du er ikke logget ind. Gå til forsiden og log ind."))
    if session.must_change_password and action is not Action.SEE_OWN_ACCOUNT:
        _stop(_("Vælg først en ny adgangskode under Min konto."))
    if session.is_locked:
        _stop(_("Skærmen er låst til familien. Lås den op først."))
    if not may(session.role, action):
        _stop(_("Din rolle har ikke adgang til denne side."))
    return session


def require_family_mode() -> tuple[Session, UUID]:
    """The session and the one visit that is open while the family holds the tablet."""
    session = sessions.current()
    if session is None:
        _stop(_("Du er ikke logget ind. Gå til forsiden og log ind."))
    if session.locked_visit_id is None or not may(session.role, Action.RECORD_VISIT):
        _stop(_("Familievisningen er ikke åben."))
    return session, session.locked_visit_id


def require_family_questionnaire() -> tuple[Session, UUID, Moment]:
    """The session and the one questionnaire that is open while the family holds the tablet."""
    session = sessions.current()
    if session is None:
        _stop(_("Du er ikke logget ind. Gå til forsiden og log ind."))
    enrolment_id, moment = session.locked_enrolment_id, session.locked_moment
    if enrolment_id is None or moment is None or not may(session.role, Action.ASK_MEASURES):
        _stop(_("Familievisningen er ikke åben."))
    return session, enrolment_id, moment


def file(session: Session, make: Callable[[Session], bytes]) -> Callable[[], bytes]:
    """What a download button is given. A file is made after the page has run: by then the
    person may have been signed out, or the family may hold the tablet."""

    def made() -> bytes:
        now = accounts.keep(context(), session.session_id)
        if now is None or now.is_locked:
            raise NotAllowed("Du er ikke logget ind. Gå til forsiden og log ind.")
        return make(now)

    return made


def _stop(sentence: str) -> NoReturn:
    st.warning(sentence)
    st.stop()
