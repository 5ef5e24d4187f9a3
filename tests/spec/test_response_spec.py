"""The drawn tables of what happens after a flag, run."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from fit_tracker.domain.responses import (
    CONVENTION,
    Origin,
    Severity,
    Standing,
    State,
    Step,
    StepRefused,
    after,
    due_after,
    possible,
    standing,
)
from fit_tracker.progression.status import Level, ReasonCode
from fit_tracker.services.context import Context
from fit_tracker.services.response_change import Held
from fit_tracker.services.response_raise import nearer, severity_of
from tests.factories import on_day
from tests.spec.responses import DEADLINES, FURTHER, SEVERITIES, STANDINGS, STATES, day, rows


@pytest.mark.parametrize("row", rows(STATES), ids=lambda row: row[0])
def test_steps(row: list[str]) -> None:
    step = Step(row[0])
    for state, leads_to in zip(STATES.splitlines()[0].split()[1:], row[1:], strict=True):
        assert (step in possible(State(state))) is (leads_to != "-" and row[0] != "flag_added")
        if leads_to != "-":
            assert after(State(state), step) is State(leads_to)
            continue
        with pytest.raises(StepRefused):
            after(State(state), step)


def test_every_step_is_drawn() -> None:
    assert {row[0] for row in rows(STATES)} == set(Step) - {Step.RAISE}


@pytest.mark.parametrize("row", rows(SEVERITIES), ids=lambda row: row[0])
def test_severities(row: list[str]) -> None:
    assert severity_of([ReasonCode(row[0])]) is Severity(row[1])
    both = severity_of([ReasonCode.ALLIANCE_DROP, ReasonCode(row[0])])
    assert both is Severity(row[1]), "the most serious decides"


def test_every_flag_is_drawn() -> None:
    asking = {code.value for code in ReasonCode if code.level is Level.ATTENTION}
    assert {row[0] for row in rows(SEVERITIES)} == asking


@pytest.mark.parametrize("row", rows(DEADLINES), ids=" ".join)
def test_deadlines(row: list[str]) -> None:
    step, severity, on, due = row
    expected = None if due == "unchanged" else day(due)
    assert due_after(Step(step), Severity(severity), day(on), CONVENTION) == expected


@pytest.mark.parametrize("row", rows(FURTHER), ids=" ".join)
def test_a_further_flag(ctx: Context, row: list[str]) -> None:
    state, severity, due, another, on, then, then_due = row
    held = replace(HELD, state=State(state), severity=Severity(severity), due_on=day(due))
    found = nearer(on_day(ctx, day(on)), held, Severity(another), CONVENTION)
    assert (found.severity, found.due_on) == (Severity(then), day(then_due))
    assert found.state is held.state


@pytest.mark.parametrize("row", rows(STANDINGS), ids=" ".join)
def test_standings(row: list[str]) -> None:
    state, due, today, expected = row
    assert standing(State(state), day(due), day(today)) is Standing(expected)


HELD = Held(
    response_id=uuid4(),
    family_id=uuid4(),
    episode_id=uuid4(),
    origin=Origin.FLAG,
    severity=Severity.HIGH,
    state=State.NEW,
    raised_on=day("01-03-2025"),
    why="",
    agreed_with="",
    owner_id=None,
    taken_at=None,
    contacted_on=None,
    decided_on=None,
    due_on=day("02-03-2025"),
    closed_at=None,
    closed_on=None,
    closed_by=None,
    result=None,
    result_reason="",
    revision=1,
)
