"""Familien: how each member's course goes, why, and everything that belongs to it."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.services import family_view
from fit_tracker.services.accounts import Session
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.family import (
    alliance,
    course,
    goals,
    header,
    manage,
    people,
    point,
    tasks,
    timeline,
    why,
)
from fit_tracker.ui.family.choices import TASK, Choices, choices, follow
from fit_tracker.ui.family.forms import Desk
from fit_tracker.ui.html import card, tag
from fit_tracker.ui.texts import _, language

CASELOAD_PAGE = "pages/practitioner/caseload.py"

session = guard.require(Action.SEE_FAMILIES)


def show(view: FamilyView, chosen: Choices) -> list[str | None]:
    """The whole page; what was pressed on it."""
    pressed = [header.show(view)]
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)
    if view.episode is None or not view.visits:
        st.html(_empty(view))
        pressed.append(_people(view))
    else:
        pressed += _course(view, chosen)
    return pressed


def _course(view: FamilyView, chosen: Choices) -> list[str | None]:
    names = people.series_names(view)
    pressed = [course.show(view, names, chosen)]
    if chosen.point:
        pressed.append(point.show(session, view, chosen))
    left, right = st.columns(2)
    with left:
        pressed.append(clickable("family_why", why.why(view), why.CSS, language()))
        pressed.append(goals.show(view, names, chosen))
    with right:
        pressed.append(alliance.show(view, names, chosen))
        pressed.append(_people(view))
    pressed.append(_timeline(view, chosen))
    return pressed


def _people(view: FamilyView) -> str | None:
    return clickable("family_manage", manage.family_card(view), manage.CSS, language())


def _timeline(view: FamilyView, chosen: Choices) -> str | None:
    html = timeline.timeline(view, chosen)
    return clickable("family_timeline", html, timeline.CSS, language())


def _empty(view: FamilyView) -> str:
    if view.episode is None:
        words = _("Familien har intet forløb endnu. Start et under Ret og administrér.")
    else:
        words = _(
            "Der er ingen besøg endnu. Vælg Nyt besøg, når I mødes første gang: så kan familien "
            "svare på skærmen, og kurven begynder her."
        )
    return card(tag("p", words), title=_("Sådan kommer I i gang"))


def act(session: Session, view: FamilyView, chosen: Choices, go: str) -> None:
    """Follow what was pressed: another view of the same, a form, or another page."""
    kind, _sep, value = go.partition(":")
    if follow(go, chosen):
        st.rerun()
    if kind == "task":
        tasks.open_form(Desk(session, view), go)
    elif kind == "episode":
        st.session_state[state_keys.EPISODE] = UUID(value)
        st.rerun()
    elif kind == "caseload":
        st.switch_page(CASELOAD_PAGE)


family_id = st.session_state.get(state_keys.FAMILY)
if family_id is None:
    st.html(
        card(tag("p", _("Vælg en familie under Mine familier.")), title=_("Ingen familie valgt"))
    )
    if st.button(_("Til mine familier"), type="primary", key="to_caseload"):
        st.switch_page(CASELOAD_PAGE)
    st.stop()

episode_id = st.session_state.get(state_keys.EPISODE)
view = family_view.load(context(), session.actor, family_id, episode_id)
if view.episode is None and view.episodes:
    # The episode that was looked at belongs to another family: show this one's latest.
    st.session_state[state_keys.EPISODE] = None
    view = family_view.load(context(), session.actor, family_id)
chosen = choices(family_id)
pressed = [*show(view, chosen), st.session_state.pop(TASK, None)]
for go in filter(None, pressed):
    act(session, view, chosen, go)
    break
