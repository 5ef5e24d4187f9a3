"""Copies that can be trusted, and a way back that deletes nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from fit_tracker import wiring
from fit_tracker.errors import DatabaseUnavailable, InvalidInput
from fit_tracker.services import maintenance
from fit_tracker.services.context import Context
from fit_tracker.settings import Settings
from fit_tracker.store import backup
from fit_tracker.store.database import Database
from tests.factories import ask, everything, give, make_family, make_site

NOW = datetime(2026, 3, 1, 8, 30)
MARKER = "F-7319-hemmelig"


@pytest.fixture(params=[None, "nøgle'n"], ids=["plain", "encrypted"])
def any_settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return replace(settings, database_key=request.param)


def _fill(settings: Settings) -> Context:
    ctx = wiring.build(settings)
    site = make_site(ctx)
    family = make_family(site, case_number=MARKER)
    give(site, family, ctx.today(), "20.0", "21.0", "22.0")
    return ctx


def test_round_trip_from_the_open_database(any_settings: Settings, tmp_path: Path) -> None:
    """The copy is made while the app is open; what came after it is gone after the restore."""
    ctx = _fill(any_settings)
    before = everything(ctx)
    copy = backup.back_up(ctx.database, tmp_path / "kopier" / "dag 1's.duckdb")
    ask(ctx, "DELETE FROM rating")
    ctx.database.close()
    aside = maintenance.restore(any_settings, copy)
    again = wiring.build(any_settings)
    assert everything(again) == before
    assert maintenance.check(again) == []
    again.database.close()
    # What was there before is still there, under a name that says when.
    kept = Database(aside[0], any_settings.database_key)
    cursor = kept.cursor()
    assert cursor.execute("SELECT count(*) FROM rating").fetchone() == (0,)
    cursor.close()
    kept.close()


def test_the_copy_of_an_encrypted_database_is_encrypted(settings: Settings, tmp_path: Path) -> None:
    for key, found in ((None, True), ("nøgle'n", False)):
        where = tmp_path / str(key)
        ctx = _fill(replace(settings, database=where / "a.duckdb", database_key=key))
        copy = backup.back_up(ctx.database, where / "kopi.duckdb")
        ctx.database.close()
        assert (MARKER.encode() in copy.read_bytes()) is found


def test_round_trip_of_the_command(any_settings: Settings, tmp_path: Path) -> None:
    ctx = _fill(any_settings)
    before = everything(ctx)
    ctx.database.close()
    copy = maintenance.back_up(any_settings, tmp_path / "kopi.duckdb")
    any_settings.database.unlink()
    assert maintenance.restore(any_settings, copy) == []
    again = wiring.build(any_settings)
    assert everything(again) == before
    again.database.close()


def test_a_backup_while_others_write_is_of_one_moment(settings: Settings, tmp_path: Path) -> None:
    """Every copy holds each visit with its ratings, status and trail, or none of it."""
    ctx = wiring.build(settings)
    site = make_site(ctx)
    family = make_family(site)
    writer = threading.Thread(
        target=lambda: [give(site, family, ctx.today(), "20.0", "21.0", "22.0") for _ in range(8)]
    )
    writer.start()
    copies = [backup.back_up(ctx.database, tmp_path / f"kopi{n}.duckdb") for n in range(3)]
    writer.join()
    for copy in copies:
        opened = replace(ctx, database=Database(copy))
        visits, ratings = ask(opened, "SELECT (SELECT count(*) FROM visit), count(*) FROM rating")[
            0
        ]
        attended = ask(opened, "SELECT visits_attended FROM episode_status")[0][0]
        assert (ratings, attended) == (3 * visits, visits)
        assert maintenance.check(opened) == []
        opened.database.close()
    assert ask(ctx, "SELECT count(*) FROM visit") == [(8,)]
    ctx.database.close()


def test_a_copy_never_overwrites_and_half_a_copy_does_not_stay(
    ctx: Context, tmp_path: Path
) -> None:
    taken = tmp_path / "taget.duckdb"
    taken.write_text("noget andet", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"taget.duckdb findes allerede"):
        backup.back_up(ctx.database, taken)
    assert taken.read_text(encoding="utf-8") == "noget andet"
    # A second attachment under the same name fails halfway.
    cursor = ctx.database.cursor()
    cursor.execute(f"ATTACH '{tmp_path / 'x.duckdb'}' AS backup_copy")
    with pytest.raises(duckdb.Error):
        backup.back_up(ctx.database, tmp_path / "halv.duckdb")
    cursor.close()
    assert not (tmp_path / "halv.duckdb").exists()


def _text(path: Path) -> None:
    path.write_text("dette er ingen database", encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _strange(path: Path) -> None:
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE noget (x INTEGER)")


def _damaged(path: Path) -> None:
    _strange(path)
    raw = bytearray(path.read_bytes())
    for at in (0, 4096, 8192, 12288):
        raw[at] ^= 0xFF
    path.write_bytes(raw)


def _newer(path: Path) -> None:
    wiring_settings = replace(Settings(path, None, None, *[None] * 4), language="da")  # type: ignore[arg-type]
    wiring.build(wiring_settings).database.close()
    with duckdb.connect(str(path)) as other:
        other.execute("INSERT INTO schema_migration VALUES (9000, 'x', 'y', '2030-01-01')")


def _nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("make", [_text, _empty, _strange, _damaged, _newer, _nothing])
def test_what_is_no_backup_of_ours_replaces_nothing(
    settings: Settings, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    _fill(settings).database.close()
    before = settings.database.read_bytes()
    source = tmp_path / "kilde.duckdb"
    make(source)
    content = source.read_bytes() if source.exists() else None
    with pytest.raises((InvalidInput, DatabaseUnavailable)):
        maintenance.restore(settings, source)
    assert settings.database.read_bytes() == before
    assert not list(tmp_path.glob("*.sat-til-side"))
    assert (source.read_bytes() if source.exists() else None) == content


def test_a_backup_with_another_key_replaces_nothing(settings: Settings, tmp_path: Path) -> None:
    locked = replace(settings, database=tmp_path / "e.duckdb", database_key="en nøgle")
    _fill(locked).database.close()
    copy = maintenance.back_up(locked, tmp_path / "kopi.duckdb")
    before = locked.database.read_bytes()
    with pytest.raises(DatabaseUnavailable, match="nøglen passer ikke"):
        maintenance.restore(replace(locked, database_key="en anden"), copy)
    assert locked.database.read_bytes() == before


def test_a_damaged_database_and_its_log_are_set_aside(settings: Settings, tmp_path: Path) -> None:
    """The reason one restores: the damaged file must not stand in the way of its own rescue."""
    ctx = _fill(settings)
    before = everything(ctx)
    ctx.database.close()
    copy = maintenance.back_up(settings, tmp_path / "kopi.duckdb")
    raw = bytearray(settings.database.read_bytes())
    for at in (4096, 8192):
        raw[at] ^= 0xFF
    settings.database.write_bytes(raw)
    log = settings.database.with_name("site.duckdb.wal")
    log.write_bytes(b"en ulaeselig log")
    aside = backup.restore(copy, settings.database, NOW)
    assert [path.name for path in aside] == [
        "site.duckdb.20260301-083000.sat-til-side",
        "site.duckdb.wal.20260301-083000.sat-til-side",
    ]
    assert aside[0].read_bytes() == bytes(raw)
    assert aside[1].read_bytes() == b"en ulaeselig log"
    again = wiring.build(settings)
    assert everything(again) == before
    again.database.close()
