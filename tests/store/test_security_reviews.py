"""Reviews and programmes attacked: files made to hurt, what is sent twice, what comes too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from fit_tracker import cli
from fit_tracker.cli_call import USAGE
from fit_tracker.domain.answers import Reminded
from fit_tracker.domain.programmes import Moment, ProgrammePeriod
from fit_tracker.domain.reviews import DecisionState, Period, PeriodKind
from fit_tracker.errors import InvalidInput, PackInvalid
from fit_tracker.exchange.programme_file import MAX_BYTES, read_programme
from fit_tracker.services import (
    answers_due,
    checks,
    programme_edit,
    review_compute,
    review_decisions,
    review_notes,
    review_periods,
    review_read,
    review_series,
)
from fit_tracker.services.review_decisions import NewDecision
from fit_tracker.services.review_series import NewSeries
from tests.factories import Site, ask, everything, make_family
from tests.programme_factories import make_enrolment, make_programme, programme
from tests.store.reviews import compute, make_series, moved

Q4 = review_periods.quarter(2025, 4)
HEAD = "code: kursus\nname: Kursus\n"
MEASURE = (
    "measures:\n  - {{code: {}, instrument: programme-stress, moments: [before], "
    "asked: [mothers]}}\n"
)


@pytest.fixture
def released(site: Site) -> UUID:
    review_id = compute(site, make_series(site), Q4).review_id
    review_compute.release(moved(site), site.actors["project"], review_id)
    return review_id


@pytest.mark.parametrize(
    "text",
    [
        'code: kursus\nname: "\\ud800"\n',
        'code: kursus\nname: "\\e]0;anden titel\\a"\n',
        f'{HEAD}"\\e[31mrød": 1\n',
        'code: "\\ud800"\nname: Kursus\n',
        HEAD + MEASURE.format('"\\ud800"'),
        HEAD + MEASURE.format('"\\e[2J"'),
        HEAD + MEASURE.format('"=1+1"'),
        HEAD + MEASURE.format("010190-1234"),
    ],
)
def test_a_programme_cannot_hold_what_no_keyboard_writes(text: str) -> None:
    """Half a sign cannot be stored, the rest commands the screen or sheet that shows it."""
    with pytest.raises(PackInvalid) as refused:
        read_programme("x.yaml", text.encode())
    said = refused.value.template.format(**refused.value.values)
    assert "\x1b" not in said
    said.encode()


def test_half_a_sign_is_dropped_where_people_write() -> None:
    assert checks.free_text("Kur\ud800sus", "navn") == "Kursus"


def test_a_small_file_cannot_fill_the_database(site: Site) -> None:
    """One line, and 60,000 references to it: 180 kB that would be stored as 30 MB."""
    data = f"{HEAD}remarks: [&a '{'x ' * 240}'{',*a' * 60_000}]\n".encode()
    assert len(data) < MAX_BYTES
    taken, before = read_programme("x.yaml", data), everything(site.ctx)
    with pytest.raises(InvalidInput, match="højst have 200 linjer"):
        programme_edit.take_in(site.ctx, site.actors["project"], taken)
    assert everything(site.ctx) == before
    most = replace(taken, remarks=taken.remarks[:200])
    assert programme_edit.take_in(site.ctx, site.actors["project"], most)


def test_a_period_until_the_end_of_time_is_answered_in_words(site: Site) -> None:
    periods = tuple(ProgrammePeriod(n, date(2020, 1, 1), date.max, None) for n in (1, 2))
    with pytest.raises(InvalidInput, match="Periode 2 begynder, før"):
        programme_edit.compare(
            site.ctx, site.actors["project"], replace(programme(), periods=periods)
        )


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ((date(2025, 11, 3), date(2025, 11, 3)), "mindst 28 dage"),
        ((date(2025, 11, 1), date(2025, 11, 27)), "mindst 28 dage"),
        ((date(1, 1, 1), date(2025, 11, 1)), "tidligst i 1990"),
        ((date(1989, 12, 31), date(2025, 11, 1)), "tidligst i 1990"),
    ],
)
def test_a_programme_cannot_make_a_period_that_points_at_a_family(
    site: Site, days: tuple[date, date], why: str
) -> None:
    """Its periods are the project leader's own words: a day, or from the year 1."""
    period = ProgrammePeriod(1, *days, None)
    make_programme(site, replace(programme(), periods=(period,)))
    series_id = make_series(site)
    named = review_periods.parse("P1", replace(programme(), periods=(period,)))
    with pytest.raises(InvalidInput, match=why):
        compute(site, series_id, named)
    assert review_read.prepared(site.ctx, site.actors["project"]) == []


@pytest.mark.parametrize("first", [date(2025, 11, 1), date(1990, 1, 1)])
def test_the_shortest_and_the_longest_period_are_computed(site: Site, first: date) -> None:
    period = Period(PeriodKind.PROJECT, first, date(2025, 11, 28))
    assert compute(site, make_series(site), period).is_new


def test_a_command_for_the_year_one_ends_in_a_sentence(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = str(site.ctx.settings.database)
    site.ctx.database.close()
    monkeypatch.setenv("FIT_TRACKER_DATABASE", database)
    for named in ("0001", "0001Q1", "0001-01-01..2025-12-31"):
        out = tmp_path / "out"
        assert cli.main(["review", "--period", named, "--out", str(out)]) == USAGE
        assert "1990" in capsys.readouterr().err
        assert not out.exists()


@pytest.mark.parametrize("other", ["Øst/Vest", "ØST VEST", "øst – vest!"])
def test_two_series_never_have_files_of_one_name(site: Site, other: str) -> None:
    """The command would write the one over the other, and say nothing."""
    who = site.actors["project"]
    make_series(site, "Øst-Vest")
    with pytest.raises(InvalidInput, match="allerede en møderække med navnet «Øst-Vest»"):
        review_series.create(site.ctx, who, NewSeries(other))
    north = make_series(site, "Nord")
    found = next(one for one in review_series.all_series(site.ctx, who) if one.series_id == north)
    with pytest.raises(InvalidInput, match="allerede en møderække"):
        review_series.change(site.ctx, who, north, found.revision, other, found.cadence)
    review_series.change(site.ctx, who, north, found.revision, "NORD", found.cadence)


def test_a_decision_sent_twice_is_written_down_once(site: Site, released: UUID) -> None:
    ctx, who = moved(site), site.actors["project"]
    new = NewDecision("Alle nye forløb måles ved første besøg", "MJ", date(2026, 3, 1))
    first = review_decisions.add(ctx, who, released, new)
    assert review_decisions.add(ctx, who, released, new) == first
    others = (replace(new, owner="AB"), replace(new, due_on=None), replace(new, body="Andet"))
    for other in others:
        assert review_decisions.add(ctx, who, released, other) != first
    review_decisions.close(ctx, who, first, 1, DecisionState.DROPPED, "ikke nu")
    assert review_decisions.add(ctx, who, released, new) != first
    assert len(review_read.open(ctx, who, released).decisions) == len(others) + 2


def test_a_reminder_sent_twice_is_noted_once(site: Site) -> None:
    family = make_family(site)
    enrolled = make_enrolment(site, make_programme(site), family)
    today = site.ctx.today()

    def remind(how: Reminded, moment: Moment = Moment.BEFORE) -> int:
        answers_due.remind(site.ctx, site.practitioner, enrolled, moment, today, how)
        return int(ask(site.ctx, "SELECT count(*) FROM answer_reminder")[0][0])

    assert [remind(Reminded.PHONE), remind(Reminded.PHONE)] == [1, 1]
    assert remind(Reminded.PHONE, Moment.AFTER) == 2
    assert [remind(Reminded.DECLINED), remind(Reminded.DECLINED), remind(Reminded.PHONE)] == [
        3,
        3,
        4,
    ]


def test_a_note_that_came_while_another_released_is_not_read(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A released review is closed; the note and the release see nothing of each other."""
    ctx, who = moved(site), site.actors["project"]
    review_id = compute(site, make_series(site), Q4).review_id
    review_notes.write(ctx, who, review_id, "change", "skrevet i tide")
    checked: Callable[..., None] = review_notes._require_draft

    def meanwhile(*given: object) -> None:
        checked(*given)
        review_compute.release(ctx, who, review_id)

    monkeypatch.setattr(review_notes, "_require_draft", meanwhile)
    review_notes.write(ctx, who, review_id, "change", "skrevet for sent", 1)
    for reader in ("project", "steering"):
        found = review_read.open(ctx, site.actors[reader], review_id)
        assert [(one.body, one.revision) for one in found.notes] == [("skrevet i tide", 1)]
