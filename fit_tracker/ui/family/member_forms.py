"""Who belongs to the family, and who treats it."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.people import Member, MemberRole
from fit_tracker.errors import InvalidInput
from fit_tracker.services import families
from fit_tracker.ui.context import context
from fit_tracker.ui.family.forms import Desk, save, submit
from fit_tracker.ui.texts import _
from fit_tracker.ui.words import member_role_word


def member(desk: Desk, member_id: str) -> None:
    """Correct a member, or add one when none is named."""
    found = next((m for m in desk.view.members if str(m.member_id) == member_id), None)
    roles = list(MemberRole)
    with st.form("family_member", border=False):
        role = st.selectbox(
            _("Rolle"),
            roles,
            index=roles.index(found.role) if found else 0,
            format_func=member_role_word,
            key="family_member_role",
        )
        year = st.text_input(
            _("Fødselsår"),
            value=str(found.birth_year) if found else "",
            key="family_member_year",
            placeholder=_("fx 2017"),
        )
        label = st.text_input(
            _("Kaldes her"),
            value=found.label if found else "",
            key="family_member_label",
            placeholder=_("fx Mor, Dreng, Mormor"),
        )
        if submit():
            done = _("Medlemmet er rettet.") if found else _("Medlemmet er tilføjet.")
            save(lambda: _save(desk, found, role, year, label), done)


def _save(desk: Desk, found: Member | None, role: MemberRole, year: str, label: str) -> None:
    if not (year.strip().isascii() and year.strip().isdigit()):
        raise InvalidInput("Skriv fødselsåret med fire cifre.")
    given = families.NewMember(role, int(year), label.strip() or member_role_word(role))
    family_id = desk.view.family.family_id
    if found is None:
        families.add_member(context(), desk.actor, family_id, given)
    else:
        families.correct_member(context(), desk.actor, family_id, found.member_id, given)


def staff(desk: Desk, _value: str) -> None:
    """Who treats the family from now on; somebody always does."""
    known = {p.user_id: p.display_name for p in desk.view.practitioners}
    names = known | {c.user_id: c.display_name for c in families.colleagues(context(), desk.actor)}
    with st.form("family_staff", border=False):
        chosen = st.multiselect(
            _("Behandlere"),
            sorted(names, key=lambda user: names[user]),
            default=list(known),
            format_func=lambda user: names[user],
            placeholder=_("Vælg"),
            key="family_staff_choice",
        )
        if submit():
            save(
                lambda: families.set_practitioners(
                    context(), desk.actor, desk.view.family.family_id, tuple(chosen)
                ),
                _("Behandlerne er ændret."),
            )
