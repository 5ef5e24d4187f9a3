"""The groups a family takes part in, on its own page."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.services.group_view import InGroup
from fit_tracker.ui.html import Html, card, tag
from fit_tracker.ui.texts import _, _n, day


def part(found: Sequence[InGroup]) -> Html:
    """A card with one line a group; nothing for a course that is in none."""
    if not found:
        return Html()
    return card(tag("ul", *map(_line, found), cls="fit-list"), title=_("Grupper"))


def _line(one: InGroup) -> Html:
    came = _n("{part} af {n} gang", "{part} af {n} gange", one.held, part=one.came)
    since = _("fra {day}", day=day(one.since))
    if one.until is not None:
        since = _("{since} til {until}", since=day(one.since), until=day(one.until))
    said = " · ".join([came, since] if one.held else [since])
    return tag("li", tag("span", one.name, cls="fit-name"), tag("div", said, cls="fit-quiet"))
