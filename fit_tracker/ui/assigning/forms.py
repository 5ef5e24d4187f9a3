"""The forms of the assigning page: one family, several families, one colleague."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Actor
from fit_tracker.domain.scores import danish
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import assigning, assigning_read, profiles
from fit_tracker.services.assigning_read import Asked, AssigningBoard, FamilyToAssign
from fit_tracker.services.staff_loads import StaffLoad
from fit_tracker.ui import state_keys
from fit_tracker.ui.assigning import lists
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.numbers import parse_score
from fit_tracker.ui.team.doing import do, forget, seen
from fit_tracker.ui.texts import _, _n, language, plain, say

MOST_MOVED = 200


def _close(key: str) -> Callable[[], None]:
    def shut() -> None:
        st.session_state[key] = None

    return shut


def family(actor: Actor, board: AssigningBoard, row: FamilyToAssign) -> None:
    """Who treats the family, beside who could: the leader decides."""
    names = _names(board.staff, row)
    with st.container(key="card_assigning_family"):
        st.subheader(_("Hvem skal arbejde med {case}?", case=plain(row.case_number)))
        _practitioners(actor, row, names)
        if len(board.teams) > 1:
            _to_team(actor, board, row)
        _matching(board.staff, row)


def _practitioners(actor: Actor, row: FamilyToAssign, names: dict[UUID, str]) -> None:
    key = f"assigning_staff_{row.family_id}"
    now = tuple(user_id for user_id, _name in row.practitioners)
    before = seen(key, now, list(now))
    chosen = st.multiselect(
        _("Behandlere"), list(names), format_func=names.__getitem__, key=key,
        placeholder=_("Vælg"),
    )  # fmt: skip
    st.caption(
        _(
            "Den sidste behandler kan først slippe familien, når en anden eller du selv tager "
            "over. Den tid, en behandler har haft familien, bliver stående i historikken."
        )
    )
    if st.button(_("Gem behandlere"), type="primary", key="assigning_save"):
        do(
            lambda: assigning.assign(context(), actor, row.family_id, chosen, before),
            _("Behandlerne for {case} er gemt.", case=plain(row.case_number)),
            done=lambda: _done(key),
            beaten=lambda: forget(key),
        )


def _done(key: str) -> None:
    forget(key)
    st.session_state[state_keys.ASSIGNING_FAMILY] = None


def _names(staff: Sequence[StaffLoad], row: FamilyToAssign) -> dict[UUID, str]:
    """Those who may join, and those who treat the family now."""
    known = {one.user_id: one.display_name for one in staff if one.active}
    return known | dict(row.practitioners)


def _to_team(actor: Actor, board: AssigningBoard, row: FamilyToAssign) -> None:
    others = {t.team_id: t.name for t in board.teams if t.team_id != board.team.team_id}
    to = st.selectbox(
        _("Flyt til et andet team"), list(others), index=None, format_func=others.__getitem__,
        key="assigning_to_team", placeholder=_("Bliver i {team}", team=board.team.name),
    )  # fmt: skip
    st.caption(_("Behandlerne følger med, til du vælger andre."))
    if st.button(_("Flyt familien"), key="assigning_move") and to is not None:
        do(
            lambda: assigning.move_to_team(context(), actor, row.family_id, to),
            _("Familien er flyttet til {team}.", team=plain(others[to])),
            done=_close(state_keys.ASSIGNING_FAMILY),
        )


def _matching(staff: Sequence[StaffLoad], row: FamilyToAssign) -> None:
    """A list with reasons, never a choice."""
    st.write(_("Hvem har kompetencerne og tiden? Listen er til hjælp; du vælger selv ovenfor."))
    tags = sorted({tag for one in staff for tag in one.tags}, key=str.casefold)
    left, right = st.columns([3, 2])
    wanted = left.multiselect(
        _("Kompetencer, familien har brug for"), tags, key=f"assigning_tags_{row.family_id}",
        placeholder=_("Vælg") if tags else _("Ingen er skrevet op endnu"),
    )  # fmt: skip
    text = right.text_input(
        _("Timer om ugen"), value=danish(row.hours) if row.hours is not None else "",
        key=f"assigning_hours_{row.family_id}", placeholder=_("fx 2,5"),
    )  # fmt: skip
    try:
        hours = _hours(text)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    found = assigning_read.matches(staff, wanted, hours)
    clickable("assigning_matches", lists.matches(found, wanted), lang=language())


def _hours(text: str) -> Decimal | None:
    return parse_score(text, _("Timer om ugen"))


def hand_over(actor: Actor, board: AssigningBoard) -> None:
    """Several at once, as when a colleague leaves."""
    with st.expander(_("Flyt flere familier fra en kollega til en anden")):
        having = {u.user_id: u.display_name for u in board.staff if u.load.families}
        frm = st.selectbox(
            _("Fra"), list(having), index=None, format_func=having.__getitem__,
            key="assigning_from", placeholder=_("Vælg kollega"),
        )  # fmt: skip
        if frm is not None:
            _families_of(actor, board, frm)


def _families_of(actor: Actor, board: AssigningBoard, frm: UUID) -> None:
    asked = Asked(practitioner_id=frm)
    theirs = assigning_read.board(context(), actor, board.team.team_id, asked, MOST_MOVED).families
    cases = {one.family_id: one.case_number for one in theirs}
    takers = {u.user_id: u.display_name for u in board.staff if u.active and u.user_id != frm}
    to = st.selectbox(
        _("Til"), list(takers), index=None, format_func=takers.__getitem__,
        key="assigning_to", placeholder=_("Vælg kollega"),
    )  # fmt: skip
    chosen = st.multiselect(
        _("Familier"), list(cases), format_func=cases.__getitem__,
        key=f"assigning_families_{frm}", placeholder=_("Vælg familier"),
    )  # fmt: skip
    if st.button(_("Flyt familierne"), key="assigning_move_several"):
        n = len(chosen)
        do(
            lambda: _hand_over(actor, frm, to, chosen),
            _n("{n} familie er flyttet.", "{n} familier er flyttet.", n),
            done=_close(state_keys.ASSIGNING_FAMILY),
        )


def _hand_over(actor: Actor, frm: UUID, to: UUID | None, chosen: Sequence[UUID]) -> None:
    if to is None:
        raise InvalidInput("Vælg den kollega, der skal have familierne.")
    assigning.hand_over(context(), actor, frm, to, chosen)


def colleague(actor: Actor, one: StaffLoad) -> None:
    """Free tags, and the hours a week for families."""
    with st.form("assigning_colleague"):
        st.subheader(plain(one.display_name))
        tags = st.text_input(
            _("Kompetencer, med komma imellem"), value=", ".join(one.tags),
            key=f"assigning_profile_tags_{one.user_id}", placeholder=_("fx traumer, spædbørn"),
        )  # fmt: skip
        hours = st.text_input(
            _("Timer om ugen til familier"),
            value=danish(one.load.hours) if one.load.hours is not None else "",
            key=f"assigning_profile_hours_{one.user_id}", placeholder=_("fx 22,5"),
        )  # fmt: skip
        st.caption(_("Tomt felt: ikke angivet. Det bruges kun til at fordele familier."))
        with st.container(horizontal=True):
            sent = st.form_submit_button(_("Gem"), type="primary")
            shut = st.form_submit_button(_("Annullér"))
    if shut:
        st.session_state[state_keys.ASSIGNING_COLLEAGUE] = None
        st.rerun()
    if sent:
        do(
            lambda: profiles.set_profile(
                context(), actor, one.user_id, tags.split(","), _hours(hours)
            ),
            _("Timer og kompetencer er gemt."),
            done=_close(state_keys.ASSIGNING_COLLEAGUE),
        )
