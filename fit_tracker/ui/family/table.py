"""The same numbers as a table: every point of the chart, and a way to open each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fit_tracker.charts.lines import keys
from fit_tracker.domain.scores import danish
from fit_tracker.domain.visits import NO_GOAL
from fit_tracker.services.course import NumberedVisit
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Reading, SeriesKey
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.html import Html, link, tag
from fit_tracker.ui.texts import _, day
from fit_tracker.ui.words import visit_status_word


def readings_table(
    view: FamilyView, series: Mapping[SeriesKey, Sequence[Reading]], names: Names
) -> Html:
    """A row for each visit, a column for each person; a score opens its answers."""
    shown = [key for key in names if series.get(key)]
    head = tag(
        "tr",
        tag("th", _("Besøg"), scope="col"),
        tag("th", _("Dato"), scope="col"),
        *(tag("th", names[key], scope="col", cls="fit-num") for key in shown),
    )
    cells = _cells(view, series, shown)
    rows = [_row(visit, shown, names, cells) for visit in view.visits]
    return tag("table", tag("thead", head), tag("tbody", *rows), cls="fit-table")


Cells = Mapping[tuple[object, SeriesKey], Html]


def _cells(
    view: FamilyView, series: Mapping[SeriesKey, Sequence[Reading]], shown: Sequence[SeriesKey]
) -> Cells:
    ratings = keys(view.ratings)
    cells = {}
    for key in shown:
        for reading in series[key]:
            place = (
                reading.visit_id,
                key.member_id,
                key.rater_kind,
                key.rater_member_id,
                reading.instrument_id,
                NO_GOAL,
            )
            cells[(reading.visit_id, key)] = link(f"point:{ratings[place]}", danish(reading.score))
    return cells


def _row(visit: NumberedVisit, shown: Sequence[SeriesKey], names: Names, cells: Cells) -> Html:
    first = str(visit.no) if visit.attended else visit_status_word(visit.visit.status)
    given = [
        tag("td", cells.get((visit.visit.visit_id, key), "–"), cls="fit-num", data_label=names[key])
        for key in shown
    ]
    return tag(
        "tr",
        tag("td", first, data_label=_("Besøg")),
        tag("td", day(visit.visit.visit_date), data_label=_("Dato"), cls="fit-nowrap"),
        *given,
    )
