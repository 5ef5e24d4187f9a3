"""Ready-made things for tests, each changeable by name: `make_instrument(sd="7.5")`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from math import log
from random import Random
from typing import Any
from uuid import UUID, uuid4

from fit_tracker.domain.offers import Profession, SafetyPlan
from fit_tracker.domain.people import Actor, MemberRole, RaterKind, Role, Team
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import (
    accounts,
    administration,
    families,
    group_form,
    group_making,
    group_session,
    imports,
    offer_team,
    offers,
    response_acute,
    visits,
)
from fit_tracker.services.context import Context

PASSWORD = "en lang proevekode"
PIN = "4711"
FAMILY_OF_THREE = (
    families.NewMember(MemberRole.MOTHER, 1986, "Mor"),
    families.NewMember(MemberRole.FATHER, 1984, "Far"),
    families.NewMember(MemberRole.CHILD, 2017, "Dreng"),
)


@dataclass
class Site:
    """A small real site: two teams, one user per role, one service."""

    ctx: Context
    admin: Actor
    teams: list[Team]
    service_id: UUID
    actors: dict[str, Actor] = field(default_factory=dict)
    usernames: dict[str, str] = field(default_factory=dict)

    @property
    def practitioner(self) -> Actor:
        return self.actors["practitioner"]

    @property
    def leader(self) -> Actor:
        return self.actors["leader"]


def make_site(ctx: Context) -> Site:
    """Every role in team Nord, and a second practitioner and leader in team Syd."""
    first = administration.NewUser(
        "administrator", "Admin", Role.ADMINISTRATOR, PASSWORD, must_change_password=False
    )
    admin = administration.first_run(ctx, "Prøvekommune", "Nord", first)
    administration.create_team(ctx, admin, "Syd")
    north, south = administration.teams(ctx, admin)
    service_id = administration.create_service(ctx, admin, "N02", "Familiebehandling", "BL § 32")
    site = Site(ctx, admin, [north, south], service_id)
    site.actors["administrator"] = admin
    site.usernames["administrator"] = "administrator"
    for role in (
        Role.PRACTITIONER,
        Role.LEADER,
        Role.EMERGENCY,
        Role.STEERING,
        Role.PROJECT,
    ):
        add_user(site, role.value, role, (north.team_id,))
    add_user(site, "colleague", Role.PRACTITIONER, (north.team_id,))
    add_user(site, "other_practitioner", Role.PRACTITIONER, (south.team_id,))
    add_user(site, "other_leader", Role.LEADER, (south.team_id,))
    return site


def add_user(site: Site, name: str, role: Role, teams: tuple[UUID, ...]) -> Actor:
    new = administration.NewUser(
        name.replace("_", "."),
        name.replace("_", " ").capitalize(),
        role,
        PASSWORD,
        teams,
        pin=PIN,
        must_change_password=False,
    )
    user_id = administration.create_user(site.ctx, site.admin, new)
    site.actors[name] = Actor(user_id, role, new.display_name)
    site.usernames[name] = new.username
    return site.actors[name]


def make_family(
    site: Site,
    actor: Actor | None = None,
    *,
    case_number: str = "F-1",
    started_on: date | None = None,
    members: Sequence[families.NewMember] = FAMILY_OF_THREE,
    practitioners: tuple[UUID, ...] = (),
) -> families.Created:
    who = actor or site.practitioner
    team = site.ctx.database.in_transaction(
        lambda unit: unit.all(Team, "site/teams_of_user", user_id=who.user_id)
    )[0]
    new = families.NewFamily(
        case_number=case_number,
        team_id=team.team_id,
        service_id=site.service_id,
        started_on=started_on or site.ctx.today() - timedelta(days=200),
        members=tuple(members),
        practitioner_ids=practitioners,
    )
    return families.create(site.ctx, who, new)


def make_rating(
    member_id: UUID, instrument_id: str, total: str | None = None, **items: str
) -> visits.NewRating:
    """A self-rating: a total only, or items by key."""
    return visits.NewRating(
        submission_id=uuid4(),
        member_id=member_id,
        rater_kind=RaterKind.SELF,
        rater_member_id=member_id,
        instrument_id=instrument_id,
        items={key: Decimal(value) for key, value in items.items()} or None,
        total=Decimal(total) if total is not None else None,
    )


def make_visit(
    site: Site,
    family: families.Created,
    on: date,
    ratings: Sequence[visits.NewRating] = (),
    *,
    actor: Actor | None = None,
    status: VisitStatus = VisitStatus.ATTENDED,
    present: Sequence[UUID] | None = None,
) -> visits.Recorded:
    came = family.member_ids if present is None else tuple(present)
    new = visits.NewVisit(
        submission_id=uuid4(),
        episode_id=family.episode_id,
        visit_date=on,
        status=status,
        participants=came if status is VisitStatus.ATTENDED else (),
    )
    return visits.record_visit(site.ctx, actor or site.practitioner, new, ratings)


def sign_in(site: Site, name: str) -> accounts.Session:
    return accounts.sign_in(site.ctx, site.usernames[name], PASSWORD)[1]


def ask(ctx: Context, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What a test needs to know of the tables themselves."""
    cursor = ctx.database.cursor()
    try:
        return cursor.execute(query, list(values) or None).fetchall()
    finally:
        cursor.close()


def everything(ctx: Context) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to see that nothing was written."""
    tables = ask(ctx, "SELECT table_name FROM duckdb_tables() WHERE NOT internal")
    return {name: ask(ctx, f'SELECT * FROM "{name}" ORDER BY ALL') for (name,) in tables}


def trail(ctx: Context, what: str) -> list[tuple[Any, ...]]:
    """The trail's rows of one kind: who, which families, detail."""
    query = "SELECT user_id, family_ids, detail FROM audit WHERE what = ? ORDER BY happened_at"
    return ask(ctx, query, what)


def later(ctx: Context, **passed: float) -> Context:
    """The same site a while later."""
    return replace(ctx, clock=lambda: ctx.clock() + timedelta(**passed))


def on_day(ctx: Context, day: date) -> Context:
    return replace(ctx, today=lambda: day)


def give(
    site: Site,
    family: families.Created,
    on: date,
    *totals: str | None,
    measure: str = "outcome",
    actor: Actor | None = None,
) -> visits.Recorded:
    """A visit of the whole family of three, with totals for mother, father and child."""
    scales = (f"{measure}-{end}" for end in _SCALES[measure])
    given = [
        make_rating(member_id, scale, total)
        for member_id, scale, total in zip(family.member_ids, scales, totals, strict=False)
        if total is not None
    ]
    return make_visit(site, family, on, given, actor=actor)


_SCALES = {
    "outcome": ("adult", "adult", "child"),
    "alliance": ("13plus", "13plus", "child"),
}


COURSES = """\
family: {column: case}
member: {column: who}
role: {column: role}
birth_year: {column: born}
rater: {column: rater, values: {self: self, Mor: "caretaker:Mor"}}
instrument: {column: scale}
visit: {date: {column: day}}
score: {total: {column: total}}
new_families:
  service: N02
  team: {column: team}
  practitioners: []
  ended:
    date: {column: end}
    reason: {column: why}
    planned: {column: planned, values: {yes: true, no: false}}
"""


def make_finished(
    site: Site, n: int, *, seed: int = 1, first: int = 1, team: str = "Nord", visits: int = 7
) -> None:
    """Finished courses of a mother and a child of twelve or less whom she rates, one visit a
    week, all over a month ago: what an import of an earlier system brings."""
    rng = Random(seed)
    rows = ["case;team;end;why;planned;day;who;role;born;rater;scale;total"]
    last = site.ctx.today() - timedelta(days=35)
    for number in range(first, first + n):
        case = f"T-{number};{team};{last.isoformat()};goals_reached;yes"
        for who, scale in (
            ("Mor;mother;1986;self", "outcome-adult"),
            (f"Barn;child;{last.year - 9};Mor", "outcome-child-caretaker"),
        ):
            for place, score in enumerate(make_course(rng, visits)):
                day = last - timedelta(days=7 * (visits - place))
                rows.append(f"{case};{day.isoformat()};{who};{scale};{score}")
    data = "\n".join(rows).encode()
    preview = imports.prepare(site.ctx, site.admin, "courses.csv", data, COURSES)
    assert preview.problems == [], preview.problems[0]
    assert imports.write(site.ctx, site.admin, preview).written


def make_course(rng: Random, visits: int) -> list[str]:
    """Scores of one invented course on 0-40: most get better, early rather than late."""
    level, gain = rng.gauss(20, 6), rng.gauss(3, 4)
    return [
        f"{min(40.0, max(0.0, level + gain * log(place + 1) + rng.gauss(0, 3))):.1f}"
        for place in range(visits)
    ]


def make_group(
    site: Site,
    actor: Actor | None = None,
    *,
    name: str = "Angstgruppe",
    started_on: date | None = None,
    service_id: UUID | None = None,
    leaders: tuple[UUID, ...] = (),
) -> UUID:
    """A group of the actor's team, led by the actor unless said otherwise."""
    who = actor or site.practitioner
    form = group_making.group_form(site.ctx, who)
    new = group_making.NewGroup(
        uuid4(),
        form.teams[0].team_id,
        service_id or site.service_id,
        name,
        started_on or site.ctx.today() - timedelta(days=100),
        leaders or (who.user_id,),
    )
    return group_making.create(site.ctx, who, new)


def make_group_session(
    site: Site,
    group_id: UUID,
    on: date,
    actor: Actor | None = None,
    *,
    away: dict[UUID, VisitStatus] | None = None,
    ratings: Sequence[visits.NewRating] = (),
    submission: UUID | None = None,
    minutes: int = 120,
) -> group_session.Saved:
    """A session to which every family came whole, apart from those who were `away`."""
    who = actor or site.practitioner
    seats = group_form.session_form(site.ctx, who, group_id, on).seats
    gone = away or {}
    told = []
    for seat in seats:
        here = () if seat.family_id in gone else tuple(p.member_id for p in seat.people)
        given = tuple(one for one in ratings if one.member_id in here)
        status = gone.get(seat.family_id, VisitStatus.ATTENDED)
        told.append(group_session.FamilyCame(seat.family_id, status, here, given))
    new = group_session.NewSession(submission or uuid4(), group_id, on, minutes, tuple(told))
    return group_session.record_session(site.ctx, who, new)


def make_offer(
    site: Site,
    family: families.Created,
    *,
    actor: Actor | None = None,
    started_on: date | None = None,
    weekly_hours: str = "20.0",
    safety_plan: SafetyPlan = SafetyPlan.PRESENT,
    ahead: tuple[offers.StepDown, ...] = (),
) -> UUID:
    """The emergency offer in a family that a leader has brought in; the emergency team's
    account is its pedagogue."""
    ctx, emergency = site.ctx, site.actors["emergency"]
    response_id = response_acute.bring_in(ctx, site.leader, family.family_id, "vold", "fagleder")
    new = offers.NewOffer(
        started_on or ctx.today(),
        Decimal(weekly_hours),
        (offer_team.NewPlace(Profession.PEDAGOGUE, emergency.user_id),),
        safety_plan,
        ahead,
        response_id,
    )
    return offers.start(ctx, actor or emergency, family.family_id, new)
