"""The demo: the same rows for the same date, written through services, and believable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from fit_tracker import wiring
from fit_tracker.domain.people import Role
from fit_tracker.domain.responses import Standing
from fit_tracker.errors import Conflict
from fit_tracker.progression.expectation import MIN_COURSES
from fit_tracker.services import (
    accounts,
    administration,
    lists,
    maintenance,
    passwords,
    responses,
)
from fit_tracker.services.context import Context
from fit_tracker.services.demo import DEMO_ACCOUNTS, DEMO_PIN
from fit_tracker.settings import from_environment
from seed import demo
from seed.courses import Shape, progress
from seed.plan import earlier, stories
from tests.store.forgotten import assert_nothing_forgotten, assert_steps_tell_it

UNTIL = date(2026, 6, 30)
# Salts are random by design, and a migration is applied when it is applied.
NOT_COMPARED = {"app_user": ("password_hash", "pin_hash"), "schema_migration": ("applied_at",)}
# The families of the stories, and those that came from the earlier system.
TOLD, EARLIER = "case_number LIKE 'F-2%'", "case_number LIKE 'F-1%'"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The whole demo, once for this module: it takes a minute."""
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    ctx = _context(tmp_path_factory.mktemp("demo") / "demo.duckdb")
    demo.fill(ctx, UNTIL)
    yield ctx
    ctx.database.close()
    patch.undo()


def _context(path: Path) -> Context:
    return wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(path)}))


def _rows(ctx: Context, statement: str) -> list[tuple[object, ...]]:
    cursor = ctx.database.cursor()
    try:
        return cursor.execute(statement).fetchall()
    finally:
        cursor.close()


def _digests(ctx: Context) -> dict[str, str]:
    """Each table as a hash over its sorted rows."""
    tables = _rows(ctx, "SELECT table_name FROM duckdb_tables() ORDER BY 1")
    return {str(name): _digest(ctx, str(name)) for (name,) in tables}


def _digest(ctx: Context, table: str) -> str:
    left_out = ", ".join(NOT_COMPARED.get(table, ()))
    columns = f"* EXCLUDE ({left_out})" if left_out else "*"
    rows = sorted(map(repr, _rows(ctx, f"SELECT {columns} FROM {table}")))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_same_date_gives_the_same_rows(tmp_path: Path) -> None:
    digests = []
    # Those of the last months: the demo's days begin with the first of its stories.
    late = sorted(stories(UNTIL), key=lambda story: min(story.days))[-6:]
    for name in ("one", "two"):
        ctx = _context(tmp_path / f"{name}.duckdb")
        demo.tell(ctx, earlier(UNTIL)[:8], late, UNTIL)
        digests.append(_digests(ctx))
        ctx.database.close()
    assert digests[0] == digests[1]


def test_another_date_gives_other_days() -> None:
    one, other = stories(UNTIL), stories(date(2026, 7, 3))
    assert [story.days for story in one] != [story.days for story in other]


def test_size_of_the_municipality(filled: Context) -> None:
    (families, episodes, active), *_ = _rows(
        filled,
        "SELECT count(DISTINCT family_id), count(*), count(*) FILTER (ended_on IS NULL) "
        f"FROM episode JOIN family USING (family_id) WHERE {TOLD}",
    )
    assert families == 120
    assert episodes > families, "some families come back"
    assert 55 <= int(str(active)) <= 66
    staff = dict(_rows(filled, "SELECT role, count(*) FROM app_user GROUP BY role"))
    assert staff == {
        "practitioner": 12, "leader": 3, "administrator": 1, "emergency": 1, "steering": 2,
        "project": 1,
    }  # fmt: skip
    assert _rows(filled, "SELECT count(*) FROM team") == [(3,)]


def test_two_years_and_no_visit_in_the_future(filled: Context) -> None:
    (first, last), *_ = _rows(
        filled,
        "SELECT min(visit_date), max(visit_date) FROM visit JOIN family USING (family_id) "
        f"WHERE {TOLD}",
    )
    assert isinstance(first, date)
    assert last == UNTIL
    assert 600 < (UNTIL - first).days <= 730


def test_every_family_has_two_practitioners_of_its_team(filled: Context) -> None:
    strangers = _rows(
        filled,
        "SELECT f.case_number FROM family f JOIN family_practitioner fp USING (family_id) "
        "LEFT JOIN user_team ut ON ut.user_id = fp.user_id AND ut.team_id = f.team_id "
        f"WHERE {TOLD} GROUP BY f.case_number HAVING count(*) <> 2 OR count(ut.user_id) <> 2",
    )
    assert strangers == []


def test_attention_is_for_some_not_for_most(filled: Context) -> None:
    """An attention list that names most families is one nobody reads."""
    (share,) = _rows(
        filled,
        "SELECT avg(needs_attention::INT) FROM episode_status JOIN episode USING (episode_id) "
        "WHERE ended_on IS NULL",
    )[0]
    assert 0.12 <= float(str(share)) <= 0.28


def test_every_status_and_end_reason_can_be_seen(filled: Context) -> None:
    statuses = _rows(
        filled,
        "SELECT DISTINCT status FROM episode_status JOIN episode USING (episode_id) "
        "WHERE ended_on IS NULL",
    )
    assert len(statuses) == 6
    reasons = _rows(filled, "SELECT DISTINCT end_reason FROM episode WHERE ended_on IS NOT NULL")
    assert len(reasons) == 8
    kinds = _rows(filled, "SELECT DISTINCT kind FROM episode_event")
    assert {kind for (kind,) in kinds} == {"goals_agreed", "service_changed", "milestone"}


def test_every_built_in_scale_is_used(filled: Context) -> None:
    used = {
        name
        for (name,) in _rows(
            filled, "SELECT instrument_id FROM rating UNION SELECT instrument_id FROM answer"
        )
    }
    assert used == {one.instrument_id for one in filled.instruments.all()}


def test_some_visits_fall_through_and_some_ratings_are_missing(filled: Context) -> None:
    (fell,) = _rows(
        filled,
        "SELECT avg((status <> 'attended')::INT) FROM visit JOIN family USING (family_id) "
        f"WHERE {TOLD}",
    )[0]
    assert 0.07 <= float(str(fell)) <= 0.16
    (outcome, alliance), *_ = _rows(
        filled,
        "SELECT sum(visits_with_outcome) / sum(visits_attended), "
        "sum(visits_with_alliance) / sum(visits_attended) FROM episode_status "
        f"JOIN family USING (family_id) WHERE {TOLD}",
    )
    assert 0.9 <= float(str(outcome)) < 1
    assert 0.75 <= float(str(alliance)) < 0.95


def test_corrections_keep_the_old_value_and_say_why(filled: Context) -> None:
    corrected = _rows(filled, "SELECT count(*), min(length(reason)) FROM rating WHERE revision > 1")
    assert int(str(corrected[0][0])) >= 3
    assert int(str(corrected[0][1])) > 10


def test_a_child_changes_scale_during_the_course(filled: Context) -> None:
    changed = _rows(
        filled,
        "SELECT episode_id, member_id FROM rating "
        "WHERE rater_kind = 'self' AND measure = 'outcome' "
        "GROUP BY ALL HAVING count(DISTINCT instrument_id) > 1",
    )
    assert changed


def test_each_demo_account_signs_in_with_what_the_page_shows(filled: Context) -> None:
    assert administration.is_demo(filled)
    assert {account.role for account in DEMO_ACCOUNTS} == set(Role)
    for account in DEMO_ACCOUNTS:
        _, session = accounts.sign_in(filled, account.username, account.password)
        assert session.role is account.role
        assert not session.must_change_password


def test_the_demo_practitioner_has_a_mixed_caseload_and_a_code(filled: Context) -> None:
    account = DEMO_ACCOUNTS[0]
    _, session = accounts.sign_in(filled, account.username, account.password)
    entries = lists.caseload(filled, session.actor)
    assert 8 <= len(entries) <= 14
    assert len({entry.row.status for entry in entries}) >= 4
    assert any(entry.row.needs_attention for entry in entries)
    accounts.unlock(filled, session, DEMO_PIN)


def test_the_earlier_system_left_finished_courses_of_all_teams(filled: Context) -> None:
    (families, last, teams, services, reasons), *_ = _rows(
        filled,
        "SELECT count(*), max(ended_on), count(DISTINCT team_id), count(DISTINCT service_id), "
        "count(DISTINCT end_reason) FROM episode JOIN family f USING (family_id) "
        f"JOIN episode_service es ON es.episode_id = episode.episode_id WHERE {EARLIER}",
    )
    assert 150 <= int(str(families)) <= 250
    assert isinstance(last, date)
    assert last < UNTIL - timedelta(days=730)
    assert (teams, reasons) == (3, 7), "who never started has no ratings to import"
    assert int(str(services)) >= 6
    (first,) = _rows(filled, "SELECT min(visit_date) FROM visit")[0]
    assert isinstance(first, date)
    assert first > UNTIL - timedelta(days=5 * 365)


def test_who_came_from_the_earlier_system_is_on_nobodys_list(filled: Context) -> None:
    treated = _rows(
        filled,
        "SELECT case_number FROM family JOIN family_practitioner USING (family_id) "
        f"WHERE {EARLIER}",
    )
    assert treated == []
    account = next(one for one in DEMO_ACCOUNTS if one.role is Role.LEADER)
    _, session = accounts.sign_in(filled, account.username, account.password)
    view = lists.team(replace(filled, today=lambda: UNTIL), session.actor)
    assert 1 <= len(view.ended) <= 10, "only what ended lately"
    assert 15 <= len(view.entries) <= 25


def test_the_earlier_courses_end_as_in_an_ordinary_service(filled: Context) -> None:
    """Change from first to last rating of adults; 6.6 is their reliable change."""
    (worse, better), *_ = _rows(
        filled,
        "SELECT avg((change < -6.6)::INT), avg((change > 6.6)::INT) FROM ("
        "SELECT last(total ORDER BY visit_date) - first(total ORDER BY visit_date) AS change "
        "FROM rating JOIN visit USING (visit_id) JOIN family ON family.family_id = visit.family_id "
        f"WHERE instrument_id = 'outcome-adult' AND total IS NOT NULL AND {EARLIER} "
        "GROUP BY rating.episode_id, member_id HAVING count(*) > 1)",
    )
    assert 0.06 <= float(str(worse)) <= 0.12
    assert 0.4 <= float(str(better)) <= 0.7
    (unplanned,) = _rows(
        filled,
        "SELECT avg((NOT end_planned)::INT) FROM episode JOIN family USING (family_id) "
        f"WHERE {EARLIER}",
    )[0]
    assert 0.15 <= float(str(unplanned)) <= 0.3


def test_active_courses_have_the_frame_of_their_service(filled: Context) -> None:
    without = _rows(
        filled,
        "SELECT case_number FROM episode e JOIN family USING (family_id) "
        "JOIN episode_service es ON es.episode_id = e.episode_id AND es.since = e.started_on "
        "JOIN service s USING (service_id) WHERE e.ended_on IS NULL "
        "AND e.planned_visits IS DISTINCT FROM s.planned_visits",
    )
    assert without == []


def test_a_model_was_learned_and_its_flags_stand_beside_the_other_rules(filled: Context) -> None:
    found = _rows(
        filled, "SELECT n_courses, metrics FROM progression_model WHERE state = 'adopted'"
    )
    ((courses, metrics),) = found
    assert int(str(courses)) >= 2 * MIN_COURSES
    for name in ("auroc_not_success", "auroc_deteriorated"):
        assert 0.7 <= float(json.loads(str(metrics))[name]) <= 0.95, "above it looks like a leak"
    flags = _rows(
        filled,
        "SELECT code, count(DISTINCT episode_id), count(model_version) FROM flag "
        "JOIN episode USING (episode_id) WHERE ended_on IS NULL AND cleared_at IS NULL "
        "GROUP BY code",
    )
    standing = {str(code): (episodes, versions) for code, episodes, versions in flags}
    assert 3 <= int(str(standing["expected_risk"][0])) <= 12
    assert int(str(standing["expected_risk"][1])) >= int(str(standing["expected_risk"][0]))
    assert len(standing) >= 3


def test_nothing_flagged_in_the_demo_is_forgotten(filled: Context) -> None:
    assert_nothing_forgotten(filled, UNTIL)
    assert_steps_tell_it(filled)
    assert maintenance.check(filled) == []


def test_the_queue_of_the_demo_has_something_of_everything(filled: Context) -> None:
    account = next(one for one in DEMO_ACCOUNTS if one.role is Role.EMERGENCY)
    _, session = accounts.sign_in(filled, account.username, account.password)
    today = replace(filled, today=lambda: UNTIL)
    found = responses.queue(today, session.actor)
    assert all(found.counts[one] > 0 for one in Standing), found.counts
    assert 8 <= found.figures.open <= 30
    right, closed = found.figures.right, found.figures.n_closed
    assert closed >= 25
    assert 0.5 <= right / closed <= 0.9, "false alarms are said, and are not most"
    called, decided = found.figures.days_to_contact.median, found.figures.days_to_decision.median
    assert called is not None
    assert decided is not None
    assert 0 <= called <= decided <= 7
    assert any(share is not None for share in found.figures.by_code.values())
    results = _rows(filled, "SELECT DISTINCT result FROM response WHERE state = 'closed'")
    assert len(results) >= 5
    assert _rows(filled, "SELECT count(*) > 5 FROM episode_intensity") == [(True,)]


def test_a_database_in_use_is_refused(filled: Context) -> None:
    with pytest.raises(Conflict):
        demo.fill(filled, UNTIL)


@pytest.mark.parametrize(
    ("shape", "third", "seventh", "eleventh"),
    [
        (Shape.EARLY, 0.5, 1.0, 1.0),
        (Shape.LATE, 0.0, 0.3, 1.0),
        (Shape.RELAPSE, 0.5, 0.6, -0.15),
        (Shape.FLAT, 0.0, 0.0, 0.0),
        (Shape.WORSE, -0.4, -1.0, -1.0),
    ],
)
def test_shapes_are_what_they_are_called(
    shape: Shape, third: float, seventh: float, eleventh: float
) -> None:
    drawn = [progress(shape, visit) for visit in (2, 6, 10)]
    assert drawn == pytest.approx([third, seventh, eleventh], abs=0.2)
