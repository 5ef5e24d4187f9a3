"""The versions on record: which was learned when, from what, and which one speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fit_tracker.errors import InvalidInput, NotFound
from fit_tracker.progression.expected import ExpectedModel
from fit_tracker.progression.quality import Quality
from fit_tracker.store.database import Unit

CANDIDATE, ADOPTED, RETIRED = "candidate", "adopted", "retired"


@dataclass(frozen=True)
class Version:
    """One version without its body. Times are UTC; people are named by their account.

    `metrics`: a few shares of the backtest as text ("0.803"); what could not be said is
    left out.
    """

    model_id: UUID
    version: str
    scale_key: str
    state: str
    trained_at: datetime
    trained_by: str | None
    n_courses: int
    n_series: int
    n_ratings: int
    first_on: date
    last_on: date
    data_hash: str
    budget: float
    metrics: dict[str, str]
    adopted_at: datetime | None
    adopted_by: str | None
    retired_at: datetime | None


def versions(unit: Unit) -> list[Version]:
    """Every version of every scale, newest first."""
    return unit.all(Version, "models/versions")


def version(unit: Unit, model_id: UUID) -> Version:
    found = [one for one in versions(unit) if one.model_id == model_id]
    if not found:
        raise NotFound("Modellen findes ikke længere. Hent siden igen.")
    return found[0]


def in_use(unit: Unit, model_id: UUID) -> Version:
    """The version, which waits or speaks; one taken out of use is refused."""
    found = version(unit, model_id)
    if found.state == RETIRED:
        raise InvalidInput("Modellen er taget ud af brug. Hent siden igen.")
    return found


def in_state(found: Iterable[Version], scale_key: str, state: str) -> Version | None:
    """The newest version of the scale in this state; there is one candidate or adopted at most."""
    return next((o for o in found if (o.scale_key, o.state) == (scale_key, state)), None)


def metrics_of(model: ExpectedModel) -> dict[str, str]:
    """What the list of versions tells of a model's backtest."""
    shares = _shares(model.quality, model.budget)
    return {key: f"{value:.3f}" for key, value in shares.items() if value is not None}


def _shares(quality: Quality, budget: float) -> dict[str, float | None]:
    next_80 = [b.share.value for b in quality.bands if _is_next_80(b.target, b.level, b.visit)]
    point = quality.at(budget)
    found = {"coverage_80": next_80[0] if next_80 else None}
    if point is not None:
        found |= {
            "found": point.found.value,
            "false_alarms": point.false_alarms.value,
            "ppv": point.ppv.value,
        }
    for rival in quality.rivals:
        if rival.name == "model":
            found[f"auroc_{rival.outcome}"] = rival.auroc
    return found


def _is_next_80(target: str, level: int, visit: int | None) -> bool:
    return target == "next" and level == 80 and visit is None
