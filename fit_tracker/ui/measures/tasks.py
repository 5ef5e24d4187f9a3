"""A pressed task opens its form as a dialog, from the list and from the family page alike."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Moment
from fit_tracker.services.permissions import Action
from fit_tracker.ui.measures import forms
from fit_tracker.ui.tasks import open_dialog
from fit_tracker.ui.texts import _

FORMS: dict[str, Callable[[Actor, str], None]] = {
    "enrol": lambda actor, value: forms.enrol(actor, *map(UUID, value.split(":"))),
    "enrolment_end": lambda actor, value: forms.end(actor, UUID(value)),
    "enrolment_withdraw": lambda actor, value: forms.withdraw(actor, UUID(value)),
    "remind": lambda actor, value: forms.remind(
        actor, UUID(value.split(":")[0]), Moment(value.split(":")[1])
    ),
}
"""Each takes what stands after its name: "enrol:episode:programme", "remind:enrolment:moment"."""


def open_task(name: str, value: str) -> None:
    form = FORMS.get(name)
    if form is None:
        return
    open_dialog(title(name), Action.ASK_MEASURES, lambda session: form(session.actor, value))


def title(name: str) -> str:
    return {
        "enrol": _("Tilmeld et program"),
        "enrolment_end": _("Deltagelsen er slut"),
        "enrolment_withdraw": _("Tag tilmeldingen tilbage"),
        "remind": _("Notér påmindelse"),
    }[name]
