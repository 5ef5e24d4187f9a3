"""The page of programmes: taken in, looked at, steered by, changed, taken out of use."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.programmes import Asked, Indicator, Moment
from fit_tracker.services import programme_edit, programme_files, programmes
from fit_tracker.services.programmes import Stored
from fit_tracker.ui import state_keys
from tests.app.test_team_page import pressed, shown
from tests.factories import Site, ask

Open = Callable[..., AppTest]
PAGE = "pages/project/programmes.py"
ALL = programme_files.built_in()


def _page(open_app: Open, what: object = None) -> AppTest:
    app = open_app("project")
    app.switch_page(PAGE).run()
    if what is not None:
        app.session_state[state_keys.PROGRAMME_OPEN] = what
        app.run()
    assert not app.exception
    assert not app.error
    return app


def _taken(site: Site, code: str) -> Stored:
    programme_id = programme_edit.take_in(site.ctx, site.actors["project"], ALL[code])
    return programmes.get(site.ctx, site.actors["project"], programme_id)


def _now(site: Site, stored: Stored) -> Stored:
    return programmes.get(site.ctx, site.actors["project"], stored.programme_id)


def test_an_empty_page_says_what_to_do(open_app: Open, app_site: Site) -> None:
    app = _page(open_app)
    assert "Her er ingen programmer endnu" in shown(app)
    assert "Tag et af dem, der følger med, ind" in shown(app)


def test_one_that_comes_with_the_tool_is_looked_at_and_taken_in(
    open_app: Open, app_site: Site
) -> None:
    app = pressed(_page(open_app), "Tag et program ind")
    app.selectbox(key="programme_example").set_value("ishoj").run()
    assert "I09 Familieberedskabet: ny indsats i kataloget" in shown(app)
    assert ask(app_site.ctx, "SELECT count(*) FROM programme") == [(0,)]
    pressed(app, "Tag programmet ind")
    assert app.success[0].value == "Familieberedskabet er taget ind."
    assert ask(app_site.ctx, "SELECT code FROM programme") == [("ishoj",)]


def test_the_list_says_what_each_is_steered_by(open_app: Open, app_site: Site) -> None:
    for code in ("ishoj", "koebenhavn"):
        _taken(app_site, code)
    found = shown(_page(open_app))
    assert "To programmer er i brug" in found
    assert "6–8 familier om året" in found
    assert "kilden er uenig med sig selv" in found
    assert "3 perioder, 2016–2017" in found
    assert "5 skalaer ved hvert besøg" in found


def test_a_programme_shows_what_its_source_states_and_what_it_does_not(
    open_app: Open, app_site: Site
) -> None:
    stored = _taken(app_site, "koebenhavn")
    found = shown(_page(open_app, stored.programme_id))
    assert "508.100\\xa0kr." in found
    assert found.count("ikke angivet i kilden") == 2
    assert "ikke talt i en gennemgang" in found
    assert "Kilden nævner ingen skalaer" in found
    assert "børn under 18 år" in found


def test_the_printed_figures_stand_there_as_printed(open_app: Open, app_site: Site) -> None:
    stored = _taken(app_site, "triple_p_stepping_stones")
    found = shown(_page(open_app, stored.programme_id))
    assert "1–6, lavere er bedre" in found
    assert '<td data-label="Før"><span>3,4</span></td>' in found.replace("\\", "")
    assert "summen af de andre linjer, tælles ikke med igen; 180.000 + 145.000" in found


def test_where_the_source_disagrees_one_number_is_chosen(open_app: Open, app_site: Site) -> None:
    stored = _taken(app_site, "ishoj")
    app = _page(open_app, stored.programme_id)
    assert "Kilden nævner to tal for familier om året" in shown(app)
    assert [one.label for one in app.button if one.label == "Styr efter det"] == []
    app.radio(key="programme_target_0").set_value(1).run()
    pressed(app, "Styr efter det")
    assert app.success[0].value == "Der styres nu efter 4–5 familier om året."
    assert [one.chosen for one in _now(app_site, stored).programme.targets] == [False, True, True]


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_form_saved_as_it_stands_changes_nothing(
    open_app: Open, app_site: Site, code: str
) -> None:
    """Every field of every programme goes through its form and comes back."""
    stored = _taken(app_site, code)
    app = pressed(_page(open_app, stored.programme_id), "Ret")
    pressed(app, "Gem programmet")
    assert not app.exception
    assert not app.error
    assert app.success[0].value.endswith("er gemt.")
    assert _now(app_site, stored) == stored


def test_what_is_typed_in_several_parts_is_saved_together(open_app: Open, app_site: Site) -> None:
    """Looking at another part of the form must not lose what was typed in the first."""
    stored = _taken(app_site, "aarhus")
    app = pressed(_page(open_app, stored.programme_id), "Ret")
    labels = ["Grundlag", "Mål", "Skalaer", "Omkostninger"]
    assert [one.label for one in app.tabs] == labels
    app.text_input(key="programme_name").set_value("Tættere på")
    app.text_input(key="programme_cost_item_0").set_value("Vejleder")
    app.text_input(key="programme_cost_amount_0").set_value("1.200")
    pressed(app, "Gem programmet")
    now = _now(app_site, stored).programme
    assert (now.name, [(one.item, one.amount) for one in now.costs]) == (
        "Tættere på",
        [("Vejleder", Decimal(1200))],
    )


def test_targets_and_periods_are_typed_as_people_write_them(open_app: Open, app_site: Site) -> None:
    stored = _taken(app_site, "koebenhavn")
    app = pressed(_page(open_app, stored.programme_id), "Ret")
    app.text_input(key="programme_period_grant_1").set_value("1,5 mio.")
    pressed(app, "Gem programmet")
    assert app.error[0].value == "Mål: «1,5 mio.» er ikke et beløb i kroner."
    app.text_input(key="programme_period_grant_1").set_value("612.500,50 kr.")
    app.text_input(key="programme_target_low_0").set_value("")
    app.text_input(key="programme_target_high_0").set_value("")
    pressed(app, "Gem programmet")
    assert not app.error
    now = _now(app_site, stored).programme
    assert [str(one.grant) for one in now.periods] == ["508100", "612500.5", "None"]
    assert [(one.low, one.high) for one in now.targets] == [(25, 30)]


def test_a_scale_is_added_and_another_taken_out(open_app: Open, app_site: Site) -> None:
    stored = _taken(app_site, "terapeutisk_bistand")
    app = pressed(_page(open_app, stored.programme_id), "Ret")
    app.button_group(key="programme_moments_stress").set_value([])
    app.button_group(key="programme_asked_stress").set_value([])
    app.selectbox(key="programme_new_instrument").set_value("programme-social-life")
    app.button_group(key="programme_moments_new").set_value([Moment.AFTER, Moment.BEFORE])
    app.button_group(key="programme_asked_new").set_value([Asked.CARETAKERS])
    app.button_group(key="programme_indicators").set_value([Indicator.COOPERATION])
    pressed(app, "Gem programmet")
    assert not app.error
    now = _now(app_site, stored).programme
    codes = ["wellbeing", "parental_satisfaction", "parental_mastery", "social_life"]
    assert [one.code for one in now.measures] == codes
    assert now.measures[-1].moments == (Moment.BEFORE, Moment.AFTER)
    assert {one.measure for one in now.published} == set(codes) - {"social_life"}
    assert now.indicators == (Indicator.COOPERATION,)


def test_what_somebody_else_saved_is_not_overwritten(open_app: Open, app_site: Site) -> None:
    stored = _taken(app_site, "aarhus")
    app = pressed(_page(open_app, stored.programme_id), "Ret")
    programme_edit.set_active(app_site.ctx, app_site.actors["project"], stored.programme_id, False)
    app.text_input(key="programme_name").set_value("Et andet navn")
    pressed(app, "Gem programmet")
    assert "En anden har rettet programmet imens" in app.error[0].value
    assert _now(app_site, stored).programme.name == "Tættere på Familien"


def test_a_programme_is_taken_out_of_use_and_back(open_app: Open, app_site: Site) -> None:
    stored = _taken(app_site, "aarhus")
    app = pressed(_page(open_app, stored.programme_id), "Tag ud af brug")
    assert app.success[0].value == "Tættere på Familien er taget ud af brug."
    assert "Ingen kan tilmeldes programmet" in app.info[0].value
    pressed(app, "Tag i brug igen")
    assert _now(app_site, stored).active
