"""The leader's week beside the list of families: what is late, what is coming, who has what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import Severity, State
from fit_tracker.services import staff_loads
from fit_tracker.services.context import Context, audit
from fit_tracker.services.lists import chosen_team
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.staff_loads import StaffLoad
from fit_tracker.store.database import Unit

AHEAD_DAYS = 14
SHOWN = 4


@dataclass(frozen=True)
class OpenResponse:
    """A response that waits for somebody; `matching` is how many there are of its kind."""

    response_id: UUID
    family_id: UUID
    case_number: str
    state: State
    severity: Severity
    raised_on: date
    due_on: date
    owner_name: str | None
    late: bool
    matching: int


@dataclass(frozen=True)
class MeetingAhead:
    """A meeting to hold. `planned_on` is what was agreed, `due_on` what the rule says."""

    meeting_id: UUID
    family_id: UUID
    case_number: str
    kind: MeetingKind
    due_on: date
    planned_on: date | None
    planned_at: str
    late: bool
    matching: int

    @property
    def on(self) -> date:
        return self.planned_on or self.due_on


@dataclass(frozen=True)
class Week:
    """The first few of each; how many there are stands in `matching`."""

    overdue: list[OpenResponse]
    undecided: list[OpenResponse]
    meetings: list[MeetingAhead]
    staff: list[StaffLoad]


def week(ctx: Context, actor: Actor, team_id: UUID | None = None) -> Week:
    """What the leader of a team must not forget, and how the families are spread."""
    require(actor, Action.SEE_TEAM)

    def work(unit: Unit) -> Week:
        _, team = chosen_team(unit, actor, team_id)
        scope = {"actor_id": actor.user_id, "team_id": team.team_id, "row_limit": SHOWN}
        waiting = unit.all(OpenResponse, "teams/late_responses", today=ctx.today(), **scope)
        until = ctx.today() + timedelta(days=AHEAD_DAYS)
        ahead = unit.all(
            MeetingAhead, "teams/meetings_ahead", today=ctx.today(), until=until, **scope
        )
        seen = [row.family_id for row in waiting]
        seen += [row.family_id for row in ahead]
        audit(ctx, unit, actor, "team_read", list(dict.fromkeys(seen)), detail="week")
        staff = staff_loads.of_team(ctx, unit, actor, team.team_id)
        late = [row for row in waiting if row.late]
        return Week(late, [row for row in waiting if not row.late], ahead, staff)

    return ctx.database.in_transaction(work)
