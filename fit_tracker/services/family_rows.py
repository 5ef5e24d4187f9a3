"""The rows of one family in their own order, for callers that have found it through its scope.

They are put in order here: of a family there are few, and an ORDER BY costs a query 1 ms, about
as much as all the rest of it.
"""

from __future__ import annotations

from uuid import UUID

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.people import Family, Member
from fit_tracker.domain.visits import Rating, Visit
from fit_tracker.store.database import Unit


def family(unit: Unit, family_id: UUID) -> Family:
    return unit.one(Family, "families/one", family_id=family_id)


def episode(unit: Unit, episode_id: UUID) -> Episode:
    return unit.one(Episode, "episodes/one", episode_id=episode_id)


def members(unit: Unit, family_id: UUID) -> list[Member]:
    found = unit.all(Member, "families/members", family_id=family_id)
    return sorted(found, key=lambda one: (one.position, one.member_id))


def visits(unit: Unit, episode_id: UUID) -> list[Visit]:
    found = unit.all(Visit, "visits/of_episode", episode_id=episode_id)
    return sorted(found, key=lambda one: (one.visit_date, one.created_at, one.visit_id))


def ratings(unit: Unit, episode_id: UUID) -> list[Rating]:
    """Every revision, the oldest first."""
    found = unit.all(Rating, "ratings/of_episode", episode_id=episode_id)
    return sorted(found, key=lambda one: (one.revision, one.entered_at, one.rating_id))
