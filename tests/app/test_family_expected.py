"""The family page with and without a model: what is expected, said and drawn, and to whom."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from streamlit.testing.v1 import AppTest

from fit_tracker import wiring
from fit_tracker.domain.episodes import EndReason
from fit_tracker.services import episodes, family_view, models, passwords
from fit_tracker.services.families import Created
from fit_tracker.services.startup import set_startup
from fit_tracker.settings import Settings, from_environment
from fit_tracker.ui import context as ui_context
from fit_tracker.ui import state_keys
from fit_tracker.ui.family.choices import KEY
from tests.app.test_family_page import PAGE, shown
from tests.conftest import ROOT
from tests.factories import PASSWORD, Site, give, make_family, make_finished, make_site

FALLING = (("30", "20"), ("21", "22"), ("19", "24"), ("17", "27"))
Learnt = tuple[Site, Path, Created]
View = Callable[..., AppTest]


def rated(site: Site) -> Created:
    """A mother who falls and a father who improves, one visit a week until today."""
    family = make_family(site)
    for place, totals in enumerate(FALLING):
        give(site, family, site.ctx.today() - timedelta(days=7 * (3 - place)), *totals)
    return family


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learnt]:
    """A site whose model has learned from 80 finished courses and is in use."""
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    path = tmp_path_factory.mktemp("expected") / "site.duckdb"
    site = make_site(wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(path)})))
    make_finished(site, 80)
    family = rated(site)
    (found,) = models.learn(site.ctx, site.admin)
    assert found.model_id is not None
    models.adopt(site.ctx, site.admin, found.model_id)
    site.ctx.database.close()
    yield site, path, family
    patch.undo()


@pytest.fixture
def modelled(
    learnt: Learnt, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Site, Created]]:
    """A copy of that site, open in the app."""
    monkeypatch.setenv("FIT_TRACKER_DATABASE", str(settings.database))
    monkeypatch.chdir(ROOT)
    shutil.copyfile(learnt[1], settings.database)
    yield replace(learnt[0], ctx=ui_context.context()), learnt[2]
    ui_context.close()


def page(site: Site, family: Created, **choices: object) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
    app.text_input[0].set_value(site.usernames["practitioner"])
    app.text_input[1].set_value(PASSWORD)
    app.button[0].click().run()
    app.session_state[state_keys.FAMILY] = family.family_id
    app.session_state[KEY] = {"family": str(family.family_id), **choices}
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def wording(app: AppTest) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown(app)))


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def names(chart: dict[str, Any]) -> list[str]:
    return [trace["name"] for trace in chart["data"]]


def test_without_a_model_it_is_said_once_what_is_missing(app_site: Site) -> None:
    app = page(app_site, rated(app_site), apart=True)
    assert wording(app).count("der mangler 80 afsluttede forløb") == 1
    assert not [chart for chart in charts(app) if "80 %" in names(chart)]


def test_an_assumption_is_drawn_and_said_to_be_one(app_site: Site) -> None:
    set_startup(app_site.ctx, app_site.admin, Decimal("5.0"), "Undersøgelse 2019, s. 4")
    app = page(app_site, rated(app_site))
    assert "Den prikkede linje er en antagelse, ikke data (Undersøgelse 2019" in wording(app)
    assert names(charts(app)[0])[0] == "antagelse"
    assert "80 %" not in names(charts(app)[0])


def test_an_ended_course_expects_nothing(app_site: Site) -> None:
    family = rated(app_site)
    set_startup(app_site.ctx, app_site.admin, Decimal("5.0"), "Kilde")
    view = family_view.load(app_site.ctx, app_site.practitioner, family.family_id)
    assert view.episode is not None
    episodes.end(app_site.ctx, app_site.practitioner, view.episode.episode_id,
                 app_site.ctx.today(), EndReason.MOVED, planned=False)  # fmt: skip
    app = page(app_site, family)
    assert "afsluttede forløb" not in wording(app)
    assert "antagelse" not in names(charts(app)[0])


def test_together_the_one_who_needs_it_is_shown_and_the_other_may_be(
    modelled: tuple[Site, Created],
) -> None:
    app = page(*modelled)
    first = charts(app)[0]
    assert names(first)[:3] == ["80 %", "50 %", "forventet"]
    assert first["data"][0]["y"][0] == 17
    assert "Det forventede vises for mor. Vis det for:" in wording(app)
    assert "Næste gang ventes mors måling mellem" in wording(app)
    assert "bygger på 80 afsluttede forløb" in wording(app)
    assert charts(page(*modelled, ahead=1))[0]["data"][0]["y"][0] == 27


def test_side_by_side_each_has_bands_and_a_sentence(modelled: tuple[Site, Created]) -> None:
    app = page(*modelled, apart=True)
    assert [names(chart).count("80 %") for chart in charts(app)[:2]] == [1, 1]
    assert wording(app).count("Næste gang ventes") == 2


def test_only_the_outcome_is_foreseen(modelled: tuple[Site, Created]) -> None:
    site, family = modelled
    give(site, family, site.ctx.today(), "17", "27")
    give(site, family, site.ctx.today(), "38", "37", measure="alliance")
    drawn = charts(page(site, family))
    assert [("80 %" in names(chart)) for chart in drawn] == [True, False]


def test_the_table_has_the_bands_as_numbers(modelled: tuple[Site, Created]) -> None:
    app = page(*modelled, table=True)
    assert "Mor: forventet herfra" in wording(app)
    assert "Besøg Midt 50 % 80 % 90 %" in wording(app)
    assert not charts(app)


def test_by_date_coming_visits_are_said_to_be_about_right(modelled: tuple[Site, Created]) -> None:
    assert "kommende besøg er sat omtrent" in wording(page(*modelled, axis="date"))


def test_a_flag_names_its_rule_its_numbers_its_model_and_how_often_it_is_right(
    modelled: tuple[Site, Created],
) -> None:
    site, family = modelled
    view = family_view.load(site.ctx, site.practitioner, family.family_id)
    codes = {reason.code.value for one in view.assessments.values() for reason in one.reasons}
    assert "expected_risk" in codes
    told = wording(page(site, family))
    assert "målinger i træk" in told
    assert "(bygger på 80 afsluttede forløb)" in told
    assert "Sådan et flag har her været rigtigt " in told
    assert re.search(r"Model \d{4}-\d\d-\d\d-[0-9a-f]{8}, alarmgrænse", told)
    assert "Et bånd er ikke et mål" in told
