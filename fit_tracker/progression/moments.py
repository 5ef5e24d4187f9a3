"""Sufficient statistics of a growth model: all that its likelihood needs of the ratings.

A course with ratings y at times t enters the likelihood only through F'F, F'y and y'y, where
F holds the time functions (1, log session, perhaps a third). Courses whose F'F agree share
all their algebra, so they are added up: one row a *design* and not one a course. Then a
million courses cost the optimiser no more than their few designs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fit_tracker.progression.series_table import Floats, Ints, SeriesTable

DIGITS = 9
"""Sums of logarithms that agree to this many decimals are the same design."""


@dataclass(frozen=True)
class Moments:
    """One entry a design along the last axis; K time functions, the first two random.

    `level`: which combination of fixed-effect groups; sorted. `count`: courses. `ff`: F'F,
    (K, K, D). `fy`: the sum of F'y, (K, D). `yy`: the sum over courses of (Z'y)(Z'y)', Z
    the first two of F, (2, 2, D). `total`: the sum of y'y. Scores are less `centre`.
    """

    level: Ints
    count: Floats
    ff: Floats
    fy: Floats
    yy: Floats
    total: float
    centre: float

    @property
    def n_episodes(self) -> int:
        return round(float(self.count.sum()))

    @property
    def n_ratings(self) -> int:
        return round(float((self.count * self.ff[0, 0]).sum()))

    @property
    def most_ratings(self) -> int:
        """Ratings in the longest course."""
        return round(float(self.ff[0, 0].max())) if len(self.count) else 0


def time_functions(session: Floats, bend: bool) -> Floats:
    """The columns of F: 1, log(session), and with `bend` its square. Shape (K, rows)."""
    log = np.log(session)
    return np.stack([np.ones_like(log), log, log * log] if bend else [np.ones_like(log), log])


def course_sums(table: SeriesTable, bend: bool = False, centre: float = 0.0) -> tuple[Floats, ...]:
    """F'F (K, K, S), F'y (K, S) and y'y (S) of each series."""
    f = time_functions(table.session, bend)
    y = table.score - centre
    at = table.start[:-1]

    def add(values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values, at, axis=-1), dtype=np.float64)

    return add(f[:, None] * f[None]), add(f * y), add(y * y)


def collect(
    table: SeriesTable, level: Ints | None = None, bend: bool = False, centre: float | None = None
) -> Moments:
    """The moments of a table; `level` gives the fixed-effect group of each series."""
    middle = float(table.score.mean()) if centre is None else centre
    ff, fy, yy = course_sums(table, bend, middle)
    group = np.zeros(table.n_series, dtype=np.int64) if level is None else level
    return by_design(
        group, np.ones(table.n_series), ff, fy, fy[:2, None] * fy[None, :2], yy, middle
    )


def by_design(
    level: Ints, count: Floats, ff: Floats, fy: Floats, yy: Floats, total: Floats, centre: float
) -> Moments:
    """Add up what shares level and F'F."""
    upper = np.triu_indices(ff.shape[0])
    keys = np.vstack([level[None].astype(float), np.round(ff[upper], DIGITS)])
    order = np.lexsort(keys[::-1])
    keys = keys[:, order]
    fresh = np.r_[True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)]
    at = np.flatnonzero(fresh)

    def add(values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(values[..., order], at, axis=-1), dtype=np.float64)

    first = order[at]
    return Moments(
        level[first], add(count), ff[..., first], add(fy), add(yy), float(total.sum()), centre
    )


def from_columns(columns: Mapping[str, NDArray[np.float64]], centre: float) -> Moments:
    """The moments from the columns of the query analysis/growth_moments, one row a design.

    Columns level, episodes, n, x, xx, y, xy, yy, s11, s12, s22 and, with a third time
    function, f, xf, ff, fy; all sums, y and its products less `centre`.
    """
    c = {name: np.asarray(values, dtype=np.float64) for name, values in columns.items()}
    order = np.argsort(c["level"], kind="stable")
    c = {name: values[order] for name, values in c.items()}
    square = [[c["n"], c["x"]], [c["x"], c["xx"]]]
    fy = [c["y"], c["xy"]]
    if "f" in c:
        square = [[*square[0], c["f"]], [*square[1], c["xf"]], [c["f"], c["xf"], c["ff"]]]
        fy.append(c["fy"])
    return Moments(
        c["level"].astype(np.int64),
        c["episodes"],
        np.array(square),
        np.array(fy),
        np.array([[c["s11"], c["s12"]], [c["s12"], c["s22"]]]),
        float(c["yy"].sum()),
        centre,
    )
