"""One process, one transaction at a time per family, and errors that quote nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import duckdb
import pandas as pd
import pytest

from fit_tracker.errors import Conflict, DatabaseUnavailable, DuplicateKey, NotFound
from fit_tracker.services.context import Context, audit
from fit_tracker.store import database as store
from fit_tracker.store.database import Database, Unit
from tests.conftest import ROOT
from tests.factories import Site, ask, give, make_family, make_rating, make_visit, trail

MARKER = "Hemmelighed-7319"
KEY = "nøgle med ' apostrof, \" anførsel og \\ skråstreg"
OPEN = """
import sys
from pathlib import Path
from fit_tracker.errors import DatabaseUnavailable
from fit_tracker.store.database import Database
try:
    Database(Path(sys.argv[1]), sys.argv[2] or None)
except DatabaseUnavailable as error:
    sys.exit(str(error))
"""


def _second_process(path: Path, key: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(path), key],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.stderr


@pytest.mark.parametrize("key", [None, KEY])
def test_a_second_process_is_refused_in_words(tmp_path: Path, key: str | None) -> None:
    opened = Database(tmp_path / "site.duckdb", key)
    try:
        said = _second_process(opened.path, key or "")
    finally:
        opened.close()
    assert said.startswith("Databasen er allerede åben i et andet program")
    assert "Traceback" not in said
    assert _second_process(opened.path, key or "") == ""


def test_two_writers_of_one_family_both_land(site: Site) -> None:
    """The later one conflicts on the family's status row and is run again on fresh data."""
    family = make_family(site)
    day, start = site.ctx.today(), threading.Barrier(4)

    def write(_: int) -> None:
        start.wait()
        make_visit(site, family, day, [make_rating(family.member_ids[0], "outcome-adult", "20.0")])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    query = "SELECT visits_attended, visits_with_outcome FROM episode_status"
    assert ask(site.ctx, query) == [(4, 4)]
    assert len(trail(site.ctx, "visit_recorded")) == 4


def test_a_conflict_runs_the_work_again_from_the_start(site: Site) -> None:
    ctx, family = site.ctx, make_family(site)
    runs = []

    def work(unit: Unit) -> None:
        runs.append(unit.value("site/setting", name="seen"))
        if len(runs) == 1:
            _other_writer(ctx, family.family_id)
        unit.execute("families/take_turn", family_id=family.family_id, now=ctx.clock())

    ctx.database.in_transaction(work)
    assert runs == [None, "yes"]


def _other_writer(ctx: Context, family_id: object) -> None:
    def write(unit: Unit) -> None:
        unit.execute("site/set_setting", name="seen", value="yes")
        unit.execute("families/take_turn", family_id=family_id, now=ctx.clock())

    thread = threading.Thread(target=ctx.database.in_transaction, args=(write,))
    thread.start()
    thread.join()


def test_a_conflict_without_end_is_said_in_words(site: Site) -> None:
    ctx, family = site.ctx, make_family(site)

    def work(unit: Unit) -> None:
        unit.value("accounts/count")
        _other_writer(ctx, family.family_id)
        unit.execute("families/take_turn", family_id=family.family_id, now=ctx.clock())

    with pytest.raises(Conflict, match="Intet er ændret"):
        ctx.database.in_transaction(work)


def _null(unit: Unit) -> None:
    unit.execute("site/insert_team", team_id=uuid4(), name=None, created_at=datetime(2026, 3, 1))


def _text_for_a_number(unit: Unit) -> None:
    unit.rows("families/search", actor_id=uuid4(), wanted=MARKER, row_limit=MARKER)


SAME = uuid4()


def test_a_key_taken_is_a_duplicate(ctx: Context) -> None:
    def work(unit: Unit) -> None:
        for _ in range(2):
            unit.execute("site/insert_team", team_id=SAME, name=MARKER, created_at=ctx.clock())

    with pytest.raises(DuplicateKey) as caught:
        ctx.database.in_transaction(work)
    assert MARKER not in str(caught.value)
    assert str(SAME) not in str(caught.value)
    assert caught.value.__suppress_context__
    assert ask(ctx, "SELECT count(*) FROM team") == [(0,)]


@pytest.mark.parametrize("work", [_null, _text_for_a_number], ids=["not null", "conversion"])
def test_other_refusals_of_the_database_are_defects_that_quote_nothing(
    ctx: Context, work: Callable[[Unit], None]
) -> None:
    """Above all not DuplicateKey, which callers answer with "saved before"."""
    with pytest.raises(RuntimeError) as caught:
        ctx.database.in_transaction(work)
    assert MARKER not in str(caught.value)
    assert "Exception" in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_missing_table_is_an_error_never_a_local_dataframe(ctx: Context) -> None:
    no_such_table = pd.DataFrame({"secret": [MARKER]})
    cursor = ctx.database.cursor()
    with pytest.raises(duckdb.CatalogException, match="no_such_table"):
        cursor.execute("SELECT * FROM no_such_table")
    cursor.close()
    assert len(no_such_table) == 1


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt()])
def test_whatever_goes_wrong_after_the_write_leaves_nothing(
    ctx: Context, error: BaseException
) -> None:
    def work(unit: Unit) -> None:
        unit.execute("site/insert_team", team_id=SAME, name="Nord", created_at=ctx.clock())
        audit(ctx, unit, None, "team_created")
        raise error

    with pytest.raises(type(error)):
        ctx.database.in_transaction(work)
    assert ask(ctx, "SELECT (SELECT count(*) FROM team), (SELECT count(*) FROM audit)") == [(0, 0)]


def test_one_row_or_a_sentence(ctx: Context) -> None:
    from fit_tracker.domain.people import User

    with pytest.raises(NotFound, match="eller du har ikke adgang"):
        ctx.database.in_transaction(lambda unit: unit.one(User, "accounts/user", user_id=uuid4()))


def test_a_closed_database_says_so(ctx: Context) -> None:
    ctx.database.close()
    ctx.database.close()
    with pytest.raises(DatabaseUnavailable, match="lukket"):
        ctx.database.in_transaction(lambda unit: unit.value("accounts/count"))


def _filled(path: Path, key: str | None) -> None:
    database = Database(path, key)
    cursor = database.cursor()
    cursor.execute("CREATE TABLE kept AS SELECT ? AS text FROM range(2000)", [MARKER])
    cursor.close()
    database.close()


def test_the_right_key_opens_and_a_wrong_one_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "encrypted.duckdb"
    _filled(path, KEY)
    again = Database(path, KEY)
    cursor = again.cursor()
    assert cursor.execute("SELECT count(*) FROM kept WHERE text = ?", [MARKER]).fetchone() == (
        2000,
    )
    cursor.close()
    again.close()
    for wrong in ("en anden nøgle", None):
        with pytest.raises(DatabaseUnavailable, match="Intet er ændret") as caught:
            Database(path, wrong)
        assert KEY not in str(caught.value)
    Database(path, KEY).close()


def test_nothing_is_written_in_plain_text_by_an_encrypted_database(tmp_path: Path) -> None:
    """Looked for in the file and, while it is open, in the log beside it."""
    path = tmp_path / "encrypted.duckdb"
    database = Database(path, KEY)
    cursor = database.cursor()
    cursor.execute("SET checkpoint_threshold = '1GB'")
    cursor.execute("CREATE TABLE kept (text VARCHAR)")
    cursor.execute("INSERT INTO kept VALUES (?)", [MARKER])
    log = path.with_name(path.name + ".wal")
    assert log.stat().st_size > 0
    assert MARKER.encode() not in log.read_bytes()
    cursor.close()
    database.close()
    assert MARKER.encode() not in path.read_bytes()


def test_the_search_for_plain_text_would_find_it(tmp_path: Path) -> None:
    _filled(tmp_path / "plain.duckdb", None)
    assert MARKER.encode() in (tmp_path / "plain.duckdb").read_bytes()


@pytest.mark.parametrize("at", [0, 4096, 8192, 12288])
def test_a_damaged_file_is_called_damaged_and_not_open_elsewhere(tmp_path: Path, at: int) -> None:
    """DuckDB names the damaged "block": which must not be read as "lock"."""
    path = tmp_path / "block.duckdb"
    _filled(path, None)
    raw = bytearray(path.read_bytes())
    raw[at] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(DatabaseUnavailable, match="gendan en sikkerhedskopi") as caught:
        Database(path)
    assert caught.value.template != store.ALREADY_OPEN


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "site.duckdb"
    folder.mkdir()
    with pytest.raises(DatabaseUnavailable, match="Kontrollér sti og rettigheder"):
        Database(folder)


def test_each_cursor_of_an_encrypted_database_sees_its_tables(tmp_path: Path) -> None:
    _filled(tmp_path / "e.duckdb", KEY)
    database = Database(tmp_path / "e.duckdb", KEY)

    def count(_: int) -> object:
        cursor = database.cursor()
        try:
            return cursor.execute("SELECT count(*) FROM kept").fetchone()
        finally:
            cursor.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(count, range(12))) == {(2000,)}
    database.close()


def test_readers_see_a_visit_whole_or_not_at_all(site: Site) -> None:
    """A visit, its ratings, its status and its trail appear in the same moment."""
    family = make_family(site)
    stop, seen = threading.Event(), set()
    query = (
        "SELECT (SELECT count(*) FROM visit), (SELECT count(*) FROM rating) / 3, "
        "(SELECT sum(visits_attended) FROM episode_status), "
        "(SELECT count(*) FROM audit WHERE what = 'visit_recorded')"
    )

    def watch() -> None:
        while not stop.is_set():
            seen.add(ask(site.ctx, query)[0])

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(5):
        give(site, family, site.ctx.today(), "20.0", "21.0", "22.0")
    stop.set()
    watcher.join()
    assert all(len(set(row)) == 1 for row in seen), seen
