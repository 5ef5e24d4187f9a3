"""Beredskabssag: one family that needs action, from why to a result."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.charts import lines
from fit_tracker.charts.groups import around
from fit_tracker.charts.sheets import Known, Look, Sheet, sheets
from fit_tracker.domain.responses import Step
from fit_tracker.palette import tokens
from fit_tracker.services import responses
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency import acting, desk, response, tasks, timeline
from fit_tracker.ui.family import course, expected, people
from fit_tracker.ui.family.choices import Choices, choices, follow
from fit_tracker.ui.html import card, join, tag
from fit_tracker.ui.texts import _, language

session = guard.require(Action.SEE_QUEUE)


def _show(view: responses.ResponseView) -> list[str | None]:
    """The whole page; what was pressed on it."""
    today, mine = context().today(), view.row.owner_id == session.actor.user_id
    html = join([response.head(view.row, today, mine=mine), response.actions(view)])
    pressed = [clickable("response_head", html, response.CSS, language())]
    desk.notices()
    with st.container(key="beside_response"):
        left, right = st.columns(2)
    with left:
        why = response.why_card(view, today)
        pressed.append(clickable("response_why", why, response.CSS, language()))
    with right:
        told = timeline.timeline(view.steps)
        clickable("response_steps", told, timeline.CSS, language())
    if view.family is not None and view.family.visits:
        pressed.append(_course(view.family, flagged=bool(view.row.reasons)))
    return pressed


def _course(family: FamilyView, *, flagged: bool) -> str | None:
    """The same chart as on the family's page."""
    chosen, names = choices(family.family.family_id), people.series_names(family)
    drawn = _sheets(family, names, chosen)
    return course.show(family, names, chosen, drawn, beside_then=flagged)


def _sheets(family: FamilyView, names: people.Names, chosen: Choices) -> list[Sheet]:
    assert family.episode is not None
    colours = tokens(st.context.theme.type == "dark")
    look = Look(chosen.axis, chosen.apart, colours, language(), _, chosen.ahead)
    known = Known(
        names,
        family.assessments,
        family.assessment,
        family.ratings,
        {one.instrument_id: one for one in context().instruments.all()},
        around(family.episode, family.events, family.visits, _),
        expected.expected(family),
        expected.assumed(family),
    )
    return sheets(family.outcome, lines.flagged_outcome, known, look, height=360)


def _follow(view: responses.ResponseView, go: str) -> None:
    kind, _sep, value = go.partition(":")
    if kind == "step":
        step, _sep, revision = value.partition(":")
        acting.act(session, view, Step(step), int(revision))
    elif kind == "offer":
        tasks.open_offer(view)
    elif kind == "queue":
        st.switch_page(acting.QUEUE_PAGE)
    elif kind == "family":
        acting.open_family(UUID(value))
    elif view.family is not None and follow(go, choices(view.family.family.family_id)):
        if kind == "point":
            # A rating is looked at and corrected on the family's own page.
            acting.open_family(view.row.family_id)
        st.rerun()


response_id = st.session_state.get(state_keys.RESPONSE)
if response_id is None:
    words = _("Vælg en familie i køen: så står det hele her.")
    st.html(card(tag("p", words), title=_("Ingen sag valgt")))
    if st.button(_("Til køen"), type="primary", key="emergency_to_queue"):
        st.switch_page(acting.QUEUE_PAGE)
    st.stop()

view = responses.read(context(), session.actor, response_id)
pressed = [*_show(view), st.session_state.pop(state_keys.RESPONSE_PRESSED, None)]
for go in filter(None, pressed):
    _follow(view, go)
    break
