"""What an attacker, a mistyped year or a form left open must not do after a flag was raised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.catalogue import CatalogueService
from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import FollowUpRule, Frame, Report
from fit_tracker.domain.offers import (
    Attends,
    Due,
    Lives,
    Moment,
    Profession,
    SafetyPlan,
    Stage,
)
from fit_tracker.domain.people import Actor
from fit_tracker.domain.reports import Draft
from fit_tracker.domain.responses import Decision, Result, Standing
from fit_tracker.domain.supervision import AgendaPaper
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound, UserFacing
from fit_tracker.services import (
    accounts,
    administration,
    assigning,
    catalogue_edit,
    episodes,
    families,
    family_beside,
    family_view,
    group_form,
    group_making,
    group_places,
    group_session,
    group_view,
    meeting_lists,
    meetings,
    notes,
    offer_children,
    offer_hours,
    offer_plan,
    offer_read,
    offer_team,
    offers,
    profiles,
    report_read,
    report_steps,
    reports,
    supervision,
    supervision_read,
    visit_plan,
    visits,
)
from fit_tracker.services import responses as r
from fit_tracker.ui import guard
from tests.factories import (
    Site,
    ask,
    everything,
    make_family,
    make_group,
    make_group_session,
    make_offer,
    make_rating,
    make_visit,
    on_day,
    sign_in,
)

GONE = (NotFound, NotAllowed)


@pytest.fixture
def emergency(site: Site) -> Actor:
    return site.actors["emergency"]


def brought_in(site: Site, case_number: str = "F-1") -> tuple[families.Created, UUID]:
    family = make_family(site, case_number=case_number)
    response_id = r.bring_in(site.ctx, site.leader, family.family_id, "Vold i hjemmet", "fagleder")
    return family, response_id


def closed(site: Site, emergency: Actor) -> tuple[families.Created, UUID]:
    """Taken, decided and closed: the emergency team's access is over."""
    family, response_id = brought_in(site)
    r.take(site.ctx, emergency, response_id, 1)
    decided = [Decision.SAFETY_PLAN, Decision.RAISE_INTENSITY]
    r.decide(site.ctx, emergency, response_id, 2, decided, "Mor flytter til sin søster", Decimal(6))
    r.family_words(site.ctx, emergency, response_id, 3, "Vi er trygge nu")
    r.close(site.ctx, emergency, response_id, 4, Result.OTHER_HELP, "Krisecenter")
    return family, response_id


def test_after_closing_every_door_to_the_family_is_shut(site: Site, emergency: Actor) -> None:
    family, _ = brought_in(site)
    ctx, visit_id = site.ctx, make_visit(site, family, site.ctx.today()).visit_id
    response_id = ask(ctx, "SELECT response_id FROM response")[0][0]
    new = visits.NewVisit(
        uuid4(), family.episode_id, ctx.today(), VisitStatus.ATTENDED, family.member_ids
    )
    doors: dict[str, Callable[[], object]] = {
        "family": lambda: family_view.load(ctx, emergency, family.family_id),
        "beside": lambda: family_beside.load(ctx, emergency, family.episode_id),
        "notes": lambda: notes.of_course(ctx, emergency, family.episode_id),
        "visit": lambda: visit_plan.load(ctx, emergency, visit_id),
        "note": lambda: notes.write(ctx, emergency, visit_id, 0, "Roligt besøg"),
        "record": lambda: visits.record_visit(ctx, emergency, replace(new, submission_id=uuid4())),
        "words": lambda: r.family_words(ctx, emergency, response_id, *next(said)),
    }
    said = iter([(2, "Godt"), (3, "Bedre")])
    r.take(ctx, emergency, response_id, 1)
    for door in doors.values():
        door()
    assert families.search(ctx, emergency, "F-1")
    r.close(ctx, emergency, response_id, 3, Result.BACK_ON_TRACK)
    before = everything(ctx)
    for name, door in doors.items():
        with pytest.raises(Conflict if name == "words" else GONE):
            door()
    assert everything(ctx) == before
    assert families.search(ctx, emergency, "F-1") == []
    assert str(family.family_id) not in repr(offer_read.listed(ctx, emergency))


def test_a_closed_response_says_nothing_of_the_family_as_it_is_now(
    site: Site, emergency: Actor
) -> None:
    """Case number, team, dates and result are left; service, hours, decisions and flags not."""
    _, response_id = closed(site, emergency)
    view = r.read(site.ctx, emergency, response_id)
    assert view.family is None
    (listed,) = r.queue(site.ctx, emergency, Standing.CLOSED).rows
    for row in (view.row, listed):
        assert not row.seen
        assert (row.service_name, row.weekly_hours, row.standing_flags) == ("", None, 0)
        assert (row.why, row.agreed_with, row.result_reason) == ("", "", "")
        assert (row.last_visit_on, row.episode_ended_on) == (None, None)
        assert not any((row.members, row.practitioners, row.reasons, row.sparks))
        assert row.result is Result.OTHER_HELP
    assert {(*step.codes, step.body) for step in view.steps} == {("",)}
    own = r.read(site.ctx, site.leader, response_id)
    assert own.row.service_name == "Familiebehandling"
    assert Decision.SAFETY_PLAN in own.steps[2].codes


def test_what_was_closed_long_ago_is_no_way_back_to_the_family(
    site: Site, emergency: Actor
) -> None:
    """The queue shows 90 days of closed responses; older ones open nothing for anybody."""
    family, response_id = closed(site, emergency)
    last = on_day(site.ctx, site.ctx.today() + timedelta(days=90))
    assert r.read(last, emergency, response_id).row.result is Result.OTHER_HELP
    late = on_day(site.ctx, site.ctx.today() + timedelta(days=91))
    before = everything(site.ctx)
    with pytest.raises(NotFound):
        r.read(late, emergency, response_id)
    for actor in (emergency, site.leader):
        with pytest.raises(InvalidInput, match="afsluttet"):
            r.reopen(late, actor, response_id, 5, "Nysgerrig")
    assert everything(site.ctx) == before
    assert r.read(late, site.leader, response_id).family is not None
    with pytest.raises(NotFound):
        family_view.load(late, emergency, family.family_id)


def test_an_acute_entry_is_never_taken_for_another_familys(site: Site) -> None:
    """The form's id belongs to one family: the same one for another must not be swallowed."""
    first, second = make_family(site), make_family(site, case_number="F-2")
    form = uuid4()
    one = r.bring_in(site.ctx, site.leader, first.family_id, "Vold", "fagleder", form)
    assert r.bring_in(site.ctx, site.leader, first.family_id, "Vold", "fagleder", form) == one
    with pytest.raises(Conflict):
        r.bring_in(site.ctx, site.leader, second.family_id, "Trusler", "fagleder", form)
    assert ask(site.ctx, "SELECT family_id FROM response") == [(first.family_id,)]


def test_a_visit_is_never_taken_for_another_familys(site: Site) -> None:
    first, second = make_family(site), make_family(site, case_number="F-2")
    new = visits.NewVisit(
        uuid4(), first.episode_id, site.ctx.today(), VisitStatus.ATTENDED, first.member_ids
    )
    kept = visits.record_visit(site.ctx, site.practitioner, new)
    assert visits.record_visit(site.ctx, site.practitioner, new).visit_id == kept.visit_id
    other = replace(new, episode_id=second.episode_id, participants=second.member_ids)
    with pytest.raises(Conflict):
        visits.record_visit(site.ctx, site.practitioner, other)


@pytest.mark.parametrize("what", ["group", "day"])
def test_a_group_session_is_never_taken_for_another(site: Site, what: str) -> None:
    """A form left open after it was saved: another group's session, or another day's, would be
    lost while the page says that it is saved."""
    family, day = make_family(site), site.ctx.today() - timedelta(days=14)
    groups = [make_group(site, name=name) for name in ("Angst", "Søskende")]
    for group_id in groups:
        group_places.place(site.ctx, site.practitioner, group_id, family.episode_id, day)
    form = uuid4()
    kept = make_group_session(site, groups[0], day, submission=form)
    again = make_group_session(site, groups[0], day, submission=form)
    assert again == replace(kept, already_there=True)
    group_id = groups[1] if what == "group" else groups[0]
    on = day if what == "group" else day + timedelta(days=7)
    with pytest.raises(Conflict):
        make_group_session(site, group_id, on, submission=form)
    assert ask(site.ctx, "SELECT count(*) FROM group_session") == [(1,)]


@pytest.mark.parametrize("what", ["rater", "about", "present", "family", "instrument", "goal"])
def test_forged_ids_in_a_group_session_write_nothing(site: Site, what: str) -> None:
    """Who runs a group writes for the families that have a place in it, and about nobody else."""
    ctx, day = site.ctx, site.ctx.today() - timedelta(days=7)
    family = make_family(site)
    stranger = make_family(site, site.actors["other_practitioner"], case_number="F-2")
    group_id = make_group(site)
    group_places.place(ctx, site.practitioner, group_id, family.episode_id, day)
    mother, theirs = family.member_ids[0], stranger.member_ids[0]
    rating = make_rating(mother, "outcome-adult", "20.0")
    forged = {
        "rater": replace(rating, rater_member_id=theirs),
        "about": replace(rating, member_id=theirs),
        "instrument": replace(rating, instrument_id="nothing-like-it"),
        "goal": replace(rating, goal_id=uuid4()),
    }.get(what, rating)
    came = group_session.FamilyCame(
        stranger.family_id if what == "family" else family.family_id,
        VisitStatus.ATTENDED,
        (*family.member_ids, theirs) if what == "present" else family.member_ids,
        (forged,),
    )
    new = group_session.NewSession(uuid4(), group_id, day, 90, (came,))
    before = everything(ctx)
    with pytest.raises(UserFacing):
        group_session.record_session(ctx, site.practitioner, new)
    assert everything(ctx) == before


def test_a_mistyped_year_in_a_plan_does_not_close_the_list_of_offers(
    site: Site, emergency: Actor
) -> None:
    """The averages count every planned day: a plan until 9999 would stop the page for all."""
    family = make_family(site)
    far = date.max
    down = (offers.StepDown(far, Stage.STEP_DOWN, Decimal(5)),)
    with pytest.raises(InvalidInput, match="to år"):
        make_offer(site, family, ahead=down)
    response_id = ask(site.ctx, "SELECT response_id FROM response")[0][0]
    r.take(site.ctx, emergency, response_id, 1)
    r.close(site.ctx, emergency, response_id, 2, Result.FALSE_ALARM, "prøve")
    offer_id = make_offer(site, family)
    with pytest.raises(InvalidInput, match="to år"):
        offer_plan.change(
            site.ctx, emergency, offer_id, 1, far, Stage.STEP_DOWN, Decimal(5), "tastefejl"
        )
    long_ago = make_family(site, case_number="F-2", started_on=date(1026, 11, 1))
    with pytest.raises(InvalidInput, match="to år"):
        make_offer(site, long_ago, started_on=date(1026, 11, 1))
    edge = site.ctx.today() + timedelta(days=730)
    offer_plan.change(
        site.ctx, emergency, offer_id, 1, edge, Stage.STEP_DOWN, Decimal(5), "nedtrapning"
    )
    assert len(offer_read.listed(site.ctx, emergency).running) == 1


@pytest.mark.parametrize(
    "frame",
    [
        Frame(follow_up=FollowUpRule(first_months=99_999)),
        Frame(follow_up=FollowUpRule(first_months=3, then_months=61)),
        Frame(follow_up=FollowUpRule(after_sessions=1001)),
        Frame(minutes_max=1441),
        Frame(hours_max=1001),
        Frame(sessions_max=1001),
        Frame(interval_days_max=367),
        Frame(age_max=121),
        Frame(group_size=201),
    ],
)
def test_a_service_written_on_the_page_keeps_the_limits_of_a_file(site: Site, frame: Frame) -> None:
    """Months without a limit make a day after year 9999: no course could begin in the service."""
    before = everything(site.ctx)
    with pytest.raises(InvalidInput, match="højst"):
        catalogue_edit.save(site.ctx, site.admin, None, CatalogueService("X1", "Prøve", (), frame))
    assert everything(site.ctx) == before


def test_whose_answers_are_left_out_of_a_report_has_no_goals_in_it(site: Site) -> None:
    """Parents who live apart: one does not read what the other has set as a goal."""
    family = make_family(site)
    mother, father, child = family.member_ids
    day = site.ctx.today() - timedelta(days=7)
    told = ((mother, "Sove igennem"), (father, "Holde op med at drikke"), (child, "Ro i timen"))
    episodes.agree_goals(site.ctx, site.practitioner, family.episode_id, day, told)
    both = [make_rating(one, "outcome-adult", "20.0") for one in (mother, father)]
    make_visit(site, family, day, both)
    report_id = reports.begin(site.ctx, site.practitioner, family.episode_id)
    hidden = {f"{father}|self|{father}": False}
    reports.save(site.ctx, site.practitioner, report_id, 1, Draft(shown=hidden))
    text = report_read.text(site.ctx, site.practitioner, report_id)
    assert "Sove igennem" in text
    assert "Ro i timen" in text, "nobody has left the child out"
    assert "drikke" not in text


@dataclass
class Full:
    """One family with everything that can be about it, to be stolen."""

    site: Site
    family: families.Created
    response_id: UUID
    offer_id: UUID
    report_id: UUID
    meeting_id: UUID
    supervision_id: UUID
    item_id: UUID
    group_id: UUID
    place_id: UUID
    visit_id: UUID


@pytest.fixture
def full(site: Site) -> Full:
    ctx, today = site.ctx, site.ctx.today()
    frame = Frame(follow_up=FollowUpRule(3, 6))
    ask(ctx, "UPDATE service SET frame = ?", to_json(frame))
    family = make_family(site, started_on=today - timedelta(days=30))
    visit_id = make_visit(site, family, today).visit_id
    notes.write(ctx, site.practitioner, visit_id, 0, "Roligt besøg")
    offer_id = make_offer(site, family)
    team = site.teams[0].team_id
    supervision_id = supervision.begin(ctx, site.leader, team, today + timedelta(days=3))
    supervision.pick(ctx, site.leader, supervision_id, "F-1")
    group_id = make_group(site)
    place_id = group_places.place(ctx, site.practitioner, group_id, family.episode_id, today)
    return Full(
        site,
        family,
        ask(ctx, "SELECT response_id FROM response")[0][0],
        offer_id,
        reports.begin(ctx, site.practitioner, family.episode_id),
        ask(ctx, "SELECT meeting_id FROM meeting")[0][0],
        supervision_id,
        ask(ctx, "SELECT item_id FROM supervision_item")[0][0],
        group_id,
        place_id,
        visit_id,
    )


def _doors(f: Full) -> dict[str, Callable[[Actor], object]]:
    """Everything that can be done to it by id."""
    ctx, site, today, one = f.site.ctx, f.site, f.site.ctx.today(), f.family
    children = (offer_children.ChildNow(one.member_ids[2], Lives.HOME, Attends.YES),)
    place = offer_team.NewPlace(Profession.PSYCHOLOGIST, None, "Psykolog")
    new = offers.NewOffer(today, Decimal(5), (place,), SafetyPlan.PRESENT)
    users = [site.practitioner.user_id]
    paper = AgendaPaper("da", *("x",) * 7, ())
    came = group_session.FamilyCame(one.family_id, VisitStatus.CANCELLED)
    held = group_session.NewSession(uuid4(), f.group_id, today, 60, (came,))
    response_id = f.response_id
    return {
        "response read": lambda a: r.read(ctx, a, f.response_id),
        "take": lambda a: r.take(ctx, a, response_id, 1),
        "hand on": lambda a: r.hand_on(ctx, a, response_id, 1, a.user_id),
        "give back": lambda a: r.give_back(ctx, a, response_id, 1, "x"),
        "deadline": lambda a: r.set_deadline(ctx, a, response_id, 1, today, "x"),
        "contact": lambda a: r.contact(ctx, a, response_id, 1, today),
        "decide": lambda a: r.decide(ctx, a, response_id, 1, [Decision.SUPERVISION]),
        "words": lambda a: r.family_words(ctx, a, response_id, 1, "x"),
        "look": lambda a: r.look_again(ctx, a, response_id, 1, today + timedelta(days=2)),
        "resume": lambda a: r.resume(ctx, a, response_id, 1),
        "close": lambda a: r.close(ctx, a, response_id, 1, Result.BACK_ON_TRACK),
        "reopen": lambda a: r.reopen(ctx, a, response_id, 1, "x"),
        "bring in": lambda a: r.bring_in(ctx, a, one.family_id, "x", "x"),
        "offer read": lambda a: offer_read.read(ctx, a, f.offer_id),
        "offer start": lambda a: offers.start(ctx, a, one.family_id, new),
        "offer safety": lambda a: offers.set_safety_plan(
            ctx, a, f.offer_id, 1, SafetyPlan.MISSING, today
        ),
        "offer end": lambda a: offers.end(ctx, a, f.offer_id, 1, today, children),
        "offer join": lambda a: offer_team.join(ctx, a, f.offer_id, 1, place, today),
        "offer leave": lambda a: offer_team.leave(ctx, a, f.offer_id, 1, uuid4()),
        "offer plan": lambda a: offer_plan.change(
            ctx, a, f.offer_id, 1, today, Stage.INTENSIVE, Decimal(3), "x"
        ),
        "offer withdraw": lambda a: offer_plan.withdraw(ctx, a, f.offer_id, 1, uuid4()),
        "offer hours": lambda a: offer_hours.log(
            ctx, a, f.offer_id, uuid4(), offer_hours.Hours(today, 60)
        ),
        "offer correct": lambda a: offer_hours.correct(
            ctx, a, f.offer_id, uuid4(), 1, offer_hours.Hours(today, 60)
        ),
        "children": lambda a: offer_children.record(
            ctx, a, f.offer_id, 1, Due(Moment.START, today), today, children
        ),
        "reports": lambda a: report_read.read(ctx, a, one.family_id),
        "report begin": lambda a: reports.begin(ctx, a, one.episode_id),
        "report save": lambda a: reports.save(ctx, a, f.report_id, 1, Draft("x")),
        "report read": lambda a: report_steps.mark_read(ctx, a, f.report_id, 1, today, "x", ""),
        "report rewrite": lambda a: report_steps.rewrite(ctx, a, f.report_id, 1),
        "report withdraw": lambda a: report_steps.withdraw(ctx, a, f.report_id, 1),
        "report lock": lambda a: report_steps.lock(ctx, a, f.report_id, 1),
        "report pdf": lambda a: report_read.pdf(ctx, a, f.report_id),
        "report locked": lambda a: report_read.locked(ctx, a, f.report_id),
        "report text": lambda a: report_read.text(ctx, a, f.report_id),
        "meetings": lambda a: meeting_lists.read(ctx, a, one.episode_id),
        "agree": lambda a: meetings.agree(ctx, a, f.meeting_id, today),
        "hold": lambda a: meetings.hold(ctx, a, f.meeting_id, today),
        "drop": lambda a: meetings.drop(ctx, a, f.meeting_id, "x"),
        "rhythm": lambda a: meetings.decide_rhythm(ctx, a, one.episode_id, 3, "x"),
        "supervision held": lambda a: supervision_read.held(ctx, a, f.supervision_id),
        "supervision pick": lambda a: supervision.pick(ctx, a, f.supervision_id, "F-1"),
        "supervision day": lambda a: supervision.set_day(ctx, a, f.supervision_id, today),
        "supervision remove": lambda a: supervision.remove(ctx, a, f.item_id),
        "supervision move": lambda a: supervision.move(ctx, a, f.item_id, up=True),
        "supervision decide": lambda a: supervision.decide(ctx, a, f.item_id, "x"),
        "supervision close": lambda a: supervision.close(ctx, a, f.supervision_id),
        "supervision paper": lambda a: supervision.paper(ctx, a, f.supervision_id, paper),
        "assign": lambda a: assigning.assign(ctx, a, one.family_id, [a.user_id], users),
        "hand over": lambda a: assigning.hand_over(
            ctx, a, users[0], a.user_id, [one.family_id]
        ),
        "move": lambda a: assigning.move_to_team(
            ctx, a, one.family_id, site.teams[1].team_id
        ),
        "profile": lambda a: profiles.set_profile(ctx, a, users[0], ["x"], None),
        "group": lambda a: group_view.read(ctx, a, f.group_id),
        "group leaders": lambda a: group_making.set_leaders(ctx, a, f.group_id, [a.user_id]),
        "group end": lambda a: group_making.end(ctx, a, f.group_id, today),
        "group candidates": lambda a: group_places.candidates(ctx, a, f.group_id),
        "group place": lambda a: group_places.place(ctx, a, f.group_id, one.episode_id, today),
        "group end place": lambda a: group_places.end_place(
            ctx, a, f.place_id, f.group_id, today
        ),
        "group form": lambda a: group_form.session_form(ctx, a, f.group_id, today),
        "group session": lambda a: group_session.record_session(ctx, a, held),
        "note": lambda a: notes.read(ctx, a, f.visit_id),
        "beside": lambda a: family_beside.load(ctx, a, one.episode_id),
    }  # fmt: skip


NOT_THEIRS = (
    "report", "agree", "hold", "drop", "rhythm", "meetings", "supervision", "assign", "move",
    "hand over", "profile", "group", "bring in",
)  # fmt: skip


@pytest.mark.parametrize(
    "who",
    ["other_leader", "other_practitioner", "colleague", "steering", "administrator",
     "closed leader", "closed practitioner", "emergency"],
)  # fmt: skip
def test_nothing_about_a_family_opens_for_one_who_may_not_see_it(full: Full, who: str) -> None:
    site = full.site
    name = who.removeprefix("closed ")
    actor = site.actors[name]
    if name != who:
        administration.set_active(site.ctx, site.admin, actor.user_id, False)
    doors = _doors(full)
    if who == "emergency":
        doors = {name: door for name, door in doors.items() if name.startswith(NOT_THEIRS)}
    before = everything(site.ctx)
    for name, door in doors.items():
        with pytest.raises(UserFacing) as caught:
            door(actor)
        assert isinstance(caught.value, GONE), (name, caught.value)
    assert everything(site.ctx) == before


def test_the_same_doors_open_for_the_leader(full: Full) -> None:
    """So that the refusals above are about scope: the others do it, or say why not now."""
    shut = set()
    for name, door in _doors(full).items():
        try:
            door(full.site.leader)
        except GONE:
            shut.add(name)
        except UserFacing:
            pass
    # Hours nobody wrote, a version nobody locked, an item that was just removed, and a team of
    # somebody else's.
    gone = {"offer correct", "report locked", "supervision move", "supervision decide", "move"}
    assert shut == gone


PASTED = ["010190\u20111234", "010190 \u2013 1234", "0101\u200b90\u00ad-1234", "010190\u00001234"]


@pytest.mark.parametrize("number", [*PASTED, "\uff10\uff11\uff10\uff11\uff19\uff10-1234"])
def test_a_pasted_cpr_number_is_not_hidden_by_its_dash(site: Site, number: str) -> None:
    """Word processors make other dashes of "-", and leave signs that nobody sees."""
    visit_id = make_visit(site, make_family(site), site.ctx.today()).visit_id
    with pytest.raises(InvalidInput, match="CPR"):
        notes.write(site.ctx, site.practitioner, visit_id, 0, f"Mor ({number}) ringede")
    notes.write(site.ctx, site.practitioner, visit_id, 0, "Den 12-11-2026 kl. 14.30, sag 1234")


def test_a_note_holds_no_signs_that_turn_or_hide_words(site: Site) -> None:
    visit_id = make_visit(site, make_family(site), site.ctx.today()).visit_id
    notes.write(site.ctx, site.practitioner, visit_id, 0, "ikke \u202evold\u202c\u0000 set")
    note = notes.read(site.ctx, site.practitioner, visit_id).note
    assert note is not None and note.body == "ikke vold set"


@pytest.mark.parametrize("rule", [Report.NO, Report.CONDITIONAL])
def test_a_report_asks_the_service_of_today(site: Site, rule: Report) -> None:
    """Begun in a service that has reports, and the course has since come to one that writes
    none, or none without the parent's consent."""
    ctx, family = site.ctx, make_family(site)
    report_id = reports.begin(ctx, site.practitioner, family.episode_id)
    read = (ctx, site.practitioner, report_id)
    ask(ctx, "UPDATE service SET frame = ?", to_json(Frame(report=rule)))
    with pytest.raises(InvalidInput, match="rapport"):
        report_steps.mark_read(*read, 1, ctx.today(), "Mor", "")
    ask(ctx, "UPDATE service SET frame = ?", to_json(Frame()))
    report_steps.mark_read(*read, 1, ctx.today(), "Mor", "")
    ask(ctx, "UPDATE service SET frame = ?", to_json(Frame(report=rule)))
    with pytest.raises(InvalidInput, match="rapport"):
        report_steps.lock(*read, 2)


def test_what_the_family_did_not_read_is_never_locked(site: Site) -> None:
    ctx, family = site.ctx, make_family(site)
    report_id = reports.begin(ctx, site.practitioner, family.episode_id)
    report_steps.mark_read(ctx, site.practitioner, report_id, 1, ctx.today(), "Mor", "")
    ask(ctx, "UPDATE status_report SET content = replace(content, 'Statusrapport', 'Udtalelse')")
    with pytest.raises(Conflict, match="ændret uden om"):
        report_steps.lock(ctx, site.practitioner, report_id, 2)


def test_a_file_is_not_made_for_one_who_has_left(app_site: Site) -> None:
    """The button stands on the page after the session has ended, or while the family has the
    tablet."""
    session = sign_in(app_site, "leader")
    make = guard.file(session, lambda now: now.display_name.encode())
    assert make() == b"Leader"
    accounts.sign_out(app_site.ctx, session)
    with pytest.raises(NotAllowed, match="ikke logget ind"):
        make()
