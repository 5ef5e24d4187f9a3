"""The reviews of the demo: the whole department by quarter, the emergency programme by year.

Some days after a quarter's end the project leader computes, writes a note, releases, and after the
meeting writes down what was decided; at the next meeting some of it is done.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from fit_tracker.domain.programmes import Cadence
from fit_tracker.domain.reviews import DecisionState, Period
from fit_tracker.services import (
    programmes,
    review_compute,
    review_decisions,
    review_notes,
    review_periods,
    review_read,
    review_series,
)
from fit_tracker.services.context import Context
from fit_tracker.services.review_decisions import NewDecision
from fit_tracker.services.review_series import NewSeries
from seed.accounts import Staff

WHOLE = "Hele familieafdelingen"
EMERGENCY = "Familieberedskabet"
CODE = "ishoj"
COMPUTED_AFTER = timedelta(days=9)
SATURDAY, SUMMER = 5, 6
NOTE = (
    "completeness",
    "Tallene er fra journaler og målinger, som de stod ved beregningen. Team Midt mangler nogle "
    "målinger fra sommerens besøg; de tages med, hvis de kommer ind.",
)
DECISIONS = (
    ("Alle nye forløb begynder med en måling ved første besøg", "Teamlederne", 60),
    ("Beredskabet kontakter familien inden for tre dage efter et flag", "Beredskabet", 45),
    ("Projektlederen undersøger, hvorfor så mange aftaler aflyses om efteråret", "PL", 80),
    ("Samtaleark om samarbejdet tages med til de første tre besøg", "Teamlederne", 90),
)
OUTCOMES = (
    "Indført i alle tre teams; følges ved næste gennemgang",
    "Gennemført: listen gennemgås nu hver mandag",
    "Undersøgt: flest aflysninger i ferieuger. Besøg lægges uden om dem",
    "Gennemført: arket ligger i alle teams' tasker",
)
"""What became of each decision, in the same order."""


def on_day(ctx: Context, staff: Staff, day: date) -> None:
    """Nine days after a quarter's end, or the Monday after: the review and its meeting."""
    now = review_periods.quarter_of(day - COMPUTED_AFTER + timedelta(days=1))
    before = review_periods.quarter_of(now.first_day - timedelta(days=1))
    if day == _meets_on(before):
        _meeting(ctx, staff, before)
        if before.last_day.month == SUMMER:
            _emergency(ctx, staff, before.last_day.year)


def _meets_on(period: Period) -> date:
    day = period.last_day + COMPUTED_AFTER
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def _series(ctx: Context, staff: Staff) -> UUID:
    known = {one.name: one.series_id for one in review_series.all_series(ctx, staff.project)}
    return known.get(WHOLE) or review_series.create(ctx, staff.project, NewSeries(WHOLE))


def _meeting(ctx: Context, staff: Staff, period: Period) -> None:
    """Computed, annotated, released, and talked about; of what was decided before, the oldest
    is done."""
    number = period.last_day.month // 3
    done = review_compute.compute(ctx, staff.project, _series(ctx, staff), period)
    review_notes.write(ctx, staff.project, done.review_id, *NOTE)
    review_compute.release(ctx, staff.project, done.review_id)
    _close_one(ctx, staff, done.review_id)
    body, owner, days = DECISIONS[number % len(DECISIONS)]
    new = NewDecision(body, owner, period.last_day + timedelta(days=days))
    review_decisions.add(ctx, staff.project, done.review_id, new)


def _close_one(ctx: Context, staff: Staff, review_id: UUID) -> None:
    earlier = review_read.open(ctx, staff.project, review_id).earlier
    waiting = [one for one in earlier if one.state is DecisionState.OPEN]
    if len(waiting) > 1:
        one = waiting[0]
        outcome = OUTCOMES[[body for body, *_ in DECISIONS].index(one.body)]
        review_decisions.close(
            ctx, staff.project, one.decision_id, one.revision, DecisionState.DONE, outcome
        )


def _emergency(ctx: Context, staff: Staff, year: int) -> None:
    """The emergency programme from July to June; without the programme there is none."""
    known = programmes.listed(ctx, staff.project)
    found = next((one for one in known if one.programme.code == CODE), None)
    if found is None:
        return
    new = NewSeries(EMERGENCY, found.programme_id, cadence=Cadence(per_year=2))
    series_id = review_series.create(ctx, staff.project, new)
    period = review_periods.own(date(year - 1, 7, 1), date(year, 6, 30))
    done = review_compute.compute(ctx, staff.project, series_id, period)
    review_compute.release(ctx, staff.project, done.review_id)
