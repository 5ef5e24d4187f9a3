"""Familien: how each member's course goes, why, and everything that belongs to it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from fit_tracker.charts import lines
from fit_tracker.charts.goals import goal_panel
from fit_tracker.charts.groups import around
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.sheets import Known, Look, sheets
from fit_tracker.palette import tokens
from fit_tracker.services import family_beside, family_view
from fit_tracker.services.family_beside import Beside
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.family import (
    acting,
    alliance,
    course,
    expected,
    goals,
    header,
    manage,
    people,
    point,
    timeline,
    why,
)
from fit_tracker.ui.family import beside as besides
from fit_tracker.ui.family.choices import TASK, Choices, choices
from fit_tracker.ui.html import card, tag
from fit_tracker.ui.pages import list_of
from fit_tracker.ui.texts import _, language

session = guard.require(Action.SEE_FAMILIES)


def show(view: FamilyView, chosen: Choices) -> list[str | None]:
    """The whole page; what was pressed on it."""
    pressed = [header.show(view, session.role)]
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)
        # Whoever corrected something far down the page does not see its top.
        st.toast(notice)
    beside = _beside(view)
    if beside is not None:
        pressed.append(besides.first(beside, session.role))
    if view.episode is None or not view.visits:
        st.html(_empty(view))
        pressed.append(_people(view))
    else:
        pressed += _course(view, chosen)
    if beside is not None:
        pressed += besides.rest(beside, session.role)
    if view.visits:
        html = timeline.timeline(view, chosen)
        pressed.append(clickable("family_timeline", html, timeline.CSS, language()))
    return pressed


def _beside(view: FamilyView) -> Beside | None:
    if view.episode is None:
        return None
    return family_beside.load(context(), session.actor, view.episode.episode_id)


def _course(view: FamilyView, chosen: Choices) -> list[str | None]:
    names = people.series_names(view)
    known, look = _known(view, names), _look(chosen)
    rated = goals.rated(view, names)
    outcome = sheets(view.outcome, lines.flagged_outcome, _coming(view, known), look, height=400)
    bond = sheets(view.alliance, lines.flagged_alliance, known, look, height=270)
    group = sheets(view.in_group, lines.flagged_alliance, known, look, height=270)
    pressed = [course.show(view, names, chosen, outcome)]
    if chosen.point:
        pressed.append(point.show(session, view, chosen))
    with st.container(key="beside_family"):
        left, right = st.columns(2)
    with left:
        pressed.append(clickable("family_why", why.why(view), why.CSS, language()))
        pressed.append(goals.show(view, rated, _goal_panel(rated, known, look)))
    with right:
        pressed.append(alliance.show(view, names, chosen, bond))
        pressed.append(alliance.in_group(view, names, chosen, group))
    # Where the column is short: under the alliance, or under a card without goals.
    with right if rated else left:
        pressed.append(_people(view))
    return pressed


def _look(chosen: Choices) -> Look:
    colours = tokens(st.context.theme.type == "dark")
    return Look(chosen.axis, chosen.apart, colours, language(), _, chosen.ahead)


def _known(view: FamilyView, names: people.Names) -> Known:
    assert view.episode is not None
    instruments = {one.instrument_id: one for one in context().instruments.all()}
    beside = around(view.episode, view.events, view.visits, _)
    return Known(names, view.assessments, view.assessment, view.ratings, instruments, beside)


def _coming(view: FamilyView, known: Known) -> Known:
    """Only the outcome has an expected course, or an assumption where no model speaks."""
    return replace(known, expected=expected.expected(view), assumed=expected.assumed(view))


def _goal_panel(rated: list[goals.Rated], known: Known, look: Look) -> Panel | None:
    if not rated:
        return None
    given = [(one.number, one.key, one.goal_id, one.readings) for one in rated]
    return goal_panel(given, known, look, _("Mål og tryghed"))


def _people(view: FamilyView) -> str | None:
    return clickable(
        "family_manage", manage.family_card(view, session.role), manage.CSS, language()
    )


def _empty(view: FamilyView) -> str:
    if view.episode is None:
        words = _("Familien har intet forløb endnu. Start et under Ret og administrér.")
    else:
        words = _(
            "Der er ingen besøg endnu. Vælg Nyt besøg, når I mødes første gang: så kan familien "
            "svare på skærmen, og kurven begynder her."
        )
    return card(tag("p", words), title=_("Sådan kommer I i gang"))


family_id = st.session_state.get(state_keys.FAMILY)
if family_id is None:
    back = list_of(session.role)
    words = _("Vælg en familie under {page}.", page=_(back.title))
    st.html(card(tag("p", words), title=_("Ingen familie valgt")))
    if st.button(_("Vælg familie"), type="primary", key="to_list"):
        st.switch_page(back.file)
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
    acting.act(session, view, chosen, go)
    break
