"""Opfølgning: the meetings of one's families, week by week or as a month."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from uuid import UUID

import streamlit as st

from fit_tracker import texts
from fit_tracker.domain.people import Role
from fit_tracker.services import meeting_lists
from fit_tracker.services.accounts import Session
from fit_tracker.services.meeting_lists import MeetingRow
from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.followups import choices, listing, month, tasks, words
from fit_tracker.ui.html import page_title
from fit_tracker.ui.texts import _, _n, language, long_day

# Half a year ahead holds the next follow-up of nearly every course.
AHEAD = timedelta(days=183)
PAGE_SIZE = 40

session = guard.require(Action.PLAN_MEETINGS)
leads = session.role is Role.LEADER
today = context().today()


def _list(rows: list[MeetingRow]) -> str | None:
    shown = st.session_state.get(state_keys.FOLLOWUPS_SHOWN, PAGE_SIZE)
    html = listing.weeks(rows[:shown], today, staff=leads) if rows else listing.empty()
    pressed = clickable("followups_list", html, listing.CSS, language())
    more = min(len(rows) - shown, PAGE_SIZE)
    if more > 0 and st.button(_n("Vis {n} møde mere", "Vis {n} møder mere", more)):
        st.session_state[state_keys.FOLLOWUPS_SHOWN] = shown + PAGE_SIZE
        st.rerun()
    return pressed


def _month(choice: choices.Choice) -> tuple[str | None, list[MeetingRow]]:
    first: date = st.session_state.get(state_keys.FOLLOWUPS_MONTH, today.replace(day=1))
    last = month.shifted(first, 1) - timedelta(days=1)
    found = meeting_lists.in_period(context(), session.actor, first, last)
    rows = [row for row in found if choice.passes(row)]
    html = month.month(first, rows, today)
    return clickable("followups_month", html, month.CSS, language()), rows


def _file(now: Session) -> bytes:
    # Runs on a thread of its own when it is asked for, where no page can say its language.
    return meeting_lists.calendar(ctx, now.actor, say, partial(words.kind_word, words=say))


def _go(pressed: str, rows: list[MeetingRow]) -> None:
    kind, _sep, value = pressed.partition(":")
    if kind == "month":
        st.session_state[state_keys.FOLLOWUPS_MONTH] = date.fromisoformat(value)
        st.rerun()
    if kind == "task":
        name, _sep, about = value.partition(":")
        tasks.open_task(rows, name, about)
    if kind in ("family", "report"):
        family_id, _sep, episode_id = value.partition(":")
        st.session_state[state_keys.FAMILY] = UUID(family_id)
        st.session_state[state_keys.EPISODE] = UUID(episode_id) if episode_id else None
        st.switch_page(f"pages/practitioner/{kind}.py")


ctx, say = context(), partial(texts.tr, language())
everything = meeting_lists.coming(ctx, session.actor, today + AHEAD)
head = st.empty()
notice = st.session_state.pop(state_keys.NOTICE, None)
if notice:
    st.success(notice)
    # Whoever did something far down the list does not see its top.
    st.toast(notice)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    with st.container(horizontal=True, width="content", vertical_alignment="bottom"):
        chosen = choices.choose(everything, staff=leads)
    st.download_button(
        _("Hent til kalender"),
        guard.file(session, _file),
        file_name="opfoelgning.ics",
        mime="text/calendar",
        on_click="ignore",
        help=_("En iCalendar-fil med sagsnumre og mødetyper, uden navne."),
    )
rows = [row for row in everything if chosen.passes(row)]
head.html(page_title(words.title(rows, today), long_day(today)))
asked = listing.undecided(meeting_lists.undecided(ctx, session.actor))
pressed = clickable("followups_rhythm", asked, listing.CSS, language()) if asked else None
if chosen.view == choices.MONTH:
    in_month, rows = _month(chosen)
    pressed = in_month or pressed
else:
    pressed = _list(rows) or pressed
pressed = pressed or st.session_state.pop(state_keys.FOLLOWUPS_PRESSED, None)
if pressed:
    _go(pressed, rows)
