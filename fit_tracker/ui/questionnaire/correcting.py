"""An answer corrected or withdrawn, with the reason. What was there before stays readable."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from fit_tracker.domain.answers import Answer
from fit_tracker.domain.people import Actor
from fit_tracker.services import answer_corrections
from fit_tracker.services.answer_form import Line, Questionnaire
from fit_tracker.services.permissions import Action
from fit_tracker.ui.context import context
from fit_tracker.ui.correcting import Fields, score_fields, typed_scores, why
from fit_tracker.ui.family.forms import save, submit
from fit_tracker.ui.questionnaire.words import item_label, scale_name
from fit_tracker.ui.tasks import open_dialog
from fit_tracker.ui.texts import _, plain


def open_form(found: Questionnaire, line: Line, name: str) -> None:
    """The dialog for "correct" or "withdraw"."""
    forms: dict[str, tuple[str, Callable[[Actor], None]]] = {
        "correct": (_("Ret et svar"), lambda actor: _correct(actor, found, line)),
        "withdraw": (_("Træk et svar tilbage"), lambda actor: _withdraw(actor, line)),
    }
    if name in forms:
        title, form = forms[name]
        open_dialog(title, Action.ASK_MEASURES, lambda session: form(session.actor))


def _correct(actor: Actor, found: Questionnaire, line: Line) -> None:
    """New numbers, with the reason; a total stays a total."""
    answer = _answer(line)
    st.write(plain(scale_name(line)))
    with st.form("questionnaire_correct", border=False):
        fields = score_fields(
            answer.items,
            answer.total,
            lambda item: item_label(found, line.instrument, item),
            "questionnaire_item",
        )
        reason = st.text_input(
            _("Hvorfor rettes det?"), key="questionnaire_reason", placeholder=_("fx tastefejl")
        )
        if submit():
            save(lambda: _save(actor, answer, fields, reason), _("Svaret er rettet."))


def _save(actor: Actor, answer: Answer, fields: Fields, reason: str) -> None:
    items, total = typed_scores(fields)
    answer_corrections.correct(
        context(), actor, answer.answer_id, items=items, total=total, reason=why(reason)
    )


def _withdraw(actor: Actor, line: Line) -> None:
    answer = _answer(line)
    st.write(plain(scale_name(line)))
    st.write(_("Svaret tæller ikke mere med, og der kan svares igen."))
    with st.form("questionnaire_withdraw", border=False):
        reason = st.text_input(
            _("Hvorfor trækkes det tilbage?"),
            key="questionnaire_reason",
            placeholder=_("fx svaret for en anden"),
        )
        if submit(_("Træk tilbage")):
            save(
                lambda: answer_corrections.withdraw(
                    context(), actor, answer.answer_id, why(reason)
                ),
                _("Svaret er trukket tilbage."),
            )


def _answer(line: Line) -> Answer:
    assert line.answer is not None
    return line.answer
