"""The forms about taking part: enrol, end, take back, and a reminder noted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import streamlit as st

from fit_tracker.domain.answers import Reminded
from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import InvalidInput
from fit_tracker.services import answers_due, enrolments
from fit_tracker.services.enrolments import NewEnrolment, Offered
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.family.forms import save, submit
from fit_tracker.ui.measures.words import reminded_word
from fit_tracker.ui.naming import member_name
from fit_tracker.ui.texts import _, plain


def enrol(actor: Actor, episode_id: UUID, programme_id: UUID) -> None:
    """Who of the family takes part, from when, and in which of the programme's forms."""
    offers = enrolments.offered(context(), actor, episode_id)
    offer = next((one for one in offers if one.stored.programme_id == programme_id), None)
    if offer is None or not offer.members:
        st.write(_("Alle, som programmet spørger, er tilmeldt i forvejen."))
        return
    st.write(plain(offer.stored.programme.name))
    with st.form("measures_enrol", border=False):
        chosen = _who(offer)
        variant = _variant(offer.variants)
        began = day_input(_("Deltager fra"), offer.since, "measures_from")
        if submit(_("Tilmeld")):
            save(
                lambda: _enrol(actor, episode_id, offer, chosen, variant, parse_day(began)),
                _("Tilmeldt. De står på listen, når de skal spørges."),
            )


def _who(offer: Offered) -> list[UUID]:
    today = context().today()
    names = {one.member_id: member_name(one, today) for one in offer.members}
    chosen: list[UUID] = st.pills(
        _("Hvem deltager?"),
        list(names),
        default=list(names),
        selection_mode="multi",
        format_func=lambda key: plain(names[key]),
        key="measures_who",
    )
    return chosen


def _variant(variants: Sequence[str]) -> str:
    """Only where the programme comes in several forms that cost differently."""
    if not variants:
        return ""
    chosen: str | None = st.selectbox(
        _("Form"),
        ["", *variants],
        format_func=lambda one: plain(one) or _("ikke angivet"),
        key="measures_variant",
    )
    return chosen or ""


def _enrol(
    actor: Actor, episode_id: UUID, offer: Offered, who: list[UUID], variant: str, began: date
) -> None:
    if not who:
        raise InvalidInput("Vælg mindst én, der deltager.")
    programme_id = offer.stored.programme_id
    new = [NewEnrolment(programme_id, episode_id, one, began, variant) for one in who]
    enrolments.enrol(context(), actor, *new)


def end(actor: Actor, enrolment_id: UUID) -> None:
    """The last day, and whether they went through with it."""
    st.write(_("Spørgeskemaet efter og ved opfølgningen tæller fra den sidste dag."))
    with st.form("measures_end", border=False):
        on = day_input(_("Sidste dag"), context().today(), "measures_last")
        completed = st.segmented_control(
            _("Gennemførte de?"),
            [True, False],
            format_func=lambda yes: _("Ja") if yes else _("Nej, stoppede før"),
            key="measures_completed",
        )
        if submit():
            save(
                lambda: _end(actor, enrolment_id, parse_day(on), completed),
                _("Deltagelsen er slut."),
            )


def _end(actor: Actor, enrolment_id: UUID, on: date, completed: bool | None) -> None:
    if completed is None:
        raise InvalidInput("Vælg, om de gennemførte eller stoppede før.")
    enrolments.end(context(), actor, enrolment_id, on, completed)


def withdraw(actor: Actor, enrolment_id: UUID) -> None:
    st.write(
        _(
            "Brug det kun, når tilmeldingen var en fejl. Stopper de før tid, så skriv i stedet op, "
            "hvornår deltagelsen sluttede."
        )
    )
    with st.form("measures_withdraw", border=False):
        if submit(_("Tag tilmeldingen tilbage")):
            save(
                lambda: enrolments.withdraw(context(), actor, enrolment_id),
                _("Tilmeldingen er taget tilbage."),
            )


def remind(actor: Actor, enrolment_id: UUID, moment: Moment) -> None:
    """How they were asked again, or that they would rather not answer."""
    with st.form("measures_remind", border=False):
        how: Reminded | None = st.radio(
            _("Hvordan?"),
            list(Reminded),
            index=None,
            format_func=reminded_word,
            key="measures_how",
        )
        on = day_input(_("Hvornår?"), context().today(), "measures_on")
        st.caption(_("Vil de ikke svare, bliver de ikke spurgt mere på dette tidspunkt."))
        if submit():
            save(
                lambda: _remind(actor, enrolment_id, moment, parse_day(on), how),
                _("Det er skrevet op."),
            )


def _remind(
    actor: Actor, enrolment_id: UUID, moment: Moment, on: date, how: Reminded | None
) -> None:
    if how is None:
        raise InvalidInput("Vælg, hvordan der er mindet om det.")
    answers_due.remind(context(), actor, enrolment_id, moment, on, how)
