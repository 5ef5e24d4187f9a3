"""Responses as lists show them: the row, why it was raised, and the steps so far."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from fit_tracker.domain.people import Member, RaterKind
from fit_tracker.domain.responses import (
    Decision,
    Origin,
    Result,
    Severity,
    Standing,
    State,
    Step,
    standing,
)
from fit_tracker.progression.status import Reason, ReasonCode, SeriesKey
from fit_tracker.services.context import Context
from fit_tracker.services.lists import Spark, read_sparks
from fit_tracker.store.database import Unit

Reasons = list[tuple[SeriesKey, Reason]]


@dataclass(frozen=True)
class Stored:
    """A response as the queries give it. `seen`: whether the person may see the family now."""

    response_id: UUID
    family_id: UUID
    episode_id: UUID
    case_number: str
    team_name: str
    service_name: str
    origin: Origin
    severity: Severity
    state: State
    raised_on: date
    due_on: date
    owner_id: UUID | None
    owner_name: str | None
    contacted_on: date | None
    decided_on: date | None
    last_visit_on: date | None
    sparks: str
    episode_ended_on: date | None
    why: str
    agreed_with: str
    result: Result | None
    result_reason: str
    closed_on: date | None
    revision: int
    seen: bool


@dataclass(frozen=True)
class QueueRow:
    """One family in the queue. When the emergency team's access is over (`seen` is False), only
    case number, team, dates and result are left.

    `weekly_hours` is the latest decided intensity, or the plan of an offer that runs; `reasons`
    the flags' codes and numbers as they were raised, most serious first; `sparks` the latest
    outcome ratings, as in other lists; `standing_flags` how many of the flags still stand.
    """

    response_id: UUID
    family_id: UUID
    episode_id: UUID
    case_number: str
    team_name: str
    service_name: str
    weekly_hours: Decimal | None
    members: list[Member]
    practitioners: list[str]
    origin: Origin
    severity: Severity
    state: State
    standing: Standing
    raised_on: date
    due_on: date
    owner_id: UUID | None
    owner_name: str | None
    contacted_on: date | None
    decided_on: date | None
    last_visit_on: date | None
    episode_ended_on: date | None
    why: str
    agreed_with: str
    reasons: Reasons
    sparks: list[Spark]
    standing_flags: int
    result: Result | None
    result_reason: str
    closed_on: date | None
    revision: int
    seen: bool


@dataclass(frozen=True)
class StepRow:
    """One step. `by_name` is None when a rule did it; `result` belongs to closing steps."""

    step_no: int
    kind: Step
    happened_at: datetime
    by_name: str | None
    from_state: State
    to_state: State
    codes: list[Decision]
    result: Result | None
    body: str
    on_day: date | None
    owner_name: str | None


@dataclass(frozen=True)
class _StepStored:
    response_id: UUID
    step_no: int
    kind: Step
    happened_at: datetime
    by_name: str | None
    from_state: State
    to_state: State
    codes: str
    body: str
    on_day: date | None
    owner_name: str | None


def rows(ctx: Context, unit: Unit, stored: Sequence[Stored]) -> list[QueueRow]:
    """The rows with members, practitioners and reasons, in the same order."""
    open_to = [one for one in stored if one.seen]
    families = [one.family_id for one in open_to]
    members: dict[UUID, list[Member]] = defaultdict(list)
    for member in unit.all(Member, "families/members_of", family_ids=families):
        members[member.family_id].append(member)
    staff: dict[UUID, list[str]] = defaultdict(list)
    for family_id, _, name in unit.rows("families/practitioners_of", family_ids=families):
        staff[family_id].append(name)
    hours = _hours(ctx, unit, [one.episode_id for one in open_to])
    reasons, standing_flags = _reasons(unit, [one.response_id for one in open_to])
    return [
        QueueRow(
            **_told(one),
            weekly_hours=hours.get(one.episode_id) if one.seen else None,
            members=members[one.family_id] if one.seen else [],
            practitioners=staff[one.family_id] if one.seen else [],
            reasons=reasons[one.response_id],
            sparks=read_sparks(one.sparks) if one.seen else [],
            standing_flags=standing_flags[one.response_id],
            standing=standing(one.state, one.due_on, ctx.today()),
        )
        for one in stored
    ]


def _told(one: Stored) -> dict[str, Any]:
    """What may be said of it: without access, nothing of what happened in the family, nor of
    how it is helped now."""
    told = vars(one) | ({} if one.seen else _HIDDEN)
    return {name: value for name, value in told.items() if name != "sparks"}


_HIDDEN: dict[str, Any] = {
    "service_name": "",
    "last_visit_on": None,
    "episode_ended_on": None,
    "why": "",
    "agreed_with": "",
    "result_reason": "",
}


def _hours(ctx: Context, unit: Unit, episode_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """The hours a week that count today."""
    return dict(unit.rows("responses/hours_of", episode_ids=list(episode_ids), today=ctx.today()))


def _reasons(
    unit: Unit, response_ids: Sequence[UUID]
) -> tuple[dict[UUID, Reasons], dict[UUID, int]]:
    """Why each was raised, and how many of its flags still stand."""
    found: dict[UUID, Reasons] = defaultdict(list)
    standing_flags: dict[UUID, int] = defaultdict(int)
    order = {code: place for place, code in enumerate(ReasonCode)}
    raised = unit.rows("responses/reasons_of", response_ids=list(response_ids))
    for response_id, member, kind, rater, code, numbers, stands in raised:
        key = SeriesKey(member, RaterKind(kind), rater)
        found[response_id].append((key, Reason(ReasonCode(code), json.loads(numbers))))
        standing_flags[response_id] += stands
    for reasons in found.values():
        # Stable: what stands comes before what was cleared, as the query gives them.
        reasons.sort(key=lambda one: order[one[1].code])
    return found, standing_flags


def steps(unit: Unit, response_ids: Sequence[UUID]) -> dict[UUID, list[StepRow]]:
    found: dict[UUID, list[StepRow]] = defaultdict(list)
    for one in unit.all(_StepStored, "responses/steps", response_ids=list(response_ids)):
        found[one.response_id].append(_step(one))
    return found


def _step(one: _StepStored) -> StepRow:
    codes = json.loads(one.codes)
    closing = one.kind is Step.CLOSE
    return StepRow(
        step_no=one.step_no,
        kind=one.kind,
        happened_at=one.happened_at,
        by_name=one.by_name,
        from_state=one.from_state,
        to_state=one.to_state,
        codes=[] if closing else [Decision(code) for code in codes],
        result=Result(codes[0]) if closing else None,
        body=one.body,
        on_day=one.on_day,
        owner_name=one.owner_name,
    )
