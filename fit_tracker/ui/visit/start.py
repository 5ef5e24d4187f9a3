"""Before there is a visit: which family, when, where, who came."""

from __future__ import annotations

from uuid import UUID, uuid4, uuid5

import streamlit as st

from fit_tracker.domain.visits import PLACES, Place, VisitStatus
from fit_tracker.errors import UserFacing
from fit_tracker.services import visit_start, visits
from fit_tracker.services.accounts import Session
from fit_tracker.services.permissions import Action, may
from fit_tracker.services.visit_start import Choice, Start
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.html import page_title
from fit_tracker.ui.naming import member_name
from fit_tracker.ui.texts import _, plain, say
from fit_tracker.ui.visit import family_mode, new_family, paper
from fit_tracker.ui.words import place_word, visit_status_word

NEW = "new"


def show(session: Session) -> None:
    words = _("Vælg familien. Resten er udfyldt, som det plejer at være.")
    st.html(page_title(_("Nyt besøg"), words))
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)
    found = {choice.episode_id: choice for choice in visit_start.choices(context(), session.actor)}
    may_add = may(session.role, Action.ADD_FAMILY)
    if not found and not may_add:
        st.write(_("Her er ingen familier lige nu. De kommer her, når I har en sag i beredskabet."))
        return
    chosen = _choose(found, may_add=may_add)
    if isinstance(chosen, UUID):
        _form(session, found[chosen])
    elif chosen == NEW:
        new_family.show(session)


def _choose(found: dict[UUID, Choice], *, may_add: bool) -> UUID | str | None:
    """The family, preset when the page was opened from it."""
    preset = st.session_state.get(state_keys.VISIT_CHOSEN)
    options: list[UUID | str] = [NEW, *found] if may_add else [*found]
    index = options.index(preset) if preset in options else None
    if not found and index is None:
        index = 0
    chosen = st.selectbox(
        _("Familie"),
        options,
        index=index,
        format_func=lambda option: (
            found[option].case_number if isinstance(option, UUID) else _("Opret ny familie")
        ),
        placeholder=_("Sagsnummer"),
        key=f"visit_family_{preset}",
    )
    st.session_state[state_keys.VISIT_CHOSEN] = chosen
    return chosen


def _form(session: Session, choice: Choice) -> None:
    start = visit_start.load(context(), session.actor, choice.episode_id)
    if start.open_visit_id is not None:
        st.info(_("Der er et besøg, som ikke er afsluttet."))
        if st.button(_("Fortsæt besøget"), type="primary", key="continue"):
            open_visit(start.open_visit_id)
    status = _status()
    key = str(choice.episode_id)
    held = status is VisitStatus.ATTENDED
    when, where = st.columns(2)
    with when:
        day_text = day_input(_("Dato"), context().today(), f"visit_day_{key}")
    with where:
        place = _place(start, key) if held else None
    present = _present(start, key) if held else []
    _actions(session, start, status, day_text, place, present)


def _status() -> VisitStatus:
    chosen = st.segmented_control(
        _("Besøget"),
        list(VisitStatus),
        default=VisitStatus.ATTENDED,
        format_func=visit_status_word,
        key="visit_status",
        required=True,
    )
    return VisitStatus(chosen)


def _place(start: Start, key: str) -> Place | None:
    options = list(PLACES)
    usual = start.usual_place if start.usual_place in options else Place.HOME
    return st.selectbox(
        _("Sted"),
        options,
        index=options.index(usual),
        format_func=place_word,
        key=f"visit_place_{key}",
    )


def _present(start: Start, key: str) -> list[UUID]:
    names = {m.member_id: member_name(m, context().today()) for m in start.members}
    return st.pills(
        _("Hvem deltager?"),
        list(names),
        default=[member for member in start.usual if member in names],
        selection_mode="multi",
        format_func=lambda member: plain(names[member]),
        key=f"visit_present_{key}",
    )


def _actions(
    session: Session,
    start: Start,
    status: VisitStatus,
    day_text: str,
    place: Place | None,
    present: list[UUID],
) -> None:
    def record() -> UUID | None:
        try:
            new = visits.NewVisit(
                submission_id=_submission(start.episode.episode_id),
                episode_id=start.episode.episode_id,
                visit_date=parse_day(day_text),
                status=status,
                participants=tuple(present),
                place=place,
            )
            return visits.record_visit(context(), session.actor, new).visit_id
        except UserFacing as error:
            st.error(plain(say(error)))
            return None

    if status is not VisitStatus.ATTENDED:
        if st.button(_("Gem"), type="primary", key="save_cancelled") and record():
            _forget_form()
            st.session_state[state_keys.NOTICE] = _(
                "Gemt: besøget {day} er skrevet op som {status}.",
                day=day_text,
                status=visit_status_word(status).lower(),
            )
            st.session_state[state_keys.FAMILY] = start.family.family_id
            st.switch_page("pages/practitioner/family.py")
        return
    hand_over, by_paper = st.columns(2)
    begin = hand_over.button(
        _("Begynd: familien svarer her"), type="primary", width="stretch", key="begin"
    )
    if begin and (visit_id := record()):
        open_visit(visit_id, rerun=False)
        family_mode.hand_over(session, visit_id, family_mode.OUTCOME_PHASE)
    if by_paper.button(_("Tast svar fra papir"), width="stretch", key="from_paper") and (
        visit_id := record()
    ):
        st.session_state[state_keys.VISIT_STEP] = paper.STEP
        open_visit(visit_id)


def _submission(episode_id: UUID) -> UUID:
    """One visit for one filled-in form, however often its button arrives; another course is
    another visit."""
    form: UUID = st.session_state.setdefault(state_keys.VISIT_SUBMISSION, uuid4())
    return uuid5(form, str(episode_id))


def _forget_form() -> None:
    for key in (state_keys.VISIT_SUBMISSION, state_keys.VISIT_CHOSEN):
        st.session_state.pop(key, None)


def open_visit(visit_id: UUID, *, rerun: bool = True) -> None:
    """Go on with a visit that is recorded."""
    _forget_form()
    st.session_state[state_keys.VISIT] = visit_id
    if rerun:
        st.rerun()
