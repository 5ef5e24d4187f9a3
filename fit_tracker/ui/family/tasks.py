"""The forms by name: a pressed "task:…" link opens one as a dialog."""

from __future__ import annotations

from collections.abc import Callable

from fit_tracker.services.permissions import Action
from fit_tracker.ui.family import (
    episode_forms,
    meetings,
    member_forms,
    rating_forms,
    response,
    service,
)
from fit_tracker.ui.family.forms import Desk
from fit_tracker.ui.measures import tasks as measures
from fit_tracker.ui.tasks import open_dialog
from fit_tracker.ui.texts import _

FORMS: dict[str, Callable[[Desk, str], None]] = {
    "correct": rating_forms.correct,
    "withdraw": rating_forms.withdraw,
    "visit": rating_forms.visit,
    "milestone": episode_forms.milestone,
    "goals": episode_forms.goals,
    "close_goal": episode_forms.close_goal,
    "service": episode_forms.service,
    "start": episode_forms.start,
    "end": episode_forms.end,
    "reopen": episode_forms.reopen,
    "again": episode_forms.again,
    "member": member_forms.member,
    "staff": member_forms.staff,
    "notes": service.form,
    "response_words": response.words,
    "meeting_agree": meetings.agree,
    "meeting_held": meetings.held,
    "meeting_drop": meetings.drop,
    "rhythm": meetings.rhythm,
}


def open_form(desk: Desk, go: str) -> None:
    """Open the form that `go` ("task:name" or "task:name:id") asks for."""
    _task, _sep, rest = go.partition(":")
    name, _sep, value = rest.partition(":")
    form = FORMS.get(name)
    if form is None:
        measures.open_task(name, value)
        return
    open_dialog(
        _title(name), Action.SEE_FAMILIES, lambda session: form(Desk(session, desk.view), value)
    )


def _title(name: str) -> str:
    return {
        "correct": _("Ret en måling"),
        "withdraw": _("Træk en måling tilbage"),
        "visit": _("Ret besøget"),
        "milestone": _("Tilføj en begivenhed"),
        "goals": _("Aftal mål"),
        "close_goal": _("Afslut et mål"),
        "service": _("Skift indsats"),
        "start": _("Ret startdato"),
        "end": _("Afslut forløbet"),
        "reopen": _("Genåbn forløbet"),
        "again": _("Start nyt forløb"),
        "member": _("Familiemedlem"),
        "staff": _("Behandlere"),
        "notes": _("Noter fra besøgene"),
        "response_words": _("Det sagde familien"),
        "meeting_agree": _("Aftal dag"),
        "meeting_held": _("Notér afholdt"),
        "meeting_drop": _("Mødet udgår"),
        "rhythm": _("Rytme for opfølgning"),
    }[name]
