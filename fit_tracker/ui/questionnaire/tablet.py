"""The tablet in one person's hands: one scale at a time, and nothing else on the screen.

The session is locked to the questionnaire in the database, so neither reloading nor another
address opens anything but these scales. Each is saved when it is done, so that a tablet that
runs out of power has lost nothing that was answered.
"""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Member
from fit_tracker.domain.programmes import Moment
from fit_tracker.domain.visits import Source
from fit_tracker.errors import Conflict, NotFound, UserFacing
from fit_tracker.services import answer_form, answers
from fit_tracker.services.accounts import Session
from fit_tracker.services.answer_checks import NewAnswer, NewAnswers
from fit_tracker.services.answer_form import Line, Questionnaire
from fit_tracker.ui import state_keys, unlocking
from fit_tracker.ui.components.rating import Answer, rating
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.questionnaire import opening
from fit_tracker.ui.questionnaire.words import about, items, key_step, who
from fit_tracker.ui.texts import _, _n, language, plain, say
from fit_tracker.ui.visit.family_mode import locked_label, words


def show(session: Session, enrolment_id: UUID, moment: Moment) -> None:
    try:
        found = answer_form.load(context(), session.actor, enrolment_id, moment)
    except UserFacing as error:
        # The family was given to somebody else meanwhile: the way out must still be there.
        st.error(plain(say(error)))
        _unlock(session, enrolment_id, moment)
        return
    skipped = st.session_state.get(state_keys.QUESTIONNAIRE_SKIPPED, frozenset())
    waiting = [line for line in found.missing if line.measure not in skipped]
    if not waiting:
        _thanks(session, found)
    elif _rater(found) is None:
        _who_answers(found)
    elif st.session_state.get(state_keys.QUESTIONNAIRE_ASKING):
        _not_this_one(session, found, waiting[0])
    else:
        _ask(session, found, waiting[0])


def _ask(session: Session, found: Questionnaire, line: Line) -> None:
    scale, rater = line.instrument, _rater(found)
    assert rater is not None
    answer = rating(
        f"answer-{found.enrolment.enrolment_id}-{found.moment.value}-{line.measure}",
        title=_title(found, line, rater),
        instruction=scale.instruction[language()].replace("{name}", about(found)),
        items=items(found, scale),
        minimum=int(scale.item_min),
        maximum=int(scale.item_max),
        step=str(scale.item_step),
        step_keyboard=key_step(scale.item_step),
        texts=words() | {"done": _done(found, line)},
        progress=_("{n} af {total}", n=found.lines.index(line) + 1, total=len(found.lines)),
        locked_label=locked_label(),
        lang=language(),
        error=st.session_state.pop(state_keys.QUESTIONNAIRE_ERROR, ""),
    )
    if answer is not None:
        _save(session, found, line, rater, answer)
    leave = _("Ikke {name}? Eller vil du ikke svare på det her?", name=plain(rater.label))
    if st.button(leave, type="tertiary", key="not_this_one"):
        st.session_state[state_keys.QUESTIONNAIRE_ASKING] = True
        st.rerun()


def _done(found: Questionnaire, line: Line) -> str:
    """Who reads "done" after the first of eight scales puts the tablet down."""
    return _("Færdig") if line is found.missing[-1] else _("Næste")


def _title(found: Questionnaire, line: Line, rater: Member) -> str:
    """The name once, on the first scale; then only the question."""
    question = line.instrument.question[language()].replace("{name}", about(found))
    if line is not found.lines[0]:
        return question
    return _("Hej, {name}. {question}", name=rater.label, question=question)


def _rater(found: Questionnaire) -> Member | None:
    """The person, or the adult chosen when the tablet was handed over; None after a reload."""
    if len(found.raters) == 1:
        return found.raters[0]
    chosen = st.session_state.get(state_keys.QUESTIONNAIRE_RATER)
    return next((one for one in found.raters if one.member_id == chosen), None)


def _who_answers(found: Questionnaire) -> None:
    """One adult's answers are never written down as another's."""
    st.html(page_title(_("Hvem svarer nu?")))
    for one in found.raters:
        label = _("{name} svarer", name=plain(who(found, one)))
        if st.button(label, key=f"rater_{one.member_id}", width="stretch"):
            st.session_state[state_keys.QUESTIONNAIRE_RATER] = one.member_id
            st.rerun()


def _save(
    session: Session, found: Questionnaire, line: Line, rater: Member, answer: Answer
) -> None:
    given = {key: Decimal(value) for key, value in answer["items"].items()}
    new = NewAnswers(
        UUID(answer["nonce"]),
        found.enrolment.enrolment_id,
        found.moment,
        found.today,
        rater.member_id,
        (NewAnswer(line.measure, given),),
    )
    try:
        answers.record(context(), session.actor, new, Source.FAMILY_MODE)
    except (Conflict, NotFound):
        # Answered on another device, or no longer ours: the next run shows what is so.
        st.rerun()
    except UserFacing as error:
        st.session_state[state_keys.QUESTIONNAIRE_ERROR] = say(error)
    st.rerun()


def _not_this_one(session: Session, found: Questionnaire, line: Line) -> None:
    """Nobody has to answer: one scale is left out, or the tablet goes back."""
    st.html(page_title(_("Du bestemmer selv, hvad du svarer på")))
    if st.button(_("Spring dette skema over"), key="skip_line", width="stretch"):
        before = st.session_state.get(state_keys.QUESTIONNAIRE_SKIPPED, frozenset())
        st.session_state[state_keys.QUESTIONNAIRE_SKIPPED] = before | {line.measure}
        _back()
    if st.button(_("Tilbage"), key="back", type="tertiary"):
        _back()
    _unlock(session, found.enrolment.enrolment_id, found.moment)


def _back() -> None:
    st.session_state.pop(state_keys.QUESTIONNAIRE_ASKING, None)
    st.rerun()


def _thanks(session: Session, found: Questionnaire) -> None:
    st.html(
        page_title(
            _("Tak for dine svar"),
            _("Svarene er gemt. Giv skærmen tilbage til {name}", name=session.display_name),
        )
    )
    skipped = len(found.missing)
    if skipped:
        st.write(_n("Du sprang {n} skema over.", "Du sprang {n} skemaer over.", skipped))
        if st.button(_("Svar på det alligevel"), key="answer_after_all"):
            st.session_state.pop(state_keys.QUESTIONNAIRE_SKIPPED, None)
            st.rerun()
    _unlock(session, found.enrolment.enrolment_id, found.moment)


def _unlock(session: Session, enrolment_id: UUID, moment: Moment) -> None:
    def back() -> None:
        opening.choose(enrolment_id, moment)
        st.session_state[state_keys.NEXT_PAGE] = opening.PAGE

    unlocking.form(session, back)
