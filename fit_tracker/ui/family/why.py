"""Hvorfor?: the rules that spoke, in words and numbers, and how the numbers are made."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.scores import danish
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Level, Reason, ReasonCode, SeriesKey
from fit_tracker.ui.context import context
from fit_tracker.ui.family import expected
from fit_tracker.ui.html import Html, card, join, tag
from fit_tracker.ui.sentences import by_id, limit, other_rater, reason_sentence, rule_sentence, who
from fit_tracker.ui.texts import _, language

CSS = """
.fit-card > p { margin: 0 0 .5rem; }
details { margin-top: .25rem; } summary { cursor: pointer; min-height: 2rem; padding-top: .25rem; }
details p { margin: .375rem 0; } ul { margin: .25rem 0; padding-left: 1.125rem; }
"""

Reasons = Sequence[tuple[SeriesKey, Reason]]


def why(view: FamilyView) -> Html:
    """The card. A flag is never a verdict: it asks for a human decision."""
    assert view.assessment is not None
    asking = [pair for pair in view.assessment.reasons if pair[1].level is Level.ATTENTION]
    hints = [pair for pair in view.assessment.reasons if pair[1].level is Level.HINT]
    parts = [*_told(view, asking), *_hints(view, hints), _explained(view)]
    if not asking:
        parts.insert(0, tag("p", _("Ingen regel beder om at drøfte forløbet nu.")))
    else:
        parts.insert(
            -1, tag("p", _("Reglerne beder om en samtale; de afgør ikke noget."), cls="fit-small")
        )
    return card(*parts, title=_("Hvorfor?"))


def _told(view: FamilyView, reasons: Reasons) -> list[Html]:
    """Each reason with its numbers; a rule is said once, under the last of its reasons."""
    persisting = {key for key, reason in reasons if reason.code is ReasonCode.WORSENING_PERSISTS}
    found = []
    for key, reason in reasons:
        if reason.code is ReasonCode.WORSENING_TWICE and key in persisting:
            found.append(_("Det er også mere end to gange målefejlen."))
        else:
            found.append(_sentence(view, key, reason))
    rules = dict.fromkeys(rule_sentence(reason) for _key, reason in reasons)
    return [tag("p", text) for text in found] + [tag("p", r, cls="fit-small") for r in rules]


def _sentence(view: FamilyView, key: SeriesKey, reason: Reason) -> str:
    members = by_id(view.members)
    other = other_rater(key, reason, members, view.today)
    return reason_sentence(reason, who(key, members, view.today), other)


def _hints(view: FamilyView, reasons: Reasons) -> list[Html]:
    if not reasons:
        return []
    items = [tag("li", _sentence(view, key, reason)) for key, reason in reasons]
    return [
        tag("details", tag("summary", _("Godt at vide")), tag("ul", *items), cls="fit-small"),
    ]


def _explained(view: FamilyView) -> Html:
    """The measurement error and the cut-off of each scale in use, with their sources."""
    ids = dict.fromkeys(a.instrument_id for a in view.assessments.values() if a.instrument_id)
    scales = [context().instruments.get(one) for one in ids]
    errors = {a.instrument_id: a.limit for a in view.assessments.values()}
    words = _(
        "Målefejlen er, hvor langt to målinger af samme person kan ligge fra hinanden, uden at "
        "noget har ændret sig (95 % sikkerhed). Kun en ændring, der er større, kaldes sikker "
        "eller pålidelig. Fagordet er RCI (reliable change index, Jacobson og Truax 1991)."
    )
    parts = [tag("p", words)]
    for scale in scales:
        error = errors[scale.instrument_id]
        parts.append(tag("p", _scale(scale, limit(error) if error else None)))
    parts += expected.explained(view)
    summary = tag("summary", _("Sådan regnes der"))
    return tag("details", summary, join(parts), cls="fit-small")


def _scale(scale: Instrument, error: str | None) -> str:
    name = scale.name.get(language(), scale.name["da"])
    if error is None or scale.reliability is None:
        return _("{name}: ingen målefejl er kendt, så ingen ændring kaldes sikker.", name=name)
    source = _(scale.reliability.source)
    kind = _("kilde") if scale.reliability.verified else _("aftale, ikke efterprøvet")
    text = _(
        "{name}: målefejl {error} ({kind}: {source})",
        name=name,
        error=error,
        kind=kind,
        source=source,
    )
    if scale.cut_off is None:
        return text
    return (
        text
        + " "
        + _(
            "Grænse {value}: {source}",
            value=danish(scale.cut_off.value),
            source=_(scale.cut_off.source),
        )
    )
