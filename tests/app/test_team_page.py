"""The leader's page in the running app: its message, its numbers, what is chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Role
from fit_tracker.services import administration, episodes
from fit_tracker.services.families import Created
from fit_tracker.services.lists import TeamNumbers
from fit_tracker.ui.team import table
from tests.factories import Site, add_user, ask, give, make_family

Open = Callable[..., AppTest]


def shown(app: AppTest) -> str:
    """Everything the page wrote as HTML, its own and inside components."""
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def falling(site: Site, case_number: str) -> Created:
    """Mother falls by more than the measurement error (6.6) at two visits running."""
    family = make_family(site, case_number=case_number)
    for ago, mother in ((60, "30"), (40, "20"), (20, "19")):
        give(site, family, site.ctx.today() - timedelta(days=ago), mother, "20")
    return family


def quiet(site: Site, case_number: str) -> Created:
    """One visit, 31 days ago."""
    family = make_family(site, case_number=case_number)
    give(site, family, site.ctx.today() - timedelta(days=31), "30", "30", "30")
    return family


def pressed(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def listed(app: AppTest) -> str:
    """The list of families alone: the week above it names some of them too."""
    parts = (json.loads(c.proto.json).get("html", "") for c in app.get("bidi_component"))
    return next((part for part in parts if "Sådan går det" in part), "")


def cases(app: AppTest) -> list[str]:
    found = listed(app)
    return [case for case in ("F-1", "F-2", "F-3") if f">{case}<" in found]


def test_the_title_is_the_message(open_app: Open, app_site: Site) -> None:
    assert "Nord har ingen familier endnu" in shown(open_app("leader"))
    make_family(app_site, case_number="F-2")
    assert "Ingen familier i Nord kræver noget særligt" in shown(open_app("leader"))
    falling(app_site, "F-1")
    app = open_app("leader")
    assert "Én familie i Nord har brug for jer først" in shown(app)
    assert "Mors trivsel er faldet mere end målefejlen ved to målinger i træk" in shown(app)
    assert not app.exception


def test_each_share_says_of_what(open_app: Open, app_site: Site) -> None:
    family = falling(app_site, "F-1")
    give(app_site, family, app_site.ctx.today(), "36", "36", "36", measure="alliance")
    found = shown(open_app("leader"))
    assert "75 % · 25 %" in found
    assert "af 4 besøg" in found


@pytest.mark.parametrize(
    ("part", "said"), [(0, "0 %"), (1, "0 %"), (150, "50 %"), (299, "99 %"), (300, "100 %")]
)
def test_only_all_is_a_hundred_per_cent(part: int, said: str) -> None:
    """299 of 300 is 99.67 %: rounded up it would say that nothing is missing."""
    assert f"{said} · {said}" in table.numbers(TeamNumbers(1, 0, 0, 300, part, part))
    assert "– · –" in table.numbers(TeamNumbers(0, 0, 0, 0, 0, 0))


def test_the_list_can_be_narrowed_and_opened_again(open_app: Open, app_site: Site) -> None:
    falling(app_site, "F-1")
    quiet(app_site, "F-2")
    app = open_app("leader")
    assert cases(app) == ["F-1", "F-2"]
    which = app.button_group(key="team_filter")
    assert cases(which.set_value("attention").run()) == ["F-1"]
    assert "Viser 1 af 2 familier" in [c.value for c in app.caption]
    assert cases(app.button_group(key="team_filter").set_value("quiet").run()) == ["F-2"]
    app.selectbox(key="team_status").set_value("▲ mere støtte").run()
    assert cases(app) == []
    pressed(app, "Vis alle familier")
    assert cases(app) == ["F-1", "F-2"]
    assert not app.exception


def test_a_practitioners_families_and_the_order(open_app: Open, app_site: Site) -> None:
    falling(app_site, "F-3")
    colleague = app_site.actors["colleague"]
    make_family(app_site, colleague, case_number="F-1")
    app = open_app("leader")
    assert listed(app).index(">F-3<") < listed(app).index(">F-1<")
    app.selectbox(key="team_order").set_value("case").run()
    assert listed(app).index(">F-1<") < listed(app).index(">F-3<")
    app.selectbox(key="team_practitioner").set_value(colleague.user_id).run()
    assert cases(app) == ["F-1"]


def test_what_was_chosen_is_still_chosen_on_the_way_back(open_app: Open, app_site: Site) -> None:
    falling(app_site, "F-1")
    quiet(app_site, "F-2")
    app = open_app("leader")
    app.button_group(key="team_filter").set_value("attention").run()
    app.switch_page("pages/practitioner/caseload.py").run()
    app.switch_page("pages/leader/team.py").run()
    assert cases(app) == ["F-1"]


def test_a_long_list_comes_in_parts(open_app: Open, app_site: Site) -> None:
    for number in range(41):
        make_family(app_site, case_number=f"N-{number}")
    app = open_app("leader")
    assert shown(app).count('"family:') == 40
    pressed(app, "Vis 1 familie mere")
    assert shown(app).count('"family:') == 41
    assert "Vis 1 familie mere" not in [one.label for one in app.button]


def test_how_the_latest_courses_ended(open_app: Open, app_site: Site) -> None:
    today = app_site.ctx.today()
    for case, reason, planned in (
        ("F-1", EndReason.GOALS_REACHED, True),
        ("F-2", EndReason.FAMILY_STOPPED, False),
    ):
        family = make_family(app_site, case_number=case)
        episodes.end(app_site.ctx, app_site.leader, family.episode_id, today, reason, planned)
    app = open_app("leader")
    assert app.expander[0].label == (
        "2 forløb er afsluttet de seneste 90 dage: 1 planlagt, 1 ikke planlagt"
    )
    assert "Målene er nået" in shown(app)
    assert "Familien stoppede" in shown(app)


def test_the_week_names_what_must_not_be_forgotten(open_app: Open, app_site: Site) -> None:
    found = shown(open_app("leader"))
    for empty in ("Ingen frist er overskredet.", "Ingen familier venter.", "Ingen opfølgning"):
        assert empty in found
    # The flag raises a response, which waits for a decision from its first day.
    falling(app_site, "F-1")
    assert "1 familie venter på en beslutning" in shown(open_app("leader"))
    ask(app_site.ctx, "UPDATE response SET due_on = due_on - INTERVAL 9 DAY")
    found = shown(open_app("leader"))
    assert "1 familie over fristen" in found
    assert "ingen ejer" in found
    assert "Ingen familier venter." in found


def test_colleagues_are_spread_and_never_ranked(open_app: Open, app_site: Site) -> None:
    """Alphabetical, with families and hours; nothing about how their families are doing."""
    for number in range(3):
        make_family(app_site, case_number=f"F-{number}")
    app = open_app("leader")
    labels = [one.label for one in app.expander]
    assert "Mellem 0 og 3 familier hos hver behandler" in labels
    html = next(
        part
        for c in app.get("bidi_component")
        if "Timer til familier" in (part := json.loads(c.proto.json).get("html", ""))
    )
    assert html.index("Colleague") < html.index("Practitioner")
    # A leader who treats nobody is no part of the balance.
    assert "Leader" not in html
    assert "fit-chip" not in html


def test_a_leader_of_two_teams_chooses(open_app: Open, app_site: Site) -> None:
    make_family(app_site, case_number="F-1")
    make_family(app_site, app_site.actors["other_practitioner"], case_number="F-2")
    both = tuple(team.team_id for team in app_site.teams)
    administration.set_teams(app_site.ctx, app_site.admin, app_site.leader.user_id, both)
    app = open_app("leader")
    assert cases(app) == ["F-1"]
    app.button_group(key="team_choice").set_value(str(app_site.teams[1].team_id)).run()
    assert cases(app) == ["F-2"]
    # No longer leader of the team that is looked at: back to the one that is left.
    administration.set_teams(app_site.ctx, app_site.admin, app_site.leader.user_id, both[:1])
    assert cases(app.run()) == ["F-1"]
    assert not app.exception


def test_another_teams_leader_sees_nothing_of_it(open_app: Open, app_site: Site) -> None:
    make_family(app_site, case_number="F-1")
    assert cases(open_app("other_leader")) == []


def test_a_leader_without_a_team_is_told_what_to_do(open_app: Open, app_site: Site) -> None:
    add_user(app_site, "new_leader", Role.LEADER, ())
    app = open_app("new_leader")
    assert "Du har ingen familier at se endnu" in shown(app)
    assert "Spørg din administrator" in shown(app)
    assert not app.error
