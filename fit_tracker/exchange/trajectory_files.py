"""The analysts' files about expected courses: ratings in, flags and bands out, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from fit_tracker.errors import InvalidInput
from fit_tracker.exchange.courses_file import (
    COLUMNS,
    NUMBER,
    SESSION,
    read_courses,
)
from fit_tracker.exchange.table import FileOptions, Problem, lines_of
from fit_tracker.progression.outcomes import CourseRow, Limits
from fit_tracker.progression.series_table import Floats, ScoreRange, SeriesTable, from_codes

FLAGS = (
    "episode_id", "informant", "session_no", "flag", "reason", "risk_deteriorated",
    "risk_not_success",
)  # fmt: skip
BANDS = (
    "episode_id", "informant", "landmark", "target", "lo50", "hi50", "lo80", "hi80", "lo90",
    "hi90", "median",
)  # fmt: skip
Texts = NDArray[np.object_]
MOST = 1e6
"""Highest number of a visit: time is its logarithm, and what is larger is a mistake in the file."""
WIDE = 1e12
"""Largest score where no scale is stated."""


@dataclass(frozen=True)
class RatingsFile:
    """The ratings of a file, sorted by series and session; `session` as it was written.

    `episode` and `informant` are one a series, `session` one a rating.
    """

    table: SeriesTable
    episode: Texts
    informant: Texts
    session: Texts
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Columns:
    episode: list[str]
    informant: list[str]
    session: list[str]
    score: list[str]


def read_ratings(
    filename: str, data: bytes, scale: ScoreRange | None, limit: float, cut: float = np.nan
) -> RatingsFile:
    """Read `episode_id,informant,session_no,score`; other columns are ignored.

    Without a scale scores may be any number and count as they are. Empty scores are missing
    ratings. Every row that cannot be used is listed with its line and the reason.
    """
    found = _quick(filename, data, scale)
    if found is None:
        rows, problems = _careful(filename, data, scale)
        if problems:
            return _file(_Columns([], [], [], []), scale, limit, cut, tuple(problems))
        found = _columns_of(rows)
    return _file(found, scale, limit, cut, ())


def _quick(filename: str, data: bytes, scale: ScoreRange | None) -> _Columns | None:
    """The columns, if nothing in the file is amiss; None sends it to the careful reader."""
    lines = lines_of(filename, data, FileOptions(), COLUMNS)
    _, header = next(lines, (0, ()))
    names = [cell.strip() for cell in header]
    if any(names.count(column) != 1 for column in COLUMNS):
        return None
    rows = [cells for _, cells in lines if cells]
    if any(len(cells) != len(names) for cells in rows):
        return None
    at = [names.index(column) for column in COLUMNS]
    rated = [[row[i].strip() for i in at] for row in rows if row[at[3]].strip()]
    columns = _Columns(*([row[i] for row in rated] for i in range(4)))
    return columns if rated and _sound(columns, scale) else None


def _sound(columns: _Columns, scale: ScoreRange | None) -> bool:
    if not all(columns.episode):
        return False
    if not all(NUMBER.fullmatch(cell) for cell in (*columns.session, *columns.score)):
        return False
    score, session = _numbers(columns.score), _numbers(columns.session)
    if session.min() < 1 / MOST or session.max() > MOST:
        return False
    low, high = (scale.minimum, scale.maximum) if scale else (-WIDE, WIDE)
    if score.min() < low or score.max() > high:
        return False
    keys = set(zip(columns.episode, columns.informant, session.tolist(), strict=True))
    return len(keys) == len(session)


def _numbers(cells: Iterable[str]) -> Floats:
    return np.array([float(cell.replace(",", ".")) for cell in cells])


def _careful(
    filename: str, data: bytes, scale: ScoreRange | None
) -> tuple[list[CourseRow], list[Problem]]:
    """Row by row, so that each mistake gets its line."""
    low = Decimal(repr(-WIDE if scale is None else scale.minimum))
    high = Decimal(repr(WIDE if scale is None else scale.maximum))
    parsed = read_courses(filename, data, Limits(low, high, True, Decimal(0)))
    rows = [row for row in parsed.rows if row.score is not None]
    odd = [
        Problem(
            row.line,
            SESSION,
            str(row.session_no),
            InvalidInput(
                "Besøgets nummer skal være over 0 og højst {most}: tiden regnes i logaritmen af "
                "det.",
                most=f"{MOST:.0f}",
            ),
        )
        for row in rows
        if not 1 / MOST <= row.session_no <= MOST
    ]
    if not rows and not parsed.problems:
        raise InvalidInput("Filen har ingen målinger: alle scorer er tomme.")
    return rows, sorted([*parsed.problems, *odd], key=lambda problem: problem.line)


def _columns_of(rows: Sequence[CourseRow]) -> _Columns:
    return _Columns(
        [row.episode_id for row in rows],
        [row.informant for row in rows],
        [f"{row.session_no:f}" for row in rows],
        [f"{row.score:f}" for row in rows],
    )


def _file(
    columns: _Columns,
    scale: ScoreRange | None,
    limit: float,
    cut: float,
    problems: tuple[Problem, ...],
) -> RatingsFile:
    """Series in the order of the file's episodes and informants."""
    episodes, course = _in_file_order(columns.episode)
    informants, group = _in_file_order(columns.informant)
    score = _numbers(columns.score)
    series = course * max(len(informants), 1) + group
    session = _numbers(columns.session)
    table = from_codes(
        course,
        group,
        tuple(informants),
        np.full(len(course), limit),
        session,
        score if scale is None else scale.upward(score),
        series,
        np.full(len(course), cut),
    )
    order = np.lexsort((session, series))
    written = np.array(columns.session, dtype=object)[order]
    names = np.array([*episodes, None], dtype=object)[:-1]
    who = np.array([*informants, None], dtype=object)[:-1]
    return RatingsFile(table, names[table.course], who[table.group], written, problems)


def _in_file_order(cells: list[str]) -> tuple[list[str], NDArray[np.int64]]:
    place: dict[str, int] = {}
    codes = [place.setdefault(cell, len(place)) for cell in cells]
    return list(place), np.array(codes, dtype=np.int64)


def flags_csv(
    file: RatingsFile, flag: Sequence[int], reason: Sequence[str], risk: Floats | None
) -> bytes:
    """One line a rating; risks are left empty where no model speaks."""
    series = file.table.series_of
    risks: Iterator[Sequence[str]] = (
        iter([("", "")] * len(series))
        if risk is None
        else ((f"{worse:.6f}", f"{poor:.6f}") for worse, poor in risk.T)
    )
    rows = (
        (file.episode[s], file.informant[s], file.session[i], flag[i], reason[i], *numbers)
        for i, (s, numbers) in enumerate(zip(series, risks, strict=True))
    )
    return _csv(FLAGS, rows)


def bands_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """One line a series, landmark and target."""
    return _csv(BANDS, rows)


def table_csv(header: Sequence[str], columns: Sequence[Sequence[object]]) -> bytes:
    """Columns side by side."""
    return _csv(header, zip(*columns, strict=True))


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
