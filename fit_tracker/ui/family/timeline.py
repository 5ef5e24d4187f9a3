"""Visits and events, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fit_tracker.domain.episodes import EventKind
from fit_tracker.services.course import NumberedVisit
from fit_tracker.services.family_view import FamilyView
from fit_tracker.ui.family.choices import Choices
from fit_tracker.ui.family.people import present_names
from fit_tracker.ui.html import Html, card, label_chip, link, tag
from fit_tracker.ui.sentences import inside
from fit_tracker.ui.texts import _, _n, day
from fit_tracker.ui.words import end_reason_word, place_word, visit_status_word

SHOWN = 6
CSS = """
.fit-line { display: grid; grid-template-columns: 7rem minmax(0, 1fr) auto; gap: .25rem 1rem;
  padding: .5rem 0; border-top: 1px solid var(--fit-line); align-items: baseline; }
.fit-line:first-of-type { border-top: 0; }
@media (max-width: 640px) { .fit-line { grid-template-columns: minmax(0, 1fr) auto; }
  .fit-line > :first-child { grid-column: 1 / -1; font-size: .8125rem; } }
"""

Entry = tuple[date, int, Html]


def timeline(view: FamilyView, chosen: Choices) -> Html:
    entries = sorted(_entries(view), key=lambda entry: entry[:2], reverse=True)
    shown = entries if chosen.everything else entries[:SHOWN]
    parts = [html for _on, _order, html in shown]
    if len(entries) > SHOWN:
        more = _n("Vis {n} mere", "Vis {n} mere", len(entries) - SHOWN)
        parts.append(
            tag(
                "p",
                link("everything:no", _("Vis færre"))
                if chosen.everything
                else link("everything:yes", more),
            )
        )
    return card(*parts, title=_("Besøg og begivenheder"))


def _entries(view: FamilyView) -> Iterator[Entry]:
    """The second number orders what happened on the same day: a start before its visit."""
    episode = view.episode
    assert episode is not None
    yield episode.started_on, 0, _line(episode.started_on, _("Forløbet startede"))
    for event in view.events:
        yield event.on, 2, _line(event.on, _event(event.kind, event.text))
    for visit in view.visits:
        yield visit.visit.visit_date, 1, _visit(view, visit)
    if episode.ended_on is not None and episode.end_reason is not None:
        reason = inside_word(end_reason_word(episode.end_reason))
        text = _("Forløbet sluttede: {reason}", reason=reason)
        yield episode.ended_on, 3, _line(episode.ended_on, text)


def inside_word(text: str) -> str:
    return text[:1].lower() + text[1:]


def _event(kind: EventKind, text: str) -> str:
    match kind:
        case EventKind.GOALS_AGREED:
            return _("Mål aftalt")
        case EventKind.SERVICE_CHANGED:
            return _("Ny indsats: {text}", text=text)
        case EventKind.MILESTONE:
            return text


def _visit(view: FamilyView, visit: NumberedVisit) -> Html:
    fix = link(f"task:visit:{visit.visit.visit_id}", _("Ret"))
    if not visit.attended:
        return _line(visit.visit.visit_date, visit_status_word(visit.visit.status), fix)
    parts = [_("Besøg {no}", no=visit.no)]
    if visit.visit.place is not None:
        parts.append(inside_word(place_word(visit.visit.place)))
    names = present_names(view, visit.participants)
    parts += [", ".join([*names[:1], *(inside(name) for name in names[1:])])] if names else []
    text = tag("span", " · ".join(parts), " ", _state(visit))
    return _line(visit.visit.visit_date, text, fix)


def _state(visit: NumberedVisit) -> Html:
    return label_chip("blue", _("ikke gjort færdigt")) if visit.visit.is_open else Html()


def _line(on: date, text: str, action: Html | None = None) -> Html:
    cells = [tag("span", day(on), cls="fit-quiet"), tag("span", text), action or tag("span")]
    return tag("div", *cells, cls="fit-line")
