"""Beginning the offer in a family: when, how much, who, how safe, and the way down."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.followups import add_months
from fit_tracker.domain.offers import Profession, SafetyPlan, Stage
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput
from fit_tracker.services import offer_read, offer_team, offers
from fit_tracker.services.offer_read import Candidate
from fit_tracker.services.offer_team import NewPlace
from fit_tracker.services.offers import NewOffer, StepDown
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.offers.desk import save
from fit_tracker.ui.offers.words import parse_hours, profession_word, safety_word
from fit_tracker.ui.texts import _

# The family's own small team; others are added afterwards.
TEAM = (Profession.FAMILY_THERAPIST, Profession.PEDAGOGUE, Profession.PSYCHOLOGIST)
DOWN = (Stage.STEP_DOWN, Stage.ORDINARY)
MONTHS_DOWN = (3, 5)
"""Days offered for the steps down; the team writes its own."""


def choose(actor: Actor) -> None:
    """From the list of offers: first which family with an open response."""
    found = {one.family_id: one for one in offer_read.listed(context(), actor).candidates}
    if not found:
        st.write(
            _(
                "Ingen familier med en åben sag mangler et tilbud. Tilbuddet begynder fra en sag "
                "under Beredskab."
            )
        )
        return
    chosen = st.selectbox(
        _("Familie med en åben sag"),
        list(found),
        index=None,
        format_func=lambda family_id: found[family_id].case_number,
        placeholder=_("Vælg familie"),
        key="offers_start_family",
    )
    if chosen is not None:
        _form(actor, found[chosen])


def _form(actor: Actor, one: Candidate) -> None:
    form(actor, one.family_id, one.response_id)


def form(actor: Actor, family_id: UUID, response_id: UUID | None = None) -> None:
    """The form for one family. The dialog around it has asked the guard for RUN_OFFER."""
    with st.form("offers_start", border=False):
        on = day_input(_("Starter den"), context().today(), "offers_start_day")
        weekly = st.text_input(
            _("Timer om ugen i familien"), key="offers_start_hours", placeholder=_("fx 20")
        )
        safe = st.radio(
            _("Sikkerhedsplan"),
            list(SafetyPlan),
            index=None,
            format_func=lambda state: safety_word(state),
            key="offers_start_safety",
        )
        team = _team(actor)
        ahead = _ahead()
        if submit(_("Start tilbuddet")):
            save(lambda: _start(actor, family_id, response_id, (on, weekly, safe, team, ahead)))


def _team(actor: Actor) -> list[tuple[Profession, UUID | None]]:
    staff = offer_team.staff(context(), actor)
    names = {one.user_id: one.display_name for one in staff}
    found = []
    for profession in TEAM:
        who = st.selectbox(
            profession_word(profession),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Vælg, hvem det er"),
            key=f"offers_start_{profession.value}",
        )
        found.append((profession, who))
    return found


def _ahead() -> list[tuple[Stage, str, str]]:
    """The planned way down: hours left empty plan nothing."""
    today = context().today()
    labels = (_("Nedtrapning: timer om ugen"), _("Almindelig støtte: timer om ugen"))
    found = []
    for stage, months, label in zip(DOWN, MONTHS_DOWN, labels, strict=True):
        left, right = st.columns(2)
        with left:
            weekly = st.text_input(
                label, key=f"offers_start_{stage.value}", placeholder=_("tomt: ikke planlagt")
            )
        with right:
            on = day_input(_("Fra den"), add_months(today, months), f"offers_start_on_{stage}")
        found.append((stage, on, weekly))
    return found


Given = tuple[
    str,
    str,
    SafetyPlan | None,
    list[tuple[Profession, UUID | None]],
    list[tuple[Stage, str, str]],
]


def _start(actor: Actor, family_id: UUID, response_id: UUID | None, given: Given) -> str:
    on, weekly, safe, team, ahead = given
    if safe is None:
        raise InvalidInput("Vælg, om der er en sikkerhedsplan.")
    new = NewOffer(
        parse_day(on),
        parse_hours(weekly, _("Timer om ugen i familien")),
        tuple(NewPlace(profession, who) for profession, who in team if who is not None),
        safe,
        tuple(
            StepDown(parse_day(day), stage, parse_hours(hours, _("Timer om ugen")))
            for stage, day, hours in ahead
            if hours.strip()
        ),
        response_id,
    )
    offer_id = offers.start(context(), actor, family_id, new)
    st.session_state[state_keys.OFFER] = offer_id
    return _("Tilbuddet er startet. Skriv nu børnenes situation op.")
