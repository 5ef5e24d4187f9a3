"""Courses whose truth is known, for docs/methods.md and the tests.

    true(t) = level + slope g(t) + walk(t),    rating(t) = true(t) + noise

on the 0-40 scale, g(t) = log(t), or for a late responder log(t - 5) from visit 7. Ratings
are rounded to tenths and cut off at the scale's ends. Each part is drawn from a stream of
its own, and the same scenario, number and seed give the same courses (with the same numpy).

When not to use it: as evidence about families. It shows what a method can do when the
world is as told, and how it fails when it is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fit_tracker.errors import InvalidInput
from fit_tracker.progression.jacobson_truax import ChangeClass
from fit_tracker.progression.scenarios import LATE_UNTIL, Scenario, scenario_named
from fit_tracker.progression.series_table import Flags, Floats, Ints, SeriesTable, from_codes

LOWEST, HIGHEST = 0.0, 40.0
FEWEST, MOST = 2, 25
LIMIT = 5.0
"""The reliable change limit that the true classes and most examples go by, in points."""
WORSE, BETTER = -4.0, 7.0
"""A true change at which somebody may leave because it does not help, or because it has."""
INFORMANTS = ("mother", "child", "father")


@dataclass(frozen=True)
class Simulated:
    """One row a visit and rater, sorted by episode, informant and session.

    `score` is NaN where the rating was not filled in; `true_score` is the score without
    noise, on the scale. `ended_on` is the course's last session, and `true_class` says
    what became of the true score from its first session to that, by `LIMIT`.
    """

    scenario: str
    seed: int
    episode: Ints
    informant: Ints
    session: Ints
    score: Floats
    true_score: Floats

    @cached_property
    def heads(self) -> Ints:
        """The first row of each series; the last is the row before the next one's."""
        new = (np.diff(self.episode) != 0) | (np.diff(self.informant) != 0)
        return np.flatnonzero(np.r_[True, new]).astype(np.int64)

    @property
    def ends(self) -> Ints:
        return np.asarray(np.r_[self.heads[1:], len(self.episode)] - 1, dtype=np.int64)

    @property
    def episode_id(self) -> NDArray[np.str_]:
        """S000001 and on, one a row."""
        count = int(self.episode[-1]) + 1
        width = max(6, len(str(count)))
        return np.array([f"S{number:0{width}d}" for number in range(1, count + 1)])[self.episode]

    @property
    def informant_name(self) -> NDArray[np.str_]:
        return np.array(INFORMANTS)[self.informant]

    @property
    def ended_on(self) -> Ints:
        return np.asarray(self._spread(self.session[self.ends]))

    @property
    def true_class(self) -> NDArray[np.str_]:
        """improved, unchanged or deteriorated, one a row; equal to the limit is unchanged."""
        change = np.round(self.true_score[self.ends] - self.true_score[self.heads], 9)
        names = np.full(len(change), ChangeClass.UNCHANGED.value, dtype=object)
        names[change > LIMIT] = ChangeClass.IMPROVED.value
        names[change < -LIMIT] = ChangeClass.DETERIORATED.value
        return np.asarray(self._spread(names.astype(str)))

    def _spread(self, values: NDArray[Any]) -> NDArray[Any]:
        return np.repeat(values, self.ends - self.heads + 1)

    def table(self, limit: float = LIMIT) -> SeriesTable:
        """The ratings that were filled in, as models take them."""
        here = ~np.isnan(self.score)
        limits = np.full(int(here.sum()), limit)
        series = self.episode * len(INFORMANTS) + self.informant
        course, group, session = self.episode[here], self.informant[here], self.session[here]
        return from_codes(
            course,
            group,
            INFORMANTS,
            limits,
            session.astype(np.float64),
            self.score[here],
            series[here],
        )


def simulate(scenario: str, episodes: int, seed: int) -> Simulated:
    """`episodes` courses of a scenario. Raises InvalidInput for an unknown one."""
    world = scenario_named(scenario)
    if episodes < 1:
        raise InvalidInput("Antallet af forløb skal være mindst 1.")
    if seed < 0:
        raise InvalidInput("Frøet (seed) skal være 0 eller højere.")
    streams = [np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(6)]
    shared = _shared_course(world, episodes, streams[0], streams[1])
    visits = _visits(world, shared, streams[2])
    members, owner, number = _raters(world, episodes, streams[3])
    latent = shared[owner] + _own_view(world, members, streams[3])
    rated = _rated(world, latent, streams[4])
    gone = streams[5].random(latent.shape) < _missing(world, shared)[owner]
    shown = np.arange(MOST) < visits[owner, None]
    score = np.where(gone, np.nan, rated)
    row, visit = np.nonzero(shown)
    true = np.clip(latent[shown], LOWEST, HIGHEST)
    return Simulated(scenario, seed, owner[row], number[row], visit + 1, score[shown], true)


def _standard(rng: np.random.Generator, skew: float, shape: tuple[int, ...]) -> Floats:
    """Mean 0, SD 1 and the skewness asked for: normal, or a shifted gamma."""
    if skew == 0:
        return rng.standard_normal(shape)
    k = 4 / skew**2
    return np.asarray(np.sign(skew) * (rng.gamma(k, size=shape) - k) / np.sqrt(k))


def _shared_course(
    world: Scenario, n: int, rng: np.random.Generator, walker: np.random.Generator
) -> Floats:
    """What all raters of a course see alike, (n, 25): level, growth and walk."""
    level = rng.standard_normal(n)
    spread = np.sqrt(1 - world.correlation**2) * _standard(rng, world.slope_skew, (n,))
    slope = world.slope_sd * (world.correlation * level + spread)
    late = rng.random(n) < world.late_share
    slope += np.where(late, world.late_slope, world.slope_mean)
    growth = slope[:, None] * _growth(late)
    start = world.intake_mean + world.intake_sd * level
    return np.asarray(start[:, None] + growth + _walk(world, n, walker))


def _growth(late: Flags) -> Floats:
    visit = np.arange(1, MOST + 1)
    after = np.log(np.maximum(visit - LATE_UNTIL + 1, 1))
    return np.where(late[:, None], after, np.log(visit))


def _walk(world: Scenario, n: int, rng: np.random.Generator) -> Floats:
    """0 at the first visit; each visit keeps `walk_keep` of the last and adds a step."""
    walk = np.zeros((n, MOST))
    if world.walk_sd:
        steps = world.walk_sd * rng.standard_normal((n, MOST))
        for visit in range(1, MOST):
            walk[:, visit] = world.walk_keep * walk[:, visit - 1] + steps[:, visit]
    return walk


def _visits(world: Scenario, shared: Floats, rng: np.random.Generator) -> Ints:
    """Visits of each course: drawn blindly, cut short where the true change makes one leave."""
    extra = rng.poisson(rng.gamma(3.0, (world.visits_mean - FEWEST) / 3.0, len(shared)))
    planned = np.clip(FEWEST + extra, FEWEST, MOST)
    change = shared - shared[:, :1]
    chance = world.leave_worse * (change < WORSE) + world.leave_better * (change > BETTER)
    leaves = rng.random(shared.shape) < chance
    leaves[:, : FEWEST - 1] = False
    leaves[:, -1] = True
    return np.asarray(np.minimum(planned, leaves.argmax(axis=1) + 1), dtype=np.int64)


def _raters(world: Scenario, n: int, rng: np.random.Generator) -> tuple[int, Ints, Ints]:
    """How many series, the course of each, and which rater it is."""
    count = 1 + rng.choice(len(world.informants), n, p=world.informants)
    owner = np.repeat(np.arange(n), count)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return len(owner), owner.astype(np.int64), number.astype(np.int64)


def _own_view(world: Scenario, series: int, rng: np.random.Generator) -> Floats:
    """What one rater sees otherwise than the others of the course."""
    level, slope = rng.standard_normal((2, series, 1))
    time = np.log(np.arange(1, MOST + 1))
    return np.asarray(world.informant_sd * level + world.informant_slope_sd * slope * time)


def _rated(world: Scenario, latent: Floats, rng: np.random.Generator) -> Floats:
    noise = world.noise_sd * _standard(rng, world.noise_skew, latent.shape)
    return np.clip(np.round(latent + noise, 1), LOWEST, HIGHEST)


def _missing(world: Scenario, shared: Floats) -> Floats:
    """The chance that a rating is not filled in; never the first, which opens the course."""
    chance = world.missing + world.missing_worse * (shared - shared[:, :1] < WORSE)
    chance[:, 0] = 0
    return np.asarray(chance)
