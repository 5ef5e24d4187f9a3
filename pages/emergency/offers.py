"""Tilbud og kapacitet: the emergency offers that run, one opened, and what the team can manage."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.charts.offer_weeks import weekly_panel
from fit_tracker.domain.people import Role
from fit_tracker.errors import NotFound
from fit_tracker.palette import tokens
from fit_tracker.services import capacity, offer_read
from fit_tracker.services.capacity import Capacity
from fit_tracker.services.offer_read import OfferList, OfferView
from fit_tracker.services.permissions import Action, may
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, tag
from fit_tracker.ui.offers import capacity as capacity_card
from fit_tracker.ui.offers import listing, log, opened, tasks, weeks
from fit_tracker.ui.offers.desk import notices
from fit_tracker.ui.texts import _, _n, language

session = guard.require(Action.RUN_OFFER)


def show_all() -> None:
    """The list, and the capacity under it."""
    found = offer_read.listed(context(), session.actor)
    told = capacity.capacity(context(), session.actor)
    st.html(listing.title(found, own=session.role is Role.LEADER))
    notices()
    pressed = _running(found)
    pressed = _start(found) or pressed
    pressed = _ended(found) or pressed
    pressed = _capacity(told) or pressed or st.session_state.pop(state_keys.OFFER_TASK, None)
    if pressed == "start":
        tasks.open_start()
    elif pressed == "targets":
        tasks.open_targets(told)
    elif pressed and pressed.startswith("offer:"):
        st.session_state[state_keys.OFFER] = UUID(pressed.partition(":")[2])
        st.rerun()


def _running(found: OfferList) -> str | None:
    if found.running:
        return clickable("offers_running", listing.running(found.running), lang=language())
    words = _(
        "Et tilbud begynder fra en åben sag under Beredskab, når I vil gå intensivt ind i "
        "familien. Det står her, til I afslutter det."
    )
    st.html(card(tag("p", words), title=_("Sådan begynder et tilbud")))
    return None


def _start(found: OfferList) -> str | None:
    if not found.candidates:
        return None
    return "start" if st.button(_("Start et tilbud"), key="offers_start_open") else None


def _ended(found: OfferList) -> str | None:
    if not found.ended:
        return None
    n = len(found.ended)
    label = _n(
        "{n} tilbud er afsluttet det seneste år", "{n} tilbud er afsluttet det seneste år", n
    )
    with st.expander(label):
        return clickable("offers_ended", listing.ended(found.ended), lang=language())


def _capacity(told: Capacity) -> str | None:
    may_set = may(session.role, Action.SET_DEADLINES)
    html = capacity_card.show(told, may_set)
    return clickable("offers_capacity", html, capacity_card.CSS, language())


def show_one(view: OfferView) -> None:
    """One offer: hours first, since that is what is written most often."""
    one = view.summary
    pressed = [clickable("offers_head", opened.head(one), lang=language())]
    notices()
    with st.container(key="beside_offers"):
        left, right = st.columns(2)
    with left:
        if one.row.runs:
            log.show(session.actor, one)
        pressed.append(clickable("offers_children", opened.children(view), opened.CSS, language()))
    with right:
        pressed.append(clickable("offers_plan", opened.plan(view), opened.CSS, language()))
        pressed.append(clickable("offers_safety", opened.safety(one), opened.CSS, language()))
        pressed.append(clickable("offers_team", opened.team(one), opened.CSS, language()))
    colours = tokens(st.context.theme.type == "dark")
    panel = weekly_panel(view.weeks, context().today(), colours, _)
    pressed.append(weeks.show(view, panel))
    with st.container(horizontal=True):
        pressed.append(_buttons(view))
    pressed.append(st.session_state.pop(state_keys.OFFER_TASK, None))
    act(view, next(filter(None, pressed), None))


def _buttons(view: OfferView) -> str | None:
    """Where one goes from here; ending stands last and apart."""
    if st.button(_("Åbn familien"), key="offers_family"):
        return "family"
    if view.summary.row.runs and st.button(_("Afslut tilbuddet"), key="offers_end_open"):
        return "task:end"
    return None


def act(view: OfferView, go: str | None) -> None:
    """What follows when something was pressed."""
    row = view.summary.row
    if go == "back":
        st.session_state[state_keys.OFFER] = None
        st.rerun()
    elif go == "family":
        st.session_state[state_keys.FAMILY] = row.family_id
        st.session_state[state_keys.EPISODE] = row.episode_id
        st.switch_page("pages/practitioner/family.py")
    elif go:
        tasks.open_form(view, go)


def chosen() -> OfferView | None:
    """The offer that is looked at; none when it may not be seen any longer."""
    offer_id = st.session_state.get(state_keys.OFFER)
    if offer_id is None:
        return None
    try:
        return offer_read.read(context(), session.actor, offer_id)
    except NotFound:
        st.session_state[state_keys.OFFER] = None
        return None


view = chosen()
if view is None:
    show_all()
else:
    show_one(view)
