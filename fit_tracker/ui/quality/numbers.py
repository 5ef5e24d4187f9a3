"""Shares, intervals and counts as they stand in a sentence or a table."""

from __future__ import annotations

from fractions import Fraction

from fit_tracker.services.results import Share
from fit_tracker.ui.texts import _


def rounded(value: float) -> int:
    """Whole per cent. Only nothing is 0 and only all is 100: 299 of 300 is not all."""
    if value in (0, 1):
        return round(100 * value)
    return min(99, max(1, round(100 * value)))


def percent(value: float | None) -> str:
    return "–" if value is None else f"{rounded(value)} %"


def of_hundred(share: Share) -> str:
    """ "46 af 100"."""
    return "–" if share.value is None else _("{n} af 100", n=rounded(share.value))


def interval(share: Share) -> str:
    """The 95 % interval, "39–53"."""
    if share.low is None or share.high is None:
        return "–"
    return f"{round(100 * share.low)}–{round(100 * share.high)}"


def share_text(share: Share) -> str:
    """ "46 % af 231 (39–53)": never a share without its interval and its n."""
    if share.value is None:
        return _("ingen endnu")
    return _(
        "{percent} af {n} ({interval})",
        percent=percent(share.value),
        n=count(share.n),
        interval=interval(share),
    )


def count(n: int) -> str:
    """1204 as "1.204"."""
    return f"{n:,}".replace(",", ".")


def decimals(value: float | None, places: int = 1) -> str:
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",")


def points(value: float) -> str:
    """A difference between shares in percentage points: 0.016 is "1,6"."""
    return decimals(100 * value)


def one_in(budget: float) -> tuple[int, int]:
    """The budget as a small fraction: 0.1 is 1 of 10, 0.15 is 3 of 20."""
    found = Fraction(budget).limit_denominator(100)
    return found.numerator, found.denominator
