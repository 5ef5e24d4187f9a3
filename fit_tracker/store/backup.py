"""Copies that can be trusted, and the way back.

Copying the file of an open database loses everything still in its log, so a backup is
made from inside: COPY FROM DATABASE into a new file. A restore never deletes: what was
there is set aside under a name that says when.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from fit_tracker.errors import DatabaseUnavailable, InvalidInput
from fit_tracker.store import migrate
from fit_tracker.store.database import ALREADY_OPEN, Database, attach_options, quoted


def back_up(database: Database, target: Path) -> Path:
    """Write a consistent copy of the open database to `target`, a file that must not exist.

    The copy of an encrypted database is encrypted with the same key.
    """
    if target.exists():
        raise InvalidInput("{file} findes allerede; vælg et andet navn.", file=target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _copy(database, target)
    except BaseException:
        # Half a copy must not be taken for one.
        target.unlink(missing_ok=True)
        raise
    return target


def _copy(database: Database, target: Path) -> None:
    cursor = database.cursor()
    try:
        source = cursor.execute("SELECT current_database()").fetchone()
        assert source is not None
        options = attach_options(database.key)
        cursor.execute(f"ATTACH '{quoted(str(target))}' AS backup_copy{options}")
        try:
            cursor.execute(f'COPY FROM DATABASE "{source[0]}" TO backup_copy')
        finally:
            cursor.execute("DETACH backup_copy")
    finally:
        cursor.close()


def restore(backup: Path, database: Path, now: datetime, key: str | None = None) -> list[Path]:
    """Put `backup` in the place of `database`; returns what was set aside.

    The app must be closed. The backup is opened first, and its copy lies complete beside
    the database before anything moves: one that cannot be read never replaces anything.
    """
    _prove_backup(backup, key)
    if database.exists():
        # Opening it proves that no running app holds it.
        _prove_closed(database, key)
    database.parent.mkdir(parents=True, exist_ok=True)
    copy = database.with_name(database.name + ".gendannes")
    shutil.copyfile(backup, copy)
    aside = _set_aside(database, now)
    copy.rename(database)
    return aside


def _prove_backup(backup: Path, key: str | None) -> None:
    """An empty file opens as a new database, and any program's DuckDB file opens: neither
    holds what was backed up."""
    if not backup.is_file():
        raise InvalidInput("Sikkerhedskopien {file} findes ikke.", file=backup.name)
    ours = False
    if backup.stat().st_size:
        opened = Database(backup, key)
        try:
            migrate.pending(opened)
            ours = bool(migrate.applied(opened))
        finally:
            opened.close()
    if not ours:
        raise InvalidInput(
            "{file} er ikke en sikkerhedskopi fra FIT Tracker. Intet er ændret.", file=backup.name
        )


def _prove_closed(database: Path, key: str | None) -> None:
    try:
        Database(database, key).close()
    except DatabaseUnavailable as error:
        if error.template == ALREADY_OPEN:
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
