"""Ten million simulated ratings in a DuckDB file, made once and kept in the scratch folder.

`regular`: 1.2 million courses of the scenario plain, cut at visit 12, sessions 1..n without a
hole. `gaps`: the same courses whole, 15 % of the later ratings taken out, and a group of
eight for fixed effects of its own. `part_*`: the first courses of `regular`.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from bench.data import folder
from fit_tracker.progression.simulate import simulate

COURSES = 1_200_000
AT_ONCE = 100_000
GROUPS = tuple("abcdefgh")
LAST_VISIT = 12
KEPT = 85
PARTS = {"part_1e5": 11_600, "part_1e6": 116_000}
PART = "CREATE TABLE {name} AS SELECT * FROM regular WHERE episode_id < {courses}"

CREATE = """
CREATE TABLE regular (episode_id BIGINT, level INTEGER, session_no DOUBLE, score DOUBLE);
CREATE TABLE gaps (episode_id BIGINT, level INTEGER, session_no DOUBLE, score DOUBLE);
"""
REGULAR = "INSERT INTO regular SELECT e, 0, t, y FROM rows WHERE t <= ?"
GAPS = "INSERT INTO gaps SELECT e, e % 8, t, y FROM rows WHERE t = 1 OR hash(e, t) % 100 < ?"


def ratings() -> Path:
    """The closed database file."""
    path = folder() / "growth.duckdb"
    if not path.exists():
        unfinished = path.with_name("unfinished_growth.duckdb")
        unfinished.unlink(missing_ok=True)
        with duckdb.connect(str(unfinished)) as connection:
            connection.execute("SET enable_progress_bar = false")
            _fill(connection)
        unfinished.rename(path)
    return path


def _fill(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(CREATE)
    for part in range(COURSES // AT_ONCE):
        made = simulate("plain", AT_ONCE, part)
        course = made.episode + part * AT_ONCE
        rows = pd.DataFrame({"e": course, "t": made.session, "y": made.score})
        connection.register("rows", rows)
        connection.execute(REGULAR, [LAST_VISIT])
        connection.execute(GAPS, [KEPT])
    for name, courses in PARTS.items():
        connection.execute(PART.format(name=name, courses=courses))


def rows_of(table: str) -> tuple[int, int]:
    """Ratings and courses."""
    with duckdb.connect(str(ratings()), read_only=True) as connection:
        query = f"SELECT count(*), count(DISTINCT episode_id) FROM {table}"  # noqa: S608
        found = connection.execute(query).fetchone()
    assert found is not None
    return found[0], found[1]
