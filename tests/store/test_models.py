"""A model is learned, looked at, adopted and replaced; nothing it must not know enters it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from math import isnan
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher

from fit_tracker import wiring
from fit_tracker.cli import main
from fit_tracker.cli_call import OK, USAGE
from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Actor, MemberRole, RaterKind
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.progression.expected import Expected, expected_course
from fit_tracker.services import (
    episodes,
    families,
    family_view,
    lists,
    maintenance,
    model_data,
    models,
    passwords,
    startup,
    visits,
)
from fit_tracker.services.adopted import adopted
from fit_tracker.services.context import Context
from fit_tracker.services.model_data import Learnable, one_series
from fit_tracker.services.model_drift import Drift
from fit_tracker.services.progress import read_course
from fit_tracker.settings import Settings, from_environment
from fit_tracker.store.backup import back_up
from fit_tracker.store.database import Unit
from tests.factories import (
    FAMILY_OF_THREE,
    Site,
    ask,
    everything,
    give,
    make_course,
    make_family,
    make_finished,
    make_rating,
    make_site,
    make_visit,
    on_day,
    trail,
)

SCALE = "0:40:up"
FALLING = ("30.0", "21.0", "19.0", "18.0")
WORRY = """\
id: worry
version: "1"
measure: worry
form: worry
name: {da: "Bekymring", en: "Worry"}
question: {da: "Skriv summen", en: "Enter the total"}
instruction: {da: "På papir.", en: "On paper."}
items: []
item_range: {min: 0, max: 3, step: 0.5}
total_range: {min: 0, max: 63}
higher_is_better: false
ages: {min: 13, max: 120}
raters: [self]
reliability: {sd: 11.0, coefficient: 0.90, confidence: 0.95, source: "invented", verified: false}
licence: "none"
"""


@dataclass(frozen=True)
class Learnt:
    """A site whose first candidate waits, closed; `before` is what learning said with one
    finished course too few."""

    path: Path
    site: Site
    before: list[models.Learned]
    found: list[models.Learned]
    falling: dict[str, families.Created]


def _open(path: Path) -> Context:
    return wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(path)}))


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learnt]:
    """79 finished courses are too few; when one more ends a model is learned from 80."""
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    path = tmp_path_factory.mktemp("models") / "site.duckdb"
    site = make_site(_open(path))
    make_finished(site, 40)
    make_finished(site, 39, first=41, seed=2, team="Syd")
    falling = {
        "F-1": _course(site, "practitioner", "F-1", *FALLING),
        "F-2": _course(site, "other_practitioner", "F-2", *FALLING),
    }
    last = _course(site, "practitioner", "F-3", "20.0", "24.5", "27.0", "28.0")
    before = models.learn(site.ctx, site.admin)
    _end(site, last)
    found = models.learn(site.ctx, site.admin)
    site.ctx.database.close()
    yield Learnt(path, site, before, found, falling)
    patch.undo()


def _course(site: Site, who: str, case_number: str, *scores: str) -> families.Created:
    """A mother's ratings, one visit a week, the latest of them today."""
    actor = site.actors[who]
    family = make_family(site, actor, case_number=case_number, practitioners=(actor.user_id,))
    for place, score in enumerate(scores):
        day = site.ctx.today() - timedelta(days=7 * (len(scores) - 1 - place))
        give(site, family, day, score, actor=actor)
    return family


def _end(site: Site, family: families.Created) -> None:
    episodes.end(
        site.ctx, site.practitioner, family.episode_id, site.ctx.today(),
        EndReason.GOALS_REACHED, True,
    )  # fmt: skip


@pytest.fixture
def world(learnt: Learnt, tmp_path: Path) -> Iterator[Site]:
    """A copy of the site with its candidate, open."""
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(learnt.path, copy)
    ctx = _open(copy)
    yield replace(learnt.site, ctx=ctx)
    ctx.database.close()


def _candidate(site: Site) -> UUID:
    found: UUID = ask(site.ctx, "SELECT model_id FROM progression_model ORDER BY trained_at")[-1][0]
    return found


def _adopt(site: Site) -> models.Adoption:
    return models.adopt(site.ctx, site.admin, _candidate(site))


def _flags(site: Site, family: families.Created) -> dict[str, tuple[str | None, bool]]:
    """Code -> the model's version, and whether it stands."""
    rows = ask(
        site.ctx,
        "SELECT code, model_version, cleared_at IS NULL FROM flag WHERE episode_id = ? "
        "ORDER BY raised_at",
        family.episode_id,
    )
    return {code: (version, stands) for code, version, stands in rows}


def _finished(ctx: Context) -> dict[str, Learnable]:
    return ctx.database.in_transaction(lambda unit: model_data.finished(ctx, unit))


# -- what is learned from


def test_one_course_too_few_is_an_answer_and_the_next_one_is_enough(learnt: Learnt) -> None:
    assert [(one.scale_key, one.have, one.needed) for one in learnt.before] == [(SCALE, 79, 80)]
    assert learnt.before[0].version is None
    assert [(one.scale_key, one.have, one.needed) for one in learnt.found] == [(SCALE, 80, 80)]
    assert learnt.found[0].version is not None


def test_the_candidate_is_on_record_with_what_it_rests_on(world: Site, learnt: Learnt) -> None:
    """80 courses: 79 of a mother and a child of seven ratings, and one mother of four."""
    state = models.status(world.ctx, world.leader)[0]
    found = state.candidate
    assert found is not None
    assert (found.n_courses, found.n_series, found.n_ratings) == (80, 159, 79 * 14 + 4)
    assert found.version == learnt.found[0].version
    assert found.version.startswith(f"{world.ctx.today().isoformat()}-{found.data_hash[:8]}")
    assert found.first_on == world.ctx.today() - timedelta(days=35 + 49)
    assert found.last_on == world.ctx.today()
    assert found.trained_by == "Admin"
    assert found.metrics == learnt.found[0].metrics
    assert 0.6 < float(found.metrics["coverage_80"]) < 0.95
    assert state.candidate_model is not None
    assert state.candidate_model.quality.n_courses == 80
    assert (state.adopted, state.drift, state.have) == (None, None, 80)


def test_nothing_in_a_model_names_a_family(world: Site) -> None:
    body = ask(world.ctx, "SELECT body FROM progression_model")[0][0]
    ids = ask(world.ctx, "SELECT family_id FROM family UNION SELECT member_id FROM member")
    assert not [str(one) for (one,) in ids if str(one) in body]
    assert "T-1" not in body


def test_courses_in_treatment_are_not_learned_from(world: Site) -> None:
    before = _finished(world.ctx)[SCALE].table
    _course(world, "practitioner", "F-9", "10.0", "11.0")
    assert _finished(world.ctx)[SCALE].table.n_ratings == before.n_ratings
    assert before.n_courses == 80


def test_what_is_learned_is_what_the_pages_show(site: Site) -> None:
    """The one query says of every ended course what `read_course` and the baseline say, also
    where there are corrections, withdrawals, cancelled visits, another form, two raters, a
    single rating and somebody who was asked nothing."""
    site = replace(site, ctx=on_day(site.ctx, date(2026, 6, 30)))
    _awkward(site)
    found = _finished(site.ctx)
    rows = _rows(found)
    assert sorted(rows) == sorted(_as_shown(site.ctx))
    assert ((1.0, 3.0, 4.0, 5.0), (30.0, 31.5, 27.0, 26.0)) in [row[3:5] for row in rows]
    assert {scale: data.table.n_courses for scale, data in found.items()} == {SCALE: 2}
    assert found[SCALE].table.groups == (
        "outcome-adult/self",
        "outcome-under6/caretaker",
        "outcome-youth/self",
    )


def _awkward(site: Site) -> None:
    """A girl who turns 13 on the way, her small brother whom either parent rates."""
    girl, boy = (families.NewMember(MemberRole.CHILD, born, "Barn") for born in (2013, 2023))
    family = make_family(
        site,
        members=(*FAMILY_OF_THREE[:2], girl, replace(boy, label="Dreng")),
        started_on=date(2025, 1, 5),
    )
    mother, father, girl_id, boy_id = family.member_ids
    for no, (day, score) in enumerate(
        (("2025-02-01", "20.0"), ("2025-03-01", "22.0"), ("2026-04-01", "25.0"),
         ("2026-05-01", "26.0"), ("2026-05-08", "27.0"))
    ):  # fmt: skip
        rater = (mother, father)[no % 2]
        own = "outcome-child" if day < "2026" else "outcome-youth"
        about = visits.NewRating(
            uuid4(), boy_id, RaterKind.CARETAKER, rater, "outcome-under6", total=Decimal(score)
        )
        given = [make_rating(girl_id, own, score), about]
        given += [make_rating(mother, "outcome-adult", str(30 - no))]
        given += [make_rating(mother, "alliance-13plus", "30.0")]
        make_visit(site, family, date.fromisoformat(day), given)
    make_visit(site, family, date(2026, 4, 20), status=VisitStatus.CANCELLED)
    _withdraw_and_correct(site, mother)
    _end(site, family)
    for case, scores in (("F-7", ("20.0",)), ("F-8", ("20.0", "21.0", "19.5"))):
        _end(site, _course(site, "practitioner", case, *scores))


def _withdraw_and_correct(site: Site, mother: UUID) -> None:
    """Mother's second rating is withdrawn, her third one corrected."""
    query = (
        "SELECT r.rating_id FROM rating r JOIN visit v ON v.visit_id = r.visit_id "
        "WHERE r.member_id = ? AND r.measure = 'outcome' ORDER BY v.visit_date"
    )
    own = [row[0] for row in ask(site.ctx, query, mother)]
    visits.withdraw_rating(site.ctx, site.practitioner, own[1], "forkert person")
    visits.correct_rating(
        site.ctx, site.practitioner, own[2], items=None, total=Decimal("31.5"), reason="tastefejl"
    )


Row = tuple[str, str, float, tuple[float, ...], tuple[float, ...], str]


def _rows(found: dict[str, Learnable]) -> list[Row]:
    rows = []
    for scale, data in found.items():
        table = data.table
        for one in range(table.n_series):
            part = slice(table.start[one], table.start[one + 1])
            rows.append((
                scale, table.groups[table.group[one]], float(table.limit[one]),
                tuple(table.session[part]), tuple(table.score[part]),
                "-" if isnan(table.ordinary[one]) else f"{table.ordinary[one]}",
            ))  # fmt: skip
    return rows


def _as_shown(ctx: Context) -> list[Row]:
    def work(unit: Unit) -> Iterator[Row]:
        for (episode_id,) in ask(ctx, "SELECT episode_id FROM episode WHERE ended_on IS NOT NULL"):
            for key, readings in read_course(unit, episode_id).outcome.items():
                one = one_series(readings, key.rater_kind, ctx.instruments)
                if one is not None and len(one.scores) > 1:
                    scores = tuple(map(float, one.scores))
                    cut = "-" if one.ordinary is None else f"{float(one.ordinary)}"
                    yield one.scale, one.group, float(one.limit), one.sessions, scores, cut

    return ctx.database.in_transaction(lambda unit: list(work(unit)))


def test_a_scale_where_lower_is_better_is_turned_and_stands_apart(
    settings: Settings, tmp_path: Path
) -> None:
    """Its own model is wanted, and its scores enter counted for the better."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "worry.yaml").write_text(WORRY, encoding="utf-8")
    ctx = wiring.build(replace(settings, instruments=tmp_path / "packs"))
    site = make_site(ctx)
    family = make_family(site)
    for days, total in ((20, "50"), (10, "30.5")):
        given = [make_rating(family.member_ids[0], "worry", total)]
        make_visit(site, family, ctx.today() - timedelta(days=days), given)
    _end(site, family)
    found = _finished(ctx)["0:63:down"]
    learned = {one.scale_key: one.have for one in models.learn(ctx, site.admin)}
    ctx.database.close()
    assert list(found.table.score) == [13.0, 32.5]
    assert learned == {SCALE: 0, "0:63:down": 1}


# -- looked at and adopted


def test_before_adoption_nothing_has_changed(world: Site, learnt: Learnt) -> None:
    for family in learnt.falling.values():
        assert _flags(world, family) == {"worsening_persists": (None, True)}
    view = family_view.load(world.ctx, world.practitioner, learnt.falling["F-1"].family_id)
    assert all(one.expected is None for one in view.assessments.values())
    assert view.models_missing == (80, 80)


def test_the_preview_says_what_adoption_then_does(world: Site, learnt: Learnt) -> None:
    before = everything(world.ctx)
    said = models.preview(world.ctx, world.admin, _candidate(world))
    unchanged = {name for name, rows in everything(world.ctx).items() if rows == before[name]}
    assert set(before) - unchanged == {"audit"}
    done = _adopt(world)
    assert (said.courses, said.raised, said.cleared) == (
        done.reassessed.courses, done.reassessed.raised, done.reassessed.cleared,
    )  # fmt: skip
    assert (said.raised, said.cleared, said.stay) == (2, 2, 0)
    for family in learnt.falling.values():
        assert _flags(world, family) == {
            "worsening_persists": (None, False),
            "expected_risk": (done.version, True),
        }


def test_case_numbers_are_told_to_those_who_may_see_the_family(world: Site, learnt: Learnt) -> None:
    model_id = _candidate(world)
    told = {
        name: [case.case_number for case in models.preview(world.ctx, actor, model_id).cases]
        for name, actor in (
            ("leader", world.leader),
            ("other_leader", world.actors["other_leader"]),
            ("admin", world.admin),
        )
    }
    assert told == {"leader": ["F-1"], "other_leader": ["F-2"], "admin": []}
    family = learnt.falling["F-1"].family_id
    assert trail(world.ctx, "model_previewed") == [
        (world.leader.user_id, [family], ""),
        (world.actors["other_leader"].user_id, [learnt.falling["F-2"].family_id], ""),
        (world.admin.user_id, [], ""),
    ]


def test_the_adopted_model_speaks_on_the_family_page(world: Site, learnt: Learnt) -> None:
    """And it says of the mother what it says of her scores when asked alone."""
    done = _adopt(world)
    view = family_view.load(world.ctx, world.practitioner, learnt.falling["F-1"].family_id)
    assert view.models_missing is None
    (found,) = view.assessments.values()
    model = models.status(world.ctx, world.admin)[0].adopted_model
    assert model is not None
    assert found.limit is not None
    scores = [Decimal(score) for score in FALLING]
    assert found.expected == expected_course(
        model, [1, 2, 3, 4], scores, "outcome-adult/self", found.limit, None, Decimal(25)
    )
    assert found.expected.model_version == done.version
    reason = lists.caseload(world.ctx, world.practitioner)[0].reasons[0][1]
    assert reason.numbers["model_version"] == done.version


def test_nothing_is_expected_of_a_course_that_has_ended(world: Site, learnt: Learnt) -> None:
    """The model may have learned from that very course."""
    _adopt(world)
    _end(world, learnt.falling["F-1"])
    view = family_view.load(world.ctx, world.practitioner, learnt.falling["F-1"].family_id)
    assert [found.expected for found in view.assessments.values()] == [None]
    assert view.models_missing is None


def test_many_courses_at_once_are_told_what_each_is_told_alone(world: Site, learnt: Learnt) -> None:
    """The same numbers, but for the bands ahead, which only a page asks for."""
    _adopt(world)
    rng = Random(11)
    for number, visits_held in enumerate((1, 2, 5, 9)):
        _course(world, "practitioner", f"L-{number}", *make_course(rng, visits_held))
    instruments = world.ctx.instruments

    def both(unit: Unit) -> None:
        ids = [row[0] for row in unit.rows("maintenance/active_episodes")]
        outcomes = [read_course(unit, one).outcome for one in ids]
        speaks = adopted(unit)
        together = speaks.of_courses(outcomes, instruments)
        alone = [speaks.of_course(one, instruments, 12) for one in outcomes]
        assert len(together) == len(alone) == 6
        for said, told in zip(together, alone, strict=True):
            assert said.keys() == told.keys() != set()
            for key, expected in told.items():
                assert expected.path
                assert _close(said[key]) == _close(expected)

    world.ctx.database.in_transaction(both)


def _close(expected: Expected) -> dict[str, object]:
    """Everything but the bands; running sums over a longer table differ in the last digit."""
    said = {
        name: value for name, value in vars(expected).items() if name not in ("path", "stops_at")
    }
    return {n: pytest.approx(v, abs=1e-9) if isinstance(v, float) else v for n, v in said.items()}


def test_only_a_candidate_is_adopted_and_only_once(world: Site) -> None:
    _adopt(world)
    with pytest.raises(InvalidInput, match="Kun en ny model"):
        _adopt(world)
    with pytest.raises(NotFound):
        models.adopt(world.ctx, world.admin, uuid4())
    with pytest.raises(NotFound, match="«2020-01-01-abc»"):
        models.adopt_version(world.ctx, world.admin, "2020-01-01-abc")


def test_a_standing_flag_keeps_its_version_and_a_new_one_gets_the_new(
    world: Site, learnt: Learnt
) -> None:
    """And a visit can be saved while a model is learned, but no second one learned."""
    first = _adopt(world).version
    make_finished(world, 1, seed=9, first=900)
    # The body of the adopted model is what speaks; the new candidate does not yet.
    fell = _course(world, "practitioner", "F-4", *FALLING[:3])
    saved: list[str] = []

    def meanwhile(share: float, stage: str) -> None:
        if not saved:
            saved.append(stage)
            give(world, fell, world.ctx.today(), "17.0")
            with pytest.raises(Conflict, match="ved at blive beregnet"):
                models.learn(world.ctx, world.admin)

    (found,) = models.learn(world.ctx, world.admin, meanwhile)
    assert saved
    assert _flags(world, fell)["expected_risk"] == (first, True)
    assert (found.have, found.version != first) == (81, True)
    _adopt(world)
    assert _flags(world, fell)["expected_risk"] == (first, True)
    newer = _course(world, "practitioner", "F-5", *FALLING)
    assert _flags(world, newer)["expected_risk"] == (found.version, True)
    history = models.status(world.ctx, world.admin)[0].history
    assert [(one.version, one.state) for one in history] == [
        (found.version, "adopted"), (first, "retired"),
    ]  # fmt: skip
    assert maintenance.check(world.ctx) == []


def test_a_second_candidate_replaces_the_first(world: Site) -> None:
    ask(
        world.ctx,
        "INSERT INTO progression_model SELECT * REPLACE (uuid() AS model_id, '0:63:down' AS "
        "scale_key) FROM progression_model",
    )
    world.ctx.database.in_transaction(
        lambda unit: unit.execute(
            "models/retire", scale_key=SCALE, state="candidate", retired_at=world.ctx.clock()
        )
    )
    states = ask(world.ctx, "SELECT scale_key, state FROM progression_model ORDER BY scale_key")
    assert states == [(SCALE, "retired"), ("0:63:down", "candidate")]
    with pytest.raises(InvalidInput, match="taget ud af brug"):
        models.preview(world.ctx, world.admin, _of_scale(world, SCALE))


def _of_scale(site: Site, scale: str) -> UUID:
    query = "SELECT model_id FROM progression_model WHERE scale_key = ?"
    found: UUID = ask(site.ctx, query, scale)[0][0]
    return found


# -- the alarm budget


def test_another_budget_flags_more_or_fewer_at_once(world: Site) -> None:
    """Of courses between falling and rising a loose budget flags more than a strict one."""
    for number in range(8):
        scores = [f"{20 + place * (number - 4) / 2}" for place in range(4)]
        _course(world, "practitioner", f"M-{number}", *scores)
    _adopt(world)
    version = ""
    for budget in (0.30, 0.02):
        said = models.preview(world.ctx, world.leader, _candidate(world), budget)
        done = models.set_budget(world.ctx, world.leader, _candidate(world), budget)
        assert (said.raised, said.cleared) == (done.raised, done.cleared)
        assert done.raised > 0 if budget == 0.30 else done.cleared > 0
        state = models.status(world.ctx, world.leader)[0]
        assert state.adopted is not None
        assert state.adopted_model is not None
        assert state.adopted.budget == state.adopted_model.budget == budget
        version = state.adopted.version
    assert [row[0] for row in trail(world.ctx, "alarm_budget_set")] == [world.leader.user_id] * 2
    assert trail(world.ctx, "alarm_budget_set")[0][2] == f"{version} 0.3"


def test_a_budget_that_was_not_tried_is_refused(world: Site) -> None:
    before = everything(world.ctx)
    for budget in (0.07, 0.0, 1.0):
        with pytest.raises(InvalidInput, match="2 %, 5 %, 10 %"):
            models.set_budget(world.ctx, world.admin, _candidate(world), budget)
    assert everything(world.ctx) == before


# -- drift


def test_drift_counts_what_came_after_training_and_nothing_else(world: Site) -> None:
    """Two courses in treatment of four ratings: six that had a rating before them."""
    _adopt(world)
    drift = _drift(world)
    assert (drift.coverage.n, drift.outside) == (6, False)
    make_finished(world, 3, seed=5, first=500)
    assert _drift(world).coverage.n == 6 + 3 * 2 * 6, "read in after training, ended before"


def test_drift_is_said_when_the_bands_no_longer_hold(world: Site) -> None:
    """Courses that go on as those learned from are no drift; courses that jump are."""
    _adopt(world)
    rng = Random(7)
    for number in range(12):
        _course(world, "practitioner", f"N-{number}", *make_course(rng, 7))
    usual = _drift(world)
    assert usual.coverage.n == 6 + 12 * 6
    assert not usual.outside
    for number in range(6):
        _course(world, "practitioner", f"W-{number}", *("5.0", "35.0") * 4)
    assert _drift(world).outside


def test_an_old_quarter_is_no_longer_drift(world: Site) -> None:
    _adopt(world)
    after = replace(world, ctx=on_day(world.ctx, world.ctx.today() + timedelta(days=100)))
    assert _drift(after).coverage.n == 0
    assert not _drift(after).outside


def _drift(site: Site) -> Drift:
    found = models.status(site.ctx, site.admin)[0].drift
    assert found is not None
    return found


# -- the start-up curve


def test_the_start_up_curve_needs_its_source_and_gives_way_to_a_model(
    world: Site, learnt: Learnt
) -> None:
    ctx, admin = world.ctx, world.admin
    for gain, source in (("6", " "), ("0", "egen"), ("41", "egen"), ("5.55", "egen"), ("NaN", "x")):
        with pytest.raises(InvalidInput):
            startup.set_startup(ctx, admin, Decimal(gain), source)
    assert startup.startup(ctx) is None
    startup.set_startup(ctx, admin, Decimal("5.5"), " Norddjurs 2024 ")
    shown = family_view.load(ctx, world.practitioner, learnt.falling["F-1"].family_id)
    assert shown.startup == startup.StartUp(Decimal("5.5"), "Norddjurs 2024")
    _adopt(world)
    shown = family_view.load(ctx, world.practitioner, learnt.falling["F-1"].family_id)
    assert shown.startup is None
    startup.set_startup(ctx, admin, None)
    assert startup.startup(ctx) is None
    assert [detail for *_, detail in trail(ctx, "startup_curve_set")] == ["5.5", "off"]


# -- who may, and what the trail says

DOORS: dict[str, Callable[[Site, Actor], object]] = {
    "learn": lambda site, who: models.learn(site.ctx, who),
    "adopt": lambda site, who: models.adopt(site.ctx, who, _candidate(site)),
    "adopt_version": lambda site, who: models.adopt_version(site.ctx, who, "x"),
    "set_startup": lambda site, who: startup.set_startup(site.ctx, who, None),
    "set_budget": lambda site, who: models.set_budget(site.ctx, who, _candidate(site), 0.1),
    "preview": lambda site, who: models.preview(site.ctx, who, _candidate(site)),
    "status": lambda site, who: models.status(site.ctx, who),
}
LEADERS_TOO = {"set_budget", "preview", "status"}


@pytest.mark.parametrize("role", ["practitioner", "emergency", "steering", "leader"])
def test_who_may_not_is_refused_and_nothing_is_written(world: Site, role: str) -> None:
    before = everything(world.ctx)
    for name, door in DOORS.items():
        if role == "leader" and name in LEADERS_TOO:
            continue
        with pytest.raises(NotAllowed):
            door(world, world.actors[role])
    assert everything(world.ctx) == before


def test_the_trail_names_versions_and_no_person(world: Site, learnt: Learnt) -> None:
    done = _adopt(world)
    admin = world.admin.user_id
    assert trail(world.ctx, "model_not_learned") == [(admin, [], f"{SCALE} 79/80")]
    assert trail(world.ctx, "model_learned") == [(admin, [], f"{SCALE} {done.version}")]
    assert trail(world.ctx, "model_adopted") == [(admin, [], f"{SCALE} {done.version}")]
    (again,) = trail(world.ctx, "episode_reassessed")
    assert set(again[1]) == {one.family_id for one in learnt.falling.values()}


# -- in the database


def test_two_who_adopt_at_once_leave_one_adopted(world: Site) -> None:
    model_id = _candidate(world)

    def adopt(_: int) -> str:
        try:
            return models.adopt(world.ctx, world.admin, model_id).version
        except (InvalidInput, Conflict):
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(adopt, range(2)))
    assert answers.count("refused") == 1
    assert ask(world.ctx, "SELECT state FROM progression_model") == [("adopted",)]


def test_another_thread_sees_an_adoption_at_once(world: Site, learnt: Learnt) -> None:
    family = learnt.falling["F-1"]

    def speaks(_: int) -> bool:
        view = family_view.load(world.ctx, world.practitioner, family.family_id)
        return all(one.expected is not None for one in view.assessments.values())

    with ThreadPoolExecutor(4) as pool:
        assert not any(pool.map(speaks, range(8)))
        _adopt(world)
        assert all(pool.map(speaks, range(8)))


def test_models_survive_backup_and_restore(world: Site, tmp_path: Path) -> None:
    done = _adopt(world)
    copy = back_up(world.ctx.database, tmp_path / "backup.duckdb")
    ctx = _open(copy)
    state = models.status(ctx, world.admin)[0]
    ctx.database.close()
    assert state.adopted is not None
    assert state.adopted.version == done.version


def test_the_commands_learn_and_adopt(world: Site, capsys: pytest.CaptureFixture[str]) -> None:
    version = models.status(world.ctx, world.admin)[0].candidate
    assert version is not None
    env = {"FIT_TRACKER_DATABASE": str(world.ctx.database.path)}
    world.ctx.database.close()
    assert main(["adopt", "2020-01-01-abc"], env) == USAGE
    assert version.version in capsys.readouterr().err
    assert main(["adopt", version.version], env) == OK
    said = capsys.readouterr().out
    assert f"Model {version.version} er taget i brug." in said
    assert "2 forløb i gang er vurderet igen: 2 nye advarsler, 2 faldt væk." in said
    assert main(["check"], env) == OK


def test_learn_says_how_many_are_missing(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    ctx = _open(settings.database)
    make_finished(make_site(ctx), 2)
    ctx.database.close()
    assert main(["learn"], {"FIT_TRACKER_DATABASE": str(settings.database)}) == OK
    assert "Skala 0:40:up: 2 afsluttede forløb" in capsys.readouterr().out
