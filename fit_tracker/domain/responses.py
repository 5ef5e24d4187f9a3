"""What is done about a family that needs action: states, steps, deadlines, results.

A response begins with a flag (or an acute entry) and ends with a result. Between them it
always has a state and a day by which something is due, and from the first step an owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Origin(StrEnum):
    FLAG = "flag"
    ACUTE = "acute"


class Severity(StrEnum):
    """How soon something must happen; acute entries are always acute."""

    ACUTE = "acute"
    HIGH = "high"
    ORDINARY = "ordinary"


class State(StrEnum):
    NEW = "new"
    TAKEN = "taken"
    WAITING = "waiting"
    CLOSED = "closed"


class Standing(StrEnum):
    """A state as people sort by it: overdue is a state whose day has passed."""

    OVERDUE = "overdue"
    NEW = "new"
    TAKEN = "taken"
    WAITING = "waiting"
    CLOSED = "closed"


class Step(StrEnum):
    """What a person (or, for RAISE and FLAG_ADDED, a rule) does with a response."""

    RAISE = "raise"
    FLAG_ADDED = "flag_added"
    TAKE = "take"
    HAND_ON = "hand_on"
    GIVE_BACK = "give_back"
    SET_DEADLINE = "set_deadline"
    CONTACT = "contact"
    DECIDE = "decide"
    FAMILY_WORDS = "family_words"
    LOOK_AGAIN = "look_again"
    RESUME = "resume"
    CLOSE = "close"
    REOPEN = "reopen"


class Decision(StrEnum):
    """What was decided together with the practitioners; several may stand together."""

    RAISE_INTENSITY = "raise_intensity"
    CHANGE_APPROACH = "change_approach"
    TALK_ABOUT_ALLIANCE = "talk_about_alliance"
    NETWORK_MEETING = "network_meeting"
    SUPERVISION = "supervision"
    SAFETY_PLAN = "safety_plan"
    CHANGE_OF_SERVICE = "change_of_service"
    CASEWORKER_INFORMED = "caseworker_informed"
    NO_ACTION = "no_action"


class Result(StrEnum):
    """How a response ended. A false alarm with its reason is a respectable result."""

    BACK_ON_TRACK = "back_on_track"
    HELP_CHANGED = "help_changed"
    OTHER_HELP = "other_help"
    EPISODE_ENDED = "episode_ended"
    CHILD_PLACED = "child_placed"
    FALSE_ALARM = "false_alarm"
    OTHER = "other"


RESULTS_WITH_REASON = frozenset({Result.FALSE_ALARM, Result.OTHER})
DECISIONS_WITH_REASON = frozenset({Decision.NO_ACTION})

_OPEN = frozenset({State.TAKEN, State.WAITING})
TRANSITIONS: dict[Step, tuple[frozenset[State], State | None]] = {
    # Step: the states it may be done in, and the state it leads to (None: it stays).
    Step.FLAG_ADDED: (frozenset({State.NEW, *_OPEN}), None),
    Step.TAKE: (frozenset({State.NEW}), State.TAKEN),
    Step.HAND_ON: (_OPEN, None),
    Step.GIVE_BACK: (_OPEN, State.NEW),
    Step.SET_DEADLINE: (frozenset({State.NEW, *_OPEN}), None),
    Step.CONTACT: (_OPEN, None),
    Step.DECIDE: (_OPEN, State.TAKEN),
    Step.FAMILY_WORDS: (frozenset({State.NEW, *_OPEN}), None),
    Step.LOOK_AGAIN: (_OPEN, State.WAITING),
    Step.RESUME: (frozenset({State.WAITING}), State.TAKEN),
    Step.CLOSE: (_OPEN, State.CLOSED),
    Step.REOPEN: (frozenset({State.CLOSED}), State.TAKEN),
}


class StepRefused(Exception):
    """The step does not belong to the state the response is in."""

    def __init__(self, step: Step, state: State) -> None:
        super().__init__(f"{step} is not possible in state {state}")
        self.step, self.state = step, state


def after(state: State, step: Step) -> State:
    """The state a step leads to; raises StepRefused where the step does not belong."""
    allowed, leads_to = TRANSITIONS[step]
    if state not in allowed:
        raise StepRefused(step, state)
    return state if leads_to is None else leads_to


def possible(state: State) -> list[Step]:
    """The steps a person may choose in this state, in the order of the enum."""
    by_rule = (Step.FLAG_ADDED,)
    return [s for s, (allowed, _) in TRANSITIONS.items() if state in allowed and s not in by_rule]


@dataclass(frozen=True)
class Deadlines:
    """Calendar days from one step to the next, by severity; holidays are not counted out.

    `take`: from the flag until somebody owns it. `decide`: from taken to the decision.
    `follow`: from the decision until it is looked at again or closed.
    """

    take: dict[Severity, int]
    decide: dict[Severity, int]
    follow: dict[Severity, int]


CONVENTION = Deadlines(
    take={Severity.ACUTE: 0, Severity.HIGH: 1, Severity.ORDINARY: 3},
    decide={Severity.ACUTE: 1, Severity.HIGH: 3, Severity.ORDINARY: 7},
    follow={Severity.ACUTE: 7, Severity.HIGH: 14, Severity.ORDINARY: 28},
)
"""The tool's own convention, without evidence; each service sets its own."""


def due_after(step: Step, severity: Severity, day: date, deadlines: Deadlines) -> date | None:
    """The day something is due next, counted from the day of the step; None: unchanged."""
    found = {
        Step.RAISE: deadlines.take,
        Step.GIVE_BACK: deadlines.take,
        Step.TAKE: deadlines.decide,
        Step.REOPEN: deadlines.decide,
        Step.RESUME: deadlines.decide,
        Step.DECIDE: deadlines.follow,
    }.get(step)
    return None if found is None else day + timedelta(days=found[severity])


def standing(state: State, due_on: date, today: date) -> Standing:
    """Overdue the day after the due day, never on it."""
    if state is not State.CLOSED and today > due_on:
        return Standing.OVERDUE
    return Standing(state.value)
