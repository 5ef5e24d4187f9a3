"""Hours in three taps: how long, when on the day, save. The date is today until changed."""

from __future__ import annotations

from uuid import UUID, uuid4

import streamlit as st

from fit_tracker.domain.offers import PartOfDay, Profession
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import offer_hours
from fit_tracker.services.offer_hours import Hours
from fit_tracker.services.offer_read import OfferSummary
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.html import tag
from fit_tracker.ui.offers.words import duration, part_word, profession_word
from fit_tracker.ui.texts import _, plain, say

# Quarter hours up to two, halves up to four, and a long day: what visits really last.
MINUTES = (15, 30, 45, 60, 75, 90, 105, 120, 150, 180, 210, 240, 300, 360, 420, 480)


def _submission(offer_id: UUID) -> UUID:
    """One for each entry of hours: a double click finds it saved. Another offer, another form."""
    kept = st.session_state.get(state_keys.OFFER_SUBMISSION)
    if not isinstance(kept, tuple) or kept[0] != offer_id:
        kept = (offer_id, uuid4())
        st.session_state[state_keys.OFFER_SUBMISSION] = kept
    found: UUID = kept[1]
    return found


def show(actor: Actor, one: OfferSummary) -> None:
    submission = _submission(one.row.offer_id)
    with st.form("offers_log"):
        st.html(tag("h2", _("Skriv timer op"), cls="fit-card-title"))
        # Keys with the submission in them: the next entry begins with an empty form.
        minutes = minutes_field(f"offers_minutes_{submission}")
        part = part_field(f"offers_part_{submission}")
        left, right = st.columns(2)
        with left:
            on = day_input(_("Dato"), context().today(), f"offers_day_{submission}")
        with right:
            whose = _profession(actor, one, f"offers_whose_{submission}")
        sent = st.form_submit_button(_("Gem timer"), type="primary", key="offers_log_save")
    if sent:
        _save(actor, one, submission, (on, minutes, part, whose))


def minutes_field(key: str, now: int | None = None) -> int | None:
    offered = sorted({*MINUTES, now}) if now else list(MINUTES)
    return st.pills(
        _("Hvor lang tid?"), offered, default=now, format_func=lambda n: duration(n), key=key
    )


def part_field(key: str, now: PartOfDay | None = None) -> PartOfDay | None:
    return st.segmented_control(
        _("Hvornår?"),
        list(PartOfDay),
        default=now,
        format_func=lambda part: part_word(part),
        key=key,
        help=_("Vælger I ingenting, er lørdag og søndag weekend og resten dag."),
    )


def _profession(actor: Actor, one: OfferSummary, key: str) -> Profession | None:
    """One's own first; somebody may write up for the others of the team."""
    own = [place.profession for place in one.team if place.user_id == actor.user_id]
    known = list(dict.fromkeys([*own, *(place.profession for place in one.team)]))
    return st.selectbox(
        _("Hvis timer?"),
        known,
        index=0 if own else None,
        format_func=profession_word,
        placeholder=_("Vælg faggruppe"),
        key=key,
    )


def _save(
    actor: Actor,
    one: OfferSummary,
    submission: UUID,
    given: tuple[str, int | None, PartOfDay | None, Profession | None],
) -> None:
    on, minutes, part, whose = given
    try:
        if minutes is None:
            raise InvalidInput("Vælg, hvor lang tid I brugte.")
        new = Hours(parse_day(on), minutes, part, whose)
        offer_hours.log(context(), actor, one.row.offer_id, submission, new)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state.pop(state_keys.OFFER_SUBMISSION, None)
    st.session_state[state_keys.NOTICE] = _("Timerne er gemt.")
    st.rerun()
