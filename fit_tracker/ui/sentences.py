"""Every status in plain words. The door for all wording about courses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.people import Member, RaterKind
from fit_tracker.domain.scores import danish
from fit_tracker.services.lists import CaseloadEntry, TeamEntry
from fit_tracker.services.results import (
    Assessment,
    FamilyAssessment,
    FamilyStatus,
    Level,
    Reason,
    ReasonCode,
    SeriesKey,
    Status,
)
from fit_tracker.ui.context import context
from fit_tracker.ui.expectation import expected_sentence, missing_courses_sentence, right_sentence
from fit_tracker.ui.html import STATUSES, Html, chip
from fit_tracker.ui.naming import (
    Members,
    inside,
    limit,
    listed,
    member_name,
    member_names,
    series_name,
    who,
)
from fit_tracker.ui.reasons import reason_sentence, rule_sentence, short_sentence, signed
from fit_tracker.ui.texts import _, _n

__all__ = [
    "by_id",
    "caseload_sentence",
    "child_sentence",
    "due",
    "expected_sentence",
    "family_sentence",
    "inside",
    "limit",
    "listed",
    "member_name",
    "member_names",
    "missing_courses_sentence",
    "other_rater",
    "person_sentence",
    "reason_sentence",
    "right_sentence",
    "rule_sentence",
    "series_name",
    "short_sentence",
    "signed",
    "status_chip",
    "status_word",
    "who",
]

HEADLINE = 2
"""How many reasons a headline names; the rest stand in the card below it."""


def family_sentence(
    found: FamilyAssessment,
    members: Members,
    by_series: Mapping[SeriesKey, Assessment] | None = None,
    today: date | None = None,
) -> str:
    """The message of a family's page: the most serious first, then who improves."""
    on, series = today or context().today(), by_series or {}
    asking = [pair for pair in found.reasons if pair[1].level is Level.ATTENTION]
    parts = _reasons(asking, members, on) or [_quiet_sentence(found, members, series, on)]
    if found.status is not FamilyStatus.IMPROVING or asking:
        doubted = {key for key, reason in asking if reason.code is ReasonCode.EXPECTED_RISK}
        parts += _improving(series, members, on, doubted)
    return " ".join(part for part in parts if part)


def _reasons(
    reasons: Sequence[tuple[SeriesKey, Reason]], members: Members, today: date
) -> list[str]:
    """One clause for the family as a whole and one for each series, its most serious; at
    most as many as fit a headline."""
    # A queue's flags may hold the family's rule once for each series it came from.
    together = dict.fromkeys(
        short_sentence(reason, "") for _key, reason in reasons if reason.code.of_family
    )
    first: dict[SeriesKey, Reason] = {}
    for key, reason in reasons:
        if key.member_id in members and not reason.code.of_family:
            first.setdefault(key, reason)
    told: dict[tuple[str, str], list[SeriesKey]] = {}
    for key, reason in first.items():
        # Persons who stand still equally long, or miss the same visits, share a clause.
        shared = reason.code in _SHARED
        place = (reason.code.value, reason.numbers["visits"] if shared else str(key))
        told.setdefault(place, []).append(key)
    clauses = [_clause(keys, first[keys[0]], members, today) for keys in told.values()]
    return [*together, *clauses][:HEADLINE]


_SHARED = frozenset({ReasonCode.NO_CHANGE_AFTER_N, ReasonCode.RATINGS_MISSING})


def _clause(keys: list[SeriesKey], reason: Reason, members: Members, today: date) -> str:
    if len(keys) == 1:
        other = other_rater(keys[0], reason, members, today)
        return short_sentence(reason, who(keys[0], members, today), other)
    names = listed([series_name(key, members, today) for key in keys])
    return short_sentence(reason, names)


def other_rater(key: SeriesKey, reason: Reason, members: Members, today: date) -> str:
    """The name of the rater who sees it differently, where a reason has one."""
    if "other_rater_kind" not in reason.numbers:
        return ""
    kind = RaterKind(reason.numbers["other_rater_kind"])
    rater = UUID(reason.numbers["other_rater_member_id"])
    if rater not in members:
        return ""
    return who(SeriesKey(key.member_id, kind, rater), members, today).rater


def _improving(
    series: Mapping[SeriesKey, Assessment],
    members: Members,
    today: date,
    doubted: Collection[SeriesKey],
) -> list[str]:
    """Who improves. Of a person whose course is `doubted` in the same headline only the
    latest rating is said to be better: "improves" would contradict it."""
    sure = {key: one for key, one in series.items() if key not in doubted}
    other = {key: one for key, one in series.items() if key in doubted}
    names = _names_of(sure, Status.IMPROVING, members, today)
    late = _names_of(other, Status.IMPROVING, members, today)
    found = [_("{names} går pålideligt frem.", names=listed(names))] if names else []
    if late:
        found.append(
            _(
                "Den seneste måling for {names} er dog pålideligt bedre end den første.",
                names=inside(listed(late)),
            )
        )
    return found


def _names_of(
    series: Mapping[SeriesKey, Assessment], status: Status, members: Members, today: date
) -> list[str]:
    found = [key for key, assessment in series.items() if assessment.status is status]
    return [series_name(key, members, today) for key in found if key.member_id in members]


def _quiet_sentence(
    found: FamilyAssessment,
    members: Members,
    series: Mapping[SeriesKey, Assessment],
    today: date,
) -> str:
    """The message when nothing asks for attention."""
    match found.status:
        case FamilyStatus.MORE_SUPPORT:
            lasting = _hints(found, ReasonCode.WORSENING_PERSISTS)
            names = _names_of(series, Status.WORSENING, members, today)
            return " ".join(_reasons(lasting, members, today)) or _once_worse(names)
        case FamilyStatus.DISAGREE:
            hints = _hints(found, ReasonCode.RATERS_DISAGREE)
            return " ".join(_reasons(hints, members, today)[:1])
        case FamilyStatus.IMPROVING:
            names = _names_of(series, Status.IMPROVING, members, today)
            if len(names) == 1:
                return _("{names} går pålideligt frem.", names=names[0])
            return _("Alle går pålideligt frem.")
        case FamilyStatus.TOO_FEW:
            return _("Der er for få målinger til at se en ændring endnu.")
        case _:
            names = _names_of(series, Status.NO_CHANGE_YET, members, today)
            if not names or len(names) == len(series):
                return _("Ingen sikker ændring endnu.")
            return _("Ingen sikker ændring endnu for {names}.", names=inside(listed(names)))


def _hints(found: FamilyAssessment, code: ReasonCode) -> list[tuple[SeriesKey, Reason]]:
    return [pair for pair in found.reasons if pair[1].code is code]


def _once_worse(names: list[str]) -> str:
    if not names:
        return _(
            "Den seneste måling ligger mere end målefejlen dårligere end den første. Se, om det "
            "holder næste gang."
        )
    return _(
        "Den seneste måling for {names} ligger mere end målefejlen dårligere end den første. Se, "
        "om det holder næste gang.",
        names=inside(listed(names)),
    )


def caseload_sentence(entry: CaseloadEntry | TeamEntry, today: date | None = None) -> str:
    """The same in a list, from what a list reads: short."""
    row = entry.row
    members = {member.member_id: member for member in entry.members}
    found = FamilyAssessment(row.status, row.needs_attention, tuple(entry.reasons))
    if row.visits_attended == 0:
        return _("Ingen besøg endnu")
    if row.status is FamilyStatus.TOO_FEW and not row.needs_attention:
        return _n(
            "Ét besøg; kurven siger noget fra anden måling",
            "{n} besøg, men for få målinger til at se en ændring",
            row.visits_attended,
        )
    return family_sentence(found, members, None, today).removesuffix(".")


def child_sentence(assessment: Assessment) -> str:
    """The same to a child, in words of nine years and without numbers."""
    if assessment.n == 0:
        return ""
    if assessment.change is None:
        return _("Næste gang kan du se, om noget har ændret sig.")
    if assessment.change == 0:
        return _("Det er ligesom første gang.")
    match assessment.status:
        case Status.IMPROVING:
            return _("Du har det bedre end første gang.")
        case Status.WORSENING:
            return _("Det er sværere end første gang. Godt, at du fortæller det.")
        case _:
            return _("Det er næsten ligesom første gang.")


def person_sentence(assessment: Assessment, about: str | None = None) -> str:
    """What one's own curve says, told kindly to the person right after rating.

    `about` names the child when an adult answers about one.
    """
    change = assessment.change
    if assessment.n == 0:
        return ""
    if change is None:
        return _("Det er den første måling; næste gang kan du se, om noget er flyttet.")
    return f"{_where(change, about)} {_meaning(assessment)}".strip()


def _where(value: Decimal, about: str | None) -> str:
    if value == 0:
        text = _("Du ligger samme sted som ved din første måling.")
        other = _("{about} ligger samme sted som ved første måling.", about=about)
    elif value > 0:
        text = _("Du ligger {n} over din første måling.", n=danish(value))
        other = _("{about} ligger {n} over første måling.", about=about, n=danish(value))
    else:
        text = _("Du ligger {n} under din første måling.", n=danish(-value))
        other = _("{about} ligger {n} under første måling.", about=about, n=danish(-value))
    return other if about else text


def _meaning(assessment: Assessment) -> str:
    if assessment.limit is None or assessment.change == 0:
        return ""
    match assessment.status:
        case Status.IMPROVING:
            return _("Det er mere end målefejlen: det går fremad.")
        case Status.WORSENING:
            return _("Det er mere end målefejlen. Lad os tale om, hvad der kan hjælpe.")
        case _:
            return _("Det er mindre end målefejlen, så det kan være tilfældigt.")


def status_word(status: FamilyStatus, needs_attention: bool) -> tuple[str, str]:
    """Shape and word of a family's status."""
    return STATUSES[_shown(status, needs_attention)][0], _word(status, needs_attention)


def status_chip(status: FamilyStatus, needs_attention: bool) -> Html:
    """The status as shape, word and tone. Somebody who improves can still have a course
    to talk about (the alliance fell, ratings are missing): that shows as such."""
    return chip(_shown(status, needs_attention), _word(status, needs_attention))


def _shown(status: FamilyStatus, needs_attention: bool) -> str:
    own = (FamilyStatus.MORE_SUPPORT, FamilyStatus.OFF_EXPECTED, FamilyStatus.STALLED)
    return "stalled" if needs_attention and status not in own else status.value


def _word(status: FamilyStatus, needs_attention: bool) -> str:
    words = {
        FamilyStatus.MORE_SUPPORT: _("mere støtte"),
        FamilyStatus.OFF_EXPECTED: _("uden ventet fremgang"),
        FamilyStatus.STALLED: _("står stille"),
        FamilyStatus.DISAGREE: _("uenige"),
        FamilyStatus.NO_CHANGE_YET: _("ingen sikker ændring endnu"),
        FamilyStatus.TOO_FEW: _("for få målinger"),
        FamilyStatus.IMPROVING: _("i fremgang"),
    }
    if _shown(status, needs_attention) != status.value:
        return _("bør drøftes")
    return words[status]


def due(entry: CaseloadEntry | TeamEntry) -> list[str]:
    """What is left to do for a family, the nearest first."""
    row = entry.row
    found = []
    if getattr(entry, "open_visit_id", None):
        found.append(_("Et besøg er ikke gjort færdigt"))
    if entry.quiet_days is not None and row.visits_attended:
        found.append(_n("Ingen måling i {n} dag", "Ingen måling i {n} dage", entry.quiet_days))
    missing = row.visits_attended - row.visits_with_alliance
    # One visit without alliance in four is everyday life; more is worth a word.
    if missing * 4 > row.visits_attended:
        of = row.visits_attended
        found.append(_("Svar om samarbejdet mangler ved {n} af {of} besøg", n=missing, of=of))
    return found


def by_id(members: Sequence[Member]) -> dict[UUID, Member]:
    return {member.member_id: member for member in members}
