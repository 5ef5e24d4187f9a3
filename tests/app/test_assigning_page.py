"""The assigning page in the running app: who works with whom, and who could take one more."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from streamlit.testing.v1 import AppTest

from fit_tracker.services import administration, assigning, profiles
from fit_tracker.ui import state_keys
from tests.factories import Site, ask, make_family

Open = Callable[..., AppTest]


def shown(app: AppTest) -> str:
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def page(open_app: Open, name: str = "leader") -> AppTest:
    app = open_app(name)
    return app.switch_page("pages/leader/assigning.py").run()


def opened(open_app: Open, family_id: UUID) -> AppTest:
    """The family's form, as when "Fordel" was pressed."""
    app = page(open_app)
    app.session_state[state_keys.ASSIGNING_FAMILY] = family_id
    return app.run()


def pressed(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def treating(site: Site) -> set[UUID]:
    rows = ask(site.ctx, "SELECT user_id FROM family_practitioner WHERE until IS NULL")
    return {row[0] for row in rows}


def test_the_title_says_whether_anybody_is_missing(open_app: Open, app_site: Site) -> None:
    assert "Nord har ingen familier endnu" in shown(page(open_app))
    make_family(app_site)
    assert "Alle familier i Nord har en behandler" in shown(page(open_app))
    administration.set_active(app_site.ctx, app_site.admin, app_site.practitioner.user_id, False)
    app = page(open_app)
    assert "Én familie i Nord mangler en behandler" in shown(app)
    assert "konto spærret" in shown(app)
    assert not app.exception


def test_a_family_gets_another_practitioner(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    colleague = app_site.actors["colleague"].user_id
    app = opened(open_app, family.family_id)
    field = app.multiselect(key=f"assigning_staff_{family.family_id}")
    assert field.value == [app_site.practitioner.user_id]
    field.set_value([])
    pressed(app, "Gem behandlere")
    assert "mindst én behandler" in app.error[0].value
    app.multiselect(key=f"assigning_staff_{family.family_id}").set_value([colleague])
    pressed(app, "Gem behandlere")
    assert treating(app_site) == {colleague}
    assert "Behandlerne for F-1 er gemt." in [one.value for one in app.success]
    assert not app.exception


def test_who_was_first_is_told_and_shown(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    mine, second = app_site.practitioner.user_id, app_site.actors["colleague"].user_id
    app = opened(open_app, family.family_id)
    assigning.assign(app_site.ctx, app_site.leader, family.family_id, (second,), (mine,))
    field = f"assigning_staff_{family.family_id}"
    app.multiselect(key=field).set_value([mine, app_site.leader.user_id])
    pressed(app, "Gem behandlere")
    assert "nu er det Colleague" in app.warning[0].value
    assert treating(app_site) == {second}
    assert app.multiselect(key=field).value == [second]


def test_what_colleagues_are_good_at_stands_on_each_row(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    ctx, leader = app_site.ctx, app_site.leader
    profiles.set_profile(ctx, leader, app_site.actors["colleague"].user_id, ["Traumer"], None)
    profiles.set_profile(
        ctx, leader, app_site.practitioner.user_id, ["Spædbørn", "Traumer"], Decimal(20)
    )
    app = opened(open_app, family.family_id)
    assert "Kompetencer: Traumer" in shown(app)
    assert "Kompetencer: Spædbørn, Traumer" in shown(app)
    assert "Kompetencer: ikke skrevet op" in shown(app)
    app.multiselect(key=f"assigning_tags_{family.family_id}").set_value(["Traumer"]).run()
    assert "Har: Traumer" in shown(app)
    assert "Desuden: Spædbørn" in shown(app)


def test_a_shared_family_is_said_to_count_for_both(open_app: Open, app_site: Site) -> None:
    make_family(app_site)
    counted = "En familie med to behandlere tæller med alle sine timer hos dem begge"
    assert counted in " ".join(one.value for one in page(open_app).caption)


def test_matching_says_why_and_chooses_nobody(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    colleague = app_site.actors["colleague"].user_id
    profiles.set_profile(app_site.ctx, app_site.leader, colleague, ["Traumer"], Decimal(20))
    app = opened(open_app, family.family_id)
    app.multiselect(key=f"assigning_tags_{family.family_id}").set_value(["Traumer"]).run()
    found = shown(app)
    assert "Har: Traumer" in found
    assert "Har ikke: Traumer" in found
    assert "0 familier nu; 20,0 timer tilbage om ugen" in found
    assert "1 familie nu; timer til familier er ikke angivet" in found
    assert treating(app_site) == {app_site.practitioner.user_id}


def test_a_colleagues_profile(open_app: Open, app_site: Site) -> None:
    colleague = app_site.actors["colleague"].user_id
    app = page(open_app)
    app.session_state[state_keys.ASSIGNING_COLLEAGUE] = colleague
    app.run()
    app.text_input(key=f"assigning_profile_tags_{colleague}").set_value("traumer, spædbørn")
    app.text_input(key=f"assigning_profile_hours_{colleague}").set_value("22,5")
    pressed(app, "Gem")
    assert "spædbørn, traumer" in shown(app)
    assert "22,5" in shown(app)
    app.session_state[state_keys.ASSIGNING_COLLEAGUE] = colleague
    app.run()
    app.text_input(key=f"assigning_profile_hours_{colleague}").set_value("mange")
    pressed(app, "Gem")
    assert "er ikke et tal" in app.error[0].value


def test_several_families_change_hands(open_app: Open, app_site: Site) -> None:
    families = [make_family(app_site, case_number=case) for case in ("F-1", "F-2")]
    mine, second = app_site.practitioner.user_id, app_site.actors["colleague"].user_id
    app = page(open_app)
    app.selectbox(key="assigning_from").set_value(mine).run()
    app.selectbox(key="assigning_to").set_value(second)
    chosen = [one.family_id for one in families]
    app.multiselect(key=f"assigning_families_{mine}").set_value(chosen)
    pressed(app, "Flyt familierne")
    assert "2 familier er flyttet." in [one.value for one in app.success]
    assert treating(app_site) == {second}


def test_the_other_team_of_the_same_leader(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site)
    both = tuple(team.team_id for team in app_site.teams)
    administration.set_teams(app_site.ctx, app_site.admin, app_site.leader.user_id, both)
    app = opened(open_app, family.family_id)
    app.selectbox(key="assigning_to_team").set_value(both[1])
    pressed(app, "Flyt familien")
    assert ask(app_site.ctx, "SELECT team_id FROM family") == [(both[1],)]
    assert "Familien er flyttet til Syd." in [one.value for one in app.success]


def test_another_teams_leader_sees_nothing_of_it(open_app: Open, app_site: Site) -> None:
    make_family(app_site)
    found = shown(page(open_app, "other_leader"))
    assert "F-1" not in found
    assert "Colleague" not in found
