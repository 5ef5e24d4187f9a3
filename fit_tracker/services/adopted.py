"""The adopted models, at hand: asked for at every assessment, read and parsed once.

A model never changes after training, so a parsed one is kept for the process; which ones are
adopted is one small query each time, so that an adoption counts from the next assessment on.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.errors import InvalidInput
from fit_tracker.instruments import Catalogue
from fit_tracker.progression.expected import (
    Expected,
    ExpectedModel,
    expected_course,
    expected_courses,
)
from fit_tracker.progression.status import Reading, SeriesKey
from fit_tracker.services.model_data import OneSeries, many_series, one_series
from fit_tracker.store.database import Unit

KEPT = 16

_parsed: dict[tuple[UUID, float], ExpectedModel] = {}
_writing = threading.Lock()


Outcome = Mapping[SeriesKey, Sequence[Reading]]


@dataclass(frozen=True)
class Adopted:
    """The models that speak, by the scale they were learned for."""

    models: Mapping[str, ExpectedModel]

    def of_course(
        self, outcome: Outcome, catalogue: Catalogue, until: int | None = None
    ) -> dict[SeriesKey, Expected]:
        """What the models say of each series of a course, as far as there is a model."""
        return {
            key: expected_course(
                self.models[one.scale],
                one.sessions,
                one.scores,
                one.group,
                one.limit,
                until,
                one.ordinary,
            )
            for key, one in self._spoken_of(outcome, catalogue).items()
        }

    def of_courses(
        self, outcomes: Sequence[Outcome], catalogue: Catalogue
    ) -> list[dict[SeriesKey, Expected]]:
        """The same of many courses in one go, without the bands ahead."""
        found: list[dict[SeriesKey, Expected]] = [{} for _ in outcomes]
        by_scale: dict[str, list[tuple[int, SeriesKey, OneSeries]]] = {}
        for place, outcome in enumerate(outcomes):
            for key, one in self._spoken_of(outcome, catalogue).items():
                by_scale.setdefault(one.scale, []).append((place, key, one))
        for scale, asked in by_scale.items():
            table = many_series([one for *_, one in asked], self.models[scale].scale)
            said = expected_courses(self.models[scale], table)
            for (place, key, _), expected in zip(asked, said, strict=True):
                found[place][key] = expected
        return found

    def _spoken_of(self, outcome: Outcome, catalogue: Catalogue) -> dict[SeriesKey, OneSeries]:
        if not self.models:
            return {}
        series = {
            key: one_series(given, key.rater_kind, catalogue) for key, given in outcome.items()
        }
        return {key: one for key, one in series.items() if one and one.scale in self.models}


NO_MODELS = Adopted({})


def adopted(unit: Unit) -> Adopted:
    """The models that speak now."""
    found = unit.rows("models/adopted")
    return Adopted({scale: parsed(unit, model_id, budget) for model_id, scale, budget in found})


def parsed(unit: Unit, model_id: UUID, budget: float) -> ExpectedModel:
    """The stored model with its alarm budget, which may have been chosen after training."""
    key = model_id, budget
    model = _parsed.get(key)
    if model is None:
        model = ExpectedModel.from_json(unit.value("models/body", model_id=model_id))
        model = model if model.budget == budget else _with_budget(model, budget)
        _keep(key, model)
    return model


def _with_budget(model: ExpectedModel, budget: float) -> ExpectedModel:
    """Only a budget that has been backtested can show its price."""
    known = [point.budget for point in model.quality.budget]
    if budget not in known:
        shares = ", ".join(f"{100 * one:g} %" for one in known)
        raise InvalidInput("Vælg en af disse andele: {known}.", known=shares)
    return model.with_budget(budget)


def _keep(key: tuple[UUID, float], model: ExpectedModel) -> None:
    with _writing:
        while len(_parsed) >= KEPT:
            del _parsed[next(iter(_parsed))]
        _parsed[key] = model
