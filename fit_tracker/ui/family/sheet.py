"""A chart as the page hands it over: figures with their words. Built from `charts` by the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import streamlit as st

from fit_tracker.services.results import SeriesKey
from fit_tracker.ui.html import Html, tag

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


class Panel(Protocol):
    """One figure with its name, if it has one, and its description."""

    @property
    def label(self) -> str: ...
    @property
    def shown(self) -> Any: ...
    @property
    def alt(self) -> str: ...
    @property
    def ahead(self) -> SeriesKey | None: ...


class Sheet(Protocol):
    """The panels of one scale with what is written under them."""

    @property
    def question(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def people(self) -> Sequence[tuple[str, str]]: ...
    @property
    def flagged(self) -> bool: ...
    @property
    def panels(self) -> Sequence[Panel]: ...
    @property
    def offered(self) -> Sequence[tuple[int, SeriesKey]]: ...


def draw(
    sheet: Sheet, key: str, *, beside: int = 2, told: Mapping[SeriesKey, Html] | None = None
) -> str | None:
    """Show the panels; "point:…" when a point was clicked. `told` stands under the panel
    that shows the expected course of that series."""
    if len(sheet.panels) == 1:
        return _told_plot(sheet.panels[0], key, told or {})
    pressed = None
    places = st.columns(beside)
    for number, panel in enumerate(sheet.panels):
        with places[number % beside]:
            st.html(tag("p", panel.label, cls="fit-card-title"))
            pressed = _told_plot(panel, f"{key}_{number}", told or {}) or pressed
    return pressed


def _told_plot(panel: Panel, key: str, told: Mapping[SeriesKey, Html]) -> str | None:
    pressed = plot(panel, key)
    if panel.ahead is not None and panel.ahead in told:
        st.html(told[panel.ahead])
    return pressed


def plot(panel: Panel, key: str) -> str | None:
    """Show a figure. A click answers once: the same selection stays with the chart."""
    state: Any = st.plotly_chart(
        panel.shown,
        theme=None,
        key=f"family_chart_{key}",
        config=CONFIG,
        on_select="rerun",
        selection_mode="points",
        alt=panel.alt,
    )
    points = state["selection"]["points"] if state else []
    given = [point.get("customdata") for point in points]
    found = next((value[0] if isinstance(value, list) else value for value in given if value), "")
    before = st.session_state.get(f"fit.family_clicked_{key}", "")
    st.session_state[f"fit.family_clicked_{key}"] = found
    return f"point:{found}" if found and found != before else None
