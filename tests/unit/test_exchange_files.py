"""Files as people make them: every dialect gives the same table, and damage is refused."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from fit_tracker.errors import InvalidInput
from fit_tracker.exchange.rejected import rejected_csv, safe
from fit_tracker.exchange.table import FileOptions, Problem, Row, read_table

COLUMNS = ("sagsnr", "navn", "total")
CELL = st.text(
    alphabet=st.characters(codec="cp1252", exclude_categories=("Cc", "Zs"))
    | st.sampled_from(' ;,|"\n\t'),
    max_size=12,
).map(str.strip)
ROWS = st.lists(st.tuples(CELL, CELL, CELL).filter(any), min_size=1, max_size=6)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])


def _write(rows: list[tuple[str, ...]], sign: str, encoding: str, sep_line: bool) -> bytes:
    out = io.StringIO(newline="")
    if sep_line:
        out.write(f"sep={sign}\r\n")
    writer = csv.writer(out, delimiter=sign)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


@given(ROWS, st.sampled_from(";,\t|"), ENCODINGS, st.booleans())
def test_a_file_reads_the_same_in_every_dialect(
    rows: list[tuple[str, str, str]], sign: str, encoding: str, sep_line: bool
) -> None:
    stated = FileOptions(encoding="cp1252") if encoding == "cp1252" else FileOptions()
    table = read_table("x.csv", _write(rows, sign, encoding, sep_line), stated, COLUMNS)
    assert table.problems == []
    assert [tuple(row.cells.values()) for row in table.rows] == rows


def _table(text: str | bytes, **options: str) -> list[Row]:
    data = text.encode() if isinstance(text, str) else text
    return read_table("x.csv", data, FileOptions(**options), COLUMNS).rows  # type: ignore[arg-type]


def test_windows_text_is_recognised_without_being_told() -> None:
    rows = _table("sagsnr;navn;total\r\n1;Bedstemor på Læsø;12,5\r\n".encode("cp1252"))
    assert rows == [Row(2, {"sagsnr": "1", "navn": "Bedstemor på Læsø", "total": "12,5"})]


def test_decimal_commas_do_not_pass_for_columns() -> None:
    assert _table("sagsnr;navn;total\n1,5;2,5;3,5\n")[0].cells["navn"] == "2,5"


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    rows = _table('sep=;\nsagsnr;navn;total\n1;"to\nlinjer";3\n\n;;\n2;b;4\n')
    assert [row.line for row in rows] == [3, 7]


def test_excels_empty_cells_to_the_right_are_no_fields() -> None:
    assert _table("sagsnr;navn;total;;\n1;a;2;;\n")[0].cells["total"] == "2"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "tom"),
        (b"\xef\xbb\xbf\r\n", "tom"),
        (b"sagsnr;navn;total\n", "ingen rækker"),
        (b"sagsnr;navn;navn\n1;2;3\n", "«navn» står to gange"),
        (b"sagsnr;navn;total\n1;\0;3\n", "NUL"),
        ("sagsnr;navn;total\n1;2;3\n".encode("utf-16-le"), "NUL"),
        (b'sagsnr;navn;total\n1;"a;3\n2;b;4\n', "Linje 2: anførselstegn"),
        (b"sagsnr;navn;total\n1;\x81;3\n", "cp1252 (linje 2)"),
        (b"PK\x03\x04 no workbook", "Excel-filen kan ikke læses"),
    ],
)
def test_damage_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_table("x.csv", data, FileOptions(), COLUMNS)
    assert words in str(refused.value)


@pytest.mark.parametrize("row", ["1;2", "1;2;3;4"])
def test_a_shifted_row_is_a_problem_of_its_line(row: str) -> None:
    table = read_table("x.csv", f"sagsnr;navn;total\n{row}\n1;2;3\n".encode(), FileOptions())
    assert [one.line for one in table.problems] == [2]
    assert len(table.rows) == 1


def _workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Forside"
    sheet = book.create_sheet("Målinger")
    sheet.append(["dato", "total", "navn"])
    sheet.append([datetime(2025, 2, 1), 12.4, "Mor"])
    sheet.append([date(2025, 2, 8), 7, None])
    sheet.append(["08-02-2025", 17.45, "=1+1"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_excel_cells_become_the_text_of_their_very_value() -> None:
    table = read_table("x.xlsx", _workbook(), FileOptions(sheet="Målinger"))
    assert [tuple(row.cells.values()) for row in table.rows] == [
        ("2025-02-01", "12.4", "Mor"),
        ("2025-02-08", "7", ""),
        # More digits than a score has: refused later, never rounded here. The formula was
        # never calculated by Excel, so it has no value.
        ("08-02-2025", "17.45", ""),
    ]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(InvalidInput, match="arkene er: Forside, Målinger"):
        read_table("x.xlsx", _workbook(), FileOptions(sheet="Ark1"))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_the_rejected_file_opens_in_danish_excel() -> None:
    problems = [Problem(4, "total", "=cmd", InvalidInput("Kan ikke læses som tal."))]
    assert rejected_csv(problems, "da") == (
        b"\xef\xbb\xbf"
        + "linje;kolonne;værdi;årsag\r\n4;total;'=cmd;Kan ikke læses som tal.\r\n".encode()
    )
