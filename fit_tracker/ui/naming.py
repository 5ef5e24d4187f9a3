"""What people and series are called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.naming import inside as inside
from fit_tracker.domain.people import Member, MemberRole, RaterKind
from fit_tracker.domain.scores import danish
from fit_tracker.services.results import SeriesKey
from fit_tracker.ui.texts import _

Members = Mapping[UUID, Member]


@dataclass(frozen=True)
class Who:
    """Whose series, ready for a sentence: "Mor" and "Mors trivsel", or "Mor om dreng 9 år"
    and "Trivslen hos dreng 9 år, set af mor,"."""

    name: str
    wellbeing: str
    rater: str
    about: str

    @property
    def inside(self) -> str:
        """The name as it stands inside a sentence: "mor"."""
        return inside(self.name)


def begun(text: str) -> str:
    """`text` for the beginning of a line: "Dreng 3 år selv"."""
    return text[:1].upper() + text[1:]


def member_name(member: Member, today: date) -> str:
    """ "Mor"; a child with its age: "Dreng 9 år"."""
    if member.role is not MemberRole.CHILD:
        return member.label
    age = member.age_on(today)
    if member.label[-1:].isdigit():
        return _("{label}, {age} år", label=member.label, age=age)
    return _("{label} {age} år", label=member.label, age=age)


def member_names(members: Iterable[Member], today: date) -> str:
    """ "Mor, far, dreng 9 år"."""
    names = [member_name(member, today) for member in members]
    return ", ".join([*names[:1], *(inside(name) for name in names[1:])])


def series_name(key: SeriesKey, members: Members, today: date) -> str:
    """ "Mor", or "Mor om dreng 9 år" when somebody else answered."""
    about = member_name(members[key.member_id], today)
    if key.rater_kind is RaterKind.SELF:
        return about
    return _("{rater} om {child}", rater=_rater(key, members, today), child=inside(about))


def rater_name(rater: Member, about: Member, today: date) -> str:
    """ "Mor", or "Mor om pige 3 år"."""
    name = member_name(rater, today)
    if rater == about:
        return name
    return _("{rater} om {child}", rater=name, child=inside(member_name(about, today)))


def _rater(key: SeriesKey, members: Members, today: date) -> str:
    match key.rater_kind:
        case RaterKind.SCHOOL:
            return _("Skolen")
        case RaterKind.PRACTITIONER:
            return _("Behandleren")
        case _:
            return member_name(members[key.rater_member_id], today)


def who(key: SeriesKey, members: Members, today: date) -> Who:
    member = members[key.member_id]
    name = member_name(member, today)
    if key.rater_kind is RaterKind.SELF:
        return named(name)
    rater = _rater(key, members, today)
    seen = _(
        "Trivslen hos {child}, set af {rater},",
        child=inside(name),
        rater=inside(rater),
    )
    return Who(series_name(key, members, today), seen, rater, name)


def named(name: str) -> Who:
    """Somebody known only by name."""
    return Who(name, _own_wellbeing(name), name, name)


def takes_s(name: str) -> bool:
    """The Danish genitive is only certain for a single word that takes a plain s."""
    return name.isalpha() and name[-1:].lower() not in "sxz"


def _own_wellbeing(name: str) -> str:
    if takes_s(name):
        return _("{name}s trivsel", name=name)
    return _("Trivslen hos {name}", name=inside(name))


def listed(names: Sequence[str]) -> str:
    """ "Mor", "Mor og far", "Mor, far og dreng 9 år"."""
    later = [inside(name) for name in names[1:]]
    if not later:
        return names[0]
    return _("{names} og {last}", names=", ".join([names[0], *later[:-1]]), last=later[-1])


def count(n: int) -> str:
    """Small numbers as words, as they stand inside a sentence."""
    words = (
        _("nul"),
        _("ét"),
        _("to"),
        _("tre"),
        _("fire"),
        _("fem"),
        _("seks"),
        _("syv"),
        _("otte"),
        _("ni"),
        _("ti"),
        _("elleve"),
        _("tolv"),
    )
    return words[n] if 0 <= n < len(words) else str(n)


def limit(value: Decimal, change: Decimal | None = None) -> str:
    """The measurement error in tenths; in hundredths where tenths would hide that a
    change of 6,6 is more than 6,59."""
    if change is not None and danish(abs(change)) == danish(value):
        return f"{value:.2f}".replace(".", ",")
    return danish(value)
