"""A file as a table of text, each row with its line, and the rows that are no rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.exchange import encoding, workbook


@dataclass(frozen=True)
class FileOptions:
    """What is stated about the file; None means: find out."""

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    date_order: str | None = None
    century: int | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Problem:
    """A row that cannot be used: where, what stood there, and why in a sentence."""

    line: int
    column: str
    value: str
    error: UserFacing


@dataclass(frozen=True)
class Row:
    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    rows: list[Row]
    problems: list[Problem]


def read_table(
    filename: str, data: bytes, options: FileOptions, expected: Collection[str] = ()
) -> Table:
    """Read CSV or, by its name or first bytes, Excel."""
    return _table(lines_of(filename, data, options, expected))


def lines_of(
    filename: str, data: bytes, options: FileOptions, expected: Collection[str] = ()
) -> Iterator[tuple[int, Sequence[str]]]:
    """The file's lines as cells, each with its number, and not yet looked at."""
    if PurePath(filename).suffix.lower() in {".xlsx", ".xlsm"} or data.startswith(b"PK\x03\x04"):
        return iter(workbook.lines(data, options.sheet))
    return _csv_lines(data, options, expected)


def _csv_lines(
    data: bytes, options: FileOptions, expected: Collection[str]
) -> Iterator[tuple[int, Sequence[str]]]:
    text = encoding.decode(data, options.encoding)
    text, said, skipped = encoding.without_sep_line(text)
    sign = options.delimiter or said or encoding.delimiter(text, expected)
    # strict: an unclosed quote would otherwise swallow the rest of the file in silence.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise InvalidInput(
                "Linje {line}: anførselstegn er ikke lukket, eller et felt er for langt. "
                "Ret linjen i filen.",
                line=line + skipped,
            ) from None
        yield line + skipped, cells
        line = reader.line_num + 1


def _table(lines: Iterator[tuple[int, Sequence[str]]]) -> Table:
    lines = ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))
    _, header = next(lines, (0, ()))
    columns = _columns(header)
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in lines:
        found = _row(line, columns, cells)
        (rows if isinstance(found, Row) else problems).append(found)  # type: ignore[arg-type]
    if not rows and not problems:
        raise InvalidInput("Filen har ingen rækker under overskrifterne.")
    return Table(columns, rows, problems)


def _columns(header: Sequence[str]) -> tuple[str, ...]:
    columns = [cell.strip() for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        raise InvalidInput("Filen er tom.")
    named = [column for column in columns if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise InvalidInput(
            "Overskriften «{column}» står to gange. Giv hver kolonne sit eget navn.",
            column=twice[0],
        )
    return tuple(columns)


def _row(line: int, columns: tuple[str, ...], cells: Sequence[str]) -> Row | Problem:
    """Empty cells to the right are Excel's habit; anything else is a shifted row."""
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    if extra or len(cells) < len(columns):
        error = InvalidInput(
            "Rækken har {found} felter, overskriften har {expected}. Et skilletegn for meget "
            "eller for lidt flytter alle værdier.",
            found=len(cells),
            expected=len(columns),
        )
        return Problem(line, "", extra[0] if extra else "", error)
    pairs = zip(columns, cells, strict=False)
    return Row(line, {column: cell.strip() for column, cell in pairs if column})
