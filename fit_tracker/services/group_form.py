"""What the screen of a group session is made of: who has a place on the day, what each is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fit_tracker.domain.frames import Frame
from fit_tracker.domain.instruments import GROUP_ALLIANCE, OUTCOME, Instrument
from fit_tracker.domain.people import Actor, Member, MemberRole, RaterKind
from fit_tracker.services import catalogue, group_view, groups
from fit_tracker.services.context import Context, audit
from fit_tracker.services.groups import Group, Person, Place
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

MEASURES = (OUTCOME, GROUP_ALLIANCE)
"""Before and after: how each is doing, and how it was in the group."""


@dataclass(frozen=True)
class Sheet:
    """One paper sheet: a member about themselves, or an adult about a child too young for it."""

    member_id: UUID
    rater_id: UUID
    rater_kind: RaterKind
    scale: Instrument


@dataclass(frozen=True)
class Seat:
    """A family with a place on the day. `usual` are those who came last time (at first, all);
    `scales` has what each member can answer about themselves, `small` what an adult of
    `adults` answers about a child who cannot."""

    family_id: UUID
    case_number: str
    people: list[Person]
    usual: list[UUID]
    scales: dict[UUID, list[Instrument]]
    small: dict[UUID, Instrument]
    adults: list[UUID]

    def sheets(self, present: Collection[UUID]) -> list[Sheet]:
        """What those present are asked, as at any visit: for a small child, who need not be
        there, the first adult answers."""
        here = [person.member_id for person in self.people if person.member_id in present]
        own = [Sheet(m, m, RaterKind.SELF, scale) for m in here for scale in self.scales[m]]
        adult = next((member for member in here if member in self.adults), None)
        if adult is None:
            return own
        about = [Sheet(m, adult, RaterKind.CARETAKER, s) for m, s in self.small.items()]
        return own + about


@dataclass(frozen=True)
class SessionForm:
    """`number` is which session it would be; `written_by` names who has already written the
    day's session down."""

    group: Group
    frame: Frame
    seats: list[Seat]
    number: int
    minutes: int | None
    written_by: str | None


def session_form(ctx: Context, actor: Actor, group_id: UUID, on: date) -> SessionForm:
    """Who has a place on the day, and what is usual in this group."""
    require(actor, Action.RUN_GROUPS)

    def work(unit: Unit) -> SessionForm:
        group = groups.running(unit, actor, group_id)
        frame = catalogue.frame_of(unit, group.service_id)
        seated = [one for one in groups.places(unit, group_id) if one.on(on)]
        family_ids = [one.family_id for one in seated]
        audit(ctx, unit, actor, "group_read", family_ids, detail=str(group_id))
        held = group_view.sessions(unit, group_id)
        written = next((one.written_by for one in held if one.held_on == on), None)
        number = 1 + sum(one.held_on < on for one in held)
        minutes = held[-1].minutes if held else frame.minutes_max
        return SessionForm(group, frame, _seats(ctx, unit, seated, on), number, minutes, written)

    return ctx.database.in_transaction(work)


def _seats(ctx: Context, unit: Unit, seated: Sequence[Place], on: date) -> list[Seat]:
    if not seated:
        return []
    members = group_view.people(unit, [one.family_id for one in seated])
    last = _last_present(unit, seated[0].group_id)
    return [_seat(ctx, one, members[one.family_id], last.get(one.family_id), on) for one in seated]


def _seat(
    ctx: Context, place: Place, members: list[Member], last: list[UUID] | None, on: date
) -> Seat:
    scales = {member.member_id: _scales(ctx, member, on) for member in members}
    return Seat(
        place.family_id,
        place.case_number,
        [Person(member.member_id, member.label) for member in members],
        last or [member.member_id for member in members],
        scales,
        dict(_small(ctx, members, on)),
        [member.member_id for member in members if member.role.is_caretaker],
    )


def _scales(ctx: Context, member: Member, on: date) -> list[Instrument]:
    age = member.age_on(on)
    found = [ctx.instruments.for_rating(measure, age, RaterKind.SELF) for measure in MEASURES]
    return [scale for scale in found if scale is not None]


def _small(ctx: Context, members: Sequence[Member], on: date) -> Iterator[tuple[UUID, Instrument]]:
    for child in members:
        age = child.age_on(on)
        if child.role is not MemberRole.CHILD or age < 0:
            continue
        if ctx.instruments.for_rating(OUTCOME, age, RaterKind.SELF) is None:
            scale = ctx.instruments.for_rating(OUTCOME, age, RaterKind.CARETAKER)
            if scale is not None:
                yield child.member_id, scale


def _last_present(unit: Unit, group_id: UUID) -> dict[UUID, list[UUID]]:
    """Who came the last time anybody of the family did."""
    by_day: dict[UUID, dict[date, list[UUID]]] = {}
    for family_id, held_on, member_id in unit.rows("groups/present", group_id=group_id):
        by_day.setdefault(family_id, {}).setdefault(held_on, []).append(member_id)
    return {family_id: days[max(days)] for family_id, days in by_day.items()}
