"""A review: what is counted, what of it may be told, and what was decided.

Figures carry keys, never words and never ids of persons: the same figures are shown on the
screen, in the PDF, in the slides and in the JSON, in whatever language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

SMALLEST = 5
"""No count below this is told, and none that lets one below it be worked out."""


class PeriodKind(StrEnum):
    """QUARTER, SCHOOL_YEAR (1 August to 31 July), YEAR, PROJECT (a programme's period), OWN."""

    QUARTER = "quarter"
    SCHOOL_YEAR = "school_year"
    YEAR = "year"
    PROJECT = "project"
    OWN = "own"


@dataclass(frozen=True)
class Period:
    """Both days belong to the period."""

    kind: PeriodKind
    first_day: date
    last_day: date


class ReviewState(StrEnum):
    """A draft is computed and never changes; released: the steering group reads it."""

    DRAFT = "draft"
    RELEASED = "released"
    DISCARDED = "discarded"


class DecisionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Counted(StrEnum):
    """What one unit of a count is. One person is one point; a person is never two."""

    FAMILIES = "families"
    COURSES = "courses"
    PERSONS = "persons"
    FLAGS = "flags"
    CHILDREN = "children"
    DECISIONS = "decisions"


class Measured(StrEnum):
    """The unit of an estimate's value."""

    POINTS = "points"
    SHARE = "share"
    DIFFERENCE_OF_SHARES = "difference_of_shares"
    EFFECT_SIZE = "effect_size"
    DAYS = "days"
    HOURS = "hours"
    VISITS = "visits"
    KRONER = "kroner"
    PER_YEAR = "per_year"
    NUMBER = "number"


@dataclass(frozen=True)
class Count:
    """One cell. `n` is None when it may not be told. `low`/`high`: 95 % interval of its share."""

    key: str
    n: int | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Spread:
    """How `total` units fall into cells that together are all of them.

    `missing`: units that belong to the figure but have no value (None: may not be told). `label`
    holds values for words, such as a team's or a service's name where the key is not enough.
    """

    key: str
    counted: Counted
    total: int | None
    cells: tuple[Count, ...]
    missing: int | None = 0


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval, its n and how it was made. `value` None: may not be told.

    `method` names the kind ("mean_paired_cluster", "d_change_sd", "median", "wilson",
    "newcombe_difference"); docs/methods.md explains each under that name.
    """

    key: str
    measured: Measured
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    missing: int | None
    method: str


@dataclass(frozen=True)
class Block:
    """One part of a review. `kept_from`: the version whose numbers still stand here, because
    fewer than five have been corrected since."""

    key: str
    spreads: tuple[Spread, ...]
    estimates: tuple[Estimate, ...]
    facts: tuple[tuple[str, str], ...] = ()
    kept_from: int | None = None


@dataclass(frozen=True)
class Figures:
    """Everything of a review that may be published; what is hidden is not in here at all.

    `names` maps keys of teams, services and measures to the names they had on the day.
    `definitions`: every number the figures depend on (bands, limits, rules), as text.
    """

    series: str
    programme: str
    period: Period
    data_until: date
    definitions_version: str
    model_version: str
    definitions: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Decision:
    """What was decided at a review; `owner` is initials or a job, typed by the secretary."""

    decision_id: UUID
    review_id: UUID
    place: int
    body: str
    owner: str
    due_on: date | None
    state: DecisionState
    outcome: str
    closed_on: date | None
    revision: int

    def is_late(self, today: date) -> bool:
        """Still open after its last day."""
        if self.state is not DecisionState.OPEN or self.due_on is None:
            return False
        return self.due_on < today


class PartKind(StrEnum):
    """How a part of the document is drawn; screen, PDF and slides know these and no others."""

    NUMBERS = "numbers"
    BARS = "bars"
    BANDS = "bands"
    INTERVALS = "intervals"
    TABLE = "table"
    WORDS = "words"


@dataclass(frozen=True)
class Bar:
    """One row of BARS, one segment of BANDS, one line of INTERVALS; all texts are ready words.

    `share` 0..1 or None when hidden; `tone`: good, calm, quiet, warn or plain.
    `value`/`low`/`high` are on the part's axis (INTERVALS only).
    """

    label: str
    text: str
    note: str = ""
    share: float | None = None
    tone: str = "plain"
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Column:
    """A column of BANDS: "første måling", "seneste måling"; segments from the lowest band up."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Part:
    """One card of the review, with its words: `title`, one sentence that says it, the drawing,
    and the small print (n, missing, definition). `rows` is the table one click away (and what a
    screen reader, the PDF's appendix and the slide's notes get); its first row is the head."""

    key: str
    kind: PartKind
    title: str
    sentence: str
    bars: tuple[Bar, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    axis: tuple[float, float] | None = None
    zero: float | None = None
    small_print: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Parts that belong together: one slide or one page of the presentation."""

    key: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Document:
    """A review in words of one language: what screen, PDF and slides show, all the same.

    `stamp`: "Fastfrosset 04-10-2026 · version 1 · tal ændrer sig ikke". `numbers`: the few large
    ones on top. `closing`: the standing sentences (no control group, under five not shown).
    """

    language: str
    stamp: str
    title: str
    subtitle: str
    numbers: tuple[Bar, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    file_name: str
