"""Før og efter: who is due for which questionnaire, what is over time first."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Role
from fit_tracker.domain.programmes import Moment
from fit_tracker.services import answers_due
from fit_tracker.services.answer_moments import MomentRow
from fit_tracker.services.answers_due import Due
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.measures import choices, listing, tasks, words
from fit_tracker.ui.questionnaire import opening
from fit_tracker.ui.texts import _, _n, language, long_day

PAGE_SIZE = 40

session = guard.require(Action.ASK_MEASURES)
leads = session.role is Role.LEADER


def _list(due: Due, rows: list[MomentRow]) -> str | None:
    shown = st.session_state.get(state_keys.MEASURES_SHOWN, PAGE_SIZE)
    staff = due.staff if leads else None
    html = listing.parts(rows[:shown], due.today, staff) if rows else listing.empty(due)
    pressed = clickable("measures_list", html, listing.CSS, language())
    more = min(len(rows) - shown, PAGE_SIZE)
    if more > 0 and st.button(_n("Vis {n} skema mere", "Vis {n} skemaer mere", more)):
        st.session_state[state_keys.MEASURES_SHOWN] = shown + PAGE_SIZE
        st.rerun()
    return pressed


def _go(pressed: str) -> None:
    kind, _sep, value = pressed.partition(":")
    if kind == "task":
        name, _sep, about = value.partition(":")
        tasks.open_task(name, about)
    if kind == "answer":
        enrolment_id, _sep, moment = value.partition(":")
        opening.open_questionnaire(UUID(enrolment_id), Moment(moment))
    if kind == "family":
        family_id, _sep, episode_id = value.partition(":")
        st.session_state[state_keys.FAMILY] = UUID(family_id)
        st.session_state[state_keys.EPISODE] = UUID(episode_id)
        st.switch_page("pages/practitioner/family.py")


due = answers_due.due(context(), session.actor)
st.html(page_title(words.title(due), long_day(due.today), _("Før og efter")))
notice = st.session_state.pop(state_keys.NOTICE, None)
if notice:
    st.success(notice)
    # Whoever did something far down the list does not see its top.
    st.toast(notice)
chosen = choices.practitioner(due) if leads and due.staff else None
asked = listing.not_enrolled(due.not_enrolled)
pressed = _list(due, [row for row in due.rows if choices.passes(due, row, chosen)])
if asked:
    pressed = clickable("measures_enrol", asked, listing.CSS, language()) or pressed
pressed = pressed or st.session_state.pop(state_keys.MEASURES_PRESSED, None)
if pressed:
    _go(pressed)
