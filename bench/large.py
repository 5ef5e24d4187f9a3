"""A large municipality for the benchmarks: the demo, copied.

NOT the app's way of writing: the app writes through `services` only. Here 5,000 families
are needed in a minute, so that each row of the demo is copied with SQL under new ids.
Rules, audit rows and stored assessments come along, and stay consistent with each other.

Ids: the first four hex digits of a UUID are replaced by the number of the copy; the other
112 random bits keep them unique, and ids inside JSON text follow by the same rule. Three
copies share one staff, which makes 6 times the demo's teams: a practitioner has about 30
families in treatment, a team about 60. The model is the demo's own.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

COPIES = 18
COPIES_PER_STAFF = 3
NIL = "00000000-0000-0000-0000-000000000000"
STAFF_IDS = frozenset(
    {
        "user_id", "team_id", "user_team_id", "created_by", "entered_by", "raised_by", "owner_id",
        "closed_by", "by_user", "changed_by", "decided_by", "locked_by", "user_competence_id",
        "user_hours_id",
    }
)  # fmt: skip
SHARED_IDS = frozenset({"service_id"})
STAFF_TABLES = ("app_user", "team", "user_team", "user_competence", "user_hours")
JSON_TEXT = frozenset({"sparks", "reasons"})
LEFT_ALONE = frozenset(
    {
        "site_setting", "schema_migration", "service", "service_section", "user_session",
        "progression_model",
    }
)  # fmt: skip


def build(demo: Path, target: Path) -> None:
    """Write the large database to `target` from a closed demo database."""
    unfinished = target.with_name("unfinished_large.duckdb")
    unfinished.unlink(missing_ok=True)
    connection = duckdb.connect(str(unfinished))
    try:
        connection.execute(f"ATTACH '{demo}' AS demo (READ_ONLY)")
        connection.execute(f'COPY FROM DATABASE demo TO "{unfinished.stem}" (SCHEMA)')
        for table in _tables(connection):
            _copy(connection, table)
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    unfinished.rename(target)


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'demo'"
    ).fetchall()
    return [name for (name,) in rows]


def _copy(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """All copies of a table at once; tables that all copies share are taken as they are."""
    if table in LEFT_ALONE:
        connection.execute(f"INSERT INTO {table} SELECT * FROM demo.{table}")  # noqa: S608
        return
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = 'demo' AND table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()
    chosen = ", ".join(_column(table, name, kind) for name, kind in columns)
    every = COPIES_PER_STAFF if table in STAFF_TABLES else 1
    copies = f"demo.{table}, range(0, {COPIES}, {every}) AS r(k)"
    connection.execute(f"INSERT INTO {table} SELECT {chosen} FROM {copies}")  # noqa: S608


def _column(table: str, name: str, kind: str) -> str:
    copy = f"k // {COPIES_PER_STAFF}" if name in STAFF_IDS else "k"
    if kind == "UUID" and name not in SHARED_IDS:
        return f"CASE WHEN {name} = '{NIL}' THEN {name} ELSE ({_moved(name, copy)})::UUID END"
    if kind == "UUID[]":
        return f"list_transform({name}, lambda x: ({_moved('x', 'k')})::UUID)"
    if name in JSON_TEXT and table == "episode_status":
        ids = "'\"[0-9a-f]{4}([0-9a-f]{4}-)'"
        return f"regexp_replace({name}, {ids}, '\"' || {_prefix('k')} || '\\1', 'g')"
    if name == "case_number":
        return f"{name} || '-' || k"
    if (table, name) in {("app_user", "username"), ("team", "name")}:
        # The first staff keeps its names, so that the demo accounts sign in here as well.
        number = f"k // {COPIES_PER_STAFF}"
        return f"{name} || CASE WHEN {number} = 0 THEN '' ELSE '.' || {number} END"
    return name


def _moved(value: str, copy: str) -> str:
    return f"{_prefix(copy)} || ({value}::VARCHAR)[5:]"


def _prefix(copy: str) -> str:
    return f"printf('%04x', ({copy})::INT)"
