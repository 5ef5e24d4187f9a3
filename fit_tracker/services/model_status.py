"""How the models stand: which speaks, which waits, how near the next is, and whether the
adopted one still fits what is rated now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fit_tracker.domain.people import Actor
from fit_tracker.progression.expected import MIN_COURSES, ExpectedModel, ScoreRange
from fit_tracker.progression.status import Reading, SeriesKey
from fit_tracker.services.adopted import Adopted, parsed
from fit_tracker.services.context import Context
from fit_tracker.services.model_data import (
    Learnable,
    finished,
    learned_scales,
    one_series,
    scale_from_key,
)
from fit_tracker.services.model_drift import Drift, drift_of
from fit_tracker.services.model_records import (
    ADOPTED,
    CANDIDATE,
    Version,
    in_state,
    versions,
)
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class ModelState:
    """One scale. `have` of the `needed` finished courses are there now; the models carry
    their backtest; `history` is every version, newest first, those two among them."""

    scale_key: str
    scale: ScoreRange
    have: int
    needed: int
    adopted: Version | None
    adopted_model: ExpectedModel | None
    candidate: Version | None
    candidate_model: ExpectedModel | None
    history: tuple[Version, ...]
    drift: Drift | None


def status(ctx: Context, actor: Actor) -> list[ModelState]:
    """Every scale that can be learned or has been, those with most courses first."""
    require(actor, Action.SEE_MODELS)

    def work(unit: Unit) -> list[ModelState]:
        found, tables = versions(unit), finished(ctx, unit)
        keys = dict.fromkeys(
            [*learned_scales(ctx.instruments), *tables, *(one.scale_key for one in found)]
        )
        states = [_state(ctx, unit, key, tables.get(key), found) for key in keys]
        return sorted(states, key=lambda state: -state.have)

    return ctx.database.in_transaction(work)


def _state(
    ctx: Context, unit: Unit, key: str, data: Learnable | None, found: list[Version]
) -> ModelState:
    speaks, waits = in_state(found, key, ADOPTED), in_state(found, key, CANDIDATE)
    model = _model(unit, speaks)
    return ModelState(
        scale_key=key,
        scale=scale_from_key(key),
        have=data.table.n_courses if data else 0,
        needed=MIN_COURSES,
        adopted=speaks,
        adopted_model=model,
        candidate=waits,
        candidate_model=_model(unit, waits),
        history=tuple(one for one in found if one.scale_key == key),
        drift=drift_of(ctx, unit, key, model, speaks.trained_at) if model and speaks else None,
    )


def _model(unit: Unit, found: Version | None) -> ExpectedModel | None:
    return None if found is None else parsed(unit, found.model_id, found.budget)


class Missing(NamedTuple):
    """Finished courses there are and must be. As many as needed, or more: a model can be
    learned, and has not been adopted yet."""

    have: int
    needed: int


_counted: dict[Path, tuple[int, Mapping[str, int]]] = {}


def missing(
    ctx: Context,
    unit: Unit,
    models: Adopted,
    outcome: Mapping[SeriesKey, list[Reading]],
) -> Missing | None:
    """How near a model is for these series; None when one speaks for each that could have it.

    Of several scales without a model the one with fewest courses.
    """
    found = (one_series(given, key.rater_kind, ctx.instruments) for key, given in outcome.items())
    scales = {one.scale for one in found if one is not None and one.scale not in models.models}
    return _fewest(ctx, unit, scales) if scales else None


def _fewest(ctx: Context, unit: Unit, scales: Iterable[str]) -> Missing:
    counts = _courses(ctx, unit)
    return Missing(min(counts.get(scale, 0) for scale in scales), MIN_COURSES)


def _courses(ctx: Context, unit: Unit) -> Mapping[str, int]:
    """Finished courses by scale, counted again only when ended episodes hold other ratings:
    every family page without a model asks."""
    ratings = unit.value("models/ended_ratings")
    known = _counted.get(ctx.database.path)
    if known is None or known[0] != ratings:
        tables = finished(ctx, unit)
        known = ratings, {key: data.table.n_courses for key, data in tables.items()}
        _counted[ctx.database.path] = known
    return known[1]
