"""Which meetings a course is to have, and when. Every day is counted from the course's start.

The rule is kept with the meeting as "code:number:counted from": nine months after 31-01-2024 is
31-10-2024 however late the meeting before it was held, so that the rhythm never drifts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from fit_tracker.domain.followups import add_months
from fit_tracker.domain.frames import FollowUpRule, Frame
from fit_tracker.domain.meetings import MeetingKind

WEEK = 7


class Because(StrEnum):
    """What made a meeting due."""

    START = "start"  # when the course begins
    FIRST = "first"  # the service's first follow-up
    LATEST = "latest"  # the same, as the latest day allowed
    THEN = "then"  # the service's rhythm
    DECIDED = "decided"  # the rhythm decided in the case
    SESSIONS = "sessions"  # a number of sessions


@dataclass(frozen=True)
class Rule:
    """`number` is months after `counted_from`, or sessions since it."""

    because: Because
    number: int
    counted_from: date

    def __str__(self) -> str:
        return f"{self.because.value}:{self.number}:{self.counted_from.isoformat()}"

    @property
    def months_on(self) -> date:
        return add_months(self.counted_from, self.number)


@dataclass(frozen=True)
class Planned:
    """A meeting to be planned, and the day it is due."""

    kind: MeetingKind
    due_on: date
    rule: Rule


def read_rule(text: str) -> Rule:
    because, number, counted_from = text.split(":")
    return Rule(Because(because), int(number), date.fromisoformat(counted_from))


def at_start(frame: Frame, start: date) -> list[Planned]:
    """The meetings a course begins with, and its first follow-up, as the service's text says."""
    rule = Rule(Because.START, 0, start)
    found = [
        Planned(kind, start, rule)
        for kind, wanted in (
            (MeetingKind.START_UP, frame.start_up_meeting),
            (MeetingKind.NETWORK, frame.network_meeting),
        )
        if wanted
    ]
    first = first_follow_up(frame.follow_up, start)
    return [*found, first] if first else found


def first_follow_up(rule: FollowUpRule, start: date) -> Planned | None:
    """The first one the service states; none is invented."""
    if rule.first_months is None:
        return None
    because = Because.LATEST if rule.first_is_latest else Because.FIRST
    return _follow_up(Rule(because, rule.first_months, start))


def _follow_up(rule: Rule) -> Planned:
    return Planned(MeetingKind.FOLLOW_UP, rule.months_on, rule)


def ahead(rule: FollowUpRule, start: date, today: date) -> Planned | None:
    """The first follow-up from today on, of a course that began before the tool knew it.

    Whether earlier ones were held nobody here knows, so none of them is called overdue. Where
    the service states a first one only and it has passed, the rhythm is for the case to decide.
    """
    first = first_follow_up(rule, start)
    if first is None or first.due_on >= today:
        return first
    return following(first.rule, rule, None, today - timedelta(days=1))


def following(before: Rule, rule: FollowUpRule, rhythm: int | None, after: date) -> Planned | None:
    """The follow-up that comes after one held (or given up) on the day `after`.

    The rhythm decided in the case goes before the service's own; without either there is none.
    A day that has passed is skipped. "At least every n months" also counts from the last one
    held when that was early; otherwise the wait would be longer than the text allows.
    """
    step = rhythm or rule.then_months
    if not step:
        return None
    months = before.number + step
    while add_months(before.counted_from, months) <= after:
        months += step
    because = Because.DECIDED if rhythm else Because.THEN
    found = _follow_up(Rule(because, months, before.counted_from))
    if rhythm is None and rule.then_is_minimum and after < before.months_on:
        return Planned(found.kind, min(found.due_on, add_months(after, step)), found.rule)
    return found


def by_rhythm(
    before: Rule | None, rule: FollowUpRule, start: date, rhythm: int, today: date
) -> Planned | None:
    """The next follow-up when a rhythm is decided today; `before` is the last one behind us."""
    if before is None:
        # Counted on from the service's own first one, or else from the start.
        before = Rule(Because.FIRST, rule.first_months or 0, start)
    return following(before, rule, rhythm, today)


def status_meeting(sessions: int, held: Sequence[date], start: date) -> Planned | None:
    """The status meeting after `sessions` sessions, one session before they are used.

    The text gives no day. It is expected in the place of the session that would come next, at
    the pace of those held so far (a week apart at least): after 7 of 8 that is two steps ahead.
    """
    if len(held) < sessions - 1 or not held:
        return None
    counted = sorted(held)[:sessions]
    gaps = len(counted) - 1
    pace = round((counted[-1] - counted[0]).days / gaps) if gaps else WEEK
    steps = sessions + 1 - len(counted)
    due = counted[-1] + timedelta(days=max(WEEK, pace) * steps)
    return Planned(MeetingKind.STATUS, due, Rule(Because.SESSIONS, sessions, start))
