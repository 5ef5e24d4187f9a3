"""There are no foreign keys: one query holds every reference. Each kind is planted here."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.answers import Reminded
from fit_tracker.domain.offers import Attends, Due, Lives, Moment
from fit_tracker.domain.programmes import Moment as Moments
from fit_tracker.domain.responses import Decision
from fit_tracker.services import (
    accounts,
    answers_due,
    catalogue_edit,
    catalogue_files,
    effects,
    episodes,
    group_places,
    maintenance,
    meetings,
    notes,
    offer_children,
    offer_hours,
    profiles,
    reports,
    responses,
    review_compute,
    review_decisions,
    review_notes,
    review_periods,
    review_series,
    supervision,
)
from fit_tracker.services.review_decisions import NewDecision
from fit_tracker.services.review_series import NewSeries
from fit_tracker.store.queries import sql
from tests.factories import (
    PASSWORD,
    Site,
    ask,
    give,
    make_family,
    make_group,
    make_group_session,
    make_offer,
)
from tests.programme_factories import give_answers, make_enrolment, make_programme

# Columns that end in _id or name a person, and are no reference of their own.
NO_REFERENCE = {
    "rating.submission_id": "made by the form",
    "visit.submission_id": "made by the form",
    "group_session.submission_id": "made by the form",
    "offer_hours.submission_id": "made by the form",
    "answer.submission_id": "made by the form",
    "rating.instrument_id": "a pack, which may be taken away",
}


@pytest.fixture
def filled(site: Site) -> Site:
    """At least one row in every table that holds a reference."""
    family = make_family(site)
    other = make_family(site, case_number="F-2")
    day = site.ctx.today()
    for days, total in ((21, "30.0"), (14, "15.0"), (7, "15.0")):
        give(site, family, day - timedelta(days=days), total, "21.0", "22.0")
    give(site, other, day, "20.0")
    ctx, actor, before = site.ctx, site.practitioner, Moments.BEFORE
    goals = ((family.member_ids[0], "Faste sengetider"),)
    episodes.agree_goals(ctx, actor, family.episode_id, day, goals)
    response_id, revision = ask(ctx, "SELECT response_id, revision FROM response")[0]
    responses.take(ctx, site.leader, response_id, revision)
    more = [Decision.RAISE_INTENSITY]
    responses.decide(ctx, site.leader, response_id, revision + 1, more, weekly_hours=Decimal(4))
    group = make_group(site, actor)
    group_places.place(ctx, actor, group, family.episode_id, day)
    make_group_session(site, group, day)
    meetings.decide_rhythm(ctx, actor, family.episode_id, 3, "Aftalt med familien")
    catalogue_edit.take_in(ctx, site.admin, catalogue_files.built_in()["ishoj"])
    offer = make_offer(site, other)
    hours = offer_hours.Hours(day, 60)
    offer_hours.log(ctx, site.actors["emergency"], offer, uuid4(), hours)
    child = offer_children.ChildNow(other.member_ids[2], Lives.HOME, Attends.YES)
    offer_children.record(ctx, site.leader, offer, 1, Due(Moment.START, day), day, (child,))
    session = accounts.sign_in(ctx, site.usernames["practitioner"], PASSWORD)[1]
    visit_id = ask(ctx, "SELECT visit_id FROM visit LIMIT 1")[0][0]
    accounts.lock_to_visit(ctx, session, visit_id)
    programme = make_programme(site)
    enrolled = make_enrolment(site, programme, family)
    give_answers(site, enrolled, family.member_ids[0], before, day, stress="3.0")
    answers_due.remind(ctx, actor, enrolled, before, day, Reminded.PHONE)
    tablet = accounts.sign_in(ctx, site.usernames["practitioner"], PASSWORD)[1]
    accounts.lock_to_questionnaire(ctx, tablet, enrolled, before)
    effects.compute(ctx, site.actors["project"], programme)
    _a_released_review(site, programme)
    notes.write(ctx, actor, visit_id, 0, "Et roligt besøg.")
    meeting = supervision.begin(ctx, site.leader, site.teams[0].team_id, day)
    supervision.pick(ctx, site.leader, meeting, "F-1")
    item_id = ask(ctx, "SELECT item_id FROM supervision_item")[0][0]
    supervision.decide(ctx, site.leader, item_id, "To besøg om ugen")
    reports.begin(ctx, actor, family.episode_id)
    profiles.set_profile(ctx, site.leader, actor.user_id, ["traumer"], Decimal(20))
    ask(
        ctx,
        "INSERT INTO import_batch VALUES (?, 'x', now(), ?, 1, 1, 0, 0)",
        uuid4(),
        actor.user_id,
    )
    ask(
        ctx,
        "INSERT INTO progression_model VALUES (?, '2026-01-01-x', '0:40:up', 'adopted', now(), ?, "
        "80, 80, 160, '2025-01-01', '2025-02-01', 'x', 0.1, '{}', '{}', now(), ?, NULL)",
        uuid4(),
        site.admin.user_id,
        site.admin.user_id,
    )
    return site


def _a_released_review(site: Site, programme: UUID) -> None:
    """With a note, and a decision written at the meeting."""
    ctx, project = site.ctx, site.actors["project"]
    series = review_series.create(ctx, project, NewSeries("Programmet", programme_id=programme))
    period = review_periods.quarter(ctx.today().year - 1, 1)
    review_id = review_compute.compute(ctx, project, series, period).review_id
    review_notes.write(ctx, project, review_id, "change", "Få forløb endnu.")
    review_compute.release(ctx, project, review_id)
    review_decisions.add(ctx, project, review_id, NewDecision("Alle måles", "MJ"))


def _references(site: Site) -> list[tuple[str, str]]:
    """Every UUID column that points at another table: all but the table's own key."""
    rows = ask(
        site.ctx,
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE data_type = 'UUID' AND NOT internal AND database_name = current_database() "
        "AND table_name IN (SELECT table_name FROM duckdb_tables())",
    )
    keys = {
        (table, columns[0])
        for table, columns in ask(
            site.ctx,
            "SELECT table_name, constraint_column_names FROM duckdb_constraints() "
            "WHERE constraint_type = 'PRIMARY KEY'",
        )
        if len(columns) == 1 and table != "episode_status"
    }
    return [row for row in rows if row not in keys and ".".join(row) not in NO_REFERENCE]


def _found(site: Site) -> set[str]:
    return {broken.reference for broken in maintenance.check(site.ctx)}


def test_a_sound_database_has_none(filled: Site) -> None:
    assert _found(filled) == set()


def test_each_reference_that_points_at_nothing_is_found(filled: Site) -> None:
    """Walked over the schema itself, so that a new column must join the query."""
    references = _references(filled)
    assert len(references) > 30
    rounds: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for table, column in references:
        earlier = [one for one in rounds.values() if any(t == table for t, _ in one)]
        rounds[len(earlier)].append((table, column))
    for one in rounds.values():
        found = _after(filled, *(_wrong(*reference) for reference in one))
        assert {f"{table}.{column}" for table, column in one} - found == set()


def _wrong(table: str, column: str) -> str:
    """One row of `table` made to point at nothing; a round holds each table once."""
    first = f"rowid = (SELECT min(rowid) FROM {table})"
    return f"UPDATE {table} SET {column} = '{uuid4()}' WHERE {first} RETURNING 1"


def _after(site: Site, *plants: str) -> set[str]:
    """What the query finds after `plants`, which are taken back."""
    cursor = site.ctx.database.cursor()
    try:
        cursor.begin()
        for plant in plants:
            assert cursor.execute(plant).fetchall(), f"nothing was planted: {plant}"
        return {row[0] for row in cursor.execute(sql("maintenance/dangling_references")).fetchall()}
    finally:
        cursor.rollback()
        cursor.close()


CROSSED = {
    "visit: family of another episode": "UPDATE visit SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2') WHERE visit_date < current_date",
    "visit_participant: member of another family": "INSERT INTO visit_participant "
    "SELECT v.visit_id, m.member_id FROM visit v, member m WHERE v.family_id <> m.family_id "
    "LIMIT 1",
    "rating: visit of another episode or family": "UPDATE rating SET visit_id = "
    "(SELECT v.visit_id FROM visit v JOIN family f USING (family_id) WHERE case_number = 'F-2'), "
    "revision = 9 WHERE total = 30",
    "rating: member of another family": "UPDATE rating SET member_id = (SELECT m.member_id "
    "FROM member m JOIN family f USING (family_id) WHERE case_number = 'F-2' LIMIT 1) "
    "WHERE total = 30",
    "rating: rater of another family": "UPDATE rating SET rater_member_id = (SELECT m.member_id "
    "FROM member m JOIN family f USING (family_id) WHERE case_number = 'F-2' LIMIT 1) "
    "WHERE total = 30",
    "goal: member of another family": "UPDATE goal SET member_id = (SELECT m.member_id "
    "FROM member m JOIN family f USING (family_id) WHERE case_number = 'F-2' LIMIT 1)",
    "episode: without status": "DELETE FROM episode_status",
    "episode: not exactly one current service": "UPDATE episode_service SET until = current_date",
    "flag: model that is not on record": "UPDATE flag SET model_version = 'none'",
    "progression_model: several adopted or waiting for one scale": "INSERT INTO progression_model "
    "SELECT * REPLACE (uuid() AS model_id) FROM progression_model",
    "response: episode of another family": "UPDATE response SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "response: several open for one episode": "INSERT INTO response "
    "SELECT * REPLACE (uuid() AS response_id) FROM response",
    "response: owner or result that does not fit its state": "UPDATE response SET owner_id = NULL",
    "response_flag: flag of several responses or of another episode": "INSERT INTO response_flag "
    "SELECT * REPLACE (uuid() AS response_flag_id) FROM response_flag",
    "response_step: gaps in steps": "UPDATE response SET revision = 9",
    "group_place: episode of another family": "UPDATE group_place SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "group_visit: visit of another family": "UPDATE group_visit SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "visit_note: visit of another family": "UPDATE visit_note SET family_id = "
    "(SELECT x.family_id FROM family x WHERE x.family_id <> visit_note.family_id)",
    "visit_note: gaps in revisions": "UPDATE visit_note SET revision = 2",
    "status_report: family of another episode": "UPDATE status_report SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "meeting: episode of another family": "UPDATE meeting SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "followup_rhythm: episode of another family": "UPDATE followup_rhythm SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "meeting: both held and dropped": "UPDATE meeting SET held_on = due_on, dropped_at = now()",
    "meeting: open in a course that has ended": "UPDATE episode SET ended_on = started_on",
    "offer: episode or response of another family": "UPDATE offer SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-1')",
    "offer: several running in one family": "INSERT INTO offer "
    "SELECT * REPLACE (uuid() AS offer_id) FROM offer",
    "child_situation: member of another family": "UPDATE child_situation SET member_id = "
    "(SELECT m.member_id FROM member m JOIN family f USING (family_id) "
    "WHERE case_number = 'F-1' LIMIT 1)",
    "offer_hours: gaps in revisions": "UPDATE offer_hours SET revision = 2",
    "supervision_item: episode of another family": "UPDATE supervision_item SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "supervision: several open in one team": "INSERT INTO supervision "
    "SELECT * REPLACE (uuid() AS supervision_id) FROM supervision",
    "rating: gaps in revisions": "UPDATE rating SET revision = 3 WHERE total = 30",
    "enrolment: episode of another family": "UPDATE enrolment SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "enrolment: member of another family": "UPDATE enrolment SET member_id = "
    "(SELECT m.member_id FROM member m JOIN family f USING (family_id) "
    "WHERE case_number = 'F-2' LIMIT 1)",
    "answer: enrolment of another family": "UPDATE answer SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
    "answer_reminder: enrolment of another family": "UPDATE answer_reminder SET family_id = "
    "(SELECT family_id FROM family WHERE case_number = 'F-2')",
}


def test_each_kind_of_crossing_is_found(filled: Site) -> None:
    for reference, plant in CROSSED.items():
        assert reference in _after(filled, plant)
    assert _found(filled) == set()
