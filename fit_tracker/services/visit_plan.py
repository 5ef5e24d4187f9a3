"""Which scales a visit asks for: the right one by age on the visit date and by rater."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.episodes import Episode, Goal
from fit_tracker.domain.instruments import ALLIANCE, GOAL, OUTCOME, SAFETY, Instrument
from fit_tracker.domain.people import Actor, Family, Member, MemberRole, RaterKind
from fit_tracker.domain.visits import NO_GOAL, Rating, Visit
from fit_tracker.instruments import Catalogue
from fit_tracker.services import family_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.course import current
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Task:
    """One scale for one rater about one member at one visit."""

    member: Member
    rater: Member
    rater_kind: RaterKind
    instrument: Instrument
    goal: Goal | None = None

    @property
    def measure(self) -> str:
        return self.instrument.measure

    @property
    def goal_id(self) -> UUID:
        return self.goal.goal_id if self.goal else NO_GOAL

    @property
    def key(self) -> str:
        """Stable name of this task within its visit, for widget keys."""
        return "-".join(
            str(part)
            for part in (
                self.measure,
                self.member.member_id,
                self.rater_kind,
                self.rater.member_id,
                self.goal_id,
            )
        )


@dataclass(frozen=True)
class Planned:
    """A task with the rating that answers it, if it has been given."""

    task: Task
    rating: Rating | None
    default: bool

    @property
    def done(self) -> bool:
        return self.rating is not None


@dataclass(frozen=True)
class VisitPlan:
    """A visit as the visit page needs it. `default` tasks are asked without being chosen."""

    family: Family
    episode: Episode
    visit: Visit
    members: list[Member]
    present: frozenset[UUID]
    planned: list[Planned]

    def of(self, *measures: str) -> list[Planned]:
        return [planned for planned in self.planned if planned.task.measure in measures]

    def missing(self, *measures: str) -> list[Task]:
        """The default tasks of these measures that have no rating yet."""
        return [p.task for p in self.of(*measures) if p.default and not p.done]


def asked_by_default(
    catalogue: Catalogue, visit: Visit, members: Sequence[Member], present: Collection[UUID]
) -> list[Task]:
    """Outcome and alliance of each person present.

    A child too young to answer is rated by the first adult present, whether or not the
    child took part: it is the adult who answers.
    """
    here = [member for member in members if member.member_id in present]
    adults = [member for member in here if member.role.is_caretaker]
    tasks = [t for m in here for t in _own(catalogue, visit, m, (OUTCOME, ALLIANCE))]
    for child in members:
        if child.role is MemberRole.CHILD and adults and _too_young(catalogue, visit, child):
            tasks += _about(catalogue, visit, child, adults[:1])
    return sorted(tasks, key=lambda task: (task.measure != OUTCOME, members.index(task.member)))


def _own(catalogue: Catalogue, visit: Visit, member: Member, measures: Sequence[str]) -> list[Task]:
    age = member.age_on(visit.visit_date)
    scales = [catalogue.for_rating(measure, age, RaterKind.SELF) for measure in measures]
    return [Task(member, member, RaterKind.SELF, scale) for scale in scales if scale]


def _too_young(catalogue: Catalogue, visit: Visit, child: Member) -> bool:
    return catalogue.for_rating(OUTCOME, child.age_on(visit.visit_date), RaterKind.SELF) is None


def _about(
    catalogue: Catalogue, visit: Visit, child: Member, adults: Sequence[Member]
) -> list[Task]:
    age = child.age_on(visit.visit_date)
    scale = catalogue.for_rating(OUTCOME, age, RaterKind.CARETAKER)
    return [Task(child, adult, RaterKind.CARETAKER, scale) for adult in adults] if scale else []


def offered(
    catalogue: Catalogue,
    visit: Visit,
    members: Sequence[Member],
    present: Collection[UUID],
    goals: Sequence[Goal],
) -> list[Task]:
    """What can be chosen besides: adults about the children, goals, and safety."""
    here = [member for member in members if member.member_id in present]
    adults = [member for member in here if member.role.is_caretaker]
    children = [member for member in members if member.role is MemberRole.CHILD]
    tasks = [t for child in children for t in _about(catalogue, visit, child, adults)]
    tasks += [
        Task(member, member, RaterKind.SELF, scale, goal)
        for goal in goals
        if goal.closed_on is None
        for member in members
        if member.member_id == goal.member_id
        for scale in [catalogue.for_rating(GOAL, member.age_on(visit.visit_date), RaterKind.SELF)]
        if scale
    ]
    tasks += [t for m in adults for t in _own(catalogue, visit, m, (SAFETY,))]
    return tasks


def load(ctx: Context, actor: Actor, visit_id: UUID) -> VisitPlan:
    """The visit with everything that is or can be rated at it."""
    require(actor, Action.RECORD_VISIT)
    return ctx.database.in_transaction(lambda unit: _load(ctx, unit, actor, visit_id))


def _load(ctx: Context, unit: Unit, actor: Actor, visit_id: UUID) -> VisitPlan:
    visit = unit.one(Visit, "visits/visible", visit_id=visit_id, actor_id=actor.user_id)
    family = family_rows.family(unit, visit.family_id)
    episode = family_rows.episode(unit, visit.episode_id)
    members = family_rows.members(unit, visit.family_id)
    goals = unit.all(Goal, "episodes/goals", episode_id=visit.episode_id)
    rows = unit.rows("visits/participants", episode_id=visit.episode_id)
    present = frozenset(row[1] for row in rows if row[0] == visit_id)
    every = family_rows.ratings(unit, visit.episode_id)
    given = [rating for rating in current(every) if rating.visit_id == visit_id]
    audit(ctx, unit, actor, "visit_read", [visit.family_id])
    default = asked_by_default(ctx.instruments, visit, members, present)
    known = {task.key for task in default}
    extra = [
        task
        for task in offered(ctx.instruments, visit, members, present, goals)
        if task.key not in known
    ]
    planned = [_planned(task, given, default=True) for task in default]
    planned += [_planned(task, given, default=False) for task in extra]
    return VisitPlan(family, episode, visit, members, present, planned)


def _planned(task: Task, given: Sequence[Rating], *, default: bool) -> Planned:
    for rating in given:
        same = (
            rating.member_id == task.member.member_id
            and rating.rater_member_id == task.rater.member_id
            and rating.rater_kind is task.rater_kind
            and rating.measure == task.measure
            and rating.goal_id == task.goal_id
        )
        if same:
            return Planned(task, rating, default)
    return Planned(task, None, default)
