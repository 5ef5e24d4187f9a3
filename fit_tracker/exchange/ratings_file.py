"""A table of ratings read by its mapping: typed rows, empty ones, and those with a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import MemberRole, RaterKind
from fit_tracker.domain.privacy import looks_like_cpr
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.exchange import values
from fit_tracker.exchange.mapping import ByNumber, ImportMapping, Source
from fit_tracker.exchange.table import FileOptions, Problem, Row, Table, read_table

_RATERS = frozenset(one.value for one in RaterKind)


@dataclass(frozen=True)
class CourseTold:
    """What a row says of its family's course; it counts where the family is new here."""

    service: str
    team: str
    ended_on: date | None = None
    end_reason: EndReason | None = None
    end_planned: bool | None = None


@dataclass(frozen=True)
class RatingRow:
    """One rating as the file tells it; nothing is looked up yet.

    `rater` is the label of the member who answers about a child, else empty.
    `items` are in the scale's own order and empty when only a total was given.
    """

    row: Row
    family: str
    member: str
    role: MemberRole | None
    birth_year: int | None
    rater_kind: RaterKind
    rater: str
    instrument: str
    day: date
    day_known: bool
    items: tuple[Decimal, ...]
    total: Decimal | None
    course: CourseTold


@dataclass(frozen=True)
class RatingsFile:
    """`empty` counts the rows without any score: no rating was given, which is no mistake."""

    rows: list[RatingRow]
    problems: list[Problem]
    empty: int
    read: int


class _RejectedError(Exception):
    """Ends the reading of one row."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_ratings(filename: str, data: bytes, mapping: ImportMapping) -> RatingsFile:
    """The ratings of a file. Problems of the file as a whole are raised, those of a row listed."""
    table = read_table(filename, data, mapping.options, mapping.columns)
    _check_columns(table, mapping)
    return _Reader(table, mapping).read()


def _check_columns(table: Table, mapping: ImportMapping) -> None:
    for column, field in mapping.columns.items():
        if column not in table.columns:
            field.fail(
                "{file}, linje {line}, felt «{field}»: kolonnen «{column}» findes ikke i filen. "
                "Filens kolonner er: {columns}.",
                column=column,
                columns=", ".join(filter(None, table.columns)),
            )


class _Reader:
    def __init__(self, table: Table, mapping: ImportMapping) -> None:
        self.table = table
        self.mapping = mapping
        self.options = _settled(table, mapping)
        self.scores = (*mapping.items, *((mapping.total,) if mapping.total else ()))

    def read(self) -> RatingsFile:
        rows: list[RatingRow] = []
        problems = list(self.table.problems)
        empty = 0
        for row in self.table.rows:
            if not any(source.read(row.cells) for source in self.scores):
                empty += 1
                continue
            try:
                rows.append(self._rating(row))
            except _RejectedError as rejected:
                problems.append(rejected.problem)
        return RatingsFile(rows, problems, empty, len(self.table.rows) + len(self.table.problems))

    def _rating(self, row: Row) -> RatingRow:
        mapping = self.mapping
        kind, rater = self._rater(row)
        day = self._day(row)
        return RatingRow(
            row=row,
            family=_name(row, mapping.family),
            member=_name(row, mapping.member),
            role=_role(row, mapping.role) if mapping.role else None,
            birth_year=_whole(row, mapping.birth_year) if mapping.birth_year else None,
            rater_kind=kind,
            rater=rater,
            instrument=_filled(row, mapping.instrument),
            day=day,
            day_known=isinstance(mapping.visit, Source),
            items=self._items(row),
            total=self._total(row),
            course=self._course(row),
        )

    def _rater(self, row: Row) -> tuple[RaterKind, str]:
        source = self.mapping.rater
        kind, _, who = _filled(row, source).partition(":")
        who = " ".join(who.split())
        known = kind.strip() in _RATERS
        if not known or (kind.strip() == RaterKind.CARETAKER) is not bool(who):
            raise _rejected(
                row,
                source,
                InvalidInput(
                    "Ukendt svarperson. Skriv self, school, practitioner eller "
                    "caretaker:<medlem>, eller oversæt ordet under «rater» i kolonnefilen."
                ),
            )
        if looks_like_cpr(who):
            raise _rejected(row, source, _cpr())
        return RaterKind(kind.strip()), who

    def _day(self, row: Row) -> date:
        visit = self.mapping.visit
        if isinstance(visit, ByNumber):
            return self._counted_day(row, visit)
        return self._date(row, visit)

    def _date(self, row: Row, source: Source) -> date:
        text = _filled(row, source)
        try:
            return values.parse_date(text, self.options.date_order, self.options.century)
        except UserFacing as error:
            raise _rejected(row, source, error) from None

    def _counted_day(self, row: Row, visit: ByNumber) -> date:
        _filled(row, visit.number)
        days = visit.days_from_start.get(_whole(row, visit.number) or 0)
        if days is None:
            error = InvalidInput("Besøgets nummer står ikke under days_from_start i kolonnefilen.")
            raise _rejected(row, visit.number, error)
        start = self._date(row, visit.start)
        try:
            return date.fromordinal(start.toordinal() + days)
        except (ValueError, OverflowError):
            raise _rejected(row, visit.start, InvalidInput("Den dato findes ikke.")) from None

    def _items(self, row: Row) -> tuple[Decimal, ...]:
        """The filled-in items. Trailing empty ones belong to longer scales; a gap does not."""
        sources = list(self.mapping.items)
        while sources and not sources[-1].read(row.cells):
            sources.pop()
        for source in sources:
            if not source.read(row.cells):
                raise _rejected(
                    row,
                    source,
                    InvalidInput(
                        "Svaret mangler. Målingen skal have alle svar eller kun en total."
                    ),
                )
        return tuple(self._score(row, source) for source in sources)

    def _total(self, row: Row) -> Decimal | None:
        source = self.mapping.total
        return self._score(row, source) if source and source.read(row.cells) else None

    def _score(self, row: Row, source: Source) -> Decimal:
        try:
            return values.parse_score(source.read(row.cells), self.options.decimal)
        except UserFacing as error:
            raise _rejected(row, source, error) from None

    def _course(self, row: Row) -> CourseTold:
        target = self.mapping.target
        service, team = target.service.source.read(row.cells), target.team.source.read(row.cells)
        end = target.ended
        if end is None:
            return CourseTold(service, team)
        if end.date.read(row.cells):
            reason, planned = _reason(row, end.reason), _planned(row, end.planned)
            return CourseTold(service, team, self._date(row, end.date), reason, planned)
        if end.reason.column is not None and end.reason.read(row.cells):
            error = InvalidInput("Forløbet har en årsag til afslutning, men ingen dato for den.")
            raise _rejected(row, end.reason, error)
        return CourseTold(service, team)


def _settled(table: Table, mapping: ImportMapping) -> FileOptions:
    """What the mapping left open, found in the cells themselves."""
    stated = mapping.options
    scores = [*mapping.items, *((mapping.total,) if mapping.total else ())]
    start = mapping.visit.start if isinstance(mapping.visit, ByNumber) else mapping.visit
    days = [start, mapping.target.ended.date] if mapping.target.ended else [start]
    order = stated.date_order or values.date_order(_cells(table, days))
    sign = stated.decimal or values.decimal_sign(_cells(table, scores))
    return FileOptions(stated.encoding, stated.delimiter, sign, order, stated.century, stated.sheet)


def _cells(table: Table, sources: Iterable[Source]) -> Iterable[str]:
    return (source.read(row.cells) for source in sources for row in table.rows)


def _name(row: Row, source: Source) -> str:
    text = " ".join(_filled(row, source).split())
    if _is_cpr(text):
        raise _rejected(row, source, _cpr())
    return text


@lru_cache(maxsize=4096)
def _is_cpr(text: str) -> bool:
    # Excel keeps a number without its leading zero.
    return looks_like_cpr(text) or (len(text) == 9 and looks_like_cpr(f"0{text}"))


def _cpr() -> InvalidInput:
    return InvalidInput("Ligner et CPR-nummer. Brug det lokale sagsnummer og en rolle i stedet.")


def _filled(row: Row, source: Source) -> str:
    text = source.read(row.cells)
    if not text:
        raise _rejected(row, source, InvalidInput("Feltet er tomt."))
    return text


def _role(row: Row, source: Source) -> MemberRole | None:
    text = source.read(row.cells)
    if not text:
        return None
    try:
        return MemberRole(text)
    except ValueError:
        error = InvalidInput(
            "Ukendt rolle. Skriv {known}, eller oversæt ordet under «role» i kolonnefilen.",
            known=", ".join(MemberRole),
        )
        raise _rejected(row, source, error) from None


def _reason(row: Row, source: Source) -> EndReason:
    try:
        return EndReason(_filled(row, source))
    except ValueError:
        error = InvalidInput(
            "Ukendt årsag til afslutning. Skriv {known}, eller oversæt ordet under «reason» i "
            "kolonnefilen.",
            known=", ".join(EndReason),
        )
        raise _rejected(row, source, error) from None


def _planned(row: Row, source: Source) -> bool:
    text = _filled(row, source)
    if text not in ("true", "false"):
        error = InvalidInput("Skriv true eller false, eller oversæt ordet i kolonnefilen.")
        raise _rejected(row, source, error)
    return text == "true"


def _whole(row: Row, source: Source) -> int | None:
    text = source.read(row.cells)
    try:
        return values.parse_whole(text) if text else None
    except UserFacing as error:
        raise _rejected(row, source, error) from None


def _rejected(row: Row, source: Source, error: UserFacing) -> _RejectedError:
    # What the file says, not what the mapping made of it: that is what one looks for.
    found = row.cells[source.column] if source.column is not None else source.value
    return _RejectedError(Problem(row.line, source.name, found, error))
