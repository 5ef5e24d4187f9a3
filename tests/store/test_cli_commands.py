"""The commands on a real database file, with the app closed or running."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fit_tracker import wiring
from fit_tracker.cli import OK, REJECTED, UNAVAILABLE, USAGE, main
from fit_tracker.services import accounts, families, maintenance
from fit_tracker.settings import Settings, from_environment
from tests.factories import make_site
from tests.store.test_imports import GOOD, HEAD, MAPPING

DANGLING = maintenance.DB / "queries" / "maintenance" / "dangling_references.sql"


@pytest.fixture
def closed(settings: Settings) -> dict[str, str]:
    """A site whose app is not running: the environment of the commands."""
    ctx = wiring.build(settings)
    make_site(ctx)
    ctx.database.close()
    return {"FIT_TRACKER_DATABASE": str(settings.database)}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    ratings, mapping = tmp_path / "in" / "r.csv", tmp_path / "in" / "m.yaml"
    ratings.parent.mkdir()
    ratings.write_bytes("\r\n".join((HEAD, *GOOD)).encode("utf-8-sig"))
    mapping.write_text(MAPPING, encoding="utf-8")
    return ratings, mapping


def _import(env: dict[str, str], files: tuple[Path, Path], *options: str) -> int:
    return main(["import", str(files[0]), "--mapping", str(files[1]), *options], env)


def _found(env: dict[str, str], case_number: str) -> int:
    ctx = wiring.build(from_environment(env))
    try:
        actor = accounts.sign_in(ctx, "practitioner", "en lang proevekode")[1].actor
        return len(families.search(ctx, actor, case_number))
    finally:
        ctx.database.close()


def test_import_says_what_it_did(
    closed: dict[str, str], files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(closed, files, "--dry-run") == OK
    assert "Prøvekørsel: intet er skrevet." in capsys.readouterr().out
    assert _found(closed, "F-1") == 0
    assert _import(closed, files) == OK
    assert "Målinger: 6 nye, 0 findes allerede, 0 afvist" in capsys.readouterr().out
    assert _found(closed, "F-1") == 1
    assert main(["check"], closed) == OK


def test_rejected_rows_lie_beside_the_input(
    closed: dict[str, str], files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    rejected = files[0].with_name("r.csv.afvist.csv")
    files[0].write_bytes(files[0].read_bytes().replace(b"12,4", b"99"))
    assert _import(closed, files) == REJECTED
    assert _found(closed, "F-1") == 0
    lines = rejected.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("2;total;99;")
    assert "Intet er skrevet" in capsys.readouterr().err
    assert _import(closed, files, "--valid-rows") == OK
    assert _found(closed, "F-1") == 1


def test_a_folder_that_cannot_be_written_is_said(
    closed: dict[str, str], files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder where the list should lie stands in for a read-only medium."""
    files[0].with_name("r.csv.afvist.csv").mkdir()
    files[0].write_bytes(files[0].read_bytes().replace(b"12,4", b"99"))
    assert _import(closed, files) == REJECTED
    said = capsys.readouterr().err
    assert "Kan ikke skrive i" in said
    assert "Linje 2, kolonne «total», værdi «99»" in said


def test_while_the_app_runs_the_command_says_so(
    closed: dict[str, str], files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    import subprocess
    import sys

    running = wiring.build(from_environment(closed))
    try:
        # Only another process is refused: DuckDB lets one process open a file twice.
        done = subprocess.run(
            [sys.executable, "-m", "fit_tracker", "import", files[0], "--mapping", files[1]],
            env={**closed, "PATH": ""},
            cwd=maintenance.DB.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        running.database.close()
    assert done.returncode == UNAVAILABLE
    assert "allerede åben" in done.stderr


@pytest.mark.parametrize("command", ["check", "migrate", "backup x", "reset-password x"])
def test_a_command_creates_no_database_by_accident(tmp_path: Path, command: str) -> None:
    missing = tmp_path / "none.duckdb"
    assert main(command.split(), {"FIT_TRACKER_DATABASE": str(missing)}) == UNAVAILABLE
    assert not missing.exists()


def test_a_mapping_error_is_usage(closed: dict[str, str], files: tuple[Path, Path]) -> None:
    files[1].write_text("family: x\n", encoding="utf-8")
    assert _import(closed, files) == USAGE
    files[1].write_bytes(b"family: {column: s\xe6g}\n")
    assert _import(closed, files) == USAGE
    assert _import(closed, (files[0].with_name("none.csv"), files[1])) == USAGE


def test_backup_and_restore_bring_everything_back(
    closed: dict[str, str], files: tuple[Path, Path], tmp_path: Path
) -> None:
    assert _import(closed, files) == OK
    copy = tmp_path / "copy" / "b.duckdb"
    assert main(["backup", str(copy)], closed) == OK
    assert main(["backup", str(copy)], closed) == USAGE
    Path(closed["FIT_TRACKER_DATABASE"]).unlink()
    assert main(["restore", str(copy)], closed) == OK
    assert _found(closed, "F-1") == 1
    assert main(["check"], closed) == OK


def test_a_new_password_is_shown_once_and_works(
    closed: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reset-password", "Leader"], closed) == OK
    password = capsys.readouterr().out.strip().rpartition(" ")[2]
    ctx = wiring.build(from_environment(closed))
    assert accounts.sign_in(ctx, "leader", password)[1].must_change_password
    trail = (
        ctx.database.cursor()
        .execute("SELECT detail FROM audit WHERE what = 'command_line'")
        .fetchall()
    )
    ctx.database.close()
    assert trail == [("command line: reset-password",)]
    assert main(["reset-password", "nobody"], closed) == USAGE


def test_an_up_to_date_database_is_left_alone(closed: dict[str, str], tmp_path: Path) -> None:
    assert main(["migrate"], closed) == OK
    assert list(tmp_path.glob("*foer-migration")) == []


def test_a_broken_reference_is_found(closed: dict[str, str], files: tuple[Path, Path]) -> None:
    assert _import(closed, files) == OK
    ctx = wiring.build(from_environment(closed))
    ctx.database.cursor().execute("DELETE FROM member WHERE label = 'Dreng'")
    ctx.database.close()
    assert main(["check"], closed) == REJECTED


def test_every_reference_of_the_schema_is_checked() -> None:
    """Each column that holds an id of another table stands in the query by name."""
    schema = (maintenance.DB / "schema.sql").read_text(encoding="utf-8")
    query = DANGLING.read_text(encoding="utf-8")
    own = {"submission_id", "family_ids"}
    columns = [
        f"{table}.{column}"
        for table, body in re.findall(r'CREATE TABLE "?(\w+)"?\((.*)\);', schema)
        for column, rest in re.findall(r'"?(\w+)"? UUID(?:\[\])?([^,]*)', body)
        if "PRIMARY KEY" not in rest and column not in own
    ]
    assert len(columns) > 30
    assert [column for column in columns if f"'{column}'" not in query] == []


def test_the_schema_file_is_what_the_migrations_make(tmp_path: Path) -> None:
    written = maintenance.write_schema(tmp_path / "schema.sql")
    assert written.read_bytes() == maintenance.SCHEMA_FILE.read_bytes()


def test_the_packs_are_listed_and_a_bad_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["instruments"], {"FIT_TRACKER_LANGUAGE": "da"}) == OK
    assert "outcome-adult 1: Trivsel, voksen, 0–40 (built-in)" in capsys.readouterr().out
    (tmp_path / "bad.yaml").write_text("id: x\n", encoding="utf-8")
    assert main(["instruments", "--folder", str(tmp_path)], {}) == USAGE
    assert "bad.yaml, linje 1" in capsys.readouterr().err
