"""Teams and services."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.episodes import Service
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import administration
from fit_tracker.services.accounts import Session
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, tag
from fit_tracker.ui.texts import _, language, say


def show_teams(session: Session) -> None:
    teams = administration.teams(context(), session.actor)
    items = [tag("li", team.name) for team in teams]
    clickable("teams", card(tag("ul", *items, cls="fit-list")), lang=language())
    with st.form("new_team", clear_on_submit=True):
        name = st.text_input(_("Nyt team"), key="new_team_name")
        sent = st.form_submit_button(_("Opret team"))
    if sent:
        try:
            administration.create_team(context(), session.actor, name)
        except UserFacing as error:
            st.error(say(error))
        else:
            st.rerun()


def show_services(session: Session) -> None:
    found = administration.services(context(), session.actor)
    words = (_("Kode"), _("Indsats"), _("Hjemmel"), _("Planlagte besøg"), _("I brug"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    rows = [
        tag(
            "tr",
            tag("td", service.code),
            tag("td", service.name),
            tag("td", service.legal_basis or "–", data_label=_("Hjemmel")),
            tag("td", str(service.planned_visits or "–"), data_label=_("Planlagte besøg")),
            tag("td", _("ja") if service.active else _("nej"), data_label=_("I brug")),
        )
        for service in found
    ]
    table = tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table")
    clickable("services", card(table), lang=language())
    left, right = st.columns(2)
    with left:
        _new_service(session)
    with right:
        _take_out(session, found)


def _new_service(session: Session) -> None:
    with st.form("new_service", clear_on_submit=True):
        st.subheader(_("Ny indsats"))
        code = st.text_input(_("Kode"), key="new_service_code")
        name = st.text_input(_("Navn"), key="new_service_name")
        basis = st.text_input(_("Hjemmel"), key="new_service_basis", placeholder="BL § 32")
        visits = st.text_input(_("Planlagte besøg (kan udelades)"), key="new_service_visits")
        sent = st.form_submit_button(_("Opret indsats"), type="primary")
    if not sent:
        return
    try:
        administration.create_service(context(), session.actor, code, name, basis, _whole(visits))
    except UserFacing as error:
        st.error(say(error))
    else:
        st.rerun()


def _whole(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdigit():
        raise InvalidInput("«{text}» er ikke et helt antal besøg.", text=text)
    return int(text)


def _take_out(session: Session, found: list[Service]) -> None:
    st.subheader(_("Tag ud af brug, eller i brug igen"))
    chosen = st.selectbox(
        _("Indsats"), found, index=None, format_func=lambda service: service.name,
        key="toggle_service", placeholder=_("Vælg"),
    )  # fmt: skip
    if chosen is not None and st.button(
        _("Tag ud af brug") if chosen.active else _("Tag i brug igen"), key="toggle_service_go"
    ):
        administration.set_service_active(
            context(), session.actor, chosen.service_id, not chosen.active
        )
        st.rerun()
