"""`python -m fit_tracker …`: what an administrator or an analyst does without the app.

Exit codes: 0 done; 1 something is wrong with the data and nothing was written; 2 the
command or its mapping is wrong; 3 the database cannot be opened, as while the app runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from fit_tracker import cli_catalogue, cli_programme, cli_review, wiring
from fit_tracker.cli_analysts import add_commands
from fit_tracker.cli_call import (
    OK,
    REJECTED,
    UNAVAILABLE,
    USAGE,
    Add,
    Call,
    Command,
    read,
    tell_problems,
)
from fit_tracker.errors import DatabaseUnavailable, InvalidInput, UserFacing
from fit_tracker.services import imports, maintenance, models
from fit_tracker.services.context import Context
from fit_tracker.settings import from_environment
from fit_tracker.texts import DEFAULT_LANGUAGE, LANGUAGES, say, tr


def main(argv: list[str] | None = None, env: Mapping[str, str] = os.environ) -> int:
    """Run one command; a sentence for every way it can go wrong."""
    language = env.get("FIT_TRACKER_LANGUAGE", DEFAULT_LANGUAGE)
    language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    args = _parser(language).parse_args(argv)
    try:
        command: Command = args.command
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
    data, mapping = read(args.ratings), _text(args.mapping)
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


def _text(path: Path) -> str:
    try:
        return read(path).decode("utf-8-sig")
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
        tell_problems(call, problems)


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


def _learn(call: Call) -> int:
    with _database(call) as ctx:
        actor = maintenance.administrator(ctx, "learn")
        found = models.learn(ctx, actor, _progress(call))
    print(file=sys.stderr)
    for one in found:
        _tell_learned(call, one)
    return OK


def _progress(call: Call) -> models.Progress:
    stages = {
        "leave_out": tr(call.language, "holder hver familie ude på skift"),
        "fit": tr(call.language, "beregner modellen"),
        "backtest": tr(call.language, "prøver advarslerne af"),
        "done": tr(call.language, "færdig"),
    }

    def tell(share: float, stage: str) -> None:
        # One line that counts up, where somebody watches; the answer goes to stdout.
        line = f"{share:4.0%} {stages.get(stage, stage)}"
        print(f"\r{line:<50}", end="", file=sys.stderr, flush=True)

    return tell


def _tell_learned(call: Call, found: models.Learned) -> None:
    if found.version is None:
        call.tell(
            "Skala {scale_key}: {have} afsluttede forløb med mindst to målinger; der skal "
            "{needed} til. Ingen ny model.",
            **vars(found),
        )
        return
    call.tell("Skala {scale_key}: ny model {version} af {have} afsluttede forløb", **vars(found))
    for name, value in found.metrics.items():
        call.tell("  {name}: {value}", name=_metric(call, name), value=value.replace(".", ","))
    call.tell("Tag den i brug med: python -m fit_tracker adopt {version}", version=found.version)


def _metric(call: Call, name: str) -> str:
    return {
        "coverage_80": tr(call.language, "næste måling inden for 80 %-båndet"),
        "found": tr(call.language, "fundet af forløb uden pålidelig fremgang"),
        "false_alarms": tr(call.language, "falske advarsler i forløb, der gik godt"),
        "ppv": tr(call.language, "advarsler, der fik ret"),
        "auroc_not_success": tr(call.language, "AUROC, ingen pålidelig fremgang"),
        "auroc_deteriorated": tr(call.language, "AUROC, pålideligt værre"),
    }.get(name, name)


def _adopt(call: Call) -> int:
    with _database(call) as ctx:
        actor = maintenance.administrator(ctx, "adopt")
        done = models.adopt_version(ctx, actor, call.args.version)
    call.tell("Model {version} er taget i brug.", version=done.version)
    call.tell(
        "{courses} forløb i gang er vurderet igen: {raised} nye advarsler, {cleared} faldt væk.",
        **vars(done.reassessed),
    )
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


def _parser(language: str) -> argparse.ArgumentParser:
    def add(name: str, text: str, command: Command) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, help=text, description=text)
        parser.set_defaults(command=command)
        return parser

    parser = argparse.ArgumentParser(
        prog="python -m fit_tracker",
        description=tr(language, "FIT Tracker fra kommandolinjen. Luk appen først."),
    )
    commands = parser.add_subparsers(required=True, metavar=tr(language, "kommando"))
    _import_arguments(language, add)
    add_commands(language, add)
    cli_catalogue.add_command(language, add)
    cli_programme.add_command(language, add, _database)
    cli_review.add_command(language, add, _database)
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
    add("learn", tr(language, "Beregn nye modeller af egne afsluttede forløb."), _learn)
    adopt = add("adopt", tr(language, "Tag en ny model i brug, og vurdér forløb igen."), _adopt)
    adopt.add_argument("version", help=tr(language, "Modellens navn, som learn viser det."))
    reset = add("reset-password", tr(language, "Giv en bruger en ny adgangskode."), _reset_password)
    reset.add_argument("username", help=tr(language, "Brugernavn."))
    packs = add("instruments", tr(language, "Vis og kontrollér skalaerne."), _instruments)
    packs.add_argument("--folder", type=Path, help=tr(language, "Mappe med egne skalaer."))
    return parser
