"""What every command of `python -m fit_tracker` shares: its call, its exit codes, its files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fit_tracker.errors import InvalidInput
from fit_tracker.services.imports import Problem
from fit_tracker.settings import Settings
from fit_tracker.texts import say, tr

OK, REJECTED, USAGE, UNAVAILABLE = 0, 1, 2, 3


@dataclass(frozen=True)
class Call:
    """One command as it was called."""

    args: argparse.Namespace
    settings: Settings
    language: str

    def tell(self, message: str, **values: object) -> None:
        print(tr(self.language, message, **values))

    def number(self, value: float) -> str:
        """One decimal, with the language's sign for it."""
        text = f"{value:.1f}"
        return text.replace(".", ",") if self.language == "da" else text

    def warn(self, message: str, **values: object) -> None:
        print(tr(self.language, message, **values), file=sys.stderr)


Command = Callable[[Call], int]
Add = Callable[[str, str, Command], argparse.ArgumentParser]


def tell_problems(call: Call, problems: Sequence[Problem]) -> None:
    for one in problems:
        call.warn(
            "Linje {line}, kolonne «{column}», værdi «{value}»: {reason}",
            line=one.line,
            column=one.column,
            value=one.value,
            reason=say(call.language, one.error),
        )


def refused(call: Call, problems: Sequence[Problem]) -> int:
    """Each row that cannot be used, and that nothing was written."""
    tell_problems(call, problems)
    call.warn("Intet er skrevet. Ret rækkerne, og prøv igen.")
    return REJECTED


def keep_apart(*paths: Path | None) -> None:
    """Refuse before anything is read: an output must not take the place of the ratings."""
    known: set[Path] = set()
    for path in filter(None, paths):
        real = path.resolve()
        if real.exists() and not real.is_file():  # /dev/null may take what is not wanted
            continue
        if real in known:
            raise InvalidInput(
                "{file} er nævnt to gange. Giv hver fil sit eget navn; intet er skrevet.",
                file=str(path),
            )
        known.add(real)


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or "?"
        raise InvalidInput("Kan ikke læse {file}: {why}.", file=str(path), why=why) from None


def write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        why = error.strerror or "?"
        raise InvalidInput("Kan ikke skrive {file}: {why}.", file=str(path), why=why) from None
