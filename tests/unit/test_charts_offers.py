"""The weeks of an offer as a figure: bars, planned levels, and the same in words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from fit_tracker.charts.model import Figure
from fit_tracker.charts.offer_weeks import SHOWN, weekly_panel
from fit_tracker.charts.panels import Panel
from fit_tracker.domain.offers import Week
from fit_tracker.palette import DARK, LIGHT

TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)


def words(message: str, **values: object) -> str:
    return message.format(**values)


def make_weeks(past: int, coming: int = 0) -> list[Week]:
    """The last of the past ones is this week."""
    return [
        Week(MONDAY + timedelta(weeks=n), Decimal(20), None if n > 0 else Decimal("12.5"))
        for n in range(1 - past, coming + 1)
    ]


def panel(weeks: list[Week], palette: dict[str, str] = LIGHT) -> Panel:
    return weekly_panel(weeks, TODAY, palette, words)


def figure(past: int, coming: int = 0) -> Figure:
    return panel(make_weeks(past, coming)).figure


@pytest.mark.parametrize(("past", "coming"), [(1, 0), (1, 4), (10, 4), (60, 4)])
def test_the_figure_is_one_that_plotly_knows(past: int, coming: int) -> None:
    for palette in (LIGHT, DARK):
        go.Figure(panel(make_weeks(past, coming), palette).figure)


def test_weeks_to_come_have_a_level_and_no_bar() -> None:
    bars, levels = figure(2, 1)["data"]
    assert bars["y"] == [12.5, 12.5, None]
    assert [y for y in levels["y"] if y is not None] == [20.0] * 6
    assert levels["x"][:3] == [-0.45, 0.45, None]


def test_a_long_course_shows_the_latest_weeks() -> None:
    found = figure(60, 4)
    assert len(found["data"][0]["x"]) == SHOWN
    assert found["layout"]["xaxis"]["ticktext"][-1] == "51"
    assert len(found["layout"]["xaxis"]["ticktext"]) <= 6


def test_one_week_does_not_fill_the_width_and_starts_at_nought() -> None:
    layout = figure(1)["layout"]
    assert layout["xaxis"]["range"] == [-0.6, 7.6]
    assert layout["yaxis"]["range"][0] == 0


def test_what_is_read_aloud() -> None:
    assert panel(make_weeks(2, 1)).alt == (
        "Timer brugt og planlagt uge for uge: uge 46: 12,5 timer brugt, 20 planlagt; "
        "uge 47: 12,5 timer brugt, 20 planlagt; uge 48: 20 timer planlagt."
    )
