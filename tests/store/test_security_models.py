"""The models attacked: what they tell about families, to whom, and what a file can do to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from fit_tracker import wiring
from fit_tracker.cli import main
from fit_tracker.cli_call import REJECTED, USAGE
from fit_tracker.domain.episodes import EndReason
from fit_tracker.errors import InvalidInput, NotFound
from fit_tracker.progression.backtest import shared
from fit_tracker.progression.quality import SMALLEST
from fit_tracker.services import episodes, models, startup, visits
from fit_tracker.services.trajectories import AnalystScale, fit_file
from fit_tracker.settings import from_environment
from tests.factories import (
    Site,
    ask,
    give,
    make_course,
    make_family,
    make_finished,
    make_site,
)

FALLING = ("30.0", "21.0", "19.0", "18.0")
HEAD = "episode_id,informant,session_no,score\n"
NAME = "Bedstemor Karla"


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """A site of two teams whose first candidate waits, closed."""
    path = tmp_path_factory.mktemp("attacked") / "site.duckdb"
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(path)}))
    site = make_site(ctx)
    make_finished(site, 80)
    models.learn(ctx, site.admin)
    ctx.database.close()
    return path, site


@pytest.fixture
def world(learnt: tuple[Path, Site], tmp_path: Path) -> Iterator[Site]:
    path, site = learnt
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(path.read_bytes())
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(copy)}))
    yield replace(site, ctx=ctx)
    ctx.database.close()


def _course(site: Site, who: str, case: str, *scores: str) -> Any:
    actor = site.actors[who]
    family = make_family(site, actor, case_number=case, practitioners=(actor.user_id,))
    for place, score in enumerate(scores):
        day = site.ctx.today() - timedelta(days=7 * (len(scores) - 1 - place))
        give(site, family, day, score, actor=actor)
    return family


def _model(site: Site) -> Any:
    return ask(site.ctx, "SELECT model_id FROM progression_model")[0][0]


# -- what counts tell of the families of others


@pytest.mark.parametrize("others", [1, SMALLEST - 1, SMALLEST])
def test_counts_less_ones_own_never_point_at_few_families(world: Site, others: int) -> None:
    """A leader who subtracts their own courses from the site's must not be left with so few
    that "one more flag" says whose it is."""
    _course(world, "practitioner", "F-1", "20.0", "24.0", "27.0")
    for number in range(others):
        _course(world, "other_practitioner", f"G-{number}", *FALLING)
    said = models.preview(world.ctx, world.leader, _model(world))
    if others < SMALLEST:
        assert (said.courses, said.raised, said.flagged_now, said.flagged_then) == (1, 0, 0, 0)
    else:
        assert (said.courses, said.flagged_then) == (1 + others, others)
    theirs = models.preview(world.ctx, world.actors["other_leader"], _model(world))
    assert (theirs.courses, theirs.flagged_then) == (others, others)
    assert len(theirs.cases) == others


@pytest.mark.parametrize("n", range(SMALLEST + 2))
def test_a_share_of_few_courses_is_not_told(n: int) -> None:
    found = shared(np.ones(n, dtype=bool))
    assert (found.n, found.hits, found.value) == ((n, n, 1.0) if n >= SMALLEST else (0, 0, None))


def test_drift_does_not_follow_one_family_rating_by_rating(world: Site) -> None:
    models.adopt(world.ctx, world.admin, _model(world))

    def coverage() -> Any:
        found = models.status(world.ctx, world.actors["other_leader"])[0].drift
        assert found is not None
        return found.coverage

    family = _course(world, "practitioner", "F-1", "20.0", "5.0", "35.0", "5.0", "35.0")
    assert (coverage().n, coverage().hits, coverage().value) == (0, 0, None)
    give(world, family, world.ctx.today(), "5.0")
    assert coverage().n == 5


# -- a flag never outlives what it rests on


def test_a_course_that_is_reopened_is_judged_anew(world: Site) -> None:
    """What was adopted while it was ended speaks of it at once, not at the next visit."""
    family = _course(world, "practitioner", "F-1", *FALLING)
    end = (family.episode_id, world.ctx.today(), EndReason.GOALS_REACHED, True)
    episodes.end(world.ctx, world.practitioner, *end)
    version = models.adopt(world.ctx, world.admin, _model(world)).version
    assert _standing(world, family) == [("worsening_persists", None)]
    episodes.reopen(world.ctx, world.practitioner, family.episode_id)
    assert _standing(world, family) == [("expected_risk", version)]


@pytest.mark.parametrize("how", ["withdrawn", "corrected"])
def test_no_flag_stands_on_a_rating_that_was_taken_back(world: Site, how: str) -> None:
    models.adopt(world.ctx, world.admin, _model(world))
    family = _course(world, "practitioner", "F-1", *FALLING)
    assert [code for code, _ in _standing(world, family)] == ["expected_risk"]
    query = (
        "SELECT rating_id FROM rating JOIN visit USING (visit_id) WHERE rating.episode_id = ? "
        "ORDER BY visit_date"
    )
    ids = [row[0] for row in ask(world.ctx, query, family.episode_id)]
    if how == "withdrawn":
        for one in ids[2:]:
            visits.withdraw_rating(world.ctx, world.practitioner, one, "forkert person")
    else:
        visits.correct_rating(
            world.ctx, world.practitioner, ids[0], items=None, total=Decimal("18.0"), reason="fejl"
        )
    assert "expected_risk" not in [code for code, _ in _standing(world, family)]


def _standing(site: Site, family: Any) -> list[tuple[str, str | None]]:
    query = "SELECT code, model_version FROM flag WHERE episode_id = ? AND cleared_at IS NULL"
    return ask(site.ctx, query, family.episode_id)


# -- what is typed and forged


@pytest.mark.parametrize("source", ["010190-1234, Karla", "x" * 501])
def test_the_source_of_a_start_up_curve_is_a_text_like_others(site: Site, source: str) -> None:
    with pytest.raises(InvalidInput):
        startup.set_startup(site.ctx, site.admin, Decimal(5), source)
    assert startup.startup(site.ctx) is None


@pytest.mark.parametrize("model", ["x", None, uuid4(), "' OR 1=1 --"])
@pytest.mark.parametrize("door", [models.preview, models.set_budget])
def test_a_forged_model_is_no_model(world: Site, door: Callable[..., Any], model: Any) -> None:
    with pytest.raises(NotFound):
        door(world.ctx, world.leader, model, 0.1)


@pytest.mark.parametrize("budget", [float("nan"), float("inf"), -1, "0.1", True, 0.1000001])
@pytest.mark.parametrize("door", [models.preview, models.set_budget])
def test_a_forged_budget_is_no_budget(world: Site, door: Callable[..., Any], budget: Any) -> None:
    with pytest.raises(InvalidInput, match="Vælg en af disse andele"):
        door(world.ctx, world.leader, _model(world), budget)


def test_another_budget_brings_its_own_figures(world: Site) -> None:
    """Two versions are compared by them: at unlike budgets the comparison would be a lie."""
    before = models.status(world.ctx, world.admin)[0].candidate
    models.set_budget(world.ctx, world.leader, _model(world), 0.30)
    state = models.status(world.ctx, world.admin)[0]
    assert before is not None
    assert state.candidate is not None
    assert state.candidate_model is not None
    point = next(p for p in state.candidate_model.quality.budget if p.budget == 0.30)
    assert state.candidate.metrics["found"] == f"{point.found.value:.3f}"
    assert state.candidate.metrics["found"] > before.metrics["found"]


# -- the analysts' files


def _ratings(courses: int, *more: str) -> str:
    rng = Random(3)
    rows = [
        f"E{number},mother,{place + 1},{score}"
        for number in range(courses)
        for place, score in enumerate(make_course(rng, 6))
    ]
    return HEAD + "\n".join([*rows, *more]) + "\n"


def test_a_model_file_has_no_persons_level_and_no_persons_name() -> None:
    """An informant of one course would have that person's own ratings as its fixed effects."""
    own = [f"E1,{NAME},{place},{score}" for place, score in ((1, 7.3), (2, 31.1), (5, 12.4))]
    few = [f"E{n},Far,{place},{10 + n + place}" for n in range(SMALLEST) for place in (1, 2, 3)]
    data = _ratings(80, *own, *few).encode()
    found = fit_file("r.csv", data, "ml", False, AnalystScale(), True, date(2026, 1, 1))
    body = json.loads(found.body)
    assert NAME not in found.body.decode()
    assert list(body["fixed_effects"]) == [
        "intercept", "slope", "intercept:Far", "slope:Far", "bend",
    ]  # fmt: skip
    assert body["model"]["groups"] == ["mother"]


def _run(*words: object) -> int:
    return main([str(word) for word in words], {})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "ratings.csv").write_text(_ratings(80), encoding="utf-8")
    assert _run("fit", folder / "ratings.csv", "--out", folder / "model.json") == 0
    return folder


@pytest.mark.parametrize(
    ("flags", "bands"),
    [("ratings.csv", "b.csv"), ("f.csv", "./ratings.csv"), ("model.json", "b.csv"), ("f", "f")],
)
def test_no_output_takes_the_place_of_what_is_read(files: Path, flags: str, bands: str) -> None:
    before = {path.name: path.read_bytes() for path in files.iterdir()}
    out = ("--flags", files / flags, "--bands", files / bands)
    assert _run("assess", files / "ratings.csv", "--model", files / "model.json", *out) == USAGE
    assert _run("fit", files / "ratings.csv", "--out", files / "ratings.csv") == USAGE
    assert {path.name: path.read_bytes() for path in files.iterdir()} == before


def _without(*path: str) -> Callable[[dict[str, Any]], None]:
    def change(body: dict[str, Any]) -> None:
        for step in path[:-1]:
            body = body[step]
        body[path[-1]] = []

    return change


def _nan(body: dict[str, Any]) -> None:
    body["model"]["growth"]["covariance"] = [[float("nan"), 0], [0, 1]]


def _other_scale(body: dict[str, Any]) -> None:
    body["scale"] |= {"maximum": 63.0, "higher_is_better": False}


CHANGES: Sequence[Callable[[dict[str, Any]], None]] = (
    _without("model", "bands"), _without("model", "groups"), _without("model", "risks"),
    _without("model", "maps"), _without("scale"), _nan, _other_scale,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_model_file_is_refused_in_a_sentence(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[..., None]
) -> None:
    body = json.loads((files / "model.json").read_text(encoding="utf-8"))
    change(body)
    _refused(files, tmp_path, json.dumps(body), capsys)


def test_a_bottomless_model_file_is_refused(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _refused(files, tmp_path, "[" * 200_000, capsys)


def _refused(files: Path, folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "m.json").write_text(text, encoding="utf-8")
    out = ("--flags", folder / "f.csv", "--bands", folder / "b.csv")
    assert _run("assess", files / "ratings.csv", "--model", folder / "m.json", *out) == USAGE
    assert "m.json er ikke en model fra «fit»" in capsys.readouterr().err
    assert not (folder / "f.csv").exists()


@pytest.mark.parametrize("cell", ["9" * 400 + ",10", "0." + "0" * 400 + "1,10", "1," + "9" * 400])
@pytest.mark.parametrize("options", [(), ("--basic",)])
def test_numbers_no_computer_holds_are_mistakes_of_the_file(
    tmp_path: Path, cell: str, options: tuple[str, ...]
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(_ratings(3, f"X,mother,{cell}", "X,mother,2,11"), encoding="utf-8")
    assert _run("fit", path, *options, "--out", tmp_path / "m.json") == REJECTED
