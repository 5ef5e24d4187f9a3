"""Whose answers are in a status report, and their curves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.reports import Draft
from fit_tracker.exchange.report_document import Curve, Point, Section
from fit_tracker.progression.status import Reading, SeriesKey
from fit_tracker.services.report_facts import Facts, own_key
from fit_tracker.services.report_words import Say


@dataclass(frozen=True)
class Shown:
    """Whose answers may be in the report, and whether they are."""

    key: SeriesKey
    name: str
    shown: bool
    adult: bool

    @property
    def code(self) -> str:
        return code_of(self.key)


def code_of(key: SeriesKey) -> str:
    return f"{key.member_id}|{key.rater_kind.value}|{key.rater_member_id}"


def choices(say: Say, draft: Draft) -> list[Shown]:
    """Everybody who has answered. People's own answers are shown unless somebody decides
    otherwise; what one person says of another is shown only when somebody does."""
    facts = say.facts
    owners = [own_key(goal) for goal in facts.goals if goal.goal_id in facts.goals_rated]
    found = dict.fromkeys([*facts.outcome, *facts.alliance, *owners])
    place = {member.member_id: n for n, member in enumerate(facts.members)}
    order = sorted(
        found,
        key=lambda key: (
            place[key.member_id],
            key.rater_kind is not RaterKind.SELF,
            place[key.rater_member_id],
        ),
    )
    names = say.series(order)
    return [
        Shown(
            key,
            names[key],
            draft.shown.get(code_of(key), key.rater_kind is RaterKind.SELF),
            facts.members[place[key.rater_member_id]].role.is_caretaker,
        )
        for key in order
    ]


def curves(say: Say, who: Sequence[Shown]) -> Section:
    """The family's own curves, all on the same days; what they say stands above each."""
    words, outcome = say.words, say.facts.outcome
    drawn = [(n, one) for n, one in enumerate(who) if one.shown and outcome.get(one.key)]
    days = [reading.on for _, one in drawn for reading in outcome[one.key]]
    told = (
        words(
            "Ved hvert besøg svarer familien selv på, hvordan det går. Målefejlen er den "
            "usikkerhed, der altid er i sådan et svar: først når en ændring er større, regner "
            "vi den for sikker."
        ),
        words("Kurverne viser, hvordan det går. De viser ikke alene, hvad der er årsagen."),
    )
    found = tuple(_curve(say, one, n, min(days), max(days)) for n, one in drawn)
    return Section(words("Familiens egne svar om trivsel"), told if found else (), curves=found)


def _curve(say: Say, one: Shown, place: int, since: date, until: date) -> Curve:
    readings = say.facts.outcome[one.key]
    scale = say.facts.instruments[readings[-1].instrument_id]
    cut = scale.cut_off.value if scale.cut_off else None
    limit = "" if cut is None else f"{cut.normalize():f}".replace(".", ",")
    return Curve(
        name=one.name,
        sentence=say.curve(one.name, readings, say.facts.assessments[one.key]),
        scale=say.scale(scale),
        low=scale.total_min,
        high=scale.total_max,
        since=since,
        until=until,
        points=tuple(_points(say.facts, readings)),
        index=place,
        cut=cut,
        cut_words=say.words("grænse {value}", value=limit) if limit else "",
    )


def _points(facts: Facts, readings: Sequence[Reading]) -> Iterator[Point]:
    """The line breaks where the wording changed: before and after is not the same question."""
    segment, form = 0, None
    for reading in readings:
        now = facts.instruments[reading.instrument_id].form
        segment += form is not None and now != form
        form = now
        yield Point(reading.on, reading.score, segment)
