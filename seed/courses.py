"""The kinds of course the demo holds, and how many of each.

The mix is chosen to look like an ordinary service: most families gain, some late, some
lose it again, some leave; between one in six and one in four of those in treatment
need somebody's attention.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from fit_tracker.domain.episodes import EndReason


class Shape(StrEnum):
    """How wellbeing moves while the visits go by."""

    EARLY = "early"
    STEADY = "steady"
    LATE = "late"
    RELAPSE = "relapse"
    FLAT = "flat"
    WORSE = "worse"
    CEILING = "ceiling"


def progress(shape: Shape, visit: float) -> float:
    """Share of the full gain that is there at attended visit `visit` (0 is the first).

    Early and steady gains are linear in log(visit), as in Finch, Lambert & Schaalje
    (2001); the late ones begin after the sixth visit, as in Saunders (2019).
    """
    match shape:
        case Shape.EARLY:
            return min(1.0, math.log1p(visit) / math.log1p(4))
        case Shape.STEADY:
            return min(1.1, math.log1p(visit) / math.log1p(8))
        case Shape.LATE:
            return min(1.0, max(0.0, (visit - 5) / 3))
        case Shape.RELAPSE:
            return min(visit / 3, 1.0) if visit < 6 else max(-0.15, 1 - (visit - 5) * 0.4)
        case Shape.WORSE:
            return -min(1.0, visit / 5)
        case _:
            return 0.0


class Twist(StrEnum):
    """What else there is to say of a course."""

    NONE = ""
    PARENTS_DISAGREE = "parents_disagree"
    CHILD_DISAGREES = "child_disagrees"
    ALLIANCE_DROPS = "alliance_drops"
    RATINGS_STOP = "ratings_stop"
    LEAVES = "leaves"
    QUIET = "quiet"


@dataclass(frozen=True)
class Kind:
    """`count` courses of one sort, with `slots` planned visits (lowest, highest)."""

    count: int
    shape: Shape
    slots: tuple[int, int]
    twist: Twist = Twist.NONE
    end: tuple[EndReason, bool] | None = None


ACTIVE = (
    Kind(10, Shape.FLAT, (1, 3)),
    Kind(11, Shape.EARLY, (4, 6)),
    Kind(9, Shape.EARLY, (7, 14)),
    Kind(5, Shape.STEADY, (9, 13)),
    Kind(4, Shape.LATE, (11, 15)),
    Kind(4, Shape.CEILING, (3, 8)),
    Kind(3, Shape.EARLY, (5, 8), Twist.CHILD_DISAGREES),
    Kind(3, Shape.EARLY, (5, 9), Twist.QUIET),
    Kind(2, Shape.LATE, (8, 8)),
    Kind(2, Shape.FLAT, (9, 13)),
    Kind(2, Shape.WORSE, (5, 8)),
    Kind(2, Shape.RELAPSE, (10, 13)),
    Kind(1, Shape.EARLY, (6, 9), Twist.ALLIANCE_DROPS),
    Kind(1, Shape.EARLY, (6, 9), Twist.RATINGS_STOP),
    Kind(1, Shape.EARLY, (7, 9), Twist.PARENTS_DISAGREE),
)

ENDED = (
    Kind(14, Shape.EARLY, (7, 12), end=(EndReason.GOALS_REACHED, True)),
    Kind(5, Shape.EARLY, (5, 8), end=(EndReason.PLANNED_WITHOUT_GOALS, True)),
    Kind(7, Shape.STEADY, (9, 15), end=(EndReason.GOALS_REACHED, True)),
    Kind(5, Shape.LATE, (11, 16), end=(EndReason.GOALS_REACHED, True)),
    Kind(4, Shape.FLAT, (9, 14), end=(EndReason.PLANNED_WITHOUT_GOALS, True)),
    Kind(3, Shape.FLAT, (8, 12), end=(EndReason.OTHER_SERVICE, True)),
    Kind(2, Shape.WORSE, (6, 10), end=(EndReason.CHILD_PLACED, False)),
    Kind(1, Shape.WORSE, (6, 9), end=(EndReason.OTHER_SERVICE, True)),
    Kind(3, Shape.RELAPSE, (10, 14), end=(EndReason.PLANNED_WITHOUT_GOALS, True)),
    Kind(4, Shape.FLAT, (3, 6), Twist.LEAVES, (EndReason.FAMILY_STOPPED, False)),
    Kind(3, Shape.EARLY, (3, 5), Twist.LEAVES, (EndReason.FAMILY_STOPPED, False)),
    Kind(1, Shape.WORSE, (4, 6), Twist.ALLIANCE_DROPS, (EndReason.FAMILY_STOPPED, False)),
    Kind(2, Shape.EARLY, (3, 8), end=(EndReason.MOVED, False)),
    Kind(2, Shape.CEILING, (4, 7), end=(EndReason.PLANNED_WITHOUT_GOALS, True)),
    Kind(2, Shape.EARLY, (7, 10), Twist.PARENTS_DISAGREE, (EndReason.GOALS_REACHED, True)),
    Kind(1, Shape.FLAT, (1, 1), Twist.LEAVES, (EndReason.NEVER_STARTED, False)),
    Kind(1, Shape.STEADY, (6, 9), end=(EndReason.OTHER, True)),
)

# What the earlier system held: the same courses, three times as many, so that what is
# learned from them fits those that run now.
EARLIER = tuple(replace(kind, count=3 * kind.count) for kind in ENDED)


def dealt(rng: Random, kinds: tuple[Kind, ...]) -> list[Kind]:
    """Each kind as often as it counts, in mixed order."""
    deck = [kind for kind in kinds for _ in range(kind.count)]
    rng.shuffle(deck)
    return deck
