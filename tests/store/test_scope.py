"""Who may not see a family gets nothing and writes nothing, whatever function is asked.

The three tables name every public function of the services that is given a context: a new
one that stands in none of them fails the first test.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from fit_tracker import services
from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Actor, MemberRole
from fit_tracker.domain.visits import Source, VisitStatus
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound, UserFacing
from fit_tracker.services import (
    accounts,
    administration,
    answers_due,
    assigning_read,
    checks,
    enrolments,
    episodes,
    families,
    family_beside,
    family_view,
    leader_week,
    lists,
    meeting_lists,
    meetings,
    notes,
    report_read,
    reports,
    supervision_read,
    visit_plan,
    visit_start,
    visits,
)
from fit_tracker.services.context import Context
from tests.factories import Site, ask, everything, give, make_family, make_rating


@dataclass
class World:
    """One family with a visit, ratings and a goal, and ids of all of them."""

    site: Site
    family: families.Created
    visit_id: UUID
    rating_id: UUID
    goal_id: UUID
    other_service: UUID

    @property
    def ctx(self) -> Context:
        return self.site.ctx


@pytest.fixture
def world(site: Site) -> World:
    family = make_family(site, practitioners=(site.practitioner.user_id,))
    ctx, actor = site.ctx, site.practitioner
    day = ctx.today() - timedelta(days=9)
    visit_id = give(site, family, day, "21.0", "22.0", "23.0").visit_id
    goals = ((family.member_ids[0], "Faste sengetider"),)
    episodes.agree_goals(ctx, actor, family.episode_id, day, goals)
    # The father's: withdrawing the mother's brings a flag, and with it a second line in the trail.
    rating_id = ask(ctx, "SELECT rating_id FROM rating WHERE total = 22")[0][0]
    goal_id = ask(ctx, "SELECT goal_id FROM goal")[0][0]
    other = administration.create_service(ctx, site.admin, "N03", "Samtaler")
    return World(site, family, visit_id, rating_id, goal_id, other)


def _closed(site: Site, world: World) -> Actor:
    colleague = site.actors["colleague"]
    who = (site.practitioner.user_id, colleague.user_id)
    families.set_practitioners(site.ctx, site.practitioner, world.family.family_id, who)
    administration.set_active(site.ctx, site.admin, colleague.user_id, False)
    return colleague


def _ended(site: Site, world: World) -> Actor:
    colleague = site.actors["colleague"]
    for who in ((site.practitioner.user_id, colleague.user_id), (site.practitioner.user_id,)):
        families.set_practitioners(site.ctx, site.practitioner, world.family.family_id, who)
    return colleague


def _left(site: Site, world: World) -> Actor:
    leader = site.leader
    administration.set_teams(site.ctx, site.admin, leader.user_id, (site.teams[1].team_id,))
    return leader


OUTSIDERS: dict[str, Callable[[Site, World], Actor]] = {
    "a practitioner of another team": lambda site, _: site.actors["other_practitioner"],
    "a colleague who does not treat it": lambda site, _: site.actors["colleague"],
    "another team's leader": lambda site, _: site.actors["other_leader"],
    "the administrator": lambda site, _: site.admin,
    "the emergency team": lambda site, _: site.actors["emergency"],
    "the steering group": lambda site, _: site.actors["steering"],
    "nobody": lambda _, __: replace(_.practitioner, user_id=uuid4()),
    "a closed account": _closed,
    "one whose assignment ended": _ended,
    "a leader who left the team": _left,
}


# They may begin with a new family of their team, whatever else is closed to them.
OF_THE_TEAM = ("a colleague who does not treat it", "one whose assignment ended")


def _session(world: World, actor: Actor) -> accounts.Session:
    now = world.ctx.clock()
    return accounts.Session(
        uuid4(), actor.user_id, now, None, actor.display_name, actor.role, "da", False
    )


def _new_visit(world: World, submission: UUID | None = None) -> visits.NewVisit:
    return visits.NewVisit(
        submission or uuid4(),
        world.family.episode_id,
        world.ctx.today(),
        VisitStatus.ATTENDED,
        world.family.member_ids,
    )


def _facts(world: World) -> visits.VisitFacts:
    came = world.family.member_ids
    return visits.VisitFacts(world.ctx.today(), VisitStatus.ATTENDED, came, None, None)


def _new_family(world: World) -> families.NewFamily:
    team, service = world.site.teams[0].team_id, world.site.service_id
    member = families.NewMember(MemberRole.MOTHER, 1990, "Mor")
    return families.NewFamily("F-99", team, service, world.ctx.today(), (member,))


Call = Callable[[World, Actor], object]
CHILD = families.NewMember(MemberRole.CHILD, 2019, "Pige")

SHUT: dict[str, Call] = {
    "accounts.lock_to_visit": lambda w, a: accounts.lock_to_visit(
        w.ctx, _session(w, a), w.visit_id
    ),
    "checks.family": lambda w, a: w.ctx.database.in_transaction(
        lambda unit: checks.family(unit, a, w.family.family_id)
    ),
    "checks.episode": lambda w, a: w.ctx.database.in_transaction(
        lambda unit: checks.episode(unit, a, w.family.episode_id)
    ),
    "checks.active_episode": lambda w, a: w.ctx.database.in_transaction(
        lambda unit: checks.active_episode(unit, a, w.family.episode_id)
    ),
    "enrolments.offered": lambda w, a: enrolments.offered(w.ctx, a, w.family.episode_id),
    "episodes.start": lambda w, a: episodes.start(
        w.ctx, a, w.family.family_id, w.site.service_id, w.ctx.today()
    ),
    "episodes.end": lambda w, a: episodes.end(
        w.ctx, a, w.family.episode_id, w.ctx.today(), EndReason.MOVED, True
    ),
    "episodes.reopen": lambda w, a: episodes.reopen(w.ctx, a, w.family.episode_id),
    "episodes.move_start": lambda w, a: episodes.move_start(
        w.ctx, a, w.family.episode_id, w.ctx.today() - timedelta(days=300)
    ),
    "episodes.change_service": lambda w, a: episodes.change_service(
        w.ctx, a, w.family.episode_id, w.other_service, w.ctx.today()
    ),
    "episodes.add_milestone": lambda w, a: episodes.add_milestone(
        w.ctx, a, w.family.episode_id, w.ctx.today(), "Skolestart"
    ),
    "episodes.agree_goals": lambda w, a: episodes.agree_goals(
        w.ctx, a, w.family.episode_id, w.ctx.today(), ((w.family.member_ids[0], "Ro"),)
    ),
    "episodes.close_goal": lambda w, a: episodes.close_goal(
        w.ctx, a, w.family.episode_id, w.goal_id, w.ctx.today()
    ),
    "families.create": lambda w, a: families.create(w.ctx, a, _new_family(w)),
    "meeting_lists.read": lambda w, a: meeting_lists.read(w.ctx, a, w.family.episode_id),
    "meetings.decide_rhythm": lambda w, a: meetings.decide_rhythm(
        w.ctx, a, w.family.episode_id, 6, "Stabilt"
    ),
    "families.add_member": lambda w, a: families.add_member(w.ctx, a, w.family.family_id, CHILD),
    "families.correct_member": lambda w, a: families.correct_member(
        w.ctx, a, w.family.family_id, w.family.member_ids[2], CHILD
    ),
    "families.set_practitioners": lambda w, a: families.set_practitioners(
        w.ctx, a, w.family.family_id, (a.user_id,)
    ),
    "families.get": lambda w, a: families.get(w.ctx, a, w.family.family_id),
    "family_view.load": lambda w, a: family_view.load(w.ctx, a, w.family.family_id),
    "family_beside.load": lambda w, a: family_beside.load(w.ctx, a, w.family.episode_id),
    "report_read.read": lambda w, a: report_read.read(w.ctx, a, w.family.family_id),
    "reports.begin": lambda w, a: reports.begin(w.ctx, a, w.family.episode_id),
    "visit_plan.load": lambda w, a: visit_plan.load(w.ctx, a, w.visit_id),
    "visit_start.load": lambda w, a: visit_start.load(w.ctx, a, w.family.episode_id),
    "visits.record_visit": lambda w, a: visits.record_visit(w.ctx, a, _new_visit(w)),
    "visits.add_ratings": lambda w, a: visits.add_ratings(
        w.ctx,
        a,
        w.visit_id,
        [make_rating(w.family.member_ids[0], "alliance-13plus", "30.0")],
        Source.PAPER,
    ),
    "visits.close": lambda w, a: visits.close(w.ctx, a, w.visit_id),
    "visits.correct_visit": lambda w, a: visits.correct_visit(w.ctx, a, w.visit_id, _facts(w)),
    "visits.correct_rating": lambda w, a: visits.correct_rating(
        w.ctx, a, w.rating_id, items=None, total=Decimal("20.0"), reason="tastefejl"
    ),
    "visits.withdraw_rating": lambda w, a: visits.withdraw_rating(
        w.ctx, a, w.rating_id, "forkert person"
    ),
    "notes.read": lambda w, a: notes.read(w.ctx, a, w.visit_id),
    "notes.of_course": lambda w, a: notes.of_course(w.ctx, a, w.family.episode_id),
    "notes.write": lambda w, a: notes.write(w.ctx, a, w.visit_id, 0, "Roligt samvær."),
    "notes.set_minutes": lambda w, a: notes.set_minutes(w.ctx, a, w.visit_id, 60),
}

# Answers with what one may see: never with this family.
LISTS: dict[str, Call] = {
    "answers_due.due": lambda w, a: answers_due.due(w.ctx, a),
    "meeting_lists.coming": lambda w, a: meeting_lists.coming(w.ctx, a, w.ctx.today()),
    "meeting_lists.in_period": lambda w, a: meeting_lists.in_period(
        w.ctx, a, w.ctx.today(), w.ctx.today()
    ),
    "meeting_lists.undecided": lambda w, a: meeting_lists.undecided(w.ctx, a),
    "meeting_lists.calendar": lambda w, a: meeting_lists.calendar(
        w.ctx, a, lambda text, **_: text, lambda kind, _: kind.value
    ),
    "families.search": lambda w, a: families.search(w.ctx, a, "f-1"),
    "assigning_read.board": lambda w, a: assigning_read.board(w.ctx, a),
    "leader_week.week": lambda w, a: leader_week.week(w.ctx, a),
    "supervision_read.board": lambda w, a: supervision_read.board(w.ctx, a),
    "lists.caseload": lambda w, a: lists.caseload(w.ctx, a),
    "lists.team": lambda w, a: lists.team(w.ctx, a),
    "visit_start.choices": lambda w, a: visit_start.choices(w.ctx, a),
}

_ADMIN = "the site without families: by role, walked in test_administration"
_OWN = "one's own account only: in test_accounts"
_INSIDE = "a part inside a transaction that has checked who may"
_IMPORT = "imports have their own tests; by role, the administrator's"
_LEADING = "the leader of the team only: in test_assigning and test_supervision"
_MODELS = "by role, with case numbers by scope: in test_models"
_RESPONSES = "by role, family and state: each walked by outsiders in test_responses"
_COMMAND = "a command on the whole database, with the app closed"
ELSEWHERE: dict[str, str] = {
    **{
        f"accounts.{name}": _OWN
        for name in (
            "sign_in", "resume", "keep", "may_rest", "seconds_left", "sign_out", "unlock",
            "change_password",
            "set_password", "set_pin", "set_language", "own_user",
        )
    },
    **{
        f"administration.{name}": _ADMIN
        for name in (
            "needs_first_run", "is_demo", "setting", "first_run", "mark_as_demo", "create_user",
            "set_teams", "reset_password", "set_active", "users", "teams_of", "teams",
            "memberships", "create_team", "services", "create_service", "set_service_active",
        )
    },
    **{
        f"{name}": _MODELS
        for name in (
            "models.learn", "models.adopt", "models.adopt_version", "models.set_budget",
            "model_preview.preview", "model_status.status", "startup.startup",
            "startup.set_startup",
        )
    },
    **dict.fromkeys(
        (
            "assigning.assign", "assigning.hand_over", "assigning.move_to_team",
            "profiles.set_profile", "supervision.begin", "supervision.set_day",
            "supervision.pick", "supervision.remove", "supervision.move", "supervision.decide",
            "supervision.close", "supervision.paper", "supervision_read.held",
        ),
        _LEADING,
    ),
    "families.replace_practitioners": _INSIDE,
    "lists.chosen_team": _INSIDE,
    "staff_loads.of_team": _INSIDE,
    "supervision.of_episode": _INSIDE,
    "supervision_read.agenda_of": _INSIDE,
    "supervision_read.items_of": _INSIDE,
    "supervision_read.visible": _INSIDE,
    "assess_many.judge": _INSIDE,
    "assess_many.reassess": _INSIDE,
    "assess_many.reassess_active": _COMMAND,
    "model_data.finished": _INSIDE,
    "model_data.lately": _INSIDE,
    "model_drift.drift_of": _INSIDE,
    "model_status.missing": _INSIDE,
    **{
        f"{name}": _RESPONSES
        for name in (
            "response_acute.bring_in", "response_queue.queue", "response_read.read",
            "response_deadlines.deadlines", "response_deadlines.set_deadlines",
            *(f"response_steps.{step}" for step in (
                "take", "hand_on", "give_back", "set_deadline", "contact", "decide",
                "family_words", "look_again", "resume", "close", "reopen",
            )),
        )
    },
    **{
        f"{name}": _INSIDE
        for name in (
            "response_change.act", "response_change.keep", "response_change.give_back_all",
            "response_figures.counted",
            "response_figures.right_by_code", "response_raise.catch_up",
            "response_raise.raise_for_flags", "response_raise.nearer", "response_read.of_episode",
            "response_rows.rows", "family_view.of_family",
        )
    },
    "context.audit": _INSIDE,
    **{
        f"offer_{name}": _INSIDE
        for name in (
            "rows.visible", "rows.running", "rows.change", "rows.day_in_offer", "team.insert",
            "plan.insert", "children.open_moments", "children.write", "read.of_episode",
        )
    },
    "offer_team.staff": "who works with families, no family",
    "offers.start": "by scope in test_offers: it needs an open response",
    **{
        f"{name}": "by scope in test_offers: it needs an offer"
        for name in (
            "offers.set_safety_plan", "offers.end", "offer_team.join", "offer_team.leave",
            "offer_plan.change", "offer_plan.withdraw", "offer_hours.log", "offer_hours.correct",
            "offer_children.record", "offer_read.read", "offer_read.listed",
        )
    },
    "capacity.capacity": "counts of the whole site without a family, by role",
    "capacity.set_targets": "settings of the site, by role: in test_offers",
    **{
        f"{name}": "by group_access, with its own outsiders: in test_groups"
        for name in (
            "groups.groups", "group_making.group_form", "group_making.create",
            "group_making.set_leaders", "group_making.end", "group_places.candidates",
            "group_places.place", "group_places.end_place", "group_view.read",
            "group_form.session_form", "group_session.record_session",
        )
    },
    "groups.found": _INSIDE,
    "groups.if_visible": _INSIDE,
    "groups.running": _INSIDE,
    "group_view.of_episode": _INSIDE,
    "episodes.begin": _INSIDE,
    "families.add": _INSIDE,
    "families.checked": _INSIDE,
    "progress.assess": _INSIDE,
    "progress.reassess": _INSIDE,
    "visits.insert_visit": _INSIDE,
    "visits.write_visit": _INSIDE,
    "visits.write_ratings": _INSIDE,
    "visits.insert_ratings": _INSIDE,
    "visits.insert_rows": _INSIDE,
    "import_known.destination": _INSIDE,
    "import_write.write_plan": _INSIDE,
    "imports.prepare": _IMPORT,
    "imports.write": _IMPORT,
    **{
        f"maintenance.{name}": _COMMAND
        for name in ("administrator", "check", "project_leader", "reassess", "reset_password")
    },
    **{
        f"catalogue_edit.{name}": "the catalogue, no family; by role: in test_catalogue"
        for name in ("known", "compare", "take_in", "save")
    },
    "catalogue_edit.found_or_made": _INSIDE,
    "programme_write.insert": _INSIDE,
    "programme_write.update": _INSIDE,
    **{
        f"{name}": "a programme holds no family; by role: in test_programmes and test_effects"
        for name in (
            "programmes.listed", "programmes.get", "programme_edit.compare",
            "programme_edit.take_in", "programme_edit.save", "programme_edit.set_active",
            "programme_edit.steer_by",
            "programme_progress.progress", "effects.compute", "effects.latest",
            "effect_files.csv_file",
        )
    },
    **dict.fromkeys(
        (
            "accounts.lock_to_questionnaire", "enrolments.enrol", "enrolments.end",
            "enrolments.withdraw", "answer_form.load", "answers.record", "answers_due.remind",
            "answer_corrections.correct", "answer_corrections.withdraw",
        ),
        "needs a programme and an enrolment: by scope in test_answers_scope",
    ),
    **dict.fromkeys(
        (
            "enrolments.visible", "answers.insert", "answer_checks.check_day",
            "answer_checks.scored", "answer_moments.of_episode",
        ),
        _INSIDE,
    ),
    "catalogue.of_episode": _INSIDE,
    "effect_rows.rows_of": _INSIDE,
    "effects.latest_of": _INSIDE,
    "notes.write_on_request": "only where notes are forbidden: its scope is in test_notes",
    **{
        f"meeting_plans.{name}": _INSIDE
        for name in (
            "plan_for", "plan_many", "plan_missing", "after_visit", "after_visits", "follow",
            "replan", "drop_open", "take_back_drop", "move_start", "drop", "save",
        )
    },
    "meeting_lists.of_episode": _INSIDE,
    **{
        f"meetings.{name}": "needs a planned meeting: by scope in test_meetings"
        for name in ("agree", "hold", "drop")
    },
    **{
        f"{name}": "needs a report under way: by scope in test_reports"
        for name in (
            "reports.save", "report_steps.mark_read", "report_steps.rewrite",
            "report_steps.withdraw", "report_steps.lock", "report_read.pdf", "report_read.text",
            "report_read.locked",
        )
    },
    **{
        f"report_{name}": _INSIDE
        for name in (
            "facts.read", "read.of_episode", "read.composed", "change.held", "change.move",
        )
    },
    **dict.fromkeys(
        ("review_files.file", "review_read.taken_out"),
        "a review holds no family; by role and state: in test_review_files",
    ),
    **dict.fromkeys(
        (
            "review_compute.compute", "review_compute.release", "review_compute.discard",
            "review_decisions.add", "review_decisions.change", "review_decisions.close",
            "review_decisions.reopen", "review_notes.write", "review_read.open",
            "review_read.prepared", "review_read.released", "review_series.all_series",
            "review_series.by_name", "review_series.change", "review_series.choices",
            "review_series.create", "review_series.set_active",
        ),
        "a review holds no family; by role and state: in test_review_access",
    ),
    **dict.fromkeys(
        ("review_facts.read", "review_notes.insert", "review_read.visible"), _INSIDE
    ),
    "permissions.require": "the matrix itself",
    "scales.all_scales": "the scales of the site, no family",
    "trail.latest": "by role, the administrator's: in test_audit",
    "trail.of_family": "by role, the administrator's: in test_audit",
    "trail.people_of_family": "by role, the administrator's: in test_audit",
    "families.colleagues": "staff of one's own teams, no family",
    "visit_start.family_form": "teams, services and colleagues, no family",
}  # fmt: skip


def _public() -> Iterator[str]:
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"fit_tracker.services.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__ or name.startswith("_"):
                continue
            if {"ctx", "actor", "session"} & set(inspect.signature(function).parameters):
                yield f"{found.name}.{name}"


def test_every_service_function_stands_in_one_table() -> None:
    named = [*SHUT, *LISTS, *ELSEWHERE]
    assert sorted(named) == sorted(set(named))
    assert set(_public()) - set(named) == set()
    assert set(named) - set(_public()) == set(), "named here but gone"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_outsider_reads_and_writes_nothing(world: World, who: str) -> None:
    actor = OUTSIDERS[who](world.site, world)
    before = everything(world.ctx)
    for name, call in SHUT.items():
        if name == "families.create" and who in OF_THE_TEAM:
            continue
        # A new family is refused for its team: there is none yet that could be hidden.
        hidden = InvalidInput if name == "families.create" else NotFound
        assert isinstance(_refusal(call, world, actor), (hidden, NotAllowed)), name
    assert everything(world.ctx) == before

    family_id = world.family.family_id
    touched = _touching(world.ctx, family_id)
    for name, call in LISTS.items():
        shown = _shown(call, world, actor)
        assert str(family_id) not in shown, name
        assert "F-1" not in shown, name
        assert _touching(world.ctx, family_id) == touched, name


def _refusal(call: Call, world: World, actor: Actor) -> UserFacing | None:
    try:
        call(world, actor)
    except UserFacing as error:
        return error
    return None


def _shown(call: Call, world: World, actor: Actor) -> str:
    try:
        return repr(call(world, actor))
    except NotAllowed:
        return ""


def _touching(ctx: Context, family_id: UUID) -> int:
    query = "SELECT count(*) FROM audit WHERE list_contains(family_ids, ?)"
    return int(ask(ctx, query, family_id)[0][0])


@pytest.mark.parametrize("name", ["practitioner", "leader"])
def test_those_who_may_see_it_pass_every_door(world: World, name: str) -> None:
    """The same calls succeed for the right person: the refusals above are about scope."""
    actor = world.site.actors[name]
    shown = "".join(_shown(call, world, actor) for call in LISTS.values())
    assert str(world.family.family_id) in shown
    last = ["families.set_practitioners", "episodes.end", "episodes.reopen", "episodes.start"]
    order = [one for one in SHUT if one not in last and one != "visits.withdraw_rating"]
    for key in [*order, *last[:3], "episodes.end", "episodes.start"]:
        SHUT[key](world, actor)
    world.rating_id = ask(world.ctx, "SELECT rating_id FROM rating WHERE revision = 2")[0][0]
    SHUT["visits.withdraw_rating"](world, actor)


def test_another_familys_submission_id_reveals_nothing(world: World) -> None:
    """A guessed submission id answers like any other clash, without the visit behind it."""
    ctx, stranger = world.ctx, world.site.actors["other_practitioner"]
    theirs = ask(ctx, "SELECT submission_id FROM visit")[0][0]
    own = make_family(world.site, stranger, case_number="F-2")
    new = replace(_new_visit(world, theirs), episode_id=own.episode_id, participants=own.member_ids)
    before = everything(ctx)
    with pytest.raises(Conflict, match="allerede en måling") as caught:
        visits.record_visit(ctx, stranger, new)
    assert str(world.visit_id) not in str(caught.value)
    assert everything(ctx) == before


def test_an_episode_of_another_family_is_not_shown_through_ones_own(world: World) -> None:
    stranger = world.site.actors["other_practitioner"]
    own = make_family(world.site, stranger, case_number="F-2")
    view = family_view.load(world.ctx, stranger, own.family_id, world.family.episode_id)
    assert view.episode is None
    assert view.ratings == []


def test_parts_of_another_family_are_refused_in_ones_own(world: World) -> None:
    ctx, stranger = world.ctx, world.site.actors["other_practitioner"]
    own = make_family(world.site, stranger, case_number="F-2")
    day = ctx.today()
    visit_id = visits.record_visit(
        ctx,
        stranger,
        replace(_new_visit(world), episode_id=own.episode_id, participants=own.member_ids),
    ).visit_id
    theirs = world.family.member_ids[0]
    before = everything(ctx)
    with pytest.raises(InvalidInput):
        visits.record_visit(ctx, stranger, replace(_new_visit(world), episode_id=own.episode_id))
    with pytest.raises(InvalidInput):
        visits.add_ratings(
            ctx, stranger, visit_id, [make_rating(theirs, "outcome-adult", "20.0")], Source.PAPER
        )
    with pytest.raises(NotFound):
        families.correct_member(ctx, stranger, own.family_id, theirs, CHILD)
    with pytest.raises(NotFound):
        episodes.close_goal(ctx, stranger, own.episode_id, world.goal_id, day)
    with pytest.raises(InvalidInput):
        episodes.agree_goals(ctx, stranger, own.episode_id, day, ((theirs, "Ro"),))
    assert everything(ctx) == before
