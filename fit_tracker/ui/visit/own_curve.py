"""A person's own curve, the moment they have answered, and the sentence that says its meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from fit_tracker.domain.people import RaterKind
from fit_tracker.services import family_view
from fit_tracker.services.accounts import Session
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import SeriesKey
from fit_tracker.services.visit_plan import Task, VisitPlan
from fit_tracker.ui.context import context
from fit_tracker.ui.html import page_title, tag
from fit_tracker.ui.naming import inside, member_name
from fit_tracker.ui.sentences import child_sentence, person_sentence
from fit_tracker.ui.texts import _

Draw = Callable[[FamilyView, SeriesKey, Task, str], dict[str, Any]]
"""Builds the figure: the page's part, since figures come from charts."""


def is_for_child(task: Task) -> bool:
    """A child answering for itself: larger words, and no limits to be measured against."""
    return task.instrument.age_max <= 12 and task.rater_kind is RaterKind.SELF


def show(session: Session, plan: VisitPlan, task: Task, draw: Draw) -> None:
    """Nobody else's points: what others answered stays between them and the practitioner."""
    view = family_view.load(
        context(), session.actor, plan.family.family_id, plan.episode.episode_id
    )
    key = SeriesKey(task.member.member_id, task.rater_kind, task.rater.member_id)
    about = member_name(task.member, view.today)
    other = about if task.rater_kind is not RaterKind.SELF else None
    found = view.assessments[key]
    sentence = child_sentence(found) if is_for_child(task) else person_sentence(found, other)
    st.html(page_title(_("Tak, {name}", name=inside(task.rater.label)), sentence))
    st.plotly_chart(
        draw(view, key, task, about),
        theme=None,
        key="own_curve",
        config={"displayModeBar": False, "staticPlot": True},
    )
    words = _("Jo højere, jo bedre.")
    if task.instrument.cut_off and not is_for_child(task):
        words += " " + _("Den prikkede linje er en pejling, ikke en dom.")
    st.html(tag("p", words, cls="fit-quiet"))
