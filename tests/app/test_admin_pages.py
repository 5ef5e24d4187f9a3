"""The administrator's pages, the account page and the rooms, in the running app."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.instruments import Comparator, CutOff
from fit_tracker.domain.people import Role
from fit_tracker.instruments import load_catalogue
from fit_tracker.services import accounts, administration
from fit_tracker.services.scales import Scale
from fit_tracker.services.trail import Line, Person
from fit_tracker.ui import state_keys
from fit_tracker.ui.site import scale_cards, steps, trail_table
from fit_tracker.ui.site.users import NEW
from tests.app.test_team_page import pressed, shown
from tests.factories import PASSWORD, Site, ask, give, make_family

Open = Callable[..., AppTest]
AUDIT = "pages/administrator/audit.py"
INSTRUMENTS = "pages/administrator/instruments.py"
OWN = "pages/account/own.py"


def opened(open_app: Open, what: object) -> AppTest:
    """The users' page with a form opened as if its row had been pressed."""
    app = open_app("administrator")
    app.session_state[state_keys.SITE_OPEN] = what
    return app.run()


def new_user(app: AppTest, name: str, username: str) -> AppTest:
    app.text_input(key="new_user_name").set_value(name)
    app.text_input(key="new_user_username").set_value(username)
    app.selectbox(key="new_user_role").set_value(Role.LEADER)
    return pressed(app, "Opret bruger")


def sign_in(app: AppTest, username: str, password: str) -> AppTest:
    app.text_input[0].set_value(username)
    app.text_input[1].set_value(password)
    return app.button[0].click().run()


def test_a_new_user_signs_in_with_the_password_handed_over(open_app: Open, app_site: Site) -> None:
    app = new_user(opened(open_app, NEW), "Lis L.", " Lis.L ")
    password = app.code[0].value
    assert "lis.l" in shown(app)
    assert "venter på første login" in shown(app)
    pressed(app, "Den er givet videre")
    assert not app.code
    theirs = sign_in(open_app(None), "lis.l", password)
    assert "Vælg din egen adgangskode" in shown(theirs)
    for place, text in enumerate((password, "min helt egen", "min helt egen")):
        theirs.text_input[place].set_value(text)
    pressed(theirs, "Skift adgangskode")
    assert not theirs.exception
    # On to the start page of the role, without a detour.
    assert "Du har ingen familier at se endnu" in shown(theirs)


def test_a_name_that_is_taken_loses_nothing_typed(open_app: Open, app_site: Site) -> None:
    before = ask(app_site.ctx, "SELECT count(*) FROM app_user")
    app = new_user(opened(open_app, NEW), "Lis L.", "leader")
    assert app.error[0].value == "Brugernavnet er optaget; vælg et andet."
    assert app.text_input(key="new_user_name").value == "Lis L."
    assert not app.code
    assert ask(app_site.ctx, "SELECT count(*) FROM app_user") == before


def test_an_account_is_reset_barred_and_opened(open_app: Open, app_site: Site) -> None:
    leader = app_site.leader.user_id
    app = pressed(opened(open_app, leader), "Ny adgangskode")
    accounts.sign_in(app_site.ctx, "leader", app.code[0].value)
    app.session_state[state_keys.SITE_OPEN] = leader
    pressed(app.run(), "Spær kontoen")
    assert "spærret" in shown(app)
    assert "8 brugere kan logge ind" in shown(app)
    app.session_state[state_keys.SITE_OPEN] = leader
    pressed(app.run(), "Åbn kontoen igen")
    assert "9 brugere kan logge ind" in shown(app)


def test_the_teams_of_a_user_are_changed(open_app: Open, app_site: Site) -> None:
    leader = app_site.leader.user_id
    app = opened(open_app, leader)
    app.multiselect[0].set_value(app_site.teams)
    pressed(app, "Gem teams")
    mine = administration.teams_of(app_site.ctx, app_site.admin, leader)
    assert [team.name for team in mine] == ["Nord", "Syd"]


def test_nobody_resets_or_bars_themselves(open_app: Open, app_site: Site) -> None:
    app = opened(open_app, app_site.admin.user_id)
    labels = [one.label for one in app.button]
    assert "Gem teams" in labels
    assert "Ny adgangskode" not in labels
    assert "Spær kontoen" not in labels
    assert "Din egen adgangskode skifter du under Min konto." in shown(app)


def test_what_a_new_site_lacks_is_said_until_it_is_there(site: Site) -> None:
    users = administration.users(site.ctx, site.admin)
    services = administration.services(site.ctx, site.admin)
    assert steps.next_steps(users, services) is None
    nobody = [user for user in users if user.role is Role.ADMINISTRATOR]
    assert str(steps.next_steps(nobody, [])).count("<li>") == 3
    out_of_use = [replace(one, active=False) for one in services]
    assert "Indsatser" in str(steps.next_steps(users, out_of_use))
    barred = [replace(one, active=one.role is not Role.PRACTITIONER) for one in users]
    assert "behandlerne" in str(steps.next_steps(barred, services))


def test_a_team_is_created_with_how_many_work_in_it(open_app: Open, app_site: Site) -> None:
    app = open_app("administrator")
    app.text_input(key="new_team_name").set_value("Vest")
    pressed(app, "Opret team")
    assert app.text_input(key="new_team_name").value == ""
    assert '>Vest</span></td><td data-label="Ledere">0<' in shown(app)
    # Practitioner and colleague.
    assert '<td data-label="Ledere">1</td><td data-label="Behandlere">2<' in shown(app)


def test_every_scale_stands_with_its_numbers(open_app: Open, app_site: Site) -> None:
    app = open_app("administrator").switch_page(INSTRUMENTS).run()
    assert not app.exception
    found = shown(app)
    for pack in app_site.ctx.instruments.all():
        assert f"{pack.instrument_id}, udgave {pack.version}" in found
    # Adults: SD 7.75 and r 0.906 give the published 6.6 (CYP-IAPT 2015).
    assert "under 25" in found
    assert "SD 7,75, reliabilitet 0,906" in found
    assert "6,6 " in found
    assert "FIT_TRACKER_INSTRUMENTS" in found


@pytest.mark.parametrize(
    ("comparator", "words"),
    [("<", "under 20"), ("<=", "20 eller under"), (">", "over 20"), (">=", "20 eller over")],
)
def test_the_side_of_the_cut_off_is_said_in_words(comparator: str, words: str) -> None:
    """BDI-II style: lower is better, from 20 on is moderate."""
    cut = CutOff(Decimal("20"), Comparator(comparator), "Beck 1996")
    pack = load_catalogue().get("outcome-adult")
    own = replace(pack, origin="site", cut_off=cut, higher_is_better=False, reliability=None)
    found = scale_cards.cards([Scale(own, None)])
    assert f">{words}<" in found
    assert "lavere er bedre" in found
    assert "jeres egen" in found
    assert "kendes ikke" in found


def test_who_has_seen_a_family(open_app: Open, app_site: Site) -> None:
    family = make_family(app_site, case_number="F-7")
    give(app_site, family, app_site.ctx.today() - timedelta(days=1), "20")
    app = open_app("administrator").switch_page(AUDIT).run()
    app.text_input(key="audit_case").set_value(" f-7 ").run()
    assert "Én person har set eller ændret noget om f-7" in shown(app)
    # Creating the family and recording the visit; nobody has only looked.
    assert '<td data-label="Har set">–</td><td data-label="Har ændret">2 gange' in shown(app)
    # Looking is itself an act that the next one sees.
    app.run()
    assert "To personer har set eller ændret" in shown(app)
    app.toggle(key="audit_lines").set_value(True).run()
    assert "Practitioner skrev et besøg op" in shown(app)
    assert "Admin læste loggen" in shown(app)
    assert not app.exception


def test_the_rules_are_named_and_are_no_person() -> None:
    at = datetime(2026, 11, 5, 8, 36)
    karen = Person(uuid4(), "Karen B.", Role.PRACTITIONER, 1, 2, at, at)
    rules = Person(None, "–", None, 0, 4, at, at)
    assert "Én person har set eller ændret noget om F-7" in trail_table.answer(
        "F-7", [karen, rules]
    )
    assert "Reglerne" in trail_table.people([karen, rules])
    flag = Line(at, None, "–", "response_raise", "")
    assert "Reglerne: et flag satte familien i beredskabets kø" in trail_table.acts([flag])


def test_an_unknown_case_number_is_no_dead_end(open_app: Open, app_site: Site) -> None:
    app = open_app("administrator").switch_page(AUDIT).run()
    app.text_input(key="audit_case").set_value("F-404").run()
    assert "Der findes ingen familie F-404" in shown(app)
    assert app.markdown[0].value.startswith("Kontrollér sagsnummeret")


def test_the_latest_acts_are_shown_when_asked_for(open_app: Open, app_site: Site) -> None:
    app = open_app("administrator").switch_page(AUDIT).run()
    assert "loggede ind" not in shown(app)
    app.toggle(key="audit_latest").set_value(True).run()
    assert "Admin loggede ind" in shown(app)
    assert "Admin oprettede bruger" in shown(app)


@pytest.fixture
def danish_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Copenhagen")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("danish_clock")
def test_the_file_opens_in_a_danish_excel() -> None:
    """Summer time is two hours before UTC, winter time one; nothing runs as a formula."""
    summer = Line(datetime(2026, 7, 1, 22, 30), None, "–", "sign_in_failed", "")
    winter = Line(datetime(2026, 1, 1, 11, 5), uuid4(), '=1+1;"', "family_read", "")
    text = trail_table.csv([summer, winter])
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").split("\r\n") == [
        '"Hvornår";"Hvem";"Hvad"',
        '"02-07-2026 00:30";"Ikke logget ind";"forkert adgangskode"',
        '"01-01-2026 12:05";"\'=1+1;""";"læste familien"',
    ]


def test_a_file_is_named_without_what_a_name_cannot_hold() -> None:
    assert trail_table.file_name(" F/21..17 å ") == "log-F_21_17_å.csv"


def test_the_language_is_remembered(open_app: Open, app_site: Site) -> None:
    app = open_app("practitioner").switch_page(OWN).run()
    app.button_group(key="own_language").set_value("en").run()
    assert accounts.own_user(app_site.ctx, app_site.practitioner).language == "en"
    assert app.session_state[state_keys.LANGUAGE] == "en"


def test_a_code_is_chosen_by_those_who_hand_the_tablet_over(open_app: Open, app_site: Site) -> None:
    app = open_app("practitioner").switch_page(OWN).run()
    labels = [one.label for one in app.text_input]
    app.text_input[labels.index("Din adgangskode")].set_value(PASSWORD)
    app.text_input[labels.index("Ny kode")].set_value("1234")
    pressed(app, "Gem koden")
    assert "talrække" in app.error[0].value
    app.text_input[labels.index("Din adgangskode")].set_value(PASSWORD)
    app.text_input[labels.index("Ny kode")].set_value("8305")
    pressed(app, "Gem koden")
    assert [one.value for one in app.success] == ["Koden er gemt."]
    other = open_app("steering").switch_page(OWN).run()
    assert "Ny kode" not in [one.label for one in other.text_input]


def test_two_different_new_passwords_change_nothing(open_app: Open, app_site: Site) -> None:
    app = open_app("practitioner").switch_page(OWN).run()
    for place, text in enumerate((PASSWORD, "en helt ny en", "en helt anden")):
        app.text_input[place].set_value(text)
    pressed(app, "Skift adgangskode")
    assert app.error[0].value == "De to nye adgangskoder er ikke ens."
    accounts.sign_in(app_site.ctx, "practitioner", PASSWORD)
