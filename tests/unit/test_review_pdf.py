"""The review as a PDF, read back: its words and tables, its tags, and where its marks lie."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from pypdf import PdfReader

from fit_tracker.domain.reviews import Bar, Column, Document, Part, PartKind, Section
from fit_tracker.exchange import review_drawing, review_pdf
from fit_tracker.exchange.review_parts import as_table, axis, ends, in_rows, spoken
from tests.review_figures import make_document, make_part

MADE = datetime(2026, 10, 4, 9, 30)
A4_LYING = (841.89, 595.28)
TYPED = '#panic("x") *fed* _k_ $x^2$ \\ <b> @ref = h // c `raw` #[x] ~ {n} %'
LONG = "Familien flyttede fra kommunen, eller valgte selv at holde op, før målene var nået. "


@pytest.fixture(scope="module")
def made() -> bytes:
    return review_pdf.pdf(make_document(), MADE)


@pytest.fixture(scope="module")
def read(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def of(*parts: Part, **changes: Any) -> Document:
    return make_document(sections=(Section("s", "Afsnit", parts),), **changes)


def streams(pdf: bytes) -> str:
    found = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(found).decode("latin-1")


def words_of(document: Document) -> Iterator[str]:
    yield from (document.stamp, document.title, document.subtitle, *document.closing)
    for bar in document.numbers:
        yield from (bar.label, bar.text)
    for section in document.sections:
        yield section.title
        for part in section.parts:
            yield from (part.sentence, part.note, *part.small_print)
            # The words of a list stand in it; its table would only repeat them.
            rows = part.rows[1:] if part.kind is PartKind.WORDS else part.rows
            yield from (cell for row in rows for cell in row)
            yield from (words for bar in part.bars for words in (bar.label, bar.text, bar.note))


def bare(text: str) -> str:
    """Without spaces: a line that is broken reads as one that is not."""
    return re.sub(r"\s+", "", text)


def test_every_word_of_the_document_stands_in_it(read: PdfReader) -> None:
    told = bare("".join(page.extract_text() for page in read.pages))
    missing = [words for words in words_of(make_document()) if bare(words) not in told]
    assert missing == []


def test_a_page_for_the_message_one_for_each_section_and_the_tables(read: PdfReader) -> None:
    first = [page.extract_text().strip().splitlines()[:2] for page in read.pages]
    assert first[0][1].strip() == "3. kvartal 2026: 34 af 64 gik mere frem end målefejlen"
    assert [lines[0].strip() for lines in first[1:5]] == [
        "Hvor startede de, og hvor er de nu?",
        "Sådan sluttede forløbene",
        "Besluttet sidst",
        "Bilag: alle tal i tabeller",
    ]
    assert all(tuple(page.mediabox[2:]) == pytest.approx(A4_LYING, abs=0.1) for page in read.pages)


def test_it_is_tagged_and_each_drawing_is_said_aloud(made: bytes, read: PdfReader) -> None:
    told = streams(made)
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert read.trailer["/Root"]["/Lang"] == "da"  # type: ignore[index]
    kinds = set(re.findall(r"/S ?/(\w+)", told))
    assert {"H1", "H2", "Table", "TH", "TD", "Figure", "P"} <= kinds
    drawn = {PartKind.BARS, PartKind.BANDS, PartKind.INTERVALS}
    parts = [part for section in make_document().sections for part in section.parts]
    assert told.count("/Alt") == len([part for part in parts if part.kind in drawn]) == 3
    assert "/Subtype/Image" not in told.replace(" ", "")


def test_what_is_said_aloud_holds_every_number() -> None:
    assert spoken(make_part(PartKind.BARS)) == (
        "29 af 64 sluttede planlagt og i fremgang. Planlagt, i fremgang: 29 · 45 %. "
        "Planlagt, uændret: 14 · 22 %. Familien stoppede, i fremgang: vises ikke. "
        "Dårligere end ved start: vises ikke."
    )
    assert "første måling: under 15: 21, 15–25: 29, 25–32: 9, over 32: 5." in spoken(
        make_part(PartKind.BANDS)
    )


def test_its_properties_name_nobody_and_no_machine(made: bytes, read: PdfReader) -> None:
    known = {"/Title", "/Creator", "/CreationDate", "/ModDate", "/Producer"}
    assert read.metadata is not None
    assert set(read.metadata) <= known
    assert read.metadata.title == make_document().title
    assert read.metadata.creation_date is not None
    assert read.metadata.creation_date.replace(tzinfo=None) == MADE
    assert read.metadata.creator is not None and read.metadata.creator.startswith("Typst")
    assert not re.search(r"/(home|tmp|work|Users)/", streams(made))


def test_the_same_review_gives_the_same_bytes(made: bytes) -> None:
    assert review_pdf.pdf(make_document(), MADE) == made


def test_what_is_typed_is_text_and_nothing_else() -> None:
    typed = of(make_part(PartKind.WORDS, note=TYPED, sentence=TYPED), title=TYPED)
    plain = of(make_part(PartKind.WORDS, note="x", sentence="x"), title="x")
    kinds = [set(re.findall(r"/S ?/(\w+)", streams(review_pdf.pdf(d)))) for d in (typed, plain)]
    assert kinds[0] == kinds[1]


def test_english_words_of_our_own_follow_the_document() -> None:
    assert review_pdf.page_data(make_document())["page"] == "side"


# Nothing is cut off, whatever stands in it.
def many(kind: PartKind, count: int) -> Part:
    bars = tuple(
        Bar(f"{LONG}{n}", str(n), "45 %", n / count, "calm", n, n - 1.0, n + 1.0)
        for n in range(count)
    )
    return make_part(kind, bars=bars, rows=(("Navn", "Tal"), *((b.label, b.text) for b in bars)))


HARD = {
    "many bars": of(many(PartKind.BARS, 24)),
    "many intervals": of(many(PartKind.INTERVALS, 24), make_part(PartKind.BARS)),
    "many rows": of(make_part(PartKind.TABLE, rows=(("A",) * 7, *(("B", LONG),) * 30))),
    "long words": of(many(PartKind.WORDS, 20), make_part(PartKind.BANDS, note=LONG * 8)),
    "nothing": of(*(make_part(kind, bars=(), columns=(), rows=()) for kind in PartKind)),
    "no parts": of(),
}


@pytest.mark.parametrize("name", HARD)
def test_nothing_stands_outside_the_page(name: str) -> None:
    read = PdfReader(io.BytesIO(review_pdf.pdf(HARD[name], MADE)))
    for page in read.pages:
        for x, y in _places(page):
            assert 40 < x < A4_LYING[0] - 40 and 25 < y < A4_LYING[1] - 30, (name, x, y)
    told = bare("".join(page.extract_text() for page in read.pages))
    missing = [words for words in words_of(HARD[name]) if bare(words) not in told]
    # A drawing's row that is broken over two pages is read with a footer between.
    assert len(missing) <= 1, missing


def _places(page: Any) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            found.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=visit)
    return found


# Where marks lie, in millimetres, worked out by hand.
@pytest.mark.parametrize(
    ("value", "at"), [(-10.0, 2.5), (0.0, 55.0), (10.0, 107.5), (5.0, 81.25), (99.0, 107.5)]
)
def test_a_value_lies_on_the_axis(value: float, at: float) -> None:
    assert review_drawing.across(value, (-10.0, 10.0), 110.0) == at


def test_the_axis_is_made_longer_rather_than_an_interval_cut_off() -> None:
    wide = Bar("Alle", "+4", "", None, "plain", 4.0, -12.0, 20.0)
    part = make_part(PartKind.INTERVALS, bars=(wide,), axis=(-10.0, 10.0))
    assert axis(part) == (-12.0, 20.0)
    assert axis(make_part(PartKind.INTERVALS, axis=(-10.0, 10.0))) == (-10.0, 10.0)
    assert axis(make_part(PartKind.INTERVALS, bars=(), axis=None, zero=None)) == (0.0, 1.0)


def test_a_bands_height_is_its_share_of_72_millimetres() -> None:
    drawn = review_drawing.column(
        Column("nu", (Bar("lav", "16", "", 0.25), Bar("høj", "48", "", 0.75)))
    )
    assert [(s["label"], s["height"]) for s in drawn["segments"]] == [("høj", 54.0), ("lav", 18.0)]
    assert [s["y"] for s in drawn["segments"]] == [0.0, 54.6]


def test_a_ruler_does_not_tell_what_a_hidden_band_holds() -> None:
    """Whether 4 or 40 of 64 are hidden, its place is the same, and the column is not filled up."""
    for told in (60, 24):
        column = Column("nu", (Bar("a", str(told), "", told / 64), Bar("b", "vises ikke")))
        hidden = review_drawing.column(column)["segments"][0]
        assert (hidden["hidden"], hidden["height"]) == (True, review_drawing.HIDDEN_HEIGHT)
    bars = review_drawing.bars(make_part(PartKind.BARS))["rows"]
    assert [row["percent"] for row in bars] == [45.31, 21.88, None, None]


def test_labels_of_small_bands_do_not_stand_on_each_other() -> None:
    small = tuple(Bar("I et andet hjem i familien", "1", "", 0.01) for _ in range(5))
    segments = review_drawing.column(Column("nu", small))["segments"]
    ends = [one["label_y"] + one["label_height"] for one in segments]
    starts = [one["label_y"] for one in segments]
    assert all(start >= end for end, start in zip(ends, starts[1:], strict=False))
    assert segments[0]["label"] == "I et andet hjem i familien · 1"
    assert segments[0]["text"] == ""


def test_narrow_parts_stand_beside_each_other_in_their_order() -> None:
    bars, bands = make_part(PartKind.BARS), make_part(PartKind.BANDS)
    numbers = make_part(PartKind.NUMBERS)
    assert in_rows([bars, bands, bars]) == [(bars, bands), (bars,)]
    assert in_rows([bars, numbers, bands]) == [(bars,), (numbers,), (bands,)]


def test_the_message_stands_large_and_is_not_said_twice() -> None:
    hidden = make_part(PartKind.BARS, sentence="Vises ikke.", bars=(Bar("a", "vises ikke"),))
    seen = make_part(PartKind.BARS, sentence="40 af 60 familier.")
    data: Any = review_pdf.page_data(of(hidden, seen))
    assert data["messages"] == [{"label": "Afsnit", "text": "40 af 60 familier."}]
    (section,) = data["sections"]
    assert section["message"] == "40 af 60 familier."
    assert [part["sentence"] for part in section["rows"][0]["parts"]] == ["Vises ikke.", ""]


def test_what_only_says_why_nothing_is_shown_has_no_page_of_its_own() -> None:
    brief = Section("b", "Børnene", (Part("b", PartKind.WORDS, "Små tal", "For små tal."),))
    told = Section("t", "Tal", (make_part(PartKind.BARS),))
    data: Any = review_pdf.page_data(make_document(sections=(told, brief, told, told)))
    assert [one["breaks"] for one in data["sections"]] == [True, False, False, True]
    assert [one["brief"] for one in data["sections"]] == [False, True, False, False]
    assert "Børnene" not in [one["label"] for one in data["messages"]]


def test_rows_that_a_list_leaves_out_stand_in_the_appendix() -> None:
    """ "Resten står i tabellen": so there must be one."""
    rows = (("Tal", "Før → nu"), *((f"Nr. {n}", f"{n} → {n + 1}") for n in range(12)))
    bars = tuple(Bar(name, change) for name, change in rows[1:9])
    listed = make_part(PartKind.WORDS, rows=rows, bars=bars)
    whole = make_part(PartKind.WORDS, rows=rows[:9], bars=bars)
    for part, count in ((listed, 1), (whole, 0)):
        data: Any = review_pdf.page_data(of(part))
        assert len(data["appendix"]["sections"]) == count


def test_a_column_of_hidden_numbers_is_set_as_numbers_and_an_empty_one_left_out() -> None:
    rows = (("Navn", "Mål", "Tal", "Mangler"), ("Mor", "", "5", "vises ikke"), ("Far", "", "", ""))
    table = as_table(make_part(PartKind.TABLE, rows=rows))
    assert table[0] == ["Navn", "Tal", "Mangler"]
    assert ends(table, "vises ikke") == [False, True, True]
