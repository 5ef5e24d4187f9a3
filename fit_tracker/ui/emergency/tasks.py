"""The forms by name, each opened as a dialog that asks again who is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fit_tracker.domain.responses import Step
from fit_tracker.services.permissions import Action
from fit_tracker.services.responses import ResponseView
from fit_tracker.ui.emergency import entry, outcome_forms, step_forms
from fit_tracker.ui.emergency.desk import Desk
from fit_tracker.ui.emergency.words import step_label
from fit_tracker.ui.offers import start
from fit_tracker.ui.tasks import open_dialog
from fit_tracker.ui.texts import _

FORMS: dict[Step, Callable[[Desk], None]] = {
    Step.HAND_ON: step_forms.hand_on,
    Step.GIVE_BACK: step_forms.give_back,
    Step.SET_DEADLINE: step_forms.set_deadline,
    Step.CONTACT: step_forms.contact,
    Step.DECIDE: outcome_forms.decide,
    Step.FAMILY_WORDS: outcome_forms.family_words,
    Step.LOOK_AGAIN: step_forms.look_again,
    Step.CLOSE: outcome_forms.close,
    Step.REOPEN: outcome_forms.reopen,
}


def open_step(desk: Desk) -> None:
    """The form of a step about a response."""
    form = FORMS[desk.step]
    open_dialog(
        step_label(desk.step),
        Action.HANDLE_RESPONSE,
        lambda session: form(replace(desk, session=session)),
    )


def open_offer(view: ResponseView) -> None:
    """The emergency offer in this family; refused in words where one runs already."""
    family_id, response_id = view.row.family_id, view.row.response_id
    open_dialog(
        _("Start Familieberedskabets tilbud"),
        Action.RUN_OFFER,
        lambda session: start.form(session.actor, family_id, response_id),
    )


def open_acute() -> None:
    open_dialog(_("Meld en familie akut"), Action.BRING_IN_ACUTE, entry.acute)


def open_deadlines() -> None:
    open_dialog(_("Frister"), Action.SET_DEADLINES, entry.deadlines)
