"""A programme as data: periods and grants, targets, services, measures, costs, what others found.

Nothing of a programme stands in code. Where a source contradicts itself (six to eight families a
year in one section, four to five in another), both stand here with their place, and one is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Moment(StrEnum):
    """When a measure is asked. EACH_VISIT is the visit's own rating, not a questionnaire."""

    BEFORE = "before"
    AFTER = "after"
    FOLLOW_UP = "follow_up"
    EACH_VISIT = "each_visit"


QUESTIONNAIRE_MOMENTS = (Moment.BEFORE, Moment.AFTER, Moment.FOLLOW_UP)


class Asked(StrEnum):
    """Of whom a measure is asked."""

    MOTHERS = "mothers"
    FATHERS = "fathers"
    CARETAKERS = "caretakers"
    CHILDREN = "children"


class TargetKind(StrEnum):
    """What a target counts."""

    FAMILIES_TOTAL = "families_total"
    FAMILIES_PER_YEAR = "families_per_year"
    FAMILIES_PER_YEAR_AFTER = "families_per_year_after"
    PARTICIPANTS_TOTAL = "participants_total"


class CostKind(StrEnum):
    ESTABLISHMENT = "establishment"
    TRAINING = "training"
    RUNNING = "running"
    PUBLIC_BENEFITS = "public_benefits"


class CostUnit(StrEnum):
    """What one amount is paid for."""

    PROGRAMME = "programme"
    MUNICIPALITY = "municipality"
    EMPLOYEE = "employee"
    PARTICIPANT = "participant"


class Indicator(StrEnum):
    """Figures about the work itself that a programme may ask for, kept apart from wellbeing."""

    ADVISER_CHANGES = "adviser_changes"
    CONTACT_FREQUENCY = "contact_frequency"
    CASES_PER_ADVISER = "cases_per_adviser"
    COOPERATION = "cooperation"


@dataclass(frozen=True)
class ProgrammeService:
    """A service of the catalogue by its code; `name` is used to make it where it is missing."""

    code: str
    name: str


@dataclass(frozen=True)
class ProgrammePeriod:
    """A period of the project; `grant` in kr., None where the source states none."""

    number: int
    first_day: date
    last_day: date
    grant: Decimal | None


@dataclass(frozen=True)
class Target:
    """`low` to `high` of `kind`; `chosen` is the one steered by, `source` where it stands."""

    kind: TargetKind
    low: int
    high: int
    chosen: bool
    source: str


@dataclass(frozen=True)
class ProgrammeMeasure:
    """One scale of the programme. `instrument_id` is a pack; direction and ends are the pack's.

    `code` is how the programme's own publications call it, and the key of its answers.
    """

    code: str
    instrument_id: str
    moments: tuple[Moment, ...]
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class CostLine:
    """`amount` in kr. for one `unit`; `low` and `high` when the source gives a range.

    `variant` names what a participant took part in, where a programme comes in several; a line
    that only sums others is `is_sum`, and never counted twice.
    """

    kind: CostKind
    item: str
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: CostUnit
    variant: str
    is_sum: bool
    price_level: str
    remark: str


@dataclass(frozen=True)
class Published:
    """What an evaluation printed: means before and after. `group`: all, mothers, fathers.

    `measurable`: yes, no or not_stated, as its text says.
    """

    measure: str
    group: str
    before: Decimal
    after: Decimal
    measurable: str


@dataclass(frozen=True)
class Cadence:
    """How often the steering group meets: so many a year, or so many in the whole project."""

    per_year: int | None = None
    total: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Windows:
    """Days and months a questionnaire may be answered in and still count for its moment.

    Before: from `before_days` days before the start to `before_late_days` after it. After: within
    `after_days` days around the end. Follow-up: from `follow_up_from` to `follow_up_to` months
    after the end.
    """

    before_days: int = 30
    before_late_days: int = 14
    after_days: int = 30
    follow_up_from: int = 3
    follow_up_to: int = 6


@dataclass(frozen=True)
class Programme:
    """Everything a programme is, as its file states it. Lists may be empty, never guessed."""

    code: str
    name: str
    municipality: str
    target_group: str
    child_age_min: int | None
    child_age_max: int | None
    services: tuple[ProgrammeService, ...]
    periods: tuple[ProgrammePeriod, ...]
    targets: tuple[Target, ...]
    measures: tuple[ProgrammeMeasure, ...]
    costs: tuple[CostLine, ...]
    published: tuple[Published, ...]
    indicators: tuple[Indicator, ...]
    cadence: Cadence
    windows: Windows
    expected: tuple[str, ...]
    source: str
    remarks: tuple[str, ...]
