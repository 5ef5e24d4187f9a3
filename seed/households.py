"""Who lives in a demo family. Members are called by their role; nobody has a name."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from fit_tracker.domain.people import MemberRole


@dataclass(frozen=True)
class Person:
    """One member, with the year of birth and how often they take part in a visit."""

    role: MemberRole
    label: str
    birth_year: int
    presence: float

    @property
    def is_child(self) -> bool:
        return self.role is MemberRole.CHILD


Template = tuple[tuple[MemberRole, str, int, int, float], ...]

MOTHER = (MemberRole.MOTHER, "Mor", 27, 46, 0.95)
YOUNG_MOTHER = (MemberRole.MOTHER, "Mor", 20, 33, 0.97)
FATHER = (MemberRole.FATHER, "Far", 28, 49, 0.8)
BONUS = (MemberRole.STEPPARENT, "Bonusfar", 30, 48, 0.65)
GRANDMOTHER = (MemberRole.GRANDPARENT, "Mormor", 56, 71, 0.75)
BOY = (MemberRole.CHILD, "Dreng", 7, 12, 0.9)
GIRL = (MemberRole.CHILD, "Pige", 7, 12, 0.9)
TEEN_BOY = (MemberRole.CHILD, "Dreng", 13, 16, 0.85)
TEEN_GIRL = (MemberRole.CHILD, "Pige", 13, 16, 0.85)
SMALL_BOY = (MemberRole.CHILD, "Dreng", 1, 5, 0.7)
SMALL_GIRL = (MemberRole.CHILD, "Pige", 1, 5, 0.7)

# Repeated templates are the common families: two parents and a schoolchild, or a mother alone.
TEMPLATES: tuple[Template, ...] = (
    (MOTHER, FATHER, BOY),
    (MOTHER, TEEN_GIRL),
    (MOTHER, FATHER, GIRL),
    (MOTHER, BOY),
    (MOTHER, BONUS, TEEN_BOY),
    (YOUNG_MOTHER, FATHER, SMALL_GIRL),
    (MOTHER, FATHER, TEEN_GIRL),
    (MOTHER, GIRL, TEEN_BOY),
    (MOTHER, FATHER, BOY),
    (FATHER, TEEN_BOY),
    (GRANDMOTHER, GIRL),
    (MOTHER, FATHER, GIRL, SMALL_BOY),
    (MOTHER, TEEN_BOY),
    (YOUNG_MOTHER, SMALL_BOY),
    (MOTHER, BONUS, GIRL),
)

LABELS = sorted({label for template in TEMPLATES for _, label, *_ in template})


def household(rng: Random, number: int, year: int) -> tuple[Person, ...]:
    """The members of family `number`, with ages as they were in `year`."""
    template = TEMPLATES[number % len(TEMPLATES)]
    return tuple(
        Person(role, label, year - rng.randint(low, high), presence)
        for role, label, low, high, presence in template
    )
