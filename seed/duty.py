"""What the emergency family team and the leaders do each weekday: nothing flagged is left alone.

A weekday's routine at three o'clock: close what belongs to courses that ended, take what is
new, call the family, decide with its practitioners, look again, and close with a result. In
the last days of the demo they are a little behind, so that the queue shows every standing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import Decision, Origin, Result, Severity, State
from fit_tracker.services import families, responses
from fit_tracker.services.context import Context
from fit_tracker.services.responses import QueueRow
from seed.accounts import Staff
from seed.plan import SEED
from seed.words import ACUTE, AGREED, FALSE_ALARMS, FAMILY_SAID, NOTHING_NOW

BY_LEADER = 0.3
FALSE = 0.35
WORDS = 0.4
ACUTE_A_DAY = 0.012
BEHIND = 11
ROUNDS = timedelta(days=35)


@dataclass(frozen=True)
class Due:
    """A response that asks for somebody, with what decides the next step."""

    response_id: UUID
    case_number: str
    team_id: UUID
    origin: Origin
    severity: Severity
    state: State
    raised_on: date
    due_on: date
    contacted_on: date | None
    decided_on: date | None
    episode_ended_on: date | None
    revision: int


@dataclass
class Case:
    """A response in the hands of somebody; `revision` follows what they do."""

    ctx: Context
    actor: Actor
    row: Due
    revision: int

    def do(self, step: Callable[..., None], *values: Any) -> None:
        step(self.ctx, self.actor, self.row.response_id, self.revision, *values)
        self.revision += 1


def on_day(ctx: Context, staff: Staff, day: date, left: int) -> None:
    """The routine of one weekday; `left` is how many days the demo still has."""
    rng = Random(f"{SEED}-duty-{day}")
    if rng.random() < ACUTE_A_DAY:
        bring_in(ctx, staff, rng)
    for row in _to_do(ctx, day):
        if not _left_alone(row, day, left):
            _work(Case(ctx, _who(staff, row), row, row.revision), day)


def once(ctx: Context, staff: Staff, last: date) -> None:
    """The last morning: two acute entries, of which one is taken at once."""
    for turn in range(2):
        bring_in(ctx, staff, Random(f"{SEED}-acute-{last}-{turn}"))
    new = [row for row in _to_do(ctx, last) if row.state is State.NEW]
    for row in [row for row in new if row.severity is Severity.ACUTE][1:2]:
        case = Case(ctx, staff.emergency, row, row.revision)
        case.do(responses.take)
        case.do(responses.contact, last)


def bring_in(ctx: Context, staff: Staff, rng: Random) -> None:
    """A leader brings in a family that is not in the queue."""
    queued = {row.family_id for row in _open(ctx, staff.emergency)}
    free = [
        (leader, one.family_id)
        for leader in staff.leaders
        for one in families.search(ctx, leader, "f-2")
        if one.active and one.family_id not in queued
    ]
    if free:
        leader, family_id = rng.choice(free)
        responses.bring_in(ctx, leader, family_id, rng.choice(ACUTE), rng.choice(AGREED))


def _to_do(ctx: Context, day: date) -> list[Due]:
    """Only what the routine decides by: the queue as it is shown costs ten times more."""
    return ctx.database.in_transaction(
        lambda unit: unit.all(Due, "responses/to_do", day=_next(day))
    )


def _flags(case: Case) -> list[tuple[str, bool]]:
    """The flags of the case: code, and whether it still stands; those that stand first."""
    asked = [case.row.response_id]
    found = case.ctx.database.in_transaction(
        lambda unit: unit.rows("responses/reasons_of", response_ids=asked)
    )
    return [(row[4], row[6]) for row in found]


def _open(ctx: Context, actor: Actor) -> list[QueueRow]:
    rows: list[QueueRow] = []
    more, page = 1, 0
    while more:
        found = responses.queue(ctx, actor, page=page)
        rows, more, page = rows + found.rows, found.more, page + 1
    return rows


def _rng(row: Due) -> Random:
    """How this case goes; the same each day, so that each day does the next of it."""
    return Random(f"{SEED}-case-{row.case_number}-{row.raised_on}")


def _who(staff: Staff, row: Due) -> Actor:
    """Mostly the emergency team; some the family's own leader."""
    leader = staff.leaders[staff.teams.index(row.team_id)]
    return leader if _rng(row).random() < BY_LEADER else staff.emergency


def _left_alone(row: Due, day: date, left: int) -> bool:
    """What stays as it is in the last days: some new, and some past their deadline."""
    if row.state is State.NEW:
        return row.due_on >= day + timedelta(days=left)
    slow = int(row.case_number[-1]) % 3 == 0
    return slow and left <= BEHIND and row.episode_ended_on is None


def _work(case: Case, day: date) -> None:
    row = case.row
    if row.state is State.NEW:
        if not _due_soon(row, day):
            return
        case.do(responses.take)
    if row.episode_ended_on is not None:
        _close_ended(case)
    elif row.state is State.WAITING:
        if row.due_on <= day or row.due_on <= _next(day) - timedelta(days=1):
            _look(case, day)
    else:
        _treat(case, day)


def _due_soon(row: Due, day: date) -> bool:
    patience = _rng(row).choice((0, 1, 2)) if row.severity is Severity.ORDINARY else 0
    return (day - row.raised_on).days >= patience or row.due_on < _next(day)


def _next(day: date) -> date:
    return day + timedelta(days=3 if day.weekday() == 4 else 1)


def _treat(case: Case, day: date) -> None:
    """Call the family, and decide by the deadline: together, on a day that suits."""
    row, rng = case.row, _rng(case.row)
    rng.random()
    called = row.contacted_on is not None
    if not called and (rng.random() < 0.6 or row.state is State.TAKEN):
        case.do(responses.contact, day)
        if rng.random() < WORDS:
            case.do(responses.family_words, rng.choice(FAMILY_SAID))
    elif called and (row.due_on <= _next(day) or rng.random() < 0.3):
        _decide(case, day, rng)


def _decide(case: Case, day: date, rng: Random) -> None:
    row = case.row
    if row.origin is Origin.FLAG and row.decided_on is None and rng.random() < FALSE:
        case.do(responses.close, Result.FALSE_ALARM, rng.choice(FALSE_ALARMS))
        return
    chosen = _chosen(case, rng)
    hours = Decimal(rng.choice((3, 4, 6, 8, 10))) if Decision.RAISE_INTENSITY in chosen else None
    text = rng.choice(NOTHING_NOW) if Decision.NO_ACTION in chosen else ""
    case.do(responses.decide, chosen, text, hours)
    ahead = {Severity.ACUTE: 7, Severity.HIGH: 14, Severity.ORDINARY: 21}[row.severity]
    case.do(responses.look_again, day + timedelta(days=ahead))


_BY_CODE: dict[str, tuple[tuple[Decision, ...], ...]] = {
    "alliance_drop": ((Decision.TALK_ABOUT_ALLIANCE,),),
    "ratings_missing": ((Decision.TALK_ABOUT_ALLIANCE,), (Decision.CHANGE_APPROACH,)),
    "no_change_after_n": (
        (Decision.CHANGE_APPROACH,),
        (Decision.SUPERVISION,),
        (Decision.CHANGE_APPROACH, Decision.NETWORK_MEETING),
        (Decision.CHANGE_OF_SERVICE, Decision.CASEWORKER_INFORMED),
        (Decision.NO_ACTION,),
    ),
}
# The most serious of the flags decides, as in the queue.
_ORDER = (
    "most_falling", "worsening_persists", "worsening_twice", "expected_risk",
    "no_change_after_n", "alliance_below_cut_off", "alliance_drop", "ratings_missing",
)  # fmt: skip
_WORSE: tuple[tuple[Decision, ...], ...] = (
    (Decision.RAISE_INTENSITY,),
    (Decision.RAISE_INTENSITY, Decision.NETWORK_MEETING),
    (Decision.CHANGE_APPROACH, Decision.SUPERVISION),
    (Decision.RAISE_INTENSITY, Decision.CASEWORKER_INFORMED),
    (Decision.NO_ACTION,),
)


def _chosen(case: Case, rng: Random) -> list[Decision]:
    if case.row.severity is Severity.ACUTE:
        return [Decision.SAFETY_PLAN, Decision.RAISE_INTENSITY, Decision.CASEWORKER_INFORMED]
    codes = {code for code, _ in _flags(case)}
    first = next((code for code in _ORDER if code in codes), "")
    return list(rng.choice(_BY_CODE.get(first, _WORSE)))


def _look(case: Case, day: date) -> None:
    """Nothing stands any more: close it. Otherwise once more, and then with what was changed."""
    row = case.row
    if not any(stands for _, stands in _flags(case)):
        result = Result.HELP_CHANGED if row.origin is Origin.ACUTE else Result.BACK_ON_TRACK
        case.do(responses.close, result)
    elif day - row.raised_on > ROUNDS:
        case.do(responses.close, _rng(row).choice((Result.HELP_CHANGED, Result.OTHER_HELP)))
    else:
        case.do(responses.resume)
        _decide(case, day, Random(f"{SEED}-again-{row.case_number}-{day}"))


def _close_ended(case: Case) -> None:
    """The course is over: say how it went on."""
    view = responses.read(case.ctx, case.actor, case.row.response_id)
    episode = view.family.episode if view.family else None
    placed = episode is not None and episode.end_reason is EndReason.CHILD_PLACED
    case.do(responses.close, Result.CHILD_PLACED if placed else Result.EPISODE_ENDED)
