"""The programmes that come with the tool, and what a file says; no database."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fit_tracker.domain.programmes import Programme
from fit_tracker.exchange.programme_file import read_programme
from fit_tracker.exchange.programme_writing import write_programme

FOLDER = Path(__file__).parents[2] / "seed" / "programmes"


@cache
def built_in() -> dict[str, Programme]:
    """The programmes that come with the tool, by their code."""
    read = (read_programme(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.yaml")))
    return {one.code: one for one in read}


def read_file(name: str, data: bytes) -> Programme:
    """A programme that somebody wrote."""
    return read_programme(name, data)


def as_file(programme: Programme) -> bytes:
    """The file that says the same."""
    return write_programme(programme)
