"""What a group's frame says, and how the group stands to it. Hints: nothing is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from fit_tracker.domain.frames import Form, Frame
from fit_tracker.domain.people import Member, MemberRole
from fit_tracker.services.group_view import FamilyLine, GroupView
from fit_tracker.services.groups import Person
from fit_tracker.ui.naming import inside
from fit_tracker.ui.texts import _, _n


def labels(people: Sequence[Person]) -> list[str]:
    """What the members are called here; two of the same name are told apart by number."""
    total = Counter(person.label for person in people)
    seen: Counter[str] = Counter()
    found = []
    for person in people:
        seen[person.label] += 1
        alone = total[person.label] == 1
        found.append(person.label if alone else f"{person.label} ({seen[person.label]})")
    return found


def listed(people: Sequence[Person]) -> str:
    """ "Mor, far, dreng"."""
    names = labels(people)
    return ", ".join([*names[:1], *(inside(name) for name in names[1:])])


def times(frame: Frame, n: int) -> str:
    """ "5 af 10 gange", or "5 gange" where the frame does not count group sessions alone."""
    planned = frame.sessions_max
    if planned is None or frame.form is Form.MIXED:
        return _n("{n} gang", "{n} gange", n)
    return _n("{part} af {n} gang", "{part} af {n} gange", planned, part=n)


def came(line: FamilyLine) -> str:
    """ "4 af 5 gange"."""
    return _n("{part} af {n} gang", "{part} af {n} gange", line.of, part=line.came)


def ages(frame: Frame) -> str:
    """ "Ca. 9–12 år" as the service's text says it, or made of the numbers; "" unstated."""
    stated = frame.words.get("ages")
    if stated or frame.age_min is None or frame.age_max is None:
        return stated or ""
    return _("{low}–{high} år", low=frame.age_min, high=frame.age_max)


def frame_words(frame: Frame) -> str:
    """The frame in one line; "" when the service's text states nothing about it."""
    parts = []
    if frame.sessions_max:
        parts.append(_n("{n} gang", "{n} gange", frame.sessions_max))
    if frame.minutes_max and frame.minutes_min == frame.minutes_max:
        parts.append(_("{n} minutter hver gang", n=frame.minutes_max))
    if frame.group_size:
        parts.append(_("en gruppe på {n}", n=frame.group_size))
    if ages(frame):
        parts.append(inside_ages(frame))
    return ", ".join(parts)


def inside_ages(frame: Frame) -> str:
    words = ages(frame)
    return words[:1].lower() + words[1:]


def hints(view: GroupView) -> list[str]:
    """Where the group differs from its frame, each in a sentence."""
    return [*_size(view.frame, len(view.now)), *_sessions(view)]


def _size(frame: Frame, n: int) -> list[str]:
    if frame.group_size is None or n <= frame.group_size:
        return []
    words = _(
        "Gruppen har {n} familier; rammen er en gruppe på {size}.", n=n, size=frame.group_size
    )
    return [words]


def _sessions(view: GroupView) -> list[str]:
    planned, n = view.frame.sessions_max, len(view.sessions)
    if planned is None or view.group.ended_on is not None:
        return []
    if view.frame.form is Form.MIXED:
        return []
    if n == planned - 1:
        return [_("Næste gang er den sidste af de {n}, rammen har.", n=planned)]
    if n == planned:
        return [_("Alle {n} gange er holdt. Slut gruppen, når den er færdig.", n=planned)]
    if n > planned:
        return [_("Der er holdt {n} gange; rammen er {of}.", n=n, of=planned)]
    return []


def place_hints(
    frame: Frame, members: Sequence[Member], taken: int, since: date, *, same_service: bool
) -> list[str]:
    """What to think about before this family gets a place."""
    found = _size(frame, taken + 1)
    children = [m.age_on(since) for m in members if m.role is MemberRole.CHILD]
    low, high = frame.age_min, frame.age_max
    if low is not None and high is not None and not any(low <= a <= high for a in children):
        found.append(
            _("Ingen af familiens børn har gruppens alder, {ages}.", ages=inside_ages(frame))
        )
    if not same_service:
        found.append(_("Familien får en anden indsats nu. Den kan godt være med i gruppen."))
    return found
