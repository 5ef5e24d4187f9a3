"""What a model learns from and is asked about: outcome ratings as series, read set-wise.

One series alone (`one_series`) and all of them at once (`finished`, `lately`) follow the same
rule, which is `services.course` and `progression.baseline`: the current revision of what was
rated at attended visits, numbered from 1, since the wording last changed. A test holds the two
to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np

from fit_tracker.domain.instruments import (
    ALLIANCE,
    GOAL,
    GROUP_ALLIANCE,
    OUTCOME,
    SAFETY,
    Instrument,
)
from fit_tracker.domain.people import RaterKind
from fit_tracker.instruments import Catalogue
from fit_tracker.progression.baseline import current_baseline
from fit_tracker.progression.reliable_change import reliable_change_index
from fit_tracker.progression.series_table import (
    Flags,
    Floats,
    Ints,
    ScoreRange,
    SeriesTable,
    from_codes,
)
from fit_tracker.progression.status import Reading
from fit_tracker.services.context import Context
from fit_tracker.store.database import Unit

NO_OUTCOME = [ALLIANCE, GROUP_ALLIANCE, GOAL, SAFETY]
KINDS = list(RaterKind)
EPOCH = date(1970, 1, 1)
COLUMNS = 8
DRIFT_DAYS = 91
"""A quarter: what drift is judged on."""


def scale_of(instrument: Instrument) -> ScoreRange:
    """Ends and direction: the scales that share them are learned together."""
    low, high = float(instrument.total_min), float(instrument.total_max)
    return ScoreRange(low, high, instrument.higher_is_better)


def key_of(scale: ScoreRange) -> str:
    """The scale as the database names it: "0:40:up"."""
    way = "up" if scale.higher_is_better else "down"
    return f"{scale.minimum:g}:{scale.maximum:g}:{way}"


def scale_from_key(key: str) -> ScoreRange:
    low, high, way = key.split(":")
    return ScoreRange(float(low), float(high), way == "up")


def group_of(instrument_id: str, kind: RaterKind) -> str:
    """Who rated with what, as the models tell series apart."""
    return f"{instrument_id}/{kind.value}"


def learned_scales(catalogue: Catalogue) -> dict[str, ScoreRange]:
    """The scales of the site's outcome instruments that can be learned at all."""
    scales = [scale_of(i) for i in catalogue.all() if i.measure == OUTCOME and i.reliability]
    return {key_of(scale): scale for scale in scales}


@dataclass(frozen=True)
class OneSeries:
    """One series as a model is asked about it; scores in the scale's own direction."""

    scale: str
    group: str
    limit: Decimal
    ordinary: Decimal | None
    sessions: tuple[int, ...]
    scores: tuple[Decimal, ...]


def one_series(
    readings: Sequence[Reading], kind: RaterKind, catalogue: Catalogue
) -> OneSeries | None:
    """None for a scale without reliability, and for a form given on unlike scales."""
    run = current_baseline(readings, catalogue)
    if run is None or run.limit is None:
        return None
    scales = {key_of(scale_of(catalogue.get(r.instrument_id))) for r in run.readings}
    if len(scales) > 1:
        return None
    # Of two ratings at one visit the later stands.
    at = {reading.visit_no: reading.score for reading in run.readings}
    group = group_of(run.instrument.instrument_id, kind)
    cut = ordinary_of(run.instrument)
    return OneSeries(scales.pop(), group, run.limit, cut, tuple(at), tuple(at.values()))


def limit_of(instrument: Instrument) -> Decimal | None:
    reliability = instrument.reliability
    return None if reliability is None else reliable_change_index(reliability)


def ordinary_of(instrument: Instrument) -> Decimal | None:
    """Where the scale's ordinary side begins."""
    return instrument.cut_off.value if instrument.cut_off else None


def many_series(found: Sequence[OneSeries], scale: ScoreRange) -> SeriesTable:
    """Series of one scale as one table, in the order given."""
    names = list(dict.fromkeys(one.group for one in found))
    length = [len(one.scores) for one in found]
    place = np.repeat(np.arange(len(found)), length)
    cuts = [np.nan if one.ordinary is None else float(one.ordinary) for one in found]
    return from_codes(
        place,
        np.array([names.index(one.group) for one in found])[place],
        tuple(names),
        np.array([float(one.limit) for one in found])[place],
        np.array([float(no) for one in found for no in one.sessions]),
        scale.upward(np.array([float(score) for one in found for score in one.scores])),
        place,
        scale.upward(np.array(cuts))[place],
    )


@dataclass(frozen=True)
class Learnable:
    """The series of one scale with two ratings or more, upwards for the better.

    `day` (since 1970-01-01) and `later` are one a rating, beside the table's own: `later` is
    true of a rating that was certainly not there when the model in question was trained.
    """

    scale: ScoreRange
    table: SeriesTable
    day: Ints
    later: Flags

    @property
    def first_on(self) -> date:
        return EPOCH + timedelta(days=int(self.day.min()))

    @property
    def last_on(self) -> date:
        return EPOCH + timedelta(days=int(self.day.max()))


def finished(ctx: Context, unit: Unit) -> dict[str, Learnable]:
    """What can be learned from: the courses that have ended, by scale."""
    return _read(ctx, unit, EPOCH, also_active=False, trained_at=ctx.clock())


def lately(ctx: Context, unit: Unit, trained_at: datetime) -> dict[str, Learnable]:
    """Every course with a visit in the last quarter, whole, by scale."""
    since = ctx.today() - timedelta(days=DRIFT_DAYS)
    return _read(ctx, unit, since, also_active=True, trained_at=trained_at)


def _read(
    ctx: Context, unit: Unit, since: date, *, also_active: bool, trained_at: datetime
) -> dict[str, Learnable]:
    known = ctx.instruments.all()
    rows = unit.rows(
        "models/ratings",
        also_active=also_active,
        since=since,
        trained_at=trained_at,
        outcome=OUTCOME,
        never=NO_OUTCOME,
        instrument_ids=[one.instrument_id for one in known],
        rater_kinds=[kind.value for kind in KINDS],
    )
    ratings = _Ratings(known, np.array(rows, dtype=float).reshape(-1, COLUMNS).T)
    return ratings.by_scale()


class _Ratings:
    """The columns of the query; instrument 0 is one that is no longer installed."""

    def __init__(self, known: Sequence[Instrument], columns: Floats) -> None:
        self.known = known
        self.course, self.series, self.visit, self.scale_no, self.kind = columns[:5].astype(int)
        self.score, self.day, self.later = columns[5], columns[6].astype(int), columns[7] > 0
        self.keys = ["", *(key_of(scale_of(i)) if i.reliability else "" for i in known)]
        last = np.flatnonzero(np.r_[self.series[1:] != self.series[:-1], True])
        self.last = last[self.series - 1]
        self.scale = self._place_of_scale()[self.scale_no]

    def _place_of_scale(self) -> Ints:
        """For each instrument the first with the same scale; 0 for what cannot be learned."""
        return np.array([self.keys.index(key) for key in self.keys])

    def by_scale(self) -> dict[str, Learnable]:
        keep = self._last_of_visit(self._current_baseline())
        keep &= np.bincount(self.series, keep, 1)[self.series] > 1
        of_series = self.scale[self.last]
        return {
            self.keys[place]: self._learnable(self.keys[place], keep & (of_series == place))
            for place in np.unique(of_series[keep])
        }

    def _current_baseline(self) -> Flags:
        """Since the form last changed; not where any of it is off one installed scale."""
        forms = {form: n for n, form in enumerate(dict.fromkeys(i.form for i in self.known))}
        form = np.array([-1, *(forms[i.form] for i in self.known)])[self.scale_no]
        begins = np.r_[True, (form[1:] != form[:-1]) | (self.series[1:] != self.series[:-1])]
        run = np.cumsum(begins[: len(form)])
        keep = run == run[self.last]
        odd = (keep & (self.scale != self.scale[self.last])) | (self.scale_no == 0)
        usable = np.bincount(self.series, odd, 1)[self.series] == 0
        return np.asarray(keep & usable & (self.scale[self.last] > 0))

    def _last_of_visit(self, keep: Flags) -> Flags:
        """Of two ratings at one visit the later stands."""
        same = (self.series[1:] == self.series[:-1]) & (self.visit[1:] == self.visit[:-1])
        return np.asarray(keep & ~np.r_[same & keep[1:], False][: len(keep)])

    def _learnable(self, key: str, keep: Flags) -> Learnable:
        last = self.scale_no[self.last][keep]
        codes, group = np.unique(last * (len(KINDS) + 1) + self.kind[keep], return_inverse=True)
        scale = scale_from_key(key)
        table = from_codes(
            self.course[keep],
            group.astype(np.int64),
            tuple(self._group(int(code)) for code in codes),
            self._numbers(limit_of)[last],
            self.visit[keep].astype(float),
            scale.upward(self.score[keep]),
            self.series[keep],
            scale.upward(self._numbers(ordinary_of)[last]),
        )
        return Learnable(scale, table, self.day[keep], self.later[keep])

    def _numbers(self, of: Callable[[Instrument], Decimal | None]) -> Floats:
        """A number of each instrument, by its place; NaN where it has none."""
        found = [None, *(of(one) for one in self.known)]
        return np.array([np.nan if one is None else float(one) for one in found])

    def _group(self, code: int) -> str:
        scale_no, kind = divmod(code, len(KINDS) + 1)
        return group_of(self.known[scale_no - 1].instrument_id, KINDS[kind - 1])
