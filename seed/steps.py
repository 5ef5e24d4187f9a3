"""A story cut into steps, each with the moment at which somebody writes it down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from random import Random

from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.visits import VisitStatus
from seed.courses import Twist
from seed.plan import Story

CANCELLED = 0.085
NO_SHOW = 0.045
OPEN_TODAY = 5


class What(IntEnum):
    """In the order in which they follow on one day."""

    BEGIN = 0
    VISIT = 1
    GOALS = 2
    CHANGE_SERVICE = 3
    MILESTONE = 4
    CORRECT = 5
    END = 6


@dataclass(frozen=True)
class Step:
    """`visit` counts attended visits from 0; `left` is how many slots are still to come."""

    at: datetime
    what: What
    story: Story
    day: date
    visit: int = 0
    left: int = 0
    status: VisitStatus = VisitStatus.ATTENDED
    is_open: bool = False


def steps(story: Story, until: date) -> Iterator[Step]:
    """Everything that is written about one story, in order."""
    rng = story.rng("steps")
    yield Step(_at(story.started_on, 7, story), What.BEGIN, story, story.started_on)
    held: list[date] = []
    for slot, day in enumerate(story.days):
        status = _status(story, slot)
        left = len(story.days) - slot - 1
        yield Step(_at(day, 9, story), What.VISIT, story, day, len(held), left, status)
        if status is VisitStatus.ATTENDED:
            held.append(day)
    if len(held) > 3 and rng.random() < 0.7:
        agreed = held[rng.choice((1, 2))]
        yield Step(_at(agreed, 12, story), What.GOALS, story, agreed)
    if len(held) > 8 and rng.random() < 0.15:
        yield Step(_at(held[6], 12, story), What.CHANGE_SERVICE, story, held[6])
    if len(held) > 4 and rng.random() < 0.25:
        yield Step(_at(held[3], 13, story), What.MILESTONE, story, held[3])
    if len(held) > 4 and story.number % 17 == 3:
        day = min(held[2] + timedelta(days=1), until)
        yield Step(_at(day, 8, story), What.CORRECT, story, day, visit=2)
    if story.ended_on is not None:
        yield Step(_at(story.ended_on, 14, story), What.END, story, story.ended_on)


def _at(day: date, hour: int, story: Story) -> datetime:
    return datetime.combine(day, time(hour, story.number * 7 % 60))


def _status(story: Story, slot: int) -> VisitStatus:
    """Held as a rule; a family that is about to leave stops coming first."""
    if story.kind.end and story.kind.end[0] is EndReason.NEVER_STARTED:
        return VisitStatus.NO_SHOW
    draw = story.rng(f"slot-{slot}").random()
    leaving = story.kind.twist is Twist.LEAVES and slot >= len(story.days) - 2
    if slot and leaving and draw < 0.75:
        return VisitStatus.NO_SHOW if draw < 0.4 else VisitStatus.CANCELLED
    last_words = slot == len(story.days) - 1 and story.kind.end is not None
    if slot == 0 or (last_words and not leaving):
        return VisitStatus.ATTENDED
    if draw < CANCELLED:
        return VisitStatus.CANCELLED
    return VisitStatus.NO_SHOW if draw < CANCELLED + NO_SHOW else VisitStatus.ATTENDED


def present(step: Step, rng: Random) -> list[int]:
    """Who took part. At the first visit everybody meets; somebody always does."""
    if step.status is not VisitStatus.ATTENDED:
        return []
    here = [
        place
        for place, person in enumerate(step.story.people)
        if step.visit == 0 or rng.random() < person.presence
    ]
    return here or [0]


def todays(stories: list[Story], until: date) -> Iterator[Step]:
    """Visits of today whose first half is in and whose alliance is still to come."""
    seen: set[tuple[int, int]] = set()
    for story in stories:
        who = (story.team, story.pair[0])
        gap = (until - story.days[-1]).days
        usable = story.ended_on is None and story.kind.twist is Twist.NONE and gap > 4
        if usable and who not in seen and len(seen) < OPEN_TODAY:
            seen.add(who)
            held = sum(
                _status(story, slot) is VisitStatus.ATTENDED for slot in range(len(story.days))
            )
            at = datetime.combine(until, time(6, 10 + len(seen)))
            yield Step(at, What.VISIT, story, until, held, is_open=True)
