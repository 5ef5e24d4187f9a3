"""What the steering group decided: written down, changed, closed with what came of it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from fit_tracker.domain.reviews import Decision, DecisionState
from fit_tracker.services import review_decisions
from fit_tracker.services.accounts import Session
from fit_tracker.services.review_decisions import NewDecision
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import parse_day
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.html import Html, card, join, label_chip, link, tag, unbroken
from fit_tracker.ui.review.reading import Reading
from fit_tracker.ui.team.doing import do
from fit_tracker.ui.texts import _, day, plain

TONES = {
    DecisionState.OPEN: "neutral",
    DecisionState.DONE: "progress",
    DecisionState.DROPPED: "neutral",
}


def listed(found: Reading) -> Html:
    """Those of this meeting and those it began with, each with what may be done."""
    here, earlier = found.snapshot.decisions, found.snapshot.earlier
    pieces = []
    if earlier:
        pieces += [tag("p", _("Besluttet før"), cls="fit-quiet"), _list(earlier)]
    if here:
        pieces += [tag("p", _("Besluttet på dette møde"), cls="fit-quiet"), _list(here)]
    if not pieces:
        pieces = [tag("p", _("Skriv op, hvad mødet beslutter. Næste gennemgang begynder med det."))]
    return card(*pieces, title=_("Beslutninger"))


def _list(given: tuple[Decision, ...]) -> Html:
    return tag("ul", *(_one(decision) for decision in given), cls="fit-list")


def _one(decision: Decision) -> Html:
    about = [decision.owner]
    if decision.due_on:
        about.append(_("senest {day}", day=day(decision.due_on)))
    quiet = tag("span", " · ", unbroken(" · ".join(filter(None, about))), cls="fit-quiet")
    came = tag("p", decision.outcome, cls="fit-small") if decision.outcome else ""
    return tag("li", decision.body, quiet, " ", _chip(decision), came, tag("p", _doings(decision)))


def _chip(decision: Decision) -> Html:
    if decision.is_late(context().today()):
        return label_chip("attention", _("forsinket"))
    return label_chip(TONES[decision.state], state_word(decision.state))


def state_word(state: DecisionState) -> str:
    return {
        DecisionState.OPEN: _("åben"),
        DecisionState.DONE: _("gjort"),
        DecisionState.DROPPED: _("opgivet"),
    }[state]


def _doings(decision: Decision) -> Html:
    key = decision.decision_id
    if decision.state is DecisionState.OPEN:
        doings = [
            link(f"decision_close:{key}", _("Luk")),
            link(f"decision_change:{key}", _("Ret")),
        ]
        return join(doings, " · ")
    return link(f"decision_reopen:{key}", _("Åbn igen"))


def find(found: Reading, value: str) -> Decision | None:
    every = (*found.snapshot.decisions, *found.snapshot.earlier)
    return next((one for one in every if str(one.decision_id) == value), None)


def add(session: Session, found: Reading) -> None:
    with st.form("review_decision_add", border=False):
        given = _fields("review_decision_new", "", "", None)
        if submit():
            do(
                lambda: review_decisions.add(
                    context(), session.actor, found.review_id, _new(*given)
                ),
                _("Beslutningen er skrevet op."),
            )


def change(session: Session, decision: Decision) -> None:
    key = _key(decision)
    with st.form(f"{key}_change", border=False):
        given = _fields(key, decision.body, decision.owner, decision.due_on)
        if submit():
            do(
                lambda: review_decisions.change(
                    context(),
                    session.actor,
                    decision.decision_id,
                    decision.revision,
                    _new(*given),
                ),
                _("Beslutningen er rettet."),
            )


def _key(decision: Decision) -> str:
    """Another for each revision: a form never begins with words of an earlier one."""
    return f"review_decision_{decision.decision_id}_{decision.revision}"


def _fields(key: str, body: str, owner: str, due_on: date | None) -> tuple[str, str, str]:
    words = st.text_area(
        _("Hvad blev besluttet?"),
        body,
        key=f"{key}_body",
        height=90,
        placeholder=_("fx alle nye forløb måles ved første besøg"),
    )
    left, right = st.columns(2)
    who = left.text_input(
        _("Hvem sørger for det?"), owner, key=f"{key}_owner", placeholder=_("initialer eller job")
    )
    due = right.text_input(
        _("Senest den (kan stå åben)"),
        day(due_on) if due_on else "",
        key=f"{key}_due",
        placeholder=_("dd-mm-åååå"),
    )
    return words, who, due


def _new(body: str, owner: str, due: str) -> NewDecision:
    return NewDecision(body, owner, parse_day(due) if due.strip() else None)


def close(session: Session, decision: Decision) -> None:
    """Carried out or given up; and what came of it, which the next meeting reads."""
    key = _key(decision)
    st.write(plain(decision.body))
    with st.form(f"{key}_close", border=False):
        state = st.radio(
            _("Hvad skete der?"),
            [DecisionState.DONE, DecisionState.DROPPED],
            format_func=state_word,
            horizontal=True,
            key=f"{key}_state",
        )
        came = st.text_area(_("Hvad kom der ud af det?"), key=f"{key}_outcome", height=90)
        if submit(_("Luk beslutningen")):
            do(
                lambda: review_decisions.close(
                    context(), session.actor, decision.decision_id, decision.revision, state, came
                ),
                _("Beslutningen er lukket."),
            )


def reopen(session: Session, decision: Decision) -> None:
    do(
        lambda: review_decisions.reopen(
            context(), session.actor, decision.decision_id, decision.revision
        ),
        _("Beslutningen er åben igen."),
    )
