"""One connection for the process, a cursor for each unit of work.

A connection shared by threads without cursors handed 6-8 % of the queries another
thread's rows, which here is one family's scores on another family's page. So nothing
outside this module ever holds the connection, and a regression test hammers it.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from fit_tracker.errors import Conflict, DatabaseUnavailable, DuplicateKey, NotFound
from fit_tracker.store.queries import sql
from fit_tracker.store.rows import build

T = TypeVar("T")
ATTEMPTS = 6
ALREADY_OPEN = (
    "Databasen er allerede åben i et andet program (appen kører). Kun ét program kan "
    "have den åben: luk appen og prøv igen, eller brug appens egen side."
)
CANNOT_OPEN = (
    "Databasefilen kan ikke åbnes. Intet er ændret. Kontrollér sti og rettigheder, "
    "eller gendan en sikkerhedskopi med «python -m fit_tracker restore»."
)
BUSY = "Andre gemmer i de samme oplysninger lige nu. Intet er ændret; prøv igen om lidt."

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # A missing table must be an error, never a local DataFrame of the same name.
    "python_enable_replacements": False,
    # Spilled data is plaintext otherwise, also when the database itself is encrypted.
    "temp_file_encryption": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Many small transactions from many sessions: one thread each spends 10-20 % less than
    # two threads that wait for one another.
    "threads": 1,
}


class Unit:
    """One unit of work: a cursor inside a transaction."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self.latest = ""

    def execute(self, query: str, /, **values: Any) -> None:
        """Run db/queries/<query>.sql for its effect."""
        self.latest = query
        self._cursor.execute(sql(query), values or None)

    def rows(self, query: str, /, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of db/queries/<query>.sql, as they come."""
        self.latest = query
        return self._cursor.execute(sql(query), values or None).fetchall()

    def all(self, cls: type[T], query: str, /, **values: Any) -> list[T]:
        """The rows as `cls`; its fields are the query's columns."""
        rows = self.rows(query, **values)
        columns = [column[0] for column in self._cursor.description or ()]
        return build(cls, columns, rows)

    def maybe(self, cls: type[T], query: str, /, **values: Any) -> T | None:
        """The one row, or None; two are a defect of the query."""
        found = self.all(cls, query, **values)
        if len(found) > 1:
            raise RuntimeError(f"{query}: {len(found)} rows where one was expected")
        return found[0] if found else None

    def one(self, cls: type[T], query: str, /, **values: Any) -> T:
        """The one row; none is the same answer as "you may not see it"."""
        found = self.maybe(cls, query, **values)
        if found is None:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        return found

    def value(self, query: str, /, **values: Any) -> Any:
        """The first column of the first row, or None."""
        rows = self.rows(query, **values)
        return rows[0][0] if rows else None


class Database:
    """The open database. `in_transaction` is the only door."""

    def __init__(self, path: Path, key: str | None = None) -> None:
        self.path = path
        self.key = key
        self._closing = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = _connect(path, key)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own, for `store` only: migrations and backups need whole scripts."""
        if self._connection is None:
            raise DatabaseUnavailable("Databasen er lukket. Start appen igen.")
        cursor = self._connection.cursor()
        if self.key is not None:
            # The default database is a setting of the cursor, not of the connection.
            cursor.execute("USE fit")
        return cursor

    def in_transaction(self, work: Callable[[Unit], T]) -> T:
        """Run `work` in one transaction and commit it, or leave nothing behind.

        Two writers of one family conflict; the later one is run again from the start
        on fresh data. `work` must therefore have no effect outside its unit.
        """
        for attempt in range(ATTEMPTS):
            try:
                return self._once(work)
            except duckdb.TransactionException:
                if attempt == ATTEMPTS - 1:
                    raise Conflict(BUSY) from None
                time.sleep(random.uniform(0.002, 0.02) * (attempt + 1))
        raise AssertionError("unreachable")

    def _once(self, work: Callable[[Unit], T]) -> T:
        cursor = self.cursor()
        unit = Unit(cursor)
        try:
            cursor.begin()
            result = work(unit)
            cursor.commit()
            return result
        except duckdb.TransactionException:
            _roll_back(cursor)
            raise
        except duckdb.Error as error:
            _roll_back(cursor)
            # Without its cause: DuckDB's message quotes the row.
            raise _without_data(error, unit.latest) from None
        except BaseException:
            _roll_back(cursor)
            raise
        finally:
            cursor.close()

    def close(self) -> None:
        """Write everything to the main file and let go of it."""
        with self._closing:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def _without_data(error: duckdb.Error, query: str) -> Exception:
    if isinstance(error, duckdb.ConstraintException) and "duplicate key" in str(error).lower():
        return DuplicateKey("Det er allerede gemt.")
    # Anything else is a defect of ours, and must not be mistaken for "saved before".
    return RuntimeError(f"{query}: {type(error).__name__}")


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.rollback()
    except duckdb.TransactionException:
        # A failed commit has already ended the transaction: nothing is left to undo,
        # and the first error is the one that matters.
        return


def _connect(path: Path, key: str | None) -> duckdb.DuckDBPyConnection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if key is None:
            return duckdb.connect(str(path), config=CONFIG)
        return _connect_encrypted(path, key)
    except duckdb.IOException as error:
        raise DatabaseUnavailable(_explain(error)) from None
    except duckdb.Error:
        raise DatabaseUnavailable(
            "Databasefilen kan ikke åbnes: nøglen passer ikke, eller filen er beskadiget. "
            "Intet er ændret. Gendan en sikkerhedskopi med «python -m fit_tracker restore»."
        ) from None


def _connect_encrypted(path: Path, key: str) -> duckdb.DuckDBPyConnection:
    """Writing an encrypted file needs OpenSSL, which DuckDB keeps in its httpfs extension;
    it is loaded from the installed wheel, so no download happens."""
    connection = duckdb.connect(":memory:", config=CONFIG)
    folder = files("duckdb_extension_httpfs") / "extensions" / f"v{duckdb.__version__}"
    connection.execute(f"LOAD '{quoted(str(folder / 'httpfs.duckdb_extension'))}'")
    connection.execute(f"ATTACH '{quoted(str(path))}' AS fit{attach_options(key)}")
    return connection


def attach_options(key: str | None) -> str:
    return "" if key is None else f" (ENCRYPTION_KEY '{quoted(_as_bytes(key))}')"


def _as_bytes(key: str) -> str:
    # DuckDB reads the key as the text of a BLOB: æ, ø, å and backslash are refused unless escaped.
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte != 92 else f"\\x{byte:02X}" for byte in key.encode()
    )


def quoted(text: str) -> str:
    # ATTACH and LOAD take no bound parameters.
    return text.replace("'", "''")


def _explain(error: duckdb.IOException) -> str:
    # Not "lock" alone: a damaged file is reported with the "block" that is damaged.
    if "set lock" in str(error).lower():
        return ALREADY_OPEN
    return CANNOT_OPEN
