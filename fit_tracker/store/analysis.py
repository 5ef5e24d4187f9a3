"""DuckDB as a calculator: analysts' tables, in memory, without the site's database."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fit_tracker.store.queries import sql

Columns = dict[str, NDArray[np.float64]]
MEMORY = {"python_enable_replacements": False, "autoinstall_known_extensions": False}


def growth_moments(
    ratings: Mapping[str, NDArray[np.float64]], *, bend: bool = False
) -> tuple[Columns, float]:
    """Sufficient statistics of a table of ratings, and the mean they count from.

    `ratings` has series, level, session_no and score, one entry a rating.
    """
    with duckdb.connect(":memory:", config=dict(MEMORY)) as connection:
        connection.register("analysis_rating", pd.DataFrame(dict(ratings)))
        return moments_on(connection, bend=bend)


def moments_on(
    connection: duckdb.DuckDBPyConnection, *, bend: bool = False
) -> tuple[Columns, float]:
    """The same where analysis_rating is already a table or a view."""
    found = connection.execute(sql("analysis/mean_score")).fetchone()
    centre = float(found[0]) if found and found[0] is not None else 0.0
    query = "analysis/growth_moments_bend" if bend else "analysis/growth_moments"
    columns = connection.execute(sql(query), {"centre": centre}).fetchnumpy()
    return {name: np.asarray(values, dtype=np.float64) for name, values in columns.items()}, centre
