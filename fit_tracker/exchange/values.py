"""Cells to values, exactly. What could mean two things is refused, never chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from fit_tracker.domain.scores import score
from fit_tracker.errors import InvalidInput

DATE_ORDERS = ("dmy", "mdy", "ymd")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_PARTS = re.compile(r"(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})", re.ASCII)
# The time of day of a visit is not kept.
_TIME = re.compile(r"[ T]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?$")
# Three digits after a sign would be thousands to some: 12.400.
_SCORE = re.compile(r"[-+]?\d+([.,]\d{1,2})?", re.ASCII)
_FLOAT_NOISE = re.compile(r"[-+]?\d+[.,]\d{3,}", re.ASCII)


def date_order(cells: Iterable[str]) -> str | None:
    """Day or month first, as the cells themselves prove it: 25-01-2025 can only be one.

    None when no cell needs an order (ISO dates). Refused when the cells prove nothing
    (01-02-2025 everywhere) or prove both.
    """
    parts = [found for cell in set(cells) if (found := _ordered_parts(cell))]
    if not parts:
        return None
    day_first = any(first > 12 >= second for first, second in parts)
    month_first = any(second > 12 >= first for first, second in parts)
    if day_first is month_first:
        raise InvalidInput(
            "Datoerne kan læses på to måder (dag eller måned først). Skriv «date_order: dmy» "
            "eller «date_order: mdy» under «file» i kolonnefilen."
        )
    return "dmy" if day_first else "mdy"


def _ordered_parts(cell: str) -> tuple[int, int] | None:
    found = _PARTS.fullmatch(_TIME.sub("", cell.strip()))
    if found is None or len(found[1]) > 2:
        return None
    return int(found[1]), int(found[2])


@lru_cache(maxsize=4096)
def parse_date(cell: str, order: str | None, century: int | None) -> date:
    """The day written in `cell`, or a sentence why it is none."""
    text = _TIME.sub("", cell.strip())
    found = _ISO.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _PARTS.fullmatch(text)
    if found is None:
        raise InvalidInput("Kan ikke læses som dato; skriv dd-mm-åååå.")
    year_first = len(found[1]) > 2 or order == "ymd"
    first, middle, last = found[1], found[2], found[3]
    if year_first:
        return _day(_year(first, century), int(middle), int(last))
    if order not in ("dmy", "mdy"):
        raise InvalidInput("Dag eller måned først? Skriv «date_order» i kolonnefilen.")
    day, month = (first, middle) if order == "dmy" else (middle, first)
    return _day(_year(last, century), int(month), int(day))


def _year(text: str, century: int | None) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) == 2 and century is not None:
        return century + int(text)
    raise InvalidInput(
        "Årstallet skal have fire cifre; ellers skriv «century: 2000» under «file» i kolonnefilen."
    )


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidInput("Den dato findes ikke.") from None


def decimal_sign(cells: Iterable[str]) -> str | None:
    """The sign the scores are written with; both in one file is refused."""
    signs = {sign for cell in set(cells) for sign in ",." if sign in cell}
    if len(signs) > 1:
        raise InvalidInput(
            "Tallene er skrevet både med komma og med punktum. Skriv «decimal» under «file» i "
            "kolonnefilen; rækker med det andet tegn bliver så afvist."
        )
    return signs.pop() if signs else None


@lru_cache(maxsize=4096)
def parse_score(cell: str, sign: str | None) -> Decimal:
    """The exact score written in `cell`; at most one decimal that is not 0."""
    text = cell.strip()
    if _FLOAT_NOISE.fullmatch(text):
        raise InvalidInput("Et tal må højst have én decimal.")
    if not _SCORE.fullmatch(text):
        raise InvalidInput("Kan ikke læses som tal.")
    if sign is not None and any(other in text for other in ",." if other != sign):
        raise InvalidInput("Tallet har et andet decimaltegn end resten af filen.")
    try:
        return score(text.removeprefix("+"))
    except ValueError:
        raise InvalidInput("Et tal må højst have én decimal.") from None


def parse_whole(cell: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", cell.strip()):
        raise InvalidInput("Skal være et helt tal.")
    return int(cell)
