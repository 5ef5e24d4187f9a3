"""From nothing to now, step by step, and refused in words when the two do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from fit_tracker import wiring
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import DatabaseUnavailable
from fit_tracker.services import accounts, families, family_view, maintenance, visits
from fit_tracker.services.context import Context
from fit_tracker.settings import Settings, from_environment
from fit_tracker.store import migrate
from fit_tracker.store.database import Database
from tests.factories import PASSWORD, ask, everything, give, make_family, make_site

NOW = datetime(2026, 3, 1, 8, 30)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "new.duckdb")
    yield opened
    opened.close()


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A folder with the real migrations, to add to."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for path in migrate.MIGRATIONS.glob("*.sql"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def _tables(database: Database) -> set[str]:
    cursor = database.cursor()
    try:
        return {
            row[0] for row in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
    finally:
        cursor.close()


def test_from_nothing_each_step_is_recorded_with_its_checksum(database: Database) -> None:
    assert migrate.applied(database) == {}
    names = migrate.migrate(database, NOW)
    assert names == [step.name for step in migrate.known()]
    assert migrate.applied(database) == {s.version: s.checksum for s in migrate.known()}
    assert migrate.migrate(database, NOW) == []
    migrate.require_current(database)


def test_the_generated_schema_is_the_one_in_the_repository(tmp_path: Path) -> None:
    written = maintenance.write_schema(tmp_path / "schema.sql")
    assert written.read_text(encoding="utf-8") == maintenance.SCHEMA_FILE.read_text(
        encoding="utf-8"
    )


def test_a_broken_step_leaves_nothing_and_the_steps_before_it_stand(
    database: Database, steps: Path
) -> None:
    (steps / "0900_good.sql").write_text("CREATE TABLE good (x INTEGER);", encoding="utf-8")
    (steps / "0901_broken.sql").write_text(
        "CREATE TABLE half (x INTEGER); INSERT INTO half VALUES (1); SELECT * FROM no_such_table;",
        encoding="utf-8",
    )
    with pytest.raises(duckdb.CatalogException):
        migrate.migrate(database, NOW, steps)
    assert "good" in _tables(database)
    assert "half" not in _tables(database)
    assert 900 in migrate.applied(database)
    assert 901 not in migrate.applied(database)
    assert [step.version for step in migrate.pending(database, steps)] == [901]


def test_a_mended_step_can_be_run_after_it_broke(database: Database, steps: Path) -> None:
    broken = steps / "0900_later.sql"
    broken.write_text("CREATE TABLE later (x NO_SUCH_TYPE);", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        migrate.migrate(database, NOW, steps)
    broken.write_text("CREATE TABLE later (x INTEGER);", encoding="utf-8")
    assert migrate.migrate(database, NOW, steps) == ["0900_later"]


@pytest.mark.parametrize("gone", ["0900_newer", "0900_between"])
def test_a_database_with_a_step_unknown_here_is_refused(
    database: Database, steps: Path, gone: str
) -> None:
    """A newer one, and one whose step in the middle is missing from this installation."""
    (steps / f"{gone}.sql").write_text("CREATE TABLE extra (x INTEGER);", encoding="utf-8")
    if gone == "0900_between":
        (steps / "0901_last.sql").write_text("CREATE TABLE last (x INTEGER);", encoding="utf-8")
    migrate.migrate(database, NOW, steps)
    (steps / f"{gone}.sql").unlink()
    with pytest.raises(DatabaseUnavailable, match="nyere udgave af FIT Tracker. Intet er ændret"):
        migrate.pending(database, steps)


def test_a_changed_step_is_refused_by_its_name(database: Database, steps: Path) -> None:
    migrate.migrate(database, NOW, steps)
    first = next(iter(sorted(steps.glob("*.sql"))))
    first.write_text(first.read_text(encoding="utf-8") + "\n-- later\n", encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match="0001_families_visits_ratings er ændret"):
        migrate.migrate(database, NOW, steps)


def test_line_ends_of_another_system_are_no_change(database: Database, steps: Path) -> None:
    migrate.migrate(database, NOW, steps)
    for path in steps.glob("*.sql"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert migrate.pending(database, steps) == []


def test_the_app_refuses_an_older_database_and_names_the_command(settings: Settings) -> None:
    Database(settings.database).close()
    with pytest.raises(DatabaseUnavailable, match="python -m fit_tracker migrate"):
        wiring.build(settings)
    done = maintenance.migrate_database(settings)
    assert done.copy is not None
    assert done.copy.exists()
    assert done.steps == tuple(step.name for step in migrate.known())
    wiring.build(settings).database.close()
    assert maintenance.migrate_database(settings) == maintenance.Migrated((), None)


def test_what_an_older_database_holds_is_still_there_and_can_be_gone_on_with(
    settings: Settings, steps: Path, tmp_path: Path
) -> None:
    """A database of each earlier version, with families, visits, ratings and flags in it."""
    every = sorted(steps.glob("*.sql"))
    held = _filled(tmp_path / "filled.duckdb")
    for number in range(1, len(every)):
        path = settings.database.with_name(f"older{number}.duckdb")
        had = _as_of(path, every[:number], tmp_path / f"until{number}", tmp_path / "filled.duckdb")
        older = replace(settings, database=path)
        assert len(maintenance.migrate_database(older).steps) == len(every) - number
        ctx = wiring.build(older)
        kept = everything(ctx)
        assert {t: rows for t, rows in kept.items() if t in had} == {t: held[t] for t in had}
        assert [t for t, rows in kept.items() if rows and t not in {*had, "schema_migration"}] == []
        assert maintenance.check(ctx) == []
        _answered(ctx, new="response" not in had)
        _go_on(ctx)
        ctx.database.close()


def _filled(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """A site of today, closed; what its tables hold."""
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(path)}))
    site = make_site(ctx)
    worse = make_family(site, case_number="F-1")
    for days, total in ((21, "30.0"), (14, "15.0"), (7, "15.0")):
        give(site, worse, ctx.today() - timedelta(days=days), total, "21.0", "22.0")
    give(site, make_family(site, case_number="F-2"), ctx.today(), "20.0")
    assert ask(ctx, "SELECT count(*) FROM flag")[0][0] > 0
    severities = {row[0] for row in ask(ctx, "SELECT severity FROM episode_status")}
    assert len(severities) == 2
    # Before 0004 there was no project leader.
    ask(ctx, "DELETE FROM user_team WHERE user_id = ?", site.actors["project"].user_id)
    ask(ctx, "DELETE FROM app_user WHERE user_id = ?", site.actors["project"].user_id)
    held = everything(ctx)
    del held["schema_migration"]
    ctx.database.close()
    return held


def _answered(ctx: Context, *, new: bool) -> None:
    """Flags from before there was a queue get their response when the courses are reassessed."""
    before = ask(ctx, "SELECT count(*) FROM response")[0][0]
    assert (before == 0) is new
    actor = accounts.sign_in(ctx, "administrator", PASSWORD)[1].actor
    maintenance.reassess(ctx, actor)
    assert ask(ctx, "SELECT count(*) FROM response")[0][0] == 1


def _as_of(path: Path, scripts: list[Path], folder: Path, filled: Path) -> set[str]:
    """A database as those migrations leave it, with as much of `filled` as it can hold; the
    tables that it has."""
    folder.mkdir()
    for script in scripts:
        (folder / script.name).write_bytes(script.read_bytes())
    database = Database(path)
    migrate.migrate(database, NOW, folder)
    cursor = database.cursor()
    cursor.execute(f"ATTACH '{filled}' AS filled (READ_ONLY)")
    columns = cursor.execute(
        "SELECT table_name, string_agg(column_name, ', ') FROM duckdb_columns() "
        "WHERE database_name = current_database() AND NOT internal "
        "AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = 'filled' "
        "AND table_name <> 'schema_migration') GROUP BY table_name"
    ).fetchall()
    for table, names in columns:
        cursor.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM filled.{table}")
    if len(scripts) < 2:
        # Before 0002 there was no status "below what was expected", second in the order.
        cursor.execute("UPDATE episode_status SET severity = severity - 1 WHERE severity > 1")
    cursor.execute("DETACH filled")
    cursor.close()
    database.close()
    return {table for table, _ in columns}


def _go_on(ctx: Context) -> None:
    actor = accounts.sign_in(ctx, "practitioner", PASSWORD)[1].actor
    family = next(one for one in families.search(ctx, actor, "F-2"))
    view = family_view.load(ctx, actor, family.family_id)
    assert view.episode is not None
    new = visits.NewVisit(
        ctx.new_id(), view.episode.episode_id, ctx.today(), VisitStatus.CANCELLED, ()
    )
    visits.record_visit(ctx, actor, new)
    assert [str(rating.total) for rating in view.ratings] == ["20.0"]
