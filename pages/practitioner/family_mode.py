"""Familievisning: the scales of one visit while the family holds the tablet."""

from __future__ import annotations

from typing import Any

import streamlit as st

from fit_tracker.charts.course import person_figure
from fit_tracker.charts.model import CutLine, Line, Point, Scale
from fit_tracker.palette import tokens
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import SeriesKey
from fit_tracker.services.visit_plan import Task
from fit_tracker.ui import guard
from fit_tracker.ui.context import context
from fit_tracker.ui.texts import _
from fit_tracker.ui.visit import family_mode
from fit_tracker.ui.visit.own_curve import is_for_child

session, visit_id = guard.require_family_mode()


def _figure(view: FamilyView, key: SeriesKey, task: Task, label: str) -> dict[str, Any]:
    """The curve of the one who has just answered."""
    scale = task.instrument
    child = is_for_child(task)
    cut = None if child else scale.cut_off
    limit = None if child else view.assessments[key].limit
    words = _("grænse {value}", value=f"{cut.value.normalize():f}") if cut else ""
    return person_figure(
        Line(label, 0, tuple(_points(view, key)), limit),
        scale=Scale(scale.total_min, scale.total_max, scale.higher_is_better),
        palette=tokens(st.context.theme.type == "dark"),
        words=_,
        cut_offs=[CutLine(cut.value, words)] if cut else [],
    )


def _points(view: FamilyView, key: SeriesKey) -> list[Point]:
    """Another form than before begins another segment of the line."""
    points: list[Point] = []
    segment, form = 0, None
    for reading in view.outcome[key]:
        used = context().instruments.get(reading.instrument_id).form
        segment += form is not None and used != form
        form = used
        points.append(
            Point(str(reading.visit_id), reading.visit_no, reading.on, reading.score, segment)
        )
    return points


family_mode.show(session, visit_id, _figure)
