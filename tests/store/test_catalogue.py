"""The catalogue in use: taken in from a file, edited, read for a course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from fit_tracker.domain.catalogue import CatalogueService, Section
from fit_tracker.domain.frames import UNSTATED, FollowUpRule, Frame, Notes
from fit_tracker.domain.people import Actor
from fit_tracker.domain.usage import Level
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.services import (
    administration,
    catalogue,
    catalogue_edit,
    catalogue_files,
    episodes,
    families,
    visits,
)
from fit_tracker.services.catalogue import ServiceUse
from tests.factories import Site, ask, everything, make_family, make_visit, on_day, trail

NORDDJURS = catalogue_files.built_in()["norddjurs"]
SECTION = Section("BL § 30", date(2024, 1, 1), None)
OWN = CatalogueService("X1", "Vores egen", (SECTION,), Frame(sessions_max=4))


def _known(site: Site) -> dict[str, catalogue_edit.Known]:
    return {one.entry.code: one for one in catalogue_edit.known(site.ctx, site.admin)}


def _use(site: Site, family: families.Created) -> ServiceUse:
    return site.ctx.database.in_transaction(
        lambda unit: catalogue.of_episode(site.ctx, unit, family.episode_id)
    )


def test_all_of_it_comes_back_as_it_was_written(site: Site) -> None:
    ids = catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)
    known = _known(site)
    assert {code: one.entry for code, one in known.items()} == {
        one.code: one for one in NORDDJURS.services
    }
    assert ids == {code: one.service_id for code, one in known.items()}
    assert trail(site.ctx, "catalogue_imported")[0][2] == "new 16, changed 1"


def test_what_was_there_keeps_its_id_and_whether_it_is_used(site: Site) -> None:
    """N02 of the small site has a name and a section only: the catalogue fills it in."""
    administration.set_service_active(site.ctx, site.admin, site.service_id, False)
    lines = {one.entry.code: one for one in catalogue_edit.compare(*_args(site))}
    assert set(lines["N02"].changes) == {
        "sections", "interval_days_min", "interval_days_max", "follow_up", "start_up_meeting",
        "words",
    }  # fmt: skip
    assert lines["N01"].known is None
    catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)
    again = _known(site)["N02"]
    assert (again.service_id, again.active) == (site.service_id, False)
    assert all(not one.changes and one.known for one in catalogue_edit.compare(*_args(site)))


def _args(site: Site) -> tuple[object, ...]:
    return site.ctx, site.admin, NORDDJURS


def test_taking_the_same_in_twice_changes_nothing(site: Site) -> None:
    catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)
    before = {name: rows for name, rows in everything(site.ctx).items() if name != "audit"}
    catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)
    after = {name: rows for name, rows in everything(site.ctx).items() if name != "audit"}
    assert after == before


def test_looking_at_a_catalogue_writes_nothing(site: Site) -> None:
    before = everything(site.ctx)
    catalogue_edit.compare(site.ctx, site.admin, NORDDJURS)
    catalogue_edit.known(site.ctx, site.admin)
    assert everything(site.ctx) == before


def test_two_services_with_one_code_are_not_told_apart_by_guessing(site: Site) -> None:
    administration.create_service(site.ctx, site.admin, "n02", "En anden")
    before = everything(site.ctx)
    with pytest.raises(Conflict, match="Koden N02 bruges af flere"):
        catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)
    assert everything(site.ctx) == before


def test_a_service_is_added_and_changed(site: Site) -> None:
    ctx, admin = site.ctx, site.admin
    service_id = catalogue_edit.save(ctx, admin, None, OWN)
    before = _known(site)["X1"].entry
    assert before == OWN
    wanted = replace(OWN, name="Et andet navn", sections=(), frame=Frame(notes=Notes.REQUIRED))
    catalogue_edit.save(ctx, admin, service_id, wanted, before)
    assert _known(site)["X1"].entry == wanted
    (row,) = ask(ctx, "SELECT planned_visits, legal_basis FROM service WHERE code = 'X1'")
    assert row == (None, "")


def test_of_two_who_change_it_the_second_is_told(site: Site) -> None:
    ctx, admin = site.ctx, site.admin
    service_id = catalogue_edit.save(ctx, admin, None, OWN)
    catalogue_edit.save(ctx, admin, service_id, replace(OWN, name="Først"), OWN)
    with pytest.raises(Conflict, match="En anden har rettet"):
        catalogue_edit.save(ctx, admin, service_id, replace(OWN, name="Sidst"), OWN)
    assert _known(site)["X1"].entry.name == "Først"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (replace(OWN, name=" "), "indsatsens navn"),
        (replace(OWN, code="n02"), "Koden n02 er i brug"),
        (replace(OWN, frame=Frame(sessions_min=5, sessions_max=4)), "største tal er mindre"),
        (replace(OWN, frame=Frame(minutes_max=0)), "mindst 1"),
        (replace(OWN, frame=Frame(sessions_per_year=True)), "hvor mange gange om året"),
        (replace(OWN, frame=Frame(follow_up=FollowUpRule(None, 6))), "den første opfølgning"),
        (replace(OWN, sections=(Section("A", date(2024, 2, 1), date(2024, 1, 1)),)), "ophøre"),
        (replace(OWN, frame=Frame(words={"staff": "0101901234"})), "CPR"),
    ],
)
def test_what_does_not_hold_together_is_refused(
    site: Site, wanted: CatalogueService, said: str
) -> None:
    before = everything(site.ctx)
    with pytest.raises(InvalidInput) as caught:
        catalogue_edit.save(site.ctx, site.admin, None, wanted)
    assert said in str(caught.value)
    assert everything(site.ctx) == before


def test_a_service_that_is_gone_is_not_made_again(site: Site) -> None:
    with pytest.raises(NotFound):
        catalogue_edit.save(site.ctx, site.admin, UUID(int=1), OWN)


@pytest.mark.parametrize("name", ["practitioner", "leader", "emergency", "steering"])
def test_only_the_administrator_has_it(site: Site, name: str) -> None:
    actor = site.actors[name]
    calls: tuple[Callable[[Actor], object], ...] = (
        lambda who: catalogue_edit.known(site.ctx, who),
        lambda who: catalogue_edit.compare(site.ctx, who, NORDDJURS),
        lambda who: catalogue_edit.take_in(site.ctx, who, NORDDJURS),
        lambda who: catalogue_edit.save(site.ctx, who, None, OWN),
    )
    for call in calls:
        with pytest.raises(NotAllowed):
            call(actor)


def test_a_course_knows_what_it_has_used(site: Site) -> None:
    """Eight talks, a status meeting after them; only held visits count."""
    ids = catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)
    site.service_id = ids["N01"]
    start = site.ctx.today() - timedelta(days=60)
    family = make_family(site, started_on=start)
    for week in range(7):
        make_visit(site, family, start + timedelta(weeks=week))
    fell = visits.NewVisit(
        UUID(int=7), family.episode_id, site.ctx.today(), visits.VisitStatus.NO_SHOW
    )
    visits.record_visit(site.ctx, site.practitioner, fell)
    use = _use(site, family)
    assert (use.code, use.since, use.usage.sessions) == ("N01", start, 7)
    assert (use.usage.level, use.usage.status_after) == (Level.NEAR, 8)
    assert use.usage.status_is_near
    assert use.section_on(date(2023, 12, 31)) == "SEL § 11, stk. 7"
    assert use.section_on(date(2024, 1, 1)) == ""


def test_another_service_is_counted_from_its_own_start(site: Site) -> None:
    ids = catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)
    site.service_id = ids["N01"]
    today = site.ctx.today()
    family = make_family(site, started_on=today - timedelta(days=40))
    for days in (40, 30, 20, 10):
        make_visit(site, family, today - timedelta(days=days))
    changed = today - timedelta(days=20)
    episodes.change_service(site.ctx, site.practitioner, family.episode_id, ids["N13"], changed)
    use = _use(site, family)
    assert (use.code, use.usage.sessions, use.usage.sessions_max) == ("N13", 2, 5)


def test_an_ended_course_is_counted_to_its_end(site: Site) -> None:
    site.service_id = catalogue_edit.take_in(site.ctx, site.admin, NORDDJURS)["N02"]
    today = site.ctx.today()
    family = make_family(site, started_on=today - timedelta(days=100))
    make_visit(site, family, today - timedelta(days=95))
    end = episodes.EndReason.GOALS_REACHED
    last = today - timedelta(days=90)
    episodes.end(site.ctx, site.practitioner, family.episode_id, last, end, True)
    assert _use(site, family).usage.interval.quiet_days == 5


def test_a_service_without_a_catalogue_states_nothing(site: Site) -> None:
    use = _use(site, make_family(site))
    assert use.frame == UNSTATED
    assert (use.sections, use.usage.level) == ((), Level.UNSTATED)


def test_the_section_of_today_stands_in_the_lists(site: Site) -> None:
    old = on_day(site.ctx, date(2023, 6, 1))
    catalogue_edit.take_in(old, site.admin, NORDDJURS)
    query = "SELECT legal_basis FROM service WHERE code = 'N06'"
    assert ask(site.ctx, query) == [("SEL § 52, stk. 3, nr. 2",)]
