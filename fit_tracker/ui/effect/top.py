"""The top of the page: which programme, what its table says, and computing it anew."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.domain.programmes import Moment
from fit_tracker.errors import UserFacing
from fit_tracker.services import effects
from fit_tracker.services.accounts import Session
from fit_tracker.services.effect_results import Group
from fit_tracker.services.effect_words import group_word, title
from fit_tracker.services.effects import Snapshot
from fit_tracker.services.permissions import Action, may
from fit_tracker.services.programmes import Stored
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.texts import _, day, language, plain, say


def choose(programmes: Sequence[Stored]) -> Stored:
    """The programme to look at; those that ask anything first, as only they have a table."""
    ordered = sorted(programmes, key=lambda one: not one.programme.measures)
    if len(ordered) == 1:
        return ordered[0]
    names = {str(one.programme_id): one for one in ordered}
    chosen = st.selectbox(
        _("Program"),
        list(names),
        format_func=lambda key: names[key].programme.name,
        key="effect_programme",
    )
    return names[chosen or str(ordered[0].programme_id)]


def head(stored: Stored, found: Snapshot | None) -> None:
    """The message, and which table it is from."""
    name = stored.programme.name
    if not stored.programme.measures:
        sub = _("Læg skalaer i programmet under Programmer; så kan der spørges før og efter.")
        st.html(page_title(_("{name}: ingen skalaer endnu", name=name), sub, _("Effekt")))
    elif found is None:
        sub = _("Tabellen regnes, når projektlederen beder om det, og ligger så fast.")
        st.html(page_title(_("{name}: ikke regnet endnu", name=name), sub, _("Effekt")))
    else:
        told = title(language(), name, found.table)
        st.html(page_title(told, _stamp(found), _("Effekt")))


def _stamp(found: Snapshot) -> str:
    return _(
        "Tabel {number}, regnet {day} og ligger fast. Den viser en udvikling; om programmet er "
        "årsagen, kan den ikke sige: ingen andre er målt til sammenligning.",
        number=found.number,
        day=day(found.data_until),
    )


def nothing() -> None:
    sub = _("Et program tages ind under Programmer, og så kan dets svar regnes sammen her.")
    st.html(page_title(_("Der er ingen programmer endnu"), sub, _("Effekt")))


def told() -> None:
    """What the last press did."""
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)


def compute(session: Session, stored: Stored, found: Snapshot | None) -> None:
    """Only the one who answers for the programme may make a new table."""
    if not may(session.role, Action.MANAGE_PROGRAMMES) or not stored.programme.measures:
        return
    label = _("Regn igen på svarene") if found else _("Regn på svarene")
    if st.button(label, type="secondary" if found else "primary", key="effect_compute"):
        _compute(session, stored)
    if found:
        st.caption(
            _(
                "En linje regnes om, når mindst fem personers svar er nye eller rettede. Ellers "
                "bliver den stående, så to tabeller ikke røber en enkelt."
            )
        )


def _compute(session: Session, stored: Stored) -> None:
    try:
        with st.spinner(_("Regner på svarene …")):
            made = effects.compute(context(), session.actor, stored.programme_id)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state[state_keys.NOTICE] = (
        _("Tabel {number} er regnet og ligger fast.", number=made.number)
        if made.is_new
        else _("Ingen svar er nye siden tabel {number}. Den står.", number=made.number)
    )
    st.rerun()


def group() -> Group:
    known = (Group.ALL, Group.MOTHERS, Group.FATHERS)
    chosen = st.segmented_control(
        _("Hvem"),
        known,
        default=Group.ALL,
        required=True,
        format_func=lambda one: group_word(language(), one),
        key="effect_group",
        wrap=True,
    )
    return Group(chosen or Group.ALL)


def moment(found: Snapshot) -> Moment:
    """Right after, or at follow-up where any scale asks then."""
    asked = any(one.follow_up for each in found.table.measures for one in each.groups)
    if not asked:
        return Moment.AFTER
    names = {Moment.AFTER: _("Lige efter"), Moment.FOLLOW_UP: _("Ved opfølgning")}
    chosen = st.segmented_control(
        _("Sammenlign før med"),
        list(names),
        default=Moment.AFTER,
        required=True,
        format_func=names.__getitem__,
        key="effect_moment",
        wrap=True,
    )
    return Moment(chosen or Moment.AFTER)
