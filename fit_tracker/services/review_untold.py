"""What a review cannot show: together at the end of its section, and not a card for each.

A part of which nothing may be drawn is words only. Alone it stands as it is; several of one
block, to which their note belongs, become one.
"""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.reviews import Part, PartKind
from fit_tracker.services.review_words import Say


def last(say: Say, parts: Sequence[Part]) -> tuple[Part, ...]:
    """`parts` with what is drawn first, and the rest folded behind it."""
    drawn = [one for one in parts if not is_bare(one)]
    bare: dict[str, list[Part]] = {}
    for one in parts:
        if is_bare(one):
            bare.setdefault(one.key.partition(".")[0], []).append(one)
    return (*drawn, *(_folded(say, some) for some in bare.values()))


def is_bare(part: Part) -> bool:
    return part.kind is PartKind.WORDS and not part.bars


def _folded(say: Say, parts: Sequence[Part]) -> Part:
    """The key is that of the first, for what is written beside it is found by it."""
    if len(parts) == 1:
        return parts[0]
    said = dict.fromkeys(map(_said, parts))
    return Part(
        parts[0].key,
        PartKind.WORDS,
        say.words("Små tal"),
        say.words("Her er tallene for små til at vise."),
        small_print=(" ".join(said), *parts[-1].small_print[1:]),
        note=next((one.note for one in parts if one.note), ""),
    )


def _said(part: Part) -> str:
    """Its sentence, and how many there are in all where the sentence does not say so."""
    counted = next(iter(part.small_print), "").partition(";")[0].removesuffix(".")
    if any(letter.isdigit() for letter in part.sentence) or not counted[:1].isdigit():
        return part.sentence
    return f"{part.sentence.removesuffix('.')} ({counted})."
