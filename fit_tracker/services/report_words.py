"""The sentences of a status report. Its reader is a caseworker who knows no scale: what a
number means stands beside it, and what it cannot say is said too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.naming import inside
from fit_tracker.domain.people import Member, MemberRole, RaterKind
from fit_tracker.domain.scores import danish
from fit_tracker.progression.status import Assessment, Reading, SeriesKey, Status
from fit_tracker.services.report_facts import Facts
from fit_tracker.texts import tr, tr_n


class Say:
    """Says the facts of one course in one language."""

    def __init__(self, language: str, facts: Facts) -> None:
        self.language = language
        self.facts = facts
        self.words = partial(tr, language)
        self._members = {member.member_id: member for member in facts.members}

    def day(self, value: date) -> str:
        return f"{value:%d-%m-%Y}"

    def member(self, member: Member) -> str:
        """ "Mor"; a child with its age: "Dreng 9 år"."""
        if member.role is not MemberRole.CHILD:
            return member.label
        age = member.age_on(self.facts.today)
        if member.label[-1:].isdigit():
            return self.words("{label}, {age} år", label=member.label, age=age)
        return self.words("{label} {age} år", label=member.label, age=age)

    def members(self) -> str:
        names = [self.member(member) for member in self.facts.members]
        return ", ".join([*names[:1], *map(inside, names[1:])])

    def series(self, keys: Sequence[SeriesKey]) -> dict[SeriesKey, str]:
        """A name for each series; two of the same name get a number."""
        names = {key: self._series(key) for key in keys}
        often, seen = Counter(names.values()), Counter[str]()
        for key, name in names.items():
            seen[name] += 1
            if often[name] > 1:
                names[key] = f"{name} ({seen[name]})"
        return names

    def _series(self, key: SeriesKey) -> str:
        about = self.member(self._members[key.member_id])
        if key.rater_kind is RaterKind.SELF:
            return about
        rater = {
            RaterKind.SCHOOL: self.words("Skolen"),
            RaterKind.PRACTITIONER: self.words("Behandleren"),
        }.get(key.rater_kind) or self.member(self._members[key.rater_member_id])
        return self.words("{rater} om {child}", rater=rater, child=inside(about))

    def scale(self, instrument: Instrument) -> str:
        low, high = _plain(instrument.total_min), _plain(instrument.total_max)
        if instrument.higher_is_better:
            return self.words("{low}–{high}, højere er bedre", low=low, high=high)
        return self.words("{low}–{high}, lavere er bedre", low=low, high=high)

    def curve(self, name: str, readings: Sequence[Reading], found: Assessment) -> str:
        """What the curve says, in the order in which one asks."""
        if len(readings) == 1:
            return self.words(
                "{name}: én vurdering, {score} den {day}.",
                name=name,
                score=danish(readings[0].score),
                day=self.day(readings[0].on),
            )
        told = self.words(
            "{name}: fra {first} den {since} til {last} den {until}, {n} vurderinger.",
            name=name,
            first=danish(readings[0].score),
            since=self.day(readings[0].on),
            last=danish(readings[-1].score),
            until=self.day(readings[-1].on),
            n=len(readings),
        )
        said = [told, self._meaning(found), self._since(readings, found), self._where(found)]
        return " ".join(filter(None, said))

    def _meaning(self, found: Assessment) -> str:
        """Whether the change since the current baseline is more than the measurement error."""
        if found.limit is None or found.n < 2:
            return ""
        error = danish(found.limit)
        match found.status:
            case Status.IMPROVING:
                return self.words("Det er fremgang ud over målefejlen ({error}).", error=error)
            case Status.WORSENING:
                return self.words("Det er tilbagegang ud over målefejlen ({error}).", error=error)
            case _:
                return self.words(
                    "Ændringen er ikke større end målefejlen ({error}), så vi kan ikke sige "
                    "sikkert, om den er der.",
                    error=error,
                )

    def _since(self, readings: Sequence[Reading], found: Assessment) -> str:
        """Where another form came in on the way, the change is counted from there."""
        if found.n < 2 or found.baseline_visit_no in (None, readings[0].visit_no):
            return ""
        return self.words(
            "Skemaet blev skiftet undervejs; der sammenlignes med besøg {no}.",
            no=found.baseline_visit_no,
        )

    def _where(self, found: Assessment) -> str:
        if found.above_cut_off is None or found.instrument_id is None:
            return ""
        cut = self.facts.instruments[found.instrument_id].cut_off
        if cut is None:
            return ""
        limit = _plain(cut.value)
        if found.above_cut_off:
            return self.words(
                "Den seneste vurdering ligger på den almindelige side af grænsen ({limit}).",
                limit=limit,
            )
        return self.words(
            "Den seneste vurdering ligger på den side af grænsen ({limit}), hvor der ofte er "
            "brug for støtte.",
            limit=limit,
        )

    def alliance(self, name: str, readings: Sequence[Reading]) -> str:
        """How one person has found the cooperation, with n."""
        scale = self.facts.instruments[readings[-1].instrument_id]
        last = readings[-1].score
        told = tr_n(
            self.language,
            "{name}: senest {last} af {high}, vurderet ved {n} besøg.",
            "{name}: først {first}, senest {last} af {high}, vurderet ved {n} besøg.",
            len(readings),
            name=name,
            first=danish(readings[0].score),
            last=danish(last),
            high=_plain(scale.total_max),
        )
        if scale.cut_off is None:
            return told
        if not scale.cut_off.is_clinical(last):
            high = self.words(
                "Det er højt (grænsen er {limit}).", limit=_plain(scale.cut_off.value)
            )
            return f"{told} {high}"
        asked = self.words(
            "Det er under grænsen på {limit}: så spørger vi, hvad vi skal gøre anderledes.",
            limit=_plain(scale.cut_off.value),
        )
        return f"{told} {asked}"


def _plain(value: Decimal) -> str:
    """ "40", "8,5": the ends of a scale without an idle decimal."""
    return f"{value.normalize():f}".replace(".", ",")
