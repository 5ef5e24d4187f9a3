"""Gør klar: the project leader computes, annotates and releases a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import streamlit as st

from fit_tracker.charts import review as charts
from fit_tracker.charts.panels import Panel
from fit_tracker.domain.reviews import Document, Part, Period, PeriodKind, ReviewState
from fit_tracker.errors import NotFound
from fit_tracker.palette import tokens
from fit_tracker.services import review_periods, review_read, review_series
from fit_tracker.services.permissions import Action
from fit_tracker.services.review_series import Choices, Series
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card
from fit_tracker.ui.review import (
    decisions,
    document,
    draft,
    files,
    making,
    present,
    series_forms,
    tasks,
)
from fit_tracker.ui.review import series as drawn
from fit_tracker.ui.review.reading import Reading, read
from fit_tracker.ui.team.doing import told
from fit_tracker.ui.texts import _, _n, language

session = guard.require(Action.PREPARE_REVIEWS)
DECISIONS = frozenset({"decided_before", "decided"})
"""The sections of a document that tell what was decided."""


def draw(part: Part) -> Panel | None:
    return charts.panel(part, tokens(st.context.theme.type == "dark"), present.scale())


def show_all(series: Sequence[Series], known: Choices) -> None:
    """Every series with what was made last, and what is due."""
    made = review_read.prepared(context(), session.actor)
    st.html(drawn.title(series, made, due()))
    told()
    active = [one for one in series if one.active]
    closed = [one for one in series if not one.active]
    pressed = None
    if active:
        pressed = clickable("reviews_series", drawn.rows(active, made, known), lang=language())
    new = st.button(_("Ny møderække"), type="secondary" if active else "primary", key="reviews_new")
    if closed:
        with st.expander(_n("{n} lukket møderække", "{n} lukkede møderækker", len(closed))):
            html = drawn.rows(closed, made, known)
            pressed = clickable("reviews_closed", html, lang=language()) or pressed
    tasks.of_all("new" if new else task(), known)
    go_to(pressed)


def due() -> Period:
    """The latest quarter that has ended."""
    quarters = review_periods.offered(context().today())
    return next(one for one in quarters if one.kind is PeriodKind.QUARTER)


def show_series(series: Series, known: Choices) -> None:
    """Make a review, or open one that was made."""
    made = review_read.prepared(context(), session.actor, series.series_id)
    pressed = clickable("reviews_head", drawn.head(series, made, due(), known), lang=language())
    told()
    if series.active:
        making.form(session, series, made)
    if made:
        html = card(drawn.versions(made))
        pressed = clickable("reviews_versions", html, lang=language()) or pressed
    with st.container(horizontal=True):
        change = st.button(_("Ret navn og møder"), key="reviews_change")
        label = _("Luk møderækken") if series.active else _("Åbn møderækken igen")
        if st.button(label, key="reviews_active"):
            series_forms.set_active(session, series, active=not series.active)
    tasks.of_series("change" if change else task(), series)
    go_to(pressed)


def show_review(found: Reading) -> None:
    """The version as the steering group reads it, with what the project leader may do."""
    pressed = clickable("reviews_trail", draft.trail(found), lang=language())
    document.title(found.document)
    told()
    asked = [actions(found), task()]
    draft.state(found)
    if found.snapshot.state is ReviewState.RELEASED:
        asked.append(decided(found))
    document.numbers(found.document)
    document.sections(read_here(found), draw, draft.note_button(found))
    document.closing(found.document)
    go = next(filter(None, asked), None)
    if go and go.startswith("decision_reopen:"):
        reopen(found, go)
    tasks.of_review(go, found)
    go_to(pressed, found)


def read_here(found: Reading) -> Document:
    """Without the decisions where they stand above already, each with what may be done."""
    if found.snapshot.state is not ReviewState.RELEASED:
        return found.document
    kept = [one for one in found.document.sections if one.key not in DECISIONS]
    return replace(found.document, sections=tuple(kept))


def actions(found: Reading) -> str | None:
    """What comes next stands first."""
    pressed = None
    with st.container(horizontal=True, key="review_actions"):
        if found.snapshot.state is ReviewState.DRAFT:
            if st.button(_("Frigiv til styregruppen"), type="primary", key="review_release_open"):
                pressed = "release"
            if st.button(_("Kassér kladden"), key="review_discard_open"):
                pressed = "discard"
        if st.button(_("Vis på storskærm"), key="review_present"):
            present.begin()
            st.rerun()
        files.downloads(session, found, ("pdf", "pptx", "json"))
    return pressed


def decided(found: Reading) -> str | None:
    pressed = clickable("reviews_decisions", decisions.listed(found), lang=language())
    if st.button(_("Skriv en beslutning op"), type="primary", key="review_decision_open"):
        return "decision_add"
    return pressed


def reopen(found: Reading, go: str) -> None:
    one = decisions.find(found, go.partition(":")[2])
    if one is not None:
        decisions.reopen(session, one)


def task() -> str | None:
    """A form that something else asked for."""
    asked = st.session_state.pop(state_keys.REVIEW_TASK, None)
    return None if asked is None else str(asked)


def go_to(pressed: str | None, found: Reading | None = None) -> None:
    """Another series or version, or back."""
    name, _sep, value = (pressed or "").partition(":")
    if name == "back":
        _open(None, None)
    elif name == "series":
        here = found.snapshot.heading.series_id if found else None
        _open(UUID(value) if value else here, None)
    elif name == "open":
        _open(st.session_state.get(state_keys.REVIEW_SERIES), UUID(value))


def _open(series_id: UUID | None, review_id: UUID | None) -> None:
    st.session_state[state_keys.REVIEW_SERIES] = series_id
    st.session_state[state_keys.REVIEW_DRAFT] = review_id
    st.rerun()


def chosen() -> Reading | None:
    """The version that is looked at; none when it is gone."""
    review_id = st.session_state.get(state_keys.REVIEW_DRAFT)
    try:
        return None if review_id is None else read(session.actor, review_id)
    except NotFound:
        st.session_state[state_keys.REVIEW_DRAFT] = None
        return None


document.style()
found = chosen()
if found is not None and present.is_on():
    present.show(found.document, draw)
elif found is not None:
    show_review(found)
else:
    series = review_series.all_series(context(), session.actor)
    known = review_series.choices(context(), session.actor)
    wanted = st.session_state.get(state_keys.REVIEW_SERIES)
    one = next((one for one in series if one.series_id == wanted), None)
    if one is None:
        show_all(series, known)
    else:
        show_series(one, known)
