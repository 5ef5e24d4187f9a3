"""The demo's tables of its programmes: computed twice a year, and on the last morning."""

from __future__ import annotations

from datetime import date

from fit_tracker.services import effects, programmes
from fit_tracker.services.context import Context
from seed.accounts import Staff

THURSDAY = 3
COMPUTED = (1, 7)


def on_day(ctx: Context, staff: Staff, day: date) -> None:
    """The first Thursday of January and July: the half year's answers are in."""
    if day.weekday() == THURSDAY and day.day <= 7 and day.month in COMPUTED:
        _compute_all(ctx, staff)


def once(ctx: Context, staff: Staff, last: date) -> None:
    _compute_all(ctx, staff)


def _compute_all(ctx: Context, staff: Staff) -> None:
    for stored in programmes.listed(ctx, staff.project):
        if stored.programme.measures:
            effects.compute(ctx, staff.project, stored.programme_id)
