"""The cards of the page: the question, its answer in a sentence, the figure, the numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from fit_tracker.services.results import Quality
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.family.sheet import CONFIG, Panel
from fit_tracker.ui.html import Html, tag
from fit_tracker.ui.quality import sentences, tables
from fit_tracker.ui.texts import _, language

MESSAGE = "font-size:1.0625rem;font-weight:600;margin:0;padding:0;line-height:1.45"
GAP = "margin:0 0 .25rem"


@dataclass(frozen=True)
class Figures:
    """Built from `charts` by the page. `bands`: for each target all visits, then each visit;
    `warnings` and `risks` by what they foresee."""

    budget: Callable[[float], Panel]
    bands: Sequence[tuple[Panel, Panel]]
    warnings: Mapping[str, Panel]
    risks: Mapping[str, Panel]


def head(question: str, message: str, more: str = "") -> None:
    """The question in quiet words, its answer as the heading of the card."""
    parts = [
        tag("p", question, cls="fit-quiet", style=GAP),
        tag("h2", message, style=MESSAGE),
    ]
    if more:
        parts.append(tag("p", more, cls="fit-quiet", style="margin:.375rem 0 0"))
    st.html(tag("div", *parts))


def plot(panel: Panel, key: str) -> None:
    """A figure under its name, if it has one."""
    if panel.label:
        st.html(tag("p", panel.label, cls="fit-card-title"))
    st.plotly_chart(panel.shown, theme=None, key=f"quality_{key}", config=CONFIG, alt=panel.alt)


def numbers(key: str, table: Html) -> None:
    """The same as a table, one click away."""
    with st.expander(_("Vis tallene")):
        clickable(f"quality_{key}_table", table, lang=language())


def bands(quality: Quality, figures: Figures) -> None:
    with st.container(key="card_quality_bands"):
        head(
            _("Holder båndene?"),
            sentences.bands(quality.bands),
            _(
                "Prikken er andelen, der faldt inden for båndet, og stregen gennem den "
                "usikkerheden. Den orange streg er det, båndet lover."
            ),
        )
        with st.container(key="beside_quality_bands"):
            columns = st.columns(len(figures.bands))
            for column, (overall, by_visit) in zip(columns, figures.bands, strict=True):
                with column:
                    plot(overall, f"bands_{overall.label}")
                    plot(by_visit, f"visits_{overall.label}")
        numbers("bands", tables.bands(quality.bands))


def warnings(quality: Quality, figures: Figures, lead: str) -> None:
    with st.container(key="card_quality_warnings"):
        head(_("Hvor tidligt ser vi det?"), sentences.warnings(quality.warnings), lead)
        _beside(figures.warnings, "warnings")
        numbers("warnings", tables.warnings(quality.warnings))


def risks(quality: Quality, figures: Figures) -> None:
    with st.container(key="card_quality_risks"):
        head(
            _("Passer risikoen?"),
            sentences.risks(quality.calibrations),
            _("Ligger prikkerne på den prikkede linje, sker det så ofte, som modellen siger."),
        )
        told = {one.outcome: sentences.risk(one) for one in quality.calibrations}
        _beside(figures.risks, "risks", told)
        numbers("risks", tables.risks(quality.risk_bins))


def _beside(panels: Mapping[str, Panel], key: str, told: Mapping[str, str] | None = None) -> None:
    """Side by side on a desk, under one another on a phone; a sentence under each."""
    with st.container(key=f"beside_quality_{key}"):
        for column, (name, panel) in zip(st.columns(len(panels)), panels.items(), strict=True):
            with column:
                plot(panel, f"{key}_{name}")
                if told and name in told:
                    st.html(tag("p", told[name], cls="fit-quiet", style="margin:0"))


def rivals(quality: Quality) -> None:
    with st.container(key="card_quality_rivals"):
        head(
            _("Er den bedre end enklere regler?"),
            sentences.rivals(quality.rivals),
            sentences.forecasts(quality.forecasts),
        )
        with st.expander(_("Vis sammenligningen med andre regler")):
            clickable("quality_rivals", tables.rivals(quality.rivals), lang=language())
            st.caption(
                _(
                    "Peger rigtigt: hvor ofte den højeste risiko er sat på det forløb af et par, "
                    "der endte dårligst; 50 er ren tilfældighed. Brier: den kvadrerede forskel "
                    "mellem risikoen og det, der skete; 0 er bedst."
                )
            )
        with st.expander(_("Vis sammenligningen med andre måder at forudse på")):
            clickable("quality_forecasts", tables.forecasts(quality.forecasts), lang=language())
            st.caption(
                _(
                    "Båndets samlede fejl er 80 %-båndets bredde plus en straf for hver måling "
                    "udenfor; lavere er bedre."
                )
            )
