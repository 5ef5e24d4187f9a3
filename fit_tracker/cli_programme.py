"""`programme`: a programme taken in from a file, or only looked at."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from fit_tracker.cli_call import OK, Add, Call, read
from fit_tracker.services import maintenance, programme_edit, programme_files
from fit_tracker.services.context import Context
from fit_tracker.services.programme_edit import Look
from fit_tracker.texts import tr

Open = Callable[[Call], AbstractContextManager[Context]]


def add_command(language: str, add: Add, database: Open) -> None:
    def run(call: Call) -> int:
        return _programme(call, database)

    parser = add("programme", tr(language, "Tag et program ind fra en fil (YAML)."), run)
    parser.add_argument("file", type=Path, help=tr(language, "Filen med programmet."))
    check = tr(language, "Vis, hvad der ville ske; skriv intet.")
    parser.add_argument("--check", action="store_true", help=check)


def _programme(call: Call, database: Open) -> int:
    path = call.args.file
    programme = programme_files.read_file(path.name, read(path))
    with database(call) as ctx:
        actor = maintenance.project_leader(ctx, "programme")
        look = programme_edit.compare(ctx, actor, programme)
        _tell(call, look)
        if not call.args.check:
            programme_edit.take_in(ctx, actor, programme)
    call.tell("Prøvekørsel: intet er skrevet." if call.args.check else "Skrevet.")
    return OK


def _tell(call: Call, look: Look) -> None:
    name = look.programme.name
    if look.known is None:
        call.tell("{name}: nyt program", name=name)
    elif look.changes:
        call.tell("{name}: ændres i {what}", name=name, what=", ".join(look.changes))
    else:
        call.tell("{name}: er allerede sådan", name=name)
    for line in look.services:
        if line.known_as is None:
            call.tell("  {code} {name}: ny indsats", **vars(line.service))
        else:
            call.tell(
                "  {code}: er «{name}» i kataloget", code=line.service.code, name=line.known_as
            )
