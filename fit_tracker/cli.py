"""`python -m fit_tracker …`: what an administrator or an analyst does without the app.

Exit codes: 0 done; 1 something is wrong with the data and nothing was written; 2 the
command or its mapping is wrong; 3 the database cannot be opened, as while the app runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fit_tracker import wiring
from fit_tracker.errors import DatabaseUnavailable, InvalidInput, UserFacing
from fit_tracker.services import analysis, imports, maintenance
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


def _import(call: Call) -> int:
    args = call.args
    data, mapping = _read(args.ratings), _text(args.mapping)
    with _database(call) as ctx:
        actor = maintenance.administrator(ctx, "import")
        preview = imports.prepare(ctx, actor, args.ratings.name, data, mapping, args.mapping.name)
        if args.dry_run:
            _tell_summary(call, preview.summary)
            _leave_rejected(call, preview.problems)
            call.tell("Prøvekørsel: intet er skrevet.")
            return REJECTED if preview.problems and not args.valid_rows else OK
        result = imports.write(ctx, actor, preview, args.valid_rows)
    _tell_summary(call, result.summary)
    _leave_rejected(call, result.problems)
    if not result.written:
        call.warn("Intet er skrevet. Ret rækkerne, eller brug --valid-rows for at tage resten.")
        return REJECTED
    call.tell("Skrevet.")
    return OK


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or "?"
        raise InvalidInput("Kan ikke læse {file}: {why}.", file=str(path), why=why) from None


def _text(path: Path) -> str:
    try:
        return _read(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(
            "{file} er ikke gemt som UTF-8. Gem den igen med den tegnkodning.", file=path.name
        ) from None


def _tell_summary(call: Call, summary: imports.Summary) -> None:
    call.tell("Rækker læst: {n}; uden score (sprunget over): {m}", n=summary.read, m=summary.empty)
    call.tell("Familier: {new} nye, {known} kendte", **vars(summary.families))
    call.tell("Medlemmer: {new} nye, {known} kendte", **vars(summary.members))
    call.tell("Besøg: {new} nye, {known} kendte", **vars(summary.visits))
    call.tell(
        "Målinger: {new} nye, {known} findes allerede, {rejected} afvist",
        rejected=summary.rejected,
        **vars(summary.ratings),
    )
    for instrument, n in summary.by_instrument.items():
        call.tell("  {instrument}: {n} nye", instrument=instrument, n=n)


def _leave_rejected(call: Call, problems: Sequence[imports.Problem]) -> None:
    """The rejected rows beside the input; an older list is removed when all is well."""
    target = call.args.ratings.with_name(call.args.ratings.name + ".afvist.csv")
    try:
        if not problems:
            target.unlink(missing_ok=True)
            return
        target.write_bytes(imports.rejected_file(problems, call.language))
        call.warn("Afviste rækker står i {file}", file=target)
    except OSError:
        call.warn("Kan ikke skrive i {folder}; de afviste rækker er:", folder=target.parent)
        _tell_problems(call, problems)


def _tell_problems(call: Call, problems: Sequence[imports.Problem]) -> None:
    for one in problems:
        call.warn(
            "Linje {line}, kolonne «{column}», værdi «{value}»: {reason}",
            line=one.line,
            column=one.column,
            value=one.value,
            reason=say(call.language, one.error),
        )


def _classify(call: Call) -> int:
    args = call.args
    result = analysis.classify_file(args.ratings.name, _read(args.ratings), _limits(call))
    if result.problems:
        _tell_problems(call, result.problems)
        call.warn("Intet er skrevet. Ret rækkerne, og prøv igen.")
        return REJECTED
    try:
        args.out.write_bytes(result.csv)
    except OSError as error:
        why = error.strerror or "?"
        raise InvalidInput("Kan ikke skrive {file}: {why}.", file=str(args.out), why=why) from None
    call.tell("{n} forløb klassificeret i {file}", n=result.courses, file=args.out)
    return OK


def _limits(call: Call) -> analysis.Limits:
    args = call.args
    given = (args.min, args.max, args.higher_is_better, args.rci)
    if args.instrument is not None:
        if any(value is not None for value in (*given, args.cutoff)):
            raise InvalidInput("Skriv enten --instrument eller skalaens egne tal, ikke begge.")
        folder = args.folder or call.settings.instruments
        return analysis.limits_of_instrument(args.instrument, folder)
    if any(value is None for value in given):
        raise InvalidInput(
            "Skriv --instrument, eller --min, --max, --rci og enten --higher-is-better eller "
            "--lower-is-better."
        )
    return analysis.limits_given(*given, args.cutoff)


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
        call.tell("Databasen er allerede opdateret.")
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
    call.tell("Ny adgangskode, som skal skiftes ved næste login: {password}", password=password)
    return OK


def _reassess(call: Call) -> int:
    with _database(call) as ctx:
        n = maintenance.reassess(ctx, maintenance.administrator(ctx, "reassess"))
    call.tell("{n} forløb er vurderet igen.", n=n)
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


Add = Callable[[str, str, Callable[[Call], int]], argparse.ArgumentParser]


def _import_arguments(language: str, add: Add) -> None:
    parser = add("import", tr(language, "Læs målinger ind fra CSV eller Excel."), _import)
    parser.add_argument("ratings", type=Path, help=tr(language, "Filen med målinger."))
    parser.add_argument(
        "--mapping", type=Path, required=True, help=tr(language, "Hvad kolonnerne betyder (YAML).")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=tr(language, "Vis, hvad der ville ske; skriv intet.")
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--all-or-nothing",
        action="store_true",
        help=tr(language, "Skriv intet, hvis én række afvises (sådan er det også uden)."),
    )
    choice.add_argument(
        "--valid-rows", action="store_true", help=tr(language, "Skriv de rækker, der kan bruges.")
    )


def _classify_arguments(language: str, add: Add) -> None:
    parser = add(
        "classify", tr(language, "Klassificér forløb fra en tabel; uden database."), _classify
    )
    columns = tr(language, "CSV med episode_id, informant, session_no, score.")
    parser.add_argument("ratings", type=Path, help=columns)
    parser.add_argument("--instrument", help=tr(language, "Skalaens id."))
    parser.add_argument("--folder", type=Path, help=tr(language, "Mappe med egne skalaer."))
    parser.add_argument("--min", help=tr(language, "Skalaens laveste total."))
    parser.add_argument("--max", help=tr(language, "Skalaens højeste total."))
    direction = parser.add_mutually_exclusive_group()
    for option, value, text in (
        ("--higher-is-better", True, tr(language, "Højere er bedre.")),
        ("--lower-is-better", False, tr(language, "Lavere er bedre.")),
    ):
        direction.add_argument(
            option, dest="higher_is_better", action="store_const", const=value, help=text
        )
    parser.add_argument("--rci", help=tr(language, "Målefejl: ændringen skal være større."))
    cutoff = tr(language, "Klinisk grænse; selve tallet hører til den almindelige side.")
    parser.add_argument("--cutoff", help=cutoff)
    parser.add_argument(
        "--out", type=Path, required=True, help=tr(language, "Ny CSV med klasserne.")
    )


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
    _import_arguments(language, add)
    _classify_arguments(language, add)
    seed = add("seed", tr(language, "Læg demodata i en tom database."), _seed)
    until = tr(language, "Sidste dag i demodata, åååå-mm-dd; i dag, hvis den udelades.")
    seed.add_argument("--until", type=date.fromisoformat, help=until)
    add("migrate", tr(language, "Opdatér databasen til denne udgave; tager kopi først."), _migrate)
    add("schema", tr(language, "Skriv db/schema.sql ud fra migrationerne."), _schema)
    add("check", tr(language, "Kontrollér alle henvisninger i databasen."), _check)
    backup = add("backup", tr(language, "Tag en sikkerhedskopi."), _backup)
    backup.add_argument("target", type=Path, help=tr(language, "Ny fil, som ikke findes endnu."))
    restore = add("restore", tr(language, "Gendan en sikkerhedskopi; intet slettes."), _restore)
    restore.add_argument("source", type=Path, help=tr(language, "Sikkerhedskopien."))
    add("reassess", tr(language, "Vurdér alle forløb i gang igen efter dagens regler."), _reassess)
    reset = add("reset-password", tr(language, "Giv en bruger en ny adgangskode."), _reset_password)
    reset.add_argument("username", help=tr(language, "Brugernavn."))
    packs = add("instruments", tr(language, "Vis og kontrollér skalaerne."), _instruments)
    packs.add_argument("--folder", type=Path, help=tr(language, "Mappe med egne skalaer."))
    return parser
