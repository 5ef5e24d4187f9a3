"""The life of a model: learned as a candidate, looked at, adopted, and one day retired.

Nobody waits for a page while one is learned: the ratings are read in one transaction,
learning holds none, and the candidate is stored in another. A flag keeps the version it was
raised under, so every version stays on record.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.progression.expected import MIN_COURSES, ExpectedModel, TooFewCourses, train
from fit_tracker.services import assess_many
from fit_tracker.services.adopted import parsed
from fit_tracker.services.assess_many import Reassessed
from fit_tracker.services.context import Context, audit
from fit_tracker.services.model_data import Learnable, finished, learned_scales
from fit_tracker.services.model_preview import Changes as Changes
from fit_tracker.services.model_preview import preview as preview
from fit_tracker.services.model_records import (
    ADOPTED,
    CANDIDATE,
    RETIRED,
    Version,
    in_use,
    metrics_of,
    version,
    versions,
)
from fit_tracker.services.model_status import ModelState as ModelState
from fit_tracker.services.model_status import status as status
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

DEFAULT_BUDGET = 0.10

Progress = Callable[[float, str], None]
_learning = threading.Lock()


@dataclass(frozen=True)
class Learned:
    """What came of one scale: a candidate, or how many courses are missing."""

    scale_key: str
    have: int
    needed: int
    model_id: UUID | None = None
    version: str | None = None
    metrics: dict[str, str] = field(default_factory=dict)


def learn(ctx: Context, actor: Actor, progress: Progress | None = None) -> list[Learned]:
    """Train a candidate for each scale with enough finished courses.

    An older candidate of the scale gives way; the adopted model speaks on until the
    candidate is adopted. Takes seconds to minutes; `progress` hears how far it is.
    """
    require(actor, Action.MANAGE_MODELS)
    with _alone():
        at = ctx.clock()
        tables, budgets = ctx.database.in_transaction(lambda unit: _read(ctx, unit))
        scales = dict.fromkeys([*learned_scales(ctx.instruments), *tables])
        found = []
        for place, key in enumerate(scales):
            tell = _part(progress, place, len(scales))
            model = _train(ctx, tables.get(key), budgets.get(key, DEFAULT_BUDGET), tell)
            found.append(_store(ctx, actor, at, key, tables.get(key), model))
    return found


@contextmanager
def _alone() -> Iterator[None]:
    """Training uses the whole machine, and of two candidates of a scale one must go."""
    if not _learning.acquire(blocking=False):
        raise Conflict("En model er ved at blive beregnet. Vent, til den er færdig.")
    try:
        yield
    finally:
        _learning.release()


def _read(ctx: Context, unit: Unit) -> tuple[dict[str, Learnable], dict[str, float]]:
    """The ratings, and for each scale the alarm budget that somebody has chosen."""
    chosen = [one for one in versions(unit) if one.state != RETIRED]
    order = sorted(chosen, key=lambda one: one.state == ADOPTED)
    return finished(ctx, unit), {one.scale_key: one.budget for one in order}


def _part(progress: Progress | None, place: int, of: int) -> Progress:
    def tell(share: float, text: str) -> None:
        if progress is not None:
            progress((place + share) / of, text)

    return tell


def _train(
    ctx: Context, data: Learnable | None, budget: float, tell: Progress
) -> ExpectedModel | TooFewCourses:
    if data is None:
        return TooFewCourses(0)
    try:
        return train(data.table, data.scale, ctx.today(), budget, tell)
    except TooFewCourses as answer:
        return answer


def _store(
    ctx: Context,
    actor: Actor,
    at: datetime,
    key: str,
    data: Learnable | None,
    found: ExpectedModel | TooFewCourses,
) -> Learned:
    """`at` is when the ratings were read: whatever came later was not learned from."""

    def work(unit: Unit) -> Learned:
        if isinstance(found, TooFewCourses) or data is None:
            have = data.table.n_courses if data else 0
            audit(ctx, unit, actor, "model_not_learned", detail=f"{key} {have}/{MIN_COURSES}")
            return Learned(key, have, MIN_COURSES)
        row = _row(ctx, actor, at, key, data, found)
        unit.execute("models/retire", scale_key=key, state=CANDIDATE, retired_at=ctx.clock())
        unit.execute("models/insert", **row)
        audit(ctx, unit, actor, "model_learned", detail=f"{key} {found.version}")
        return Learned(
            key, found.n_courses, MIN_COURSES, row["model_id"], found.version, metrics_of(found)
        )

    return ctx.database.in_transaction(work)


def _row(
    ctx: Context, actor: Actor, at: datetime, key: str, data: Learnable, model: ExpectedModel
) -> dict[str, Any]:
    return {
        "model_id": ctx.new_id(),
        "version": model.version,
        "scale_key": key,
        "trained_at": at,
        "trained_by": actor.user_id,
        "n_courses": model.n_courses,
        "n_series": model.n_series,
        "n_ratings": model.n_ratings,
        "first_on": data.first_on,
        "last_on": data.last_on,
        "data_hash": model.data_hash,
        "budget": model.budget,
        "metrics": json.dumps(metrics_of(model)),
        "body": model.to_json(),
    }


@dataclass(frozen=True)
class Adoption:
    """A version that speaks from now on, and what it did to the flags of courses in treatment."""

    version: str
    reassessed: Reassessed


def adopt(
    ctx: Context, actor: Actor, model_id: UUID, told: Callable[[float], None] = lambda share: None
) -> Adoption:
    """Let a candidate speak in place of the adopted model, and reassess what is in treatment.

    A flag that stands and would be raised by both keeps the version it was raised under.
    """
    require(actor, Action.MANAGE_MODELS)
    found = ctx.database.in_transaction(lambda unit: _adopt(ctx, unit, actor, model_id))
    return Adoption(found.version, assess_many.reassess_active(ctx, actor, told))


def _adopt(ctx: Context, unit: Unit, actor: Actor, model_id: UUID) -> Version:
    found = version(unit, model_id)
    if found.state != CANDIDATE:
        raise InvalidInput("Kun en ny model, der ikke er taget i brug før, kan tages i brug.")
    now = ctx.clock()
    unit.execute("models/retire", scale_key=found.scale_key, state=ADOPTED, retired_at=now)
    unit.execute("models/adopt", model_id=model_id, adopted_at=now, adopted_by=actor.user_id)
    audit(ctx, unit, actor, "model_adopted", detail=f"{found.scale_key} {found.version}")
    return found


def adopt_version(ctx: Context, actor: Actor, name: str) -> Adoption:
    """The same by the version's name, as a command has it."""
    require(actor, Action.MANAGE_MODELS)
    known = ctx.database.in_transaction(versions)
    waiting = [one for one in known if one.state == CANDIDATE]
    found = next((one for one in waiting if one.version == name), None)
    if found is None:
        raise NotFound(
            "Der er ingen ny model med navnet «{version}». Klar til at blive taget i brug: "
            "{known}.",
            version=name,
            known=", ".join(one.version for one in waiting) or "–",
        )
    return adopt(ctx, actor, found.model_id)


def set_budget(
    ctx: Context,
    actor: Actor,
    model_id: UUID,
    budget: float,
    told: Callable[[float], None] = lambda share: None,
) -> Reassessed:
    """Choose another alarm budget: fewer false alarms and fewer found, or more of both.

    For the adopted model what is in treatment is reassessed; a candidate only carries the
    choice until it is adopted.
    """
    require(actor, Action.SET_ALARM_BUDGET)
    found = ctx.database.in_transaction(
        lambda unit: _set_budget(ctx, unit, actor, model_id, budget)
    )
    if found.state != ADOPTED:
        return Reassessed(0, 0, 0)
    return assess_many.reassess_active(ctx, actor, told)


def _set_budget(ctx: Context, unit: Unit, actor: Actor, model_id: UUID, budget: float) -> Version:
    found = in_use(unit, model_id)
    # Refused here, rather than at the next visit, when it has not been backtested.
    metrics = json.dumps(metrics_of(parsed(unit, model_id, budget)))
    unit.execute("models/set_budget", model_id=model_id, budget=budget, metrics=metrics)
    audit(ctx, unit, actor, "alarm_budget_set", detail=f"{found.version} {budget}")
    return found
