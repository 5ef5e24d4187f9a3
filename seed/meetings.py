"""What the demo's practitioners do about their meetings: agree a day, hold it, note it.

Every other Monday each team goes through what is late and what comes. Most follow-ups are held in
time, some late, a few are dropped with a reason, and a few are left lying, as in any team.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from fit_tracker.domain.people import Actor
from fit_tracker.services import meeting_lists, meetings
from fit_tracker.services.context import Context
from fit_tracker.services.meeting_lists import MeetingRow
from seed.accounts import Staff
from seed.calendar import open_day
from seed.plan import SEED

MONDAY = 0
LOOK_AHEAD = timedelta(days=28)
LEFT_LYING, DROPPED, OWN_RHYTHM, UNDECIDED = 0.12, 0.05, 0.15, 0.3
FOUND_AT_LAST = timedelta(days=25)
TIMES = ("09:00", "09:30", "10:30", "13:00", "14:15", "15:30")
WHY_DROPPED = (
    "Aflyst af rådgiver; emnerne tages med på næste møde",
    "Familien var syg, og der er aftalt telefonmøde i stedet",
)
RHYTHMS = (
    (3, "Aftalt på mødet: der sker meget lige nu"),
    (4, "Aftalt med familien og rådgiver; skolen er med"),
    (6, "Det går roligt, og alle er enige om et halvt år"),
)


def on_day(ctx: Context, staff: Staff, day: date) -> None:
    """The teams' fortnightly round, and once a month the rhythms that nobody has decided."""
    if day.weekday() == MONDAY and day.isocalendar().week % 2 == 0:
        _round(ctx, staff, day)
        if day.isocalendar().week % 4 == 0:
            for leader in staff.leaders:
                _decide_rhythms(ctx, leader, day)


def once(ctx: Context, staff: Staff, last: date) -> None:
    """The last morning: what was held until the day before yesterday is noted."""
    _round(ctx, staff, last - timedelta(days=1))


def _round(ctx: Context, staff: Staff, day: date) -> None:
    for team, leader in zip(staff.practitioners, staff.leaders, strict=True):
        named = {actor.display_name: actor for actor in team}
        for row in meetings.coming(ctx, leader, day + LOOK_AHEAD):
            actor = next((named[n] for n in row.practitioners if n in named), leader)
            _work(ctx, actor, row, day)


def _work(ctx: Context, actor: Actor, row: MeetingRow, day: date) -> None:
    rng = Random(f"{SEED}-meetings-{row.case_number}-{row.kind}-{row.sequence}")
    forgotten = rng.random() < LEFT_LYING and day - row.on < FOUND_AT_LAST
    if forgotten:
        return
    if row.planned_on is None:
        _agree(ctx, actor, row, day, rng)
    elif row.planned_on < day:
        _close(ctx, actor, row, rng)


def _agree(ctx: Context, actor: Actor, row: MeetingRow, day: date, rng: Random) -> None:
    """A day before the deadline where there is one, or else one soon."""
    latest = row.due_on if row.due_on > day + timedelta(days=4) else day + timedelta(days=12)
    wanted = open_day(latest - timedelta(days=rng.randint(0, 5)))
    if wanted > day:
        meetings.agree(ctx, actor, row.meeting_id, wanted, rng.choice(TIMES))


def _close(ctx: Context, actor: Actor, row: MeetingRow, rng: Random) -> None:
    assert row.planned_on is not None
    rng.random()
    if rng.random() < DROPPED:
        meetings.drop(ctx, actor, row.meeting_id, rng.choice(WHY_DROPPED))
        return
    meetings.hold(ctx, actor, row.meeting_id, row.planned_on)
    if rng.random() < OWN_RHYTHM:
        months, reason = rng.choice(RHYTHMS)
        meetings.decide_rhythm(ctx, actor, row.episode_id, months, reason)


def _decide_rhythms(ctx: Context, leader: Actor, day: date) -> None:
    """After a first follow-up whose service says no more; some wait a month for it."""
    for row in meeting_lists.undecided(ctx, leader):
        rng = Random(f"{SEED}-rhythm-{row.case_number}-{day}")
        if rng.random() >= UNDECIDED:
            months, reason = rng.choice(RHYTHMS)
            meetings.decide_rhythm(ctx, leader, row.episode_id, months, reason)
