"""What the persons of a demo family answer: a latent score, then items with noise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import RaterKind
from seed.courses import Kind, Shape, Twist, progress
from seed.households import Person

VISIT_NOISE = 1.6
ITEM_NOISE = 0.35
ITEM_BIAS = 0.7
# Good and bad weeks: they last (a share KEPT goes over to the next visit), half of what they
# hold is felt by all in the family, and now and then something BIG happens.
MOOD = 2.2
KEPT = 0.75
BIG = (0.05, 4.0)
LONGEST = 24


@dataclass(frozen=True)
class Voice:
    """One rater about one member: by their place in the household, with a latent course."""

    about: int
    rater: int
    shape: Shape
    intake: float
    gain: float
    bond: tuple[float, float]
    """Alliance at the first visit, and what each visit adds."""
    bias: tuple[float, ...]
    mood: tuple[float, ...]
    """What the weeks add at each visit."""
    tempo: float
    """How fast the course goes: 1 is as its shape is drawn."""

    @property
    def kind(self) -> RaterKind:
        return RaterKind.SELF if self.about == self.rater else RaterKind.CARETAKER

    def outcome(self, visit: int) -> float:
        return self.intake + self.gain * progress(self.shape, visit * self.tempo) + self.mood[visit]

    def alliance(self, visit: int) -> float:
        start, step = self.bond
        return max(20.0, min(39.5, start + step * visit))


def voices(rng: Random, kind: Kind, people: Sequence[Person], year: int) -> tuple[Voice, ...]:
    """Each for themselves; the first adult also about a small child, and about one in
    three of the older ones."""
    shared = _mood(rng)
    cast = [
        _voice(rng, kind, people, number, number, year, shared) for number in range(len(people))
    ]
    for number, person in enumerate(people):
        small = person.is_child and year - person.birth_year < 6
        asked = person.is_child and (kind.twist is Twist.CHILD_DISAGREES or rng.random() < 0.3)
        if small or asked:
            cast.append(_voice(rng, kind, people, number, 0, year, shared))
    return tuple(cast)


def _voice(
    rng: Random,
    kind: Kind,
    people: Sequence[Person],
    about: int,
    rater: int,
    year: int,
    shared: Sequence[float],
) -> Voice:
    young = people[about].is_child and (year - people[about].birth_year < 13 or about != rater)
    shape = _shape(rng, kind, people, about, rater)
    intake, gain = rng.gauss(18.5, 2.8), rng.gauss(11.5, 2.5)
    if young:
        intake, gain = rng.gauss(19.0, 2.0), rng.gauss(15.5, 2.5)
    if shape is Shape.CEILING:
        intake = rng.gauss(35.0, 1.5)
    elif shape is Shape.WORSE:
        intake = rng.gauss(22.0, 1.5)
    bias = tuple(rng.gauss(0, ITEM_BIAS) for _ in range(4))
    mood = tuple(
        (own + all_of) / math.sqrt(2) for own, all_of in zip(_mood(rng), shared, strict=True)
    )
    tempo = math.exp(rng.gauss(0, 0.25))
    return Voice(about, rater, shape, intake, gain, _bond(rng, kind), bias, mood, tempo)


def _mood(rng: Random) -> list[float]:
    """A wave about zero of standard deviation MOOD, from visit to visit (AR(1))."""
    wave, step = [rng.gauss(0, MOOD)], MOOD * math.sqrt(1 - KEPT**2)
    for _ in range(LONGEST):
        often, size = BIG
        much = size if rng.random() < often else 1.0
        wave.append(KEPT * wave[-1] + much * rng.gauss(0, step))
    return wave


def _shape(rng: Random, kind: Kind, people: Sequence[Person], about: int, rater: int) -> Shape:
    """Most of a family moves together; now and then one of them was well all along."""
    if kind.twist is Twist.PARENTS_DISAGREE and about == rater == 1:
        return Shape.WORSE
    if kind.twist is Twist.CHILD_DISAGREES and people[about].is_child and about == rater:
        # Well all along, says the child; the mother has seen a great change.
        return Shape.CEILING
    if about > 0 and kind.twist is Twist.NONE and rng.random() < 0.15:
        return Shape.CEILING
    return kind.shape


def _bond(rng: Random, kind: Kind) -> tuple[float, float]:
    if kind.twist is Twist.ALLIANCE_DROPS:
        return 38.0, -rng.uniform(1.4, 1.8)
    manner = rng.random()
    if manner < 0.35:
        return rng.uniform(38.6, 39.5), 0.0
    if manner < 0.5:
        return rng.uniform(27.0, 31.0), rng.uniform(0.7, 1.2)
    return rng.uniform(33.0, 37.0), rng.uniform(0.1, 0.4)


def answered(
    rng: Random, scale: Instrument, latent: float, bias: Sequence[float] = (0.0,)
) -> dict[str, Decimal]:
    """Items on the scale's own steps whose sum lies near `latent` (a total)."""
    share = (latent + rng.gauss(0, VISIT_NOISE)) / len(scale.items)
    middle = sum(bias) / len(bias)
    values = [
        share + bias[number % len(bias)] - middle + rng.gauss(0, ITEM_NOISE)
        for number in range(len(scale.items))
    ]
    return {
        item.key: on_scale(scale, value) for item, value in zip(scale.items, values, strict=True)
    }


def on_scale(scale: Instrument, value: float) -> Decimal:
    """`value` moved onto the nearest step of the scale and into its range."""
    steps = round((value - float(scale.item_min)) / float(scale.item_step))
    exact = scale.item_min + steps * scale.item_step
    return max(scale.item_min, min(scale.item_max, exact))
