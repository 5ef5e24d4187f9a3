"""A review of a small town, computed, frozen, corrected, released. Limits of outcome-adult from
its pack: 5 points must be exceeded, cut-off 25."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from fit_tracker.cli import main
from fit_tracker.cli_call import OK, USAGE
from fit_tracker.domain.review_json import from_json, to_json
from fit_tracker.domain.reviews import ReviewState
from fit_tracker.errors import Conflict, InvalidInput
from fit_tracker.services import (
    programme_edit,
    programme_files,
    programmes,
    review_compute,
    review_notes,
    review_periods,
    review_read,
)
from fit_tracker.services.review_changes import changes
from fit_tracker.services.review_document import of_snapshot
from fit_tracker.services.review_text import as_text
from tests.factories import Site, ask, trail
from tests.store.reviews import (
    block,
    cells,
    compute,
    courses,
    estimate,
    make_series,
    moved,
    opened,
    spread,
    tell,
)

Q4 = review_periods.quarter(2025, 4)
Q3 = review_periods.quarter(2025, 3)
NOVEMBER, AUGUST = date(2025, 11, 20), date(2025, 8, 20)


@pytest.fixture
def town(site: Site) -> Site:
    """Ended in the quarter: 8 recovered (12 to 26, begun before it), 7 improved (10 to 20), 9
    unchanged (28 to 29), 6 worse (24 to 10), and 5 who were rated once. 10 go on after it."""
    long = ("12.0", *["19.0"] * 10, "26.0")
    going_on = ("20.0", "21.0", "22.0", "30.0")
    tell(
        site,
        [
            *courses(8, NOVEMBER, *long),
            *courses(7, NOVEMBER, "10.0", "20.0", first=20),
            *courses(9, NOVEMBER, "28.0", "29.0", first=40, team="Syd"),
            *courses(6, NOVEMBER, "24.0", "10.0", first=60, planned="no", why="family_stopped"),
            *courses(5, NOVEMBER, "15.0", first=80, team="Syd"),
            *courses(10, date(2026, 1, 10), *going_on, first=90),
        ],
    )
    return site


def test_what_a_review_says_of_a_town(town: Site) -> None:
    found = opened(town, compute(town, make_series(town), Q4).review_id)
    flow = ("active_first", "started", "ended", "active_last", "served")
    assert [spread(found, f"families/{key}").total for key in flow] == [8, 37, 35, 10, 45]
    assert spread(found, "change/classes").total == 30
    assert spread(found, "change/classes").missing == 5
    # Nobody was harmed, and with the six who got worse told that would be told as well.
    assert cells(found, "change/classes") == {
        "recovered": 8, "improved": 7, "unchanged": 9, "deteriorated": None, "harmed": None,
    }  # fmt: skip
    share = estimate(found, "change/improved_share")
    # statsmodels: proportion_confint(15, 30, method="wilson") -> 0.33154, 0.66846
    assert (share.value, share.low, share.high, share.n) == (0.5, 0.3315, 0.6685, 30)
    assert estimate(found, "change/worse_share").value == 0.2
    # (8 * 14 + 7 * 10 + 9 * 1 - 6 * 14) / 30 = 107 / 30
    assert estimate(found, "change/mean_change").value == 3.57
    # On the last day 22 for those who go on: what they answered later is of a later quarter.
    assert cells(found, "bands/latest")["15_25"] == 17
    assert cells(found, "bands/latest")["25_32"] == 17


def test_the_figures_are_frozen_with_their_hash(town: Site) -> None:
    done = compute(town, make_series(town), Q4)
    found = opened(town, done.review_id)
    assert found.figures_hash == hashlib.sha256(found.figures_text.encode()).hexdigest()
    assert to_json(from_json(found.figures_text)) == found.figures_text
    tell(town, courses(40, NOVEMBER, "30.0", "12.0", first=500))
    assert opened(town, done.review_id).figures_text == found.figures_text


def test_the_same_data_are_the_same_version(town: Site) -> None:
    series_id = make_series(town)
    first, again = compute(town, series_id, Q4), compute(town, series_id, Q4)
    assert (first.version, first.is_new) == (1, True)
    assert (again.review_id, again.is_new) == (first.review_id, False)


def test_two_freezes_of_the_same_data_are_the_same_bytes(town: Site) -> None:
    """In another series of the same scope everything but its name is the same text."""
    one, two = (compute(town, make_series(town, name), Q4) for name in ("En", "To"))
    texts = [opened(town, done.review_id).figures_text for done in (one, two)]
    assert texts[0].replace('"series":"En"', '"series":"To"') == texts[1]


@pytest.mark.parametrize(
    ("late", "kept", "ended"), [(1, 1, 35), (4, 1, 35), (5, None, 40), (6, None, 41)]
)
def test_fewer_than_five_corrected_families_keep_the_earlier_numbers(
    town: Site, late: int, kept: int | None, ended: int
) -> None:
    series_id = make_series(town)
    compute(town, series_id, Q4)
    tell(town, courses(late, NOVEMBER, "12.0", "26.0", first=200))
    second = compute(town, series_id, Q4)
    assert (second.version, second.is_new) == (2, True)
    found = opened(town, second.review_id)
    assert block(found, "families").kept_from == kept
    assert spread(found, "families/ended").total == ended
    assert bool(found.changes) is (kept is None)


def test_kept_numbers_are_compared_with_where_they_stand_from(town: Site) -> None:
    """Three families and then three more are six: then the numbers are new."""
    series_id = make_series(town)
    compute(town, series_id, Q4)
    for first, ended, kept in ((200, 35, 1), (300, 41, None)):
        tell(town, courses(3, NOVEMBER, "12.0", "26.0", first=first))
        found = opened(town, compute(town, series_id, Q4).review_id)
        assert spread(found, "families/ended").total == ended
        assert block(found, "families").kept_from == kept


def test_a_corrected_score_of_one_mother_changes_no_mean(town: Site) -> None:
    series_id = make_series(town)
    first = opened(town, compute(town, series_id, Q4).review_id)
    cursor = town.ctx.database.cursor()
    cursor.execute(
        "UPDATE rating SET total = 25.5 WHERE rating_id = "
        "(SELECT min(rating_id) FROM rating WHERE total = 26.0)"
    )
    second = opened(town, compute(town, series_id, Q4).review_id)
    assert second.version == 2
    assert block(second, "change").kept_from == 1
    place = "change/mean_change"
    assert estimate(second, place).value == estimate(first, place).value
    assert block(second, "families").kept_from is None


def test_what_a_version_says_otherwise_is_listed(town: Site) -> None:
    series_id = make_series(town)
    compute(town, series_id, Q4)
    tell(town, courses(8, NOVEMBER, "12.0", "26.0", first=200))
    found = opened(town, compute(town, series_id, Q4).review_id)
    listed = {(c.block, c.key, c.cell): (c.before, c.after) for c in found.changes}
    assert listed["families", "ended", ""] == (35, 43)
    assert listed["change", "classes", "recovered"] == (8, 16)
    assert changes(found.figures, found.figures) == ()


def test_no_told_count_is_below_five(town: Site) -> None:
    tell(town, courses(3, NOVEMBER, "30.0", "31.0", first=300, why="moved", team="Syd"))
    found = opened(town, compute(town, make_series(town), Q4).review_id)
    for one in found.figures.blocks:
        for table in one.spreads:
            told = [table.total, table.missing, *(cell.n for cell in table.cells)]
            assert [n for n in told if n not in (None, 0) and n < 5] == [], table.key
            assert 0 not in [cell.n for cell in table.cells]


def test_since_last_compares_with_the_released_review_before(town: Site) -> None:
    """12 of 32 got better in the quarter before; some of the town go on, some began early."""
    tell(town, courses(12, AUGUST, "12.0", "26.0", first=700))
    tell(town, courses(14, AUGUST, *["28.0"] * 16, "29.0", first=800))
    tell(town, courses(6, AUGUST, "24.0", "10.0", first=830, planned="no", why="moved"))
    tell(town, courses(7, AUGUST, "15.0", first=860))
    series_id = make_series(town)
    before = compute(town, series_id, Q3)
    review_compute.release(moved(town), town.actors["project"], before.review_id)
    found = opened(town, compute(town, series_id, Q4).review_id)
    assert dict(block(found, "since_last").facts)["previous.last_day"] == "2025-09-30"
    difference = estimate(found, "since_last/improved_share.difference")
    assert (difference.value, difference.n) == (0.125, 62)
    # statsmodels: confint_proportions_2indep(15, 30, 12, 32, method="newcomb")
    assert (difference.low, difference.high) == (-0.1161, 0.3477)


def test_a_period_under_way_is_not_computed(site: Site) -> None:
    series_id = make_series(site)
    for period in (review_periods.quarter(2026, 1), review_periods.year(2026)):
        with pytest.raises(InvalidInput, match="slutter først"):
            compute(site, series_id, period)


def test_release_discard_and_take_up_again(town: Site) -> None:
    series_id, actor, ctx = make_series(town), town.actors["project"], moved(town)
    done = compute(town, series_id, Q4)
    assert review_read.released(ctx, town.actors["steering"]) == []
    review_compute.discard(ctx, actor, done.review_id)
    again = compute(town, series_id, Q4)
    assert (again.review_id, again.is_new) == (done.review_id, False)
    assert opened(town, done.review_id).state is ReviewState.DRAFT
    review_compute.release(ctx, actor, done.review_id)
    with pytest.raises(Conflict, match="ikke længere en kladde"):
        review_compute.discard(ctx, actor, done.review_id)
    (heading,) = review_read.released(ctx, town.actors["steering"])
    assert heading.review_id == done.review_id
    assert len(trail(ctx, "review_released")) == 1


def test_only_the_newest_draft_is_released(town: Site) -> None:
    series_id, ctx, actor = make_series(town), moved(town), town.actors["project"]
    first = compute(town, series_id, Q4)
    tell(town, courses(8, NOVEMBER, "12.0", "26.0", first=200))
    compute(town, series_id, Q4)
    with pytest.raises(InvalidInput, match="nyere version"):
        review_compute.release(ctx, actor, first.review_id)


def test_notes_come_along_where_the_numbers_are_the_same(town: Site) -> None:
    series_id, ctx, actor = make_series(town), moved(town), town.actors["project"]
    first = compute(town, series_id, Q4)
    for key in ("change", "flags"):
        review_notes.write(ctx, actor, first.review_id, key, f"Note om {key}")
    tell(town, courses(8, NOVEMBER, "12.0", "26.0", first=200))
    second = opened(town, compute(town, series_id, Q4).review_id)
    assert [(note.block, note.body) for note in second.notes] == [("flags", "Note om flags")]


def test_a_team_and_the_whole_do_not_give_the_rest_away(town: Site) -> None:
    """Both teams are large enough, so that the whole less one of them is the other."""
    north = next(team for team in town.teams if team.name == "Nord")
    tell(town, courses(12, date(2026, 1, 12), "20.0", "21.0", "22.0", first=900, team="Syd"))
    whole = opened(town, compute(town, make_series(town), Q4).review_id)
    assert spread(whole, "families/ended").total == 35
    teams = cells(whole, "reach/team")
    assert sorted(n for n in teams.values() if n) == [26, 31]
    part = opened(
        town, compute(town, make_series(town, "Nord", team_ids=(north.team_id,)), Q4).review_id
    )
    assert spread(part, "families/served").total == 31
    assert [s.key for s in block(part, "reach").spreads if s.key == "team"] == []


def test_nothing_of_a_review_names_a_family(town: Site) -> None:
    found = opened(town, compute(town, make_series(town), Q4).review_id)
    stored = ask(town.ctx, "SELECT figures, disclosed FROM review")[0]
    for family_id, case in ask(town.ctx, "SELECT family_id, case_number FROM family"):
        assert not any(str(family_id) in text or f'"{case}"' in text for text in stored)
    assert found.figures.data_until == Q4.last_day


def test_a_review_is_about_the_scope_of_its_series(town: Site) -> None:
    tell(town, courses(12, date(2026, 1, 12), *["20.0"] * 19, first=900, team="Syd"))
    south = next(team for team in town.teams if team.name == "Syd")
    series_id = make_series(town, "Syd", team_ids=(south.team_id,))
    found = opened(town, compute(town, series_id, Q4).review_id)
    assert spread(found, "families/served").total == 26


def test_days_of_ones_own_and_a_quarter_are_one_system(town: Site) -> None:
    """The quarter is told; days that leave out three families who ended on its last day are not
    told of, since the difference would be those three."""
    tell(town, courses(3, Q4.last_day, "12.0", "26.0", first=950))
    series_id = make_series(town)
    compute(town, series_id, Q4)
    own = review_periods.own(Q4.first_day, Q4.last_day - timedelta(days=1))
    found = opened(town, compute(town, series_id, own).review_id)
    assert spread(found, "families/ended").total is None


def test_the_command_writes_the_same_bytes_twice(
    town: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    env = {"FIT_TRACKER_DATABASE": str(town.ctx.database.path)}
    town.ctx.database.close()
    told = []
    for name in ("first", "again"):
        args = ["review", "--period", "2025Q4", "--out", str(tmp_path / name), "--format", "json"]
        assert main(args, env) == OK
        (file,) = (tmp_path / name).iterdir()
        told.append(file.read_bytes())
    assert told[0] == told[1]
    assert from_json(told[0].decode()).period == Q4
    assert "uændrede: det er stadig version 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--period", "2025Q7"), "er ikke en periode"),
        (("--period", "2999Q1"), "Perioden slutter først 31-03-2999"),
        (("--period", "P1"), "ingen periode 1"),
        (("--period", "2025Q4", "--series", "Findes ikke"), "ingen møderække med navnet"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    args: tuple[str, ...],
    sentence: str,
) -> None:
    env = {"FIT_TRACKER_DATABASE": str(site.ctx.database.path)}
    site.ctx.database.close()
    assert main(["review", *args, "--out", str(tmp_path / "out")], env) == USAGE
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_programme_is_reviewed_with_its_targets_and_its_indicators(town: Site) -> None:
    """Aarhus asks how the help hangs together. Everybody in town gets its service."""
    actor, ctx = town.actors["project"], moved(town)
    aarhus = programme_files.built_in()["aarhus"]
    programme_edit.take_in(ctx, actor, aarhus)
    (stored,) = [p for p in programmes.listed(ctx, actor) if p.programme.code == aarhus.code]
    series_id = make_series(town, "Aarhus", programme_id=stored.programme_id)
    nobody = opened(town, compute(town, series_id, Q4).review_id)
    assert spread(nobody, "families/served").total is None
    town.ctx.database.cursor().execute(
        "UPDATE episode_service SET service_id = ?", [stored.service_ids[0]]
    )
    found = opened(town, compute(town, series_id, Q4).review_id)
    assert found.version == 2
    assert spread(found, "families/served").total == 45
    assert found.figures.programme == aarhus.name
    # Visits in the quarter: 8 * 7 + 22 * 2 + 5 + 10 * 3 = 135 of 45 families.
    assert estimate(found, "work/visits_per_family").value == 3.0
    assert {one.key for one in block(found, "continuity").estimates} >= {
        "adviser_changes", "contacts_per_month",
    }  # fmt: skip


def test_who_takes_part_is_counted_once_and_with_the_team(town: Site) -> None:
    """Nord has 8 + 7 + 6 + 10 of the 45 mothers; each is enrolled twice."""
    actor, ctx = town.actors["project"], moved(town)
    programme_edit.take_in(ctx, actor, programme_files.built_in()["aarhus"])
    (stored,) = [p for p in programmes.listed(ctx, actor) if p.programme.code == "aarhus"]
    for _ in range(2):
        town.ctx.database.cursor().execute(
            "INSERT INTO enrolment SELECT uuid(), ?, e.family_id, e.episode_id, m.member_id, '', "
            "e.started_on, NULL, NULL, NULL, e.created_at, e.created_by "
            "FROM episode e JOIN member m USING (family_id)",
            [stored.programme_id],
        )
    north = (town.teams[0].team_id,)
    both = {"Alle med": (), "Nord med": north}
    counts = {
        name: spread(
            opened(
                town,
                compute(
                    town,
                    make_series(town, name, programme_id=stored.programme_id, team_ids=teams),
                    Q4,
                ).review_id,
            ),
            "families/participants",
        ).total
        for name, teams in both.items()
    }
    assert counts == {"Alle med": 45, "Nord med": 31}


def test_the_definitions_of_a_review_reach_its_words(town: Site) -> None:
    """What is written beside the figures is read by those who put it into words."""
    found = opened(town, compute(town, make_series(town), Q4).review_id)
    said = as_text(of_snapshot(found, "da"))
    assert "Under 15; fra 15 til under 25; fra 25 til og med 32; over 32." in said
    assert "Med er forløb, der startede i perioden; forløb, der sluttede i perioden" in said
    assert "Med er forløb, der sluttede i perioden." in said


def test_a_version_is_held_against_every_earlier_one(town: Site) -> None:
    """35 ended, then 41, then 36: beside the first version that would be one family."""
    series_id = make_series(town)
    compute(town, series_id, Q4)
    tell(town, courses(6, NOVEMBER, "12.0", "26.0", first=200))
    assert (
        spread(opened(town, compute(town, series_id, Q4).review_id), "families/ended").total == 41
    )
    town.ctx.database.cursor().execute(
        "UPDATE episode SET ended_on = DATE '2026-01-15' WHERE family_id IN "
        "(SELECT family_id FROM family WHERE case_number BETWEEN 'R-200' AND 'R-204')"
    )
    found = opened(town, compute(town, series_id, Q4).review_id)
    assert found.version == 3
    assert spread(found, "families/ended").total == 35
    assert block(found, "families").kept_from == 1


def test_two_computing_at_once_take_turns(town: Site) -> None:
    """Each must know what the other told, also where they compute different series."""
    series_id = make_series(town)
    other = town.ctx.database.cursor()
    other.begin()
    other.execute("UPDATE review_series SET turn = 'somebody else'")
    with pytest.raises(Conflict):
        compute(town, series_id, Q4)
    other.rollback()
    assert compute(town, series_id, Q4).version == 1
