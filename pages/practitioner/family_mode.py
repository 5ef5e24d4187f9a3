"""Familievisning: the scales of one visit while the family holds the tablet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from fit_tracker.charts import lines
from fit_tracker.charts.course import person_figure
from fit_tracker.charts.groups import cut_lines
from fit_tracker.charts.model import Scale
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
    own = lines.line(
        key,
        view.outcome[key],
        label=label,
        index=0,
        instruments={one.instrument_id: one for one in context().instruments.all()},
        found={},
    )
    return person_figure(
        replace(own, limit=None if child else own.limit, dashed=False),
        scale=Scale(scale.total_min, scale.total_max, scale.higher_is_better),
        palette=tokens(st.context.theme.type == "dark"),
        words=_,
        cut_offs=() if child else cut_lines(scale, _),
    )


family_mode.show(session, visit_id, _figure)
