"""The top of the family page: whose family, and the one primary action."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.people import Role
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.permissions import Action, may
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.family.choices import TASK
from fit_tracker.ui.html import Html, join, link, page_title, tag
from fit_tracker.ui.pages import list_of
from fit_tracker.ui.sentences import member_names
from fit_tracker.ui.texts import _, _n, day, language
from fit_tracker.ui.words import end_reason_word

VISIT_PAGE = "pages/practitioner/visit.py"


def show(view: FamilyView, role: Role) -> str | None:
    """Breadcrumb, title and line under it; what was pressed there."""
    head, action = st.columns([3, 1], vertical_alignment="center")
    with head:
        pressed = clickable("family_head", _head(view, role), lang=language())
    with action:
        _primary(view, role)
    return pressed


def _head(view: FamilyView, role: Role) -> Html:
    case, episode = view.family.case_number, view.episode
    title = f"{case} · {episode.service_name}" if episode else case
    # Page titles are keys of the catalogue, collected where the pages are listed.
    above = join([link("list", _(list_of(role).title)), " › ", case])
    return join([page_title(title, _sub(view), above), _other_episodes(view)])


def _sub(view: FamilyView) -> str:
    members = member_names(view.members, view.today)
    episode = view.episode
    if episode is None:
        return members
    held = sum(visit.attended for visit in view.visits)
    parts = [members, _visits(held, episode.planned_visits)]
    parts.append(_("startet {day}", day=day(episode.started_on)))
    if episode.end_reason is not None:
        parts.append(_("afsluttet {day}", day=day(episode.ended_on)))
        parts.append(end_reason_word(episode.end_reason).lower())
        parts.append(_("planlagt") if episode.end_planned else _("ikke planlagt"))
    return " · ".join(parts)


def _visits(held: int, planned: int | None) -> str:
    if planned is None:
        return _n("{n} besøg", "{n} besøg", held)
    return _("{n} besøg, {planned} planlagt", n=held, planned=planned)


def _other_episodes(view: FamilyView) -> Html:
    """Earlier and later courses of the same family, when there are any."""
    others = [e for e in view.episodes if e != view.episode]
    if not others:
        return Html()
    links = [
        link(
            f"episode:{episode.episode_id}",
            _(
                "{service}, {start} til {end}",
                service=episode.service_name,
                start=day(episode.started_on),
                end=day(episode.ended_on),
            ),
        )
        for episode in others
    ]
    words = _n("Et andet forløb: ", "Andre forløb: ", len(others))
    return tag("p", words, join(links, " · "), cls="fit-small")


def _primary(view: FamilyView, role: Role) -> None:
    if view.episode is None:
        return
    if not view.episode.is_active:
        if may(role, Action.MANAGE_EPISODE):
            _again(view)
        return
    still_open = [v.visit.visit_id for v in view.visits if v.visit.is_open]
    label = _("Fortsæt besøg") if still_open else _("Nyt besøg")
    if st.button(label, type="primary", width="stretch", key="family_visit"):
        st.session_state[state_keys.VISIT] = still_open[-1] if still_open else None
        st.session_state[state_keys.VISIT_CHOSEN] = view.episode.episode_id
        st.switch_page(VISIT_PAGE)


def _again(view: FamilyView) -> None:
    """A family that comes back starts here, not behind a fold; only once at a time."""
    if any(episode.is_active for episode in view.episodes):
        return
    if st.button(_("Start nyt forløb"), width="stretch", key="family_again_top"):
        st.session_state[TASK] = "task:again"
