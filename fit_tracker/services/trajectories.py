"""What analysts do about expected courses with tables and no database: fit, assess, simulate."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from fit_tracker.errors import InvalidInput
from fit_tracker.exchange.table import Problem
from fit_tracker.exchange.trajectory_files import (
    RatingsFile,
    bands_csv,
    flags_csv,
    read_ratings,
    table_csv,
)
from fit_tracker.progression.calibration import running
from fit_tracker.progression.expectation import TooFewCourses
from fit_tracker.progression.expected import ExpectedModel as ExpectedModel
from fit_tracker.progression.expected import Foreseen, foresee, train
from fit_tracker.progression.growth import (
    FixedEffects,
    GrowthFit,
    basic_effects,
    fit_growth,
    group_effects,
)
from fit_tracker.progression.layers import exceeds
from fit_tracker.progression.moments import from_columns
from fit_tracker.progression.quality import SMALLEST
from fit_tracker.progression.series_table import Floats, Ints, ScoreRange, SeriesTable, series_table
from fit_tracker.progression.simulate import simulate
from fit_tracker.store.analysis import growth_moments

TARGETS = {"next": 1, "plus5": 5}


@dataclass(frozen=True)
class AnalystScale:
    """What the command line says of the scale: ends, direction, reliable-change limit."""

    minimum: float = 0.0
    maximum: float = 40.0
    higher_is_better: bool = True
    rci: float = 5.0

    def __post_init__(self) -> None:
        if self.minimum >= self.maximum:
            raise InvalidInput("--min skal være mindre end --max.")
        if self.rci < 0:
            raise InvalidInput("--rci kan ikke være mindre end 0.")

    @property
    def range(self) -> ScoreRange:
        return ScoreRange(self.minimum, self.maximum, self.higher_is_better)


@dataclass(frozen=True)
class Fitted:
    """The model file, what to print of it, or the rows that stand in its way.

    `too_few` and `outside` say why the file holds no model for `assess`: too few courses, or
    scores outside a scale that was only presumed.
    """

    body: bytes
    growth: GrowthFit | None
    model: ExpectedModel | None
    too_few: TooFewCourses | None
    outside: bool
    problems: Sequence[Problem]


def fit_file(
    filename: str,
    data: bytes,
    method: str,
    basic: bool,
    scale: AnalystScale,
    stated: bool,
    today: date,
) -> Fitted:
    """Fit the growth model and, unless `basic`, the whole model that `assess` takes.

    A scale that was not `stated` is only presumed: scores outside it are no mistake, and
    then there is a growth model but nothing for `assess`.
    """
    presumed = basic or not stated
    file = read_ratings(filename, data, None if presumed else scale.range, scale.rci)
    if file.problems:
        return Fitted(b"", None, None, None, False, file.problems)
    # The growth model in the scale's own direction, the rest upwards for the better.
    turned = replace(file.table, score=scale.range.upward(file.table.score))
    own, upward = (file.table, turned) if presumed else (turned, file.table)
    growth = growth_of(own, method, basic)
    body: dict[str, Any] = growth.as_json()
    model, too_few = None, None
    outside = own.score.min() < scale.minimum or own.score.max() > scale.maximum
    if not (basic or outside):
        body["scale"] = vars(scale)
        try:
            model = train(upward, scale.range, today)
            body["model"] = json.loads(model.to_json())
        except TooFewCourses as error:
            too_few = error
            body["too_few"] = error.have
    text = json.dumps(body, indent=1, ensure_ascii=False)
    return Fitted(text.encode(), growth, model, too_few, bool(outside), ())


def growth_of(table: SeriesTable, method: str, basic: bool) -> GrowthFit:
    """The growth model from sufficient statistics that one pass of SQL collects.

    `basic` is intercept and slope for everybody; else each informant has its own, and the
    square of log(session) is added where a course is long enough to show it. An informant in
    fewer than SMALLEST courses shares the first's: a level and a slope of its own would be
    one person's ratings, under that person's name.
    """
    own, level = _own_levels(table)
    bend = not basic and int(table.length.max(initial=0)) > 2
    ratings: dict[str, Floats] = {
        "series": table.series_of.astype(float),
        "level": np.zeros(table.n_ratings) if basic else level[table.series_of],
        "session_no": table.session,
        "score": table.score,
    }
    columns, centre = growth_moments(ratings, bend=bend)
    return fit_growth(from_columns(columns, centre), method, _effects(own, basic, bend))


def _effects(groups: tuple[str, ...], basic: bool, bend: bool) -> FixedEffects:
    functions = 3 if bend else 2
    return basic_effects(functions) if basic else group_effects(groups, functions)


def _own_levels(table: SeriesTable) -> tuple[tuple[str, ...], Floats]:
    """The informants with a level of their own, and which of these each series has."""
    sizes = np.bincount(table.group, minlength=len(table.groups))
    own = [g for g, size in enumerate(sizes) if size >= SMALLEST] or [0]
    place = np.array([own.index(g) if g in own else 0 for g in range(len(sizes))], dtype=float)
    return tuple(table.groups[g] for g in own if g < len(table.groups)), place[table.group]


@dataclass(frozen=True)
class AssessedFile:
    """The two tables, or the rows that stand in their way. `model` None: norm-free flags."""

    flags: bytes
    bands: bytes
    model: ExpectedModel | None
    too_few: TooFewCourses | None
    courses: int
    flagged: int
    problems: Sequence[Problem]


def model_in(
    data: bytes, filename: str
) -> tuple[ExpectedModel | None, TooFewCourses | None, AnalystScale]:
    """The model of a file that `fit` wrote, or why it holds none, and its scale."""
    try:
        found = json.loads(data)
        scale = AnalystScale(**found["scale"])
        if "too_few" in found:
            return None, TooFewCourses(int(found["too_few"])), scale
        model = ExpectedModel.from_json(json.dumps(found["model"]))
        _try(model, scale)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise InvalidInput(
            "{file} er ikke en model fra «fit», eller den er lavet med --basic.", file=filename
        ) from None
    return model, None, scale


def _try(model: ExpectedModel, scale: AnalystScale) -> None:
    """A file that was changed by hand fails here, and not half-way through the ratings."""
    if model.scale != scale.range:
        raise ValueError("two scales")
    one = series_table([0, 0], ["-", "-"], scale.rci, [1.0, 2.0], [scale.minimum, scale.maximum])
    found = foresee(model, one)
    numbers = [found.alarm] + [limits[80][0] for _, limits in map(found.bands, model.horizons)]
    if not np.isfinite(np.concatenate(numbers)).all():
        raise ValueError("not numbers")


def train_on(
    filename: str, data: bytes, scale: AnalystScale, today: date
) -> tuple[ExpectedModel | None, TooFewCourses | None, Sequence[Problem]]:
    """A model from a table of finished courses."""
    file = read_ratings(filename, data, scale.range, scale.rci)
    if file.problems:
        return None, None, file.problems
    try:
        return train(file.table, scale.range, today), None, ()
    except TooFewCourses as error:
        return None, error, ()


def assess_file(
    filename: str,
    data: bytes,
    model: ExpectedModel | None,
    too_few: TooFewCourses | None,
    scale: AnalystScale,
    landmarks: Sequence[int],
) -> AssessedFile:
    """Flags for every rating and bands at every landmark, each from what was known then."""
    file = read_ratings(filename, data, scale.range, scale.rci)
    if file.problems:
        return AssessedFile(b"", b"", model, too_few, 0, 0, file.problems)
    if model is None:
        flag, reason = _norm_free(file.table)
        flags = flags_csv(file, flag.tolist(), reason, None)
        return _assessed(file, flags, bands_csv([]), None, too_few, flag)
    found = foresee(model, file.table)
    flags = flags_csv(file, found.over.astype(int).tolist(), _reasons(found), found.risk)
    bands = bands_csv(_bands(file, found, landmarks))
    return _assessed(file, flags, bands, model, None, found.over.astype(np.int64))


def _assessed(
    file: RatingsFile,
    flags: bytes,
    bands: bytes,
    model: ExpectedModel | None,
    too_few: TooFewCourses | None,
    flag: Ints,
) -> AssessedFile:
    twice = running(flag.astype(float), file.table) > 0
    flagged = int(np.logical_or.reduceat(twice, file.table.start[:-1]).sum())
    return AssessedFile(flags, bands, model, too_few, file.table.n_series, flagged, ())


def _norm_free(table: SeriesTable) -> tuple[Ints, list[str]]:
    """Without a model: reliably worse than the first rating, and for how long."""
    first = np.repeat(table.score[table.start[:-1]], table.length)
    worse = exceeds(first - table.score, table.limit[table.series_of])
    twice = running(worse.astype(float), table) > 0
    names = np.where(twice, "worsening_persists", np.where(worse, "worse_once", ""))
    return worse.astype(np.int64), [str(name) for name in names]


def _reasons(found: Foreseen) -> list[str]:
    names = np.where(
        found.standing, "expected_risk", np.where(found.over, "expected_risk_once", "")
    )
    return [str(name) for name in names]


def _bands(
    file: RatingsFile, found: Foreseen, landmarks: Sequence[int]
) -> list[tuple[object, ...]]:
    """A row for each series that has a rating by the landmark, in the scale's own direction.

    Counted from the landmark, also where the latest rating is older. A target further off
    than any finished course reached has no row.
    """
    rows: list[tuple[object, ...]] = []
    for landmark in landmarks:
        series, row = _latest(file.table, landmark)
        if not len(row):
            continue
        for target, ahead in TARGETS.items():
            if not found.model.horizons or ahead > found.model.horizons[-1]:
                continue
            numbers = found.bands_between(row, landmark + ahead - file.table.session[row])
            rows += _band_rows(file, found.model.scale, series, landmark, target, numbers)
    return rows


def _latest(table: SeriesTable, landmark: int) -> tuple[Ints, Ints]:
    """For each series with a rating by the landmark: its number and that rating's row."""
    by_then = table.session <= landmark
    count = np.add.reduceat(by_then, table.start[:-1])
    series = np.flatnonzero(count)
    return series, table.start[:-1][series] + count[series] - 1


def _band_rows(
    file: RatingsFile,
    scale: ScoreRange,
    series: Ints,
    landmark: int,
    target: str,
    numbers: Floats,
) -> list[tuple[object, ...]]:
    turned = np.round(scale.upward(numbers), 4)
    low = np.minimum(turned[1::2], turned[2::2])
    high = np.maximum(turned[1::2], turned[2::2])
    return [
        (
            file.episode[s], file.informant[s], landmark, target,
            low[0, i], high[0, i], low[1, i], high[1, i], low[2, i], high[2, i], turned[0, i],
        )
        for i, s in enumerate(series)
    ]  # fmt: skip


def simulated_files(scenario: str, episodes: int, seed: int) -> dict[str, bytes]:
    """ratings.csv as services have it, and truth.csv, which no service has."""
    made = simulate(scenario, episodes, seed)
    score = ["" if np.isnan(value) else f"{value:.1f}" for value in made.score]
    keys = [made.episode_id.tolist(), made.informant_name.tolist(), made.session.tolist()]
    return {
        "ratings.csv": table_csv(
            ("episode_id", "informant", "session_no", "score"), [*keys, score]
        ),
        "truth.csv": table_csv(
            ("episode_id", "informant", "session_no", "true_score", "ended_on", "true_class"),
            [
                *keys,
                np.round(made.true_score, 3).tolist(),
                made.ended_on.tolist(),
                made.true_class.tolist(),
            ],
        ),
    }
