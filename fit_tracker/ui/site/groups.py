"""Teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from fit_tracker.domain.people import Role, User
from fit_tracker.errors import UserFacing
from fit_tracker.services import administration
from fit_tracker.services.accounts import Session
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, tag
from fit_tracker.ui.texts import _, language, plain, say


def _table(words: Sequence[str], rows: Sequence[Html]) -> Html:
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    return card(tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table"))


def show_teams(session: Session, users: Sequence[User]) -> None:
    """Every team with how many work in it."""
    roles = {user.user_id: user.role for user in users if user.active}
    count: Counter[tuple[object, Role]] = Counter()
    for user_id, found in administration.memberships(context(), session.actor).items():
        count.update((team.team_id, roles[user_id]) for team in found if user_id in roles)
    rows = [
        tag(
            "tr",
            tag("td", tag("span", team.name, cls="fit-name")),
            tag("td", str(count[team.team_id, Role.LEADER]), data_label=_("Ledere")),
            tag("td", str(count[team.team_id, Role.PRACTITIONER]), data_label=_("Behandlere")),
        )
        for team in administration.teams(context(), session.actor)
    ]
    clickable("teams", _table((_("Team"), _("Ledere"), _("Behandlere")), rows), lang=language())
    _new_team(session)


def _new_team(session: Session) -> None:
    with st.form("new_team"):
        st.subheader(_("Nyt team"))
        name = st.text_input(_("Navn"), key="new_team_name")
        sent = st.form_submit_button(_("Opret team"))
    if not sent:
        return
    try:
        administration.create_team(context(), session.actor, name)
    except UserFacing as error:
        st.error(plain(say(error)))
    else:
        _done("new_team_name")


def _done(*keys: str) -> None:
    st.session_state[state_keys.SITE_SAVED] = keys
    st.rerun()


def empty_saved() -> None:
    """Empty the fields of what is saved, before they are drawn; after an error they keep
    what was typed."""
    for key in st.session_state.pop(state_keys.SITE_SAVED, ()):
        st.session_state[key] = ""
