"""Copies that can be trusted, and the way back.

Copying the file of an open database loses everything still in its log, so a backup is
made from inside: COPY FROM DATABASE into a new file. A restore never deletes: what was
there is set aside under a name that says when.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fit_tracker.errors import DatabaseUnavailable, InvalidInput
from fit_tracker.store.database import Database


def back_up(database: Database, target: Path) -> Path:
    """Write a consistent copy of the open database to `target`, a file that must not exist.

    The copy is not encrypted by itself; keep it where the original may be kept.
    """
    if target.exists():
        raise InvalidInput("{file} findes allerede; vælg et andet navn.", file=target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    cursor = database.cursor()
    try:
        source = cursor.execute("SELECT current_database()").fetchone()
        assert source is not None
        quoted = str(target).replace("'", "''")
        cursor.execute(f"ATTACH '{quoted}' AS backup_copy")
        try:
            cursor.execute(f'COPY FROM DATABASE "{source[0]}" TO backup_copy')
        finally:
            cursor.execute("DETACH backup_copy")
    finally:
        cursor.close()
    return target


def restore(backup: Path, database: Path, now: datetime) -> list[Path]:
    """Put `backup` in the place of `database`; returns what was set aside.

    The app must be closed. The backup is opened first: one that cannot be read never
    replaces anything.
    """
    if not backup.exists():
        raise InvalidInput("Sikkerhedskopien {file} findes ikke.", file=backup.name)
    Database(backup).close()
    if database.exists():
        # Opening it proves that no running app holds it.
        _prove_closed(database)
    aside = _set_aside(database, now)
    database.write_bytes(backup.read_bytes())
    return aside


def _prove_closed(database: Path) -> None:
    try:
        Database(database).close()
    except DatabaseUnavailable as error:
        if "allerede åben" in error.template:
            raise


def _set_aside(database: Path, now: datetime) -> list[Path]:
    stamp = f"{now:%Y%m%d-%H%M%S}"
    moved = []
    for path in (database, database.with_name(database.name + ".wal")):
        if path.exists():
            kept = path.with_name(f"{path.name}.{stamp}.sat-til-side")
            path.rename(kept)
            moved.append(kept)
    return moved
