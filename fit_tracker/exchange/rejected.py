"""The list of rows that were not taken in, as Danish Excel opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from fit_tracker.exchange.table import Problem
from fit_tracker.texts import say, tr

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rejected_csv(problems: Iterable[Problem], language: str) -> bytes:
    """One row for each problem: line, column, value, reason. UTF-8 with mark, semicolon."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    line, column = tr(language, "linje"), tr(language, "kolonne")
    writer.writerow([line, column, tr(language, "værdi"), tr(language, "årsag")])
    for one in sorted(problems, key=lambda problem: problem.line):
        reason = say(language, one.error)
        writer.writerow([one.line, safe(one.column), safe(one.value), safe(reason)])
    return out.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """`cell` so that a spreadsheet shows it and does not run it: '=1+1 for =1+1."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
