"""The forms of those who prepare a review, each opened as a dialog that asks again who is there."""

from __future__ import annotations

from collections.abc import Callable

from fit_tracker.services.accounts import Session
from fit_tracker.services.permissions import Action
from fit_tracker.services.review_series import Choices, Series
from fit_tracker.ui.review import decisions, draft, series_forms
from fit_tracker.ui.review.reading import Reading
from fit_tracker.ui.tasks import open_dialog
from fit_tracker.ui.texts import _


def of_all(go: str | None, known: Choices) -> None:
    if go == "new":
        _open(_("Ny møderække"), lambda session: series_forms.new(session, known))


def of_series(go: str | None, series: Series) -> None:
    if go == "change":
        _open(_("Ret møderækken"), lambda session: series_forms.change(session, series))


def of_review(go: str | None, found: Reading) -> None:
    """ "release", "note:change", "decision_close:…"."""
    name, _sep, value = (go or "").partition(":")
    if name == "note":
        _open(_("Note"), lambda session: draft.note(session, found, value))
    elif name == "release":
        _open(_("Frigiv gennemgangen?"), lambda session: draft.release(session, found))
    elif name == "discard":
        _open(_("Kassér kladden?"), lambda session: draft.discard(session, found))
    elif name == "decision_add":
        _open(_("Ny beslutning"), lambda session: decisions.add(session, found))
    elif name.startswith("decision_"):
        _of_decision(name, found, value)


def _of_decision(name: str, found: Reading, value: str) -> None:
    """On a decision as it stood when the page was drawn; one that is gone opens nothing."""
    one = decisions.find(found, value)
    if one is None:
        return
    if name == "decision_change":
        _open(_("Ret beslutningen"), lambda session: decisions.change(session, one))
    elif name == "decision_close":
        _open(_("Luk beslutningen"), lambda session: decisions.close(session, one))


def _open(title: str, form: Callable[[Session], None]) -> None:
    open_dialog(title, Action.PREPARE_REVIEWS, form)
