"""Effekt in the running app: its message, who may compute, what is told and what is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.services import effects
from tests.app.test_offers_page import shown
from tests.factories import Site, ask, on_day
from tests.programme_factories import make_programme, programme
from tests.store.test_effects import _priced, make_round

Open = Callable[..., AppTest]
PAGE = "pages/project/effect.py"


@pytest.fixture
def kursus(app_site: Site) -> UUID:
    return make_programme(app_site, _priced())


def page(open_app: Open, who: str = "project") -> AppTest:
    app = open_app(who)
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def heading(app: AppTest) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", shown(app))
    assert found is not None
    return found[1]


def test_without_programmes_it_says_what_to_do(app_site: Site, open_app: Open) -> None:
    app = page(open_app)
    assert heading(app) == "Der er ingen programmer endnu"
    assert not _has(app, "effect_compute")


def _has(app: AppTest, key: str) -> bool:
    return any(button.key == key for button in app.button)


def test_without_scales_there_is_nothing_to_compute(app_site: Site, open_app: Open) -> None:
    make_programme(app_site, programme(measures=()))
    app = page(open_app)
    assert heading(app) == "Forældrekursus: ingen skalaer endnu"
    assert not _has(app, "effect_compute")


def test_the_project_leader_computes_and_the_leader_reads(
    app_site: Site, open_app: Open, kursus: UUID
) -> None:
    make_round(app_site, kursus, 8)
    app = page(open_app)
    assert heading(app) == "Forældrekursus: ikke regnet endnu"
    app.button(key="effect_compute").click().run()
    assert not app.exception
    assert heading(app) == "Forældrekursus: fremgang på 1 af 1 skalaer"
    assert [one.value for one in app.success] == ["Tabel 1 er regnet og ligger fast."]
    text = shown(app)
    assert "Fremgang på 1 skala af 1." in text
    # n, the missing, and the published means stand beside the change.
    assert "−0,80 (−0,87 til −0,73)" in text and "3,4 → 3,0 (−0,4)" in text
    assert "ingen andre er målt til sammenligning" in text
    app.button(key="effect_compute").click().run()
    assert [one.value for one in app.success] == ["Ingen svar er nye siden tabel 1. Den står."]
    leader = page(open_app, "leader")
    assert heading(leader) == heading(app)
    assert not _has(leader, "effect_compute")


def test_too_few_are_told_as_too_few(app_site: Site, open_app: Open, kursus: UUID) -> None:
    make_round(app_site, kursus, 4)
    effects.compute(app_site.ctx, app_site.actors["project"], kursus)
    app = page(open_app)
    assert heading(app) == "Forældrekursus: for få har svaret to gange endnu"
    text = shown(app)
    assert "vises ikke" in text and "4,40" not in text
    # A table of nothing but "vises ikke" says what the figure has said already.
    assert "Hver linje er de samme personer to gange" not in text
    figures = [one.proto.spec for one in app.get("plotly_chart")]
    assert figures and all('"x":[]' in one.replace(" ", "") for one in figures)


def test_mothers_and_the_follow_up_are_a_press_away(
    app_site: Site, open_app: Open, kursus: UUID
) -> None:
    make_round(app_site, kursus, 8)
    effects.compute(app_site.ctx, app_site.actors["project"], kursus)
    app = page(open_app)
    groups = next(one for one in app.get("button_group") if one.label == "Hvem")
    assert list(groups.options) == ["Alle", "Mødre", "Fædre"]
    app.session_state["effect_group"] = "mothers"
    app.run()
    assert not app.exception
    assert "−1,20" in shown(app)


def test_each_row_of_a_scale_says_its_name(app_site: Site, open_app: Open, kursus: UUID) -> None:
    """On a phone each row is a card of its own: without a name it would be nobody's."""
    make_round(app_site, kursus, 8)
    effects.compute(app_site.ctx, app_site.actors["project"], kursus)
    parts = [json.loads(one.proto.json) for one in page(open_app).get("bidi_component")]
    (booklet,) = [str(one) for one in parts if "Ved opfølgning" in str(one)]
    rows = [row.partition("</td>")[0] for row in booklet.split("<tr>")[2:]]
    names = ["Stressniveau", "Stressniveau", "Stressniveau", "Trivsel"]
    assert [name in row for name, row in zip(names, rows, strict=True)] == [True] * 4
    # To the eye, beside each other, it is said once.
    assert ["fit-again" in row for row in rows] == [False, True, True, False]


def test_nobody_can_be_seen_in_the_page(app_site: Site, open_app: Open, kursus: UUID) -> None:
    families = make_round(app_site, kursus, 6)
    later = on_day(app_site.ctx, app_site.ctx.today() + timedelta(days=1))
    effects.compute(later, app_site.actors["project"], kursus)
    app = page(open_app)
    text = shown(app) + " ".join(one.proto.spec for one in app.get("plotly_chart"))
    cases = [case for (case,) in ask(app_site.ctx, "SELECT case_number FROM family")]
    assert len(cases) == 6
    for secret in (*cases, *(str(one.family_id) for one in families)):
        assert secret not in text
