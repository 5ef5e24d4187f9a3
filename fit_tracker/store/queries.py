"""The SQL files of db/queries, one statement each, by their path: "visits/insert"."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DB = Path(__file__).resolve().parent.parent.parent / "db"
QUERIES = DB / "queries"


@cache
def sql(name: str) -> str:
    """The statement in db/queries/<name>.sql; unknown names are a defect, not user error."""
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
