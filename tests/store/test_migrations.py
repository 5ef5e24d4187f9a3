"""From nothing to now, step by step, and refused in words when the two do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from fit_tracker import wiring
from fit_tracker.errors import DatabaseUnavailable
from fit_tracker.services import family_view, maintenance
from fit_tracker.services.context import Context
from fit_tracker.settings import Settings
from fit_tracker.store import migrate
from fit_tracker.store.database import Database
from tests.factories import Site, ask, give, make_family, make_site

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


def test_family_visit_and_rating_work_after_each_step(settings: Settings, steps: Path) -> None:
    """Each later step is applied to a database that holds a family; what it held still reads."""
    every = sorted(steps.glob("*.sql"))
    (steps / "later").mkdir()
    for path in every[1:]:
        path.rename(steps / "later" / path.name)
    database = Database(settings.database)
    migrate.migrate(database, NOW, steps)
    ctx = Context(database, settings, wiring.load_catalogue())
    site = make_site(ctx)
    for number, path in enumerate(every):
        if number:
            (steps / "later" / path.name).rename(path)
            migrate.migrate(database, NOW, steps)
        _chain(site, f"F-{number}")
    assert maintenance.check(ctx) == []
    database.close()


def _chain(site: Site, case_number: str) -> None:
    family = make_family(site, case_number=case_number)
    give(site, family, site.ctx.today(), "20.0", "21.0", "22.0")
    view = family_view.load(site.ctx, site.practitioner, family.family_id)
    assert sorted(str(rating.total) for rating in view.ratings) == ["20.0", "21.0", "22.0"]
    assert ask(site.ctx, "SELECT count(*) FROM schema_migration")[0][0] >= 1
