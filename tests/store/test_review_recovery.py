"""Somebody takes every file of every review and tries to find a hidden number.

The reviews are real ones of real databases. What they publish is read back from the JSON; which
group each number is about stands here once more, as a reader would understand it.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from pypdf import PdfReader

from fit_tracker import wiring
from fit_tracker.charts.review import panel
from fit_tracker.domain.reviews import Period
from fit_tracker.evaluation.boxes import Box, Span, Told, Unit, box_of, inside
from fit_tracker.palette import LIGHT
from fit_tracker.services import review_compute, review_files, review_periods, review_read
from fit_tracker.services.review_document import of_snapshot
from fit_tracker.services.review_read import Snapshot
from tests.conftest import Ready, _moved_in, _settings
from tests.factories import Site
from tests.store.reviews import Told as Course
from tests.store.reviews import compute, courses, make_series, opened, tell
from tests.unit.attacker import Attacker, cuts_of, days, elementary

DAY = timedelta(days=1)
NOON = datetime(2026, 1, 20, 12)
Q3, Q4 = review_periods.quarter(2025, 3), review_periods.quarter(2025, 4)
OWN = review_periods.own(date(2025, 7, 1), date(2025, 11, 14))
TEAMS = ("Nord", "Syd")
REASONS = ("goals_reached", "family_stopped", "moved")
CLASSES = {
    "recovered": ("15.0", "27.0"),
    "improved": ("8.0", "19.0"),
    "unchanged": ("20.0", "21.0"),
    "deteriorated": ("24.0", "12.0"),
    "harmed": ("31.0", "15.0"),
    "": ("18.0",),
}
"""Scores on the scale for adults: limit 6.6, cut-off 25; the last were rated only once."""


@dataclass(frozen=True)
class Published:
    """One number as it stands in a review: the group it is about, and None where it is hidden."""

    box: Box
    n: int | None


@pytest.mark.parametrize("seed", [1, 2])
def test_no_hidden_number_is_recovered_from_the_reviews_of_a_town(site: Site, seed: int) -> None:
    """Two quarters, days of one's own across both, and one of the two teams."""
    town = _town(Random(seed), 70)
    tell(site, town)
    whole, north = make_series(site), make_series(site, "Nord", team_ids=(_north(site),))
    found: list[Published] = []
    for series, scope, period in (
        (whole, {}, Q3),
        (north, {"team": {"Nord"}}, Q4),
        (whole, {}, Q4),
        (whole, {}, OWN),
    ):
        snapshot = opened(site, compute(site, series, period).review_id)
        found += _families(snapshot, period, scope)
        found += _persons(snapshot, period, scope)
    for kind, units, tables in (
        (
            "families",
            _family_units(town),
            (("start", "end", "team"), ("start", "end", "team", "why")),
        ),
        ("persons", _person_units(town), (("end", "team", "class"),)),
    ):
        _attack([one for one in found if one.box.counted == kind], units, tables)


def _attack(
    found: Sequence[Published], units: Sequence[Unit], tables: Sequence[Sequence[str]]
) -> None:
    told = sorted({Told(one.box, one.n) for one in found if one.n is not None}, key=repr)
    assert told and any(one.n is None for one in found)
    for one in told:
        assert one.n == _count(units, one.box) >= 5, "a told number is true, and not small"
    calendar = days(cuts_of(one.box for one in told))
    every = {"start": calendar, "end": calendar, "team": TEAMS, "why": REASONS}
    every |= {"class": tuple(CLASSES)}
    axes = {axis for table in tables for axis in table}
    attacker = Attacker(units[0].counted, {k: v for k, v in every.items() if k in axes}, told)
    hidden = {one.box for one in found if one.n is None}
    targets = [box for box in {*hidden, *elementary(attacker, tables)} if _count(units, box) < 5]
    for target, (low, high) in zip(targets, attacker.bounds(targets), strict=True):
        assert low <= _count(units, target) <= high
        assert high - low >= 5, (target, low, high)


def _count(units: Sequence[Unit], box: Box) -> int:
    return sum(inside(unit, box) for unit in units)


def _town(random: Random, n: int) -> list[Course]:
    first = date(2025, 6, 1)
    return [
        Course(
            f"R-{number}",
            first + timedelta(days=random.randrange(200)),
            random.choices(list(CLASSES.values()), [4, 6, 8, 2, 1, 3])[0],
            team=random.choices(TEAMS, [3, 2])[0],
            why=random.choices(REASONS, [5, 3, 1])[0],
        )
        for number in range(n)
    ]


def _family_units(town: Sequence[Course]) -> list[Unit]:
    """A course begins with its first rating, a week before each further one."""
    return [
        Unit(
            "families",
            {
                "start": one.ended - timedelta(days=7 * len(one.scores)),
                "end": one.ended,
                "team": one.team,
                "why": one.why,
            },
        )
        for one in town
    ]


def _person_units(town: Sequence[Course]) -> list[Unit]:
    names = {scores: name for name, scores in CLASSES.items()}
    return [
        Unit("persons", {"end": one.ended, "team": one.team, "class": names[one.scores]})
        for one in town
    ]


def _north(site: Site) -> UUID:
    return next(team.team_id for team in site.teams if team.name == "Nord")


def _families(
    snapshot: Snapshot, period: Period, scope: dict[str, set[str]]
) -> Iterator[Published]:
    first, last = period.first_day, period.last_day
    within = Span(first, last)
    sides = {
        "started": {"start": within},
        "ended": {"end": within},
        "active_first": {"start": Span(None, first - DAY), "end": Span(first, None)},
        "active_last": {"start": Span(None, last), "end": Span(last + DAY, None)},
        "served": {"start": Span(None, last), "end": Span(first, None)},
        "started_year": {"start": Span(date(last.year, 1, 1), last)},
    }
    blocks = {block["key"]: block for block in json.loads(snapshot.figures_text)["blocks"]}
    for one in blocks["families"]["spreads"]:
        yield Published(box_of("families", {**sides[one["key"]], **scope}), one["total"])
    for one in blocks["endings"]["spreads"]:
        box = {**sides["ended"], **scope}
        yield Published(box_of("families", box), one["total"])
        for cell in one["cells"] if one["key"] == "reasons" else ():
            if cell["key"] in REASONS:
                yield Published(box_of("families", {**box, "why": {cell["key"]}}), cell["n"])
    for one in blocks["reach"]["spreads"]:
        if one["key"] in ("team", "service"):
            yield Published(box_of("families", {**sides["served"], **scope}), one["total"])


def _persons(snapshot: Snapshot, period: Period, scope: dict[str, set[str]]) -> Iterator[Published]:
    ended = {"end": Span(period.first_day, period.last_day), **scope}
    rated_twice = set(CLASSES) - {""}
    whole = box_of("persons", {**ended, "class": rated_twice})
    once = box_of("persons", {**ended, "class": {""}})
    parts = {
        "improved_share": {"recovered", "improved"},
        "worse_share": {"deteriorated", "harmed"},
    }
    blocks = {block["key"]: block for block in json.loads(snapshot.figures_text)["blocks"]}
    classes = next(one for one in blocks["change"]["spreads"] if one["key"] == "classes")
    yield Published(whole, classes["total"])
    yield Published(once, classes["missing"])
    for cell in classes["cells"]:
        yield Published(box_of("persons", {**ended, "class": {cell["key"]}}), cell["n"])
    for one in blocks["change"]["estimates"]:
        yield Published(whole, one["n"])
        yield Published(once, one["missing"])
        if one["key"] in parts:
            share, n = one["value"], one["n"]
            told = None if share is None or n is None else round(share * n)
            yield Published(box_of("persons", {**ended, "class": parts[one["key"]]}), told)


@dataclass(frozen=True)
class Files:
    """Everything that leaves a review, in texts that can be compared."""

    json: str
    pdf: str
    pdf_data: bytes
    slides: dict[str, bytes]
    document: str
    charts: str


def _files(site: Site, review_id: UUID) -> Files:
    snapshot = opened(site, review_id)
    document = of_snapshot(snapshot, "da")
    parts = [part for section in document.sections for part in section.parts]
    content = {kind: review_files.content(snapshot, kind)[1] for kind in review_files.KINDS}
    pages = PdfReader(io.BytesIO(content["pdf"])).pages
    return Files(
        content["json"].decode(),
        "\n".join(page.extract_text() for page in pages),
        content["pdf"],
        _unpacked(content["pptx"]),
        repr(document),
        repr([panel(part, LIGHT) for part in parts]),
    )


def _unpacked(data: bytes, place: str = "") -> dict[str, bytes]:
    """Every file in a package, and in the workbooks behind its charts."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            inner = package.read(name)
            found[place + name] = inner
            if name.endswith(".xlsx"):
                found |= _unpacked(inner, f"{place}{name}/")
    return found


@pytest.fixture
def ready(_ready: Ready) -> Ready:
    return _ready


def test_what_is_hidden_leaves_no_trace_in_any_file(ready: Ready, tmp_path: Path) -> None:
    """Two towns that differ in hidden numbers only: 12, 9, 4 and 12, 10, 3 by reason of ending.
    Every file is the same, to the byte: nothing in it depends on what is not told."""
    made = []
    for name, small in (("one", 4), ("other", 3)):
        site = _copy_of(ready, tmp_path / f"{name}.duckdb")
        tell(site, _endings(12, 13 - small, small))
        review_id = compute(site, make_series(site), Q4).review_id
        made.append((_files(site, review_id), opened(site, review_id)))
        site.ctx.database.close()
    (one, first), (other, second) = made
    told = {cell.key: cell.n for cell in _reasons(first)}
    assert told == {cell.key: cell.n for cell in _reasons(second)}
    assert told["goals_reached"] == 12, "something of the table is told"
    assert told["moved"] is None and told["family_stopped"] is None
    assert one == other


def _endings(goals: int, stopped: int, moved: int) -> list[Course]:
    day, scores = date(2025, 11, 20), ("12.0", "20.0")
    return [
        *courses(goals, day, *scores),
        *courses(stopped, day, *scores, first=40, why="family_stopped"),
        *courses(moved, day, *scores, first=80, why="moved"),
    ]


def _reasons(snapshot: Snapshot) -> Sequence[object]:
    endings = next(block for block in snapshot.figures.blocks if block.key == "endings")
    return next(one for one in endings.spreads if one.key == "reasons").cells


def _copy_of(ready: Ready, path: Path) -> Site:
    shutil.copyfile(ready.furnished, path)
    ctx = wiring.build(_settings(path))
    return _moved_in(ready.site, replace(ctx, clock=lambda: NOON))


def test_the_same_town_corrected_tells_both_versions_only_where_five_changed(site: Site) -> None:
    """Every number of a later version is an earlier one's, or at least five away from it."""
    tell(site, _endings(12, 9, 4))
    series = make_series(site)
    first = opened(site, compute(site, series, Q4).review_id)
    tell(site, courses(3, date(2025, 11, 20), "12.0", "20.0", first=200))
    second = opened(site, compute(site, series, Q4).review_id)
    tell(site, courses(4, date(2025, 11, 20), "12.0", "20.0", first=300))
    third = opened(site, compute(site, series, Q4).review_id)
    assert _numbers(first) == _numbers(second), "three more families: nothing is told of them"
    steps = {
        abs(n - was)
        for key, n in _numbers(third).items()
        if (was := _numbers(first).get(key)) is not None and n is not None
    }
    assert max(steps) == 7, "seven more: told together"
    assert not steps & {1, 2, 3, 4}


def _numbers(snapshot: Snapshot) -> dict[str, int | None]:
    return {
        f"{block.key}/{one.key}/{cell.key}": cell.n
        for block in snapshot.figures.blocks
        for one in block.spreads
        for cell in one.cells
    } | {
        f"{block.key}/{one.key}": one.total
        for block in snapshot.figures.blocks
        for one in block.spreads
    }


def test_no_file_of_a_review_holds_a_person_or_the_name_of_the_machine(site: Site) -> None:
    tell(site, [replace(one, case=f"HEMMELIG-{one.case}") for one in _endings(12, 9, 6)])
    review_id = compute(site, make_series(site), Q4).review_id
    review_compute.release(site.ctx, site.actors["project"], review_id)
    assert review_read.open(site.ctx, site.actors["steering"], review_id)
    found = _files(site, review_id)
    everything = [found.json, found.pdf, found.document, found.charts]
    everything += [data.decode("utf-8", "replace") for data in found.slides.values()]
    everything += [*found.slides, found.pdf_data.decode("latin-1")]
    names = [name for name in site.usernames.values() if name != "administrator"]
    looked_for = ["HEMMELIG", str(Path.home()), *names]
    for text in everything:
        for secret in looked_for:
            assert not re.search(rf"\b{re.escape(secret)}\b", text), secret
