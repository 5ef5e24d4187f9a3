"""A questionnaire typed from paper: keyboard only, Tab between fields, nothing lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import streamlit as st

from fit_tracker.domain.people import Member
from fit_tracker.domain.visits import Source
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import answers
from fit_tracker.services.accounts import Session
from fit_tracker.services.answer_checks import NewAnswer, NewAnswers
from fit_tracker.services.answer_form import Line, Questionnaire
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.html import page_title, tag, unbroken
from fit_tracker.ui.numbers import parse_score
from fit_tracker.ui.questionnaire.words import days, item_label, scale_name, span, under
from fit_tracker.ui.texts import _, _n, language, plain, say

STEP = "paper"


def show(session: Session, found: Questionnaire) -> None:
    st.html(
        page_title(
            _("Tast svar fra papir"),
            _(
                "{about} · Tab går til næste felt, Enter gemmer. Skriv de enkelte svar eller kun "
                "totalen.",
                about=under(found),
            ),
        )
    )
    with st.form("questionnaire_paper_form", enter_to_submit=True):
        on = day_input(_("Udfyldt den"), _usual_day(found), _key(found, "", "day"))
        st.html(tag("p", unbroken(days(found)), cls="fit-quiet fit-small"))
        for line in found.missing:
            _row(found, line)
        sent = st.form_submit_button(_("Gem"), type="primary")
    if sent:
        _save(session, found, on)
    if st.button(_("Tilbage til spørgeskemaet"), key="questionnaire_back", type="tertiary"):
        _leave()


def _usual_day(found: Questionnaire) -> date:
    """Today, or the last day that counts."""
    if found.window is None:
        return found.today
    return min(found.today, found.window.closes_on)


def _row(found: Questionnaire, line: Line) -> None:
    """One scale: a field for each line, and one for the total."""
    scale = line.instrument
    st.markdown(f"**{plain(scale_name(line))}** · {plain(_ends(line))}")
    columns = st.columns(len(scale.items) + 1, vertical_alignment="bottom")
    for column, item in zip(columns, scale.items, strict=False):
        label = item_label(found, scale, item.key)
        ends = span(scale.item_min, scale.item_max)
        column.text_input(plain(label), key=_key(found, line.measure, item.key), placeholder=ends)
    if len(scale.items) != 1:
        top = span(scale.total_min, scale.total_max)
        label = _("eller total") if scale.items else _("Total")
        columns[-1].text_input(label, key=_key(found, line.measure, ""), placeholder=top)


def _ends(line: Line) -> str:
    """ "1–6, hvor 6 er mest stresset": the direction stands beside the numbers."""
    scale = line.instrument
    numbers, top = span(scale.item_min, scale.item_max), f"{scale.item_max.normalize():f}"
    if not scale.items:
        return numbers
    high = scale.items[0].high[language()]
    return _("{numbers}, hvor {top} er {high}", numbers=numbers, top=top, high=high)


def _key(found: Questionnaire, measure: str, field: str) -> str:
    return f"answer-{found.enrolment.enrolment_id}-{found.moment.value}-{measure}-{field}"


def _save(session: Session, found: Questionnaire, on: str) -> None:
    submission = st.session_state.setdefault(state_keys.QUESTIONNAIRE_SUBMISSION, uuid4())
    try:
        given = tuple(one for line in found.missing if (one := _given(found, line)))
        if not given:
            raise InvalidInput("Der er ikke tastet noget endnu.")
        new = NewAnswers(
            submission,
            found.enrolment.enrolment_id,
            found.moment,
            parse_day(on),
            _rater(found).member_id,
            given,
        )
        answers.record(context(), session.actor, new, Source.PAPER)
    except UserFacing as error:
        sentence = plain(say(error))
        st.error(sentence + " " + _("Intet er gemt endnu; alle felter står, som du skrev dem."))
        # The form is longer than a screen: what went wrong must be seen where one stands.
        st.toast(sentence)
        return
    st.session_state[state_keys.NOTICE] = _n("{n} svar er gemt.", "{n} svar er gemt.", len(given))
    _leave()


def _rater(found: Questionnaire) -> Member:
    """As chosen before the form was opened."""
    chosen = st.session_state.get(state_keys.QUESTIONNAIRE_RATER)
    return next((one for one in found.raters if one.member_id == chosen), found.raters[0])


def _given(found: Questionnaire, line: Line) -> NewAnswer | None:
    """What was typed for one scale, None when it was left empty."""
    name = scale_name(line)
    typed: dict[str, Decimal] = {}
    missing: list[str] = []
    for item in line.instrument.items:
        label = item_label(found, line.instrument, item.key)
        value = parse_score(_typed(found, line, item.key), f"{name}, {label}")
        if value is None:
            missing.append(label)
        else:
            typed[item.key] = value
    total = parse_score(_typed(found, line, ""), f"{name}, {_('total')}")
    if not typed and total is None:
        return None
    if typed and missing:
        raise InvalidInput(
            "{where}: mangler {labels}. Skriv alle svar, eller slet dem og skriv kun totalen.",
            where=name,
            labels=", ".join(missing),
        )
    return NewAnswer(line.measure, typed or None, total)


def _typed(found: Questionnaire, line: Line, field: str) -> str:
    return str(st.session_state.get(_key(found, line.measure, field), ""))


def _leave() -> None:
    st.session_state.pop(state_keys.QUESTIONNAIRE_SUBMISSION, None)
    st.session_state.pop(state_keys.QUESTIONNAIRE_STEP, None)
    st.rerun()
