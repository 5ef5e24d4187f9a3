"""Answers typed from paper: keyboard only, Tab between fields, nothing lost on a mistake."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid4, uuid5

import streamlit as st

from fit_tracker.domain.visits import Source
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import visit_plan, visits
from fit_tracker.services.accounts import Session
from fit_tracker.services.visit_plan import Task, VisitPlan
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.naming import begun, inside, member_name
from fit_tracker.ui.numbers import parse_score
from fit_tracker.ui.texts import _, _n, day, language, plain, say
from fit_tracker.ui.visit import overview

STEP = "paper"


def show(session: Session, visit_id: UUID) -> None:
    plan = visit_plan.load(context(), session.actor, visit_id)
    st.html(
        page_title(
            _("Tast svar fra papir"),
            _(
                "{case} · {day} · Tab går til næste felt, Enter gemmer. Skriv de enkelte svar "
                "eller kun totalen.",
                case=plan.family.case_number,
                day=day(plan.visit.visit_date),
            ),
        )
    )
    tasks = [planned.task for planned in plan.planned if not planned.done]
    with st.form("paper", enter_to_submit=True):
        for task in tasks:
            _row(task)
        sent = st.form_submit_button(_("Gem"), type="primary")
    if sent:
        _save(session, plan, tasks)
    if st.button(_("Tilbage til besøget"), key="paper_back", type="tertiary"):
        _leave()


def _row(task: Task) -> None:
    """One scale: a field for each line, and one for the total."""
    st.markdown(f"**{plain(_heading(task))}**")
    scale = task.instrument
    columns = st.columns(len(scale.items) + 1, vertical_alignment="bottom")
    for column, item in zip(columns, scale.items, strict=False):
        label = begun(item.label[language()].replace("{name}", _child(task)))
        span = _span(scale.item_min, scale.item_max)
        column.text_input(plain(label), key=_key(task, item.key), placeholder=span)
    if len(scale.items) > 1:
        span = _span(scale.total_min, scale.total_max)
        columns[-1].text_input(_("eller total"), key=_key(task, "total"), placeholder=span)


def _span(low: Decimal, high: Decimal) -> str:
    """ "0–40": what the paper's lines are measured in."""
    return f"{low.normalize():f}–{high.normalize():f}".replace(".", ",")


def _child(task: Task) -> str:
    return inside(member_name(task.member, context().today()))


def _heading(task: Task) -> str:
    if task.goal is not None or task.measure == "safety":
        return overview.extra_name(task)
    word = {"outcome": _("trivsel"), "alliance": _("samarbejde")}.get(
        task.measure, task.instrument.name[language()]
    )
    return f"{overview.rater_name(task)} · {word}"


def _key(task: Task, field: str) -> str:
    return f"paper-{task.key}-{field}"


def _save(session: Session, plan: VisitPlan, tasks: list[Task]) -> None:
    batch = st.session_state.setdefault(state_keys.PAPER_SUBMISSION, uuid4())
    try:
        ratings = [rating for task in tasks if (rating := _rating(batch, task))]
        if not ratings:
            raise InvalidInput("Der er ikke tastet noget endnu.")
        visits.add_ratings(context(), session.actor, plan.visit.visit_id, ratings, Source.PAPER)
    except UserFacing as error:
        sentence = plain(say(error))
        st.error(sentence + " " + _("Intet er gemt endnu; alle felter står, som du skrev dem."))
        # The form is longer than a screen: what went wrong must be seen where one stands.
        st.toast(sentence)
        return
    st.session_state[state_keys.NOTICE] = _n("{n} svar er gemt.", "{n} svar er gemt.", len(ratings))
    _leave()


def _rating(batch: UUID, task: Task) -> visits.NewRating | None:
    """What was typed for one scale, None when it was left empty."""
    items: dict[str, Decimal] = {}
    missing = []
    for item in task.instrument.items:
        label = item.label[language()]
        value = parse_score(_typed(task, item.key), f"{_heading(task)}, {label}")
        if value is None:
            missing.append(label)
        else:
            items[item.key] = value
    total = parse_score(_typed(task, "total"), f"{_heading(task)}, {_('total')}")
    if not items and total is None:
        return None
    if items and missing:
        raise InvalidInput(
            "{where}: mangler {labels}. Skriv alle svar, eller slet dem og skriv kun totalen.",
            where=_heading(task),
            labels=", ".join(missing),
        )
    return visits.NewRating(
        submission_id=uuid5(batch, task.key),
        member_id=task.member.member_id,
        rater_kind=task.rater_kind,
        rater_member_id=task.rater.member_id,
        instrument_id=task.instrument.instrument_id,
        items=items or None,
        total=total,
        goal_id=task.goal_id,
    )


def _typed(task: Task, field: str) -> str:
    return str(st.session_state.get(_key(task, field), ""))


def _leave() -> None:
    st.session_state.pop(state_keys.PAPER_SUBMISSION, None)
    st.session_state[state_keys.VISIT_STEP] = None
    st.rerun()
