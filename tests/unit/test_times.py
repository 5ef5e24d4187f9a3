"""A stored time is UTC; people read it on the clock of the house, also around midnight."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from fit_tracker.domain.times import clock, local_day

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def in_denmark(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Copenhagen")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_denmark")
@pytest.mark.parametrize(
    ("stored", "day", "at"),
    [
        (datetime(2026, 1, 14, 22, 59), date(2026, 1, 14), "23.59"),
        (datetime(2026, 1, 14, 23, 0), date(2026, 1, 15), "00.00"),
        (datetime(2026, 7, 14, 21, 59), date(2026, 7, 14), "23.59"),
        (datetime(2026, 7, 14, 22, 30), date(2026, 7, 15), "00.30"),
    ],
)
def test_the_day_is_that_of_the_house(stored: datetime, day: date, at: str) -> None:
    assert (local_day(stored), clock(stored)) == (day, at)


def test_no_day_is_cut_out_of_a_stored_time() -> None:
    """`stored.locked_at.date()` would be the day in Greenwich."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in ("fit_tracker", "pages")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr == "date"
        and isinstance(node.value, ast.Attribute)
        and node.value.attr.endswith("_at")
    ]
    assert not found
