"""What the emergency family team is planned to manage: targets are data, never constants.

Sources may disagree: one section of an application can promise six to eight families a year
and the next one plan staff for four to five. The leader writes the numbers that are steered
by, and where they stand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fit_tracker.domain.offers import Profession

USUAL_LIMIT = Decimal(30)
"""Hours a week in a family on average, where nobody has set another limit."""


@dataclass(frozen=True)
class Targets:
    """Each may be unset. `families_low` to `families_high` a year; `families_total` from
    `period_from` to `period_to`; `staff`: hours a week by profession; `source`: where the
    numbers stand."""

    families_low: int | None = None
    families_high: int | None = None
    families_total: int | None = None
    period_from: date | None = None
    period_to: date | None = None
    staff: dict[Profession, Decimal] = field(default_factory=dict)
    weekly_limit: Decimal = USUAL_LIMIT
    source: str = ""

    @property
    def staff_hours(self) -> Decimal | None:
        """All staff hours a week; None where none are stated."""
        return sum(self.staff.values(), Decimal(0)) if self.staff else None

    @property
    def period(self) -> tuple[date, date] | None:
        if self.period_from is None or self.period_to is None:
            return None
        return self.period_from, self.period_to


def write(targets: Targets) -> str:
    """The targets as JSON; hours as text, so that no float stands between."""
    return json.dumps(
        {
            "families_low": targets.families_low,
            "families_high": targets.families_high,
            "families_total": targets.families_total,
            "period_from": _day(targets.period_from),
            "period_to": _day(targets.period_to),
            "staff": {key.value: str(hours) for key, hours in targets.staff.items()},
            "weekly_limit": str(targets.weekly_limit),
            "source": targets.source,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def read(text: str | None) -> Targets:
    """The targets that `write` wrote; none are set where there is no text."""
    if not text:
        return Targets()
    raw = json.loads(text)
    return Targets(
        families_low=raw["families_low"],
        families_high=raw["families_high"],
        families_total=raw["families_total"],
        period_from=_parsed(raw["period_from"]),
        period_to=_parsed(raw["period_to"]),
        staff={Profession(key): Decimal(hours) for key, hours in raw["staff"].items()},
        weekly_limit=Decimal(raw["weekly_limit"]),
        source=raw["source"],
    )


def _parsed(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
