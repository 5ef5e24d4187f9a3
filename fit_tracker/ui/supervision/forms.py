"""The fields of the supervision page: the day, a decision, a family by its case number."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.services import supervision
from fit_tracker.services.accounts import Session
from fit_tracker.services.supervision_read import Agenda, AgendaItem, Board
from fit_tracker.ui import drafts, guard
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.supervision.paper import words
from fit_tracker.ui.team.doing import accept, do, forget, seen
from fit_tracker.ui.texts import _, day, plain

IN_A_WEEK = timedelta(days=7)


def begin(actor: Actor, found: Board) -> None:
    """The one step that everything else waits for."""
    with st.form("supervision_begin"):
        on = day_input(
            _("Næste supervision"), context().today() + IN_A_WEEK, "supervision_begin_day"
        )
        if st.form_submit_button(_("Begynd dagsordenen"), type="primary"):
            do(lambda: supervision.begin(context(), actor, found.team.team_id, parse_day(on)))


def decision(actor: Actor, item: AgendaItem) -> None:
    """What was decided, noted while it is said; the practitioners see it on the family's page."""
    key = f"supervision_text_{item.item_id}"
    kept = drafts.field(key, key)
    # What stood there when it was typed, not when one came back: a colleague may have been first.
    before = seen(key, item.decision, item.decision)
    # No form: what is typed is kept also when something else on the page is pressed first.
    text = st.text_area(
        _("Beslutning"), height=72, max_chars=500,
        placeholder=_("fx spørg til samarbejdet ved næste besøg"), **kept,
    )  # fmt: skip
    if drafts.is_kept(key, key) and text != item.decision:
        st.caption(_("Ikke gemt endnu."))
    if st.button(_("Gem beslutningen"), key=f"supervision_save_{item.item_id}"):
        do(
            lambda: supervision.decide(context(), actor, item.item_id, text, before),
            _("Beslutningen om {case} er gemt.", case=plain(item.about.case_number)),
            done=lambda: _decided(key),
            beaten=lambda: accept(key, item.decision),
        )


def _decided(key: str) -> None:
    forget(key)
    drafts.forget(key)


def another(actor: Actor, agenda: Agenda) -> None:
    """A family that nothing points at."""
    with st.form("supervision_pick", border=False, clear_on_submit=True):
        case = st.text_input(
            _("Tag en anden familie med"), key="supervision_case", placeholder=_("Sagsnummer")
        )
        if st.form_submit_button(_("Tag med")):
            do(lambda: supervision.pick(context(), actor, agenda.meeting.supervision_id, case))


def steps(session: Session, found: Board, agenda: Agenda) -> None:
    """Print, hold on another day, close."""
    actor, supervision_id = session.actor, agenda.meeting.supervision_id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if agenda.items:
            # The words are found here: a download runs where nobody's language is known.
            said = words(found.team.name, agenda)
            st.download_button(
                _("Dagsorden som PDF"),
                guard.file(
                    session,
                    lambda now: supervision.paper(context(), now.actor, supervision_id, said),
                ),
                file_name=f"supervision-{agenda.meeting.meets_on:%Y-%m-%d}.pdf",
                mime="application/pdf",
                on_click="ignore",
                key="supervision_pdf",
            )
            close(actor, agenda)
        with st.popover(_("Ret dagen")):
            on = day_input(_("Supervisionen holdes"), agenda.meeting.meets_on, "supervision_day")
            if st.button(_("Gem dagen"), key="supervision_save_day"):
                do(lambda: supervision.set_day(context(), actor, supervision_id, parse_day(on)))


def close(actor: Actor, agenda: Agenda) -> None:
    """Held: asks once more, and says what is left without a decision."""
    left = [item.about.case_number for item in agenda.items if not item.decision]
    with st.popover(_("Afslut supervisionen")):
        if left:
            st.write(
                _(
                    "Uden beslutning: {cases}. De foreslås igen næste gang.",
                    cases=plain(", ".join(left)),
                )
            )
        st.write(_("Bagefter kan beslutningerne ses, men ikke rettes."))
        if st.button(_("Den er holdt"), type="primary", key="supervision_close"):
            do(
                lambda: supervision.close(context(), actor, agenda.meeting.supervision_id),
                _("Supervisionen {day} er afsluttet.", day=day(agenda.meeting.meets_on)),
            )
