"""Assessments as JSON, so that what was said at the time can be stored and read again."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from fit_tracker.domain.people import RaterKind
from fit_tracker.progression.assessment import (
    Assessment,
    FamilyAssessment,
    FamilyStatus,
    SeriesKey,
    Status,
)
from fit_tracker.progression.expectation import Band, Expected
from fit_tracker.progression.jacobson_truax import ChangeClass
from fit_tracker.progression.reason import Reason, ReasonCode
from fit_tracker.progression.reliable_change import Direction
from fit_tracker.progression.trend import Trend

_EXACT = ("first", "last", "change", "limit", "alliance_last")
_TREND_EXACT = ("slope", "standard_error", "index")


def to_json(assessment: Assessment | FamilyAssessment) -> str:
    """Decimals and ids become text: a JSON number is a float to most who read it."""
    return json.dumps(asdict(assessment), default=str, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Assessment:
    """The assessment that `to_json` wrote, equal to it; also before there were models."""
    data: dict[str, Any] = json.loads(text)
    kind = data["change_class"]
    return Assessment(
        **data
        | {name: _decimal(data[name]) for name in _EXACT}
        | {
            "status": Status(data["status"]),
            "reasons": tuple(_reason(reason) for reason in data["reasons"]),
            "change_class": None if kind is None else ChangeClass(kind),
            "trend": _trend(data["trend"]),
            "expected": _expected(data.get("expected")),
        }
    )


def family_from_json(text: str) -> FamilyAssessment:
    """The family's assessment that `to_json` wrote, equal to it."""
    data: dict[str, Any] = json.loads(text)
    reasons = tuple((_series_key(key), _reason(reason)) for key, reason in data["reasons"])
    return FamilyAssessment(
        FamilyStatus(data["status"]), data["needs_attention"], reasons, data["rule_version"]
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _reason(data: dict[str, Any]) -> Reason:
    return Reason(ReasonCode(data["code"]), dict(data["numbers"]))


def _trend(data: dict[str, Any] | None) -> Trend | None:
    if data is None:
        return None
    exact = {name: Decimal(data[name]) for name in _TREND_EXACT}
    return Trend(**data | exact | {"direction": Direction(data["direction"])})


def _expected(data: dict[str, Any] | None) -> Expected | None:
    if data is None:
        return None
    bands = ({name: Decimal(value) for name, value in band.items()} for band in data["path"])
    return Expected(**data | {"path": tuple(Band(**band) for band in bands)})


def _series_key(data: dict[str, str]) -> SeriesKey:
    return SeriesKey(
        UUID(data["member_id"]), RaterKind(data["rater_kind"]), UUID(data["rater_member_id"])
    )
