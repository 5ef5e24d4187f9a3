"""Classify whole courses from a plain table, for analysts. No database, no dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from fit_tracker.domain.instruments import CutOff, Instrument
from fit_tracker.errors import InvalidInput
from fit_tracker.progression.jacobson_truax import ChangeClass, classify
from fit_tracker.progression.reliable_change import reliable_change_index

TOO_FEW = "too_few"


@dataclass(frozen=True)
class Limits:
    """What a scale must be known by to classify: direction, limit, perhaps a cut-off."""

    minimum: Decimal
    maximum: Decimal
    higher_is_better: bool
    limit: Decimal
    cut_off: CutOff | None = None


@dataclass(frozen=True)
class CourseRow:
    """One line of the file: `score` is None when it was empty."""

    line: int
    episode_id: str
    informant: str
    session_no: Decimal
    score: Decimal | None


@dataclass(frozen=True)
class CourseClass:
    """One course as one informant rated it. With one score there is no change."""

    episode_id: str
    informant: str
    n: int
    first: Decimal | None
    last: Decimal | None
    change: Decimal | None
    change_class: ChangeClass | None

    @property
    def label(self) -> str:
        """What the file's column `class` says."""
        return TOO_FEW if self.change_class is None else self.change_class.value


def limits_of(instrument: Instrument) -> Limits:
    """The limits of an instrument; one without reliability cannot classify."""
    if instrument.reliability is None:
        raise InvalidInput(
            "Skalaen {instrument} har ingen målefejl (SD og reliabilitet), så forløb kan ikke "
            "klassificeres med den.",
            instrument=instrument.instrument_id,
        )
    return Limits(
        instrument.total_min,
        instrument.total_max,
        instrument.higher_is_better,
        reliable_change_index(instrument.reliability),
        instrument.cut_off,
    )


def course_row(
    line: int, episode_id: str, informant: str, session_no: str, score: str
) -> CourseRow:
    """One line of text made exact: decimal comma or point, any number of decimals."""
    number = _number(line, "session_no", session_no)
    value = _number(line, "score", score) if score.strip() else None
    return CourseRow(line, episode_id.strip(), informant.strip(), number, value)


def classify_courses(rows: Iterable[CourseRow], scale: Instrument | Limits) -> list[CourseClass]:
    """First against last score of each episode and informant, in the file's order of them.

    Sessions are ordered as numbers (10 after 9), empty scores are left out, and an
    informant who never gave a score is listed with n = 0: whoever is left out flatters.
    """
    limits = limits_of(scale) if isinstance(scale, Instrument) else scale
    groups: dict[tuple[str, str], list[CourseRow]] = {}
    for row in rows:
        group = groups.setdefault((row.episode_id, row.informant), [])
        if row.score is not None:
            _check_range(row, row.score, limits)
            group.append(row)
    return [_course(*key, _in_order(group), limits) for key, group in groups.items()]


def _course(episode_id: str, informant: str, scores: list[Decimal], limits: Limits) -> CourseClass:
    n = len(scores)
    first, last = (scores[0], scores[-1]) if scores else (None, None)
    if first is None or last is None or n < 2:
        return CourseClass(episode_id, informant, n, first, last, None, None)
    found = classify(first, last, limits.limit, limits.cut_off, limits.higher_is_better)
    return CourseClass(episode_id, informant, n, first, last, last - first, found)


def _in_order(group: list[CourseRow]) -> list[Decimal]:
    ordered = sorted(group, key=lambda row: row.session_no)
    for earlier, later in pairwise(ordered):
        if earlier.session_no == later.session_no:
            raise InvalidInput(
                "Linje {first} og {second} har begge en score for samme forløb, informant og "
                "besøg {session}. Behold den ene.",
                first=min(earlier.line, later.line),
                second=max(earlier.line, later.line),
                session=later.session_no,
            )
    return [row.score for row in ordered if row.score is not None]


def _check_range(row: CourseRow, score: Decimal, limits: Limits) -> None:
    if limits.minimum <= score <= limits.maximum:
        return
    raise InvalidInput(
        "Linje {line}: scoren {value} ligger uden for skalaen, {minimum} til {maximum}.",
        line=row.line,
        value=score,
        minimum=limits.minimum,
        maximum=limits.maximum,
    )


def _number(line: int, column: str, text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        return number
    raise InvalidInput(
        "Linje {line}, kolonne {column}: «{value}» er ikke et tal.",
        line=line,
        column=column,
        value=text.strip(),
    )
