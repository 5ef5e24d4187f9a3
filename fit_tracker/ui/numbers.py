"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal

from fit_tracker.domain.scores import score
from fit_tracker.errors import InvalidInput
from fit_tracker.ui.texts import _


def percent(part: int, whole: int) -> str:
    """A share in whole percent; only where nothing is missing it is a hundred."""
    return "100 %" if part == whole else f"{min(99, round(100 * part / whole))} %"


def in_words(n: int) -> str:
    """The number to begin a sentence with: "To", "Tre"; figures from eleven on."""
    words = (
        _("Ingen"), _("Én"), _("To"), _("Tre"), _("Fire"), _("Fem"),
        _("Seks"), _("Syv"), _("Otte"), _("Ni"), _("Ti"),
    )  # fmt: skip
    return words[n] if n < len(words) else str(n)


def parse_score(text: str, where: str) -> Decimal | None:
    """The score typed in a field, None when it is empty; else a sentence naming the field."""
    if not text.strip():
        return None
    try:
        return score(text)
    except ValueError:
        raise InvalidInput(
            "{where}: «{text}» er ikke et tal med højst én decimal.", where=where, text=text.strip()
        ) from None
