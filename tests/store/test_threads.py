"""No thread ever sees another thread's rows.

The test stands because one DuckDB connection shared by threads without cursors hands out
other threads' results: with `Database.cursor` returning the connection itself, this test
fails within the first calls (wrong rows, or a result that another thread closed).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

from bench.site import create, full_visit, open_database
from bench.threads import hammer
from fit_tracker.services import family_view


def test_eight_threads_mixed_reads_and_writes(tmp_path: Path) -> None:
    ctx = open_database(tmp_path / "threads.duckdb")
    found = hammer(ctx, create(ctx, 8), calls=60)
    ctx.database.close()
    assert found.wrong == []
    assert found.calls == 480
    assert found.writes > 80


def test_a_key_taken_by_one_who_has_not_committed_is_waited_for(tmp_path: Path) -> None:
    """Between another's insert and its commit the key is taken and the row cannot be seen; many
    rounds, since the moment is short. Nobody may be told that somebody else was first."""
    ctx = open_database(tmp_path / "rounds.duckdb")
    home = create(ctx, 1)[0]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(10):
            same = uuid4()
            clicks = [
                pool.submit(full_visit, ctx, home, ctx.today(), Decimal("6.0"), same)
                for _ in range(4)
            ]
            done = [click.result() for click in clicks]
            assert len({one.visit_id for one in done}) == 1
            assert sum(not one.already_there for one in done) == 1
    ctx.database.close()


def test_the_same_click_on_two_devices_saves_once(tmp_path: Path) -> None:
    ctx = open_database(tmp_path / "twice.duckdb")
    home = create(ctx, 1)[0]
    submission = uuid4()

    def click(_: int) -> tuple[object, bool]:
        done = full_visit(ctx, home, ctx.today(), Decimal("6.0"), submission)
        return done.visit_id, done.already_there

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(click, range(4)))
    view = family_view.load(ctx, home.actor, home.family_id)
    ctx.database.close()
    assert len({visit_id for visit_id, _ in answers}) == 1
    assert sorted(already for _, already in answers) == [False, True, True, True]
    assert len(view.visits) == 1
    assert len(view.ratings) == 6
