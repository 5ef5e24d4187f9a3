"""The forms about a meeting: agree the day, held, dropped, and the rhythm of the case."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput
from fit_tracker.services import meetings
from fit_tracker.services.meeting_lists import MeetingRow
from fit_tracker.services.meeting_plans import Stored
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.family.forms import save, submit
from fit_tracker.ui.followups.words import kind_word, why
from fit_tracker.ui.html import tag, unbroken
from fit_tracker.ui.texts import _, day

Meeting = MeetingRow | Stored


def agree(actor: Actor, meeting: Meeting, revision: int) -> None:
    _about(meeting)
    # A day that has passed cannot be agreed, so it is not suggested either.
    suggested = max(meeting.planned_on or meeting.due_on, context().today())
    with st.form("followups_agree", border=False):
        on = day_input(_("Dag"), suggested, "followups_day")
        at = st.text_input(
            _("Klokken (kan udelades)"),
            value=meeting.planned_at.replace(":", "."),
            key="followups_time",
            placeholder=_("fx 9.30"),
        )
        if submit():
            save(
                lambda: meetings.agree(
                    context(), actor, meeting.meeting_id, parse_day(on), at, revision
                ),
                _("Dagen er aftalt."),
            )


def held(actor: Actor, meeting: Meeting, revision: int) -> None:
    _about(meeting)
    if meeting.kind is MeetingKind.FOLLOW_UP:
        st.write(_("Den næste opfølgning planlægges, hvis indsatsen eller sagen har en rytme."))
    today = context().today()
    expected = min(meeting.planned_on or today, today)
    with st.form("followups_held", border=False):
        on = day_input(_("Afholdt den"), expected, "followups_day")
        if submit():
            save(
                lambda: meetings.hold(
                    context(), actor, meeting.meeting_id, parse_day(on), revision
                ),
                _("Mødet er noteret som afholdt."),
            )


def drop(actor: Actor, meeting: Meeting, revision: int) -> None:
    _about(meeting)
    if meeting.kind is MeetingKind.FOLLOW_UP:
        st.write(_("Den næste i rytmen planlægges alligevel, så opfølgningen ikke glemmes."))
    with st.form("followups_drop", border=False):
        text = st.text_input(
            _("Hvorfor udgår mødet?"),
            key="followups_why",
            placeholder=_("fx aftalt med rådgiver at vente til næste"),
        )
        if submit(_("Lad mødet udgå")):
            save(
                lambda: meetings.drop(context(), actor, meeting.meeting_id, text, revision),
                _("Mødet udgår. Grunden er gemt."),
            )


def rhythm(actor: Actor, episode_id: UUID, months: int | None = None) -> None:
    """Months and reason; both are the person's own, and none is suggested."""
    st.write(
        _(
            "Hvor ofte følges der op fra nu af? Rytmen besluttes i sagen og skal begrundes. Dagene "
            "tælles fra forløbets start."
        )
    )
    with st.form("followups_rhythm", border=False):
        typed = st.text_input(
            _("Måneder mellem opfølgningerne"),
            value=str(months) if months else "",
            key="followups_months",
            placeholder=_("fx 3"),
        )
        reason = st.text_input(
            _("Begrundelse"),
            key="followups_reason",
            placeholder=_("fx aftalt med familien og rådgiver på opfølgningsmødet"),
        )
        if submit(_("Beslut rytmen")):
            save(
                lambda: meetings.decide_rhythm(
                    context(), actor, episode_id, _months(typed), reason
                ),
                _("Rytmen er besluttet."),
            )


def _months(typed: str) -> int:
    if not typed.strip().isdecimal():
        raise InvalidInput("Skriv et antal måneder som et helt tal, fx 3.")
    return int(typed)


def _about(meeting: Meeting) -> None:
    """What it is and what made it due. As HTML: Markdown would take "1." for a list."""
    kind = kind_word(meeting.kind, meeting.sequence)
    due, because = day(meeting.due_on), why(meeting.counted)
    said = _("{meeting}, frist {due}: {why}.", meeting=kind, due=due, why=because)
    if isinstance(meeting, MeetingRow):
        said = _("{case}: {sentence}", case=meeting.case_number, sentence=said)
    st.html(tag("p", unbroken(said)))
