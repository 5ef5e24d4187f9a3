"""A person's own curve, the moment they have answered, and the sentence that says its meaning."""

from __future__ import annotations

import streamlit as st

from fit_tracker.charts.course import person_figure
from fit_tracker.charts.model import CutLine, Line, Point, Scale
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import RaterKind
from fit_tracker.palette import tokens
from fit_tracker.services import family_view
from fit_tracker.services.accounts import Session
from fit_tracker.services.results import SeriesKey
from fit_tracker.services.visit_plan import Task, VisitPlan
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title
from fit_tracker.ui.naming import inside, member_name
from fit_tracker.ui.sentences import person_sentence
from fit_tracker.ui.texts import _


def show(session: Session, plan: VisitPlan, task: Task) -> None:
    """Nobody else's points: what others answered stays between them and the practitioner."""
    view = family_view.load(
        context(), session.actor, plan.family.family_id, plan.episode.episode_id
    )
    key = SeriesKey(task.member.member_id, task.rater_kind, task.rater.member_id)
    about = member_name(task.member, view.today)
    other = about if task.rater_kind is not RaterKind.SELF else None
    sentence = person_sentence(view.assessments[key], task.rater.label, other)
    st.html(page_title(_("Tak, {name}", name=inside(task.rater.label)), sentence))
    figure = person_figure(
        _line(view, key, about),
        scale=_scale(task.instrument),
        palette=tokens(st.context.theme.type == "dark"),
        words=_,
        cut_offs=_cut_off(task.instrument),
    )
    st.plotly_chart(
        figure, theme=None, key="own_curve", config={"displayModeBar": False, "staticPlot": True}
    )


def _line(view: family_view.FamilyView, key: SeriesKey, label: str) -> Line:
    catalogue = context().instruments
    points: list[Point] = []
    segment, form = 0, None
    for reading in view.outcome[key]:
        used = catalogue.get(reading.instrument_id).form
        segment += form is not None and used != form
        form = used
        points.append(
            Point(str(reading.visit_id), reading.visit_no, reading.on, reading.score, segment)
        )
    assessment = view.assessments[key]
    return Line(label, 0, tuple(points), assessment.limit)


def _scale(instrument: Instrument) -> Scale:
    return Scale(instrument.total_min, instrument.total_max, instrument.higher_is_better)


def _cut_off(instrument: Instrument) -> list[CutLine]:
    cut = instrument.cut_off
    if cut is None:
        return []
    return [CutLine(cut.value, _("grænse {value}", value=f"{cut.value.normalize():f}"))]
