"""Programmes in use: taken in, changed, steered by, read; by role, with the services they need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from fit_tracker import wiring
from fit_tracker.cli import main
from fit_tracker.cli_call import OK, USAGE
from fit_tracker.domain.catalogue import CatalogueService
from fit_tracker.domain.frames import UNSTATED, Frame
from fit_tracker.domain.people import Actor
from fit_tracker.domain.programmes import Moment, Programme, TargetKind
from fit_tracker.domain.review_json import to_json
from fit_tracker.domain.reviews import (
    Block,
    Counted,
    Figures,
    Period,
    PeriodKind,
    ReviewState,
    Spread,
)
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.services import (
    catalogue_edit,
    maintenance,
    programme_edit,
    programme_files,
    programme_progress,
    programmes,
)
from fit_tracker.services.programmes import Stored
from fit_tracker.settings import Settings, from_environment
from tests.factories import Site, ask, everything, make_family, make_site, trail

ALL = programme_files.built_in()
ISHOJ, STEPPING, COPENHAGEN = (
    ALL[code] for code in ("ishoj", "triple_p_stepping_stones", "koebenhavn")
)


def _leader(site: Site) -> Actor:
    return site.actors["project"]


def _taken(site: Site, programme: Programme) -> Stored:
    programme_id = programme_edit.take_in(site.ctx, _leader(site), programme)
    return programmes.get(site.ctx, _leader(site), programme_id)


def _services(site: Site) -> dict[str, CatalogueService]:
    known = catalogue_edit.known(site.ctx, site.admin)
    return {one.entry.code: one.entry for one in known}


def test_all_six_come_back_as_they_were_written(site: Site) -> None:
    for programme in ALL.values():
        _taken(site, programme)
    found = {one.programme.code: one for one in programmes.listed(site.ctx, _leader(site))}
    assert {code: one.programme for code, one in found.items()} == ALL
    assert {(one.active, one.revision) for one in found.values()} == {(True, 1)}
    assert maintenance.check(site.ctx) == []
    assert len(trail(site.ctx, "programme_imported")) == 6


def test_services_that_are_missing_are_made_and_state_nothing(site: Site) -> None:
    stored = _taken(site, COPENHAGEN)
    made = [_services(site)[one.code] for one in COPENHAGEN.services]
    assert [one.name for one in made] == [one.name for one in COPENHAGEN.services]
    assert [one.frame for one in made] == [UNSTATED] * 3
    assert len(stored.service_ids) == 3
    assert len(trail(site.ctx, "service_created")) == 4  # the site's own, and three


def test_a_service_that_is_there_stays_as_it_is(site: Site) -> None:
    own = CatalogueService("i09", "Vores beredskab", (), Frame(sessions_max=8))
    service_id = catalogue_edit.save(site.ctx, site.admin, None, own)
    look = programme_edit.compare(site.ctx, _leader(site), ISHOJ)
    assert [line.known_as for line in look.services] == ["Vores beredskab"]
    stored = _taken(site, ISHOJ)
    assert stored.service_ids == (service_id,)
    assert _services(site)["i09"] == own


def test_looking_writes_nothing(site: Site) -> None:
    before = everything(site.ctx)
    look = programme_edit.compare(site.ctx, _leader(site), ISHOJ)
    assert (look.known, look.changes) == (None, ())
    assert [line.known_as for line in look.services] == [None]
    assert everything(site.ctx) == before


def test_taken_in_again_it_is_the_same_programme_and_nothing_is_written(site: Site) -> None:
    first = _taken(site, ISHOJ)
    before = everything(site.ctx)
    assert _taken(site, ISHOJ) == first
    assert everything(site.ctx) == before


def test_a_changed_file_changes_the_programme_and_says_what(site: Site) -> None:
    first = _taken(site, ISHOJ)
    wanted = replace(ISHOJ, name="Beredskabet", services=COPENHAGEN.services)
    look = programme_edit.compare(site.ctx, _leader(site), wanted)
    assert look.changes == ("name", "services")
    again = _taken(site, wanted)
    assert (again.programme_id, again.revision) == (first.programme_id, 2)
    assert len(again.service_ids) == 3
    assert not set(again.service_ids) & set(first.service_ids)
    assert ask(site.ctx, "SELECT name FROM programme") == [("Beredskabet",)]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(site: Site) -> None:
    read = _taken(site, ISHOJ)
    programme_edit.save(site.ctx, _leader(site), read, replace(ISHOJ, name="Den enes"))
    with pytest.raises(Conflict, match="En anden har rettet programmet"):
        programme_edit.save(site.ctx, _leader(site), read, replace(ISHOJ, name="Den andens"))
    assert programmes.listed(site.ctx, _leader(site))[0].programme.name == "Den enes"


def test_the_code_of_a_programme_stays(site: Site) -> None:
    read = _taken(site, ISHOJ)
    with pytest.raises(InvalidInput, match="kode kan ikke ændres"):
        programme_edit.save(site.ctx, _leader(site), read, replace(ISHOJ, code="andet"))


def test_one_of_two_targets_is_steered_by_and_both_stay(site: Site) -> None:
    read = _taken(site, ISHOJ)
    other = next(one for one in ISHOJ.targets if (one.low, one.high) == (4, 5))
    programme_edit.steer_by(site.ctx, _leader(site), read, other)
    now = programmes.get(site.ctx, _leader(site), read.programme_id).programme.targets
    assert [(one.kind, one.low, one.chosen) for one in now] == [
        (TargetKind.FAMILIES_PER_YEAR, 6, False),
        (TargetKind.FAMILIES_PER_YEAR, 4, True),
        (TargetKind.FAMILIES_TOTAL, 22, True),
    ]
    assert [one.source for one in now] == [one.source for one in ISHOJ.targets]


def test_a_target_that_is_gone_is_not_chosen(site: Site) -> None:
    read = _taken(site, ISHOJ)
    with pytest.raises(InvalidInput, match="findes ikke længere"):
        programme_edit.steer_by(site.ctx, _leader(site), read, COPENHAGEN.targets[0])


def _enrolled(site: Site, stored: Stored, variant: str, measure: str) -> None:
    """Somebody takes part and has answered one scale before: only the rows that count here."""
    family = make_family(site)
    now, who = datetime(2026, 1, 5), site.practitioner.user_id
    enrolment = uuid4()
    scale = next(one for one in stored.programme.measures if one.code == measure)
    ask(
        site.ctx,
        "INSERT INTO enrolment VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL, ?, ?)",
        enrolment, stored.programme_id, family.family_id, family.episode_id,
        family.member_ids[0], variant, now.date(), now, who,
    )  # fmt: skip
    ask(
        site.ctx,
        "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, '1', 'self', ?, 3.0, '{}', 'paper', ?, "
        "1, '', ?, ?)",
        uuid4(), uuid4(), enrolment, family.family_id, Moment.BEFORE.value, measure,
        scale.instrument_id, family.member_ids[0], now.date(), now, who,
    )  # fmt: skip


def test_what_is_answered_keeps_its_scale_and_its_variant(site: Site) -> None:
    stored = _taken(site, STEPPING)
    _enrolled(site, stored, "Gruppe", "stress")
    without = tuple(one for one in STEPPING.measures if one.code != "stress")
    means = tuple(one for one in STEPPING.published if one.measure != "stress")
    other = tuple(
        replace(one, instrument_id="programme-wellbeing") if one.code == "stress" else one
        for one in STEPPING.measures
    )
    costs = tuple(one for one in STEPPING.costs if one.variant != "Gruppe")
    for wanted, said in (
        (replace(STEPPING, measures=without, published=means), "Skalaen «stress» er besvaret"),
        (replace(STEPPING, measures=other, published=means), "Skalaen «stress» er besvaret"),
        (replace(STEPPING, costs=costs), "tilmeldt som «Gruppe»"),
    ):
        with pytest.raises(InvalidInput, match=said):
            programme_edit.save(site.ctx, _leader(site), stored, wanted)
    fewer = tuple(one for one in STEPPING.measures if one.code != "social_life")
    means = tuple(one for one in STEPPING.published if one.measure != "social_life")
    wanted = replace(STEPPING, measures=fewer, published=means)
    programme_edit.save(site.ctx, _leader(site), stored, wanted)
    assert len(programmes.listed(site.ctx, _leader(site))[0].programme.measures) == 7


def _of_service(site: Site, service_id: UUID) -> list[str]:
    found = site.ctx.database.in_transaction(
        lambda unit: programmes.programmes_of_service(unit, service_id)
    )
    return [one.programme.code for one in found]


def test_a_service_leads_to_its_programmes_while_they_are_in_use(site: Site) -> None:
    stored = _taken(site, ISHOJ)
    again = replace(ISHOJ, code="forsoeg", name="Forsøget")
    _taken(site, again)
    service_id = stored.service_ids[0]
    assert _of_service(site, service_id) == ["ishoj", "forsoeg"]
    assert _of_service(site, site.service_id) == []
    programme_edit.set_active(site.ctx, _leader(site), stored.programme_id, False)
    assert _of_service(site, service_id) == ["forsoeg"]
    assert programmes.get(site.ctx, _leader(site), stored.programme_id).active is False
    listed = programmes.listed(site.ctx, _leader(site))
    assert [one.active for one in listed] == [True, False]


def test_a_programme_that_is_not_there(site: Site) -> None:
    for act in (
        lambda: programmes.get(site.ctx, _leader(site), uuid4()),
        lambda: programme_edit.set_active(site.ctx, _leader(site), uuid4(), False),
    ):
        with pytest.raises(NotFound):
            act()


Act = Callable[[Site, Actor, Stored], object]
WRITING: dict[str, Act] = {
    "compare": lambda s, a, _: programme_edit.compare(s.ctx, a, ISHOJ),
    "take_in": lambda s, a, _: programme_edit.take_in(s.ctx, a, STEPPING),
    "save": lambda s, a, p: programme_edit.save(s.ctx, a, p, replace(ISHOJ, name="X")),
    "steer_by": lambda s, a, p: programme_edit.steer_by(s.ctx, a, p, ISHOJ.targets[1]),
    "set_active": lambda s, a, p: programme_edit.set_active(s.ctx, a, p.programme_id, False),
    "progress": lambda s, a, p: programme_progress.progress(s.ctx, a, p.programme_id),
}
READING: dict[str, Act] = {
    "listed": lambda s, a, _: programmes.listed(s.ctx, a),
    "get": lambda s, a, p: programmes.get(s.ctx, a, p.programme_id),
}


@pytest.mark.parametrize("who", ["practitioner", "emergency", "steering", "administrator"])
def test_who_may_neither_read_nor_write(site: Site, who: str) -> None:
    stored = _taken(site, ISHOJ)
    before = everything(site.ctx)
    for act in (*WRITING.values(), *READING.values()):
        with pytest.raises(NotAllowed):
            act(site, site.actors[who], stored)
    assert everything(site.ctx) == before


def test_a_leader_reads_and_does_not_write(site: Site) -> None:
    stored = _taken(site, ISHOJ)
    before = everything(site.ctx)
    for act in WRITING.values():
        with pytest.raises(NotAllowed):
            act(site, site.leader, stored)
    assert programmes.listed(site.ctx, site.leader) == [stored]
    assert everything(site.ctx) == before


def _reviewed(
    site: Site,
    stored: Stored,
    first: date,
    last: date,
    version: int = 1,
    state: ReviewState = ReviewState.RELEASED,
    teams: tuple[UUID, ...] = (),
    **totals: int | None,
) -> None:
    """A frozen review of the programme that tells these totals."""
    spreads = tuple(Spread(key, Counted.FAMILIES, n, ()) for key, n in totals.items())
    figures = Figures(
        "Alle", stored.programme.name, Period(PeriodKind.OWN, first, last), last, "1", "", (), (),
        (Block("families", spreads, ()),),
    )  # fmt: skip
    now, who = datetime(2026, 1, 5), _leader(site).user_id
    known = ask(
        site.ctx,
        "SELECT review_series_id FROM review_series WHERE programme_id = ? AND team_ids = ?",
        stored.programme_id, list(teams),
    )  # fmt: skip
    series = known[0][0] if known else uuid4()
    if not known:
        ask(
            site.ctx,
            "INSERT INTO review_series VALUES (?, ?, ?, ?, [], '{}', true, 1, NULL, ?, ?)",
            series, f"Række {series}", stored.programme_id, list(teams), now, who,
        )  # fmt: skip
    ask(
        site.ctx,
        "INSERT INTO review VALUES (?, ?, 'own', ?, ?, ?, ?, ?, '', '', '', '1', '', ?, ?, ?, ?)",
        uuid4(), series, first, last, version, state.value, to_json(figures), now, who, now, who,
    )  # fmt: skip


def _progress(site: Site, stored: Stored) -> programme_progress.Progress:
    return programme_progress.progress(site.ctx, _leader(site), stored.programme_id)


def test_without_a_review_nothing_is_told(site: Site) -> None:
    stored = _taken(site, COPENHAGEN)
    assert _progress(site, stored) == programme_progress.Progress({}, {})


def test_what_is_reached_is_what_the_latest_review_told(site: Site) -> None:
    stored = _taken(site, COPENHAGEN)
    first, _second, third = COPENHAGEN.periods
    _reviewed(site, stored, first.first_day, first.last_day, started=9, started_since=9)
    _reviewed(site, stored, third.first_day, third.last_day, started=None, started_since=31,
              started_year=11, participants=None)  # fmt: skip
    found = _progress(site, stored)
    told = programme_progress.Told
    assert found.periods == {1: told(9, first.last_day), 3: told(None, third.last_day)}
    assert found.targets == {
        TargetKind.FAMILIES_TOTAL: told(31, third.last_day),
        TargetKind.FAMILIES_PER_YEAR: told(11, third.last_day),
        TargetKind.PARTICIPANTS_TOTAL: told(None, third.last_day),
    }


def test_a_newer_version_counts_and_a_discarded_one_does_not(site: Site) -> None:
    stored = _taken(site, COPENHAGEN)
    days = COPENHAGEN.periods[0].first_day, COPENHAGEN.periods[0].last_day
    _reviewed(site, stored, *days, started=9)
    _reviewed(site, stored, *days, 2, ReviewState.DRAFT, started=16)
    _reviewed(site, stored, *days, 3, ReviewState.DISCARDED, started=30)
    assert _progress(site, stored).periods[1].n == 16


def test_a_review_of_one_team_is_not_the_programme(site: Site) -> None:
    stored = _taken(site, COPENHAGEN)
    days = COPENHAGEN.periods[0].first_day, COPENHAGEN.periods[0].last_day
    _reviewed(site, stored, *days, teams=(site.teams[0].team_id,), started=9)
    assert _progress(site, stored) == programme_progress.Progress({}, {})


@pytest.fixture
def closed(settings: Settings) -> dict[str, str]:
    ctx = wiring.build(settings)
    make_site(ctx)
    ctx.database.close()
    return {"FIT_TRACKER_DATABASE": str(settings.database)}


def test_the_command_looks_first_and_then_writes(
    closed: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(programme_files.FOLDER / "ishoj.yaml")
    assert main(["programme", path, "--check"], closed) == OK
    assert capsys.readouterr().out == (
        "Familieberedskabet: nyt program\n"
        "  I09 Familieberedskabet: ny indsats\n"
        "Prøvekørsel: intet er skrevet.\n"
    )
    assert main(["programme", path], closed) == OK
    assert capsys.readouterr().out.endswith("Skrevet.\n")
    assert main(["programme", path], closed) == OK
    assert "Familieberedskabet: er allerede sådan" in capsys.readouterr().out
    ctx = wiring.build(from_environment(closed))
    assert ask(ctx, "SELECT code, revision FROM programme") == [("ishoj", 1)]
    assert len(trail(ctx, "command_line")) == 3
    ctx.database.close()


def test_the_command_says_where_the_mistake_is(
    closed: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fejl.yaml"
    path.write_text("code: a1\nname: A\nperiods: 3\n", encoding="utf-8")
    assert main(["programme", str(path)], closed) == USAGE
    said = capsys.readouterr().err
    assert said == "fejl.yaml, linje 3, felt «periods»: skal være en liste.\n"
    assert main(["programme", str(tmp_path / "mangler.yaml")], closed) == USAGE


def test_a_grant_keeps_its_oere(site: Site) -> None:
    first = replace(COPENHAGEN.periods[0], grant=Decimal("508100.50"))
    stored = _taken(site, replace(COPENHAGEN, periods=(first, *COPENHAGEN.periods[1:])))
    assert stored.programme.periods[0].grant == Decimal("508100.50")
