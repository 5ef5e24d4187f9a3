"""Tells the stories through the services, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import Place, Source
from fit_tracker.services import episodes, families, visits
from fit_tracker.services.context import Context
from seed import turns
from seed.accounts import Staff
from seed.ratings import ratings
from seed.services import planned_visits
from seed.steps import Step, What, present
from seed.turns import Told

PLACES = (Place.HOME, Place.HOME, Place.HOME, Place.OFFICE, Place.OFFICE, Place.SCHOOL)
FIRST_CASE = 2100


@dataclass
class Clock:
    """The time of the step that is being told."""

    now: datetime


class Teller:
    """Knows what has been told so far. `ctx` carries the story's own clock and ids."""

    def __init__(self, ctx: Context, staff: Staff, services: dict[str, UUID]) -> None:
        self.ctx = ctx
        self.staff = staff
        self.services = services
        self.told: dict[int, Told] = {}
        self._how: dict[What, Callable[[Step], None]] = {
            What.BEGIN: self._begin,
            What.VISIT: self._visit,
            What.GOALS: self._turn(turns.agree_goals),
            What.CHANGE_SERVICE: self._change_service,
            What.MILESTONE: self._turn(turns.add_milestone),
            What.CORRECT: self._turn(turns.correct),
            What.END: self._end,
        }

    def tell_all(self, plan: Sequence[Step], clock: Clock) -> None:
        """Tell steps that are in the order of time, each at its moment."""
        for step in plan:
            clock.now = step.at
            self.tell(step)

    def tell(self, step: Step) -> None:
        self._how[step.what](step)

    def _actor(self, step: Step) -> Actor:
        """The two practitioners of a family take turns."""
        pair = step.story.pair
        return self.staff.practitioners[step.story.team][pair[step.visit % 2]]

    def _begin(self, step: Step) -> None:
        story = step.story
        if story.returns is not None:
            self._begin_again(step, self.told[story.returns])
            return
        team = self.staff.practitioners[story.team]
        new = families.NewFamily(
            f"F-{FIRST_CASE + len(self.told) + 1}",
            self.staff.teams[story.team],
            self.services[story.service],
            story.started_on,
            tuple(families.NewMember(p.role, p.birth_year, p.label) for p in story.people),
            tuple(team[number].user_id for number in story.pair),
            planned_visits(story.service),
        )
        made = families.create(self.ctx, self._actor(step), new)
        self.told[story.number] = Told(made.family_id, made.episode_id, made.member_ids)

    def _begin_again(self, step: Step, earlier: Told) -> None:
        story = step.story
        episode_id = episodes.start(
            self.ctx,
            self._actor(step),
            earlier.family_id,
            self.services[story.service],
            story.started_on,
            planned_visits(story.service),
        )
        self.told[story.number] = Told(earlier.family_id, episode_id, earlier.members)

    def _visit(self, step: Step) -> None:
        told, rng = self.told[step.story.number], step.story.rng(f"visit-{step.day}")
        here = present(step, rng)
        given = ratings(self.ctx, step, here, told.members, told.goals) if here else []
        new = visits.NewVisit(
            self.ctx.new_id(),
            told.episode_id,
            step.day,
            step.status,
            tuple(told.members[place] for place in here),
            rng.choice(PLACES) if here else None,
            rng.choice((45, 60, 60, 75, 90)) if here else None,
            step.is_open,
        )
        source = Source.FAMILY_MODE if rng.random() < 0.75 else Source.PAPER
        recorded = visits.record_visit(self.ctx, self._actor(step), new, given, source)
        if here:
            told.held.append(recorded.visit_id)

    def _turn(self, happen: turns.Turn) -> Callable[[Step], None]:
        return lambda step: happen(self.ctx, self._actor(step), step, self.told[step.story.number])

    def _change_service(self, step: Step) -> None:
        told = self.told[step.story.number]
        wanted = self.services["N02" if step.story.service != "N02" else "N06"]
        episodes.change_service(self.ctx, self._actor(step), told.episode_id, wanted, step.day)

    def _end(self, step: Step) -> None:
        told = self.told[step.story.number]
        assert step.story.kind.end is not None
        reason, planned = step.story.kind.end
        episodes.end(
            self.ctx, self._actor(step), told.episode_id, step.day, reason, planned=planned
        )
