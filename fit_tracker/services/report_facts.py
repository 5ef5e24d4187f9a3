"""Everything a status report tells that nobody has to type: read from what is already there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.episodes import Episode, Event, Goal
from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Family, Member, RaterKind
from fit_tracker.progression.status import Assessment, Reading, SeriesKey
from fit_tracker.services import catalogue, family_rows
from fit_tracker.services.catalogue import ServiceUse
from fit_tracker.services.context import Context
from fit_tracker.services.course import NumberedVisit, by_goal, current
from fit_tracker.services.families import Colleague
from fit_tracker.services.progress import assess, read_course
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Received:
    """A service of the course, from a day until another took over."""

    name: str
    code: str
    legal_basis: str
    since: date
    until: date | None


@dataclass(frozen=True)
class NextMeeting:
    """`agreed` says whether the day was agreed, or is only when it is due."""

    meeting_id: UUID
    kind: MeetingKind
    on: date
    agreed: bool


@dataclass(frozen=True)
class Facts:
    """One course as the report tells it on `today`."""

    municipality: str
    family: Family
    episode: Episode
    members: Sequence[Member]
    practitioners: Sequence[str]
    services: Sequence[Received]
    use: ServiceUse
    events: Sequence[Event]
    goals: Sequence[Goal]
    visits: Sequence[NumberedVisit]
    outcome: Mapping[SeriesKey, list[Reading]]
    alliance: Mapping[SeriesKey, list[Reading]]
    goals_rated: Mapping[UUID, list[Reading]]
    assessments: Mapping[SeriesKey, Assessment]
    instruments: Mapping[str, Instrument]
    meeting: NextMeeting | None
    today: date

    @property
    def until(self) -> date:
        return self.episode.ended_on or self.today


def read(ctx: Context, unit: Unit, family: Family, episode: Episode) -> Facts:
    """The facts of a course whose family has been found for the actor."""
    chosen = episode.episode_id
    course = read_course(unit, chosen)
    staff = unit.all(Colleague, "families/practitioners", family_id=family.family_id)
    return Facts(
        municipality=unit.value("site/setting", name="municipality") or "",
        family=family,
        episode=episode,
        members=family_rows.members(unit, family.family_id),
        practitioners=[one.display_name for one in staff],
        services=unit.all(Received, "reports/services", episode_id=chosen),
        use=catalogue.of_episode(ctx, unit, chosen),
        events=unit.all(Event, "episodes/events", episode_id=chosen),
        goals=unit.all(Goal, "episodes/goals", episode_id=chosen),
        visits=course.visits,
        outcome=course.outcome,
        # Who has only been asked about a group, is told of with that.
        alliance={**course.in_group, **course.alliance},
        goals_rated=by_goal(course.visits, current(course.ratings)),
        assessments=assess(ctx, course),
        instruments={one.instrument_id: one for one in ctx.instruments.all()},
        meeting=unit.maybe(NextMeeting, "reports/next_meeting", episode_id=chosen),
        today=ctx.today(),
    )


def own_key(goal: Goal) -> SeriesKey:
    """A goal is rated by the one it belongs to."""
    return SeriesKey(goal.member_id, RaterKind.SELF, goal.member_id)
