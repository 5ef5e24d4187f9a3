"""`review`: a review computed and frozen, and written as PDF, slides and JSON."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from fit_tracker.cli_call import OK, Add, Call, write
from fit_tracker.services import (
    maintenance,
    programmes,
    review_compute,
    review_files,
    review_periods,
    review_series,
)
from fit_tracker.services.context import Context
from fit_tracker.services.review_compute import Computed
from fit_tracker.texts import tr

Open = Callable[[Call], AbstractContextManager[Context]]


def add_command(language: str, add: Add, database: Open) -> None:
    def run(call: Call) -> int:
        return _review(call, database)

    text = tr(
        language,
        "Beregn en gennemgang, lås dens tal, og skriv den som filer. Projektlederen frigiver den.",
    )
    parser = add("review", text, run)
    period = tr(language, "2025Q1, 2024/25, 2025, P1 eller 2025-01-15..2025-04-30.")
    parser.add_argument("--period", required=True, help=period)
    out = tr(language, "Mappen, filerne skrives i.")
    parser.add_argument("--out", type=Path, required=True, help=out)
    series = tr(language, "Møderækkens navn; uden: alle teams og indsatser.")
    parser.add_argument("--series", help=series)
    kinds = tr(language, "Kun denne slags fil; kan gentages.")
    parser.add_argument("--format", choices=review_files.KINDS, action="append", help=kinds)


def _review(call: Call, database: Open) -> int:
    kinds = dict.fromkeys(call.args.format or review_files.KINDS)
    with database(call) as ctx:
        actor = maintenance.project_leader(ctx, "review")
        series = review_series.by_name(ctx, actor, call.args.series)
        chosen = series.programme_id
        programme = programmes.get(ctx, actor, chosen).programme if chosen else None
        period = review_periods.parse(call.args.period, programme)
        found = review_compute.compute(ctx, actor, series.series_id, period)
        files = [review_files.file(ctx, actor, found.review_id, k, call.language) for k in kinds]
    for name, data in files:
        write(call.args.out / name, data)
        call.tell("Skrevet: {file}", file=call.args.out / name)
    _tell(call, found)
    return OK


def _tell(call: Call, found: Computed) -> None:
    if found.is_new:
        call.tell("Version {version} er beregnet og ligger som kladde.", version=found.version)
    else:
        call.tell("Data er uændrede: det er stadig version {version}.", version=found.version)
