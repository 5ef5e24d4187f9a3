"""Status reports: written, read by the family, locked for ever; and who was first."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import Frame, Report
from fit_tracker.domain.people import Actor, MemberRole, RaterKind
from fit_tracker.domain.reports import Draft, ReportState
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.exchange.report_document import Document, Section, fingerprint
from fit_tracker.services import (
    episodes,
    families,
    report_read,
    report_steps,
    reports,
    visits,
)
from fit_tracker.services.families import Created
from fit_tracker.services.report_curves import code_of
from fit_tracker.services.report_read import ReportDesk, Stored
from fit_tracker.services.results import SeriesKey
from seed import reports as seeded
from seed.accounts import Staff
from tests.factories import (
    Site,
    ask,
    everything,
    give,
    later,
    make_family,
    make_rating,
    make_visit,
    on_day,
    trail,
)

WRITTEN = Draft("Faste rammer om aftenen.\n\nRo ved måltider.", "Godt.", "Fire besøg til.")


@pytest.fixture
def family(site: Site) -> Created:
    """Three visits in which the mother gains 10 points, and one that was cancelled."""
    made = make_family(site, practitioners=(site.practitioner.user_id, colleague(site)))
    for ago, mother, father in ((60, "14.0", "20.0"), (40, "18.0", "21.0"), (20, "24.0", "20.5")):
        give(site, made, day(site, ago), mother, father, "22.0")
    make_visit(site, made, day(site, 10), status=VisitStatus.CANCELLED)
    return made


def colleague(site: Site) -> UUID:
    return site.actors["colleague"].user_id


def day(site: Site, ago: int) -> date:
    return site.ctx.today() - timedelta(days=ago)


def desk(site: Site, family: Created) -> ReportDesk:
    return report_read.read(site.ctx, site.practitioner, family.family_id)


def under_way(site: Site, family: Created) -> Stored:
    found = desk(site, family).open
    assert found is not None
    return found


def begun(site: Site, family: Created, draft: Draft = WRITTEN) -> UUID:
    report_id = reports.begin(site.ctx, site.practitioner, family.episode_id)
    reports.save(site.ctx, site.practitioner, report_id, 1, draft)
    return report_id


def is_read(site: Site, family: Created, remarks: str = "", draft: Draft = WRITTEN) -> UUID:
    report_id = begun(site, family, draft)
    report_steps.mark_read(
        site.ctx, site.practitioner, report_id, 2, site.ctx.today(), "Mor og far", remarks
    )
    return report_id


def locked(site: Site, family: Created) -> UUID:
    report_id = is_read(site, family)
    report_steps.lock(site.ctx, site.practitioner, report_id, 3)
    return report_id


def text(site: Site, report_id: UUID) -> str:
    return report_read.text(site.ctx, site.practitioner, report_id)


def section(document: Document | None, heading: str) -> Section:
    assert document is not None
    return next(one for one in document.sections if one.heading == heading)


def set_rule(site: Site, rule: Report) -> None:
    ask(site.ctx, "UPDATE service SET frame = ?", json.dumps({"report": rule.value}))


def test_everything_that_is_known_stands_there_already(site: Site, family: Created) -> None:
    reports.begin(site.ctx, site.practitioner, family.episode_id)
    document = desk(site, family).document
    facts = {fact.label: fact.text for fact in section(document, "Forløbet indtil nu").facts}
    boy = site.ctx.today().year - 2017
    assert facts["Familien"] == f"Mor, far, dreng {boy} år"
    assert facts["Besøg"] == "3 gennemført, 1 aflyst"
    assert facts["Deltagelse"] == f"Mor: 3; far: 3; dreng {boy} år: 3 (af 3 besøg)"
    assert facts["Tid"] == "ikke skrevet op"
    assert facts["Behandlere"] == "Colleague, Practitioner"
    assert facts["Efter loven"] == "BL § 32"
    curves = section(document, "Familiens egne svar om trivsel").curves
    assert [curve.name for curve in curves] == ["Mor", "Far", f"Dreng {boy} år"]
    # 10 points is more than the error of the built-in adult scale, half a point is not.
    assert "fremgang ud over målefejlen" in curves[0].sentence
    assert "ikke større end målefejlen" in curves[1].sentence


def test_goals_stand_with_their_first_and_latest_rating(site: Site, family: Created) -> None:
    mother = family.member_ids[0]
    episodes.agree_goals(
        site.ctx, site.practitioner, family.episode_id, day(site, 50), ((mother, "Faste tider"),)
    )
    goal_id = ask(site.ctx, "SELECT goal_id FROM goal")[0][0]
    for ago, score in ((30, "2.0"), (15, "6.0")):
        rating = rated_goal(mother, goal_id, score)
        make_visit(site, family, day(site, ago), [rating])
    reports.begin(site.ctx, site.practitioner, family.episode_id)
    table = section(desk(site, family).document, "Mål").table
    assert table is not None
    assert table.rows == (("Faste tider", "Mor", "2,0", "6,0", "2"),)


def rated_goal(member_id: UUID, goal_id: UUID, score: str) -> visits.NewRating:
    return replace(make_rating(member_id, "goal", score), goal_id=goal_id)


def test_what_one_says_of_another_is_shown_only_when_chosen(site: Site) -> None:
    members = (
        families.NewMember(MemberRole.MOTHER, 1986, "Mor"),
        families.NewMember(MemberRole.CHILD, 2017, "Dreng"),
    )
    family = make_family(site, members=members)
    mother, boy = family.member_ids
    about = replace(
        make_rating(boy, "outcome-child-caretaker", "20.0"),
        rater_kind=RaterKind.CARETAKER,
        rater_member_id=mother,
    )
    make_visit(site, family, day(site, 9), [make_rating(mother, "outcome-adult", "21.0"), about])
    report_id = reports.begin(site.ctx, site.practitioner, family.episode_id)
    found = desk(site, family)
    assert [(one.name.split(" ")[0:2], one.shown) for one in found.shown] == [
        (["Mor"], True),
        (["Mor", "om"], False),
    ]
    assert "Mor om" not in text(site, report_id)
    chosen = Draft(shown={found.shown[1].code: True, found.shown[0].code: False})
    reports.save(site.ctx, site.practitioner, report_id, 1, chosen)
    names = [c.name for c in section(desk(site, family).document, WELLBEING).curves]
    assert len(names) == 1 and names[0].startswith("Mor om dreng")


WELLBEING = "Familiens egne svar om trivsel"


def test_who_is_left_out_is_left_out_everywhere(site: Site, family: Created) -> None:
    father = family.member_ids[1]
    give(site, family, day(site, 5), "30.0", "12.3", "30.0", measure="alliance")
    key = SeriesKey(father, RaterKind.SELF, father)
    report_id = begun(site, family, replace(WRITTEN, shown={code_of(key): False}))
    told = text(site, report_id)
    assert "20,5" not in told and "12,3" not in told
    assert "Her vises de svar, som er valgt ud" in told
    assert "30,0 af 40" in told


def test_two_grown_peoples_answers_in_one_report_are_pointed_out(
    site: Site, family: Created
) -> None:
    begun(site, family)
    assert desk(site, family).several_adults
    father = family.member_ids[1]
    hidden = {code_of(SeriesKey(father, RaterKind.SELF, father)): False}
    reports.save(
        site.ctx, site.practitioner, under_way(site, family).report_id, 2, Draft(shown=hidden)
    )
    assert not desk(site, family).several_adults


def test_the_family_reads_and_then_it_is_locked(site: Site, family: Created) -> None:
    said = "  Vi er ikke enige om punkt 2.\n\nSkriv *det*  sådan:  #1 "
    report_id = is_read(site, family, said)
    stored = under_way(site, family)
    assert stored.state is ReportState.READ
    # Word for word: only the ends are trimmed.
    assert stored.remarks == said.strip()
    assert fingerprint(stored.content) == stored.content_hash
    report_steps.lock(site.ctx, site.practitioner, report_id, stored.revision)
    (version,) = desk(site, family).locked
    assert version.content == stored.content
    assert version.locked_at is not None
    assert "Skriv *det*  sådan:  #1" in text(site, report_id)


def test_what_the_family_read_does_not_follow_the_figures(site: Site, family: Created) -> None:
    report_id = is_read(site, family)
    before, paper = text(site, report_id), report_read.pdf(site.ctx, site.practitioner, report_id)
    give(site, family, day(site, 1), "39.9")
    assert text(site, report_id) == before
    assert report_read.pdf(site.ctx, site.practitioner, report_id) == paper


def test_a_draft_follows_the_figures(site: Site, family: Created) -> None:
    report_id = begun(site, family)
    give(site, family, day(site, 1), "39.9")
    assert "39,9" in text(site, report_id)


def test_a_locked_version_gives_the_same_files_for_ever(site: Site, family: Created) -> None:
    report_id = locked(site, family)
    first = report_read.pdf(site.ctx, site.practitioner, report_id)
    much_later = later(on_day(site.ctx, site.ctx.today() + timedelta(days=400)), days=400)
    assert report_read.pdf(much_later, site.leader, report_id) == first


def test_a_locked_version_is_never_changed(site: Site, family: Created) -> None:
    report_id = locked(site, family)
    ctx, actor = site.ctx, site.practitioner
    calls: list[Callable[[], object]] = [
        lambda: reports.save(ctx, actor, report_id, 4, Draft("andet")),
        lambda: report_steps.mark_read(ctx, actor, report_id, 4, ctx.today(), "Mor", ""),
        lambda: report_steps.rewrite(ctx, actor, report_id, 4),
        lambda: report_steps.withdraw(ctx, actor, report_id, 4),
        lambda: report_steps.lock(ctx, actor, report_id, 4),
    ]
    for call in calls:
        with pytest.raises(Conflict, match="Practitioner låste version 1 kl. .*begynd en ny"):
            call()


def test_a_change_outside_the_program_is_noticed(site: Site, family: Created) -> None:
    report_id = locked(site, family)
    ask(site.ctx, "UPDATE status_report SET content = replace(content, '24,0', '34,0')")
    for take in (report_read.pdf, report_read.text, report_read.locked):
        with pytest.raises(Conflict, match="ændret uden om FIT Tracker"):
            take(site.ctx, site.practitioner, report_id)


def test_only_what_is_locked_is_read_as_locked(site: Site, family: Created) -> None:
    report_id = is_read(site, family, "Vi er uenige.")
    with pytest.raises(NotFound):
        report_read.locked(site.ctx, site.practitioner, report_id)
    report_steps.lock(site.ctx, site.practitioner, report_id, under_way(site, family).revision)
    give(site, family, site.ctx.today(), "39.0")
    found = report_read.locked(site.ctx, site.practitioner, report_id)
    assert section(found, "Familiens bemærkninger").quote == ("Vi er uenige.",)
    assert trail(site.ctx, "report_read")[-1][1] == [family.family_id]
    with pytest.raises(NotFound):
        report_read.locked(site.ctx, site.actors["other_leader"], report_id)


def test_a_new_version_goes_on_from_the_last(site: Site, family: Created) -> None:
    locked(site, family)
    reports.begin(site.ctx, site.leader, family.episode_id)
    stored = under_way(site, family)
    assert stored.version == 2
    assert stored.draft == WRITTEN
    assert [one.version for one in desk(site, family).versions] == [2, 1]


def test_a_withdrawn_one_counts_as_a_version_and_gives_no_words(
    site: Site, family: Created
) -> None:
    report_id = begun(site, family)
    report_steps.withdraw(site.ctx, site.practitioner, report_id, 2)
    reports.begin(site.ctx, site.practitioner, family.episode_id)
    stored = under_way(site, family)
    assert (stored.version, stored.draft) == (2, Draft())


def test_only_one_is_under_way(site: Site, family: Created) -> None:
    begun(site, family)
    with pytest.raises(Conflict, match="Practitioner begyndte version 1 kl. .* Skriv videre"):
        reports.begin(site.ctx, site.leader, family.episode_id)


def test_the_second_of_two_writers_is_told_who_was_first(site: Site, family: Created) -> None:
    report_id = begun(site, family)
    reports.save(site.ctx, site.actors["colleague"], report_id, 2, Draft("Min udgave"))
    with pytest.raises(Conflict, match="Colleague ændrede rapporten kl. .* Intet er overskrevet"):
        reports.save(site.ctx, site.practitioner, report_id, 2, Draft("Din udgave"))
    assert under_way(site, family).draft.worked_on == "Min udgave"


def test_nobody_writes_in_what_the_family_has_read(site: Site, family: Created) -> None:
    report_id = is_read(site, family)
    with pytest.raises(Conflict, match="ændrede rapporten"):
        reports.save(site.ctx, site.practitioner, report_id, 3, Draft("nyt"))


def test_it_can_be_written_anew_and_keeps_what_the_family_said(site: Site, family: Created) -> None:
    report_id = is_read(site, family, "Ret punkt 2.")
    report_steps.rewrite(site.ctx, site.practitioner, report_id, 3)
    stored = under_way(site, family)
    assert (stored.state, stored.content, stored.remarks) == (ReportState.DRAFT, "", "Ret punkt 2.")
    assert "ikke gennemlæst" in text(site, report_id)
    with pytest.raises(Conflict):
        report_steps.lock(site.ctx, site.practitioner, report_id, stored.revision)


def test_it_is_not_locked_before_the_family_has_read_it(site: Site, family: Created) -> None:
    report_id = begun(site, family)
    with pytest.raises(Conflict):
        report_steps.lock(site.ctx, site.practitioner, report_id, 2)
    assert under_way(site, family).state is ReportState.DRAFT


@pytest.mark.parametrize("ahead", [1, -40])
def test_the_family_reads_it_after_it_was_begun_and_not_tomorrow(
    site: Site, family: Created, ahead: int
) -> None:
    report_id = begun(site, family)
    on = site.ctx.today() + timedelta(days=ahead)
    with pytest.raises(
        InvalidInput, match="Dagen, hvor familien læste rapporten, skal ligge mellem"
    ):
        report_steps.mark_read(site.ctx, site.practitioner, report_id, 2, on, "Mor", "")


@pytest.mark.parametrize("field", ["worked_on", "cooperation", "next_steps"])
def test_no_cpr_number_is_written_down(site: Site, family: Created, field: str) -> None:
    report_id = begun(site, family)
    with pytest.raises(InvalidInput, match="ligner et CPR-nummer"):
        reports.save(
            site.ctx, site.practitioner, report_id, 2, Draft(**{field: "barnet 010117-4321"})
        )


def test_a_service_without_reports_refuses_with_the_reason(site: Site, family: Created) -> None:
    set_rule(site, Report.NO)
    with pytest.raises(InvalidInput, match="ikke skrives statusrapport"):
        reports.begin(site.ctx, site.practitioner, family.episode_id)


def test_a_conditional_report_asks_for_both_conditions(site: Site, family: Created) -> None:
    set_rule(site, Report.CONDITIONAL)
    for relevant, consent in ((False, False), (True, False), (False, True)):
        with pytest.raises(InvalidInput, match="relevant, og forælderen samtykker"):
            reports.begin(
                site.ctx, site.practitioner, family.episode_id, relevant=relevant, consent=consent
            )
    report_id = reports.begin(
        site.ctx, site.practitioner, family.episode_id, relevant=True, consent=True
    )
    reports.save(site.ctx, site.practitioner, report_id, 1, WRITTEN)
    kept = under_way(site, family).draft
    assert (kept.relevant, kept.consent) == (True, True)


def test_a_course_that_has_ended_gets_its_closing_report(site: Site, family: Created) -> None:
    episodes.end(
        site.ctx, site.practitioner, family.episode_id, day(site, 2), EndReason.GOALS_REACHED, True
    )
    report_id = locked(site, family)
    assert "afsluttet: målene er nået" in text(site, report_id)


def test_reading_and_taking_out_are_in_the_trail(site: Site, family: Created) -> None:
    report_id = locked(site, family)
    desk(site, family)
    report_read.pdf(site.ctx, site.leader, report_id)
    text(site, report_id)
    for what in ("report_begun", "report_written", "report_family_read", "report_locked",
                 "report_read", "report_pdf", "report_text"):  # fmt: skip
        rows = trail(site.ctx, what)
        assert rows and rows[0][1] == [family.family_id], what
        assert "Faste rammer" not in str(rows)


def test_a_course_without_a_visit_has_a_report_too(site: Site) -> None:
    family = make_family(site)
    report_id = reports.begin(site.ctx, site.practitioner, family.episode_id)
    assert "Besøg: 0 gennemført" in text(site, report_id)
    assert report_read.pdf(site.ctx, site.practitioner, report_id).startswith(b"%PDF")


@pytest.mark.parametrize(
    "who", ["other_practitioner", "other_leader", "administrator", "emergency", "steering"]
)
def test_an_outsider_reads_and_writes_no_report(site: Site, family: Created, who: str) -> None:
    report_id = is_read(site, family)
    ctx, actor = site.ctx, site.actors[who]
    before = everything(ctx)
    calls: list[Callable[[], object]] = [
        lambda: reports.save(ctx, actor, report_id, 3, Draft("andet")),
        lambda: report_steps.mark_read(ctx, actor, report_id, 3, ctx.today(), "Mor", ""),
        lambda: report_steps.rewrite(ctx, actor, report_id, 3),
        lambda: report_steps.withdraw(ctx, actor, report_id, 3),
        lambda: report_steps.lock(ctx, actor, report_id, 3),
        lambda: report_read.pdf(ctx, actor, report_id),
        lambda: report_read.locked(ctx, actor, report_id),
        lambda: report_read.text(ctx, actor, report_id),
    ]
    for call in calls:
        with pytest.raises((NotAllowed, NotFound)):
            call()
    assert everything(ctx) == before


def test_of_two_who_begin_at_once_one_is_told(site: Site, family: Created) -> None:
    answers: list[object] = []

    def try_it(actor: Actor) -> None:
        try:
            answers.append(reports.begin(site.ctx, actor, family.episode_id))
        except Conflict as error:
            answers.append(error)

    both = [Thread(target=try_it, args=(who,)) for who in (site.practitioner, site.leader)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(isinstance(answer, Conflict) for answer in answers) == [False, True]
    assert len(desk(site, family).versions) == 1


def test_the_demo_writes_reports_about_families_that_are_known(site: Site) -> None:
    """The same date gives the same reports; a family seen less than five times has none."""
    for number, seen in ((1, 6), (2, 2)):
        made = make_family(site, case_number=f"F-{number}")
        for n in range(seen):
            give(site, made, day(site, 60 - 7 * n), "20.0")
    staff = Staff(
        site.admin,
        tuple(team.team_id for team in site.teams),
        ((site.practitioner, site.actors["colleague"]),),
        (site.leader,),
        site.actors["emergency"],
        site.actors["project"],
    )
    seeded.on_day(site.ctx, staff, date(2026, 11, 12))
    assert ask(site.ctx, "SELECT count(*) FROM status_report") == [(0,)]
    seeded.on_day(site.ctx, staff, date(2026, 11, 11))
    seeded.once(site.ctx, staff, date(2026, 11, 20))
    rows = ask(
        site.ctx,
        "SELECT f.case_number, r.state FROM status_report r JOIN family f USING (family_id)",
    )
    assert {case for case, _ in rows} == {"F-1"}


def test_sessions_stand_against_the_services_own_frame(site: Site, family: Created) -> None:
    frame = to_json(Frame(sessions_max=8, hours_max=12))
    ask(site.ctx, "UPDATE service SET frame = ?", frame)
    ask(site.ctx, "UPDATE visit SET minutes = 90 WHERE status = 'attended'")
    told = text(site, begun(site, family))
    assert "Indsatsens ramme: 3 af 8 besøg, 4,5 af 12 timer" in told
    assert "Tid: 4,5 timer i alt" in told


def test_the_report_is_for_the_meeting_that_comes_next(site: Site, family: Created) -> None:
    due = site.ctx.today() + timedelta(days=12)
    meeting_id = uuid4()
    ask(site.ctx, "DELETE FROM meeting")
    site.ctx.database.in_transaction(
        lambda unit: unit.execute(
            "meetings/insert_many",
            meeting_ids=[meeting_id],
            family_ids=[family.family_id],
            episode_ids=[family.episode_id],
            kinds=["status"],
            sequences=[1],
            due_days=[due],
            rules=["after_sessions"],
            created_at=site.ctx.clock(),
            created_by=site.practitioner.user_id,
        )
    )
    told = text(site, begun(site, family))
    assert f"Næste møde: statusmøde {due:%d-%m-%Y}, ikke aftalt endnu" in told
    assert ask(site.ctx, "SELECT meeting_id FROM status_report") == [(meeting_id,)]
