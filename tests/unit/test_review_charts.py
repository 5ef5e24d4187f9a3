"""The figures of a review: valid, to scale, and without a trace of what is hidden."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from fit_tracker.charts.model import Figure
from fit_tracker.charts.review import panel
from fit_tracker.charts.review_bands import HIDDEN, PLOT
from fit_tracker.charts.review_look import Look
from fit_tracker.domain.reviews import Bar, Column, Part, PartKind
from fit_tracker.palette import DARK, LIGHT, TONES, mixed
from tests.review_figures import make_part
from tests.unit.test_palette import contrast

PALETTES = [LIGHT, DARK]
LONG = "Hvor mange uger der går, fra familien er visiteret, til det første besøg er holdt"


def figure(part: Part, palette: dict[str, str] = LIGHT, scale: float = 1.0) -> Figure:
    found = panel(part, palette, scale)
    assert found is not None
    return found.figure


def column(label: str, *shares: float | None) -> Column:
    """Bands named by letters; the told ones say their share in thousandths."""
    return Column(label, tuple(band(name, s) for name, s in zip("abcd", shares, strict=False)))


def band(name: str, share: float | None) -> Bar:
    text = "vises ikke" if share is None else str(round(share * 1000))
    return Bar(name, text, "", share, "warn")


def bands(*columns: Column) -> Part:
    return make_part(PartKind.BANDS, columns=columns)


def notes(drawn: Figure) -> list[str]:
    return [note["text"] for note in drawn["layout"]["annotations"]]


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("scale", [1.0, 1.35])
@pytest.mark.parametrize("kind", [PartKind.BANDS, PartKind.INTERVALS])
def test_the_figure_is_one_that_plotly_knows(
    kind: PartKind, scale: float, palette: dict[str, str]
) -> None:
    go.Figure(figure(make_part(kind), palette, scale))


@pytest.mark.parametrize("kind", [PartKind.NUMBERS, PartKind.BARS, PartKind.TABLE, PartKind.WORDS])
def test_text_and_rows_have_no_figure(kind: PartKind) -> None:
    assert panel(make_part(kind), LIGHT) is None


@pytest.mark.parametrize(
    "empty",
    [
        bands(),
        bands(Column("første måling", ())),
        make_part(PartKind.INTERVALS, bars=(), axis=None, zero=None),
    ],
)
def test_a_part_without_anything_in_it_is_still_a_figure(empty: Part) -> None:
    go.Figure(figure(empty))


def test_fields_are_as_high_as_their_shares_and_stand_on_each_other() -> None:
    (fields,) = figure(bands(column("første", 0.5, 0.3, 0.2)))["data"]
    assert fields["base"] == pytest.approx([1.5, 0.5 * PLOT + 1.5, 0.8 * PLOT + 1.5])
    assert fields["y"] == pytest.approx([share * PLOT - 3 for share in (0.5, 0.3, 0.2)])
    assert fields["text"] == ["<b>500</b>", "<b>300</b>", "<b>200</b>"]


def test_a_hidden_field_has_one_height_whatever_stands_in_it() -> None:
    """The same figure, to the last letter, whether one or four people are hidden there."""
    (fields,) = figure(bands(column("første", 0.6, None, None, 0.3)))["data"]
    assert fields["y"][1] == fields["y"][2] == HIDDEN - 3
    assert fields["marker"]["pattern"]["shape"] == ["", "/", "/", ""]
    assert fields["text"][1] == "<b>vises ikke</b>"
    # 0.1 of all is left over by the told shares: it is drawn nowhere.
    assert fields["base"][3] == pytest.approx(0.6 * PLOT + 2 * HIDDEN + 1.5)


def test_what_finds_no_room_inside_stands_beside() -> None:
    drawn = figure(bands(column("først", 0.98, 0.01, 0.01), column("sidst", 0.98, 0.01, 0.01)))
    assert drawn["data"][0]["text"][1:3] == ["", ""]
    assert {"b: <b>10</b>", "c: <b>10</b>", "a"} <= set(notes(drawn))
    right = [n for n in drawn["layout"]["annotations"] if n["text"] == "<b>10</b>"]
    assert len(right) == 2
    assert abs(right[0]["y"] - right[1]["y"]) >= 17


def test_hover_tells_what_the_document_tells() -> None:
    (fields,) = figure(make_part(PartKind.BANDS))["data"]
    assert fields["hovertext"][0] == "under 15: 21"
    assert fields["hovertemplate"] == "%{hovertext}<extra></extra>"
    (dots,) = figure(make_part(PartKind.INTERVALS))["data"]
    assert dots["text"] == ["Alle +5,8 (4,3 til 7,3) n = 64"]
    assert dots["hovertemplate"] == "%{text}<extra></extra>"


def test_a_hidden_value_has_words_and_no_dot() -> None:
    drawn = figure(make_part(PartKind.INTERVALS))
    (dots,) = drawn["data"]
    assert dots["x"] == [5.8]
    assert dots["error_x"]["array"] == pytest.approx([1.5])
    assert dots["error_x"]["arrayminus"] == pytest.approx([1.5])
    assert "vises ikke" in notes(drawn)


def test_the_axis_is_the_documents_with_commas() -> None:
    part = make_part(PartKind.INTERVALS, axis=(-0.5, 0.5))
    axis = figure(part)["layout"]["xaxis"]
    assert axis["range"] == [-0.5, 0.5]
    assert axis["ticktext"] == ["−0,4", "−0,2", "0", "0,2", "0,4"]


def test_without_an_axis_all_that_is_told_has_room() -> None:
    part = make_part(PartKind.INTERVALS, axis=None, zero=0.0)
    assert figure(part)["layout"]["xaxis"]["range"] == [0.0, 7.3]


def test_a_long_name_breaks_and_its_row_grows() -> None:
    short = figure(make_part(PartKind.INTERVALS))
    long = figure(make_part(PartKind.INTERVALS, bars=(_named(LONG), _named("Alle"))))
    assert "<br>" in notes(long)[0]
    assert long["layout"]["height"] > short["layout"]["height"]
    # Two rows never meet, however long the name of the first is.
    first, second = long["data"][0]["y"]
    assert first > second


def _named(label: str) -> Bar:
    return Bar(label, "14 dage (9 til 21)", "n = 31", None, "plain", 1.0, 0.5, 2.0)


def test_zero_is_drawn_only_where_it_means_something() -> None:
    part = make_part(PartKind.INTERVALS)
    with_zero = len(figure(part)["layout"]["shapes"])
    assert len(figure(replace(part, zero=None))["layout"]["shapes"]) == with_zero - 1


def test_what_somebody_typed_stays_text() -> None:
    nasty = "<a href='javascript:x'>Team</a>"
    part = make_part(PartKind.INTERVALS, bars=(Bar(nasty, "1", "", None, "plain", 1.0, 0.0, 2.0),))
    assert "<a" not in json.dumps(figure(part))
    part = bands(Column(nasty, (Bar(nasty, nasty, nasty, 0.5, "good"),)))
    assert "<a" not in json.dumps(figure(part))


def test_what_is_read_aloud_has_every_told_word() -> None:
    found = panel(make_part(PartKind.BANDS), LIGHT)
    assert found is not None
    assert "første måling: under 15 21; 15–25 29; 25–32 9; over 32 5." in found.alt
    told = panel(make_part(PartKind.INTERVALS), LIGHT)
    assert told is not None
    assert told.alt == (
        "Udviklingen i gennemsnit: Alle +5,8 (4,3 til 7,3) n = 64; Gruppeforløb vises ikke."
    )


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("tone", [*TONES, "unknown"])
def test_words_on_a_field_can_be_read_and_its_edge_seen(tone: str, palette: dict[str, str]) -> None:
    look = Look(palette)
    assert contrast(look.on_fill(tone), look.fill(tone)) >= 4.5
    assert contrast(look.ink(tone), palette["card"]) >= 3


def test_a_mixed_colour() -> None:
    assert mixed("#FF0000", "#0000FF", 0.5) == "#800080"
    assert mixed("#123456", "#FFFFFF", 1.0) == "#123456"


def test_the_wall_has_larger_words() -> None:
    def size(drawn: Figure) -> Any:
        return drawn["layout"]["annotations"][0]["font"]["size"]

    part = make_part(PartKind.BANDS)
    assert size(figure(part, scale=1.35)) > size(figure(part))
