"""Accounts: opened with a password to hand over once, never deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Team, User
from fit_tracker.services import administration
from fit_tracker.services.accounts import Session
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, label_chip, link, tag
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.site import user_forms
from fit_tracker.ui.texts import _, language
from fit_tracker.ui.words import role_word

NEW = "new_user"


def show(session: Session, users: Sequence[User]) -> None:
    """The password to hand over, what is open, then everybody."""
    user_forms.once()
    teams = administration.teams(context(), session.actor)
    memberships = administration.memberships(context(), session.actor)
    opened = st.session_state.get(state_keys.SITE_OPEN)
    chosen = next((user for user in users if user.user_id == opened), None)
    if opened == NEW:
        user_forms.new(session, teams)
    elif chosen is not None:
        user_forms.change(session, chosen, teams, memberships.get(chosen.user_id, []))
    elif st.button(_("Ny bruger"), key="open_new_user", type="primary"):
        user_forms.open_(NEW)
    pressed = clickable("users", _table(users, memberships), lang=language())
    if pressed:
        user_forms.open_(UUID(pressed))


def _table(users: Sequence[User], memberships: Mapping[UUID, list[Team]]) -> Html:
    words = (_("Navn"), _("Brugernavn"), _("Rolle"), _("Teams"), _("Konto"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    rows = [_row(user, memberships.get(user.user_id, [])) for user in users]
    return card(tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table"))


def _row(user: User, teams: Sequence[Team]) -> Html:
    names = ", ".join(team.name for team in teams) or "–"
    return tag(
        "tr",
        tag("td", link(str(user.user_id), user.display_name), cls="fit-who"),
        tag("td", user.username, data_label=_("Brugernavn")),
        tag("td", role_word(user.role), data_label=_("Rolle")),
        tag("td", names, data_label=_("Teams")),
        tag("td", _state(user)),
    )


def _state(user: User) -> Html:
    if not user.active:
        return label_chip("neutral", _("spærret"))
    if user.must_change_password:
        return label_chip("blue", _("venter på første login"))
    # What is as it should be says little, so that the rest is seen.
    return tag("span", _("åben"), cls="fit-quiet")


def sentence(users: Sequence[User]) -> str:
    """How many work here, and what is left to do about them."""
    active = [user for user in users if user.active]
    waiting = sum(user.must_change_password for user in active)
    if waiting == 0:
        return _("Alle har valgt deres egen adgangskode.")
    return _("{words} venter på at logge ind første gang.", words=in_words(waiting))
