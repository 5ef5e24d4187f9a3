"""The periods a review may be about, and how a command names them.

"2025Q1" is a quarter, "2024/25" a school year (1 August to 31 July), "2025" a year, "P2" the
second period of the series' programme, and "2025-01-15..2025-04-30" days of one's own.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from fit_tracker.domain.programmes import Programme
from fit_tracker.domain.reviews import Period, PeriodKind
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks

_QUARTER = re.compile(r"(\d{4})[Qq]([1-4])")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{2})")
_YEAR = re.compile(r"(\d{4})")
_PROJECT = re.compile(r"[Pp](\d{1,2})")
_OWN = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")
SHORTEST = 28
"""Days: a shorter period is about a handful of families, and told beside another it points
at them."""
FIRST_YEAR = 1990
"""Nothing is told of earlier years, and dates of the year 1 have no day before them."""


def quarter(year: int, number: int) -> Period:
    first = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * number % 12 + 1, 1)
    return Period(PeriodKind.QUARTER, first, after - timedelta(days=1))


def school_year(start: int) -> Period:
    return Period(PeriodKind.SCHOOL_YEAR, date(start, 8, 1), date(start + 1, 7, 31))


def year(number: int) -> Period:
    return Period(PeriodKind.YEAR, date(number, 1, 1), date(number, 12, 31))


def own(first_day: date, last_day: date) -> Period:
    """Days of one's own, four weeks at least."""
    return _long_enough(Period(PeriodKind.OWN, first_day, last_day))


def _long_enough(period: Period) -> Period:
    if (period.last_day - period.first_day).days + 1 < SHORTEST:
        raise InvalidInput("En periode er mindst {n} dage.", n=SHORTEST)
    return period


def project(programme: Programme | None, number: int) -> Period:
    """A period of the programme by its number."""
    periods = programme.periods if programme else ()
    found = next((one for one in periods if one.number == number), None)
    if found is None:
        raise InvalidInput("Programmet har ingen periode {n}.", n=number)
    return Period(PeriodKind.PROJECT, found.first_day, found.last_day)


def parse(text: str, programme: Programme | None = None) -> Period:
    """The period that a command names."""
    clean = text.strip()
    try:
        found = _parse(clean, programme)
    except ValueError:
        found = None
    if found is None:
        raise InvalidInput(
            "«{text}» er ikke en periode. Skriv fx 2025Q1, 2024/25, 2025, P1 eller "
            "2025-01-15..2025-04-30.",
            text=clean,
        )
    return found


def _parse(text: str, programme: Programme | None) -> Period | None:
    if match := _QUARTER.fullmatch(text):
        return quarter(int(match[1]), int(match[2]))
    if match := _SCHOOL_YEAR.fullmatch(text):
        found = school_year(int(match[1]))
        return found if found.last_day.year % 100 == int(match[2]) else None
    if match := _YEAR.fullmatch(text):
        return year(int(match[1]))
    if match := _PROJECT.fullmatch(text):
        return project(programme, int(match[1]))
    match = _OWN.fullmatch(text)
    return own(*(date.fromisoformat(day) for day in match.groups())) if match else None


def quarter_of(day: date) -> Period:
    return quarter(day.year, (day.month + 2) // 3)


def offered(today: date, programme: Programme | None = None) -> list[Period]:
    """Periods that have ended, the latest first: six quarters, two school years, two years and
    those of the programme."""
    starts = [quarter_of(today)]
    while len(starts) < 8:
        starts.append(quarter_of(starts[-1].first_day - timedelta(days=1)))
    years = [year(today.year - n) for n in range(3)]
    found = [*starts, *(school_year(today.year - n) for n in range(1, 4)), *years]
    found += [project(programme, p.number) for p in (programme.periods if programme else ())]
    ended = [one for one in found if one.last_day < today]
    return sorted(ended, key=lambda one: (one.last_day, one.first_day), reverse=True)


def require_ended(period: Period, today: date) -> None:
    """A period under way would change with every visit; its review waits for its last day. A
    programme may state one of a few days: that is too short for a review, as one's own is."""
    if _long_enough(period).first_day.year < FIRST_YEAR:
        raise InvalidInput("En periode begynder tidligst i {year}.", year=FIRST_YEAR)
    if period.last_day >= today:
        raise InvalidInput(
            "Perioden slutter først {day}. Vælg en periode, der er slut, eller egne datoer.",
            day=checks.danish_date(period.last_day),
        )
