"""In words: the work itself, and what a programme asks about how the help hangs together."""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.domain.reviews import Block, Measured, Part
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_estimates import numbers
from fit_tracker.services.review_parts import Head, find_estimate
from fit_tracker.services.review_words import Say


def work(say: Say, block: Block) -> Iterator[Part]:
    lines = [(labels.estimate(say, one.key), one) for one in block.estimates]
    if not lines:
        return
    visits = find_estimate(block, "visits_per_family")
    sentence = (
        say.words("Hver familie fik i gennemsnit {value}.", value=say.value(visits))
        if visits is not None and visits.value is not None
        else say.words("Hvor mange besøg en familie fik i gennemsnit, vises ikke.")
    )
    print_ = [
        say.words("Antallet er familier. Timer er besøgenes og beredskabets, som de er skrevet op.")
    ]
    if not any(one.measured is Measured.KRONER for _, one in lines):
        print_.append(
            say.words("Udgifter regnes kun for et program, hvis omkostninger er skrevet på.")
        )
    head = Head(block.key, labels.block(say, block.key), sentence, tuple(print_))
    yield numbers(say, head, lines)


def continuity(say: Say, block: Block) -> Iterator[Part]:
    """Figures about the help, kept apart from wellbeing; an average, never a person."""
    lines = [(labels.estimate(say, one.key), one) for one in block.estimates]
    if not lines:
        return
    changes = find_estimate(block, "adviser_changes")
    sentence = (
        say.words("En familie skifter behandler {value} i gennemsnit.", value=_times(say, block))
        if changes is not None and changes.value is not None
        else say.words("Hjælpen set fra familiens side: hvor mange skift, og hvor tit kontakt.")
    )
    print_ = (say.words("Samarbejdet står for sig og regnes ikke sammen med trivslen."),)
    yield numbers(say, Head(block.key, labels.block(say, block.key), sentence, print_), lines)


def _times(say: Say, block: Block) -> str:
    """ "0,3 gange om året"."""
    one = find_estimate(block, "adviser_changes")
    number = say.bare(one) if one is not None else ""
    return say.words("{number} gange om året", number=number)
