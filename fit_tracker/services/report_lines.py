"""The facts of a status report, a line each: visits, hours, frame, and how the course went."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from fit_tracker.domain.episodes import EndReason, Event, EventKind
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.naming import inside
from fit_tracker.domain.scores import danish
from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services.report_words import Say
from fit_tracker.texts import tr_n

MINUTES = 60


def visits(say: Say) -> str:
    """ "10 gennemført, 1 aflyst, 1 udeblevet"."""
    count = Counter(one.visit.status for one in say.facts.visits)
    parts = [say.words("{n} gennemført", n=count[VisitStatus.ATTENDED])]
    if count[VisitStatus.CANCELLED]:
        parts.append(say.words("{n} aflyst", n=count[VisitStatus.CANCELLED]))
    if count[VisitStatus.NO_SHOW]:
        parts.append(say.words("{n} udeblevet", n=count[VisitStatus.NO_SHOW]))
    return ", ".join(parts)


def taking_part(say: Say) -> str:
    """ "Mor: 10; far: 7; dreng 9 år: 9 (af 10 besøg)"."""
    held = [one for one in say.facts.visits if one.attended]
    if not held:
        return ""
    came = [sum(m.member_id in one.participants for one in held) for m in say.facts.members]
    names = [say.member(member) for member in say.facts.members]
    names = [*names[:1], *map(inside, names[1:])]
    each = [f"{name}: {n}" for name, n in zip(names, came, strict=True)]
    return tr_n(
        say.language,
        "{each} (af {n} besøg)",
        "{each} (af {n} besøg)",
        len(held),
        each="; ".join(each),
    )


def hours(say: Say) -> str:
    """Hours of all visits held; where a length is missing the sum is "at least"."""
    lengths = [one.visit.minutes for one in say.facts.visits if one.attended]
    known = sum(length or 0 for length in lengths)
    unknown = sum(length is None for length in lengths)
    hours = danish(Decimal(known) / MINUTES)
    if not known:
        return say.words("ikke skrevet op") if lengths else ""
    if not unknown:
        return say.words("{hours} timer i alt", hours=hours)
    return tr_n(
        say.language,
        "mindst {hours} timer; længden mangler for {n} besøg",
        "mindst {hours} timer; længden mangler for {n} besøg",
        unknown,
        hours=hours,
    )


def frame(say: Say) -> str:
    """ "5 af 8 samtaler, 6,5 af 12 timer"; nothing where the service states nothing."""
    used = say.facts.use.usage
    parts = []
    if used.sessions_max is not None:
        values = {"n": used.sessions, "most": used.sessions_max, "year": used.year}
        yearly = say.words("{n} af {most} besøg i {year}", **values)
        parts.append(yearly if used.year else say.words("{n} af {most} besøg", **values))
    if used.hours_max is not None:
        hours = danish(Decimal(used.minutes) / MINUTES)
        parts.append(say.words("{hours} af {most} timer", hours=hours, most=used.hours_max))
    return ", ".join(parts)


def course(say: Say) -> str:
    episode = say.facts.episode
    start = say.day(episode.started_on)
    if episode.ended_on is None or episode.end_reason is None:
        weeks = (say.facts.today - episode.started_on).days // 7
        return tr_n(
            say.language,
            "startet {start}, i gang i {n} uge",
            "startet {start}, i gang i {n} uger",
            weeks,
            start=start,
        )
    return say.words(
        "{start} til {end}, afsluttet: {reason}",
        start=start,
        end=say.day(episode.ended_on),
        reason=_end(say, episode.end_reason),
    )


def _end(say: Say, reason: EndReason) -> str:
    return {
        EndReason.GOALS_REACHED: say.words("målene er nået"),
        EndReason.PLANNED_WITHOUT_GOALS: say.words("planlagt slut, målene er ikke nået"),
        EndReason.FAMILY_STOPPED: say.words("familien stoppede"),
        EndReason.MOVED: say.words("familien er flyttet"),
        EndReason.OTHER_SERVICE: say.words("en anden indsats tog over"),
        EndReason.CHILD_PLACED: say.words("barnet er anbragt"),
        EndReason.NEVER_STARTED: say.words("kom aldrig i gang"),
        EndReason.OTHER: say.words("anden grund"),
    }[reason]


def event(say: Say, event: Event) -> str:
    return {
        EventKind.GOALS_AGREED: say.words("Mål aftalt"),
        EventKind.SERVICE_CHANGED: say.words("Ny indsats: {name}", name=event.text),
        EventKind.MILESTONE: event.text,
    }[event.kind]


def meeting(say: Say) -> str:
    meeting = say.facts.meeting
    if meeting is None:
        return ""
    kind = {
        MeetingKind.STATUS: say.words("statusmøde"),
        MeetingKind.FOLLOW_UP: say.words("opfølgning"),
    }[meeting.kind]
    if meeting.agreed:
        return say.words("{kind} {day}", kind=kind, day=say.day(meeting.on))
    return say.words("{kind} {day}, ikke aftalt endnu", kind=kind, day=say.day(meeting.on))
