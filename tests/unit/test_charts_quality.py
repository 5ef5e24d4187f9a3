"""The figures of the warnings' quality: valid for Plotly, and showing what was found."""

from __future__ import annotations

import math
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from fit_tracker.charts import quality, quality_bands
from fit_tracker.charts.model import Figure
from fit_tracker.charts.panels import Panel
from fit_tracker.charts.quality_bands import TARGETS
from fit_tracker.charts.share_rows import Group, Row, share_rows
from fit_tracker.charts.shares import Look, share_axis
from fit_tracker.palette import DARK, LIGHT
from fit_tracker.progression.quality import (
    BudgetPoint,
    Calibration,
    Coverage,
    Forecast,
    Quality,
    RiskBin,
    Rival,
    Share,
    WarningPower,
)
from fit_tracker.ui.quality.numbers import share_text

EMPTY = Share(0, 0, None, None, None)


def share(hits: int, n: int) -> Share:
    """With the Wilson interval, as the backtest makes them."""
    if n == 0:
        return EMPTY
    z, p = 1.959964, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Share(hits, n, p, max(0.0, middle - half), min(1.0, middle + half))


def budget_point(budget: float, found: int, ppv: Share, lead: float | None) -> BudgetPoint:
    worse = share(found // 3, 60)
    alarms = share(round(budget * 190), 200)
    return BudgetPoint(budget, 0.8 - budget, alarms, share(found, 231), worse, ppv, lead)


BUDGET = (
    budget_point(0.02, 41, share(39, 43), 3.0),
    budget_point(0.05, 74, share(68, 80), 4.0),
    budget_point(0.10, 106, share(92, 120), 4.5),
    budget_point(0.15, 125, share(104, 150), 5.0),
    budget_point(0.20, 141, share(112, 175), 5.0),
)


def coverage(visit: int | None, n: int) -> list[Coverage]:
    return [
        Coverage(target, level, visit, share(round((level + 1) / 100 * n), n), level / 5)
        for target in TARGETS
        for level in quality_bands.LEVELS
    ]


def make_quality(**changes: object) -> Quality:
    """A backtest with round, plausible numbers, of nobody."""
    outcomes = ("not_success", "deteriorated")
    found = Quality(
        n_courses=431,
        n_series=902,
        bands=(*coverage(None, 1204), *(b for v in range(1, 13) for b in coverage(v, 160 - v))),
        forecasts=tuple(
            Forecast(name, target, 1204, error, error * 4, 0.8)
            for target in ("next", "plus5")
            for name, error in (("last_value", 6.3), ("population", 6.9), ("model", 5.8))
        ),
        warnings=tuple(
            WarningPower(visit, o, share(hits, 231), share(186, 200), share(hits, hits + 12))
            for o in outcomes
            for visit, hits in ((3, 22), (5, 72), (8, 99))
        ),
        budget=BUDGET,
        rivals=tuple(
            Rival(name, o, 1290, auroc, 0.18, sensitivity)
            for o in outcomes
            for name, auroc, sensitivity in (
                ("model", 0.76, 0.46), ("logistic", 0.75, 0.44), ("no_gain", 0.68, None),
            )
        ),
        risk_bins=tuple(
            RiskBin(o, scale * (n + 0.5) / 10, share(round(scale * 129 * (n + 0.6) / 10), 129))
            for o, scale in (("not_success", 1.0), ("deteriorated", 0.4))
            for n in range(10)
        ),
        calibrations=(
            Calibration("not_success", 1290, 0.98, 0.02, 0.016),
            Calibration("deteriorated", 1290, 1.04, -0.01, 0.011),
        ),
        noise_share=0.52,
    )  # fmt: skip
    return replace(found, **changes)


QUALITY = make_quality()


def words(message: str, **values: object) -> str:
    return message.format(**values) if values else message


def look(palette: dict[str, str] = LIGHT) -> Look:
    return Look(palette, words, share_text)


def texts(figure: Figure) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def panels(found: Quality, how: Look) -> list[Panel]:
    return [
        quality.budget_panel(found.budget, 0.10, how),
        *(quality_bands.coverage_panel(found.bands, target, how) for target in TARGETS),
        *(quality_bands.coverage_by_visit(found.bands, target, how) for target in TARGETS),
        quality_bands.warnings_panel(found.warnings, "not_success", how),
        quality.risk_panel(found.risk_bins, "not_success", "Ender uden fremgang", how),
    ]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_figure_is_valid_and_described(palette: dict[str, str]) -> None:
    for panel in panels(QUALITY, look(palette)):
        assert go.Figure(panel.figure).data  # Plotly itself refuses an unknown property
        assert len(panel.alt) > 40


def test_without_any_numbers_there_is_still_a_figure() -> None:
    bare = make_quality(bands=(), budget=(), warnings=(), risk_bins=())
    for panel in panels(bare, look()):
        assert all(len(trace.x or ()) == 0 for trace in go.Figure(panel.figure).data)
        assert ":" not in panel.alt


def test_a_share_of_nothing_is_named_and_not_drawn() -> None:
    figure = share_rows([Group("", [Row("besøg 3", EMPTY), Row("besøg 5", share(1, 2))])], look())
    assert figure["data"][0]["x"] == [0.5]
    assert texts(figure) == ["besøg 3", "ingen endnu", "besøg 5", "50 % af 2 (9–91)"]


def test_the_budget_shows_cost_against_found_and_fills_the_chosen() -> None:
    panel = quality.budget_panel(BUDGET, 0.10, look())
    trace = panel.figure["data"][0]
    assert trace["x"][2] == pytest.approx(0.095)
    assert trace["y"][2] == pytest.approx(106 / 231)
    assert trace["marker"]["color"].count(LIGHT["accent"]) == 1
    assert trace["marker"]["color"][2] == LIGHT["accent"]
    assert {"5 %", "<b>10 %: 46 af 100</b>"} <= set(texts(panel.figure))
    assert "10 % falske alarmer finder 46 % af 231 (40–52)" in panel.alt


def test_the_intervals_are_those_of_the_shares() -> None:
    bars = quality.budget_panel(BUDGET, 0.10, look()).figure["data"][0]["error_y"]
    found = BUDGET[2].found
    assert found.value is not None and found.low is not None and found.high is not None
    assert found.value + bars["array"][2] == pytest.approx(found.high)
    assert found.value - bars["arrayminus"][2] == pytest.approx(found.low)


def test_each_band_stands_beside_what_it_promises() -> None:
    panel = quality_bands.coverage_panel(QUALITY.bands, "next", look())
    uprights = [s["x0"] for s in panel.figure["layout"]["shapes"] if s["x0"] == s["x1"]]
    assert uprights == [0.5, 0.8, 0.9]
    assert panel.figure["data"][0]["x"] == [pytest.approx(x, abs=0.001) for x in (0.51, 0.81, 0.91)]
    assert texts(panel.figure)[0] == "50 %-båndet"


def test_the_bands_along_the_visits_keep_their_order_and_markers() -> None:
    shuffled = tuple(reversed(QUALITY.bands))
    panel = quality_bands.coverage_by_visit(shuffled, "plus5", look())
    assert [trace["x"] for trace in panel.figure["data"]] == [list(range(1, 13))] * 3
    assert len({trace["marker"]["symbol"] for trace in panel.figure["data"]}) == 3
    assert len(panel.figure["layout"]["xaxis"]["tickvals"]) <= 8


def test_visits_nobody_reached_are_left_out() -> None:
    bands = [Coverage("next", 80, visit, share(n // 2, n), 9.0) for visit, n in ((1, 9), (2, 0))]
    panel = quality_bands.coverage_by_visit(bands, "next", look())
    assert panel.figure["data"][1]["x"] == [1]


def test_warnings_are_three_shares_at_each_visit() -> None:
    panel = quality_bands.warnings_panel(QUALITY.warnings, "not_success", look())
    assert len(panel.figure["data"][0]["x"]) == 9
    assert sum(text.startswith("<b>") for text in texts(panel.figure)) == 3
    assert "besøg 5: 31 % af 231 (26–37)" in panel.alt


def test_a_small_risk_gets_a_closer_scale_with_equal_axes() -> None:
    wide = quality.risk_panel(QUALITY.risk_bins, "not_success", "", look()).figure["layout"]
    near = quality.risk_panel(QUALITY.risk_bins, "deteriorated", "", look()).figure["layout"]
    for layout, end in ((wide, 1.0), (near, 0.6)):
        low, high = layout["xaxis"]["range"]
        assert layout["yaxis"]["range"] == [low, high]
        assert low < 0 < end < high < 1.1 * end
        assert (layout["shapes"][0]["x1"], layout["shapes"][0]["y1"]) == (end, end)


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (0.3, 1.0), (0.0, 0.25), (0.0, 0.224)])
def test_axes_have_few_round_ticks_inside_their_range(low: float, high: float) -> None:
    ticks = share_axis(LIGHT, low, high)["tickvals"]
    assert 2 <= len(ticks) <= 6
    assert all(low <= tick <= high for tick in ticks)


def test_what_is_written_is_escaped() -> None:
    figure = share_rows([Group("<i>", [Row("<b>x", share(1, 2))])], look())
    assert texts(figure)[:2] == ["<b>&lt;i&gt;</b>", "&lt;b&gt;x"]
