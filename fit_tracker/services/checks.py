"""Checks that several use cases share."""

from __future__ import annotations

from datetime import date
from unicodedata import category
from uuid import UUID

from fit_tracker.domain.episodes import Episode
from fit_tracker.domain.people import Actor, Family
from fit_tracker.domain.privacy import looks_like_cpr
from fit_tracker.errors import InvalidInput
from fit_tracker.store.database import Unit

MAX_TEXT = 500
_UNSEEN = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def free_text(
    text: str, what: str, *, required: bool = True, most: int = MAX_TEXT, as_written: bool = False
) -> str:
    """`text` trimmed; refused when empty, too long, or when it seems to hold a CPR number.
    `as_written` keeps its lines and spaces. Signs that nobody can see are dropped."""
    seen = _visible(text)
    clean = seen.strip() if as_written else " ".join(seen.split())
    if required and not clean:
        raise InvalidInput("Feltet «{field}» mangler.", field=what)
    if len(clean) > most:
        raise InvalidInput("Feltet «{field}» må højst have {n} tegn.", field=what, n=most)
    if looks_like_cpr(clean):
        raise InvalidInput(
            "Feltet «{field}» ligner et CPR-nummer. Skriv det lokale sagsnummer eller en rolle i "
            "stedet.",
            field=what,
        )
    return clean


def _visible(text: str) -> str:
    """Line ends as one sign, and without control characters, which come in by pasting, halves of
    signs, which cannot be stored, and those that turn the direction of reading, so that what
    stands there is what is read."""
    lines = text.replace("\t", " ").splitlines()
    return "\n".join(
        "".join(c for c in line if category(c) not in _UNSEEN and c not in _TURNING)
        for line in lines
    )


def danish_date(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def family(unit: Unit, actor: Actor, family_id: UUID) -> Family:
    """The family, or the same answer whether it does not exist or may not be seen."""
    return unit.one(Family, "families/visible", family_id=family_id, actor_id=actor.user_id)


def episode(unit: Unit, actor: Actor, episode_id: UUID) -> Episode:
    return unit.one(Episode, "episodes/visible", episode_id=episode_id, actor_id=actor.user_id)


def active_episode(unit: Unit, actor: Actor, episode_id: UUID) -> Episode:
    return running(episode(unit, actor, episode_id))


def running(found: Episode) -> Episode:
    if not found.is_active:
        raise InvalidInput("Forløbet er afsluttet. Genåbn det, eller start et nyt forløb.")
    return found


def day_in_episode(found: Episode, day: date, today: date) -> None:
    """A day of the course: not in the future, not before its start or after its end."""
    if day > today:
        raise InvalidInput("Datoen {day} ligger i fremtiden.", day=danish_date(day))
    if day < found.started_on:
        raise InvalidInput(
            "Datoen {day} ligger før forløbets start {start}. Ret forløbets start først, hvis det "
            "begyndte tidligere.",
            day=danish_date(day),
            start=danish_date(found.started_on),
        )
    if found.ended_on is not None and day > found.ended_on:
        raise InvalidInput(
            "Datoen {day} ligger efter forløbets afslutning {end}.",
            day=danish_date(day),
            end=danish_date(found.ended_on),
        )
