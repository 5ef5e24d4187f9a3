"""Why a family stands in the queue: in one sentence, in full, and how often that was right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fit_tracker.domain.people import Member
from fit_tracker.services.responses import QueueRow
from fit_tracker.services.results import (
    FamilyAssessment,
    FamilyStatus,
    Level,
    Reason,
    ReasonCode,
    SeriesKey,
)
from fit_tracker.ui.naming import Members
from fit_tracker.ui.sentences import (
    by_id,
    family_sentence,
    other_rater,
    reason_sentence,
    right_sentence,
    rule_sentence,
    who,
)
from fit_tracker.ui.texts import _

Right = Mapping[ReasonCode, tuple[int, int] | None]
Reasons = Sequence[tuple[SeriesKey, Reason]]


def why_sentence(row: QueueRow, today: date) -> str:
    """The card's one sentence. A person's own words for an acute entry come first."""
    parts = [acute_sentence(row.why)] if row.why else []
    if row.reasons and row.members:
        members = {one.member_id: one for one in row.members}
        found = FamilyAssessment(FamilyStatus.MORE_SUPPORT, True, tuple(row.reasons))
        parts.append(family_sentence(found, members, None, today))
    return " ".join(parts) or _("Adgangen til familien sluttede, da sagen blev afsluttet.")


def acute_sentence(why: str) -> str:
    """Marked as acute, once: people often begin with the word themselves."""
    stopped = _stopped(why)
    return (
        stopped
        if why.casefold().startswith(_("Akut").casefold())
        else _("Akut: {why}", why=stopped)
    )


def _stopped(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def in_full(reasons: Reasons, members: Sequence[Member], today: date) -> list[str]:
    """Each reason that asks for a decision, with its numbers as they were then. A rule that
    flagged the same series again is told once: two sets of numbers would contradict each other.
    """
    known = by_id(members)
    told: dict[tuple[SeriesKey | None, ReasonCode], str] = {}
    for key, reason in reasons:
        if reason.level is Level.ATTENTION and key.member_id in known:
            whose = None if reason.code.of_family else key
            told.setdefault((whose, reason.code), _in_full(key, reason, known, today))
    return list(told.values())


def rules(reasons: Reasons) -> list[str]:
    """Each rule once."""
    asking = [reason for _key, reason in reasons if reason.level is Level.ATTENTION]
    return list(dict.fromkeys(rule_sentence(reason) for reason in asking))


def _in_full(key: SeriesKey, reason: Reason, members: Members, today: date) -> str:
    other = other_rater(key, reason, members, today)
    sentence = reason_sentence(reason, who(key, members, today), other)
    if reason.code is not ReasonCode.EXPECTED_RISK:
        return sentence
    # The page says further down how such courses end by what is known now.
    return _("Da flaget kom: {sentence}", sentence=sentence)


def how_often(reasons: Reasons, right: Right) -> list[str]:
    """How often people here found such flags right, and what the model's own test says."""
    asking = [reason for _key, reason in reasons if reason.level is Level.ATTENTION]
    if not asking:
        return [_("Et menneske meldte familien. Det tæller ikke med blandt flagene.")]
    worst = asking[0]
    said = [by_people(right.get(worst.code))]
    if worst.code is ReasonCode.EXPECTED_RISK:
        said.append(right_sentence(worst))
    return said


def by_people(found: tuple[int, int] | None) -> str:
    """From closed responses: everything that did not end as a false alarm was right."""
    if found is None:
        return _(
            "Vi ved det ikke endnu: færre end fem sager med sådan et flag er afsluttet det "
            "seneste år."
        )
    right, n = found
    return _(
        "{right} af {n} sager med sådan et flag, der er afsluttet det seneste år, var ikke falsk "
        "alarm.",
        right=right,
        n=n,
    )
