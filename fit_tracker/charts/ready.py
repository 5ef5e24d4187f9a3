"""A figure that is known to be valid, handed over without being checked again."""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure

from fit_tracker.charts.model import Figure


class Ready(BaseFigure):  # type: ignore[misc]
    """Streamlit has Plotly check every dictionary on every run, which takes longer than
    all the rest of the chart (12 ms a figure, measured). What `charts` builds is checked
    by the tests instead; a figure object is asked only for its dictionary."""

    def __init__(self, figure: Figure) -> None:
        # Not BaseFigure's own: building its tree of objects is what takes the time.
        object.__setattr__(self, "_ready", figure)

    def to_dict(self) -> dict[str, Any]:
        figure: Figure = self._ready
        return figure
