"""The figure of a programme's changes: only told numbers, and better is always to the right."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from fit_tracker.charts.effect import LEAST, Row, effect_panel, effect_rows, percent, reach
from fit_tracker.charts.model import Figure
from fit_tracker.palette import tokens
from fit_tracker.texts import tr

PALETTE = tokens(False)
STRESS = Row(
    "Stressniveau: fremgang", "+8 % (+6 til +10) · 49 svar", 0.084, 0.064, 0.104, 0.08, "good"
)
SOCIAL = Row(
    "Socialt liv: ingen målbar udvikling", "0 % (−2 til +3) · 49 svar", 0.004, -0.02, 0.03, 0.025
)
HIDDEN = Row("Konflikter: for få til at vise", "under 5 har svaret begge gange")


def words(message: str, **values: object) -> str:
    return tr("da", message, **values)


def drawn(*rows: Row) -> Figure:
    return effect_rows(rows, PALETTE, words)


def test_plotly_accepts_it() -> None:
    for rows in ((), (STRESS,), (STRESS, SOCIAL, HIDDEN)):
        assert go.Figure(drawn(*rows)).to_dict()["data"]


def test_own_and_published_stand_on_one_axis() -> None:
    others, own = drawn(STRESS, SOCIAL)["data"]
    assert (list(own["x"]), list(others["x"])) == ([0.084, 0.004], [0.08, 0.025])
    assert own["y"] == others["y"]
    assert own["error_x"]["array"] == pytest.approx([0.02, 0.026])
    assert own["error_x"]["arrayminus"] == pytest.approx([0.02, 0.024])
    # Colour never speaks alone.
    assert len({*own["marker"]["symbol"], others["marker"]["symbol"]}) == 3


def test_what_may_not_be_told_is_not_drawn() -> None:
    figure = drawn(STRESS, HIDDEN)
    others, own = figure["data"]
    assert (len(own["x"]), len(others["x"])) == (1, 1)
    assert any("under 5" in note["text"] for note in figure["layout"]["annotations"])


def test_little_looks_little() -> None:
    assert reach([SOCIAL]) == pytest.approx((-1.08 * LEAST, 1.08 * LEAST))
    low, high = reach([replace(STRESS, high=0.5)])
    assert low == pytest.approx(-LEAST - 0.04 * 0.6)
    assert high == pytest.approx(0.5 + 0.04 * 0.6)
    axis = drawn(STRESS)["layout"]["xaxis"]
    assert axis["range"][0] < 0 < axis["range"][1]
    assert "0 %" in axis["ticktext"]


def test_a_long_name_gets_the_lines_it_needs() -> None:
    long = replace(STRESS, label="Den generelle situation for familien og barnet: fremgang")
    notes = drawn(long)["layout"]["annotations"]
    label = next(note["text"] for note in notes if "situation" in note["text"])
    assert max(len(line) for line in label.split("<span")[0].split("<br>")) <= 44
    assert drawn(long)["layout"]["height"] > drawn(STRESS)["layout"]["height"]


def test_names_are_escaped() -> None:
    figure = drawn(replace(STRESS, label="<b>x</b>"))
    assert "<b>" not in str(figure)


def test_it_is_read_aloud() -> None:
    panel = effect_panel("Ændring", [STRESS, HIDDEN], PALETTE, words)
    assert panel.alt == (
        "Ændring: Stressniveau: fremgang +8 % (+6 til +10) · 49 svar; "
        "Konflikter: for få til at vise under 5 har svaret begge gange."
    )


@pytest.mark.parametrize(("share", "text"), [(0.084, "+8 %"), (-0.05, "−5 %"), (0.0, "0 %")])
def test_which_way_is_always_said(share: float, text: str) -> None:
    assert percent(share) == text
