"""Imports into a real database: what is new, what is there, and what is refused and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook

from fit_tracker.domain.people import MemberRole, RaterKind
from fit_tracker.domain.visits import Place, VisitStatus
from fit_tracker.errors import InvalidInput, NotAllowed, PackInvalid
from fit_tracker.services import (
    administration,
    families,
    family_view,
    imports,
    lists,
    maintenance,
    progress,
    visits,
)
from fit_tracker.services.context import Context
from fit_tracker.services.imports import Preview, Result
from tests.factories import Site

MAPPING = """\
family: {column: sagsnr}
member: {column: navn}
role: {column: rolle, values: {mor: mother, far: father, barn: child}}
birth_year: {column: født}
rater: {column: svar, values: {selv: self, mor: "caretaker:Mor", lærer: school}}
instrument: {column: skema, values: {ORS: outcome, SRS: alliance}}
visit: {date: {column: dato}}
score: {total: {column: total}, items: [a, b, c, d]}
new_families: {service: N02, team: Nord, practitioners: [practitioner, colleague]}
"""
HEAD = "sagsnr;navn;rolle;født;svar;skema;dato;total;a;b;c;d"
GOOD = (
    "F-1;Mor;mor;1985;selv;ORS;20-01-2025;12,4;;;;",
    "F-1;Mor;mor;1985;selv;SRS;20-01-2025;;9;9,5;10;8",
    "F-1;Dreng;barn;2015;selv;ORS;20-01-2025;20;;;;",
    "F-1;Dreng;barn;2015;mor;ORS;20-01-2025;15;;;;",
    "F-1;Mor;mor;1985;selv;ORS;27-01-2025;17,4;;;;",
    "F-1;Mor;mor;1985;selv;ORS;03-02-2025;;;;;",
    "F-2;Far;far;1980;selv;ORS;21-01-2025;31;;;;",
)


def _csv(*rows: str) -> bytes:
    return "\r\n".join((HEAD, *rows)).encode("utf-8-sig")


def _prepare(site: Site, *rows: str, mapping: str = MAPPING) -> Preview:
    return imports.prepare(site.ctx, site.admin, "r.csv", _csv(*rows), mapping, "m.yaml")


def _import(site: Site, *rows: str, valid_rows_only: bool = False) -> Result:
    return imports.write(site.ctx, site.admin, _prepare(site, *rows), valid_rows_only)


def _counts(ctx: Context) -> dict[str, int]:
    """How many rows each table with family data holds, asked past all services."""
    cursor = ctx.database.cursor()
    tables = ("family", "member", "episode", "visit", "visit_participant", "rating", "flag")
    found = {}
    for table in tables:
        row = cursor.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert row is not None
        found[table] = row[0]
    return found


def _family(site: Site, case_number: str) -> family_view.FamilyView:
    found = families.search(site.ctx, site.practitioner, case_number)
    return family_view.load(site.ctx, site.practitioner, found[0].family_id)


def test_a_dry_run_counts_and_writes_nothing(site: Site) -> None:
    summary = _prepare(site, *GOOD).summary
    assert (summary.families.new, summary.members.new, summary.visits.new) == (2, 3, 3)
    assert (summary.ratings.new, summary.rejected, summary.empty, summary.read) == (6, 0, 1, 7)
    assert summary.by_instrument == {
        "alliance-13plus": 1,
        "outcome-adult": 3,
        "outcome-child": 1,
        "outcome-child-caretaker": 1,
    }
    assert set(_counts(site.ctx).values()) == {0}


def test_what_is_imported_is_what_the_practitioner_sees(site: Site) -> None:
    assert _import(site, *GOOD).written
    view = _family(site, "F-1")
    assert [(one.role, one.birth_year, one.label) for one in view.members] == [
        (MemberRole.MOTHER, 1985, "Mor"),
        (MemberRole.CHILD, 2015, "Dreng"),
    ]
    totals = sorted((one.measure, one.rater_kind, one.total) for one in view.ratings)
    assert totals == [
        ("alliance", RaterKind.SELF, Decimal("36.5")),
        ("outcome", RaterKind.CARETAKER, Decimal(15)),
        ("outcome", RaterKind.SELF, Decimal("12.4")),
        ("outcome", RaterKind.SELF, Decimal("17.4")),
        ("outcome", RaterKind.SELF, Decimal(20)),
    ]
    assert view.episode is not None
    assert view.episode.started_on == date(2025, 1, 20)
    assert maintenance.check(site.ctx) == []


def test_both_practitioners_of_the_mapping_see_it_and_nobody_else(site: Site) -> None:
    _import(site, *GOOD)
    seen = {
        name: bool(families.search(site.ctx, site.actors[name], "F-1"))
        for name in ("practitioner", "colleague", "leader", "other_practitioner")
    }
    assert seen == {
        "practitioner": True,
        "colleague": True,
        "leader": True,
        "other_practitioner": False,
    }


def test_a_second_import_adds_nothing(site: Site) -> None:
    _import(site, *GOOD)
    before = _counts(site.ctx)
    again = _import(site, *GOOD)
    assert _counts(site.ctx) == before
    assert (again.summary.ratings.new, again.summary.ratings.known) == (0, 6)
    assert (again.summary.families.known, again.summary.members.known) == (2, 3)
    assert again.summary.visits.known == 3


def test_a_second_import_adds_nothing_after_a_correction(site: Site) -> None:
    """The file is the older word: what was corrected or withdrawn since stays so."""
    _import(site, *GOOD)
    first, second = _family(site, "F-1").ratings[:2]
    visits.withdraw_rating(site.ctx, site.practitioner, first.rating_id, "forkert person")
    visits.correct_rating(
        site.ctx, site.practitioner, second.rating_id, items=None, total=Decimal(1), reason="fejl"
    )
    before = _counts(site.ctx)
    assert _import(site, *GOOD).summary.ratings.known == 6
    assert _counts(site.ctx) == before


def test_another_value_in_the_same_place_is_a_conflict(site: Site) -> None:
    _import(site, *GOOD)
    result = _import(site, GOOD[0].replace("12,4", "12,5"))
    assert not result.written
    assert [(one.line, one.column, one.value) for one in result.problems] == [(2, "total", "12,5")]
    assert "allerede en måling" in str(result.problems[0].error)


def test_a_later_file_extends_what_is_there(site: Site) -> None:
    """A new member joins the visit of the others, and the known mother gets a new visit."""
    _import(site, *GOOD)
    result = _import(
        site,
        "F-1;Far;far;1984;selv;ORS;20-01-2025;22;;;;",
        "F-1;Mor;;;selv;ORS;20-02-2025;25;;;;",
    )
    assert result.written
    assert result.summary.families.known == 1
    assert (result.summary.visits.new, result.summary.visits.known) == (1, 1)
    view = _family(site, "F-1")
    assert [(one.label, one.position) for one in view.members][-1] == ("Far", 2)
    first = min(view.visits, key=lambda one: one.visit.visit_date)
    assert len(first.participants) == 3
    assert maintenance.check(site.ctx) == []


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;41;;;;", "total", "passer ikke"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;12,45;;;;", "total", "én decimal"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;mange;;;;", "total", "ikke læses som tal"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;30;5;5;5;5", "total", "stemmer ikke"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;;5;;5;5", "b", "Svaret mangler"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;;5;5;5;", "a", "Skalaen har 4 svar"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;;5;5;11;5", "total", "11 passer ikke"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2099;20;;;;", "dato", "fremtiden"),
        ("F-1;Dreng;barn;2015;mor;ORS;20-01-2014;20;;;;", "dato", "før personens fødsel"),
        ("F-1;Mor;mor;1985;selv;XYZ;20-01-2025;20;;;;", "skema", "findes ikke"),
        ("F-1;Mor;mor;1985;selv;goal;20-01-2025;5;;;;", "skema", "kan ikke indlæses"),
        ("F-1;Mor;mor;1985;selv;outcome-child;20-01-2025;20;;;;", "skema", "passer ikke til alder"),
        ("F-1;Mor;mor;1985;lærer;ORS;20-01-2025;20;;;;", "skema", "Ingen skala"),
        ("F-1;Mor;mor;1985;mor;outcome-adult;20-01-2025;20;;;;", "svar", "Kun en voksen"),
        ("F-1;Mor;mor;1985;naboen;ORS;20-01-2025;20;;;;", "svar", "Ukendt svarperson"),
        ("F-9;Dreng;barn;2015;mor;ORS;20-01-2025;20;;;;", "svar", "ikke kendt"),
        ("010190-1234;Mor;mor;1985;selv;ORS;20-01-2025;20;;;;", "sagsnr", "CPR"),
        ("101901234;Mor;mor;1985;selv;ORS;20-01-2025;20;;;;", "sagsnr", "CPR"),
        ("F-1;Mor 0101901234;mor;1985;selv;ORS;20-01-2025;20;;;;", "navn", "CPR"),
        ("F-1;Onkel;onkel;1985;selv;ORS;20-01-2025;20;;;;", "rolle", "Ukendt rolle"),
        ("F-9;Mor;mor;85;selv;ORS;20-01-2025;20;;;;", "født", "fire cifre"),
        ("F-9;Mor;mor;1885;selv;ORS;20-01-2025;20;;;;", "født", "kan ikke passe"),
        ("F-1;Mor;far;1985;selv;ORS;20-01-2025;20;;;;", "rolle", "Linje 2 siger noget andet"),
        ("F-1;Mor;mor;1986;selv;ORS;20-01-2025;20;;;;", "født", "Linje 2 siger noget andet"),
        ("F-9;Mor;mor;;selv;ORS;20-01-2025;20;;;;", "navn", "ikke kendt"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-25;20;;;;", "dato", "fire cifre"),
        ("F-1;Mor;mor;1985;selv;ORS;31-02-2025;20;;;;", "dato", "findes ikke"),
        (";Mor;mor;1985;selv;ORS;20-01-2025;20;;;;", "sagsnr", "tomt"),
        ("F-1;Mor;mor;1985;selv;ORS;20-01-2025;20;;;", "", "11 felter"),
    ],
)
def test_a_row_that_cannot_be_right_is_rejected_with_its_place(
    site: Site, row: str, column: str, words: str
) -> None:
    first = "F-1;Mor;mor;1985;selv;ORS;27-01-2025;17,4;;;;"
    result = _import(site, first, row)
    assert [(one.line, one.column) for one in result.problems] == [(3, column)]
    assert words in str(result.problems[0].error)
    assert not result.written
    assert set(_counts(site.ctx).values()) == {0}


def test_the_valid_rows_are_written_when_asked_for(site: Site) -> None:
    result = _import(
        site, *GOOD, "F-3;Mor;mor;1985;selv;ORS;20-01-2025;99;;;;", valid_rows_only=True
    )
    assert result.written
    assert result.summary.rejected == 1
    assert (_counts(site.ctx)["family"], _counts(site.ctx)["rating"]) == (2, 6)


def test_two_ratings_in_one_place_name_each_other_and_neither_is_taken(site: Site) -> None:
    result = _import(site, GOOD[0], GOOD[0].replace("12,4", "13"), GOOD[4], valid_rows_only=True)
    assert [one.line for one in result.problems] == [2, 3]
    assert all("linje 2, 3" in str(one.error) for one in result.problems)
    assert _counts(site.ctx)["rating"] == 1


def test_a_visit_before_the_course_began_is_rejected(site: Site) -> None:
    _import(site, *GOOD)
    result = _import(site, "F-1;Mor;mor;1985;selv;ORS;19-01-2025;20;;;;")
    assert "før forløbets start 20-01-2025" in str(result.problems[0].error)


def test_a_known_person_is_not_changed_by_a_file(site: Site) -> None:
    _import(site, *GOOD)
    result = _import(site, "F-1;mor;far;1985;selv;ORS;23-02-2025;20;;;;")
    assert "registreret med noget andet" in str(result.problems[0].error)


def test_a_cancelled_visit_takes_no_ratings(site: Site) -> None:
    _import(site, *GOOD)
    view = _family(site, "F-1")
    assert view.episode is not None
    visits.record_visit(
        site.ctx,
        site.practitioner,
        visits.NewVisit(
            site.ctx.new_id(),
            view.episode.episode_id,
            date(2025, 2, 13),
            VisitStatus.CANCELLED,
            place=Place.HOME,
        ),
    )
    result = _import(site, "F-1;Mor;mor;1985;selv;ORS;13-02-2025;20;;;;")
    assert "aflyst" in str(result.problems[0].error)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("N02", "N99", "linje 9, felt «new_families.service»: «N99» findes ikke her"),
        ("team: Nord", "team: Øst", "felt «new_families.team»"),
        ("colleague", "nobody", "felt «new_families.practitioners[2]»: «nobody» findes ikke"),
        ("colleague", "administrator", "«administrator» findes ikke her"),
        ("colleague", "other.practitioner", "hører ikke til teamet"),
        ("column: navn", "column: kaldes", "kolonnen «kaldes» findes ikke i filen"),
    ],
)
def test_a_mapping_that_does_not_fit_here_names_the_line(
    site: Site, old: str, new: str, words: str
) -> None:
    with pytest.raises(PackInvalid) as refused:
        _prepare(site, *GOOD, mapping=MAPPING.replace(old, new))
    assert words in str(refused.value)


ENDED = (
    MAPPING.split("new_families")[0]
    + """\
new_families:
  service: {column: indsats, values: {fam: N02}}
  team: {column: team}
  practitioners: []
  ended:
    date: {column: slut}
    reason: {column: grund, values: {mål: goals_reached, stop: family_stopped}}
    planned: {column: plan, values: {ja: true, nej: false}}
"""
)
ENDED_HEAD = f"{HEAD};team;indsats;slut;grund;plan"
FINISHED = (
    "F-1;Mor;mor;1985;selv;ORS;20-01-2025;12,4;;;;;Nord;fam;14-03-2025;mål;ja",
    "F-1;Mor;mor;1985;selv;ORS;14-03-2025;21;;;;;Nord;fam;14-03-2025;mål;ja",
    "F-2;Far;far;1980;selv;ORS;21-01-2025;31;;;;;Syd;Rådgivning;30-01-2025;stop;nej",
)


def _finished(site: Site, *rows: str, mapping: str = ENDED) -> Preview:
    if "N01" not in {one.code for one in administration.services(site.ctx, site.admin)}:
        administration.create_service(site.ctx, site.admin, "N01", "Rådgivning", "", 8)
    data = "\n".join((ENDED_HEAD, *rows)).encode()
    return imports.prepare(site.ctx, site.admin, "r.csv", data, mapping, "m.yaml")


def test_finished_courses_come_with_their_team_service_and_end(site: Site) -> None:
    result = imports.write(site.ctx, site.admin, _finished(site, *FINISHED))
    assert result.written
    cursor = site.ctx.database.cursor()
    found = cursor.execute(
        "SELECT case_number, t.name, s.code, started_on, ended_on, end_reason, end_planned, "
        "e.planned_visits "
        "FROM episode e JOIN family USING (family_id) JOIN team t USING (team_id) "
        "JOIN episode_service eps ON eps.episode_id = e.episode_id "
        "JOIN service s USING (service_id) ORDER BY 1"
    ).fetchall()
    start, end = date(2025, 1, 20), date(2025, 3, 14)
    left = (date(2025, 1, 21), date(2025, 1, 30))
    assert found == [
        ("F-1", "Nord", "N02", start, end, "goals_reached", True, None),
        ("F-2", "Syd", "N01", *left, "family_stopped", False, 8),
    ]
    assert maintenance.check(site.ctx) == []
    again = imports.write(site.ctx, site.admin, _finished(site, *FINISHED))
    assert (again.summary.ratings.new, again.summary.ratings.known) == (0, 3)


def test_a_finished_course_is_the_leaders_to_see_and_on_nobodys_list(site: Site) -> None:
    imports.write(site.ctx, site.admin, _finished(site, *FINISHED))
    assert families.search(site.ctx, site.practitioner, "F-1") == []
    assert [one.case_number for one in families.search(site.ctx, site.leader, "F-1")] == ["F-1"]
    assert lists.team(site.ctx, site.leader).entries == []


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (FINISHED[1].replace("14-03-2025;mål", "15-03-2025;mål"), "slut", "om samme forløb"),
        (FINISHED[1].replace("mål;ja", "stop;ja"), "slut", "Linje 2 siger noget andet"),
        (FINISHED[1].replace("Nord", "Syd"), "team", "Linje 2 siger noget andet"),
        (FINISHED[1].replace(";fam;", ";N02;").replace("F-1", "F-3"), "", ""),
        (FINISHED[1].replace("F-1", "F-3").replace(";fam;", ";N99;"), "indsats", "findes ikke her"),
        (FINISHED[1].replace("F-1", "F-3").replace("Nord", "Øst"), "team", "«Øst» findes ikke"),
        (FINISHED[1].replace("ORS;14-03", "ORS;15-03"), "dato", "efter forløbets afslutning"),
        (FINISHED[1].replace("mål;ja", "slut;ja"), "grund", "Ukendt årsag til afslutning"),
        (FINISHED[1].replace("mål;ja", ";ja"), "grund", "tomt"),
        (FINISHED[1].replace("mål;ja", "mål;måske"), "plan", "true eller false"),
        (FINISHED[1].replace("F-1", "F-3").replace(";14-03-2025;mål", ";;"), "slut", "i gang"),
        (FINISHED[1].replace(";14-03-2025;mål", ";;mål"), "grund", "ingen dato"),
        (FINISHED[1].replace("F-1", "F-3").replace("2025;mål", "2099;mål"), "slut", "fremtiden"),
    ],
)
def test_what_a_row_says_of_its_course_is_judged(
    site: Site, row: str, column: str, words: str
) -> None:
    problems = _finished(site, FINISHED[0], row).problems
    assert [(one.line, one.column) for one in problems] == ([(3, column)] if column else [])
    assert all(words in str(one.error) for one in problems)


def test_a_known_family_keeps_its_course_whatever_a_file_says(site: Site) -> None:
    _import(site, *GOOD)
    row = "F-1;Mor;mor;1985;selv;ORS;14-02-2025;21;;;;;Øst;N99;14-03-2025;mål;ja"
    assert imports.write(site.ctx, site.admin, _finished(site, row)).written
    view = _family(site, "F-1")
    assert view.episode is not None
    assert view.episode.is_active


def test_dates_that_mean_two_things_are_asked_about_for_the_whole_file(site: Site) -> None:
    ambiguous = GOOD[0].replace("20-01-2025", "01-02-2025")
    with pytest.raises(InvalidInput, match="date_order"):
        _prepare(site, ambiguous)
    stated = "file: {date_order: mdy}\n" + MAPPING
    assert imports.write(site.ctx, site.admin, _prepare(site, ambiguous, mapping=stated)).written
    assert _family(site, "F-1").visits[0].visit.visit_date == date(2025, 1, 2)


def test_a_crash_half_way_leaves_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = _prepare(site, *GOOD)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    # Everything but the assessment has been sent to the database by then.
    monkeypatch.setattr(progress, "flag_changes", crash)
    with pytest.raises(KeyboardInterrupt):
        imports.write(site.ctx, site.admin, preview)
    assert set(_counts(site.ctx).values()) == {0}
    monkeypatch.undo()
    assert imports.write(site.ctx, site.admin, preview).written


def test_the_import_assesses_as_a_visit_does(site: Site) -> None:
    """The batch and the single reassessment leave the same status and the same flags."""
    worse = [f"F-1;Mor;mor;1985;selv;ORS;{day}-01-2025;{n};;;;" for day, n in ((13, 30), (14, 10))]
    _import(site, *GOOD[2:4], *worse, *GOOD[6:])
    by_import = _stored(site.ctx)
    assert by_import["flags"], "a fall of 20 points raises a flag"
    with_none_left = site.ctx.database.in_transaction

    def again(episode_id: UUID) -> None:
        with_none_left(lambda unit: progress.reassess(site.ctx, unit, episode_id, None))

    for row in by_import["status"]:
        again(row[0])
    assert _stored(site.ctx) == by_import


def _stored(ctx: Context) -> dict[str, list[tuple[object, ...]]]:
    cursor = ctx.database.cursor()
    status = cursor.execute(
        "SELECT * EXCLUDE (assessed_at) FROM episode_status ORDER BY episode_id"
    ).fetchall()
    flags = cursor.execute("SELECT * FROM flag ORDER BY flag_id").fetchall()
    return {"status": status, "flags": flags}


def test_excel_with_real_dates_and_numbers_works_the_same_way(site: Site) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(HEAD.split(";"))
    book.active.append(
        ["F-1", "Mor", "mor", 1985, "selv", "ORS", date(2025, 2, 1), 12.4, None, None, None, None]
    )
    out = BytesIO()
    book.save(out)
    preview = imports.prepare(site.ctx, site.admin, "r.xlsx", out.getvalue(), MAPPING)
    assert imports.write(site.ctx, site.admin, preview).written
    assert _family(site, "F-1").ratings[0].total == Decimal("12.4")
    assert (
        _prepare(site, "F-1;Mor;mor;1985;selv;ORS;2025-02-01;12,4;;;;").summary.ratings.known == 1
    )


def test_only_an_administrator_imports(site: Site) -> None:
    with pytest.raises(NotAllowed):
        imports.prepare(site.ctx, site.leader, "r.csv", _csv(*GOOD), MAPPING)
    preview = _prepare(site, *GOOD)
    with pytest.raises(NotAllowed):
        imports.write(site.ctx, site.practitioner, preview)


def test_the_import_is_remembered_and_in_the_trail(site: Site) -> None:
    _import(site, *GOOD)
    cursor = site.ctx.database.cursor()
    batch = cursor.execute(
        "SELECT rows_read, rows_written, rows_known, rows_rejected FROM import_batch"
    ).fetchall()
    assert batch == [(7, 6, 0, 0)]
    trail = cursor.execute(
        "SELECT len(family_ids), user_id FROM audit WHERE what = 'ratings_imported'"
    ).fetchall()
    assert trail == [(2, site.admin.user_id)]


def test_the_rejected_rows_can_be_opened_beside_the_file(site: Site, tmp_path: Path) -> None:
    preview = _prepare(site, "F-1;Mor;mor;1985;selv;ORS;20-01-2025;=2+2;;;;")
    text = imports.rejected_file(preview.problems, "da").decode("utf-8-sig")
    assert text.splitlines() == [
        "linje;kolonne;værdi;årsag",
        "2;total;'=2+2;Kan ikke læses som tal.",
    ]
