"""Accounts: opened with a password to hand over once, never deleted."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.people import Role, Team, User
from fit_tracker.errors import UserFacing
from fit_tracker.services import administration, passwords
from fit_tracker.services.accounts import Session
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, label_chip, tag
from fit_tracker.ui.texts import _, language, say
from fit_tracker.ui.words import role_word


def show(session: Session) -> None:
    teams = administration.teams(context(), session.actor)
    users = administration.users(context(), session.actor)
    clickable("users", _table(session, users), lang=language())
    left, right = st.columns(2)
    with left:
        _new_user(session, teams)
    with right:
        _change_user(session, users, teams)


def _table(session: Session, users: list[User]) -> Html:
    words = (_("Navn"), _("Brugernavn"), _("Rolle"), _("Teams"), _("Konto"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    rows = [
        tag(
            "tr",
            tag("td", user.display_name),
            tag("td", user.username, data_label=_("Brugernavn")),
            tag("td", role_word(user.role), data_label=_("Rolle")),
            tag("td", _teams(session, user), data_label=_("Teams")),
            tag("td", _state(user)),
        )
        for user in users
    ]
    return card(tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table"))


def _teams(session: Session, user: User) -> str:
    found = administration.teams_of(context(), session.actor, user.user_id)
    return ", ".join(team.name for team in found) or "–"


def _state(user: User) -> Html:
    if not user.active:
        return label_chip("neutral", _("lukket"))
    if user.must_change_password:
        return label_chip("blue", _("venter på første login"))
    return label_chip("progress", _("åben"))


def _new_user(session: Session, teams: list[Team]) -> None:
    with st.form("new_user", clear_on_submit=True):
        st.subheader(_("Ny bruger"))
        name = st.text_input(_("Navn"), key="new_user_name")
        username = st.text_input(_("Brugernavn"), key="new_user_username")
        role = st.selectbox(_("Rolle"), list(Role), format_func=role_word, key="new_user_role")
        chosen = st.multiselect(
            _("Teams"), teams, format_func=lambda team: team.name, key="new_user_teams",
            placeholder=_("Vælg"),
        )  # fmt: skip
        sent = st.form_submit_button(_("Opret bruger"), type="primary")
    if not sent:
        return
    password = passwords.temporary_password()
    new = administration.NewUser(
        username, name, role or Role.PRACTITIONER, password, tuple(team.team_id for team in chosen)
    )
    try:
        administration.create_user(context(), session.actor, new)
    except UserFacing as error:
        st.error(say(error))
        return
    _show_once(username, password)


def _show_once(username: str, password: str) -> None:
    """The only time the password is seen: nobody can look it up afterwards."""
    st.success(
        _("Giv {username} denne adgangskode. Den vises kun nu og skal skiftes ved første login.",
          username=username)
    )  # fmt: skip
    st.code(password, language=None)


def _change_user(session: Session, users: list[User], teams: list[Team]) -> None:
    st.subheader(_("Ret en bruger"))
    user = st.selectbox(
        _("Bruger"), users, index=None, format_func=lambda u: f"{u.display_name} ({u.username})",
        key="change_user", placeholder=_("Vælg"),
    )  # fmt: skip
    if user is None:
        return
    current = administration.teams_of(context(), session.actor, user.user_id)
    chosen = st.multiselect(
        _("Teams"), teams, default=current, format_func=lambda team: team.name,
        key=f"teams_{user.user_id}", placeholder=_("Vælg"),
    )  # fmt: skip
    try:
        if st.button(_("Gem teams"), key="save_teams"):
            ids = tuple(team.team_id for team in chosen)
            administration.set_teams(context(), session.actor, user.user_id, ids)
            st.rerun()
        if st.button(_("Ny adgangskode"), key="reset_password"):
            password = administration.reset_password(context(), session.actor, user.user_id)
            _show_once(user.username, password)
        label = _("Luk kontoen") if user.active else _("Åbn kontoen igen")
        if st.button(label, key="toggle_active"):
            administration.set_active(context(), session.actor, user.user_id, not user.active)
            st.rerun()
    except UserFacing as error:
        st.error(say(error))
