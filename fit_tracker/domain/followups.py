"""Days that a follow-up rule makes due, counted in months from the start of a course."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from fit_tracker.domain.frames import FollowUpRule

MONTHS = 12


def add_months(day: date, n: int) -> date:
    """The same day of the month, `n` months on; the last day where the month is shorter.

    Three months from 31-01-2024 is 30-04-2024, one month from it is 29-02-2024. Always count
    from the first day: one month from 29-02-2024 is 29-03-2024, so adding to the last answer
    would lose two days for ever.
    """
    years, month = divmod(day.year * MONTHS + day.month - 1 + n, MONTHS)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def months_due(rule: FollowUpRule, sequence: int, rhythm: int | None = None) -> int | None:
    """After how many months the follow-up with this number (from 1) is due, None when unstated.

    `rhythm` is the one decided in the case: it goes before the rule's own, and where the
    service states no first follow-up it holds from the start of the course.
    """
    first = rule.first_months if rule.first_months is not None else rhythm
    then = rhythm if rhythm is not None else rule.then_months
    if sequence < 1 or first is None:
        return None
    if sequence == 1:
        return first
    return None if then is None else first + (sequence - 1) * then


def due_date(
    rule: FollowUpRule, start: date, sequence: int, rhythm: int | None = None
) -> date | None:
    """The day the follow-up with this number is due, counted from the start of the course."""
    months = months_due(rule, sequence, rhythm)
    return None if months is None else add_months(start, months)


def due_dates(rule: FollowUpRule, start: date, count: int, rhythm: int | None = None) -> list[date]:
    """The first `count` days, and fewer where the rule states no more."""
    days = (due_date(rule, start, number, rhythm) for number in range(1, count + 1))
    return [day for day in days if day is not None]
