"""`followups`: the days a service's follow-ups are due, from a catalogue and no database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fit_tracker.cli_call import OK, Add, Call, read
from fit_tracker.errors import InvalidInput
from fit_tracker.services import catalogue_files
from fit_tracker.texts import tr


def _follow_ups(call: Call) -> int:
    args = call.args
    if args.catalogue is None:
        services = catalogue_files.built_in_services()
    else:
        services = catalogue_files.read_file(args.catalogue.name, read(args.catalogue)).services
    found = catalogue_files.due(services, args.service, _day(args.start), args.count)
    for day in found.days:
        print(day.isoformat())
    if found.stops_early:
        # Not an answer but about it: whoever reads the dates with a program gets dates only.
        call.warn(
            "{code} {name}: kataloget angiver kun den første opfølgning og ingen senere rytme.",
            code=found.service.code,
            name=found.service.name,
        )
    return OK


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            "«{text}» er ikke en dato. Skriv den som åååå-mm-dd, fx 2024-01-31.", text=text
        ) from None


def add_command(language: str, add: Add) -> None:
    text = tr(language, "Vis, hvornår en indsats skal følges op; uden database.")
    parser = add("followups", text, _follow_ups)
    parser.add_argument("--service", required=True, help=tr(language, "Indsatsens kode, fx N02."))
    start = tr(language, "Forløbets start, åååå-mm-dd.")
    parser.add_argument("--start", required=True, help=start)
    parser.add_argument("--count", type=int, default=3, help=tr(language, "Hvor mange datoer."))
    own = tr(language, "Eget indsatskatalog (YAML) i stedet for de indbyggede.")
    parser.add_argument("--catalogue", type=Path, help=own)
