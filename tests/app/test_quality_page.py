"""How good are our warnings: for the administrator and the leader, and for nobody else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from streamlit.testing.v1 import AppTest

from fit_tracker import wiring
from fit_tracker.progression.quality import Calibration, Coverage, Forecast, Rival
from fit_tracker.services import models, passwords
from fit_tracker.services.model_drift import Drift
from fit_tracker.services.models import Changes
from fit_tracker.services.startup import startup
from fit_tracker.settings import Settings, from_environment
from fit_tracker.ui import context as ui_context
from fit_tracker.ui.quality import asking, overview, sentences, tables, versions
from fit_tracker.ui.quality.numbers import one_in, percent, share_text
from tests.app.test_team_page import pressed, shown
from tests.conftest import ROOT
from tests.factories import PASSWORD, Site, ask, give, make_family, make_finished, make_site, trail
from tests.unit.test_charts_quality import BUDGET, EMPTY, QUALITY, make_quality, share

Open = Callable[..., AppTest]
PAGE = "pages/quality/warnings.py"
ROLES = ("administrator", "leader")
SLOW = 300


@dataclass(frozen=True)
class Learnt:
    """A site with 80 finished courses and two in treatment, before and after learning."""

    site: Site
    before: Path
    after: Path


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learnt]:
    patch = pytest.MonkeyPatch()
    patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    folder = tmp_path_factory.mktemp("quality")
    before, after = folder / "before.duckdb", folder / "after.duckdb"
    site = make_site(wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(after)})))
    make_finished(site, 80)
    for case, scores in (("F-1", (30, 21, 19, 18)), ("F-2", (20, 24, 27, 29))):
        family = make_family(site, case_number=case)
        for place, score in enumerate(scores):
            give(site, family, site.ctx.today() - timedelta(days=7 * (4 - place)), str(score))
    site.ctx.database.close()
    shutil.copyfile(after, before)
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(after)}))
    models.learn(ctx, site.admin)
    ctx.database.close()
    yield Learnt(site, before, after)
    patch.undo()


@pytest.fixture
def use(learnt: Learnt, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """`use(path)` opens a copy of that site in the app."""
    monkeypatch.setenv("FIT_TRACKER_DATABASE", str(settings.database))
    monkeypatch.chdir(ROOT)

    def _use(path: Path) -> Site:
        shutil.copyfile(path, settings.database)
        return replace(learnt.site, ctx=ui_context.context())

    yield _use
    ui_context.close()


def signed_in(site: Site, name: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=SLOW).run()
    app.text_input[0].set_value(site.usernames[name])
    app.text_input[1].set_value(PASSWORD)
    app.button[0].click().run()
    return opened(app)


def opened(app: AppTest) -> AppTest:
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def buttons(app: AppTest) -> set[str]:
    """What may be pressed on the page, without the menu's own."""
    return {one.label for one in app.main.button}


def wording(app: AppTest) -> str:
    """What is written, with the tags taken out and the spaces evened."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown(app)))


# Without a model


@pytest.mark.parametrize("name", ROLES)
def test_without_courses_it_says_how_many_are_missing(open_app: Open, name: str) -> None:
    app = opened(open_app(name))
    assert "Der mangler 80 afsluttede forløb" in shown(app)
    assert "0 af 80 familier" in shown(app)
    assert "gælder de faste regler alene" in shown(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("name", ["practitioner", "emergency", "steering"])
def test_other_roles_have_no_such_page(open_app: Open, name: str) -> None:
    with pytest.raises(ValueError, match="page"):
        open_app(name).switch_page(PAGE).run()


def test_a_start_up_curve_needs_points_and_a_source(open_app: Open, app_site: Site) -> None:
    app = opened(open_app("administrator"))
    app.text_input(key="startup_gain").set_value("5,0")
    pressed(app, "Tænd startkurven")
    assert "Skriv, hvor tallet kommer fra" in app.error[0].value
    app.text_input(key="startup_source").set_value("Undersøgelse 2019, s. 4")
    pressed(app, "Tænd startkurven")
    assert app.success[0].value == "Startkurven er tændt."
    assert "Startkurven antager 5,0 point frem ved besøg 8" in shown(app)
    leaders = opened(open_app("leader"))
    assert "Kilde: Undersøgelse 2019, s. 4" in shown(leaders)
    assert not buttons(leaders)
    pressed(app, "Sluk startkurven")
    assert startup(app_site.ctx) is None


def test_the_start_up_curve_says_what_is_no_number(open_app: Open, app_site: Site) -> None:
    app = opened(open_app("administrator"))
    for text, said in (("mange", "er ikke et tal"), ("", "hvor mange point")):
        app.text_input(key="startup_gain").set_value(text)
        app.text_input(key="startup_source").set_value("Kilde")
        pressed(app, "Tænd startkurven")
        assert said in app.error[0].value
    assert startup(app_site.ctx) is None


def test_the_administrator_learns_and_nothing_changes_yet(use: Open, learnt: Learnt) -> None:
    site = use(learnt.before)
    assert "Der er forløb nok" in shown(signed_in(site, "leader"))
    assert "80 familier har et afsluttet forløb med mindst to målinger; der skal 80 til" in shown(
        signed_in(site, "leader")
    )
    assert not buttons(signed_in(site, "leader"))
    app = signed_in(site, "administrator")
    flags = ask(site.ctx, "SELECT * FROM flag")
    pressed(app, "Lær af de afsluttede forløb")
    assert "En ny model er klar og har lært af 80 forløb" in app.success[0].value
    assert "Den nye model ville finde" in shown(app)
    assert "Den er ikke taget i brug endnu" in shown(app)
    assert ask(site.ctx, "SELECT state FROM progression_model") == [("candidate",)]
    assert ask(site.ctx, "SELECT * FROM flag") == flags


# With a model


def test_the_leader_sees_all_of_it_and_cannot_press(use: Open, learnt: Learnt) -> None:
    app = signed_in(use(learnt.after), "leader")
    for question in (
        "Hvad modellen kan og ikke kan vide",
        "Hvor mange falske alarmer er de fundne værd?",
        "Holder båndene?",
        "Hvor tidligt ser vi det?",
        "Passer risikoen?",
        "Er den bedre end enklere regler?",
        "Modellens udgaver",
    ):
        assert question in shown(app)
    assert "Administratoren kan tage den i brug" in app.caption[-1].value
    assert not buttons(app)
    # The price, bands for the next visit and five ahead (no course is long enough for the end),
    # both twice, flags and risks for two endings.
    assert len(app.get("plotly_chart")) == 1 + 4 + 2 + 2
    assert "Forløbets slutning" not in shown(app)


def test_a_model_is_adopted_only_after_a_yes(use: Open, learnt: Learnt) -> None:
    site = use(learnt.after)
    app = signed_in(site, "administrator")
    pressed(app, "Se, hvad den ændrer")
    assert "2 forløb i gang" in wording(app)
    pressed(app, "Nej, behold det, som det er")
    assert ask(site.ctx, "SELECT state FROM progression_model") == [("candidate",)]
    pressed(app, "Se, hvad den ændrer")
    pressed(app, "Tag i brug")
    assert "er taget i brug" in app.success[0].value
    assert "Advarslerne finder" in shown(app)
    assert "Modellen har lært af alle 80 afsluttede forløb" in shown(app)
    assert ask(site.ctx, "SELECT state FROM progression_model") == [("adopted",)]
    assert len(trail(site.ctx, "model_adopted")) == 1
    # What is seen here is of nobody.
    assert not re.search(r"\b[FT]-\d", wording(app))


@pytest.mark.parametrize("name", ROLES)
def test_another_budget_shows_its_price_and_counts_after_a_yes(
    use: Open, learnt: Learnt, name: str
) -> None:
    site = use(learnt.after)
    (model_id,) = ask(site.ctx, "SELECT model_id FROM progression_model")[0]
    models.adopt(site.ctx, site.admin, model_id)
    app = signed_in(site, name)
    assert "Med højst 1 falsk alarm for hver 10 forløb" in shown(app)
    app.button_group(key=f"budget_{model_id}").set_value("0.2").run()
    assert "Med højst 1 falsk alarm for hver 5 forløb" in shown(app)
    pressed(app, "Skift til 20 %: se, hvad det ændrer")
    assert ask(site.ctx, "SELECT budget FROM progression_model") == [(0.1,)]
    pressed(app, "Ja, skift alarmbudgettet")
    assert app.success[0].value == "Alarmbudgettet er nu 20 %."
    assert ask(site.ctx, "SELECT budget FROM progression_model") == [(0.2,)]
    ((who, _, detail),) = trail(site.ctx, "alarm_budget_set")
    assert who == site.actors[name].user_id
    assert detail.endswith("0.2")


def test_an_open_question_is_dropped_when_another_budget_is_looked_at(
    use: Open, learnt: Learnt
) -> None:
    site = use(learnt.after)
    (model_id,) = ask(site.ctx, "SELECT model_id FROM progression_model")[0]
    app = signed_in(site, "administrator")
    app.button_group(key=f"budget_{model_id}").set_value("0.2").run()
    pressed(app, "Skift til 20 %: se, hvad det ændrer")
    app.button_group(key=f"budget_{model_id}").set_value("0.05").run()
    assert "Ja, skift alarmbudgettet" not in buttons(app)
    assert "Skift til 5 %: se, hvad det ændrer" in buttons(app)


# The sentences, from hand-made numbers


def test_the_price_of_a_budget_in_a_sentence() -> None:
    assert sentences.budget(BUDGET[2]) == (
        "Med højst 1 falsk alarm for hver 10 forløb, der ender godt, finder vi 46 af 100 af dem, "
        "der ender uden sikker fremgang (40–52, 231 kurver)."
    )
    assert sentences.budget(BUDGET[3]).startswith("Med højst 3 falske alarmer for hver 20 forløb")
    assert "77 af 100 flag er rigtige (68–83, 120 flag)." in sentences.budget_more(BUDGET[2])
    assert sentences.lead(BUDGET[2]).startswith("Halvdelen af flagene kommer mindst 4 besøg før")
    assert "for få" in sentences.budget(replace(BUDGET[2], found=EMPTY))


@pytest.mark.parametrize(
    ("budget", "fraction"), [(0.02, (1, 50)), (0.1, (1, 10)), (0.15, (3, 20)), (0.3, (3, 10))]
)
def test_a_budget_is_a_small_fraction(budget: float, fraction: tuple[int, int]) -> None:
    assert one_in(budget) == fraction


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.0, "0 %"), (0.001, "1 %"), (0.455, "46 %"), (0.999, "99 %"), (1.0, "100 %")],
)
def test_only_none_is_nothing_and_only_all_is_a_hundred(value: float, said: str) -> None:
    assert percent(value) == said


def test_a_share_names_its_interval_and_its_n() -> None:
    assert share_text(share(602, 1204)) == "50 % af 1.204 (47–53)"
    assert share_text(EMPTY) == "ingen endnu"


def band(level: int, hits: int, n: int = 1000) -> Coverage:
    return Coverage("next", level, None, share(hits, n), 9.0)


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([band(80, 800)], "Båndene holder, hvad de lover."),
        # Two points are allowed; a wider gap is not, unless the interval holds the promise.
        ([band(80, 77_000, 100_000), band(50, 500)], "1 af 2 bånd er for smalle"),
        ([band(80, 78_000, 100_000)], "Båndene holder"),
        ([band(80, 77_900, 100_000)], "1 af 1 bånd er for smalle"),
        ([band(80, 75, 100)], "Båndene holder"),
        ([band(80, 870)], "1 af 1 bånd er for brede"),
        ([band(80, 870), band(50, 400)], "2 af 2 bånd er dels for smalle, dels for brede"),
        ([], "Der er for få målinger"),
    ],
)
def test_whether_the_bands_hold(bands: list[Coverage], said: str) -> None:
    assert sentences.bands(bands).startswith(said)


def test_what_is_found_by_visit_five() -> None:
    assert sentences.warnings(QUALITY.warnings) == (
        "Ved besøg 5 har 31 af 100 af dem, der ender uden sikker fremgang, et flag (26–37, 231 "
        "kurver). 86 af 100 af de flag er rigtige (77–92, 84 flag)."
    )
    assert "for få" in sentences.warnings(())


def test_whether_the_risks_are_true() -> None:
    assert sentences.risks(QUALITY.calibrations).startswith("Risikoen er til at stole på")
    loose = Calibration("not_success", 400, 0.7, 0.0, 0.041)
    assert "højst 4,1 procentpoint" in sentences.risks([loose])
    assert sentences.risks([loose]).startswith("Risikoen er et skøn")
    assert "for sikker i sin sag" in sentences.risk(loose)
    assert "hældning 0,70" in sentences.risk(loose)
    assert "for forsigtig: høje" in sentences.risk(replace(loose, slope=1.2))
    assert "hverken" in sentences.risk(replace(loose, slope=0.9))
    assert sentences.risk(replace(loose, slope=None)) == "For få forløb (400)."


def test_the_model_is_not_praised_beyond_its_rivals() -> None:
    def told(model: float, other: float) -> str:
        return sentences.rivals(
            [
                Rival("model", "not_success", 900, model, 0.2, 0.4),
                Rival("logistic", "not_success", 900, other, 0.2, None),
                Rival("no_gain", "deteriorated", 900, 0.99, 0.2, None),
            ]
        )

    assert told(0.76, 0.71).endswith("peger modellen på det rigtige 76 gange af 100; den bedste "
                                     "af de andre 71.")  # fmt: skip
    assert told(0.76, 0.762).endswith("gør det lige så godt.")
    assert told(0.76, 0.81).endswith("er bedre: 81.")
    assert "endnu ikke noget" in sentences.rivals([])
    last = Forecast("last_value", "next", 1204, 6.3, 20.0, 0.8)
    model = replace(last, name="model", error=5.8)
    assert "5,8 point forkert" in sentences.forecasts([last, model])
    assert "6,3 point (1.204 målinger)" in sentences.forecasts([last, model])


def test_what_a_flag_can_know() -> None:
    assert "i omtrent 52 af 100 tilfælde" in sentences.knows(QUALITY)
    assert "målefejl" not in sentences.knows(make_quality(noise_share=None))


def test_what_would_change_is_told_in_counts() -> None:
    changes = Changes("v", 0.05, 64, 3, 5, 4, 9, 7, ())
    assert asking.sentence(changes) == (
        "Nu: 3 flag kommer til, og 5 forsvinder; et forløb kan have flere. 7 af 64 forløb i gang "
        "får flag; i dag har 9."
    )
    assert "ændrer ingen flag" in asking.sentence(replace(changes, raised=0, cleared=0))
    assert "ingen forløb i gang" in asking.sentence(replace(changes, courses=0))


def test_drift_says_whether_the_model_still_fits() -> None:
    found = Drift(date(2026, 8, 23), date(2026, 11, 22), share(160, 200), outside=False)
    assert versions.drift(found) == (
        "Siden 23-08-2026 faldt 80 af 100 nye målinger inden for 80 %-båndet (74–85, 200 "
        "målinger): modellen passer stadig."
    )
    assert "passer ikke længere" in versions.drift(replace(found, outside=True))
    assert "endnu for få nye målinger" in versions.drift(replace(found, coverage=EMPTY))
    few = versions.drift(replace(found, coverage=share(4, 4)))
    assert few.endswith("4 målinger): det er for få til at sige, om modellen passer.")


def test_each_table_holds_every_number() -> None:
    bands = str(tables.bands(QUALITY.bands))
    assert all(share_text(one.share) in bands for one in QUALITY.bands)
    assert bands.count("<td") == 9 * (1 + 13 + 1)  # name, all visits and twelve, width
    assert str(tables.warnings(QUALITY.warnings)).count("<tr>") == 1 + len(QUALITY.warnings)
    assert str(tables.rivals(QUALITY.rivals)).count("<tr>") == 1 + len(QUALITY.rivals)
    assert "Første og seneste score og hældning" in tables.rivals(QUALITY.rivals)
    assert "46 % af 231 (40–52)" in tables.budget(BUDGET)
    assert overview.visits_left(BUDGET[2]) == "4,5"
