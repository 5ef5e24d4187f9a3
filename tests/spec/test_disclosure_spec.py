"""The drawn tables of what may be told, run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fit_tracker.evaluation.boxes import Ask, Span, Unit, box_of
from fit_tracker.evaluation.disclosure import protect
from tests.spec.disclosure import REVIEWS, TABLES, Table

FIRST, APRIL, JULY = date(2025, 1, 1), date(2025, 4, 1), date(2025, 7, 1)
DAY = timedelta(days=1)
NORTH = frozenset({"north"})
BOXES = {
    "q1": box_of("families", {"start": Span(FIRST, APRIL - DAY)}),
    "q2": box_of("families", {"start": Span(APRIL, JULY - DAY)}),
    "half_year": box_of("families", {"start": Span(FIRST, JULY - DAY)}),
    "started": box_of("families", {"start": Span(FIRST, APRIL - DAY)}),
    "all_q1": box_of("families", {"start": Span(FIRST, APRIL - DAY)}),
    "north_q1": box_of("families", {"start": Span(FIRST, APRIL - DAY), "team": NORTH}),
    "open_1jan": box_of("families", {"start": Span(None, FIRST - DAY), "end": Span(FIRST, None)}),
    "open_1apr": box_of("families", {"start": Span(None, APRIL - DAY), "end": Span(APRIL, None)}),
}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_one_table(table: Table) -> None:
    rows = [line.split() for line in table.drawing.splitlines()[1:]]
    cells = {name: int(there) for name, there, _ in rows if name != "total"}
    units = [Unit("families", {"class": key}) for key, n in cells.items() for _ in range(n)]
    asked = [Ask(key, box_of("families", {"class": {key}})) for key in cells]
    asked.append(Ask("total", box_of("families", {}), total=True))
    hidden = protect(units, asked, ()).hidden
    assert {name: name not in hidden for name, _, _ in rows} == {
        name: told != "-" for name, _, told in rows
    }
    assert all(there == told for _, there, told in rows if told != "-")


@pytest.mark.parametrize("line", REVIEWS.splitlines()[1:], ids=lambda line: " ".join(line.split()))
def test_one_review_after_another(line: str) -> None:
    before, asked, there, hidden = line.split()
    counts = {name: int(n) for name, n in (pair.split("=") for pair in before.split(","))}
    now = asked.split("=")[0]
    units = _families(counts | {now: int(there)})
    told = protect(units, [_ask(name) for name in counts], ())
    assert {one.box: one.n for one in told.told} == {BOXES[k]: n for k, n in counts.items()}
    found = protect(units, [_ask(now)], told.told)
    assert found.hidden == (set() if hidden == "-" else {hidden})
    assert asked == f"{now}={there}"


def _ask(name: str) -> Ask:
    return Ask(name, BOXES[name], total=True)


def _families(counts: dict[str, int]) -> list[Unit]:
    """As few families as give these counts."""
    if "open_1jan" in counts:
        ended = counts["open_1jan"] + counts["started"] - counts["open_1apr"]
        return [
            *_many(counts["open_1jan"] - ended, FIRST - DAY),
            *_many(ended, FIRST - DAY, end=FIRST + DAY),
            *_many(counts["started"], FIRST),
        ]
    if "north_q1" in counts:
        north = counts["north_q1"]
        return _many(north, FIRST) + _many(counts["all_q1"] - north, FIRST, team="south")
    later = counts.get("half_year", counts["q1"]) - counts["q1"]
    return _many(counts["q1"], FIRST) + _many(later, APRIL)


def _many(n: int, start: date, end: date | None = None, team: str = "north") -> list[Unit]:
    return [Unit("families", {"start": start, "end": end, "team": team}) for _ in range(n)]


def test_every_box_drawn_is_used() -> None:
    assert {name for name in BOXES if name in REVIEWS} == set(BOXES)
