"""One group session on one screen, for the practitioner when the group has gone home."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4, uuid5

import streamlit as st

from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import group_form, group_session
from fit_tracker.services.accounts import Session
from fit_tracker.services.group_form import SessionForm
from fit_tracker.services.group_session import FamilyCame, NewSession
from fit_tracker.ui import drafts, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import parse_day
from fit_tracker.ui.groups import answers, attendance, steps
from fit_tracker.ui.groups.attendance import Came
from fit_tracker.ui.html import card, page_title, tag
from fit_tracker.ui.texts import _, _n, day, plain, say


def show(session: Session, group_id: UUID) -> None:
    head = st.container()
    left, right = st.columns(2)
    with left:
        typed = drafts.day_field(_("Dato"), steps.place(), "groups_day", context().today())
    try:
        on = parse_day(typed)
        form = group_form.session_form(context(), session.actor, group_id, on)
    except InvalidInput as error:
        head.html(page_title(_("Skriv en gang op"), above=_("Grupper")))
        st.error(plain(say(error)))
        steps.back()
        return
    kept = drafts.field(steps.place(), "groups_minutes", str(form.minutes or ""))
    minutes = right.text_input(_("Minutter"), placeholder="120", **kept)
    with head:
        _head(form)
    if form.written_by is not None:
        _written(form, on)
    elif not form.seats:
        st.warning(_("Ingen familier havde plads i gruppen den dag."))
    else:
        _screen(session, form, on, minutes)
    steps.back()


def _head(form: SessionForm) -> None:
    title = _("Gang {n} i {name}", n=form.number, name=form.group.name)
    st.html(page_title(title, _("Skrives op, når gruppen er gået."), _("Grupper")))
    words = _(
        "Giv papirskemaerne rundt, når I begynder, og når I slutter. Familievisningen på tabletten "
        "er til én familie ad gangen og bruges ikke i gruppen. Ingen ser de andres svar, og "
        "svarene vises ikke her bagefter: de står på hver families egen side."
    )
    st.html(card(tag("p", words, style="margin:0")))


def _written(form: SessionForm, on: date) -> None:
    words = _(
        "{name} har allerede skrevet gangen {day} op. Er noget forkert, retter familiens egne "
        "behandlere besøget på familiens side.",
        day=day(on),
        name=plain(form.written_by or ""),
    )
    st.info(words)


def _screen(session: Session, form: SessionForm, on: date, minutes: str) -> None:
    came = attendance.ask(form.seats, on)
    items = st.toggle(
        _("Tast de enkelte svar og ikke kun totalen"),
        **drafts.field(steps.place(), "groups_items"),
    )
    # No form: it would lose what is typed when the page is left, and Enter in the middle would
    # save half a session, which nobody can add to here.
    with st.container(key="card_groups_answers"):
        st.subheader(_("Svarene fra papir"))
        st.caption(
            _(
                "Tab går til næste felt. Et tomt felt er intet svar og hindrer intet. Det, du "
                "taster, bliver stående, til du gemmer gangen eller vælger Tilbage."
            )
        )
        answers.fields(came, items=items)
        sent = st.button(_("Gem gangen"), type="primary", key="groups_save")
    if sent:
        _save(session, form, on, minutes, came)


def _save(
    session: Session, form: SessionForm, on: date, minutes: str, came: Sequence[Came]
) -> None:
    # One for each group and day: what was saved for one must not swallow the next.
    form_id: UUID = st.session_state.setdefault(state_keys.GROUP_SUBMISSION, uuid4())
    batch = uuid5(form_id, f"{form.group.group_id} {on}")
    try:
        told = tuple(
            FamilyCame(one.seat.family_id, one.status, one.present, answers.ratings(one, batch))
            for one in came
        )
        new = NewSession(batch, form.group.group_id, on, _minutes(minutes), told)
        group_session.record_session(context(), session.actor, new)
    except UserFacing as error:
        sentence = plain(say(error))
        st.error(sentence + " " + _("Intet er gemt endnu; alle felter står, som du skrev dem."))
        # The screen is long: what went wrong must be seen where one stands.
        st.toast(sentence)
        return
    st.session_state.pop(state_keys.GROUP_SUBMISSION, None)
    steps.done(_summary(told))


def _minutes(text: str) -> int:
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise InvalidInput("«{text}» er ikke et helt antal minutter.", text=text.strip())
    return int(text)


def _summary(told: Sequence[FamilyCame]) -> str:
    """What was saved, in numbers: who came and how many answered."""
    here = sum(one.status is VisitStatus.ATTENDED for one in told)
    n = sum(len(one.ratings) for one in told)
    families = _n("{n} familie kom", "{n} familier kom", here)
    given = _n("{n} svar er gemt", "{n} svar er gemt", n) if n else _("ingen svar er tastet")
    return _("Gangen er skrevet op: {families}, {answers}.", families=families, answers=given)
