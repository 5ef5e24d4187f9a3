"""The groups page in the running app: one screen a session, and what it does not show."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.frame_json import to_json
from fit_tracker.domain.frames import Form, Frame
from fit_tracker.domain.people import Member, MemberRole
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import group_places
from fit_tracker.services.families import Created, NewMember
from fit_tracker.services.group_view import InGroup
from fit_tracker.services.groups import Person
from fit_tracker.ui import state_keys
from fit_tracker.ui.family.groups import part
from fit_tracker.ui.groups import steps, words
from tests.factories import Site, ask, give, make_family, make_group, make_group_session

PAGE = "pages/practitioner/groups.py"
Open = Callable[..., AppTest]
FRAME = Frame(
    form=Form.GROUP,
    sessions_max=10,
    minutes_min=120,
    minutes_max=120,
    group_size=2,
    age_min=9,
    age_max=12,
    words={"ages": "Ca. 9–12 år"},
)
PAIR = (NewMember(MemberRole.MOTHER, 1988, "Mor"), NewMember(MemberRole.CHILD, 2014, "Pige"))


@pytest.fixture
def frame(app_site: Site) -> None:
    ask(app_site.ctx, "UPDATE service SET frame = ?", to_json(FRAME))


@pytest.fixture
def family(app_site: Site) -> Created:
    return make_family(app_site, members=PAIR)


@pytest.fixture
def group_id(app_site: Site, family: Created) -> UUID:
    made = make_group(app_site)
    since = app_site.ctx.today() - timedelta(days=60)
    group_places.place(app_site.ctx, app_site.practitioner, made, family.episode_id, since)
    return made


def page(
    open_app: Open, group_id: UUID | None = None, step: str = "", who: str = "practitioner"
) -> AppTest:
    """The page with a group open, and one of its forms."""
    app = open_app(who)
    app.session_state[state_keys.GROUP] = group_id
    app.session_state[state_keys.GROUP_STEP] = step or None
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Everything the page wrote as HTML, its own and inside components."""
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def pressed(app: AppTest, label: str) -> AppTest:
    app = next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def test_an_empty_page_says_what_to_do_next(open_app: Open, app_site: Site) -> None:
    app = page(open_app)
    assert "Ingen grupper er i gang" in shown(app)
    assert any("Opret en gruppe" in one.value for one in app.markdown)


def test_a_group_is_made_and_given_its_first_family(
    open_app: Open, app_site: Site, family: Created, frame: None
) -> None:
    app = pressed(page(open_app), "Ny gruppe")
    app.text_input(key="groups_name").set_value("Angstgruppe, forår")
    app.selectbox(key="groups_service").select_index(0).run()
    assert any("Rammen er 10 gange, 120 minutter hver gang" in one.value for one in app.caption)
    app = pressed(app, "Opret gruppen")
    assert "Angstgruppe, forår har ingen familier endnu" in shown(app)
    app = pressed(app, "Giv en familie plads")
    app.selectbox(key="groups_candidate").select_index(0).run()
    app = pressed(app, "Giv plads")
    assert app.success[0].value == "F-1 har fået plads i gruppen."
    assert "Angstgruppe, forår er ikke begyndt endnu" in shown(app)


def test_one_session_is_written_down_on_one_screen(
    open_app: Open, app_site: Site, family: Created, group_id: UUID, frame: None
) -> None:
    mother, child = family.member_ids
    app = page(open_app, group_id, steps.SESSION)
    assert "Gang 1 i Angstgruppe" in shown(app)
    assert "Familievisningen på tabletten er til én familie ad gangen" in shown(app)
    assert app.text_input(key="groups_minutes").value == "120"
    app.text_input(key=f"groups_outcome_{mother}_total").set_value("21,5")
    app.text_input(key=f"groups_group_alliance_{mother}_total").set_value("38")
    app.text_input(key=f"groups_group_alliance_{child}_total").set_value("36,5")
    app = pressed(app, "Gem gangen")
    assert app.success[0].value == "Gangen er skrevet op: 1 familie kom, 3 svar er gemt."
    assert "Angstgruppe: 1 af 10 gange er holdt" in shown(app)
    assert "1 af 1 gang" in shown(app)
    rows = ask(app_site.ctx, "SELECT measure, total FROM rating ORDER BY total")
    assert [(measure, str(total)) for measure, total in rows] == [
        ("outcome", "21.5"),
        ("group_alliance", "36.5"),
        ("group_alliance", "38.0"),
    ]


def test_every_line_may_be_typed_instead_of_the_total(
    open_app: Open, app_site: Site, family: Created, group_id: UUID
) -> None:
    mother = family.member_ids[0]
    app = page(open_app, group_id, steps.SESSION)
    app.toggle(key="groups_items").set_value(True).run()
    app.text_input(key="groups_minutes").set_value("90")
    for item, value in (("belong", "9"), ("topics", "8,5"), ("way", "10")):
        app.text_input(key=f"groups_group_alliance_{mother}_{item}").set_value(value)
    app = pressed(app, "Gem gangen")
    assert "F-1, Mor · i gruppen: mangler Alt i alt en god gang" in app.error[0].value
    app.text_input(key=f"groups_group_alliance_{mother}_overall").set_value("9,5")
    app = pressed(app, "Gem gangen")
    assert [str(row[0]) for row in ask(app_site.ctx, "SELECT total FROM rating")] == ["37.0"]


def test_a_mistake_says_where_and_loses_nothing(
    open_app: Open, app_site: Site, family: Created, group_id: UUID
) -> None:
    mother = family.member_ids[0]
    app = page(open_app, group_id, steps.SESSION)
    app.text_input(key="groups_minutes").set_value("120")
    app.text_input(key=f"groups_outcome_{mother}_total").set_value("2o")
    app = pressed(app, "Gem gangen")
    assert "F-1, Mor · trivsel før: «2o» er ikke et tal" in app.error[0].value
    assert "Intet er gemt endnu" in app.error[0].value
    assert app.text_input(key=f"groups_outcome_{mother}_total").value == "2o"
    assert ask(app_site.ctx, "SELECT count(*) FROM group_session") == [(0,)]


def there_and_back(app: AppTest) -> AppTest:
    app.switch_page("pages/practitioner/followups.py").run()
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def total(member: UUID) -> str:
    return f"groups_outcome_{member}_total"


def test_what_is_typed_is_kept_when_the_page_is_left(
    open_app: Open, app_site: Site, family: Created, group_id: UUID
) -> None:
    mother = family.member_ids[0]
    day = app_site.ctx.today() - timedelta(days=7)
    came = f"groups_came_{day}_{family.family_id}"
    app = page(open_app, group_id, steps.SESSION)
    app.text_input(key="groups_day").set_value(f"{day:%d-%m-%Y}").run()
    app.text_input(key="groups_minutes").set_value("95").run()
    app.button_group(key=came).set_value([mother]).run()
    app.toggle(key="groups_items").set_value(True).run()
    app.text_input(key=f"groups_group_alliance_{mother}_way").set_value("9").run()
    app.text_input(key=total(mother)).set_value("23").run()
    there_and_back(app)
    assert app.text_input(key="groups_day").value == f"{day:%d-%m-%Y}"
    assert app.text_input(key="groups_minutes").value == "95"
    assert app.button_group(key=came).value == [mother]
    assert app.text_input(key=f"groups_group_alliance_{mother}_way").value == "9"
    assert app.text_input(key=total(mother)).value == "23"
    app.text_input(key=f"groups_group_alliance_{mother}_way").set_value("").run()
    app = pressed(app, "Gem gangen")
    assert app.success[0].value == "Gangen er skrevet op: 1 familie kom, 1 svar er gemt."
    app = pressed(app, "Skriv en gang op")
    assert app.text_input(key="groups_day").value == f"{app_site.ctx.today():%d-%m-%Y}"
    assert app.text_input(key=total(mother)).value == ""


def test_nobody_who_came_is_kept_as_such(
    open_app: Open, app_site: Site, family: Created, group_id: UUID
) -> None:
    today = app_site.ctx.today()
    came, away = (f"groups_{name}_{today}_{family.family_id}" for name in ("came", "away"))
    app = page(open_app, group_id, steps.SESSION)
    app.button_group(key=came).set_value([]).run()
    app.button_group(key=away).set_value(VisitStatus.NO_SHOW).run()
    there_and_back(app)
    assert app.button_group(key=came).value == []
    assert app.button_group(key=away).value == VisitStatus.NO_SHOW


def test_what_is_typed_is_not_shown_for_another_group_nor_when_given_up(
    open_app: Open, app_site: Site, family: Created, group_id: UUID
) -> None:
    mother = family.member_ids[0]
    other = make_group(app_site, name="Søvngruppe")
    since = app_site.ctx.today() - timedelta(days=60)
    group_places.place(app_site.ctx, app_site.practitioner, other, family.episode_id, since)
    app = page(open_app, group_id, steps.SESSION)
    app.text_input(key=total(mother)).set_value("23").run()
    for chosen, typed in ((other, ""), (group_id, "23")):
        app.switch_page("pages/practitioner/followups.py").run()
        app.session_state[state_keys.GROUP] = chosen
        app.switch_page(PAGE).run()
        assert app.text_input(key=total(mother)).value == typed
    app = pressed(pressed(app, "Tilbage"), "Skriv en gang op")
    assert app.text_input(key=total(mother)).value == ""


def test_a_family_that_did_not_come_says_why(
    open_app: Open, app_site: Site, family: Created, group_id: UUID
) -> None:
    today = app_site.ctx.today()
    app = page(open_app, group_id, steps.SESSION)
    app.text_input(key="groups_minutes").set_value("120")
    app.button_group(key=f"groups_came_{today}_{family.family_id}").set_value([]).run()
    app = pressed(app, "Gem gangen")
    assert "F-1: vælg, hvem der kom" in app.error[0].value
    away = app.button_group(key=f"groups_away_{today}_{family.family_id}")
    away.set_value(VisitStatus.NO_SHOW).run()
    app = pressed(app, "Gem gangen")
    assert ask(app_site.ctx, "SELECT status FROM visit") == [("no_show",)]
    assert "udeblevet" in shown(app)


def test_a_day_that_is_written_down_is_not_asked_again(
    open_app: Open, app_site: Site, group_id: UUID
) -> None:
    make_group_session(app_site, group_id, app_site.ctx.today())
    app = page(open_app, group_id, steps.SESSION)
    assert "Practitioner har allerede skrevet gangen" in app.info[0].value
    assert not [one for one in app.button if one.label == "Gem gangen"]


def test_a_bad_date_is_told_and_can_be_mended(
    open_app: Open, app_site: Site, group_id: UUID
) -> None:
    app = page(open_app, group_id, steps.SESSION)
    app.text_input(key="groups_day").set_value("i går").run()
    assert "«i går» er ikke en dato" in app.error[0].value
    day = app_site.ctx.today() - timedelta(days=7)
    app.text_input(key="groups_day").set_value(f"{day:%d-%m-%Y}").run()
    assert not app.error
    assert [one for one in app.button if one.label == "Gem gangen"]


def test_the_page_shows_no_score_and_no_age(
    open_app: Open, app_site: Site, family: Created, group_id: UUID
) -> None:
    """Also for the one who treats the family: this page may lie open before others."""
    day = app_site.ctx.today() - timedelta(days=14)
    give(app_site, family, day, "13.7")
    make_group_session(app_site, group_id, day + timedelta(days=7))
    for step in ("", steps.SESSION):
        found = shown(page(open_app, group_id, step))
        for hidden in (
            "13,7",
            "13.7",
            "12,9",
            "1988",
            "2014",
            f"{app_site.ctx.today().year - 2014} år",
        ):
            assert hidden not in found


def test_a_family_and_the_group_end(open_app: Open, app_site: Site, group_id: UUID) -> None:
    place_id = ask(app_site.ctx, "SELECT group_place_id FROM group_place")[0][0]
    app = page(open_app, group_id, f"{steps.LEAVE}:{place_id}")
    assert "F-1 slutter i gruppen" in shown(app)
    app = pressed(app, "Slut i gruppen")
    assert app.success[0].value == "F-1 er sluttet i gruppen."
    app = pressed(app, "Slut gruppen")
    app = pressed(app, "Slut gruppen")
    assert "Angstgruppe sluttede" in shown(app)
    assert not [one for one in app.button if one.label == "Skriv en gang op"]


def test_who_hands_a_group_on_is_back_at_the_list(
    open_app: Open, app_site: Site, group_id: UUID
) -> None:
    app = page(open_app, group_id, steps.LEADERS)
    colleague = app_site.actors["colleague"].user_id
    app.multiselect(key="groups_leader_ids").set_value([colleague])
    app = pressed(app, "Gem")
    assert "Ingen grupper er i gang" in shown(app)
    assert app.success[0].value == "Gruppens ledere er ændret."
    # And the group that was looked at before is not found either.
    assert "Ingen grupper er i gang" in shown(page(open_app, group_id))


def test_hints_say_where_the_group_differs_from_its_frame_and_hinder_nothing(
    open_app: Open, app_site: Site, group_id: UUID, frame: None
) -> None:
    since = app_site.ctx.today() - timedelta(days=30)
    for case in ("F-2", "F-3"):
        more = make_family(app_site, case_number=case)
        group_places.place(app_site.ctx, app_site.practitioner, group_id, more.episode_id, since)
    make_group_session(app_site, group_id, since)
    found = shown(page(open_app, group_id))
    assert "Gruppen har 3 familier; rammen er en gruppe på 2." in found
    make_family(app_site, case_number="F-4", members=(NewMember(MemberRole.MOTHER, 1990, "Mor"),))
    app = page(open_app, group_id, steps.PLACE)
    app.selectbox(key="groups_candidate").select_index(0).run()
    assert [one.value for one in app.info] == [
        "Gruppen har 4 familier; rammen er en gruppe på 2.",
        "Ingen af familiens børn har gruppens alder, ca. 9–12 år.",
    ]
    app = pressed(app, "Giv plads")
    assert app.success[0].value == "F-4 har fået plads i gruppen."


@pytest.mark.parametrize(
    ("birth_year", "outside"), [(2013, True), (2014, False), (2017, False), (2018, True)]
)
def test_the_age_band_holds_its_ends(birth_year: int, outside: bool) -> None:
    """9 to 12 years in 2026: born 2014 to 2017."""
    child = Member(UUID(int=1), UUID(int=2), MemberRole.CHILD, birth_year, "Pige", 0)
    told = words.place_hints(FRAME, [child], 0, date(2026, 11, 22), same_service=True)
    assert bool(told) is outside


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (FRAME, "5 af 10 gange"),
        (Frame(), "5 gange"),
        (Frame(form=Form.MIXED, sessions_max=6), "5 gange"),
    ],
)
def test_sessions_are_counted_against_a_frame_that_counts_them(frame: Frame, said: str) -> None:
    assert words.times(frame, 5) == said


def test_two_members_of_one_name_are_told_apart() -> None:
    people = [Person(UUID(int=n), label) for n, label in enumerate(("Mor", "Dreng", "Dreng"))]
    assert words.listed(people) == "Mor, dreng (1), dreng (2)"


def test_the_familys_card_names_its_groups() -> None:
    one = InGroup(UUID(int=1), "Angst <b>", date(2026, 1, 5), None, 4, 5)
    said = part([one])
    assert "4 af 5 gange · fra 05-01-2026" in said
    assert "Angst &lt;b&gt;" in said
    assert part([]) == ""
