"""The expected course: learned from a service's own finished courses, asked about one.

This module is the door to the learned model. `train` makes an `ExpectedModel` from a table of
finished courses, `expected_course` says what it means for one series, `foresee` the same for
many at once. The model holds coefficients, corrections and its backtest, and no course.

It conditions on everything rated so far, not on intake alone: part of what looks like
expected gain from a low start is regression to the mean.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import pairwise, takewhile
from typing import Any

import numpy as np

from fit_tracker.progression.backtest import quality_of, share_of
from fit_tracker.progression.calibration import (
    MEDIAN,
    NOMINAL,
    Corrections,
    alarm_score,
    band,
    corrections,
    leave_out,
    risks,
    running,
    threshold_for,
)
from fit_tracker.progression.expectation import (
    HORIZONS,
    MIN_COURSES,
    Band,
    Expected,
    TooFewCourses,
)
from fit_tracker.progression.features import Past, past_of
from fit_tracker.progression.growth import FixedEffects, GrowthFit
from fit_tracker.progression.layers import (
    MIN_GROUP,
    Layers,
    all_quantiles,
    ended,
    fit_layers,
    quantiles_at,
    risk_logits,
)
from fit_tracker.progression.quality import (
    BudgetPoint,
    Calibration,
    Coverage,
    Forecast,
    Quality,
    RiskBin,
    Rival,
    Share,
    WarningPower,
)
from fit_tracker.progression.series_table import (
    Flags,
    Floats,
    Ints,
    ScoreRange,
    SeriesTable,
    series_table,
)

__all__ = [
    "HORIZONS",
    "MIN_COURSES",
    "Band",
    "Expected",
    "ExpectedModel",
    "Foreseen",
    "Limits",
    "Quality",
    "ScoreRange",
    "SeriesTable",
    "TooFewCourses",
    "expected_course",
    "expected_courses",
    "finished",
    "foresee",
    "series_table",
    "train",
]

BUDGET = 0.10
TENTH = Decimal("0.1")
Told = Callable[[float, str], None]
Limits = tuple[Floats, Floats]


@dataclass(frozen=True)
class ExpectedModel:
    """A fitted model with its backtest. Immutable: another fit is another version.

    `version` is the day it was trained and the start of the hash of what it learned from.
    `threshold` is that of the alarm score at the chosen `budget`.
    """

    version: str
    trained_on: str
    scale: ScoreRange
    groups: tuple[str, ...]
    n_courses: int
    n_series: int
    n_ratings: int
    data_hash: str
    budget: float
    threshold: float
    layers: Layers
    corrections: Corrections
    quality: Quality

    @property
    def growth(self) -> GrowthFit:
        return self.layers.growth

    @property
    def horizons(self) -> tuple[int, ...]:
        """Visits ahead that the data carried."""
        return tuple(sorted(self.layers.bands))

    def with_budget(self, budget: float) -> ExpectedModel:
        """The same model with another of the budgets that were backtested."""
        point = self.quality.at(budget)
        if point is None:
            raise ValueError(f"budget {budget} was not backtested")
        return replace(self, budget=point.budget, threshold=point.threshold)

    def flag_record(self) -> Share:
        """How often a flag has been right at the chosen budget."""
        point = self.quality.at(self.budget)
        return share_of(0, 0) if point is None else point.ppv

    def to_json(self) -> str:
        # The order of keys carries that of the fixed effects.
        return json.dumps(_as_json(self))

    @staticmethod
    def from_json(text: str) -> ExpectedModel:
        return _from_json(json.loads(text))


def finished(table: SeriesTable) -> SeriesTable:
    """The series that teach something: two ratings or more."""
    return table.only(table.length >= 2)


def train(
    table: SeriesTable,
    scale: ScoreRange,
    trained_on: date,
    budget: float = BUDGET,
    progress: Told | None = None,
) -> ExpectedModel:
    """Learn from finished courses; raises TooFewCourses below MIN_COURSES.

    The same table gives the same model, to the last digit.
    """
    told: Told = progress or (lambda share, stage: None)
    table = finished(table)
    if table.n_courses < MIN_COURSES:
        raise TooFewCourses(table.n_courses)
    told(0.0, "leave_out")
    left = leave_out(table, scale, lambda share: told(0.8 * share, "leave_out"))
    learned = corrections(left, scale)
    layers = fit_layers(table, scale, told=lambda share: told(0.8 + 0.1 * share, "fit"))
    # A horizon that was too rare in some fold has no correction, and is not shown.
    kept = sorted(set(layers.bands) & set(learned.shifts))
    layers = replace(
        layers,
        bands={h: layers.bands[h] for h in kept},
        reach={h: layers.reach[h] for h in kept},
    )
    layers, groups = _without_rare(layers, table)
    told(0.9, "backtest")
    alarm = alarm_score(risks(left.logits, learned.stretch), left.table)
    quality = quality_of(left, scale, budget, learned)
    threshold = threshold_for(budget, alarm, left.table)
    told(1.0, "done")
    digest = data_hash(table)
    return ExpectedModel(
        f"{trained_on.isoformat()}-{digest[:8]}",
        trained_on.isoformat(),
        scale,
        groups,
        table.n_courses,
        table.n_series,
        table.n_ratings,
        digest,
        budget,
        threshold,
        layers,
        learned,
        quality,
    )


def _without_rare(layers: Layers, table: SeriesTable) -> tuple[Layers, tuple[str, ...]]:
    """The model without the groups it does not tell from its main one: whoever answers for
    few may be named, and `foresee` reads a name it does not know as the main group anyway."""
    sizes = np.bincount(table.group, minlength=len(table.groups))
    keep = [g for g, size in enumerate(sizes) if size >= MIN_GROUP or g == sizes.argmax()]
    fixed = FixedEffects(layers.fixed.names, layers.fixed.maps[keep])
    dummies = tuple(keep.index(g) for g in layers.dummies)
    return replace(layers, fixed=fixed, dummies=dummies), tuple(table.groups[g] for g in keep)


def data_hash(table: SeriesTable) -> str:
    """SHA-256 over everything learned from; names of courses do not enter."""
    digest = hashlib.sha256(",".join(table.groups).encode())
    series = (table.start, table.course, table.group, table.limit, table.ordinary)
    for part in (*series, table.session, table.score):
        digest.update(np.ascontiguousarray(part).tobytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Foreseen:
    """What the model says at each rating of a table, using only the series up to there.

    `risk` (2, rows): deteriorated, not_success. `alarm`: the alarm score. `over`: at or above
    the threshold. `standing`: over at this rating and the one before, which is a flag.
    """

    model: ExpectedModel
    table: SeriesTable
    past: Past
    risk: Floats
    alarm: Floats
    over: Flags
    standing: Flags

    def bands(self, horizon: int, rows: Flags | None = None) -> tuple[Floats, dict[int, Limits]]:
        """Median and the 50, 80 and 90 % limits `horizon` visits after each rating (or `rows`),
        scores counted upwards."""
        return bands_at(self.model, self.past if rows is None else self.past.only(rows), horizon)

    def bands_between(self, rows: Ints, ahead: Floats) -> Floats:
        """Median and limits (7, rows) so many visits after each rating, as `bands`.

        `ahead` need not be whole: between learned horizons the quantiles run straight in
        the logarithm of the distance; nearer than the first and beyond the last they stay.
        """
        known, place = np.unique(rows, return_inverse=True)
        past = self.past.only(known)
        horizons = self.model.horizons
        quantiles = all_quantiles(self.model.layers, past, horizons, self.model.scale)
        grid = np.array([
            _stacked(_corrected(self.model, found, h))
            for h, found in zip(horizons, quantiles, strict=True)
        ])  # fmt: skip
        steps = np.log(np.array(horizons, dtype=float))
        at = np.clip(np.log(np.maximum(ahead, 1.0)), steps[0], steps[-1])
        right = np.clip(np.searchsorted(steps, at), 1, max(len(steps) - 1, 1)) % len(steps)
        left = np.maximum(right - 1, 0)
        gap = np.maximum(steps[right] - steps[left], 1e-9)
        share = np.clip((at - steps[left]) / gap, 0.0, 1.0)
        return np.asarray((1 - share) * grid[left, :, place].T + share * grid[right, :, place].T)


def bands_at(model: ExpectedModel, past: Past, horizon: int) -> tuple[Floats, dict[int, Limits]]:
    """Median and corrected limits, inside the scale."""
    return _corrected(model, quantiles_at(model.layers, past, horizon, model.scale), horizon)


def _corrected(
    model: ExpectedModel, quantiles: Floats, horizon: int
) -> tuple[Floats, dict[int, Limits]]:
    scale = model.scale
    shifts = model.corrections.shifts[horizon]
    limits = {
        level: band(quantiles, level, shifts[place], scale) for place, level in enumerate(NOMINAL)
    }
    return np.clip(quantiles[MEDIAN], scale.minimum, scale.maximum), _nested(limits)


def _nested(limits: dict[int, Limits]) -> dict[int, Limits]:
    """Each band moved by its own correction may reach outside the next: widen that one."""
    for narrow, wide in pairwise(NOMINAL):
        (low, high), (far_low, far_high) = limits[narrow], limits[wide]
        limits[wide] = np.minimum(low, far_low), np.maximum(high, far_high)
    return limits


def _stacked(found: tuple[Floats, dict[int, Limits]]) -> Floats:
    median, limits = found
    return np.array([median, *(side for level in NOMINAL for side in limits[level])])


def foresee(model: ExpectedModel, table: SeriesTable) -> Foreseen:
    """What the model says at each rating of `table` (scores upwards, any groups)."""
    known = _with_model_groups(model, table)
    past = past_of(known, model.layers.growth, model.layers.fixed)
    risk = risks(risk_logits(model.layers, past, model.scale), model.corrections.stretch)
    alarm = alarm_score(risk, known)
    over = np.asarray(alarm >= model.threshold)
    standing = np.asarray(running(alarm, known) >= model.threshold)
    return Foreseen(model, known, past, risk, alarm, over, standing)


def _with_model_groups(model: ExpectedModel, table: SeriesTable) -> SeriesTable:
    """Groups numbered as in the model; one it has not met is read as its most common."""
    place = {name: number for number, name in enumerate(model.groups)}
    common = place.get(_common(model), 0)
    codes = np.array([place.get(name, common) for name in table.groups], dtype=np.int64)
    group = codes[table.group] if len(codes) else table.group
    return replace(table, group=group, groups=model.groups)


def _common(model: ExpectedModel) -> str:
    """The group without a column of its own whose level is the growth model's first."""
    base = model.layers.fixed.maps
    for number, name in enumerate(model.groups):
        if number not in model.layers.dummies and base[number][0].sum() == 1:
            return name
    return model.groups[0]


def expected_course(
    model: ExpectedModel,
    sessions: Sequence[Decimal | int],
    scores: Sequence[Decimal],
    group: str,
    limit: Decimal,
    until: int | None,
    ordinary: Decimal | None = None,
) -> Expected:
    """What the model says of one series, in the scale's own direction.

    `sessions` and `scores` in order, at least one; `until` is the planned last visit,
    `ordinary` the score at which the scale's ordinary side begins.
    """
    points = model.scale.upward(np.array([float(s) for s in scores]))
    at = [float(s) for s in sessions]
    cut = np.nan if ordinary is None else float(model.scale.upward(np.array(float(ordinary))))
    table = series_table([0] * len(at), [group] * len(at), float(limit), at, points, cut)
    found = foresee(model, table)
    if not model.horizons:
        return _said(found, np.array([]))[0]
    # Asked together what was expected of each rating after the first one, and what is
    # expected from the latest one on: asking costs more than the numbers do.
    visits, stops_at = _ahead(found, until)
    last = np.full(len(visits), found.table.n_ratings - 1)
    rows, ahead = _since_first(found.table)
    numbers = found.bands_between(np.r_[rows, last], np.r_[ahead, visits - found.table.session[-1]])
    said = _said(found, numbers[1, : len(rows)])[0]
    path = tuple(
        _band(model.scale, Decimal(int(visit)), [float(v) for v in column])
        for visit, column in zip(
            visits, _never_surer(model, numbers[:, len(rows) :]).T, strict=True
        )
    )
    return replace(said, path=path, stops_at=stops_at)


def expected_courses(model: ExpectedModel, table: SeriesTable) -> list[Expected]:
    """The same of every series of a table at once, without the bands ahead."""
    found = foresee(model, table)
    rows, ahead = _since_first(found.table)
    asked = model.horizons and len(rows)
    return _said(found, found.bands_between(rows, ahead)[1] if asked else np.array([]))


def _since_first(table: SeriesTable) -> tuple[Ints, Floats]:
    """For every rating but each series' first: that first one's row, and the visits since."""
    head = np.repeat(table.start[:-1], table.length)
    later = head != np.arange(table.n_ratings)
    return head[later], (table.session - table.session[head])[later]


def _said(found: Foreseen, low50: Floats) -> list[Expected]:
    """`low50`: the lower limit that was expected of every rating but the series' first."""
    model, record = found.model, found.model.flag_record()
    below = _below(found.table, low50)
    return [
        Expected(
            model_version=model.version,
            n_courses=model.n_courses,
            path=(),
            stops_at=None,
            risk_deteriorated=float(found.risk[0, end - 1]),
            risk_not_success=float(found.risk[1, end - 1]),
            threshold=model.threshold,
            over=_trailing(found.over[start:end]),
            below=_trailing(below[start:end]),
            ppv_hits=record.hits,
            ppv_n=record.n,
            ppv_low=record.low,
            ppv_high=record.high,
        )
        for start, end in pairwise(found.table.start)
    ]


def _trailing(flags: Flags) -> int:
    """How many at the end are true without a break."""
    return len(list(takewhile(bool, flags[::-1])))


def _below(table: SeriesTable, low50: Floats) -> Flags:
    """Ratings below the 50 % band that was expected of them after the series' first."""
    below = np.zeros(table.n_ratings, dtype=bool)
    if len(low50):
        later = np.setdiff1d(np.arange(table.n_ratings), table.start[:-1], assume_unique=True)
        below[later] = table.score[later] < low50
    return below


def _never_surer(model: ExpectedModel, numbers: Floats) -> Floats:
    """Half-widths that do not shrink along the way: each distance is learned by itself, and
    where few courses reached it a fan would otherwise close again further out."""
    steady = numbers.copy()
    for place in range(1, len(numbers)):
        apart = np.maximum.accumulate(np.abs(numbers[place] - numbers[0]))
        steady[place] = numbers[0] + (apart if place % 2 == 0 else -apart)
    return np.clip(steady, model.scale.minimum, model.scale.maximum)


def _ahead(found: Foreseen, until: int | None) -> tuple[Floats, int | None]:
    """The visits from the next to the planned end, or as far as the data carry."""
    now = int(found.table.session[-1])
    carried = now + found.model.horizons[-1]
    end = carried if until is None else max(min(until, carried), now + 1)
    visits = np.arange(now + 1, end + 1).astype(np.float64)
    return visits, carried if until is not None and until > carried else None


def _band(scale: ScoreRange, visit: Decimal, numbers: list[float]) -> Band:
    """One band in the scale's own direction, limits rounded outwards to tenths."""
    turned = [float(v) for v in scale.upward(np.array(numbers))]
    middle = Decimal(repr(turned[0])).quantize(TENTH, ROUND_HALF_EVEN)
    sides = []
    for place in (1, 3, 5):
        low, high = sorted(turned[place : place + 2])
        sides += [_tenth(low, ROUND_FLOOR), _tenth(high, ROUND_CEILING)]
    return Band(visit, middle, *sides)


def _tenth(value: float, how: str) -> Decimal:
    """To tenths outwards; the dust of binary fractions is swept away first."""
    return Decimal(repr(round(value, 6))).quantize(TENTH, how)


def ends(table: SeriesTable) -> tuple[Flags, Flags]:
    """How each series ended: reliably worse; without reliable gain."""
    return ended(table)


def _as_json(model: ExpectedModel) -> dict[str, Any]:
    layers = model.layers
    return {
        "format": 1,
        "version": model.version,
        "trained_on": model.trained_on,
        "scale": asdict(model.scale),
        "groups": list(model.groups),
        "n_courses": model.n_courses,
        "n_series": model.n_series,
        "n_ratings": model.n_ratings,
        "data_hash": model.data_hash,
        "budget": model.budget,
        "threshold": model.threshold if math.isfinite(model.threshold) else None,
        "growth": layers.growth.as_json(),
        "maps": layers.fixed.maps.tolist(),
        "dummies": list(layers.dummies),
        "bands": {str(h): coefficients.tolist() for h, coefficients in layers.bands.items()},
        "reach": {str(h): limits.tolist() for h, limits in layers.reach.items()},
        "risks": layers.risks.tolist(),
        "shifts": {str(h): shift.tolist() for h, shift in model.corrections.shifts.items()},
        "stretch": model.corrections.stretch.tolist(),
        "quality": asdict(model.quality)
        | {
            "budget": [
                asdict(p) | {"threshold": p.threshold if math.isfinite(p.threshold) else None}
                for p in model.quality.budget
            ]
        },
    }


def _from_json(data: dict[str, Any]) -> ExpectedModel:
    growth = GrowthFit.from_json(data["growth"])
    layers = Layers(
        growth,
        FixedEffects(growth.names, np.array(data["maps"])),
        tuple(data["dummies"]),
        {int(h): np.array(values) for h, values in data["bands"].items()},
        {int(h): np.array(values) for h, values in data["reach"].items()},
        np.array(data["risks"]),
    )
    shifts = {int(h): np.array(values) for h, values in data["shifts"].items()}
    return ExpectedModel(
        data["version"],
        data["trained_on"],
        ScoreRange(**data["scale"]),
        tuple(data["groups"]),
        data["n_courses"],
        data["n_series"],
        data["n_ratings"],
        data["data_hash"],
        data["budget"],
        _number(data["threshold"]),
        layers,
        Corrections(shifts, np.array(data["stretch"])),
        _quality(data["quality"]),
    )


def _number(value: float | None) -> float:
    """A threshold nothing reaches is infinite, which JSON cannot say."""
    return math.inf if value is None else value


def _quality(data: dict[str, Any]) -> Quality:
    def share(value: dict[str, Any]) -> Share:
        return Share(**value)

    def with_shares(kind: Any, rows: list[dict[str, Any]], *names: str) -> Any:
        return tuple(kind(**row | {name: share(row[name]) for name in names}) for row in rows)

    budget = [row | {"threshold": _number(row["threshold"])} for row in data["budget"]]
    return Quality(
        data["n_courses"],
        data["n_series"],
        with_shares(Coverage, data["bands"], "share"),
        with_shares(Forecast, data["forecasts"]),
        with_shares(WarningPower, data["warnings"], "sensitivity", "specificity", "ppv"),
        with_shares(BudgetPoint, budget, "false_alarms", "found", "found_deteriorated", "ppv"),
        with_shares(Rival, data["rivals"]),
        with_shares(RiskBin, data["risk_bins"], "share"),
        with_shares(Calibration, data["calibrations"]),
        data["noise_share"],
    )
