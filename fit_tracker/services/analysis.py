"""What analysts do with a table and no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from fit_tracker.errors import InvalidInput
from fit_tracker.exchange.courses_file import classes_csv, read_courses
from fit_tracker.exchange.table import Problem
from fit_tracker.instruments import load_catalogue
from fit_tracker.progression.jacobson_truax import cut_off_at
from fit_tracker.progression.outcomes import Limits as Limits
from fit_tracker.progression.outcomes import classify_courses, limits_of


@dataclass(frozen=True)
class Classified:
    """The table of classes, or the rows that stand in its way (then `csv` is empty)."""

    csv: bytes
    courses: int
    problems: Sequence[Problem]


def limits_of_instrument(instrument_id: str, folder: Path | None) -> Limits:
    """The limits that a scale's own numbers give."""
    return limits_of(load_catalogue(folder).get(instrument_id))


def limits_given(
    minimum: str, maximum: str, higher_is_better: bool, rci: str, cut_off: str | None
) -> Limits:
    """Limits from the command line, read exactly as they are written."""
    low, high, limit = number("--min", minimum), number("--max", maximum), number("--rci", rci)
    if low >= high:
        raise InvalidInput("--min skal være mindre end --max.")
    if limit < 0:
        raise InvalidInput("--rci kan ikke være mindre end 0.")
    cut = None if cut_off is None else number("--cutoff", cut_off)
    if cut is not None and not low <= cut <= high:
        raise InvalidInput("--cutoff ligger uden for skalaen.")
    found = None if cut is None else cut_off_at(cut, higher_is_better, "--cutoff")
    return Limits(low, high, higher_is_better, limit, found)


def number(option: str, text: str) -> Decimal:
    """A number from the command line, decimal comma or point."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise InvalidInput("{option}: «{text}» er ikke et tal.", option=option, text=text)
    return found


def classify_file(filename: str, data: bytes, limits: Limits) -> Classified:
    """Classify every course of a table; with one wrong row nothing is classified."""
    parsed = read_courses(filename, data, limits)
    if parsed.problems:
        return Classified(b"", 0, sorted(parsed.problems, key=lambda problem: problem.line))
    courses = classify_courses(parsed.rows, limits)
    return Classified(classes_csv(courses), len(courses), ())
