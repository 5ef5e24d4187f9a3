"""Reading what a review is counted from: a few scans of the whole site, never one by one.

For a review alone: what is read here never leaves the services.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.instruments import ALLIANCE, GROUP_ALLIANCE, OUTCOME, Instrument
from fit_tracker.domain.reviews import Period
from fit_tracker.evaluation.review_facts import (
    Child,
    Course,
    Facts,
    Participant,
    ProgrammeScope,
    Ratings,
    Response,
    Scale,
    Scope,
)
from fit_tracker.evaluation.review_scope import Review
from fit_tracker.evaluation.review_units import subjects
from fit_tracker.services.context import Context
from fit_tracker.services.model_data import NO_OUTCOME, limit_of
from fit_tracker.services.programmes import Stored, all_programmes
from fit_tracker.services.review_series import Series
from fit_tracker.store.database import Unit

MEASURES = [OUTCOME, ALLIANCE, GROUP_ALLIANCE]
BANDS_SCALE = Decimal(0), Decimal(40)


@dataclass(frozen=True)
class Name:
    """A team or a service; `code` is its key in the figures."""

    what: str
    id: str
    code: str
    name: str


@dataclass(frozen=True)
class Known:
    """A review ready to be planned, with the names of what it is about."""

    review: Review
    names: Sequence[Name]
    programme: Stored | None


def read(ctx: Context, unit: Unit, series: Series, period: Period, since: date) -> Known:
    """Everything of the site by the last day of `period`; ratings only of courses that were
    under way on `since`, the first day that any review has been about, or later."""
    programmes = all_programmes(unit)
    chosen = next((p for p in programmes if p.programme_id == series.programme_id), None)
    names = unit.all(Name, "review/names")
    first, until = period.first_day, period.last_day
    installed = ctx.instruments.all()
    instruments = [one.instrument_id for one in installed]
    known = subjects(
        Facts(
            period,
            Scope(
                _texts(series.team_ids),
                _texts(series.service_ids),
                None if series.programme_id is None else str(series.programme_id),
            ),
            unit.all(Course, "review/courses", first=first, until=until, never=NO_OUTCOME),
            unit.all(
                Ratings,
                "review/persons",
                since=since,
                until=until,
                measures=MEASURES,
                instrument_ids=instruments,
            ),
            unit.all(Response, "review/responses", until=until),
            unit.all(Child, "review/children", until=until),
            unit.all(Participant, "review/participants", until=until),
            [_scale(one) for one in installed],
            [ProgrammeScope(str(p.programme_id), _texts(p.service_ids)) for p in programmes],
            {one.id: one.code for one in names if one.what == "team"},
            {one.id: one.code for one in names if one.what == "service"},
            chosen.programme if chosen else None,
        )
    )
    return Known(_with_practitioners(unit, Review(known)), names, chosen)


def _texts(ids: Iterable[UUID]) -> frozenset[str]:
    return frozenset(map(str, ids))


def _scale(one: Instrument) -> Scale:
    on_bands = (one.total_min, one.total_max) == BANDS_SCALE and one.higher_is_better
    return Scale(
        one.instrument_id, one.form, one.higher_is_better, on_bands, limit_of(one), one.cut_off
    )


def _with_practitioners(unit: Unit, review: Review) -> Review:
    """How many practitioners share the families of the last day; known once the scope is."""
    active = [course.episode_id for course in review.courses if course.ended_on is None]
    rows = unit.rows("review/practitioners", episode_ids=active, until=review.last)
    facts = replace(review.facts, pairs=rows[0][0], practitioners=rows[0][1])
    return Review(replace(review.known, facts=facts))
