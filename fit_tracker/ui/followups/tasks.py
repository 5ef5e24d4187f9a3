"""A pressed task opens its form as a dialog, which asks again who is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.services.meeting_lists import MeetingRow
from fit_tracker.services.permissions import Action
from fit_tracker.ui.followups import forms
from fit_tracker.ui.tasks import open_dialog
from fit_tracker.ui.texts import _

FORMS = {"meeting_agree": forms.agree, "meeting_held": forms.held, "meeting_drop": forms.drop}


def open_task(rows: Sequence[MeetingRow], name: str, value: str) -> None:
    """`value` is a meeting and the revision that was on the screen, or a course."""
    if name == "rhythm":
        _open(_("Beslut rytmen"), lambda actor: forms.rhythm(actor, UUID(value)))
        return
    wanted, _sep, revision = value.partition(":")
    row = next((one for one in rows if str(one.meeting_id) == wanted), None)
    form = FORMS.get(name)
    if row is not None and form is not None:
        _open(title(name), lambda actor: form(actor, row, int(revision)))


def title(name: str) -> str:
    return {
        "meeting_agree": _("Aftal dag og tid"),
        "meeting_held": _("Mødet er afholdt"),
        "meeting_drop": _("Mødet udgår"),
        "rhythm": _("Beslut rytmen"),
    }[name]


def _open(heading: str, form: Callable[[Actor], None]) -> None:
    open_dialog(heading, Action.PLAN_MEETINGS, lambda session: form(session.actor))
