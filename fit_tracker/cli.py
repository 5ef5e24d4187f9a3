"""`python -m fit_tracker …`: what an administrator or an analyst does without the app.

Exit codes: 0 done; 1 something is wrong with the data and nothing was written; 2 the
command or its mapping is wrong; 3 the database cannot be opened, as while the app runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fit_tracker import wiring
from fit_tracker.errors import DatabaseUnavailable, UserFacing
from fit_tracker.services import maintenance
from fit_tracker.services.context import Context
from fit_tracker.settings import Settings, from_environment
from fit_tracker.texts import DEFAULT_LANGUAGE, LANGUAGES, say, tr

OK, REJECTED, USAGE, UNAVAILABLE = 0, 1, 2, 3


@dataclass(frozen=True)
class Call:
    """One command as it was called."""

    args: argparse.Namespace
    settings: Settings
    language: str

    def tell(self, message: str, **values: object) -> None:
        print(tr(self.language, message, **values))

    def warn(self, message: str, **values: object) -> None:
        print(tr(self.language, message, **values), file=sys.stderr)


def main(argv: list[str] | None = None, env: Mapping[str, str] = os.environ) -> int:
    """Run one command; a sentence for every way it can go wrong."""
    language = env.get("FIT_TRACKER_LANGUAGE", DEFAULT_LANGUAGE)
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    args = _parser(language).parse_args(argv)
    try:
        command: Callable[[Call], int] = args.command
        return command(Call(args, from_environment(env), language))
    except UserFacing as error:
        print(say(language, error), file=sys.stderr)
        return UNAVAILABLE if isinstance(error, DatabaseUnavailable) else USAGE


@contextmanager
def _database(call: Call, *, create: bool = False) -> Iterator[Context]:
    if not create:
        maintenance.require_existing(call.settings)
    ctx = wiring.build(call.settings)
    try:
        yield ctx
    finally:
        ctx.database.close()


def _seed(call: Call) -> int:
    # Only this command needs the demo; the app and the other commands never load it.
    from seed import demo

    with _database(call, create=True) as ctx:
        demo.fill(ctx, call.args.until)
    call.tell("Demodata er lagt i {file}.", file=call.settings.database)
    return OK


def _migrate(call: Call) -> int:
    done = maintenance.migrate_database(call.settings)
    if done.copy is None:
        call.tell("Databasen er allerede ført helt op.")
        return OK
    call.tell("Sikkerhedskopi før ændringen: {file}", file=done.copy)
    for step in done.steps:
        call.tell("Udført: {step}", step=step)
    return OK


def _schema(call: Call) -> int:
    call.tell("Skrevet: {file}", file=maintenance.write_schema())
    return OK


def _check(call: Call) -> int:
    with _database(call) as ctx:
        broken = maintenance.check(ctx)
    if not broken:
        call.tell("Alle henvisninger i databasen er hele.")
        return OK
    for one in broken:
        call.warn("{reference}: {n} peger på noget, der ikke findes.", **vars(one))
    return REJECTED


def _backup(call: Call) -> int:
    call.tell("Sikkerhedskopi: {file}", file=maintenance.back_up(call.settings, call.args.target))
    return OK


def _restore(call: Call) -> int:
    aside = maintenance.restore(call.settings, call.args.source)
    call.tell("Gendannet i {file}.", file=call.settings.database)
    for path in aside:
        call.tell("Det, der var der før, er gemt som {file}", file=path)
    return OK


def _reset_password(call: Call) -> int:
    with _database(call) as ctx:
        actor = maintenance.administrator(ctx, "reset-password")
        password = maintenance.reset_password(ctx, actor, call.args.username)
    call.tell("Ny adgangskode, som skal ændres ved næste login: {password}", password=password)
    return OK


def _instruments(call: Call) -> int:
    folder = call.args.folder or call.settings.instruments
    for scale in maintenance.instruments(folder):
        call.tell(
            "{id} {version}: {name}, {low}–{high} ({origin})",
            id=scale.instrument_id,
            version=scale.version,
            name=scale.name.get(call.language, scale.name["da"]),
            low=scale.total_min,
            high=scale.total_max,
            origin=scale.origin,
        )
    return OK


def _parser(language: str) -> argparse.ArgumentParser:
    def add(name: str, text: str, command: Callable[[Call], int]) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, help=text, description=text)
        parser.set_defaults(command=command)
        return parser

    parser = argparse.ArgumentParser(
        prog="python -m fit_tracker",
        description=tr(language, "FIT Tracker fra kommandolinjen. Luk appen først."),
    )
    commands = parser.add_subparsers(required=True, metavar=tr(language, "kommando"))
    seed = add("seed", tr(language, "Læg demodata i en tom database."), _seed)
    until = tr(language, "Sidste dag i demodata, åååå-mm-dd; i dag, hvis den udelades.")
    seed.add_argument("--until", type=date.fromisoformat, help=until)
    add("migrate", tr(language, "Før databasen op til denne udgave; tager kopi først."), _migrate)
    add("schema", tr(language, "Skriv db/schema.sql ud fra migrationerne."), _schema)
    add("check", tr(language, "Kontrollér alle henvisninger i databasen."), _check)
    backup = add("backup", tr(language, "Tag en sikkerhedskopi."), _backup)
    backup.add_argument("target", type=Path, help=tr(language, "Ny fil, som ikke findes endnu."))
    restore = add("restore", tr(language, "Gendan en sikkerhedskopi; intet slettes."), _restore)
    restore.add_argument("source", type=Path, help=tr(language, "Sikkerhedskopien."))
    reset = add(
        "reset-password", tr(language, "Giv en bruger en ny adgangskode."), _reset_password
    )
    reset.add_argument("username", help=tr(language, "Brugernavn."))
    packs = add("instruments", tr(language, "Vis og kontrollér skalaerne."), _instruments)
    packs.add_argument("--folder", type=Path, help=tr(language, "Mappe med egne skalaer."))
    return parser
