"""A new group, a place in it, the end of a place, its leaders, its end."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

import streamlit as st

from fit_tracker.domain.frames import UNSTATED
from fit_tracker.errors import InvalidInput
from fit_tracker.services import group_making, group_places, group_view, groups
from fit_tracker.services.accounts import Session
from fit_tracker.services.families import Colleague
from fit_tracker.services.group_making import GroupForm
from fit_tracker.services.group_places import Candidate
from fit_tracker.ui import drafts, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.groups import steps, words
from fit_tracker.ui.html import page_title
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.texts import _, plain


def new(session: Session) -> None:
    form = group_making.group_form(context(), session.actor)
    sub = _("Grupper og blandede indsatser står først; andre indsatser kan også holdes som gruppe.")
    st.html(page_title(_("Ny gruppe"), sub, _("Grupper")))
    if not form.teams or not form.services:
        st.warning(
            _(
                "Du skal høre til et team, og der skal være mindst én indsats. Bed din "
                "administrator om det."
            )
        )
    else:
        with st.container(key="card_groups_new"):
            _new_fields(session, form)
    steps.back()


def _new_fields(session: Session, form: GroupForm) -> None:
    left, right = st.columns(2)
    place = steps.place()
    name = left.text_input(
        _("Gruppens navn"),
        placeholder=_("fx Angstgruppe, forår"),
        **drafts.field(place, "groups_name"),
    )
    with right:
        started = drafts.day_field(_("Første dag"), place, "groups_started", context().today())
    service = left.selectbox(
        _("Indsats"),
        form.services,
        index=None,
        format_func=lambda service: service.name,
        placeholder=_("Vælg indsats"),
        key="groups_service",
    )
    team = right.selectbox(
        _("Team"), form.teams, format_func=lambda team: team.name, key="groups_team"
    )
    leaders = _leaders(form.staff[team.team_id], [session.user_id])
    frame = words.frame_words(form.frames.get(service.service_id, UNSTATED)) if service else ""
    if frame:
        st.caption(plain(_("Rammen er {frame}. Den er en hjælp og hindrer intet.", frame=frame)))
    if st.button(_("Opret gruppen"), type="primary", key="groups_create"):
        _create(
            session, name, team.team_id, service.service_id if service else None, started, leaders
        )


def _leaders(staff: Sequence[Colleague], chosen: Sequence[UUID]) -> tuple[UUID, ...]:
    names = {one.user_id: one.display_name for one in staff}
    return tuple(
        st.multiselect(
            _("Hvem leder gruppen?"),
            list(names),
            default=[user_id for user_id in chosen if user_id in names],
            format_func=names.__getitem__,
            placeholder=_("Vælg"),
            key="groups_leader_ids",
        )
    )


def _create(
    session: Session,
    name: str,
    team_id: UUID,
    service_id: UUID | None,
    started: str,
    leaders: tuple[UUID, ...],
) -> None:
    made: UUID = st.session_state.setdefault(state_keys.GROUP_NEW, uuid4())

    def work() -> None:
        if service_id is None:
            raise InvalidInput("Vælg en indsats.")
        given = group_making.NewGroup(made, team_id, service_id, name, parse_day(started), leaders)
        group_making.create(context(), session.actor, given)

    if steps.saved(work):
        st.session_state.pop(state_keys.GROUP_NEW, None)
        drafts.forget(steps.place())
        st.session_state[state_keys.GROUP] = made
        steps.done(_("Gruppen er oprettet. Giv nu familierne plads."))


def place(session: Session, group_id: UUID) -> None:
    view = group_view.read(context(), session.actor, group_id)
    sub = _(
        "Du kan vælge blandt de familier i teamet, som du selv har adgang til. Gruppens ledere "
        "ser kun sagsnummeret, og hvad medlemmerne kaldes."
    )
    st.html(page_title(_("Giv en familie plads i {name}", name=view.group.name), sub, _("Grupper")))
    choosing = group_places.candidates(context(), session.actor, group_id)
    if not choosing.candidates:
        st.write(_("Alle dine familier i teamet har allerede plads, eller du har ingen i forløb."))
        steps.back()
        return
    with st.container(key="card_groups_place"):
        left, right = st.columns(2)
        chosen = left.selectbox(
            _("Familie"),
            choosing.candidates,
            index=None,
            format_func=_candidate,
            placeholder=_("Sagsnummer"),
            key="groups_candidate",
        )
        with right:
            start = max(context().today(), view.group.started_on)
            since = day_input(_("Med fra"), start, "groups_since")
        if chosen:
            members = choosing.members[chosen.family_id]
            st.write(plain(member_names(members, context().today())))
            for hint in words.place_hints(
                view.frame,
                members,
                len(view.now),
                context().today(),
                same_service=chosen.service_id == view.group.service_id,
            ):
                st.info(plain(hint))
        if st.button(_("Giv plads"), type="primary", key="groups_give", disabled=chosen is None):
            _place(session, group_id, chosen, since)
    steps.back()


def _candidate(one: Candidate) -> str:
    return f"{one.case_number} · {one.service_name}"


def _place(session: Session, group_id: UUID, chosen: Candidate | None, since: str) -> None:
    assert chosen is not None
    episode_id = chosen.episode_id
    if steps.saved(
        lambda: group_places.place(context(), session.actor, group_id, episode_id, parse_day(since))
    ):
        st.session_state.pop("groups_candidate", None)
        steps.done(_("{case} har fået plads i gruppen.", case=plain(chosen.case_number)))


def leave(session: Session, group_id: UUID, value: str) -> None:
    view = group_view.read(context(), session.actor, group_id)
    line = next((one for one in view.now if str(one.place.group_place_id) == value), None)
    if line is None:
        steps.go(None)
        return
    case = line.place.case_number
    words_after = _("Familiens eget forløb går videre; kun pladsen i gruppen slutter.")
    st.html(page_title(_("{case} slutter i gruppen", case=case), words_after, _("Grupper")))
    with st.form("groups_leave"):
        on = day_input(_("Sidste dag i gruppen"), context().today(), "groups_leave_day")
        if st.form_submit_button(_("Slut i gruppen"), type="primary") and steps.saved(
            lambda: group_places.end_place(
                context(), session.actor, line.place.group_place_id, group_id, parse_day(on)
            )
        ):
            steps.done(_("{case} er sluttet i gruppen.", case=plain(case)))
    steps.back()


def leaders(session: Session, group_id: UUID) -> None:
    view = group_view.read(context(), session.actor, group_id)
    sub = _("Gruppens ledere ser familiernes sagsnumre her og skriver gangene op.")
    st.html(page_title(_("Hvem leder {name}?", name=view.group.name), sub, _("Grupper")))
    with st.form("groups_leaders_form"):
        chosen = _leaders(view.staff, [one.user_id for one in view.leaders])
        if st.form_submit_button(_("Gem"), type="primary") and steps.saved(
            lambda: group_making.set_leaders(context(), session.actor, group_id, chosen)
        ):
            _after_leaders(session, group_id)
    steps.back()


def _after_leaders(session: Session, group_id: UUID) -> None:
    """Whoever has handed the group on cannot see it any more."""
    if all(row.group_id != group_id for row in groups.groups(context(), session.actor)):
        st.session_state[state_keys.GROUP] = None
    steps.done(_("Gruppens ledere er ændret."))


def end(session: Session, group_id: UUID) -> None:
    view = group_view.read(context(), session.actor, group_id)
    sub = _("Alle pladser slutter. Familiernes egne forløb går videre, til de selv afsluttes.")
    st.html(page_title(_("Slut {name}", name=view.group.name), sub, _("Grupper")))
    with st.form("groups_end_form"):
        on = day_input(_("Sidste dag"), context().today(), "groups_end_day")
        if st.form_submit_button(_("Slut gruppen"), type="primary") and steps.saved(
            lambda: group_making.end(context(), session.actor, group_id, parse_day(on))
        ):
            steps.done(_("Gruppen er slut."))
    steps.back()
