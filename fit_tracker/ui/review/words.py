"""What a period, a version and a series are called."""

from __future__ import annotations

from fit_tracker.domain.reviews import Period, ReviewState
from fit_tracker.services import review_title
from fit_tracker.services.review_read import Heading
from fit_tracker.services.review_series import Choices, Series
from fit_tracker.services.review_words import Say
from fit_tracker.ui.html import Html, label_chip
from fit_tracker.ui.naming import begun
from fit_tracker.ui.texts import _, _n, language

TONES = {
    ReviewState.DRAFT: "attention",
    ReviewState.RELEASED: "progress",
    ReviewState.DISCARDED: "neutral",
}


def state_chip(state: ReviewState) -> Html:
    return label_chip(TONES[state], state_word(state))


def state_word(state: ReviewState) -> str:
    return {
        ReviewState.DRAFT: _("kladde"),
        ReviewState.RELEASED: _("frigivet"),
        ReviewState.DISCARDED: _("kasseret"),
    }[state]


def about(series: Series, known: Choices) -> str:
    """Which teams and services, or which programme: "Team Nord · alle indsatser"."""
    teams = _teams(series, known)
    if series.programme_name:
        return _("Programmet {name} · {teams}", name=series.programme_name, teams=teams)
    services = {one.key: one.name for one in known.services}
    named = ", ".join(services[key] for key in series.service_ids if key in services)
    return f"{begun(teams)} · {named or _('alle indsatser')}"


def _teams(series: Series, known: Choices) -> str:
    teams = {one.key: one.name for one in known.teams}
    named = ", ".join(teams[key] for key in series.team_ids if key in teams)
    return named or _("alle teams")


def cadence(series: Series) -> str:
    """How often the steering group meets."""
    found = series.cadence
    if found.per_year:
        return _n("{n} møde om året", "{n} møder om året", found.per_year)
    if found.total:
        return _n("{n} møde i alt", "{n} møder i alt", found.total)
    return _("møder aftales løbende")


def version(heading: Heading) -> str:
    return _("version {n}", n=heading.version)


def period_word(period: Period) -> str:
    """As the review itself calls it: "3. kvartal 2026", "Skoleåret 2025/26"."""
    return review_title.period_name(Say(language(), {}), period)
