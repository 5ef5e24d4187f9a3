"""A catalogue of services as a file: what each service states, written by whoever knows it.

Mistakes are answered as for instrument packs: file, line, field. A field that is left out is
one the service does not state; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fit_tracker.domain.catalogue import Catalogue, CatalogueService, Section
from fit_tracker.domain.frames import WORDS, FollowUpRule, Form, Frame, Notes, Report
from fit_tracker.errors import PackInvalid
from fit_tracker.instruments.fields import Field, compose, decoded

MAX_BYTES = 200_000
MAX_CODE, MAX_NAME, MAX_WORDS = 20, 120, 500
TOO_LONG = "{file}, linje {line}, felt «{field}»: må højst have {n} tegn."
NOT_A_DAY = "{file}, linje {line}, felt «{field}»: skal være en dato, åååå-mm-dd; «{found}»."
BACKWARDS = "{file}, linje {line}, felt «{field}»: «until» ligger før «from»."
LESS = "{file}, linje {line}, felt «{field}»: skal være fra {low} til {high}; der står «{found}»."
TURNED = "{file}, linje {line}, felt «{field}»: «max» er mindre end «min»."
NEITHER = "{file}, linje {line}, felt «{field}»: skriv min, max eller begge."
SAME_CODE = "{file}, linje {line}, felt «{field}»: koden «{found}» står to gange."
WITHOUT_FIRST = (
    "{file}, linje {line}, felt «{field}»: hører til {needs}, som mangler. Uden den siger "
    "reglen ikke, hvornår den første opfølgning er."
)
NO_LIMIT = "{file}, linje {line}, felt «{field}»: per_year hører til et antal (max)."

MONTHS = (1, 60)
MEETINGS = ("start_up", "network")
OPTIONAL = (
    "sections",
    "form",
    "sessions",
    "minutes",
    "hours",
    "interval_days",
    "group_size",
    "ages",
    "follow_up",
    "meetings",
    "report",
    "notes",
    "words",
)
Span = tuple[int | None, int | None]
NOTHING: Span = (None, None)


def read_catalogue(name: str, data: bytes) -> Catalogue:
    """Read a catalogue. Raises PackInvalid with file, line and field."""
    if len(data) > MAX_BYTES:
        raise PackInvalid("{file}, linje 1: filen er for stor til et indsatskatalog.", file=name)
    parts = Field(name, "", compose(name, decoded(name, data))).group(
        ("title", "services"), ("source",)
    )
    services: dict[str, CatalogueService] = {}
    for element in parts["services"].elements():
        service = _service(element)
        if service.code in services:
            element.fail(SAME_CODE, found=service.code)
        services[service.code] = service
    source = _text(parts["source"], MAX_WORDS) if "source" in parts else ""
    return Catalogue(_text(parts["title"], MAX_NAME), source, tuple(services.values()))


def _service(field: Field) -> CatalogueService:
    parts = field.group(("code", "name"), OPTIONAL)
    sections = parts["sections"].elements() if "sections" in parts else []
    return CatalogueService(
        code=_text(parts["code"], MAX_CODE),
        name=_text(parts["name"], MAX_NAME),
        sections=tuple(_section(one) for one in sections),
        frame=_frame(parts),
    )


def _frame(parts: dict[str, Field]) -> Frame:
    sessions, per_year = _sessions(parts.get("sessions"))
    minutes = _span(parts.get("minutes"), 1, 24 * 60)
    hours = _span(parts.get("hours"), 1, 1000)
    interval = _span(parts.get("interval_days"), 1, 366)
    ages = _span(parts.get("ages"), 0, 120)
    meetings = {one.one_of(MEETINGS) for one in _list(parts.get("meetings"))}
    return Frame(
        form=Form(_choice(parts.get("form"), Form, Form.FAMILY)),
        sessions_min=sessions[0],
        sessions_max=sessions[1],
        sessions_per_year=per_year,
        minutes_min=minutes[0],
        minutes_max=minutes[1],
        hours_min=hours[0],
        hours_max=hours[1],
        interval_days_min=interval[0],
        interval_days_max=interval[1],
        group_size=_within(parts["group_size"], 2, 200) if "group_size" in parts else None,
        age_min=ages[0],
        age_max=ages[1],
        follow_up=_follow_up(parts.get("follow_up")),
        start_up_meeting="start_up" in meetings,
        network_meeting="network" in meetings,
        report=Report(_choice(parts.get("report"), Report, Report.NOT_STATED)),
        notes=Notes(_choice(parts.get("notes"), Notes, Notes.FREE)),
        words=_words(parts.get("words")),
    )


def _sessions(field: Field | None) -> tuple[Span, bool]:
    if field is None:
        return NOTHING, False
    found = _span(field, 1, 1000, ("per_year",))
    parts = field.group((), ("min", "max", "per_year"))
    per_year = "per_year" in parts and parts["per_year"].yes_no()
    if per_year and found[1] is None:
        parts["per_year"].fail(NO_LIMIT)
    return found, per_year


def _span(field: Field | None, low: int, high: int, more: tuple[str, ...] = ()) -> Span:
    if field is None:
        return NOTHING
    parts = field.group((), ("min", "max", *more))
    least = _within(parts["min"], low, high) if "min" in parts else None
    most = _within(parts["max"], low, high) if "max" in parts else None
    if least is None and most is None:
        field.fail(NEITHER)
    if least is not None and most is not None and most < least:
        parts["max"].fail(TURNED)
    return least, most


def _follow_up(field: Field | None) -> FollowUpRule:
    if field is None:
        return FollowUpRule()
    months, claims = ("first_months", "then_months"), ("first_is_latest", "then_is_minimum")
    parts = field.group((), (*months, *claims, "after_sessions"))
    for name, needs in (
        ("then_months", "first_months"),
        ("first_is_latest", "first_months"),
        ("then_is_minimum", "then_months"),
    ):
        if name in parts and needs not in parts:
            parts[name].fail(WITHOUT_FIRST, needs=needs)
    numbers = {name: _within(parts[name], *MONTHS) for name in months if name in parts}
    said = {name: parts[name].yes_no() for name in claims if name in parts}
    after = _within(parts["after_sessions"], 1, 1000) if "after_sessions" in parts else None
    return FollowUpRule(
        numbers.get("first_months"),
        numbers.get("then_months"),
        said.get("first_is_latest", False),
        said.get("then_is_minimum", False),
        after,
    )


def _section(field: Field) -> Section:
    parts = field.group(("section",), ("from", "until"))
    begins = _day(parts["from"]) if "from" in parts else None
    ends = _day(parts["until"]) if "until" in parts else None
    if begins is not None and ends is not None and ends < begins:
        field.fail(BACKWARDS)
    return Section(_text(parts["section"], MAX_NAME), begins, ends)


def _words(field: Field | None) -> dict[str, str]:
    if field is None:
        return {}
    return {name: _text(part, MAX_WORDS) for name, part in field.group((), WORDS).items()}


def _day(field: Field) -> date:
    try:
        return date.fromisoformat(field.text())
    except ValueError:
        field.fail(NOT_A_DAY, found=field.text())


def _within(field: Field, low: int, high: int) -> int:
    number = field.whole()
    if not low <= number <= high:
        field.fail(LESS, low=low, high=high, found=field.text())
    return number


def _choice(field: Field | None, allowed: Iterable[str], otherwise: str) -> str:
    return otherwise if field is None else field.one_of([str(one) for one in allowed])


def _list(field: Field | None) -> list[Field]:
    return [] if field is None else field.elements()


def _text(field: Field, most: int) -> str:
    value = " ".join(field.text().split())
    if len(value) > most:
        field.fail(TOO_LONG, n=most)
    return value
