"""In words: how people changed from first to latest.

Only "udvikling": nobody has been compared with people who got no help.
"""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.domain.reviews import Block, Estimate, Part
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_estimates import intervals, numbers
from fit_tracker.services.review_parts import Head, cell, find_estimate, find_spread
from fit_tracker.services.review_spreads import bars
from fit_tracker.services.review_words import Say

SCALE = (0.0, 40.0)
BETTER = ("recovered", "improved")
WORSE = ("deteriorated", "harmed")


def change(say: Say, block: Block) -> Iterator[Part]:
    """Classes first, then shares with intervals, averages, and how large the change is."""
    classes = find_spread(block, "classes")
    if classes is not None:
        title = say.words("Hvor mange gik frem?")
        head = Head(block.key, title, gone(say, block), _class_print(say))
        yield bars(say, head, classes, labels.cells(say, classes.key))
    yield from _shares(say, block)
    yield from _means(say, block)
    yield from _size(say, block)
    yield from _by_caretaker(say, block)


def _class_print(say: Say) -> tuple[str, ...]:
    return (
        say.words("De, der mangler, har kun én måling, der kan bruges."),
        say.words("Målefejlen er den ændring, der kan være tilfældig for én person."),
        say.words("Tallene siger ikke, hvad der ville være sket uden hjælpen."),
    )


def improved(block: Block | None) -> tuple[int, int] | None:
    """How many of how many went further than the measurement error, where it is told."""
    return _of(block, BETTER, "improved_share")


def worsened(block: Block | None) -> tuple[int, int] | None:
    """The same the other way."""
    return _of(block, WORSE, "worse_share")


def _of(block: Block | None, cells: tuple[str, str], share_key: str) -> tuple[int, int] | None:
    """From the classes; where those are hidden, from the share, which may yet be told."""
    classes, share = find_spread(block, "classes"), find_estimate(block, share_key)
    n = cell(classes, *cells)
    if classes is not None and classes.total and n is not None:
        return n, classes.total
    if share is None or share.value is None or not share.n:
        return None
    return round(share.value * share.n), share.n


def gone(say: Say, block: Block) -> str:
    """ "34 af 64 gik mere frem end målefejlen, og 10 gik mere tilbage." """
    better, worse = improved(block), worsened(block)
    if better is None:
        return say.words("Hvor mange der gik mere frem end målefejlen, vises ikke.")
    values = {"n": say.count(better[0]), "total": say.count(better[1])}
    if worse is None:
        return say.words(
            "{n} af {total} gik mere frem end målefejlen. Hvor mange der gik mere tilbage, vises "
            "ikke.",
            **values,
        )
    return say.words(
        "{n} af {total} gik mere frem end målefejlen, og {m} gik mere tilbage.",
        m=say.count(worse[0]),
        **values,
    )


def _shares(say: Say, block: Block) -> Iterator[Part]:
    tones = {"improved_share": "good", "worse_share": "warn", "clinical_at_start": "quiet"}
    found = [(key, find_estimate(block, key)) for key in tones]
    lines = [(labels.estimate(say, key, tones[key]), one) for key, one in found if one is not None]
    if not lines:
        return
    title = say.words("Andele med usikkerhed")
    print_ = (
        say.words("Under grænsen: den side af skemaets grænse, hvor der ofte er brug for støtte."),
    )
    head = Head(f"{block.key}.shares", title, _start(say, block), print_)
    yield intervals(say, head, lines, (0.0, 100.0))


def _start(say: Say, block: Block) -> str:
    """How hard it was at the start: without it, change cannot be read."""
    one = find_estimate(block, "clinical_at_start")
    if one is None or one.value is None:
        return say.words("Hvor mange der lå under grænsen ved starten, vises ikke.")
    return say.words("{share} lå under grænsen ved første måling.", share=say.value(one))


def _means(say: Say, block: Block) -> Iterator[Part]:
    found = [(key, find_estimate(block, key)) for key in ("mean_first", "mean_last")]
    lines = [(labels.estimate(say, key, "calm"), one) for key, one in found if one is not None]
    if not lines:
        return
    sentence = developed(say, find_estimate(block, "mean_change"))
    head = Head(f"{block.key}.means", say.words("Gennemsnit, først og senest"), sentence)
    yield intervals(say, head, lines, SCALE)


def developed(say: Say, one: Estimate | None) -> str:
    """Whether an average change is more than chance: its interval lies on one side of zero."""
    if one is None or one.value is None:
        return say.words("Ændringen i gennemsnit vises ikke.")
    values = {"change": say.value(one), "interval": say.interval(one)}
    found = verdict(say, one)
    if not found:
        return say.words("Ændringen i gennemsnit er {change}; usikkerheden er ukendt.", **values)
    return say.words("I gennemsnit {change} ({interval}): {verdict}.", verdict=found, **values)


def verdict(say: Say, one: Estimate) -> str:
    """What an interval of a change on a scale where more is better says; empty without one."""
    if one.value is None or one.low is None or one.high is None:
        return ""
    if one.low > 0:
        return say.words("målbar fremgang")
    return say.words("målbar tilbagegang") if one.high < 0 else say.words("ingen målbar udvikling")


def _size(say: Say, block: Block) -> Iterator[Part]:
    found = [(key, find_estimate(block, key)) for key in ("mean_change", "effect_size")]
    lines = [(labels.estimate(say, key), one) for key, one in found if one is not None]
    if not lines:
        return
    size = find_estimate(block, "effect_size")
    told = size is not None and size.value is not None
    sentence = (
        say.words("Målt i spredninger ved start er ændringen {n}.", n=say.with_interval(size))
        if size is not None and told
        else say.words("Hvor stor ændringen er i forhold til spredningen, vises ikke.")
    )
    print_ = (say.words("Tallet viser udvikling over tid, ikke hvad hjælpen har betydet."),)
    head = Head(f"{block.key}.size", say.words("Hvor stor er ændringen?"), sentence, print_)
    yield numbers(say, head, lines)


def _by_caretaker(say: Say, block: Block) -> Iterator[Part]:
    """Children somebody answered for, apart: two people's answers are never one series."""
    found = find_spread(block, "classes_by_caretaker")
    if found is None:
        return
    n = cell(found, *BETTER)
    if found.total is None:
        sentence = say.words("Hvor mange børn en voksen har svaret for, vises ikke.")
    elif n is None:
        counted = say.counted(found.counted, found.total)
        sentence = say.words("En voksen har svaret for {counted}.", counted=counted)
    else:
        values = {"n": say.count(n), "total": say.count(found.total)}
        sentence = say.words("{n} af {total} børn gik mere frem end målefejlen.", **values)
    title = labels.spread(say, found.key)
    print_ = (say.words("De voksnes svar om børnene står for sig."),)
    head = Head(f"{block.key}.{found.key}", title, sentence, print_)
    yield bars(say, head, found, labels.cells(say, found.key))
