"""Many courses as arrays: what models are fitted to and asked about.

Inside the models a score always counts upwards for the better, and time is the session
number (1 is the first visit; it need not be whole, but must be above 0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class ScoreRange:
    """The scale's ends and its direction."""

    minimum: float
    maximum: float
    higher_is_better: bool

    def upward(self, scores: Floats) -> Floats:
        """Scores counted so that higher is better; the same function turns them back."""
        return scores if self.higher_is_better else self.minimum + self.maximum - scores


@dataclass(frozen=True)
class SeriesTable:
    """One row a rating, sorted by series and within a series by session.

    `start` has one entry more than there are series: series i is rows start[i] to
    start[i + 1]. `course` numbers the families (or episodes): whoever shares it is left
    out together. `group` indexes `groups` (who rated with what). `limit` is the reliable
    change limit of each series in points. `session` and `score` are one a rating.
    `ordinary` is where the scale's ordinary side begins for each series, NaN without a
    cut-off: who began there and stays there is never flagged for lack of gain.
    """

    start: Ints
    course: Ints
    group: Ints
    groups: tuple[str, ...]
    limit: Floats
    session: Floats
    score: Floats
    ordinary: Floats

    @property
    def n_series(self) -> int:
        return len(self.start) - 1

    @property
    def n_ratings(self) -> int:
        return len(self.session)

    @property
    def n_courses(self) -> int:
        return len(np.unique(self.course))

    @property
    def length(self) -> Ints:
        """Ratings in each series."""
        return np.diff(self.start)

    @property
    def series_of(self) -> Ints:
        """The series of each rating."""
        return np.repeat(np.arange(self.n_series), self.length)

    def only(self, keep: Flags) -> SeriesTable:
        """The series for which `keep` is true, in the same order."""
        rows = np.repeat(keep, self.length)
        start = np.concatenate([[0], np.cumsum(self.length[keep])])
        return SeriesTable(
            start.astype(np.int64),
            self.course[keep],
            self.group[keep],
            self.groups,
            self.limit[keep],
            self.session[rows],
            self.score[rows],
            self.ordinary[keep],
        )


def series_table(
    courses: Sequence[object],
    groups: Sequence[str],
    limits: Sequence[float] | float,
    sessions: Sequence[float] | Floats,
    scores: Sequence[float] | Floats,
    ordinary: float = np.nan,
) -> SeriesTable:
    """Build the table from one entry a rating, in any order; a series is course x group.

    `limits` is one number for all or one a rating. Scores must already count upwards.
    """
    _, course = np.unique(np.asarray([str(c) for c in courses], dtype=object), return_inverse=True)
    names, group = np.unique(np.asarray(list(groups), dtype=object), return_inverse=True)
    return from_codes(
        course.astype(np.int64),
        group.astype(np.int64),
        tuple(str(name) for name in names),
        np.broadcast_to(np.asarray(limits, dtype=float), len(course)),
        np.asarray(sessions, dtype=float),
        np.asarray(scores, dtype=float),
        course.astype(np.int64) * len(names) + group,
        np.full(len(course), ordinary),
    )


def from_codes(
    course: Ints,
    group: Ints,
    groups: tuple[str, ...],
    limit: Floats,
    session: Floats,
    score: Floats,
    series: Ints,
    ordinary: Floats | None = None,
) -> SeriesTable:
    """The same from number codes, one entry a rating; `series` tells series apart."""
    order = np.lexsort((session, series))
    series = series[order]
    first = np.flatnonzero(np.r_[True, series[1:] != series[:-1]]) if len(series) else np.array([0])
    start = np.r_[first, len(series)] if len(series) else np.array([0])
    heads = order[first] if len(series) else order
    return SeriesTable(
        start.astype(np.int64),
        course[heads],
        group[heads],
        groups,
        limit[heads],
        session[order],
        score[order],
        np.full(len(heads), np.nan) if ordinary is None else ordinary[heads],
    )
