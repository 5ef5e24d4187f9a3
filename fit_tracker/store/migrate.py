"""Bring a database to the version this code was written for, or say why not.

Each file in db/migrations is applied once, in order, in one transaction with the
record of its checksum. The schema has no other source: db/schema.sql is output.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fit_tracker.errors import DatabaseUnavailable
from fit_tracker.store.database import Database
from fit_tracker.store.queries import DB

MIGRATIONS = DB / "migrations"

RECORD = """
CREATE TABLE schema_migration (
    version INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
)
"""


@dataclass(frozen=True)
class Migration:
    version: int
    name: str
    checksum: str
    script: str


def known(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations this code knows, in order."""
    return [_read(path) for path in sorted(folder.glob("[0-9]*.sql"))]


def _read(path: Path) -> Migration:
    script = path.read_text(encoding="utf-8")
    digest = hashlib.sha256(script.encode()).hexdigest()
    return Migration(int(path.name[:4]), path.stem, digest, script)


def applied(database: Database) -> dict[int, str]:
    """Version -> checksum as recorded in the database; empty for a new file."""
    cursor = database.cursor()
    try:
        tables = cursor.execute(
            "SELECT count(*) FROM information_schema.tables "
            "WHERE table_name = 'schema_migration' AND table_catalog = current_database()"
        ).fetchone()
        if not tables or not tables[0]:
            return {}
        return dict(cursor.execute("SELECT version, checksum FROM schema_migration").fetchall())
    finally:
        cursor.close()


def pending(database: Database, folder: Path = MIGRATIONS) -> list[Migration]:
    """What is still to apply. Refuses a newer database and a changed history."""
    done = applied(database)
    steps = known(folder)
    if not set(done) <= {step.version for step in steps}:
        raise DatabaseUnavailable(
            "Databasen er skrevet af en nyere udgave af FIT Tracker. Intet er ændret. "
            "Installér den nyere udgave."
        )
    for step in steps:
        if done.get(step.version, step.checksum) != step.checksum:
            raise DatabaseUnavailable(
                "Migration {name} er ændret, efter at den blev brugt på denne database. "
                "Intet er ændret. Hent den oprindelige fil.",
                name=step.name,
            )
    return [step for step in steps if step.version not in done]


def migrate(database: Database, now: datetime, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is pending; returns the names. Each step and its record commit together."""
    steps = pending(database, folder)
    for step in steps:
        _apply(database, step, now)
    return [step.name for step in steps]


def _apply(database: Database, step: Migration, now: datetime) -> None:
    cursor = database.cursor()
    try:
        cursor.begin()
        if step.version == 1:
            cursor.execute(RECORD)
        cursor.execute(step.script)
        cursor.execute(
            "INSERT INTO schema_migration VALUES (?, ?, ?, ?)",
            [step.version, step.name, step.checksum, now],
        )
        cursor.commit()
        # A rebuild still in the WAL is the riskiest moment of a DuckDB file.
        cursor.execute("CHECKPOINT")
    finally:
        cursor.close()


def require_current(database: Database) -> None:
    """Refuse to run on an outdated database, and say which command mends it."""
    if pending(database):
        raise DatabaseUnavailable(
            "Databasen er fra en ældre udgave af FIT Tracker. Intet er ændret. Luk appen, og kør "
            "«python -m fit_tracker migrate»: den tager først en sikkerhedskopi."
        )


def schema(database: Database) -> str:
    """The whole schema as text, in a stable order: what db/schema.sql must say."""
    cursor = database.cursor()
    try:
        tables = cursor.execute(
            "SELECT sql FROM duckdb_tables() WHERE database_name = current_database() "
            "ORDER BY table_name"
        ).fetchall()
        views = cursor.execute(
            "SELECT sql FROM duckdb_views() WHERE NOT internal "
            "AND database_name = current_database() ORDER BY view_name"
        ).fetchall()
    finally:
        cursor.close()
    statements = [row[0].strip() for row in tables + views]
    head = "-- Generated from db/migrations by `python -m fit_tracker schema`; do not edit.\n\n"
    return head + "\n\n".join(statements) + "\n"
