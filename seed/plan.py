"""The story of each demo family, told before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from fit_tracker.domain.people import MemberRole
from seed.calendar import SET_UP, WINDOW, backwards, last_day
from seed.courses import ACTIVE, EARLIER, ENDED, Kind, Twist, dealt
from seed.households import Person, household
from seed.voices import Voice, voices

SEED = "prøvekommune-1"
PAIRS = ((0, 1), (2, 3), (0, 2), (1, 3), (0, 3), (1, 2))
COMING_OF_AGE = 4
FIRST_EARLIER = 1000


@dataclass(frozen=True)
class Story:
    """One episode of one family. `returns` is the family's earlier story, if any."""

    number: int
    kind: Kind
    people: tuple[Person, ...]
    voices: tuple[Voice, ...]
    days: tuple[date, ...]
    started_on: date
    ended_on: date | None
    service: str
    team: int
    pair: tuple[int, int]
    returns: int | None = None

    def rng(self, purpose: str) -> Random:
        """A generator of its own, so that no story depends on another's."""
        return Random(f"{SEED}-{self.number}-{purpose}")


def stories(until: date) -> list[Story]:
    """All stories, oldest start first."""
    rng = Random(SEED)
    kinds = dealt(rng, ENDED) + dealt(rng, ACTIVE)
    found = [_story(number, kind, until) for number, kind in enumerate(kinds)]
    found = _come_of_age(found)
    found += _returns(rng, found, until)
    return sorted(found, key=lambda story: (story.started_on, story.number))


def earlier(until: date) -> list[Story]:
    """Courses that had ended when the tool was set up."""
    kinds = dealt(Random(f"{SEED}-earlier"), EARLIER)
    found = [_story(FIRST_EARLIER + turn, kind, until - SET_UP) for turn, kind in enumerate(kinds)]
    return sorted(found, key=lambda story: (story.started_on, story.number))


def _story(number: int, kind: Kind, until: date) -> Story:
    rng = Random(f"{SEED}-{number}")
    ended = kind.end is not None
    last = last_day(rng, until, ended=ended, quiet=kind.twist is Twist.QUIET)
    earliest = until - WINDOW + timedelta(days=14)
    days = tuple(backwards(rng, last, rng.randint(*kind.slots), earliest))
    start = days[0] - timedelta(days=rng.randint(2, 12))
    people = household(rng, number, start.year)
    if kind.twist in (Twist.PARENTS_DISAGREE, Twist.CHILD_DISAGREES):
        people = household(rng, 0, start.year)
    # Families of a team go round its pairs, so that everybody has about as many.
    team, turn = number % 3, number // 3
    return Story(
        number,
        kind,
        people,
        voices(rng, kind, people, start.year),
        days,
        start,
        days[-1] + timedelta(days=rng.randint(0, 7)) if ended else None,
        _service(rng, people, start.year, len(days)),
        team,
        PAIRS[turn % len(PAIRS)],
    )


def _service(rng: Random, people: tuple[Person, ...], year: int, visits: int) -> str:
    ages = [year - person.birth_year for person in people if person.is_child]
    choices = ["N02", "N02", "N02", "N02", "N02", "N06"]
    if visits <= 6:
        choices += ["N13", "N17", "N01"]
    elif visits <= 10:
        choices += ["N01", "N01"]
    if min(ages) >= 13:
        choices += ["N03", "N04"]
    if any(9 <= age <= 12 for age in ages) and visits <= 11:
        choices += ["N15"]
    if min(ages) <= 1:
        choices += ["N16", "N16"]
    if min(ages) <= 4:
        choices += ["N07", "N07"]
    return rng.choice(choices)


def _come_of_age(found: list[Story]) -> list[Story]:
    """Let a few children turn 13, and one turn 6, at a new year inside their course."""
    ages = [13] * COMING_OF_AGE + [6]
    result = []
    for story in found:
        birthday = _new_year(story)
        place = _child(story, ages[0]) if ages and birthday else None
        if place is None or birthday is None:
            result.append(story)
            continue
        born = replace(story.people[place], birth_year=birthday - ages.pop(0))
        people = (*story.people[:place], born, *story.people[place + 1 :])
        result.append(replace(story, people=people))
    return result


def _new_year(story: Story) -> int | None:
    """The year that begins with at least three visits on either side."""
    if len(story.days) < 6 or story.days[2].year == story.days[-3].year:
        return None
    return story.days[-3].year


def _child(story: Story, age: int) -> int | None:
    low, high = (9, 12) if age == 13 else (3, 5)
    for place, person in enumerate(story.people):
        years = story.started_on.year - person.birth_year
        if person.role is MemberRole.CHILD and low <= years <= high:
            return place
    return None


def _returns(rng: Random, found: list[Story], until: date) -> list[Story]:
    """A few families come back some months after their first course ended."""
    early = [s for s in found if s.ended_on and (until - s.ended_on).days > 200]
    again = dealt(rng, tuple(replace(kind, count=1) for kind in (ACTIVE[1], ACTIVE[2], ENDED[0])))
    chosen = rng.sample(early, len(again))
    return [
        _again(story, kind, len(found) + place, until)
        for place, (story, kind) in enumerate(zip(chosen, again, strict=True))
    ]


def _again(story: Story, kind: Kind, number: int, until: date) -> Story:
    rng = Random(f"{SEED}-{number}")
    assert story.ended_on is not None
    last = until - timedelta(days=rng.randint(2, 12) if kind.end is None else 20)
    days = tuple(backwards(rng, last, 6, story.ended_on + timedelta(days=60)))
    return replace(
        story,
        number=number,
        kind=kind,
        voices=voices(rng, kind, story.people, days[0].year),
        days=days,
        started_on=days[0] - timedelta(days=4),
        ended_on=days[-1] + timedelta(days=5) if kind.end else None,
        returns=story.number,
    )
