"""The status report as PDF and as text: nothing typed becomes markup, and every mark is in
its place."""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from fit_tracker.exchange import report_pdf, report_text, typst_page
from fit_tracker.exchange.report_document import (
    Curve,
    Document,
    Fact,
    Point,
    Section,
    Table,
    fingerprint,
    from_json,
    to_json,
)

MADE = datetime(2026, 11, 12, 8)
# What typst, a shell, JSON or HTML could take for more than words.
TYPED = '#panic("x") *fed* _k_ $x^2$ \\ "citat" <b> @ref = h // c /* k */ `raw` #[x] ~ {n} %'


def make_curve(*scores: str, step: int = 14, **changes: object) -> Curve:
    since = date(2026, 1, 5)
    points = tuple(
        Point(since + timedelta(days=step * n), Decimal(score)) for n, score in enumerate(scores)
    )
    curve = Curve(
        name="Mor",
        sentence="Mor: fra 10,0 til 30,0.",
        scale="0–40, højere er bedre",
        low=Decimal(0),
        high=Decimal(40),
        since=since,
        until=points[-1].on,
        points=points,
        cut=Decimal(25),
        cut_words="grænse 25",
    )
    return replace(curve, **changes)  # type: ignore[arg-type]


def make_document(typed: str = "Ro ved måltider", **changes: object) -> Document:
    sections = (
        Section("Forløbet indtil nu", facts=(Fact("Familien", typed), Fact("Besøg", "3"))),
        Section("Mål", (typed,), table=Table(("Mål", "Først"), ((typed, "2,0"), ("Søvn", "–")))),
        Section("Trivsel", curves=(make_curve("10.0", "20.0", "30.0"), make_curve("22.0"))),
        Section("Samarbejdet", items=(typed, "Far: senest 36,0.")),
        Section("Familiens bemærkninger", quote=(typed, typed), note=typed),
    )
    document = Document(
        "da", "Statusrapport", f"F-1 · {typed}", "Udkast", "version 1", "side", sections
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def streams(pdf: bytes) -> str:
    """Everything in the file that is not a font, unpacked."""
    found = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(found).decode("latin-1")


def elements(pdf: bytes) -> set[str]:
    """The kinds of element that a screen reader meets."""
    return set(re.findall(r"/S ?/(\w+)", streams(pdf)))


def test_what_is_typed_stands_as_typed_and_runs_nothing() -> None:
    """`#panic` would end the making of the page; a star, a dollar or a `=` would add an
    element (Strong, Formula, a heading) that a page of plain words does not have."""
    pdf = report_pdf.pdf(make_document(TYPED), MADE)
    assert elements(pdf) == elements(report_pdf.pdf(make_document("x" * len(TYPED)), MADE))
    assert {"H1", "P", "Table", "Figure"} <= elements(pdf)
    assert not {"Strong", "Em", "Formula", "Code", "Link"} & elements(pdf)


@pytest.mark.parametrize("sign", ["#", "*", "$", "\\", '"', "[", "{", "<", "`", "@", "= ", "- "])
def test_each_sign_alone_makes_a_page(sign: str) -> None:
    assert report_pdf.pdf(make_document(f"{sign}a {sign} b{sign}"), MADE).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["😀", "你好", "مرحبا", "\ue000", ""])
def test_a_sign_that_the_font_lacks_does_not_stop_the_page(text: str) -> None:
    assert report_pdf.pdf(make_document(text), MADE).startswith(b"%PDF")


def test_the_page_is_tagged_danish_and_has_its_title() -> None:
    told = streams(report_pdf.pdf(make_document(), MADE))
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
    assert "/Lang (da)" in told or "/Lang(da)" in told
    assert "Statusrapport" in told
    assert "/Marked true" in told
    for role in ("/H1", "/Table", "/TH", "/Figure", "/L"):
        assert role in told, role


def test_each_chart_says_its_numbers_to_those_who_cannot_see_it() -> None:
    alt = report_pdf.drawing(make_curve("10.0", "30.0"))["alt"]
    assert alt == (
        "Mor: fra 10,0 til 30,0. 0–40, højere er bedre. grænse 25. "
        "05-01-2026: 10,0; 19-01-2026: 30,0."
    )
    told = streams(report_pdf.pdf(make_document(), MADE))
    assert told.count("/Alt") == 2


def test_the_fonts_are_the_apps_own() -> None:
    told = streams(report_pdf.pdf(make_document(), MADE))
    assert "Inter" in told
    assert (typst_page.FONTS / "Inter-Regular.ttf").exists()


def test_there_is_no_raster_in_it() -> None:
    assert "/Subtype /Image" not in streams(report_pdf.pdf(make_document(), MADE))
    assert "/Subtype/Image" not in streams(report_pdf.pdf(make_document(), MADE))


def test_the_same_report_gives_the_same_bytes() -> None:
    first = report_pdf.pdf(make_document(), MADE, "abc")
    assert report_pdf.pdf(make_document(), MADE, "abc") == first
    assert report_pdf.pdf(make_document(), MADE, "abd") != first


def test_a_page_takes_less_than_half_a_second() -> None:
    document = make_document()
    curves = tuple(make_curve(*["12.3"] * 50, step=7, index=n) for n in range(6))
    document = replace(document, sections=(*document.sections, Section("Kurver", curves=curves)))
    report_pdf.pdf(document, MADE)
    started = time.process_time()
    report_pdf.pdf(document, MADE)
    assert time.process_time() - started < 0.5


def test_the_footer_names_version_and_hash() -> None:
    data = report_pdf.page_data(make_document(), "0123456789abcdef")
    assert data["footer"] == "Udkast · version 1 · 01234567"
    assert report_pdf.page_data(make_document())["footer"] == "Udkast · version 1"


# Where marks lie, in millimetres: the scale's whole range is the height, the days the width.
@pytest.mark.parametrize(
    ("score", "y"), [("0", report_pdf.HEIGHT), ("40", 0.0), ("20", report_pdf.HEIGHT / 2)]
)
def test_a_score_lies_on_its_own_scale(score: str, y: float) -> None:
    drawn = report_pdf.drawing(make_curve(score))
    assert drawn["marks"][0]["y"] == pytest.approx(y)


def test_days_lie_from_edge_to_edge_and_a_single_one_in_the_middle() -> None:
    inner = report_pdf.WIDTH - 2 * report_pdf.INSET
    xs = [mark["x"] for mark in report_pdf.drawing(make_curve("1", "2", "3"))["marks"]]
    assert xs == pytest.approx(
        [report_pdf.INSET, report_pdf.INSET + inner / 2, report_pdf.WIDTH - 3]
    )
    (alone,) = report_pdf.drawing(make_curve("1"))["marks"]
    assert alone["x"] == pytest.approx(report_pdf.WIDTH / 2)


def test_all_charts_share_their_days() -> None:
    """A person who came late is drawn late."""
    late = make_curve("5.0", since=date(2025, 12, 1), until=date(2026, 2, 9))
    assert report_pdf.drawing(late)["marks"][0]["x"] == pytest.approx(report_pdf.WIDTH / 2, abs=0.1)


def test_a_scale_that_runs_another_way_keeps_its_range() -> None:
    other = make_curve("100", low=Decimal(0), high=Decimal(100), cut=None, cut_words="")
    drawn = report_pdf.drawing(other)
    assert drawn["cut"] is None
    assert [line["words"] for line in drawn["grid"]] == ["0", "25", "50", "75", "100"]
    assert drawn["marks"][0]["y"] == 0.0


def test_the_line_breaks_where_the_form_changed() -> None:
    days = make_curve("1", "2", "3", "4").points
    parted = tuple(replace(p, segment=int(n > 1)) for n, p in enumerate(days))
    lines = report_pdf.drawing(make_curve("1", "2", "3", "4", points=parted))["lines"]
    assert [len(line) for line in lines] == [2, 2]


@pytest.mark.parametrize(("days", "shown"), [(0, 1), (3, 2), (7, 2), (14, 3), (21, 4), (400, 4)])
def test_days_are_written_with_room_between(days: int, shown: int) -> None:
    since = date(2026, 1, 5)
    curve = make_curve("1", since=since, until=since + timedelta(days=days))
    found = report_pdf.shown_days(curve)
    assert len(found) == shown
    assert found[0] == since
    assert found[-1] == curve.until


def test_colour_never_speaks_alone() -> None:
    drawn = [report_pdf.drawing(make_curve("1", index=n)) for n in range(5)]
    assert len({one["shape"] for one in drawn}) == 5
    assert len({one["colour"] for one in drawn}) == 5


def test_the_text_can_be_pasted_into_any_program() -> None:
    told = report_text.text(make_document())
    assert told.replace("\r\n", "").isprintable()
    assert "\n" not in told.replace("\r\n", "")
    assert told.splitlines()[:5] == [
        "Statusrapport",
        "F-1 · Ro ved måltider",
        "Udkast · version 1",
        "",
        "FORLØBET INDTIL NU",
    ]
    assert "- Ro ved måltider (Først: 2,0)" in told
    assert "  05-01-2026: 10,0; 19-01-2026: 20,0; 02-02-2026: 30,0" in told


def test_the_text_keeps_what_the_family_said() -> None:
    assert report_text.text(make_document(TYPED)).count(TYPED) == 8


def test_a_frozen_report_comes_back_as_it_was() -> None:
    document = make_document(TYPED)
    stored = to_json(document)
    assert from_json(stored) == document
    assert to_json(from_json(stored)) == stored
    assert report_text.text(from_json(stored)) == report_text.text(document)


def test_the_fingerprint_is_sha_256_of_the_stored_text() -> None:
    # NIST's example for SHA-256: the message "abc" (FIPS 180-2, appendix B.1).
    assert fingerprint("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


@pytest.mark.parametrize("scores", [("23.0", "22.5", "31.0"), ("24.0", "26.0", "25.5"), ("10.0",)])
def test_the_name_of_the_cut_off_keeps_clear_of_the_curve(scores: tuple[str, ...]) -> None:
    """Neither a mark nor the line between two runs through the words, which are 3 mm high."""
    drawn = report_pdf.drawing(make_curve(*scores))
    cut, (first, *rest) = drawn["cut"], drawn["marks"]
    across = range(int(cut["left"]), int(cut["left"]) + 12)
    for one, other in zip([first, *rest], [*rest, [first, *rest][-1]], strict=True):
        for x in across:
            if one["x"] <= x <= other["x"]:
                share = (x - one["x"]) / ((other["x"] - one["x"]) or 1)
                y = one["y"] + share * (other["y"] - one["y"])
                assert not cut["top"] <= y <= cut["top"] + 3
