"""A questionnaire as the practitioner sees it: what is in, what is missing, and the next step."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Member
from fit_tracker.domain.scores import danish
from fit_tracker.services import accounts
from fit_tracker.services.accounts import Session
from fit_tracker.services.answer_form import Line, Questionnaire
from fit_tracker.ui import state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, join, link, page_title, tag, unbroken
from fit_tracker.ui.naming import inside
from fit_tracker.ui.questionnaire import correcting, opening, paper
from fit_tracker.ui.questionnaire.words import days, heading, scale_name, under, who
from fit_tracker.ui.texts import _, day, language, plain

CSS = """
.fit-ask { display: flex; justify-content: space-between; gap: .5rem 1rem; }
.fit-card { max-width: 40rem; }
.fit-score { white-space: nowrap; }
"""


def show(session: Session, found: Questionnaire) -> None:
    st.html(page_title(heading(found), under(found), _("Spørgeskema")))
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)
    if found.missing:
        _next_step(session, found)
    html = card(_list(found), tag("p", unbroken(days(found)), cls="fit-quiet fit-small"))
    pressed = clickable("questionnaire_lines", html, CSS, language())
    pressed = pressed or st.session_state.pop(state_keys.MEASURES_PRESSED, None)
    if pressed:
        _correct(found, pressed)
    _leave(found)


def _next_step(session: Session, found: Questionnaire) -> None:
    """One primary action: the person answers here. Paper keeps the day it was filled in."""
    if not found.accepts_today:
        st.info(_("I dag er uden for de dage, der tæller. Et papirskema kan tastes med sin dag."))
    rater = _rater(found)
    # As wide as their words: a third of a tablet breaks them in two lines.
    row = st.container(horizontal=True)
    words = _("{name} svarer her", name=plain(rater.label))
    if found.accepts_today and row.button(words, type="primary", key="hand_questionnaire"):
        hand_over(session, found, rater)
    if row.button(_("Tast svar fra papir"), key="questionnaire_paper"):
        st.session_state[state_keys.QUESTIONNAIRE_STEP] = paper.STEP
        st.rerun()


def _rater(found: Questionnaire) -> Member:
    """Who answers; asked only where it is one of several adults about a small child."""
    names = {one.member_id: one for one in found.raters}
    if len(names) == 1:
        return found.raters[0]
    chosen: UUID = st.segmented_control(
        _("Hvem svarer?"),
        list(names),
        default=st.session_state.get(state_keys.QUESTIONNAIRE_RATER, next(iter(names))),
        format_func=lambda key: plain(who(found, names[key])),
        required=True,
        key="questionnaire_rater",
    )
    st.session_state[state_keys.QUESTIONNAIRE_RATER] = chosen
    return names[chosen]


def hand_over(session: Session, found: Questionnaire, rater: Member) -> None:
    """Lock the screen to this questionnaire, and show its first scale."""
    enrolment_id = found.enrolment.enrolment_id
    accounts.lock_to_questionnaire(context(), session, enrolment_id, found.moment)
    opening.choose(enrolment_id, found.moment)
    st.session_state[state_keys.QUESTIONNAIRE_RATER] = rater.member_id
    st.rerun()


def _list(found: Questionnaire) -> Html:
    """What has been answered. Scores, not answers: the lines are in the form that corrects them."""
    return tag("ul", *map(_line, found.lines), cls="fit-list")


def _line(line: Line) -> Html:
    name, answer = tag("span", scale_name(line), cls="fit-name"), line.answer
    if answer is None:
        said: Html = tag("span", _("mangler"), cls="fit-quiet")
        return tag("li", tag("div", name, said, cls="fit-ask"))
    top = danish(line.instrument.total_max).removesuffix(",0")
    score = _("{score} af {top}", score=danish(answer.total), top=top)
    acts = [
        link(f"correct:{answer.answer_id}", _("Ret")),
        link(f"withdraw:{answer.answer_id}", _("Træk tilbage")),
    ]
    below = tag("div", join([day(answer.answered_on), *acts], " · "), cls="fit-quiet fit-small")
    return tag("li", tag("div", name, tag("span", score, cls="fit-score"), cls="fit-ask"), below)


def _correct(found: Questionnaire, pressed: str) -> None:
    name, _sep, value = pressed.partition(":")
    line = next((one for one in found.answered if _id(one) == value), None)
    if line is not None:
        correcting.open_form(found, line, name)


def _id(line: Line) -> str:
    return str(line.answer.answer_id) if line.answer else ""


def _leave(found: Questionnaire) -> None:
    row = st.container(horizontal=True)
    words = _("Se familien: {name}", name=plain(inside(found.family.case_number)))
    if row.button(words, key="questionnaire_family"):
        st.session_state[state_keys.FAMILY] = found.family.family_id
        st.session_state[state_keys.EPISODE] = found.enrolment.episode_id
        opening.forget()
        st.switch_page("pages/practitioner/family.py")
    if row.button(_("Til før og efter"), key="questionnaire_list"):
        opening.forget()
        st.switch_page(opening.LIST)
