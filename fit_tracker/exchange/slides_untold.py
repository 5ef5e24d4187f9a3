"""What only says why nothing is shown: all of it on one slide, as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fit_tracker.domain.reviews import Bar, Part, PartKind, Section
from fit_tracker.exchange.review_parts import own_title
from fit_tracker.texts import tr, words

REASON = words("Her er tallene for små til at vise.")


def gathered(sections: Sequence[Section], language: str) -> Section:
    """One section in which each of `sections` is a line with its reasons."""
    reason = tr(language, REASON)
    bars = tuple(Bar(section.title, _reasons(section, reason)) for section in sections)
    part = Part("untold", PartKind.WORDS, reason.rstrip("."), "", bars)
    return Section("untold", tr(language, "Små tal"), (part,))


def _reasons(section: Section, reason: str) -> str:
    """Why nothing is shown; what stands in the title, or twice, is said once."""
    said = [words for part in section.parts for words in (part.sentence, *part.small_print)]
    return " ".join(dict.fromkeys(words for words in said if words and words != reason))


def named(sections: Sequence[Section]) -> tuple[Part, ...]:
    """The parts as they are, for the slide's notes, each with what it is about."""
    return tuple(
        replace(part, title=_about(part, section)) for section in sections for part in section.parts
    )


def _about(part: Part, section: Section) -> str:
    own = own_title(part, section)
    return f"{section.title}: {own}" if own else section.title
