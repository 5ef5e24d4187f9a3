"""The status report as a document: its facts, its sentences, and what the practitioner wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fit_tracker.domain.reports import Draft
from fit_tracker.domain.scores import danish
from fit_tracker.exchange.report_document import Document, Fact, Section, Table
from fit_tracker.progression.status import Reading, SeriesKey
from fit_tracker.services import report_lines as lines
from fit_tracker.services.report_curves import choices, curves
from fit_tracker.services.report_facts import Facts, own_key
from fit_tracker.services.report_words import Say


@dataclass(frozen=True)
class Reader:
    """That the family has read it: when, who, and what they said, word for word."""

    on: date
    by: str
    remarks: str


def compose(say: Say, draft: Draft, version: int, reader: Reader | None) -> Document:
    """The whole report; sections without anything to say are left out."""
    facts, words = say.facts, say.words
    who = choices(say, draft)
    shown = {one.key: one.name for one in who if one.shown}
    sections = [
        _facts(say),
        _events(say),
        _goals(say, shown, {one.key for one in who if not one.shown}),
        curves(say, who),
        _cooperation(say, shown, draft),
        *_written(say, draft),
        *_reader(say, reader),
    ]
    left_out = len(shown) < len(who)
    return Document(
        language=say.language,
        title=words("Statusrapport"),
        about=" · ".join(
            filter(None, [facts.family.case_number, facts.use.name, facts.municipality])
        ),
        reading=_reading(say, reader),
        version=words("version {n}", n=version),
        page=words("side"),
        sections=tuple(
            _noted(say, one) if left_out and one.curves else one for one in sections if _says(one)
        ),
    )


def _says(section: Section) -> bool:
    parts = section.text, section.facts, section.table, section.curves, section.items, section.quote
    return any(parts)


def _noted(say: Say, section: Section) -> Section:
    """Not who is missing: only that the choice was made."""
    told = say.words("Her vises de svar, som er valgt ud til at indgå i rapporten.")
    return Section(section.heading, section.text, curves=section.curves, note=told)


def _reading(say: Say, reader: Reader | None) -> str:
    if reader is None:
        return say.words("Udkast, endnu ikke gennemlæst af familien")
    return say.words("Gennemlæst af familien {day}", day=say.day(reader.on))


def _facts(say: Say) -> Section:
    facts, words = say.facts, say.words
    rows = (
        (words("Familien"), say.members()),
        (words("Indsats"), _service(say)),
        (words("Efter loven"), _section(facts)),
        (words("Forløbet"), lines.course(say)),
        (words("Behandlere"), ", ".join(facts.practitioners)),
        (words("Team"), facts.family.team_name),
        (words("Besøg"), lines.visits(say)),
        (words("Deltagelse"), lines.taking_part(say)),
        (words("Tid"), lines.hours(say)),
        (words("Indsatsens ramme"), lines.frame(say)),
        (words("Næste møde"), lines.meeting(say)),
        (words("Opgjort den"), say.day(facts.today)),
    )
    found = tuple(Fact(label, text) for label, text in rows if text)
    return Section(words("Forløbet indtil nu"), facts=found)


def _service(say: Say) -> str:
    use = say.facts.use
    return say.words(
        "{name} ({code}), siden {day}", name=use.name, code=use.code, day=say.day(use.since)
    )


def _section(facts: Facts) -> str:
    """The section that holds now; where the catalogue has none, what the service was entered
    with."""
    return facts.use.section_on(facts.until) or facts.services[-1].legal_basis


def _events(say: Say) -> Section:
    found = tuple(Fact(say.day(one.on), lines.event(say, one)) for one in say.facts.events)
    return Section(say.words("Undervejs"), facts=found)


def _goals(say: Say, shown: Mapping[SeriesKey, str], left_out: Collection[SeriesKey]) -> Section:
    """Each goal with its first and latest rating; not the goals of those who are left out:
    parents who live apart do not read each other's."""
    words = say.words
    head = (words("Mål"), words("Tilhører"), words("Først"), words("Senest"), words("Antal"))
    members = {member.member_id: member for member in say.facts.members}
    rows = []
    for goal in say.facts.goals:
        if own_key(goal) in left_out:
            continue
        rated = say.facts.goals_rated.get(goal.goal_id, []) if own_key(goal) in shown else []
        text = goal.text
        if goal.closed_on is not None:
            text = words("{goal} (afsluttet {day})", goal=goal.text, day=say.day(goal.closed_on))
        rows.append((text, say.member(members[goal.member_id]), *_span(rated)))
    told = words("Hvert mål vurderes fra 0 til 10 af den, det tilhører; højere er bedre.")
    if not rows:
        return Section(words("Mål"))
    return Section(words("Mål"), (told,), table=Table(head, tuple(rows)))


def _span(rated: Sequence[Reading]) -> tuple[str, str, str]:
    if not rated:
        return "–", "–", "0"
    return danish(rated[0].score), danish(rated[-1].score), str(len(rated))


def _cooperation(say: Say, shown: Mapping[SeriesKey, str], draft: Draft) -> Section:
    rated = say.facts.alliance
    items = tuple(say.alliance(shown[key], rated[key]) for key in shown if rated.get(key))
    return Section(say.words("Samarbejdet"), paragraphs(draft.cooperation), items=items)


def _written(say: Say, draft: Draft) -> Iterator[Section]:
    yield Section(say.words("Det, vi har arbejdet med"), paragraphs(draft.worked_on))
    yield Section(say.words("Det videre forløb"), paragraphs(draft.next_steps))


def _reader(say: Say, reader: Reader | None) -> Iterator[Section]:
    if reader is None:
        return
    told = say.words("Læst af {who} den {day}.", who=reader.by, day=say.day(reader.on))
    none = say.words("Familien havde ingen bemærkninger.")
    text = (told,) if reader.remarks else (told, none)
    yield Section(say.words("Familiens bemærkninger"), text, quote=paragraphs(reader.remarks))


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
