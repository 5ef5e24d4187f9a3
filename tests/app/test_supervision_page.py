"""The supervision page in the running app: from the data to a decision that stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from streamlit.testing.v1 import AppTest

from fit_tracker.services import supervision, supervision_read
from fit_tracker.services.families import Created
from fit_tracker.ui.family import supervision as family_part
from fit_tracker.ui.supervision.paper import words
from tests.factories import PASSWORD, Site, give, make_family

Open = Callable[..., AppTest]


def shown(app: AppTest) -> str:
    """Everything the page wrote as HTML, its own and inside components."""
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def page(open_app: Open, name: str = "leader") -> AppTest:
    app = open_app(name)
    return app.switch_page("pages/leader/supervision.py").run()


def pressed(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def falling(site: Site, case_number: str = "F-1") -> Created:
    family = make_family(site, case_number=case_number)
    for ago, mother in ((60, "30"), (40, "20"), (20, "19")):
        give(site, family, site.ctx.today() - timedelta(days=ago), mother, "20")
    return family


def open_agenda(site: Site, *cases: str) -> supervision_read.Agenda:
    day = site.ctx.today() + timedelta(days=7)
    supervision_id = supervision.begin(site.ctx, site.leader, site.teams[0].team_id, day)
    for case in cases:
        supervision.pick(site.ctx, site.leader, supervision_id, case)
    found = supervision_read.board(site.ctx, site.leader).agenda
    assert found is not None
    return found


def test_an_empty_team_is_told_so(open_app: Open, app_site: Site) -> None:
    app = page(open_app)
    assert "Intet i data peger på supervision i Nord lige nu" in shown(app)
    assert not app.exception


def test_the_data_suggests_and_the_leader_begins(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    app = page(open_app)
    assert "Én familie kunne drøftes på næste supervision" in shown(app)
    assert "ude af kurs" in shown(app)
    assert "Mors trivsel er faldet mere end målefejlen ved to målinger i træk" in shown(app)
    # Nothing can be taken along before there is an agenda.
    assert "pick:F-1" not in shown(app)
    pressed(app, "Begynd dagsordenen")
    assert "pick:F-1" in shown(app)
    assert not app.exception


def test_a_wrong_day_says_what_to_write(open_app: Open, app_site: Site) -> None:
    app = page(open_app)
    app.text_input(key="supervision_begin_day").set_value("i morgen")
    pressed(app, "Begynd dagsordenen")
    assert "ikke en dato" in app.error[0].value


def test_a_decision_is_noted_and_kept(open_app: Open, app_site: Site) -> None:
    family = falling(app_site)
    item = open_agenda(app_site, "F-1").items[0]
    app = page(open_app)
    assert "Én familie er på dagsordenen" in shown(app)
    app.text_area(key=f"supervision_text_{item.item_id}").set_value("To besøg om ugen")
    pressed(app, "Gem beslutningen")
    assert "Beslutningen om F-1 er gemt." in [one.value for one in app.success]
    decided = app_site.ctx.database.in_transaction(
        lambda unit: supervision.of_episode(app_site.ctx, unit, family.episode_id)
    )
    assert [one.decision for one in decided] == ["To besøg om ugen"]
    card = family_part.part(decided)
    assert card is not None
    assert "To besøg om ugen" in card
    assert "noteret af Leader" in card
    assert family_part.part([]) is None


def test_words_are_not_lost_when_another_noted_first(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    item = open_agenda(app_site, "F-1").items[0]
    app = page(open_app)
    supervision.decide(app_site.ctx, app_site.leader, item.item_id, "Den andens")
    field = app.text_area(key=f"supervision_text_{item.item_id}").set_value("Min egen")
    pressed(app, "Gem beslutningen")
    assert "Den andens" in app.warning[0].value
    assert app.text_area(key=f"supervision_text_{item.item_id}").value == "Min egen"
    pressed(app, "Gem beslutningen")
    found = supervision_read.board(app_site.ctx, app_site.leader).agenda
    assert found is not None
    assert found.items[0].decision == "Min egen"
    assert field.value == "Min egen"


def there_and_back(app: AppTest) -> AppTest:
    app.switch_page("pages/leader/team.py").run()
    app.switch_page("pages/leader/supervision.py").run()
    assert not app.exception
    return app


def test_a_decision_that_is_not_saved_is_kept_when_the_page_is_left(
    open_app: Open, app_site: Site
) -> None:
    falling(app_site)
    falling(app_site, "F-2")
    first, second = open_agenda(app_site, "F-1", "F-2").items
    app = page(open_app)
    key = f"supervision_text_{first.item_id}"
    app.text_area(key=key).set_value("To besøg om ugen").run()
    there_and_back(app)
    assert app.text_area(key=key).value == "To besøg om ugen"
    assert [one.value for one in app.caption].count("Ikke gemt endnu.") == 1
    assert app.text_area(key=f"supervision_text_{second.item_id}").value == ""
    pressed(app, "Gem beslutningen")
    assert "Beslutningen om F-1 er gemt." in [one.value for one in app.success]
    assert "Ikke gemt endnu." not in [one.value for one in app.caption]
    # What is saved is shown from then on, also when somebody else changes it.
    supervision.decide(
        app_site.ctx, app_site.leader, first.item_id, "Den andens", "To besøg om ugen"
    )
    there_and_back(app)
    assert app.text_area(key=key).value == "Den andens"


def test_a_colleague_who_wrote_while_one_was_away_is_not_overwritten(
    open_app: Open, app_site: Site
) -> None:
    falling(app_site)
    item = open_agenda(app_site, "F-1").items[0]
    app = page(open_app)
    app.text_area(key=f"supervision_text_{item.item_id}").set_value("Min egen").run()
    supervision.decide(app_site.ctx, app_site.leader, item.item_id, "Den andens")
    there_and_back(app)
    pressed(app, "Gem beslutningen")
    assert "Den andens" in app.warning[0].value
    assert app.text_area(key=f"supervision_text_{item.item_id}").value == "Min egen"


def test_what_is_typed_is_gone_when_somebody_else_signs_in(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    item = open_agenda(app_site, "F-1").items[0]
    app = page(open_app)
    app.text_area(key=f"supervision_text_{item.item_id}").set_value("Min egen").run()
    there_and_back(app)
    app.button(key="sign_out").click().run()
    app.text_input[0].set_value(app_site.usernames["leader"])
    app.text_input[1].set_value(PASSWORD)
    app.button[0].click().run()
    app.switch_page("pages/leader/supervision.py").run()
    assert app.text_area(key=f"supervision_text_{item.item_id}").value == ""


def test_closing_says_what_is_left_and_opens_the_next(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    open_agenda(app_site, "F-1")
    app = page(open_app)
    assert any("Uden beslutning: F-1" in one.value for one in app.markdown)
    pressed(app, "Den er holdt")
    assert "er afsluttet" in app.success[0].value
    assert "nåede vi ikke sidst" in shown(app)
    assert "Begynd dagsordenen" in [one.label for one in app.button]


def test_a_family_by_its_case_number(open_app: Open, app_site: Site) -> None:
    make_family(app_site, case_number="F-7")
    open_agenda(app_site)
    app = page(open_app)
    app.text_input(key="supervision_case").set_value("F-9")
    pressed(app, "Tag med")
    assert "Ingen familie i teamet" in app.error[0].value
    app.text_input(key="supervision_case").set_value("F-7")
    pressed(app, "Tag med")
    assert "valgt af lederen" in shown(app)


def test_the_paper_says_the_same(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    found = open_agenda(app_site, "F-1")
    page(open_app)
    paper = words("Nord", found)
    assert paper.title == "Supervision i Nord"
    (item,) = paper.items
    assert item.heading == "1. F-1"
    assert item.about.startswith("Mor, far, dreng")
    assert item.why == ("Mors trivsel er faldet mere end målefejlen ved to målinger i træk.",)
    made = supervision.paper(app_site.ctx, app_site.leader, found.meeting.supervision_id, paper)
    assert made.startswith(b"%PDF-")


def test_another_teams_leader_sees_nothing_of_it(open_app: Open, app_site: Site) -> None:
    falling(app_site)
    open_agenda(app_site, "F-1")
    assert "F-1" not in shown(page(open_app, "other_leader"))
