"""The two ways along a course, by visit and by date, and the scale up the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

from fit_tracker.charts.model import Axis, Days, Figure, Palette, Scale, Words
from fit_tracker.charts.sides import bare_axis

LEAST_VISITS = 6
"""A course of two visits does not stretch over the whole page as if it were a long one."""
LEAST_DAYS = 42
UNKNOWN_PACE = 14.0
"""Days between visits where there has been only one: only to have a place to draw at."""


@dataclass(frozen=True)
class Along:
    """The horizontal axis of one figure: its range, its ticks, and where a day lies on it."""

    axis: Axis
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    days: Days

    def x(self, visit_no: float, on: date) -> float:
        return visit_no if self.axis == "visit" else float(on.toordinal())

    def of_day(self, on: date) -> float:
        """A day among visits: on the visit of that day, else between its neighbours."""
        if self.axis == "date":
            return float(on.toordinal())
        return min(max(_between(self.days.visits, on), self.low), self.high)

    def of_visit(self, no: float) -> float:
        """A visit by its number: where it was held, or about where it will be."""
        return no if self.axis == "visit" else _day_of(self.days, no)

    def share(self, x: float) -> float:
        """How far along the axis, 0 to 1."""
        return (x - self.low) / (self.high - self.low)


def _between(visits: Sequence[tuple[int, date]], on: date) -> float:
    before = [(no, day) for no, day in visits if day <= on]
    if not before:
        return (visits[0][0] if visits else 1) - 0.5
    no, day = before[-1]
    after = [(other, later) for other, later in visits if later > on]
    if day == on:
        return float(no)
    if not after:
        return no + 0.5
    return no + (on - day).days / max((after[0][1] - day).days, 1)


def pace(days: Days) -> float:
    """The median days between two visits: what a coming visit's day is guessed from."""
    steps = [(later - day).days for (_, day), (_, later) in pairwise(days.visits)]
    return max(float(median(steps)), 1.0) if steps else UNKNOWN_PACE


def _day_of(days: Days, no: float) -> float:
    """The day of visit `no` as a number; past the latest visit as the pace so far says."""
    if not days.visits:
        return no
    last, latest = days.visits[-1]
    if no >= last:
        return latest.toordinal() + (no - last) * pace(days)
    for (before, day), (after, later) in pairwise(days.visits):
        if before <= no < after:
            share = (no - before) / (after - before)
            return day.toordinal() + share * (later - day).days
    return float(days.visits[0][1].toordinal())


def along(axis: Axis, days: Days, others: Sequence[date] = (), until: int | None = None) -> Along:
    """The axis that holds all visits, those to come up to `until`, and, by date, the
    events and cancelled visits."""
    return _by_visit(days, until) if axis == "visit" else _by_date(days, others, until)


def _by_visit(days: Days, until: int | None) -> Along:
    last = max([no for no, _ in days.visits], default=0)
    end = max(last, until or 0, LEAST_VISITS)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if end / step <= 12)
    shown = [n for n in range(1, end + 1) if n == 1 or n % step == 0]
    if step > 1 and len(shown) > 1 and shown[1] - 1 < step / 2:
        shown.pop(0)
    ticks = tuple((float(n), str(n)) for n in shown)
    return Along("visit", 0.6, end + 0.4, ticks, days)


def _by_date(days: Days, others: Sequence[date], until: int | None) -> Along:
    coming = (
        [] if until is None or not days.visits else [date.fromordinal(round(_day_of(days, until)))]
    )
    every = sorted([day for _, day in days.visits] + list(others) + coming)
    first = every[0] if every else date(2000, 1, 1)
    last = max([*every[-1:], first + timedelta(days=LEAST_DAYS)])
    pad = (last - first).days * 0.03 + 1
    low, high = first.toordinal() - pad, last.toordinal() + pad
    return Along("date", low, high, _date_ticks(first, last), days)


def _date_ticks(first: date, last: date) -> tuple[tuple[float, str], ...]:
    """At most six days, with the year where it is new: no language in them."""
    days = _firsts_of_months(first, last) if (last - first).days > 100 else _fortnights(first, last)
    step = -(-len(days) // 6)
    ticks, year = [], None
    for day in days[::step]:
        text = f"{day:%d-%m}" if day.year == year else f"{day:%d-%m}<br>{day:%Y}"
        ticks.append((float(day.toordinal()), text))
        year = day.year
    return tuple(ticks)


def _firsts_of_months(first: date, last: date) -> list[date]:
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _fortnights(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 14)]


def x_axis(found: Along, palette: Palette, words: Words) -> Figure:
    name = words("besøg") if found.axis == "visit" else ""
    title = {"text": name, "standoff": 6, "font": {"size": 13}}
    return bare_axis(palette, found.low, found.high, found.ticks, grid=False) | {"title": title}


def y_axis(scale: Scale, palette: Palette) -> Figure:
    ticks = scale_ticks(scale)
    room = float(scale.maximum - scale.minimum) * 0.05
    named = [(float(tick), f"{tick.normalize():f}".replace(".", ",")) for tick in ticks]
    return bare_axis(palette, float(scale.minimum) - room, float(scale.maximum) + room, named)


def scale_ticks(scale: Scale) -> list[Decimal]:
    """Round steps from the lowest score, at most seven."""
    span = scale.maximum - scale.minimum
    steps = [Decimal(text) for text in ("0.5", "1", "2", "5", "10", "20", "25", "50", "100", "500")]
    step = next((step for step in steps if span / step <= 7), span / 5)
    count = int(span / step)
    return [scale.minimum + step * n for n in range(count + 1)]
