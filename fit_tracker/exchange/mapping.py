"""What each column of a file means here: the mapping, written once by whoever knows the file.

Mistakes are answered as for instrument packs: file, line, field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import MemberRole, RaterKind
from fit_tracker.errors import PackInvalid
from fit_tracker.exchange.encoding import DELIMITERS, ENCODINGS
from fit_tracker.exchange.table import FileOptions
from fit_tracker.exchange.values import DATE_ORDERS
from fit_tracker.instruments.fields import NOT_GROUP, TWICE, Field, compose

K = TypeVar("K")
V = TypeVar("V")

# Reading YAML takes long: a mapping of this many letters a few seconds.
MAX_TEXT = 100_000
COLUMN_OR_VALUE = "{file}, linje {line}, felt «{field}»: skriv enten column eller value."
VALUES_WITHOUT_COLUMN = (
    "{file}, linje {line}, felt «{field}»: en oversættelse hører til en column, ikke en value."
)
NOT_A_DAY = "{file}, linje {line}, felt «{field}»: skal være en dato, åååå-mm-dd; «{found}»."
DATE_OR_NUMBER = (
    "{file}, linje {line}, felt «{field}»: skriv enten date, eller number med start og "
    "days_from_start."
)
NEEDS = "{file}, linje {line}, felt «{field}»: number kræver også {missing}."
NO_SCORE = "{file}, linje {line}, felt «{field}»: skriv total, items eller begge."
NOT_CENTURY = "{file}, linje {line}, felt «{field}»: skal være 1900 eller 2000."
PRACTITIONERS_OF_ONE_TEAM = (
    "{file}, linje {line}, felt «{field}»: når teamet står i en kolonne, skal listen være tom, []."
)
NEGATIVE = "{file}, linje {line}, felt «{field}»: skal være 0 eller mere."


@dataclass(frozen=True)
class Source:
    """Where a value comes from: a column, whose words may be translated, or one constant."""

    column: str | None
    value: str
    words: Mapping[str, str]

    def read(self, cells: Mapping[str, str]) -> str:
        """The value of a row; a word without a translation stays as it is."""
        if self.column is None:
            return self.value
        cell = cells[self.column]
        return self.words.get(cell.casefold(), cell) if self.words else cell

    @property
    def name(self) -> str:
        return self.column or ""


@dataclass(frozen=True)
class ByNumber:
    """Visits known only by number: the day is counted from a start and shown as estimated."""

    number: Source
    start: Source
    days_from_start: Mapping[int, int]


@dataclass(frozen=True)
class Named:
    """A service or a team: one for the whole file, or a column's. `field` is for messages."""

    source: Source
    field: Field


@dataclass(frozen=True)
class Ended:
    """How the courses of new families ended. An empty date: the course goes on."""

    date: Source
    reason: Source
    planned: Source


@dataclass(frozen=True)
class Target:
    """Where families that are new here go: the service, the team, those who treat.

    Only courses that have ended do without practitioners.
    """

    service: Named
    team: Named
    practitioners: tuple[Field, ...]
    ended: Ended | None


@dataclass(frozen=True)
class ImportMapping:
    """The whole mapping. `columns` keeps where each column was named, for the message."""

    options: FileOptions
    family: Source
    member: Source
    role: Source | None
    birth_year: Source | None
    rater: Source
    instrument: Source
    visit: Source | ByNumber
    total: Source | None
    items: tuple[Source, ...]
    target: Target
    columns: Mapping[str, Field]


def read_mapping(text: str, name: str) -> ImportMapping:
    """Read a mapping file. Raises PackInvalid with file, line and field."""
    reader = _Reader()
    fields = Field(name, "", _compose(text, name)).group(
        ("family", "member", "rater", "instrument", "visit", "score", "new_families"),
        ("file", "role", "birth_year"),
    )
    scores = fields["score"].group((), ("total", "items"))
    if not scores:
        fields["score"].fail(NO_SCORE)
    return ImportMapping(
        options=_options(fields.get("file")),
        family=reader.source(fields["family"]),
        member=reader.source(fields["member"]),
        role=reader.optional(fields.get("role"), _role),
        birth_year=reader.optional(fields.get("birth_year")),
        rater=reader.source(fields["rater"], _rater),
        instrument=reader.source(fields["instrument"]),
        visit=reader.visit(fields["visit"]),
        total=reader.optional(scores.get("total")),
        items=reader.sources(scores.get("items")),
        target=reader.target(fields["new_families"]),
        columns=reader.columns,
    )


def _compose(text: str, name: str) -> Node:
    if len(text) > MAX_TEXT:
        raise PackInvalid("{file}, linje 1: filen er for stor til en kolonnefil.", file=name)
    return compose(name, text)


class _Reader:
    """Reads sources and remembers where each column was named."""

    def __init__(self) -> None:
        self.columns: dict[str, Field] = {}

    def optional(
        self, field: Field | None, check: Callable[[Field], str] | None = None
    ) -> Source | None:
        return None if field is None else self.source(field, check)

    def source(self, field: Field, check: Callable[[Field], str] | None = None) -> Source:
        parts = field.group((), ("column", "value", "values"))
        if ("column" in parts) is ("value" in parts):
            field.fail(COLUMN_OR_VALUE)
        read = check or Field.text
        if "value" in parts:
            if "values" in parts:
                parts["values"].fail(VALUES_WITHOUT_COLUMN)
            return Source(None, read(parts["value"]), {})
        words = pairs(parts["values"], str.casefold, read) if "values" in parts else {}
        return Source(self.column(parts["column"]), "", words)

    def column(self, field: Field) -> str:
        self.columns.setdefault(field.text(), field)
        return field.text()

    def sources(self, field: Field | None) -> tuple[Source, ...]:
        """Items in the scale's own order, one column each."""
        if field is None:
            return ()
        return tuple(Source(self.column(element), "", {}) for element in field.elements())

    def visit(self, field: Field) -> Source | ByNumber:
        parts = field.group((), ("date", "number", "start", "days_from_start"))
        if ("date" in parts) is ("number" in parts) or ("date" in parts and len(parts) > 1):
            field.fail(DATE_OR_NUMBER)
        if "date" in parts:
            return self.source(parts["date"])
        for name in ("start", "days_from_start"):
            if name not in parts:
                field.fail(NEEDS, missing=name)
        days = _counted(parts["days_from_start"])
        start = self.source(parts["start"])
        if start.column is None:
            _day(parts["start"].group(("value",))["value"])
        return ByNumber(self.source(parts["number"]), start, days)

    def target(self, field: Field) -> Target:
        parts = field.group(("service", "team", "practitioners"), ("ended",))
        target = Target(
            self.named(parts["service"]),
            self.named(parts["team"]),
            tuple(parts["practitioners"].elements()),
            self.ended(parts.get("ended")),
        )
        if not target.practitioners and target.ended is None:
            parts["practitioners"].fail(
                "{file}, linje {line}, felt «{field}»: nævn mindst ét brugernavn."
            )
        if target.practitioners and target.team.source.column is not None:
            parts["practitioners"].fail(PRACTITIONERS_OF_ONE_TEAM)
        return target

    def named(self, field: Field) -> Named:
        """Its name alone, or where the name of each row stands."""
        if isinstance(field.node, MappingNode):
            return Named(self.source(field), field)
        return Named(Source(None, field.text(), {}), field)

    def ended(self, field: Field | None) -> Ended | None:
        if field is None:
            return None
        parts = field.group(("date", "reason", "planned"))
        return Ended(
            self.source(parts["date"]),
            self.source(parts["reason"], _reason),
            self.source(parts["planned"], _yes_no),
        )


def pairs(field: Field, key: Callable[[str], K], read: Callable[[Field], V]) -> dict[K, V]:
    """A table whose left side is the site's own words; none may stand twice."""
    node = field.node
    if not isinstance(node, MappingNode):
        field.fail(NOT_GROUP)
    found: dict[K, V] = {}
    for name_node, value in node.value:
        word = str(name_node.value).strip() if isinstance(name_node, ScalarNode) else "?"
        at = Field(field.file, f"{field.path}.{word}", value)
        try:
            name = key(word)
        except ValueError:
            at.fail("{file}, linje {line}, felt «{field}»: navnet skal være et helt tal.")
        if name in found:
            at.fail(TWICE)
        found[name] = read(at)
    return found


def _options(field: Field | None) -> FileOptions:
    if field is None:
        return FileOptions()
    names = ("encoding", "delimiter", "decimal", "date_order", "century", "sheet")
    parts = field.group((), names)
    return FileOptions(
        encoding=_choice(parts.get("encoding"), ENCODINGS),
        delimiter=DELIMITERS.get(_choice(parts.get("delimiter"), tuple(DELIMITERS)) or ""),
        decimal=_choice(parts.get("decimal"), (",", ".")),
        date_order=_choice(parts.get("date_order"), DATE_ORDERS),
        century=_century(parts.get("century")),
        sheet=parts["sheet"].text() if "sheet" in parts else None,
    )


def _choice(field: Field | None, allowed: tuple[str, ...]) -> str | None:
    return None if field is None else field.one_of(allowed)


def _century(field: Field | None) -> int | None:
    if field is None:
        return None
    if field.whole() not in (1900, 2000):
        field.fail(NOT_CENTURY)
    return field.whole()


def _role(field: Field) -> str:
    return field.one_of([role.value for role in MemberRole])


def _reason(field: Field) -> str:
    return field.one_of([reason.value for reason in EndReason])


def _yes_no(field: Field) -> str:
    return field.one_of(("true", "false"))


def _rater(field: Field) -> str:
    """self, school, practitioner, or caretaker:<the member who answers>."""
    text = field.text()
    kind, _, who = text.partition(":")
    if kind.strip() == RaterKind.CARETAKER and who.strip():
        return text
    return field.one_of(("self", "school", "practitioner", "caretaker:<medlem>"))


def _counted(field: Field) -> dict[int, int]:
    """Visit number to day; later visits lie on later days, or two would become one."""
    days = pairs(field, int, _days)
    in_order = [days[number] for number in sorted(days)]
    if sorted(set(in_order)) != in_order:
        field.fail("{file}, linje {line}, felt «{field}»: dagene skal stige med besøgets nummer.")
    return days


def _days(field: Field) -> int:
    if field.whole() < 0:
        field.fail(NEGATIVE)
    return field.whole()


def _day(field: Field) -> date:
    try:
        return date.fromisoformat(field.text())
    except ValueError:
        field.fail(NOT_A_DAY, found=field.text())
