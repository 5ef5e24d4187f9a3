"""Two groups of the demo: children with anxiety and their parents, and parents after divorce.

They are told at the end, when it is known which families are in a course: the group leaders
have caught up with what they had on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from fit_tracker.domain.instruments import GROUP_ALLIANCE
from fit_tracker.domain.people import Actor, MemberRole
from fit_tracker.domain.scores import score
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import (
    administration,
    family_view,
    group_form,
    group_making,
    group_places,
    group_session,
)
from fit_tracker.services.context import Context
from fit_tracker.services.group_form import Seat, Sheet
from fit_tracker.services.group_making import NewGroup
from fit_tracker.services.group_places import Candidate, Choosing
from fit_tracker.services.group_session import FamilyCame, NewSession
from fit_tracker.services.results import Reading, SeriesKey
from fit_tracker.services.visits import NewRating
from seed.accounts import Staff
from seed.plan import SEED

PRESENCE = 0.85
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Plan:
    """A group as the demo tells it; `ages` are those of the children it is for."""

    name: str
    service: str
    team: int
    families: int
    sessions: int
    minutes: int
    ages: tuple[int, int]


PLANS = (
    Plan("Angstgruppe", "N15", 0, 6, 5, 120, (8, 13)),
    Plan("Forældre efter skilsmisse", "N17", 1, 4, 2, 120, (0, 17)),
)


def once(ctx: Context, staff: Staff, last: date) -> None:
    """Both groups with the sessions held so far, one a week, the latest this week."""
    for plan in PLANS:
        _tell(ctx, staff.practitioners[plan.team], plan, last, Random(f"{SEED}-groups-{plan.name}"))


def _tell(ctx: Context, team: tuple[Actor, ...], plan: Plan, last: date, rng: Random) -> None:
    days = [last - timedelta(days=2) - WEEK * back for back in reversed(range(plan.sessions))]
    group_id = _begin(ctx, team, plan, days[0])
    readings = _place_all(ctx, team, group_id, plan, days[0])
    if not readings:
        return
    for day in days:
        _hold(ctx, team[0], group_id, plan, day, readings, rng)


def _begin(ctx: Context, team: tuple[Actor, ...], plan: Plan, start: date) -> UUID:
    """Led by two, who between them know most families of the team."""
    services = {one.code: one.service_id for one in administration.services(ctx, team[0])}
    teams = administration.teams_of(ctx, team[0], team[0].user_id)
    leaders = (team[0].user_id, team[1].user_id)
    new = NewGroup(
        ctx.new_id(), teams[0].team_id, services[plan.service], plan.name, start, leaders
    )
    return group_making.create(ctx, team[0], new)


Readings = dict[SeriesKey, list[Reading]]


def _place_all(
    ctx: Context, team: tuple[Actor, ...], group_id: UUID, plan: Plan, start: date
) -> Readings:
    """Each leader gives families they treat a place; what their members have answered so far."""
    found: Readings = {}
    placed = 0
    for actor in team[:2]:
        choosing = group_places.candidates(ctx, actor, group_id)
        for one in choosing.candidates:
            if placed == plan.families:
                break
            if not _fits(choosing, one, plan, start):
                continue
            view = family_view.load(ctx, actor, one.family_id)
            if view.episode is None or view.episode.started_on > start or not view.outcome:
                continue
            group_places.place(ctx, actor, group_id, one.episode_id, start)
            found |= view.outcome
            placed += 1
    return found


def _fits(choosing: Choosing, one: Candidate, plan: Plan, on: date) -> bool:
    low, high = plan.ages
    children = [m for m in choosing.members[one.family_id] if m.role is MemberRole.CHILD]
    return any(low <= child.age_on(on) <= high for child in children)


def _hold(
    ctx: Context,
    actor: Actor,
    group_id: UUID,
    plan: Plan,
    day: date,
    readings: Readings,
    rng: Random,
) -> None:
    form = group_form.session_form(ctx, actor, group_id, day)
    batch = ctx.new_id()
    told = tuple(_came(seat, day, readings, batch, rng) for seat in form.seats)
    new = NewSession(batch, group_id, day, plan.minutes, told)
    group_session.record_session(ctx, actor, new)


def _came(seat: Seat, day: date, readings: Readings, batch: UUID, rng: Random) -> FamilyCame:
    """Most come, at least one of the family's adults or children; some stay away."""
    draw = rng.random()
    if draw < 0.1:
        away = VisitStatus.CANCELLED if draw < 0.06 else VisitStatus.NO_SHOW
        return FamilyCame(seat.family_id, away)
    people = [person.member_id for person in seat.people]
    here = tuple(member for member in people if rng.random() < PRESENCE) or (people[0],)
    given = [
        _answer(sheet, value, batch)
        for sheet in seat.sheets(here)
        if (value := _value(sheet, readings, day, rng)) is not None
    ]
    return FamilyCame(seat.family_id, VisitStatus.ATTENDED, here, tuple(given))


def _value(sheet: Sheet, readings: Readings, day: date, rng: Random) -> str | None:
    """How it was in the group; and how one is doing, as at the visit nearest to the day."""
    if sheet.scale.measure == GROUP_ALLIANCE:
        return f"{min(40.0, max(30.0, rng.gauss(37.2, 1.4))):.1f}"
    own = readings.get(SeriesKey(sheet.member_id, sheet.rater_kind, sheet.rater_id))
    if not own:
        return None
    near = min(own, key=lambda reading: abs((reading.on - day).days))
    return str(near.score)


def _answer(sheet: Sheet, value: str, batch: UUID) -> NewRating:
    return NewRating(
        uuid5(batch, f"{sheet.member_id}-{sheet.scale.instrument_id}"),
        sheet.member_id,
        sheet.rater_kind,
        sheet.rater_id,
        sheet.scale.instrument_id,
        total=score(value),
    )
