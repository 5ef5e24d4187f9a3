"""The family page in the running app: what it says, and what its forms do."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import episodes, family_view, visits
from fit_tracker.services.families import Created
from fit_tracker.services.family_view import FamilyView
from fit_tracker.ui import state_keys
from fit_tracker.ui.family.choices import KEY, TASK
from tests.factories import Site, give, make_family, make_rating, make_visit

PAGE = "pages/practitioner/family.py"
PRESSED = "the form that is open"
Open = Callable[..., AppTest]


@pytest.fixture
def family(app_site: Site) -> Created:
    return make_family(app_site)


def day(site: Site, ago: int) -> date:
    return site.ctx.today() - timedelta(days=ago)


def load(site: Site, family: Created) -> FamilyView:
    return family_view.load(site.ctx, site.practitioner, family.family_id)


def visit_page(open_app: Open, family: Created, task: str = "", **choices: object) -> AppTest:
    """The family's page, with a form opened as if its link had been pressed."""
    app = open_app("practitioner")
    app.session_state[state_keys.FAMILY] = family.family_id
    if choices:
        app.session_state[KEY] = {"family": str(family.family_id), **choices}
    if task:
        app.session_state[TASK] = app.session_state[PRESSED] = task
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Everything the page wrote as HTML, its own and inside components."""
    own = [element.proto.body for element in app.get("html")]
    return " ".join([*own, *(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))])


def test_without_a_choice_the_page_says_what_to_do(open_app: Open, app_site: Site) -> None:
    app = open_app("practitioner")
    app.switch_page(PAGE).run()
    assert not app.exception
    assert app.button(key="to_list").label == "Vælg familie"


def test_a_family_without_visits_says_what_to_do_next(open_app: Open, family: Created) -> None:
    app = visit_page(open_app, family)
    assert "Der er ingen besøg endnu" in shown(app)
    assert app.button(key="family_visit").label == "Nyt besøg"
    assert not app.get("plotly_chart")


def test_the_message_stands_over_the_chart(open_app: Open, app_site: Site, family: Created) -> None:
    for ago, mother in ((60, "30"), (40, "20"), (20, "19")):
        give(app_site, family, day(app_site, ago), mother, "20")
    app = visit_page(open_app, family)
    assert "Mors trivsel er faldet mere end målefejlen ved to målinger i træk." in shown(app)
    assert len(app.get("plotly_chart")) == 1


@pytest.mark.parametrize(
    ("choices", "charts"),
    [({"apart": True}, 2), ({"table": True}, 0), ({"axis": "date"}, 1), ({"everything": True}, 1)],
)
def test_the_other_ways_to_see_the_same(
    open_app: Open, app_site: Site, family: Created, choices: dict[str, object], charts: int
) -> None:
    for ago in (60, 40, 20):
        give(app_site, family, day(app_site, ago), "21.3", "20")
    app = visit_page(open_app, family, **choices)
    assert len(app.get("plotly_chart")) == charts


def test_a_correction_keeps_the_old_value(open_app: Open, app_site: Site, family: Created) -> None:
    give(app_site, family, day(app_site, 20), "21.3")
    rating = load(app_site, family).ratings[0]
    app = visit_page(open_app, family, f"task:correct:{rating.rating_id}")
    app.text_input(key="family_item_").set_value("12,4")
    app.text_input(key="family_reason").set_value("tastefejl")
    save(app)
    revisions = [(r.revision, r.total, r.reason) for r in load(app_site, family).ratings]
    assert revisions == [(1, Decimal("21.3"), ""), (2, Decimal("12.4"), "tastefejl")]


def test_a_correction_without_a_reason_says_what_is_missing(
    open_app: Open, app_site: Site, family: Created
) -> None:
    give(app_site, family, day(app_site, 20), "21.3")
    rating = load(app_site, family).ratings[0]
    app = visit_page(open_app, family, f"task:correct:{rating.rating_id}")
    app.text_input(key="family_item_").set_value("12,4")
    save(app)
    assert [error.value for error in app.error] == [
        "Skriv kort hvorfor. Det bliver gemt sammen med det, der stod før."
    ]
    assert len(load(app_site, family).ratings) == 1


def test_a_withdrawn_rating_no_longer_counts(
    open_app: Open, app_site: Site, family: Created
) -> None:
    give(app_site, family, day(app_site, 20), "21.3")
    rating = load(app_site, family).ratings[0]
    app = visit_page(open_app, family, f"task:withdraw:{rating.rating_id}")
    app.text_input(key="family_reason").set_value("svaret for en anden")
    save(app)
    view = load(app_site, family)
    assert not view.outcome
    assert view.ratings[0].total == Decimal("21.3")


def test_a_visit_is_corrected(open_app: Open, app_site: Site, family: Created) -> None:
    recorded = make_visit(app_site, family, day(app_site, 20))
    app = visit_page(open_app, family, f"task:visit:{recorded.visit_id}")
    app.text_input(key="family_visit_day").set_value(f"{day(app_site, 21):%d-%m-%Y}")
    app.selectbox(key="family_visit_status").set_value(VisitStatus.NO_SHOW)
    save(app)
    visit = load(app_site, family).visits[0].visit
    assert (visit.visit_date, visit.status) == (day(app_site, 21), VisitStatus.NO_SHOW)


def test_goals_are_agreed_and_stand_on_the_time_line(
    open_app: Open, app_site: Site, family: Created
) -> None:
    app = visit_page(open_app, family, "task:goals")
    app.text_input(key="family_goal_0").set_value("Rolige aftener")
    save(app)
    view = load(app_site, family)
    assert [goal.text for goal in view.goals] == ["Rolige aftener"]
    assert [event.kind.value for event in view.events] == ["goals_agreed"]


def test_a_milestone_in_the_future_is_refused_in_words(
    open_app: Open, app_site: Site, family: Created
) -> None:
    app = visit_page(open_app, family, "task:milestone")
    app.text_input(key="family_day").set_value(f"{day(app_site, -3):%d-%m-%Y}")
    app.text_input(key="family_text").set_value("flyttet")
    save(app)
    assert "ligger i fremtiden" in app.error[0].value
    assert not load(app_site, family).events


def test_an_end_needs_a_reason_and_whether_it_was_planned(
    open_app: Open, app_site: Site, family: Created
) -> None:
    app = visit_page(open_app, family, "task:end")
    save(app)
    assert app.error[0].value == "Vælg, hvorfor forløbet sluttede, og om det var planlagt."
    app.selectbox(key="family_end_reason").set_value(EndReason.GOALS_REACHED)
    app.radio(key="family_end_planned").set_value(True)
    save(app)
    episode = load(app_site, family).episode
    assert episode is not None
    assert (episode.end_reason, episode.end_planned) == (EndReason.GOALS_REACHED, True)


def test_an_ended_course_can_be_reopened_or_followed_by_another(
    open_app: Open, app_site: Site, family: Created
) -> None:
    end(app_site, family)
    save(visit_page(open_app, family, "task:reopen"))
    assert load(app_site, family).episodes[0].is_active
    end(app_site, family)
    app = visit_page(open_app, family, "task:again")
    app.selectbox(key="family_service_choice").set_value(app_site.service_id)
    save(app)
    assert [episode.is_active for episode in load(app_site, family).episodes] == [True, False]


def test_an_ended_course_has_no_new_visit(open_app: Open, app_site: Site, family: Created) -> None:
    end(app_site, family)
    app = visit_page(open_app, family)
    assert "family_visit" not in [button.key for button in app.button]


def test_an_open_visit_is_continued(open_app: Open, app_site: Site, family: Created) -> None:
    recorded = make_visit(app_site, family, day(app_site, 0))
    app = visit_page(open_app, family)
    assert app.button(key="family_visit").label == "Fortsæt besøg"
    app.button(key="family_visit").click().run()
    assert app.session_state[state_keys.VISIT] == recorded.visit_id


def test_members_are_added_and_colleagues_join(
    open_app: Open, app_site: Site, family: Created
) -> None:
    app = visit_page(open_app, family, "task:member")
    app.text_input(key="family_member_year").set_value("1958")
    app.text_input(key="family_member_label").set_value("Mormor")
    save(app)
    app = visit_page(open_app, family, "task:staff")
    box = app.multiselect(key="family_staff_choice")
    box.set_value([app_site.practitioner.user_id, app_site.actors["colleague"].user_id])
    save(app)
    view = load(app_site, family)
    assert [member.label for member in view.members] == ["Mor", "Far", "Dreng", "Mormor"]
    assert len(view.practitioners) == 2


def test_a_rating_opens_with_its_answers_and_its_history(
    open_app: Open, app_site: Site, family: Created
) -> None:
    mother = family.member_ids[0]
    items = {"self": "5.8", "close": "6.1", "everyday": "6.3", "overall": "7.0"}
    make_visit(app_site, family, day(app_site, 20), [make_rating(mother, "outcome-adult", **items)])
    rating = load(app_site, family).ratings[0]
    visits.correct_rating(
        app_site.ctx, app_site.practitioner, rating.rating_id, items=None, total=Decimal("30"),
        reason="papiret var vendt om",
    )  # fmt: skip
    page = shown(visit_page(open_app, family, point=str(rating.rating_id)))
    assert "besøg 1" in page
    assert "Rettet til 30,0 af Practitioner" in page
    assert "papiret var vendt om" in page
    assert "25,2" in page


def test_another_teams_family_cannot_be_opened(open_app: Open, app_site: Site) -> None:
    theirs = make_family(app_site, app_site.actors["other_practitioner"], case_number="F-9")
    app = open_app("practitioner")
    app.session_state[state_keys.FAMILY] = theirs.family_id
    app.switch_page(PAGE).run()
    assert not app.exception
    assert app.error
    assert "F-9" not in shown(app)


def end(site: Site, family: Created) -> None:
    episode = load(site, family).episode
    assert episode is not None
    episodes.end(site.ctx, site.practitioner, episode.episode_id, site.ctx.today(),
                 EndReason.MOVED, planned=False)  # fmt: skip


def save(app: AppTest) -> None:
    """Press the form's own button. A browser reruns only the dialog; AppTest runs the whole
    page, so the link that opened it is pressed again."""
    app.session_state[TASK] = app.session_state[PRESSED]
    next(b for b in app.button if b.proto.is_form_submitter).click().run()
    assert not app.exception
