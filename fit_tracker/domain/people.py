"""Families, their members, and the staff who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class MemberRole(StrEnum):
    """A member's place in the family, as the service words it."""

    MOTHER = "mother"
    FATHER = "father"
    CHILD = "child"
    STEPPARENT = "stepparent"
    GRANDPARENT = "grandparent"
    FOSTER_PARENT = "foster_parent"
    OTHER_ADULT = "other_adult"

    @property
    def is_caretaker(self) -> bool:
        """Whether this member may rate about a child of the family."""
        return self is not MemberRole.CHILD


class RaterKind(StrEnum):
    """Who filled the scale in. Series of different raters are never pooled."""

    SELF = "self"
    CARETAKER = "caretaker"
    SCHOOL = "school"
    PRACTITIONER = "practitioner"


class Role(StrEnum):
    """What a user does here; decides which pages and actions are open."""

    PRACTITIONER = "practitioner"
    LEADER = "leader"
    EMERGENCY = "emergency"
    STEERING = "steering"
    PROJECT = "project"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Member:
    """One person of a family. No name is needed: role, birth year and a short label do."""

    member_id: UUID
    family_id: UUID
    role: MemberRole
    birth_year: int
    label: str
    position: int

    def age_on(self, day: date) -> int:
        """Age in whole years reached during the year of `day`.

        Only the birth year is kept (less is safer), so the age can be one year too
        high before the birthday; the same rule holds everywhere, also at age bands.
        """
        return day.year - self.birth_year


@dataclass(frozen=True)
class Family:
    """A family under its local case number (never a CPR number)."""

    family_id: UUID
    case_number: str
    team_id: UUID
    team_name: str


@dataclass(frozen=True)
class Team:
    team_id: UUID
    name: str


@dataclass(frozen=True)
class User:
    """A staff account, without its secrets."""

    user_id: UUID
    username: str
    display_name: str
    role: Role
    language: str
    active: bool
    must_change_password: bool
    has_pin: bool


@dataclass(frozen=True)
class Actor:
    """Who asks. Every service takes one; every read of family data is scoped by it."""

    user_id: UUID
    role: Role
    display_name: str = ""
    language: str = "da"
