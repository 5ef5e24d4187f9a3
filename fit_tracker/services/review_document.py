"""A review as a document in words: what the screen, the PDF and the slides show, all the same.

Pure: the same figures, notes and decisions give the same document, in whatever language. What
is hidden is not in the figures, and so cannot get in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from fit_tracker.domain.reviews import (
    Block,
    Decision,
    Document,
    Figures,
    Part,
    ReviewState,
    Section,
)
from fit_tracker.domain.times import local
from fit_tracker.services import (
    review_course,
    review_effect,
    review_families,
    review_glossary,
    review_meeting,
    review_service,
    review_since,
    review_standing,
    review_title,
    review_top,
    review_untold,
    review_wellbeing,
    review_who,
)
from fit_tracker.services.review_changes import Change
from fit_tracker.services.review_parts import as_told
from fit_tracker.services.review_read import Snapshot
from fit_tracker.services.review_words import Say, say_for
from fit_tracker.texts import DEFAULT_LANGUAGE, words

WHOLE = "review"
Worded = Callable[[Say, Block], Iterator[Part]]
_PARTS: dict[str, Worded] = {
    "completeness": review_who.completeness,
    "families": review_families.families,
    "reach": review_who.reach,
    "bands": review_standing.bands,
    "change": review_wellbeing.change,
    "since_last": review_since.since_last,
    "alliance": review_standing.alliance,
    "endings": review_course.endings,
    "time": review_course.time,
    "flags": review_course.flags,
    "children": review_course.children,
    "work": review_service.work,
    "continuity": review_service.continuity,
    "effect": review_effect.effect,
}
# A section is one slide or one page: three parts at most, in the order a meeting asks.
_SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("completeness", words("Hvad tallene bygger på"), ("completeness",)),
    ("families", words("Familier i perioden"), ("families",)),
    ("reach", words("Hvem vi når"), ("reach",)),
    ("wellbeing", words("Hvor startede de, og hvor er de nu?"), ("bands", "change")),
    (
        "change",
        words("Udviklingen i tal"),
        ("change.means", "change.shares", "change.size"),
    ),
    (
        "caretakers",
        words("Børn, hvor en voksen har svaret"),
        ("change.classes_by_caretaker",),
    ),
    ("since_last", words("Siden sidst"), ("since_last",)),
    ("alliance", words("Samarbejdet, som borgerne vurderer det"), ("alliance",)),
    ("endings", words("Sådan sluttede forløbene"), ("endings", "time")),
    ("flags", words("Når en familie havde brug for mere støtte"), ("flags",)),
    ("children", words("Børnene"), ("children",)),
    ("work", words("Arbejdet med familierne"), ("work", "continuity")),
    ("effect", words("Før, efter og opfølgning"), ("effect",)),
)


def of_snapshot(snapshot: Snapshot, language: str) -> Document:
    """The document of a review as it was read."""
    return document(
        snapshot.figures,
        version=snapshot.version,
        state=snapshot.state,
        frozen_on=local(snapshot.heading.computed_at).date(),
        notes={one.block: one.body for one in snapshot.notes},
        decisions=snapshot.decisions,
        earlier=snapshot.earlier,
        changes=snapshot.changes,
        read_on=snapshot.read_on,
        language=language,
    )


def document(
    figures: Figures,
    *,
    version: int,
    state: ReviewState,
    frozen_on: date,
    notes: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
    earlier: Sequence[Decision] = (),
    changes: Sequence[Change] = (),
    read_on: date | None = None,
    language: str = DEFAULT_LANGUAGE,
) -> Document:
    """`figures` in words. `notes` by block ("review": the whole), `earlier`: what the meeting
    begins with, `decisions`: what it decided, `changes`: what the version before told otherwise,
    `read_on`: the day on which a decision is late or not; without it the day of the freezing."""
    today = read_on or frozen_on
    say, blocks = say_for(figures, language), {one.key: one for one in figures.blocks}
    notes = notes or {}
    opening = _opening(say, figures, notes, earlier, changes, today)
    return Document(
        language=language,
        stamp=review_title.stamp(say, figures.series, state, version, frozen_on),
        title=review_title.title(say, figures, blocks),
        subtitle=review_title.subtitle(say, blocks),
        numbers=review_top.numbers(say, blocks),
        sections=(
            *opening,
            *_sections(say, figures, notes),
            *_ending(say, figures, decisions, today),
        ),
        closing=tuple(review_title.closing(say, figures)),
        file_name=review_title.file_name(figures, version),
    )


def _sections(say: Say, figures: Figures, notes: Mapping[str, str]) -> Iterator[Section]:
    parts = [part for one in figures.blocks for part in _parts(say, figures, one, notes)]
    for key, title, wanted in _SECTIONS:
        found = tuple(part for want in wanted for part in parts if _belongs(part.key, want))
        if found:
            yield Section(key, say.words(title), review_untold.last(say, found))


_OWN = frozenset(one for _key, _title, wanted in _SECTIONS for one in wanted if "." in one)


def _belongs(part: str, wanted: str) -> bool:
    """A part named in a section stands there; the others stand with their block."""
    return part == wanted or (part not in _OWN and part.partition(".")[0] == wanted)


def _parts(say: Say, figures: Figures, block: Block, notes: Mapping[str, str]) -> Iterator[Part]:
    """The parts of a block; the note beside the first, and on all whom they are about and that
    older numbers stand."""
    worded = _PARTS.get(block.key)
    about = (*review_glossary.population(say, figures, block.key), *_kept(say, block.kept_from))
    for place, part in enumerate(worded(say, block) if worded else ()):
        note = notes.get(block.key, "") if place == 0 else ""
        shown = as_told(say, part)
        yield replace(shown, note=note, small_print=_paragraphs((*part.small_print, *about)))


def _paragraphs(sentences: Sequence[str]) -> tuple[str, ...]:
    """How many and how many missing by itself; the rest together, for it is read once."""
    return tuple(filter(None, (*sentences[:1], " ".join(sentences[1:]))))


def _kept(say: Say, version: int | None) -> tuple[str, ...]:
    """Two versions that differ by one family would tell which family it is."""
    if version is None:
        return ()
    return (
        say.words(
            "Tallene er dem fra version {n}: der er rettet for lidt siden til at vise nye.",
            n=version,
        ),
    )


def _opening(
    say: Say,
    figures: Figures,
    notes: Mapping[str, str],
    earlier: Sequence[Decision],
    changes: Sequence[Change],
    today: date,
) -> Iterator[Section]:
    before = say.words("Besluttet sidst")
    found: list[Iterable[Part]] = [
        review_meeting.noted(say, notes.get(WHOLE, "")),
        review_meeting.decided(say, "decided_before", before, earlier, today),
        review_meeting.corrected(say, figures, changes),
    ]
    yield from _alone(found)


def _ending(
    say: Say, figures: Figures, decisions: Sequence[Decision], today: date
) -> Iterator[Section]:
    now = say.words("Besluttet på mødet")
    found: list[Iterable[Part]] = [
        review_meeting.decided(say, "decided", now, decisions, today),
        review_glossary.glossary(say, figures),
    ]
    yield from _alone(found)


def _alone(found: Sequence[Iterable[Part]]) -> Iterator[Section]:
    for part in (one for parts in found for one in parts):
        yield Section(part.key, part.title, (part,))
