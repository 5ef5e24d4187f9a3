"""The same numbers as a table: every point of the chart, and a way to open each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from fit_tracker.domain.scores import danish
from fit_tracker.domain.visits import NO_GOAL
from fit_tracker.services.course import NumberedVisit, current
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Reading, SeriesKey
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.html import Html, link, tag
from fit_tracker.ui.texts import _, day
from fit_tracker.ui.words import visit_status_word

CSS = """
.fit-scroll { overflow-x: auto; }
.fit-readings { border-collapse: collapse; width: 100%; }
.fit-readings :is(th, td) { text-align: right; padding: .4375rem .625rem; vertical-align: bottom; }
.fit-readings :is(th, td):is(:first-child, :nth-child(2)) { text-align: left; white-space: nowrap; }
.fit-readings th { font-size: .8125rem; font-weight: 600; color: var(--fit-quiet); }
.fit-readings.fit-expected :is(th, td) { white-space: nowrap; }
.fit-readings.fit-expected :is(th, td):nth-child(2) { text-align: right; }
.fit-root .fit-named { font-size: .9375rem; font-weight: 600; margin: 1.75rem 0 .125rem; }
.fit-root .fit-told { margin: 0 0 .5rem; }
@media (max-width: 640px) {
  .fit-readings.fit-expected :is(th, td) { padding-inline: .125rem; font-size: .8125rem; }
}
.fit-readings td { border-top: 1px solid var(--fit-line); }
"""


def readings_table(
    view: FamilyView, series: Mapping[SeriesKey, Sequence[Reading]], names: Names
) -> Html:
    """A row for each visit, a column for each person; a score opens its answers."""
    shown = [key for key in names if series.get(key)]
    head = tag(
        "tr",
        tag("th", _("Besøg"), scope="col"),
        tag("th", _("Dato"), scope="col"),
        *(tag("th", names[key], scope="col") for key in shown),
    )
    cells = _cells(view, series, shown)
    rows = [_row(visit, shown, names, cells) for visit in view.visits]
    table = tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-readings")
    return tag("div", table, cls="fit-scroll")


Cells = Mapping[tuple[UUID, SeriesKey], Html]


def _cells(
    view: FamilyView, series: Mapping[SeriesKey, Sequence[Reading]], shown: Sequence[SeriesKey]
) -> Cells:
    ratings = {
        (r.visit_id, SeriesKey(r.member_id, r.rater_kind, r.rater_member_id), r.instrument_id): r
        for r in current(view.ratings)
        if r.goal_id == NO_GOAL
    }
    cells = {}
    for key in shown:
        for reading in series[key]:
            rating = ratings[reading.visit_id, key, reading.instrument_id]
            opened = link(f"point:{rating.rating_id}", danish(reading.score))
            cells[(reading.visit_id, key)] = opened
    return cells


def _row(visit: NumberedVisit, shown: Sequence[SeriesKey], names: Names, cells: Cells) -> Html:
    first = str(visit.no) if visit.attended else visit_status_word(visit.visit.status)
    given = [tag("td", cells.get((visit.visit.visit_id, key), "–")) for key in shown]
    return tag(
        "tr",
        tag("td", first),
        tag("td", day(visit.visit.visit_date)),
        *given,
    )
