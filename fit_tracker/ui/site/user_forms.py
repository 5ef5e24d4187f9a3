"""One account at a time: opened, changed, closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn
from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Role, Team, User
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import administration, passwords
from fit_tracker.services.accounts import Session
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import tag
from fit_tracker.ui.texts import _, plain, say
from fit_tracker.ui.words import role_word


def open_(what: str | UUID | None) -> NoReturn:
    """Show one form, or none, and everything as it is now."""
    st.session_state[state_keys.SITE_OPEN] = what
    st.rerun()


def once() -> None:
    """A password to hand over. Nobody can look it up afterwards, so it stays until it is
    said to be handed over."""
    held = st.session_state.get(state_keys.SITE_ONCE)
    if held is None:
        return
    name, username, password = held
    with st.container(key="card_once"):
        st.subheader(_("Giv {name} denne adgangskode", name=plain(name)))
        st.write(
            _(
                "Brugernavn: {username}. Adgangskoden vises kun her og skal skiftes ved første "
                "login.",
                username=plain(username),
            )
        )
        st.code(password, language=None)
        if st.button(_("Den er givet videre"), key="once_done"):
            del st.session_state[state_keys.SITE_ONCE]
            st.rerun()


def _hold(name: str, username: str, password: str) -> NoReturn:
    st.session_state[state_keys.SITE_ONCE] = (name, username, password)
    open_(None)


def new(session: Session, teams: Sequence[Team]) -> None:
    with st.form("new_user"):
        st.subheader(_("Ny bruger"))
        left, right = st.columns(2)
        name = left.text_input(_("Navn"), key="new_user_name", autocomplete="off")
        username = right.text_input(_("Brugernavn"), key="new_user_username", autocomplete="off")
        role = left.selectbox(
            _("Rolle"), list(Role), format_func=role_word, key="new_user_role", filter_mode=None
        )
        chosen = right.multiselect(
            _("Teams"), teams, format_func=lambda team: team.name, key="new_user_teams",
            placeholder=_("Vælg"),
        )  # fmt: skip
        st.caption(_("Systemet laver en adgangskode, som du giver videre."))
        sent, cancelled = _buttons(_("Opret bruger"))
    if cancelled:
        open_(None)
    if sent:
        _create(
            session,
            name,
            username,
            role or Role.PRACTITIONER,
            tuple(team.team_id for team in chosen),
            bool(teams),
        )


def _create(
    session: Session,
    name: str,
    username: str,
    role: Role,
    team_ids: tuple[UUID, ...],
    some_teams: bool,
) -> None:
    password = passwords.temporary_password()
    given = administration.NewUser(username, name, role, password, team_ids)
    try:
        if not team_ids and role is Role.PRACTITIONER and some_teams:
            raise InvalidInput("Vælg mindst ét team: uden et team har en behandler ingen familier.")
        administration.create_user(context(), session.actor, given)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    _hold(name.strip(), username.strip().lower(), password)


def _buttons(label: str) -> tuple[bool, bool]:
    with st.container(horizontal=True):
        sent = st.form_submit_button(label, type="primary")
        cancelled = st.form_submit_button(_("Luk"))
    return sent, cancelled


def change(session: Session, user: User, teams: Sequence[Team], current: Sequence[Team]) -> None:
    with st.container(key="card_change_user"):
        st.subheader(f"{plain(user.display_name)} · {role_word(user.role)}")
        chosen = st.multiselect(
            _("Teams"), teams, default=current, format_func=lambda team: team.name,
            key=f"teams_{user.user_id}", placeholder=_("Vælg"),
        )  # fmt: skip
        with st.container(horizontal=True):
            save = st.button(_("Gem teams"), key="save_teams", type="primary")
            reset, toggle = _about_account(session, user)
            close = st.button(_("Luk"), key="close_user", type="tertiary")
    if close:
        open_(None)
    try:
        if save:
            ids = tuple(team.team_id for team in chosen)
            administration.set_teams(context(), session.actor, user.user_id, ids)
            open_(None)
        if reset:
            password = administration.reset_password(context(), session.actor, user.user_id)
            _hold(user.display_name, user.username, password)
        if toggle:
            administration.set_active(context(), session.actor, user.user_id, not user.active)
            open_(None)
    except UserFacing as error:
        st.error(plain(say(error)))


def _about_account(session: Session, user: User) -> tuple[bool, bool]:
    """Not for one's own: a reset would sign out before the password is seen."""
    if user.user_id == session.user_id:
        st.html(tag("p", _("Din egen adgangskode skifter du under Min konto."), cls="fit-quiet"))
        return False, False
    reset = user.active and st.button(_("Ny adgangskode"), key="reset_password")
    label = _("Spær kontoen") if user.active else _("Åbn kontoen igen")
    return reset, st.button(label, key="toggle_active")
