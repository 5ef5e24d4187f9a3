"""A programme as a file: what its source states, written by whoever knows it.

Mistakes are answered as for the catalogue of services: file, line, field. A field that is left out
is one the source does not state; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fit_tracker.domain.programmes import (
    Cadence,
    Indicator,
    Programme,
    ProgrammeService,
    Target,
    Windows,
)
from fit_tracker.errors import PackInvalid
from fit_tracker.exchange import programme_parts as parts_of
from fit_tracker.exchange.programme_fields import (
    MAX_CODE,
    MAX_NAME,
    MAX_WORDS,
    code,
    span,
    text,
    within,
)
from fit_tracker.instruments.fields import Field, compose, decoded

MAX_BYTES = 200_000
TWICE = "{file}, linje {line}, felt «{field}»: «{found}» står to gange."
NOT_MEASURED = "{file}, linje {line}, felt «{field}»: skalaen «{found}» står ikke under measures."
TWO_CHOSEN = "{file}, linje {line}, felt «{field}»: kun ét mål af hver slags kan være valgt."
ONE_OF_TWO = "{file}, linje {line}, felt «{field}»: skriv per_year eller total, ikke begge."
TURNED = "{file}, linje {line}, felt «{field}»: follow_up_to er mindre end follow_up_from."

OPTIONAL = (
    "municipality", "target_group", "child_ages", "source", "services", "periods", "targets",
    "measures", "costs", "price_level", "published", "indicators", "cadence", "windows",
    "expected", "remarks",
)  # fmt: skip
DAYS = ("before_days", "before_late_days", "after_days")
MONTHS = ("follow_up_from", "follow_up_to")
T = TypeVar("T")


def read_programme(name: str, data: bytes) -> Programme:
    """Read a programme. Raises PackInvalid with file, line and field."""
    if len(data) > MAX_BYTES:
        raise PackInvalid("{file}, linje 1: filen er for stor til et program.", file=name)
    fields = Field(name, "", compose(name, decoded(name, data))).group(("code", "name"), OPTIONAL)
    ages = span(fields.get("child_ages"), 0, 25)
    measures = _each(fields, "measures", parts_of.measure, lambda one: one.code)
    known = [one.code for one in measures]
    levels = text(fields["price_level"], MAX_NAME) if "price_level" in fields else ""
    return Programme(
        code=code(fields["code"]),
        name=text(fields["name"], MAX_NAME),
        municipality=_maybe(fields, "municipality"),
        target_group=_maybe(fields, "target_group"),
        child_age_min=ages[0],
        child_age_max=ages[1],
        services=_each(fields, "services", _service, lambda one: one.code.casefold()),
        periods=_each(fields, "periods", parts_of.period, lambda one: one.number),
        targets=_targets(fields),
        measures=measures,
        costs=_each(fields, "costs", lambda field: parts_of.cost(field, levels)),
        published=_each(
            fields,
            "published",
            lambda field: parts_of.published(field, known, NOT_MEASURED),
            lambda one: (one.measure, one.group),
        ),
        indicators=_each(fields, "indicators", _indicator, lambda one: one),
        cadence=_cadence(fields.get("cadence")),
        windows=_windows(fields.get("windows")),
        expected=_each(fields, "expected", lambda field: text(field, MAX_WORDS)),
        source=_maybe(fields, "source"),
        remarks=_each(fields, "remarks", lambda field: text(field, MAX_WORDS)),
    )


def _each(
    fields: dict[str, Field],
    name: str,
    read: Callable[[Field], T],
    key: Callable[[T], object] | None = None,
) -> tuple[T, ...]:
    """The elements of a list, refused where two have the same key."""
    found: list[T] = []
    seen: set[object] = set()
    for field in fields[name].elements() if name in fields else ():
        one = read(field)
        if key is not None:
            if key(one) in seen:
                field.fail(TWICE, found=_said(key(one)))
            seen.add(key(one))
        found.append(one)
    return tuple(found)


def _said(key: object) -> str:
    return ", ".join(str(one) for one in key) if isinstance(key, tuple) else str(key)


def _maybe(fields: dict[str, Field], name: str) -> str:
    return text(fields[name], MAX_WORDS) if name in fields else ""


def _service(field: Field) -> ProgrammeService:
    inner = field.group(("code", "name"))
    return ProgrammeService(text(inner["code"], MAX_CODE), text(inner["name"], MAX_NAME))


def _targets(fields: dict[str, Field]) -> tuple[Target, ...]:
    found = _each(fields, "targets", parts_of.target)
    for number, one in enumerate(found):
        if one.chosen and any(other.chosen and other.kind is one.kind for other in found[:number]):
            fields["targets"].elements()[number].fail(TWO_CHOSEN)
    return found


def _indicator(field: Field) -> Indicator:
    return Indicator(field.one_of([str(one) for one in Indicator]))


def _cadence(field: Field | None) -> Cadence:
    if field is None:
        return Cadence()
    inner = field.group((), ("per_year", "total", "source"))
    if "per_year" in inner and "total" in inner:
        field.fail(ONE_OF_TWO)
    return Cadence(
        within(inner["per_year"], 1, 12) if "per_year" in inner else None,
        within(inner["total"], 1, 100) if "total" in inner else None,
        _maybe(inner, "source"),
    )


def _windows(field: Field | None) -> Windows:
    if field is None:
        return Windows()
    inner = field.group((), (*DAYS, *MONTHS))
    days = {name: within(inner[name], 0, 366) for name in DAYS if name in inner}
    months = {name: within(inner[name], 0, 60) for name in MONTHS if name in inner}
    found = Windows(**days, **months)
    if found.follow_up_to < found.follow_up_from:
        field.fail(TURNED)
    return found
