"""What a new site still has to do before the first visit."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.episodes import Service
from fit_tracker.domain.people import Role, User
from fit_tracker.ui.html import Html, card, tag
from fit_tracker.ui.texts import _


def next_steps(users: Sequence[User], services: Sequence[Service]) -> Html | None:
    """The steps that are left, in order; None when the teams can work."""
    roles = {user.role for user in users if user.active}
    steps = []
    if not any(service.active for service in services):
        steps.append(_("Opret de indsatser, familierne kan få, under Indsatser."))
    if Role.LEADER not in roles:
        steps.append(_("Opret en leder for hvert team under Brugere."))
    if Role.PRACTITIONER not in roles:
        steps.append(_("Opret behandlerne under Brugere, og giv dem deres adgangskoder."))
    if not steps:
        return None
    items = [tag("li", step) for step in steps]
    return card(tag("ol", *items), title=_("Det næste, før det første besøg kan skrives op"))
