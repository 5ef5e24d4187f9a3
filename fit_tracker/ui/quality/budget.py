"""The alarm budget: a choice that shows its price before it counts."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services import models
from fit_tracker.services.accounts import Session
from fit_tracker.services.model_records import Version
from fit_tracker.services.permissions import Action, may
from fit_tracker.services.results import BudgetPoint, Quality
from fit_tracker.ui.context import context
from fit_tracker.ui.quality import asking, sentences, tables
from fit_tracker.ui.quality.numbers import percent
from fit_tracker.ui.quality.sections import Figures, head, numbers, plot
from fit_tracker.ui.texts import _

ACT = "quality_budget"


def show(session: Session, version: Version, quality: Quality, figures: Figures) -> None:
    current = quality.at(version.budget)
    if current is None:
        return
    with st.container(key="card_quality_budget"):
        place = st.container()
        chosen = _choose(version, quality, current)
        with place:
            head(
                _("Hvor mange falske alarmer er de fundne værd?"),
                sentences.budget(chosen),
                sentences.budget_more(chosen),
            )
        plot(figures.budget(chosen.budget), "budget")
        if chosen.budget != current.budget:
            _change(session, version, chosen.budget)
        numbers("budget", tables.budget(quality.budget))


def _choose(version: Version, quality: Quality, current: BudgetPoint) -> BudgetPoint:
    """Looking at another budget is free; it counts only when it has been confirmed."""
    points = {str(one.budget): one for one in quality.budget}
    names = {key: percent(one.budget) for key, one in points.items()}
    names[str(current.budget)] = _("{percent} (nu)", percent=percent(current.budget))
    chosen = st.segmented_control(
        _("Højst så mange af de forløb, der ender godt, må få et flag"),
        list(points),
        default=str(current.budget),
        required=True,
        format_func=names.__getitem__,
        key=f"budget_{version.model_id}",
        wrap=True,
    )
    return points.get(chosen or "", current)


def _change(session: Session, version: Version, budget: float) -> None:
    if not may(session.role, Action.SET_ALARM_BUDGET):
        return
    asked = asking.standing(ACT, version.model_id, budget)
    if asked is None:
        label = _("Skift til {percent}: se, hvad det ændrer", percent=percent(budget))
        if st.button(label, key="budget_ask"):
            asking.ask(session, ACT, version.model_id, budget)
            st.rerun()
        return

    def work(progress: asking.Progress) -> str:
        models.set_budget(context(), session.actor, version.model_id, budget, progress)
        return _("Alarmbudgettet er nu {percent}.", percent=percent(budget))

    asking.answer(asked, _("Ja, skift alarmbudgettet"), work)
