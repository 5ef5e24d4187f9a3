"""The expected course on a chart: where the bands lie, what they are called, who sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fit_tracker.charts import expected
from fit_tracker.charts.axes import along, pace
from fit_tracker.charts.course import Around, outcome_figure, person_figure, small_multiples
from fit_tracker.charts.model import Axis, CutLine, Days, Figure, Line, Point, Scale
from fit_tracker.palette import DARK, LIGHT, PERSONS
from fit_tracker.progression.expectation import Band, Expected
from tests.unit.test_palette import contrast

START = date(2026, 8, 29)
FORTY = Scale(Decimal(0), Decimal(40), True)
CUT = CutLine(Decimal(25), "grænse 25")


@dataclass(frozen=True)
class StartUp:
    gain: Decimal
    source: str


def words(message: str, **values: object) -> str:
    return message.format(**values) if values else message


def band(no: int, *scores: str) -> Band:
    """Median, 50 %, 80 % and 90 %, in that order."""
    return Band(Decimal(no), *(Decimal(score) for score in scores))


PATH = (
    band(7, "13", "11", "15", "8", "18", "6", "20"),
    band(8, "14", "11.5", "17", "8.5", "20", "6", "23"),
    band(9, "15", "12", "19", "9", "22", "6.5", "25"),
)


def ahead(path: Sequence[Band] = PATH, stops_at: int | None = None) -> Expected:
    return Expected("2026-11-22-1a2b3c4d", 84, tuple(path), stops_at, 0.12, 0.67, 0.6, 2, 2,
                    13, 21, 0.41, 0.79)  # fmt: skip


def line(label: str, index: int, scores: Sequence[str], **more: Any) -> Line:
    points = tuple(
        Point(f"{label}-{n}", n, START + timedelta(days=7 * (n - 1)), Decimal(score))
        for n, score in enumerate(scores, 1)
    )
    return Line(label, index, points, Decimal("6.6"), **more)


MOTHER = line("Mor", 0, ["18", "19", "17", "15", "14", "12"], expected=ahead())
FATHER = line("Far", 1, ["22", "23", "22", "24", "25", "26"], expected=ahead())


def around(planned: int | None = 12, until: int | None = 12, visits: int = 6) -> Around:
    days = [(no, START + timedelta(days=7 * (no - 1))) for no in range(1, visits + 1)]
    return Around(Days(days), planned=planned, until=until)


def figure(*lines: Line, axis: Axis = "visit", **more: Any) -> Figure:
    given: dict[str, Any] = {
        "around": around(),
        "palette": LIGHT,
        "ahead": lines[0],
        "cut_offs": [CUT],
    } | more
    return outcome_figure(lines, scale=FORTY, axis=axis, words=words, **given)


def trace(drawn: Figure, name: str) -> Figure:
    return next(one for one in drawn["data"] if one["name"] == name)


def names(drawn: Figure) -> list[str]:
    return [one["name"] for one in drawn["data"]]


def texts(drawn: Figure) -> list[str]:
    return [note["text"] for note in drawn["layout"]["annotations"]]


def box(drawn: Figure) -> Figure:
    return next(shape for shape in drawn["layout"]["shapes"] if shape["type"] == "rect")


@pytest.mark.parametrize("axis", ["visit", "date"])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("count", [1, 2, 6, 30])
def test_bands_after_a_course_of_any_length_are_a_valid_figure(
    axis: Axis, palette: dict[str, str], count: int
) -> None:
    path = [replace(one, visit_no=Decimal(count + n)) for n, one in enumerate(PATH, 1)]
    mother = line("Mor", 0, ["12.4"] * count, expected=ahead(path, count + 3))
    drawn = figure(mother, axis=axis, palette=palette, reliable_band=mother,
                   around=around(count + 6, count + 6, count))  # fmt: skip
    assert names(drawn) == ["80 %", "50 %", "forventet", "Mor"]
    assert len(go.Figure(drawn).data) == 4


def test_each_band_is_a_polygon_from_the_latest_rating_to_the_end_of_the_path() -> None:
    outer = trace(figure(MOTHER), "80 %")
    assert outer["fill"] == "toself"
    assert outer["x"] == [6, 7, 8, 9, 9, 8, 7]
    assert outer["y"] == [12, 18, 20, 22, 9, 8.5, 8]
    assert trace(figure(MOTHER), "50 %")["y"] == [12, 15, 17, 19, 12, 11.5, 11]
    assert trace(figure(MOTHER), "forventet")["y"] == [12, 13, 14, 15]


def test_nothing_expected_lies_over_the_curve() -> None:
    assert names(figure(MOTHER, FATHER)).index("Mor") > 2


def test_the_bands_are_told_apart_without_colour() -> None:
    edges = {trace(figure(MOTHER), name)["line"]["dash"] for name in ("50 %", "80 %")}
    assert edges == {"solid", "1px,3px"}


def test_the_bands_are_named_on_the_chart_and_whose_they_are() -> None:
    assert {"50 %", "forventet: 80 %"} <= set(texts(figure(MOTHER)))
    assert "Mor, forventet: 80 %" in texts(figure(MOTHER, FATHER))


def test_a_long_name_breaks_before_it_runs_out_of_the_chart() -> None:
    about = replace(MOTHER, label="Mor om dreng 10 år")
    notes = figure(about, FATHER)["layout"]["annotations"]
    (note,) = (note for note in notes if "forventet" in note["text"])
    assert note["text"] == "Mor om dreng 10…, forventet:<br>80 %"
    assert note["xanchor"] == "right"


def test_a_band_too_narrow_for_words_is_named_outside() -> None:
    thin = [replace(one, lo50=one.median, hi50=one.median) for one in PATH]
    mother = replace(MOTHER, expected=ahead(thin))
    assert "forventet: 50 og 80 %" in texts(figure(mother))
    assert "50 %" not in texts(figure(mother))


def test_the_numbers_can_be_read_by_pointing() -> None:
    assert trace(figure(MOTHER), "forventet")["text"][1] == (
        "Mor, forventet ved besøg 7: 13,0<br>50 %: 11,0–15,0<br>80 %: 8,0–18,0"
    )


def test_together_only_one_lines_bands_are_drawn() -> None:
    assert names(figure(MOTHER, FATHER)).count("80 %") == 1
    assert trace(figure(MOTHER, FATHER, ahead=FATHER), "80 %")["y"][0] == 26


def test_side_by_side_each_has_its_own() -> None:
    panels = small_multiples([MOTHER, FATHER], scale=FORTY, axis="visit", around=around(),
                             palette=LIGHT, words=words)  # fmt: skip
    assert [trace(panel, "80 %")["y"][0] for panel in panels] == [12, 26]
    assert panels[0]["layout"]["xaxis"]["range"] == panels[1]["layout"]["xaxis"]["range"]


def test_the_measurement_error_ends_where_the_expected_begins() -> None:
    drawn = figure(MOTHER, reliable_band=MOTHER)
    assert (box(drawn)["x0"], box(drawn)["x1"]) == (1, 6)
    assert "målefejl ±6,6" in texts(drawn)


def test_without_a_model_the_measurement_error_runs_on() -> None:
    alone = replace(MOTHER, expected=None)
    drawn = figure(alone, reliable_band=alone, ahead=None, around=around(until=None))
    assert box(drawn)["x1"] == drawn["layout"]["xaxis"]["range"][1]


def test_after_a_single_rating_there_is_no_measurement_error_to_draw() -> None:
    one = line("Mor", 0, ["18"], expected=ahead([replace(PATH[0], visit_no=Decimal(2))]))
    shapes = figure(one, reliable_band=one, around=around(visits=1))["layout"]["shapes"]
    assert "rect" not in {shape["type"] for shape in shapes}


def test_the_planned_end_stands_on_the_chart() -> None:
    drawn = figure(MOTHER)
    assert "planlagt afslutning, besøg 12" in texts(drawn)
    assert 12 in [shape.get("x0") for shape in drawn["layout"]["shapes"]]
    assert drawn["layout"]["xaxis"]["range"][1] > 12


def test_where_data_do_not_carry_the_chart_says_so() -> None:
    short = replace(MOTHER, expected=ahead(stops_at=9))
    assert "data rækker til besøg 9" in texts(figure(short))
    assert "data rækker til besøg 9" not in texts(figure(MOTHER))


def test_by_date_coming_visits_lie_as_far_apart_as_those_held() -> None:
    drawn = figure(MOTHER, axis="date")
    latest = (START + timedelta(days=35)).toordinal()
    assert trace(drawn, "forventet")["x"] == [latest, latest + 7, latest + 14, latest + 21]
    assert "planlagt slut omtrent 14-11" in texts(drawn)


@pytest.mark.parametrize(("gaps", "days"), [((7, 7, 28), 7), ((7, 14), 10.5), ((0,), 1), ((), 14)])
def test_the_pace_is_the_median_of_the_days_between_visits(
    gaps: Sequence[int], days: float
) -> None:
    on, visits = START, [(1, START)]
    for no, gap in enumerate(gaps, 2):
        on += timedelta(days=gap)
        visits.append((no, on))
    assert pace(Days(visits)) == days


def test_a_rater_who_missed_visits_is_expected_on_the_days_they_were_held() -> None:
    at = along("date", around().days, until=12)
    assert at.of_visit(4) == (START + timedelta(days=21)).toordinal()


@pytest.mark.parametrize(
    ("line_of", "planned", "reach"),
    [
        (MOTHER, 12, 12),
        (MOTHER, None, 9),
        (MOTHER, 5, 9),
        (replace(MOTHER, expected=None), 12, None),
    ],
)
def test_the_axis_reaches_the_planned_end_and_the_end_of_the_path(
    line_of: Line, planned: int | None, reach: int | None
) -> None:
    assert expected.until([line_of], planned) == reach


def test_the_persons_own_curve_never_shows_what_is_to_come() -> None:
    curve = StartUp(Decimal(6), "aftale")
    for one in (MOTHER, replace(MOTHER, expected=None, assumed=curve)):
        drawn = person_figure(one, scale=FORTY, palette=LIGHT, words=words)
        assert names(drawn) == ["Mor"]
        assert not [text for text in texts(drawn) if re.search("forvent|Antagelse|planlagt", text)]


def assumed(**more: Any) -> Line:
    given: dict[str, Any] = {
        "assumed": StartUp(Decimal(6), "Aftale fra 2026"),
        "expected": None,
    } | more
    return replace(MOTHER, **given)


def test_the_startup_curve_is_first_plus_gain_times_log_visit_over_log_eight() -> None:
    """log 2, 4 and 8 are as 1, 2 and 3: a third of the gain at visit 2, two at 4, all at 8."""
    found = dict(expected.assumed_points(assumed(), FORTY, 12))
    assert [found[no] for no in (1, 2, 4, 8)] == pytest.approx([18, 20, 22, 24])
    assert max(found) == 12


def test_the_startup_curve_stays_inside_the_scale_and_runs_the_better_way() -> None:
    steep = assumed(assumed=StartUp(Decimal(60), "x"))
    assert max(score for _, score in expected.assumed_points(steep, FORTY, 12)) == 40
    lower = Scale(Decimal(0), Decimal(40), higher_is_better=False)
    assert dict(expected.assumed_points(assumed(), lower, 8))[8] == pytest.approx(12)


def test_an_assumption_is_a_dotted_line_that_says_so_and_never_a_band() -> None:
    drawn = figure(assumed())
    assert names(drawn) == ["antagelse", "Mor"]
    assert "fill" not in trace(drawn, "antagelse")
    assert trace(drawn, "antagelse")["line"]["dash"] == "1px,4px"
    assert "Antagelse, ikke data<br>(Aftale fra 2026)" in texts(drawn)


def test_a_model_silences_the_assumption() -> None:
    assert "antagelse" not in names(figure(assumed(expected=ahead())))


def test_what_an_administrator_wrote_is_escaped() -> None:
    drawn = figure(assumed(assumed=StartUp(Decimal(6), "<i>x</i>")))
    assert not [text for text in texts(drawn) if "<i>" in text]


def test_the_bands_are_told_in_words() -> None:
    told = expected.told(MOTHER, words)
    assert told == (
        "Mor: ved besøg 7 forventes 13,0; 50 % ligger i 11,0–15,0 og 80 % i 8,0–18,0. "
        "Mor: ved besøg 9 forventes 15,0; 50 % ligger i 12,0–19,0 og 80 % i 9,0–22,0."
    )
    assert expected.told(assumed(), words) == ""


def mixed(ink: str, ground: str, strength: float) -> str:
    """A see-through colour on a ground, as the eye gets it."""
    pairs = [(int(ink[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a * strength + b * (1 - strength)):02X}" for a, b in pairs)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("name", [*PERSONS, "quiet"])
@pytest.mark.parametrize("under", PERSONS)
def test_names_can_be_read_on_both_bands(palette: dict[str, str], name: str, under: str) -> None:
    """Words on bands have a halo of the card's colour, and on that each is 4.5:1
    (test_palette). Where a browser draws no halo they must still be made out."""
    ground = mixed(palette[under], palette["card"], expected.OUTER)
    ground = mixed(palette[under], ground, expected.INNER)
    assert contrast(palette[name], ground) >= 3.9


def test_words_that_may_lie_on_a_band_have_a_halo() -> None:
    drawn = figure(MOTHER, FATHER, palette=DARK)
    near = [
        note for note in drawn["layout"]["annotations"] if re.search("Mor|Far|50", note["text"])
    ]
    assert len(near) == 4
    assert all(DARK["card"] in note["font"]["shadow"] for note in near)


@given(
    scores=st.lists(st.integers(0, 40), min_size=1, max_size=12),
    widths=st.lists(st.integers(0, 20), min_size=1, max_size=8),
    median=st.integers(0, 40),
    several=st.booleans(),
)
def test_words_stay_inside_whatever_is_expected(
    scores: list[int], widths: list[int], median: int, several: bool
) -> None:
    n = len(scores)
    path = [
        band(n + no, *(str(min(max(median + w * k, 0), 40)) for k in (0, -1, 1, -2, 2, -3, 3)))
        for no, w in enumerate(widths, 1)
    ]
    mother = line("Mor", 0, [str(score) for score in scores], expected=ahead(path))
    lines = [mother, line("Far", 1, [str(s) for s in scores])] if several else [mother]
    drawn = figure(*lines, reliable_band=mother, around=around(None, n + len(widths), n))
    low, high = drawn["layout"]["yaxis"]["range"]
    notes = [note for note in drawn["layout"]["annotations"] if "forventet" in note["text"]]
    assert len(notes) == 1
    assert low - 1 <= notes[0]["y"] <= high + 1
    layout, rows = drawn["layout"], notes[0]["text"].count("<br>") + 1
    plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    under = {"top": rows * 16, "bottom": 0}[notes[0]["yanchor"]] * (high - low) / plot
    assert notes[0]["y"] - under >= -0.5  # below the scale stand the axis's numbers
