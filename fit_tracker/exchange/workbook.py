"""Excel's cells as the text a CSV would hold."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from fit_tracker.errors import InvalidInput

UNREADABLE = "Excel-filen kan ikke læses. Åbn den i Excel, og gem den igen som .xlsx."
# What a damaged or malicious workbook makes its readers say; SyntaxError is XML's.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError,
    SyntaxError, RuntimeError,
)  # fmt: skip
TOO_BIG = "Excel-filen er for stor. Del den i flere filer, eller gem som CSV."
MAX_UNPACKED = 500_000_000
MAX_CELLS = 5_000_000


def lines(data: bytes, sheet: str | None = None) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a sheet (the first unless named) with their numbers, as text.

    A formula is read as the value Excel last showed. A workbook is a zip file, so its
    unpacked size is checked first.
    """
    _check_size(data)
    try:
        with warnings.catch_warnings():
            # Styles and extensions that openpyxl does not know have no bearing on values.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            yield from _rows(book, sheet)
    except BROKEN:
        raise InvalidInput(UNREADABLE) from None


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise InvalidInput(UNREADABLE) from None
    if size > MAX_UNPACKED:
        raise InvalidInput(TOO_BIG)


def _rows(book: Any, sheet: str | None) -> Iterator[tuple[int, Sequence[str]]]:
    names = [page.title for page in book.worksheets]
    if sheet is not None and sheet not in names:
        raise InvalidInput(
            "Arket «{sheet}» findes ikke i Excel-filen; arkene er: {names}.",
            sheet=sheet,
            names=", ".join(names),
        )
    page = book[sheet] if sheet is not None else book.worksheets[0]
    # The size a workbook states of itself is often wrong, and rows would be cut by it.
    page.reset_dimensions()
    rows = _cells(page)
    width = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows, start=1):
        yield number, row + [""] * (width - len(row))


def _cells(page: Any) -> list[list[str]]:
    """All cells as text. A few kilobytes can state millions of empty ones: those count too."""
    rows: list[list[str]] = []
    left = MAX_CELLS
    for row in page.iter_rows(values_only=True):
        left -= max(len(row), 1)
        if left < 0:
            raise InvalidInput(TOO_BIG)
        rows.append([text(cell) for cell in row])
    return rows


def text(value: object) -> str:
    """One cell as text: 12.4 -> "12.4" (the shortest text of the very number), dates ISO.

    A number that is not a whole tenth keeps all its digits, so that it is refused later
    and not rounded here.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.min.time() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
