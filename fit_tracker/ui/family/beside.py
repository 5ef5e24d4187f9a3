"""The cards beside the curves: each area's own part, where there is something to say."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.people import Role
from fit_tracker.services.family_beside import Beside
from fit_tracker.services.permissions import Action, may
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.family import (
    groups,
    meetings,
    offer,
    programme,
    report,
    response,
    service,
    supervision,
)
from fit_tracker.ui.html import Html
from fit_tracker.ui.texts import language


def first(found: Beside, role: Role) -> str | None:
    """What is being done about a flag comes before the curves."""
    opens = may(role, Action.SEE_QUEUE)
    html = response.part(found.responses, context().today(), opens=opens)
    return _shown("family_response", html, response.CSS)


def rest(found: Beside, role: Role) -> list[str | None]:
    """The service and what belongs to it, in two columns."""
    with st.container(key="beside_course"):
        left, right = st.columns(2)
    with left:
        pressed = [_shown("family_service", service.part(found.service))]
        pressed.append(_shown("family_groups", groups.part(found.groups)))
        if may(role, Action.WRITE_REPORT):
            pressed.append(_shown("family_report", report.part(found.reports)))
    with right:
        if may(role, Action.PLAN_MEETINGS):
            html = meetings.part(found.meetings)
            pressed.append(_shown("family_meetings", html, meetings.CSS))
        if may(role, Action.ASK_MEASURES):
            pressed.append(_shown("family_programmes", programme.part(found.programmes)))
        if found.offer is not None:
            html = offer.part(found.offer, may_open=may(role, Action.RUN_OFFER))
            pressed.append(_shown("family_offer", html))
        pressed.append(_shown("family_decided", supervision.part(found.decided)))
    return pressed


def _shown(key: str, html: Html | None, css: str = "") -> str | None:
    return clickable(key, html, css, language()) if html else None
