"""Files made to hurt: they are refused in a sentence, before they take the machine with them."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from fit_tracker.errors import InvalidInput, PackInvalid
from fit_tracker.exchange import workbook
from fit_tracker.exchange.mapping import MAX_TEXT, read_mapping
from fit_tracker.services import imports
from tests.factories import Site, make_family, trail
from tests.store.test_imports import GOOD, HEAD, MAPPING

SHEET = "xl/worksheets/sheet1.xml"
HEAD_XML = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _workbook(sheet: bytes) -> bytes:
    """A workbook whose first sheet is exactly these bytes."""
    plain, made = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, sheet if name == SHEET else source.read(name))
    return made.getvalue()


def test_a_small_file_that_states_millions_of_cells_is_refused() -> None:
    """A value in Excel's last column makes 16384 cells of each row."""
    row = b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>'
    rows = b"".join(row % (n, n) for n in range(1, workbook.MAX_CELLS // 16384 + 3))
    data = _workbook(HEAD_XML + b"<sheetData>" + rows + b"</sheetData></worksheet>")
    assert len(data) < 50_000
    with pytest.raises(InvalidInput, match="for stor"):
        list(workbook.lines(data))


ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 9))


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">' + ENTITIES + b"]>",
        b'<!DOCTYPE x [<!ENTITY e8 SYSTEM "file:///etc/passwd">]>',
    ],
    ids=["billion laughs", "a file of the machine"],
)
def test_entities_in_a_workbook_are_not_followed(doctype: bytes) -> None:
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&e8;</t></is></c></row>'
    data = _workbook(doctype + HEAD_XML + b"<sheetData>" + cell + b"</sheetData></worksheet>")
    with pytest.raises(InvalidInput, match="kan ikke læses"):
        list(workbook.lines(data))


@pytest.mark.parametrize(
    ("text", "why"),
    [("[" * 5000, "kan ikke læses"), ("a: b\n" * (MAX_TEXT // 5 + 1), "for stor")],
    ids=["nested deep", "endless"],
)
def test_a_mapping_that_would_take_minutes_is_refused(text: str, why: str) -> None:
    with pytest.raises(PackInvalid, match=why):
        read_mapping(text, "m.yaml")


def test_looking_a_family_up_by_a_file_stands_in_its_trail(site: Site) -> None:
    """Whether a score is known already, or another one is, says something about a family."""
    family = make_family(site, case_number="F-1")
    data = "\r\n".join((HEAD, *GOOD)).encode()
    imports.prepare(site.ctx, site.admin, "r.csv", data, MAPPING)
    assert trail(site.ctx, "import_looked_at") == [(site.admin.user_id, [family.family_id], "")]
