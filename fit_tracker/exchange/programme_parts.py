"""The parts of a programme's file: a period, a target, a measure, a cost line, a printed mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import TypeVar

from fit_tracker.domain.programmes import (
    Asked,
    CostKind,
    CostLine,
    CostUnit,
    Moment,
    ProgrammeMeasure,
    ProgrammePeriod,
    Published,
    Target,
    TargetKind,
)
from fit_tracker.exchange.programme_fields import (
    MAX_CODE,
    MAX_NAME,
    MAX_WORDS,
    amount,
    code,
    day,
    text,
    within,
)
from fit_tracker.instruments.fields import Field

GROUPS = ("all", "mothers", "fathers")
SAID = ("yes", "no", "not_stated")
MOST_FAMILIES = 100_000
BACKWARDS = "{file}, linje {line}, felt «{field}»: «last_day» ligger før «first_day»."
TURNED = "{file}, linje {line}, felt «{field}»: «high» er mindre end «low»."
OUTSIDE = "{file}, linje {line}, felt «{field}»: «amount» ligger ikke mellem «low» og «high»."
BOTH = "{file}, linje {line}, felt «{field}»: skriv både «low» og «high» eller ingen af dem."
EMPTY = "{file}, linje {line}, felt «{field}»: skal have mindst ét element."
TWICE = "{file}, linje {line}, felt «{field}»: «{found}» står to gange."
APART = (
    "{file}, linje {line}, felt «{field}»: each_visit er besøgets egen måling og kan ikke stå "
    "sammen med andre tidspunkter."
)
E_ = TypeVar("E_", bound=StrEnum)


def period(field: Field) -> ProgrammePeriod:
    parts = field.group(("number", "first_day", "last_day"), ("grant",))
    first, last = day(parts["first_day"]), day(parts["last_day"])
    if last < first:
        parts["last_day"].fail(BACKWARDS)
    grant = amount(parts["grant"]) if "grant" in parts else None
    return ProgrammePeriod(within(parts["number"], 1, 100), first, last, grant)


def target(field: Field) -> Target:
    parts = field.group(("kind", "low", "high"), ("chosen", "source"))
    low = within(parts["low"], 0, MOST_FAMILIES)
    high = within(parts["high"], 0, MOST_FAMILIES)
    if high < low:
        parts["high"].fail(TURNED)
    return Target(
        TargetKind(parts["kind"].one_of(_names(TargetKind))),
        low,
        high,
        "chosen" in parts and parts["chosen"].yes_no(),
        text(parts["source"], MAX_WORDS) if "source" in parts else "",
    )


def measure(field: Field) -> ProgrammeMeasure:
    parts = field.group(("code", "instrument", "moments", "asked"))
    moments = _several(parts["moments"], Moment)
    if Moment.EACH_VISIT in moments and len(moments) > 1:
        parts["moments"].fail(APART)
    return ProgrammeMeasure(
        code(parts["code"]),
        text(parts["instrument"], MAX_CODE),
        moments,
        _several(parts["asked"], Asked),
    )


def _several(field: Field, kind: type[E_]) -> tuple[E_, ...]:
    """Some of a fixed set, each once, in the set's own order."""
    found: list[E_] = []
    for one in field.elements():
        value = kind(one.one_of(_names(kind)))
        if value in found:
            one.fail(TWICE, found=value)
        found.append(value)
    if not found:
        field.fail(EMPTY)
    return tuple(one for one in kind if one in found)


def _names(kind: Iterable[StrEnum]) -> list[str]:
    return [str(one) for one in kind]


def cost(field: Field, price_level: str) -> CostLine:
    """`price_level` holds for all lines of the file that do not state their own."""
    more = ("low", "high", "variant", "is_sum", "price_level", "remark")
    parts = field.group(("kind", "item", "amount", "unit"), more)
    value = amount(parts["amount"])
    if ("low" in parts) != ("high" in parts):
        field.fail(BOTH)
    low = amount(parts["low"]) if "low" in parts else None
    high = amount(parts["high"]) if "high" in parts else None
    if low is not None and high is not None and not low <= value <= high:
        parts["amount"].fail(OUTSIDE)
    return CostLine(
        kind=CostKind(parts["kind"].one_of(_names(CostKind))),
        item=text(parts["item"], MAX_NAME),
        amount=value,
        low=low,
        high=high,
        unit=CostUnit(parts["unit"].one_of(_names(CostUnit))),
        variant=text(parts["variant"], MAX_NAME) if "variant" in parts else "",
        is_sum="is_sum" in parts and parts["is_sum"].yes_no(),
        price_level=text(parts["price_level"], MAX_NAME) if "price_level" in parts else price_level,
        remark=text(parts["remark"], MAX_WORDS) if "remark" in parts else "",
    )


def published(field: Field, measures: Collection[str], unknown: str) -> Published:
    """A printed mean of one of the programme's own `measures`."""
    parts = field.group(("measure", "group", "before", "after", "measurable"))
    measured = parts["measure"].text()
    if measured not in measures:
        parts["measure"].fail(unknown, found=measured)
    return Published(
        measured,
        parts["group"].one_of(GROUPS),
        parts["before"].number(),
        parts["after"].number(),
        parts["measurable"].one_of(SAID),
    )
