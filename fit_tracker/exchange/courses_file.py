"""The analysts' two tables: scores in, classes out. Plain CSV, no database."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from fit_tracker.errors import InvalidInput
from fit_tracker.exchange.table import FileOptions, Problem, Row, read_table
from fit_tracker.progression.outcomes import CourseClass, CourseRow, Limits, course_row

EPISODE, INFORMANT, SESSION, SCORE = COLUMNS = ("episode_id", "informant", "session_no", "score")
# No exponents, spaces or thousands: what a person means by a number.
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?", re.ASCII)
HEADER = ("episode_id", "informant", "n", "first", "last", "change", "class")


@dataclass(frozen=True)
class CoursesFile:
    rows: list[CourseRow]
    problems: list[Problem]


def read_courses(filename: str, data: bytes, limits: Limits) -> CoursesFile:
    """Read `episode_id,informant,session_no,score`; other columns are ignored.

    An empty score is kept as None: it is no mistake. Every row that is one is listed.
    """
    table = read_table(filename, data, FileOptions(), COLUMNS)
    for column in COLUMNS:
        if column not in table.columns:
            raise InvalidInput(
                "Kolonnen «{column}» mangler. Filen skal have kolonnerne {columns}.",
                column=column,
                columns=", ".join(COLUMNS),
            )
    rows: list[CourseRow] = []
    problems = list(table.problems)
    for row in table.rows:
        found = _row(row, limits)
        (rows if isinstance(found, CourseRow) else problems).append(found)  # type: ignore[arg-type]
    return CoursesFile(rows, problems + _twins(rows))


def _row(row: Row, limits: Limits) -> CourseRow | Problem:
    cells = row.cells
    if not cells[EPISODE]:
        return Problem(row.line, EPISODE, "", InvalidInput("Feltet er tomt."))
    if not cells[SCORE]:
        # A row without a score says nothing, so its session need not be a number.
        return course_row(row.line, cells[EPISODE], cells[INFORMANT], "0", "")
    for column in (SESSION, SCORE):
        if not NUMBER.fullmatch(cells[column]):
            return Problem(row.line, column, cells[column], InvalidInput("Er ikke et tal."))
    found = course_row(row.line, cells[EPISODE], cells[INFORMANT], cells[SESSION], cells[SCORE])
    if found.score is not None and not limits.minimum <= found.score <= limits.maximum:
        error = InvalidInput(
            "Ligger uden for skalaen, {low} til {high}.",
            low=plain(limits.minimum),
            high=plain(limits.maximum),
        )
        return Problem(row.line, SCORE, cells[SCORE], error)
    return found


def _twins(rows: Iterable[CourseRow]) -> list[Problem]:
    """Two scores of one course, informant and session; empty ones do not count."""
    seen: dict[tuple[str, str, Decimal], int] = {}
    problems = []
    for row in rows:
        if row.score is None:
            continue
        line = seen.setdefault((row.episode_id, row.informant, row.session_no), row.line)
        if line != row.line:
            error = InvalidInput("Samme forløb, informant og besøg som linje {line}.", line=line)
            problems.append(Problem(row.line, SESSION, plain(row.session_no), error))
    return problems


def classes_csv(courses: Iterable[CourseClass]) -> bytes:
    """One line per course and informant, comma-separated UTF-8, dot as decimal sign."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for one in courses:
        numbers = [plain(value) for value in (one.first, one.last, one.change)]
        writer.writerow([one.episode_id, one.informant, one.n, *numbers, one.label])
    return out.getvalue().encode("utf-8")


def plain(value: Decimal | None) -> str:
    """5.0 -> "5", 17.50 -> "17.5", 0E+1 -> "0": no trailing zeros and no exponent."""
    if value is None:
        return ""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
