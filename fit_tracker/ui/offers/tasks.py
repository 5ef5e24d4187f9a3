"""The forms by name, each opened as a dialog that asks again who is there."""

from __future__ import annotations

from collections.abc import Callable

from fit_tracker.services.capacity import Capacity
from fit_tracker.services.offer_read import OfferView
from fit_tracker.services.permissions import Action
from fit_tracker.ui.offers import forms, start, targets
from fit_tracker.ui.offers.desk import Desk
from fit_tracker.ui.tasks import open_dialog
from fit_tracker.ui.texts import _

FORMS: dict[str, Callable[[Desk, str], None]] = {
    "plan": forms.plan,
    "withdraw": forms.withdraw,
    "safety": forms.safety,
    "join": forms.join,
    "leave": forms.leave,
    "children": forms.children,
    "end": forms.end,
    "correct": forms.correct,
}


def open_form(view: OfferView, go: str) -> None:
    """Open the form that `go` ("task:name" or "task:name:value") asks for."""
    _task, _sep, rest = go.partition(":")
    name, _sep, value = rest.partition(":")
    form = FORMS.get(name)
    if form is not None:
        open_dialog(
            _title(name), Action.RUN_OFFER, lambda session: form(Desk(session, view), value)
        )


def open_start() -> None:
    open_dialog(_("Start et tilbud"), Action.RUN_OFFER, lambda session: start.choose(session.actor))


def open_targets(told: Capacity) -> None:
    open_dialog(
        _("Mål for kapaciteten"),
        Action.SET_DEADLINES,
        lambda session: targets.form(session.actor, told.targets),
    )


def _title(name: str) -> str:
    return {
        "plan": _("Planlæg en ændring"),
        "withdraw": _("Fjern fra planen"),
        "safety": _("Sikkerhedsplan"),
        "join": _("Tilføj til teamet"),
        "leave": _("Tag ud af teamet"),
        "children": _("Børnenes situation"),
        "end": _("Afslut tilbuddet"),
        "correct": _("Ret timer"),
    }[name]
