"""A visit under way: what is in, what is missing, and the next step."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import streamlit as st

from fit_tracker.domain.instruments import ALLIANCE, GOAL, GROUP_ALLIANCE, OUTCOME, SAFETY
from fit_tracker.domain.scores import danish
from fit_tracker.services import visit_plan, visits
from fit_tracker.services.accounts import Session
from fit_tracker.services.permissions import may
from fit_tracker.services.visit_plan import Planned, Task, VisitPlan
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, page_title, tag
from fit_tracker.ui.naming import rater_name as named_rater
from fit_tracker.ui.pages import CASELOAD, QUEUE
from fit_tracker.ui.texts import _, _n, day, language, plain
from fit_tracker.ui.visit import family_mode, note, paper
from fit_tracker.ui.words import place_word

ALLIANCES = (ALLIANCE, GROUP_ALLIANCE)


def show(session: Session, visit_id: UUID) -> None:
    plan = visit_plan.load(context(), session.actor, visit_id)
    st.html(page_title(_title(plan), _subtitle(plan), _("Nyt besøg")))
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)
    _next_step(session, plan)
    clickable("visit_table", card(_table(plan), title=_("Svar ved dette besøg")), lang=language())
    _extras(session, plan)
    note.show(session, visit_id)
    _leave(session, plan)


def _title(plan: VisitPlan) -> str:
    """What the page has to say: what is missing, or that everything is in."""
    outcome, alliance = plan.missing(OUTCOME), plan.missing(*ALLIANCES)
    if outcome:
        return _n("{n} svar om trivsel mangler", "{n} svar om trivsel mangler", len(outcome))
    if alliance:
        n = len(alliance)
        return _n("{n} svar om samarbejdet mangler", "{n} svar om samarbejdet mangler", n)
    return _("Besøget er gemt, og alle har svaret")


def _subtitle(plan: VisitPlan) -> str:
    parts = [plan.family.case_number, day(plan.visit.visit_date)]
    if plan.visit.place:
        parts.append(place_word(plan.visit.place))
    return " · ".join(parts)


def _next_step(session: Session, plan: VisitPlan) -> None:
    """One primary action: whatever comes next."""
    outcome, alliance = plan.missing(OUTCOME), plan.missing(*ALLIANCES)
    # As wide as their words: a third of a tablet breaks them in two lines.
    row = st.container(horizontal=True)
    visit_id = plan.visit.visit_id
    if outcome and row.button(_("Familien svarer om trivsel"), type="primary", key="hand_outcome"):
        family_mode.hand_over(session, visit_id, family_mode.OUTCOME_PHASE)
    if alliance and row.button(
        _("Familien vurderer samarbejdet"),
        type="secondary" if outcome else "primary",
        key="hand_alliance",
    ):
        family_mode.hand_over(session, visit_id, family_mode.ALLIANCE_PHASE)
    if (outcome or alliance) and row.button(_("Tast svar fra papir"), key="to_paper"):
        st.session_state[state_keys.VISIT_STEP] = paper.STEP
        st.rerun()


def _table(plan: VisitPlan) -> Html:
    """Who has answered what. Scores, not answers: the items are on the family's page."""
    rows: dict[str, list[Planned]] = {}
    for planned in plan.planned:
        if planned.default or planned.done:
            rows.setdefault(rater_name(planned.task), []).append(planned)
    head = tag(
        "tr",
        tag("th", _("Hvem"), scope="col"),
        tag("th", _("Trivsel"), scope="col"),
        tag("th", _("Samarbejde"), scope="col"),
        tag("th", _("Mål og tryghed"), scope="col"),
    )
    body = [
        tag(
            "tr",
            tag("td", name),
            tag("td", _cell(found, OUTCOME), data_label=_("Trivsel")),
            tag("td", _cell(found, *ALLIANCES), data_label=_("Samarbejde")),
            tag("td", _cell(found, GOAL, SAFETY), data_label=_("Mål og tryghed")),
        )
        for name, found in rows.items()
    ]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")


def _cell(found: list[Planned], *measures: str) -> str:
    asked = [planned for planned in found if planned.task.measure in measures]
    if not asked:
        return "–"
    return ", ".join(
        danish(planned.rating.total) if planned.rating else _("mangler") for planned in asked
    )


def rater_name(task: Task) -> str:
    """ "Mor", or "Mor om pige 3 år"."""
    return named_rater(task.rater, task.member, context().today())


def _extras(session: Session, plan: VisitPlan) -> None:
    """What is not asked unless somebody chooses it: goals, safety, adults about children."""
    offered = [p for p in plan.planned if not p.default and not p.done]
    if not offered:
        return
    with st.expander(_("Mål, tryghed og voksnes svar om børnene")):
        names = {p.task.key: extra_name(p.task) for p in offered}
        goals = [p.task.key for p in offered if p.task.measure == GOAL]
        chosen = st.pills(
            _("Hvad vil I svare på?"),
            list(names),
            default=goals,
            selection_mode="multi",
            format_func=lambda key: plain(names[key]),
            key="extras",
        )
        if st.button(_("Familien svarer"), key="hand_extras", disabled=not chosen):
            family_mode.hand_over(
                session, plan.visit.visit_id, family_mode.EXTRA_PHASE, tuple(chosen)
            )


def extra_name(task: Task) -> str:
    if task.goal is not None:
        return _("Mål ({name}): {goal}", name=task.rater.label, goal=task.goal.text)
    if task.measure == SAFETY:
        return _("Tryghed, {name}", name=rater_name(task))
    return rater_name(task)


def _leave(session: Session, plan: VisitPlan) -> None:
    to_family, to_list = st.columns(2)
    missing = bool(plan.missing(OUTCOME, *ALLIANCES))
    kind: Literal["primary", "secondary"] = "secondary" if missing else "primary"
    if to_family.button(_("Se familiens kurver"), type=kind, width="stretch", key="to_family"):
        _forget()
        st.session_state[state_keys.FAMILY] = plan.family.family_id
        st.session_state[state_keys.EPISODE] = plan.episode.episode_id
        st.switch_page("pages/practitioner/family.py")
    back = CASELOAD if may(session.role, CASELOAD.action) else QUEUE
    words = _("Til mine familier") if back is CASELOAD else _("Til beredskabet")
    label = _("Afslut besøget uden resten") if missing else words
    if to_list.button(label, width="stretch", key="close_visit"):
        if plan.visit.is_open:
            visits.close(context(), session.actor, plan.visit.visit_id)
        _forget()
        st.switch_page(back.file)


def _forget() -> None:
    for key in (state_keys.VISIT, state_keys.VISIT_STEP):
        st.session_state.pop(key, None)
