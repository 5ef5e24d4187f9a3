"""Figures: valid for Plotly, and what they show is what was rated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotly.tools import return_figure_from_figure_or_data

from fit_tracker.charts import labels, marks
from fit_tracker.charts.alt import alt_text
from fit_tracker.charts.axes import along, scale_ticks
from fit_tracker.charts.course import Around, outcome_figure, person_figure, small_multiples
from fit_tracker.charts.goals import goal_figure
from fit_tracker.charts.model import Axis, CutLine, Days, Figure, Line, Missed, Moment, Point, Scale
from fit_tracker.charts.ready import Ready
from fit_tracker.palette import DARK, LIGHT

START = date(2026, 8, 29)
FORTY = Scale(Decimal(0), Decimal(40), True)


def words(message: str, **values: object) -> str:
    return message.format(**values) if values else message


def line(
    label: str,
    index: int,
    scores: Sequence[str],
    *,
    forms: str = "",
    flagged: Sequence[int] = (),
    limit: str | None = "6.6",
) -> Line:
    """One rating a week; `forms` names each rating's form by a letter."""
    points = tuple(
        Point(
            f"{label}-{n}",
            n,
            START + timedelta(days=7 * (n - 1)),
            Decimal(score),
            ord(forms[n - 1]) if forms else 0,
            n in flagged,
        )
        for n, score in enumerate(scores, 1)
    )
    return Line(label, index, points, Decimal(limit) if limit else None)


def weeks(n: int) -> Around:
    return Around(Days([(no, START + timedelta(days=7 * (no - 1))) for no in range(1, n + 1)]))


def figure(lines: Sequence[Line], *, axis: Axis = "visit", **more: Any) -> Figure:
    longest = max((len(one.points) for one in lines), default=0)
    around = more.pop("around", weeks(longest))
    return outcome_figure(
        lines, scale=FORTY, axis=axis, around=around, palette=LIGHT, words=words, **more
    )


MOTHER = line("Mor", 0, ["18", "19", "17", "15", "14", "12"], flagged=(5, 6))
FATHER = line("Far", 1, ["22", "23", "22", "24", "25", "26"])


def curve(drawn: Figure, name: str) -> Figure:
    return next(trace for trace in drawn["data"] if trace["name"] == name)


def texts(drawn: Figure) -> list[str]:
    return [note["text"] for note in drawn["layout"]["annotations"]]


@pytest.mark.parametrize("axis", ["visit", "date"])
@pytest.mark.parametrize("count", [0, 1, 2, 12, 50])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_length_of_course_is_a_valid_figure(
    axis: Axis, count: int, palette: dict[str, str]
) -> None:
    lines = [line("Mor", 0, ["12.4"] * count)] if count else []
    drawn = outcome_figure(
        lines, scale=FORTY, axis=axis, around=weeks(count), palette=palette, words=words,
        cut_offs=[CutLine(Decimal(25), "grænse 25")], reliable_band=lines[0] if lines else None,
    )  # fmt: skip
    shown = go.Figure(drawn)  # Plotly itself refuses an unknown property
    assert sum(len(trace.y) for trace in shown.data) == count


def test_the_points_are_the_ratings_and_carry_their_keys() -> None:
    trace = curve(figure([MOTHER, FATHER]), "Far")
    assert trace["x"] == [1, 2, 3, 4, 5, 6]
    assert trace["y"] == [22, 23, 22, 24, 25, 26]
    assert trace["customdata"] == ["Far-1", "Far-2", "Far-3", "Far-4", "Far-5", "Far-6"]
    assert trace["text"][4] == "Far 25,0<br>besøg 5, 26-09-2026"


def test_persons_differ_in_colour_and_in_marker() -> None:
    lines = [line(str(n), n, ["20", "21"]) for n in range(7)]
    traces = figure(lines)["data"]
    seen = {(trace["line"]["color"], trace["marker"]["symbol"]) for trace in traces}
    assert len(seen) == 7
    assert "triangle-up" not in {trace["marker"]["symbol"] for trace in traces}


def test_a_label_stands_at_each_line_with_its_latest_score() -> None:
    assert {"<b>Mor 12,0</b>", "<b>Far 26,0</b>"} <= set(texts(figure([MOTHER, FATHER])))


def test_the_scale_is_the_instruments_whatever_was_scored() -> None:
    low, high = figure([line("Mor", 0, ["20", "21"])])["layout"]["yaxis"]["range"]
    assert low < 0 < 40 < high


def test_the_band_lies_around_the_first_rating() -> None:
    drawn = figure([MOTHER], reliable_band=MOTHER)
    box = next(shape for shape in drawn["layout"]["shapes"] if shape["type"] == "rect")
    assert (box["y0"], box["y1"]) == (pytest.approx(11.4), pytest.approx(24.6))
    assert "målefejl: ±6,6 fra første måling" in texts(drawn)


def test_the_band_ends_where_the_scale_ends() -> None:
    high = line("Mor", 0, ["38", "39"])
    drawn = figure([high], reliable_band=high)
    box = next(shape for shape in drawn["layout"]["shapes"] if shape["type"] == "rect")
    assert box["y1"] == 40


def test_a_scale_without_reliability_has_no_band() -> None:
    bare = line("Mor", 0, ["18", "19"], limit=None)
    shapes = figure([bare], reliable_band=bare)["layout"]["shapes"]
    assert "rect" not in {shape["type"] for shape in shapes}


def test_another_form_breaks_the_line_and_starts_its_own_band() -> None:
    child = line("Pige 13 år", 0, ["20", "22", "26", "27"], forms="aabb")
    drawn = figure([child], reliable_band=child)
    assert curve(drawn, "Pige 13 år")["y"] == [20, 22, None, 26, 27]
    assert "nyt skema" in texts(drawn)
    box = next(shape for shape in drawn["layout"]["shapes"] if shape["type"] == "rect")
    assert (box["x0"], box["y0"]) == (3, pytest.approx(19.4))


def test_flagged_points_get_a_triangle_beside_them() -> None:
    flags = curve(figure([MOTHER, FATHER]), "bør drøftes")
    assert flags["marker"]["symbol"] == "triangle-up"
    assert flags["x"] == [5, 6]
    assert all(mark < score for mark, score in zip(flags["y"], [14, 12], strict=True))


def test_a_flag_at_the_bottom_of_the_scale_stands_above_its_point() -> None:
    flags = curve(figure([line("Mor", 0, ["20", "0.5"], flagged=(2,))]), "bør drøftes")
    assert flags["y"][0] > 0.5


def test_cancelled_visits_stand_on_the_axis_between_their_neighbours() -> None:
    missed = tuple(Missed(START + timedelta(days=n), 1, "aflyst") for n in (3, 5))
    drawn = figure([MOTHER], around=Around(weeks(6).days, (), missed))
    crosses = curve(drawn, "×")
    assert crosses["x"] == [pytest.approx(1 + 1 / 3), pytest.approx(1 + 2 / 3)]
    assert crosses["y"] == [0, 0]
    assert crosses["text"][0] == "aflyst 01-09-2026"


@pytest.mark.parametrize(("days", "x"), [(-3, 0.6), (0, 1), (3, 1 + 3 / 7), (7, 2), (40, 6 + 0.4)])
def test_an_event_lies_on_its_visit_or_between_two(days: int, x: float) -> None:
    at = along("visit", weeks(6).days)
    assert at.of_day(START + timedelta(days=days)) == pytest.approx(x)


def test_dates_are_written_without_a_language() -> None:
    axis = figure([MOTHER], axis="date")["layout"]["xaxis"]
    assert axis["ticktext"][0] == "29-08<br>2026"
    assert all(text[:5].replace("-", "").isdigit() for text in axis["ticktext"])


@pytest.mark.parametrize("count", [1, 6, 12, 13, 24, 25, 60, 200])
def test_visit_numbers_fit_a_phone(count: int) -> None:
    shown = [int(text) for _x, text in along("visit", weeks(count).days).ticks]
    assert len(shown) <= 13
    assert shown[-1] <= max(count, 6)


@pytest.mark.parametrize("days", [1, 30, 100, 101, 400, 3000])
def test_dates_fit_a_phone(days: int) -> None:
    found = along("date", Days([(1, START), (2, START + timedelta(days=days))]))
    assert 1 <= len(found.ticks) <= 6
    assert all(found.low <= x <= found.high for x, _text in found.ticks)


def test_lower_is_better_keeps_the_numbers_the_right_way_up_and_says_so() -> None:
    bdi = Scale(Decimal(0), Decimal(63), False)
    assert scale_ticks(bdi)[:3] == [0, 10, 20]
    told = alt_text([line("Person 12", 0, ["32", "12"])], title="Skema", scale=bdi, words=words)
    assert told == (
        "Skema: 0–63, lavere er bedre. Person 12: fra 32,0 ved besøg 1 til 12,0 ved besøg 2, "
        "2 målinger."
    )


def test_an_empty_figure_says_so_to_the_eye_and_to_the_ear() -> None:
    assert "Ingen målinger endnu" in texts(figure([]))
    assert alt_text([], title="Skema", scale=FORTY, words=words).endswith("Ingen målinger endnu.")


def test_side_by_side_has_one_figure_each_on_the_same_scale() -> None:
    panels = small_multiples(
        [MOTHER, FATHER], scale=FORTY, axis="visit", around=weeks(6), palette=LIGHT, words=words
    )
    assert [len([t for t in p["data"] if t["mode"] == "lines+markers"]) for p in panels] == [1, 1]
    assert panels[0]["layout"]["yaxis"]["range"] == panels[1]["layout"]["yaxis"]["range"]
    assert panels[0]["layout"]["xaxis"]["range"] == panels[1]["layout"]["xaxis"]["range"]


def test_the_persons_own_figure_shows_neither_flags_nor_others() -> None:
    drawn = person_figure(MOTHER, scale=FORTY, palette=LIGHT, words=words)
    assert [trace["name"] for trace in drawn["data"]] == ["Mor"]


def test_goals_run_from_nought_to_ten_and_are_never_reliable() -> None:
    drawn = goal_figure([line("①", 0, ["2", "6"])], axis="visit", around=weeks(2),
                        palette=LIGHT, words=words)  # fmt: skip
    low, high = drawn["layout"]["yaxis"]["range"]
    assert -1 <= low < 0 < 10 < high <= 11
    assert not drawn["layout"]["shapes"]


def test_what_a_person_wrote_is_escaped() -> None:
    wicked = line("<b>x</b>", 0, ["18", "19"])
    event = Around(weeks(2).days, (Moment(START, "<i>y</i>"),))
    drawn = figure([wicked], around=event)
    assert not [text for text in texts(drawn) if "<i>" in text or "<b>x" in text]
    assert "&lt;b&gt;" in curve(drawn, "<b>x</b>")["text"][0]


@given(st.lists(st.tuples(st.floats(0, 40), st.floats(1, 4)), min_size=1, max_size=8))
def test_labels_never_overlap_and_stay_in_order(pairs: list[tuple[float, float]]) -> None:
    wanted, heights = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    placed = labels.dodge(wanted, heights, 0, 40)
    order = sorted(range(len(pairs)), key=lambda i: wanted[i])
    for below, above in pairwise(order):
        room = (heights[below] + heights[above]) / 2
        assert placed[above] - placed[below] >= room - 1e-6


def test_labels_with_room_stay_where_they_belong() -> None:
    assert labels.dodge([12, 26], [2, 2], 0, 40) == [12, 26]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 200)), max_size=9))
def test_words_of_one_row_do_not_touch(spans: list[tuple[int, int]]) -> None:
    ordered = sorted(spans)
    rows = labels.rows([s for s, _w in ordered], [w for _s, w in ordered])
    for row in set(rows):
        same = [span for span, at in zip(ordered, rows, strict=True) if at == row]
        assert all(start + width < later for (start, width), (later, _w) in pairwise(same))


def test_close_cut_offs_are_named_on_their_outer_sides() -> None:
    cuts = [CutLine(Decimal(25), "grænse 25"), CutLine(Decimal(28), "grænse 28")]
    found = marks.cut_offs(cuts, [], FORTY, LIGHT, 300)
    sides = {label["text"]: label["yanchor"] for _shape, label in found}
    assert sides == {"grænse 28": "bottom", "grænse 25": "top"}


def test_a_ready_figure_reaches_streamlit_as_the_same_dictionary() -> None:
    """What Streamlit calls on every figure must not build, copy or change it."""
    drawn = figure([MOTHER])
    assert return_figure_from_figure_or_data(Ready(drawn), validate_figure=True) is drawn
