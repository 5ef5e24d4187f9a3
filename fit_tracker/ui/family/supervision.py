"""What supervision decided about the family's course, for those who treat it."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.services.supervision_read import Decided
from fit_tracker.ui.html import Html, card, tag
from fit_tracker.ui.texts import _, day

SHOWN = 3


def part(found: Sequence[Decided]) -> Html | None:
    """The latest decisions, newest first; nothing when the family has not been talked about."""
    if not found:
        return None
    rows = [tag("li", tag("div", one.decision), _said(one)) for one in found[:SHOWN]]
    return card(tag("ul", *rows, cls="fit-list"), title=_("Besluttet på supervision"))


def _said(one: Decided) -> Html:
    words = _("{day}, noteret af {who}", day=day(one.meets_on), who=one.decided_by or "–")
    return tag("div", words, cls="fit-quiet")
