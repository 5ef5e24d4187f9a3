"""The review as slides, read back: titles, native charts and their workbooks, notes, properties,
and that no text runs out of its box."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.text import PP_ALIGN

from fit_tracker.domain.reviews import Bar, Column, Document, Part, PartKind, ReviewState, Section
from fit_tracker.exchange import review_slides, typst_page
from fit_tracker.exchange.slides_interval import lengths
from fit_tracker.exchange.slides_text import LINE, Style, height_of, lines, width_of
from fit_tracker.services.review_document import document
from tests.review_figures import make_decision, make_document, make_figures, make_part

MADE = datetime(2026, 10, 4, 9, 30)
EMU = 914400
LONG = "Familien flyttede fra kommunen, eller valgte selv at holde op, før målene var nået. "


def of(*parts: Part, **changes: Any) -> Document:
    return make_document(sections=(Section("s", "Afsnit", parts),), **changes)


def bars(count: int, words: str = LONG) -> tuple[Bar, ...]:
    return tuple(
        Bar(f"{words}{n}", str(100 + n), "45 %", n / count, "calm", n, n - 1.0, n + 1.0)
        for n in range(count)
    )


def worded() -> Document:
    """Every kind of block, as a whole review says it."""
    return document(
        make_figures(), version=2, state=ReviewState.RELEASED, frozen_on=date(2026, 10, 4),
        notes={"review": "Sommerferie.", "bands": LONG * 5}, earlier=[make_decision()],
        decisions=[make_decision(LONG * 2) for _ in range(12)],
    )  # fmt: skip


DOCUMENTS = {
    "every kind": make_document(),
    "a whole review": worded(),
    "many bars": of(make_part(PartKind.BARS, bars=bars(30), note=LONG)),
    "many intervals": of(make_part(PartKind.INTERVALS, bars=bars(30)), make_part(PartKind.BANDS)),
    "many rows": of(make_part(PartKind.TABLE, rows=(("A",) * 6, *(("B", LONG) * 3,) * 30))),
    "long words": of(make_part(PartKind.BANDS, sentence=LONG * 6, small_print=(LONG,) * 9)),
    "long title": make_document(title=LONG * 2, subtitle=LONG * 3),
    "all hidden": of(
        make_part(PartKind.BARS, bars=(Bar("a", "vises ikke"), Bar("b", "vises ikke"))),
        make_part(PartKind.INTERVALS, bars=(Bar("a", "vises ikke"),)),
    ),
    "nothing": of(*(make_part(kind, bars=(), columns=(), rows=()) for kind in PartKind)),
    "no parts": of(),
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {name: review_slides.slides(one, MADE) for name, one in DOCUMENTS.items()}


@pytest.fixture(scope="module")
def read(files: dict[str, bytes]) -> dict[str, Any]:
    return {name: Presentation(io.BytesIO(made)) for name, made in files.items()}


def charts(shown: Any) -> list[Any]:
    return [shape for slide in shown.slides for shape in slide.shapes if shape.has_chart]


def book(chart: Any) -> Any:
    return load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True)


def numbers(chart: Any) -> set[float]:
    cells = [cell.value for row in book(chart).active.iter_rows() for cell in row]
    return {float(value) for value in cells if isinstance(value, int | float)}


def unpacked(made: bytes) -> Iterator[tuple[str, str]]:
    """Every file in it, and in the workbooks in it."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            body = archive.read(entry)
            if entry.filename.endswith(".xlsx"):
                yield from ((f"{entry.filename}/{n}", text) for n, text in unpacked(body))
            else:
                yield entry.filename, body.decode("utf-8")


def test_each_slides_title_is_its_message(read: dict[str, Any]) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in read["every kind"].slides]
    assert titles == [
        "3. kvartal 2026: 34 af 64 gik mere frem end målefejlen",
        "Under 15 ved start: 21 af 64. Ved seneste måling: 9 af 64.",
        "29 af 64 sluttede planlagt og i fremgang.",
        "Besluttet sidst",
    ]
    assert (read["every kind"].slide_width, read["every kind"].slide_height) == (12191695, 6858000)


def test_charts_are_native_and_their_workbooks_hold_only_what_is_told(read: dict[str, Any]) -> None:
    bands, interval, endings = (shape.chart for shape in charts(read["every kind"]))
    assert numbers(endings) == {45.3, 21.9}
    assert list(endings.plots[0].series[0].values) == [45.3, 21.9, None, None]
    assert numbers(interval) == {5.8, 4.3, 7.3, 1.5}
    told = {n / 64 for column in make_part(PartKind.BANDS).columns for n in _ns(column)}
    assert numbers(bands) == {round(100 * share, 1) for share in told}


def _ns(column: Column) -> list[int]:
    return [int(bar.text) for bar in column.bars]


def test_a_hidden_band_has_an_empty_cell_and_its_words_below(read: dict[str, Any]) -> None:
    seen = Column("nu", (Bar("lav", "30", "", 0.6, "calm"), Bar("høj", "vises ikke")))
    shown = Presentation(
        io.BytesIO(review_slides.slides(of(make_part(PartKind.BANDS, columns=(seen,)))))
    )
    (shape,) = charts(shown)
    assert numbers(shape.chart) == {60.0}
    assert "nu: høj vises ikke" in texts(shown.slides[1])
    assert charts(read["all hidden"]) == []
    assert "vises ikke" in "\n".join(texts(read["all hidden"].slides[1]))


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_the_whisker_follows_the_workbook(read: dict[str, Any]) -> None:
    """5,8 (4,3 til 7,3): 1,5 down and 1,5 up, as formulas beside the numbers."""
    part = make_part(PartKind.INTERVALS)
    assert lengths(part.bars[0]) == (1.5, 1.5)
    assert lengths(part.bars[1]) == (None, None)
    chart = next(c.chart for c in charts(read["every kind"]) if c.name == part.title)
    with_formulas = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.value for cell in with_formulas[2]][1:] == [5.8, 4.3, 7.3, "=B2-C2", "=D2-B2"]
    assert [cell.value for cell in with_formulas[3]][1:] == [None] * 5
    xml = chart.part.blob.decode()
    assert xml.index("<c:errBars>") < xml.index("<c:cat>")
    assert "Sheet1!$F$2:$F$3" in xml and "Sheet1!$E$2:$E$3" in xml


def test_a_name_that_looks_like_a_formula_is_a_name() -> None:
    """An administrator names teams and services; whoever edits the chart runs nothing."""
    name = '=HYPERLINK("http://x")'
    bars = (Bar(name, "6", "", 0.5, "calm", 1.0, 0.0, 2.0),)
    seen = (Column(name, bars),)
    parts = [
        make_part(kind, bars=bars, columns=seen if kind is PartKind.BANDS else (), title=name)
        for kind in (PartKind.BARS, PartKind.BANDS, PartKind.INTERVALS)
    ]
    shown = Presentation(io.BytesIO(review_slides.slides(of(*parts))))
    for shape in charts(shown):
        made = load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
        cells = [cell for row in made.iter_rows() for cell in row if cell.value == name]
        assert cells and {cell.data_type for cell in cells} == {"s"}


def test_each_chart_and_table_is_said_aloud(read: dict[str, Any]) -> None:
    for slide in read["a whole review"].slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr"), shape.name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_notes_hold_all_that_the_document_says(name: str, read: dict[str, Any]) -> None:
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in read[name].slides)
    shown = notes + "\n".join(text for slide in read[name].slides for text in texts(slide))
    for section in DOCUMENTS[name].sections:
        for part in section.parts:
            for row in part.rows:
                assert " | ".join(row) in notes, (name, part.key)
            for words in (part.title, part.sentence, *part.small_print):
                assert words in notes, (name, part.key)
            for line in part.note.splitlines():
                assert line.strip() in shown, (name, part.key)


def test_properties_and_parts_name_nobody_and_no_machine(files: dict[str, bytes]) -> None:
    foreign = re.compile(
        r"Steve|Canny|python|openpyxl|Microsoft (?:Macintosh|Excel)|/(?:home|tmp|work|Users)/"
    )
    found = dict(unpacked(files["every kind"]))
    told = {name: foreign.findall(body) for name, body in found.items()}
    assert {name: hits for name, hits in told.items() if hits} == {}
    assert not [name for name in found if re.search("thumbnail|printer|custom", name, re.I)]
    properties = [body for name, body in found.items() if name.endswith("core.xml")]
    assert len(properties) == 4
    for body in properties:
        assert re.findall(r"W3CDTF\">([^<]*)<", body) == ["2026-10-04T09:30:00Z"] * 2
        assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", body)) == {
            "FIT Tracker"
        }
    assert all("FIT Tracker" in body for name, body in found.items() if name.endswith("app.xml"))


def test_the_same_review_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert review_slides.slides(make_document(), MADE) == files["every kind"]


def test_the_same_figures_as_the_paper(read: dict[str, Any]) -> None:
    """Every number of the document stands on a slide or in its notes."""
    shown = read["a whole review"]
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in shown.slides)
    for section in DOCUMENTS["a whole review"].sections:
        for part in section.parts:
            assert all(cell in notes for row in part.rows for cell in row)


# Where things stand, in inches.
def boxes(slide: Any) -> list[tuple[str, float, float, float, float]]:
    return [
        (s.name, s.left / EMU, s.top / EMU, (s.left + s.width) / EMU, (s.top + s.height) / EMU)
        for s in slide.shapes
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_lies_outside_the_slide_or_upon_something_else(
    name: str, read: dict[str, Any]
) -> None:
    for number, slide in enumerate(read[name].slides, start=1):
        found = boxes(slide)
        for shape, left, top, right, bottom in found:
            assert left >= 0.5 and top >= 0.3, (name, number, shape)
            assert right <= 12.84 and bottom <= 7.0, (name, number, shape, bottom)
        for one, other in combinations(found, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            assert across < 0.02 or down < 0.02, (name, number, one, other)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_keeps_within_its_box(name: str, read: dict[str, Any]) -> None:
    """Set in Inter, which is wider than the slides' Arial, and measured."""
    for number, slide in enumerate(read[name].slides, start=1):
        for shape in slide.shapes:
            if shape.has_text_frame:
                needed = measured(shape.text_frame, shape.width / EMU)
                assert needed <= shape.height / EMU + 0.02, (name, number, shape.text_frame.text)


def measured(frame: Any, width: float) -> float:
    height = 0.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs]
        text = "".join(run.text for run in paragraph.runs)
        if sizes:
            height += set_lines(text, max(sizes), width) * max(sizes) * LINE / 72
    return height


def set_lines(text: str, size: float, width: float) -> int:
    font = ImageFont.truetype(str(typst_page.FONTS / "Inter-Regular.ttf"), 100)
    count, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) / 100 * size / 72 > width:
            count, line = count + 1, word
        else:
            line = longer
    return count


def test_the_room_reckoned_for_words_is_never_too_small() -> None:
    font = ImageFont.truetype(str(typst_page.FONTS / "Inter-Regular.ttf"), 100)
    for words in (LONG, "34 af 64 gik mere frem end målefejlen (41 til 65 %)", "Fremmøde: 87 %"):
        true = font.getlength(words) / 100 * 12 / 72
        assert true * 0.98 <= width_of(words, Style(12)) <= true * 1.25


def test_lines_break_between_words() -> None:
    style = Style(12)
    width = width_of("en to", style) + 0.001
    assert [lines(text, style, width) for text in ("en", "en to", "en to tre", "")] == [1, 1, 2, 1]
    assert lines("x" * 100, style, width) > 10
    assert height_of("", style, 1) == 0.0


def test_a_review_without_anything_has_its_first_slide(read: dict[str, Any]) -> None:
    assert len(read["no parts"].slides) == 1
    assert charts(read["nothing"]) == []


# What PowerPoint does with what is left unsaid in a chart, or said otherwise than the standard.
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def spaces(shown: Any) -> list[Any]:
    return [shape.chart._chartSpace for shape in charts(shown)]


@pytest.mark.parametrize("name", ["every kind", "many bars", "many intervals"])
def test_axes_have_numbers_that_the_schema_allows(name: str, read: dict[str, Any]) -> None:
    """An xsd:unsignedInt; each axis names the other."""
    for space in spaces(read[name]):
        axes = {a.tag: a for a in space.iter(f"{CHART}catAx", f"{CHART}valAx")}
        ids = [a.find(f"{CHART}axId").get("val") for a in axes.values()]
        crossed = [a.find(f"{CHART}crossAx").get("val") for a in axes.values()]
        assert len(set(ids)) == 2 and crossed == ids[::-1]
        assert all(0 <= int(one) < 2**32 for one in ids)
        assert space.find(f"{CHART}roundedCorners").get("val") == "0"


def test_a_negative_number_has_a_bar_in_its_colour_and_no_label_is_left_out() -> None:
    fall = (Bar("Ændring", "−2,0 point", "", None, "warn", -2.0, -3.5, -0.5),)
    part = make_part(PartKind.INTERVALS, bars=fall, axis=(-10.0, 10.0), zero=0.0)
    (space,) = spaces(Presentation(io.BytesIO(review_slides.slides(of(part)))))
    inverted = [e.get("val") for e in space.iter(f"{CHART}invertIfNegative")]
    assert inverted == ["0", "0"], "the series and its point"
    (point,) = space.iter(f"{CHART}dPt")
    order = [child.tag.removeprefix(CHART) for child in point]
    assert order == ["idx", "invertIfNegative", "spPr"]
    assert [e.get("val") for e in space.iter(f"{CHART}tickLblSkip")] == ["1"]


def test_the_axis_stands_below_the_rows_with_five_numbers(read: dict[str, Any]) -> None:
    title = make_part(PartKind.INTERVALS).title
    chart = next(c.chart for c in charts(read["every kind"]) if c.name == title)
    axis = chart.value_axis
    assert axis._element.find(f"{CHART}crosses").get("val") == "max"
    low, high = axis.minimum_scale, axis.maximum_scale
    assert (high - low) / axis.major_unit == pytest.approx(4)
    assert "\N{MINUS SIGN}" in axis.tick_labels.number_format


def test_the_words_of_a_bar_are_not_broken(read: dict[str, Any]) -> None:
    found = [r for space in spaces(read["every kind"]) for r in space.iter(f"{CHART}rich")]
    assert found
    for words in found:
        assert words.find(f"{DRAWING}bodyPr").get("wrap") == "none"
        assert " " not in "".join(t.text for t in words.iter(f"{DRAWING}t"))


@pytest.mark.parametrize("name", ["a whole review", "many bars", "all hidden"])
def test_only_small_print_is_smaller_than_14_points(name: str, read: dict[str, Any]) -> None:
    for slide in read[name].slides:
        for run in slide._element.iter(f"{DRAWING}rPr", f"{DRAWING}endParaRPr"):
            size = int(run.get("sz", 1400))
            quiet = [c.get("val") for c in run.iter(f"{DRAWING}srgbClr")] == ["5B6673"]
            assert size >= 1400 or (size == 1200 and quiet)


def test_an_empty_cell_does_not_make_its_row_taller() -> None:
    rows = (("Trivsel", "Tal", "95 %"), ("Mødre", "vises ikke", ""), ("Alle", "5", "1 til 9"))
    shown = Presentation(
        io.BytesIO(review_slides.slides(of(make_part(PartKind.TABLE, rows=rows, bars=()))))
    )
    (table,) = (s.table for s in shown.slides[1].shapes if s.has_table)
    empty = table.cell(1, 2).text_frame.paragraphs[0]
    assert empty.text == "" and empty._p.find(f"{DRAWING}endParaRPr").get("sz") == "1400"
    assert [cell.text_frame.paragraphs[0].alignment for cell in table.rows[1].cells][:2] == [
        None,
        PP_ALIGN.RIGHT,
    ]


def test_the_title_is_what_is_told_and_not_that_something_is_hidden() -> None:
    hidden = make_part(PartKind.BARS, sentence="Vises ikke.", bars=(Bar("a", "vises ikke"),))
    seen = make_part(PartKind.BARS, sentence="40 af 60 familier.")
    shown = Presentation(io.BytesIO(review_slides.slides(of(hidden, seen))))
    assert shown.slides[1].shapes.title.text_frame.text == "40 af 60 familier."
    assert "Vises ikke." in texts(shown.slides[1])


def test_what_only_says_why_nothing_is_shown_shares_a_slide() -> None:
    brief = [
        Section(key, f"Afsnit {key}", (Part(key, PartKind.WORDS, "Små tal", f"Grund {key}."),))
        for key in "abc"
    ]
    told = Section("t", "Tal", (make_part(PartKind.BARS),))
    made = review_slides.slides(make_document(sections=(brief[0], told, *brief[1:])))
    slides = list(Presentation(io.BytesIO(made)).slides)
    assert len(slides) == 3
    assert slides[2].shapes.title.text_frame.text == "Her er tallene for små til at vise"
    assert "\n".join(texts(slides[2])).count("Grund ") == 3
    notes = slides[2].notes_slide.notes_text_frame.text
    assert all(f"Afsnit {key}: Små tal\nGrund {key}." in notes for key in "abc")
