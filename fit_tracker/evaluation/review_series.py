"""One person's ratings in one course: where they began, where they are, how they changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fit_tracker.evaluation.review_facts import Course, Ratings, Scale
from fit_tracker.evaluation.review_keys import BANDS, NO, YES
from fit_tracker.progression.jacobson_truax import classify

EPOCH = date(1970, 1, 1)
EDGES = (150, 250, 320)
"""Tenths: under 15, from 15 to under 25, from 25 to 32, over 32."""
ONE = "one"


@dataclass(frozen=True)
class Point:
    """One person, one point. `change_class` is "" without two ratings on one form with a known
    measurement error; `first` and `last` are on the form that is used now."""

    course: Course
    ratings: Ratings
    first: Decimal
    last: Decimal
    n: int
    change_class: str
    clinical: str
    second_on: date | None
    first_band: str

    @property
    def paired(self) -> str:
        return "two" if self.n > 1 else ONE

    def band_on(self, day: date) -> str:
        """The band of the latest rating by `day`; "" before the second one."""
        known = bisect_right(self.ratings.days, (day - EPOCH).days)
        return band(self.ratings.tenths[known - 1]) if known > 1 and self.first_band else ""


def point_of(course: Course, found: Ratings, scales: Sequence[Scale]) -> Point | None:
    """None where the instrument in use is not installed any more."""
    places = [scales[no - 1] if no else None for no in found.instruments]
    scale = places[-1]
    if scale is None:
        return None
    start = _since_form(places, scale)
    first, last = (Decimal(found.tenths[at]) / 10 for at in (start, -1))
    n = len(found.tenths) - start
    second = found.days[1] if len(found.days) > 1 else None
    on_bands = all(one is not None and one.on_bands for one in places)
    return Point(
        course,
        found,
        first,
        last,
        n,
        _class(first, last, scale) if n > 1 else "",
        _clinical(first, scale),
        None if second is None else EPOCH + timedelta(days=second),
        band(found.tenths[0]) if on_bands else "",
    )


def _since_form(places: Sequence[Scale | None], scale: Scale) -> int:
    """Where the form in use now began: answers to other questions are not subtracted."""
    start = len(places) - 1
    while start > 0:
        before = places[start - 1]
        if before is None or before.form != scale.form:
            break
        start -= 1
    return start


def _class(first: Decimal, last: Decimal, scale: Scale) -> str:
    if scale.limit is None:
        return ""
    return classify(first, last, scale.limit, scale.cut_off, scale.higher_is_better).value


def _clinical(first: Decimal, scale: Scale) -> str:
    if scale.cut_off is None:
        return ""
    return YES if scale.cut_off.is_clinical(first) else NO


def band(tenths: int) -> str:
    """25.0 is in "25_32", 24.9 in "15_25", 32.0 in "25_32", 32.1 in "over_32"."""
    low, middle, high = EDGES
    if tenths > high:
        return BANDS[3]
    return BANDS[2] if tenths >= middle else BANDS[1] if tenths >= low else BANDS[0]
