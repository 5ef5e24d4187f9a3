"""Hvor gode er vores advarsler?: what the model has been worth, and what it costs."""

from __future__ import annotations

import streamlit as st

from fit_tracker.charts import quality as prices
from fit_tracker.charts import quality_bands as bands
from fit_tracker.charts.shares import Look
from fit_tracker.palette import tokens
from fit_tracker.services import models, startup
from fit_tracker.services.permissions import Action
from fit_tracker.services.results import Quality
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.quality import budget, overview, sections, sentences, tables, versions
from fit_tracker.ui.quality import startup as startup_curve
from fit_tracker.ui.quality.numbers import share_text
from fit_tracker.ui.texts import _

session = guard.require(Action.SEE_MODELS)

OUTCOMES = (sentences.NOT_SUCCESS, sentences.DETERIORATED)


def figures(quality: Quality) -> sections.Figures:
    """The figures in the colours of whoever looks."""
    look = Look(tokens(st.context.theme.type == "dark"), _, share_text)
    return sections.Figures(
        budget=lambda chosen: prices.budget_panel(quality.budget, chosen, look),
        bands=[
            (
                bands.coverage_panel(quality.bands, target, look),
                bands.coverage_by_visit(quality.bands, target, look),
            )
            for target in bands.TARGETS
            # Courses shorter than five visits ahead leave nothing to look at.
            if any(one.target == target and one.share.n for one in quality.bands)
        ],
        warnings={one: bands.warnings_panel(quality.warnings, one, look) for one in OUTCOMES},
        risks={
            one: prices.risk_panel(quality.risk_bins, one, tables.ends_word(one), look)
            for one in OUTCOMES
        },
    )


def show(state: models.ModelState) -> None:
    """The model that speaks, else the one that waits, else what is missing."""
    version = state.adopted or state.candidate
    model = state.adopted_model or state.candidate_model
    if version is None or model is None:
        overview.without_model(session, state)
        return
    quality, drawn = model.quality, figures(model.quality)
    point = quality.at(version.budget)
    overview.with_model(version, point, waiting=state.candidate not in (None, version))
    overview.knowledge(quality)
    budget.show(session, version, quality, drawn)
    sections.bands(quality, drawn)
    sections.warnings(quality, drawn, sentences.lead(point) if point else "")
    sections.risks(quality, drawn)
    sections.rivals(quality)


notice = st.session_state.pop(state_keys.NOTICE, None)
if notice:
    st.success(notice)
state = overview.choose(models.status(context(), session.actor))
show(state)
if state.history:
    versions.show(session, state)
if state.adopted is None or startup.startup(context()) is not None:
    startup_curve.show(session)
