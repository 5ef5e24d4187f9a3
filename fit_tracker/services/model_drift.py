"""Does the adopted model still fit? Its bands are held to what was rated after it learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from fit_tracker.progression.backtest import share_of
from fit_tracker.progression.expected import ExpectedModel, foresee
from fit_tracker.progression.quality import SMALLEST, Share
from fit_tracker.services.context import Context
from fit_tracker.services.model_data import DRIFT_DAYS, EPOCH, Learnable, lately
from fit_tracker.store.database import Unit

NOMINAL = 0.80
TOLERANCE = 0.05


@dataclass(frozen=True)
class Drift:
    """How many of the ratings from `since` to `until` fell inside the 80 % band that was
    foreseen for them after the rating before.

    `outside`: 80 % lies outside the 95 % interval even when that is widened by five points
    at both ends; so few ratings never do, and so a small difference in many.
    """

    since: date
    until: date
    coverage: Share
    outside: bool


def drift_of(
    ctx: Context, unit: Unit, scale_key: str, model: ExpectedModel, trained_at: datetime
) -> Drift:
    """The last quarter's ratings that the model had not learned from."""
    until = ctx.today()
    since = until - timedelta(days=DRIFT_DAYS)
    data = lately(ctx, unit, trained_at).get(scale_key)
    hits, n = (0, 0) if data is None else _inside(model, data, (since - EPOCH).days)
    # It grows rating by rating: so few would tell how one family's latest rating was.
    coverage = share_of(hits, n) if n >= SMALLEST else share_of(0, 0)
    return Drift(since, until, coverage, _is_outside(coverage))


def _inside(model: ExpectedModel, data: Learnable, since: int) -> tuple[int, int]:
    """Ratings in the band foreseen from the rating before, of those that count."""
    table = data.table
    series = table.series_of
    row = np.flatnonzero(series[1:] == series[:-1])
    row = row[data.later[row + 1] & (data.day[row + 1] >= since)]
    low, high = foresee(model, table).bands(1)[1][80]
    score = table.score[row + 1]
    return int(((score >= low[row]) & (score <= high[row])).sum()), len(row)


def _is_outside(coverage: Share) -> bool:
    if coverage.low is None or coverage.high is None:
        return False
    return not coverage.low - TOLERANCE <= NOMINAL <= coverage.high + TOLERANCE
