"""In words: how courses ended and how long they took, what became of flags, and the children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fit_tracker.domain.reviews import Block, Part, Spread
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_estimates import numbers
from fit_tracker.services.review_parts import Head, cell, find_estimate, find_spread
from fit_tracker.services.review_spreads import bands, bars
from fit_tracker.services.review_who import of_all
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words

PLANNED = "planned_on_track"


def endings(say: Say, block: Block) -> Iterator[Part]:
    planned, reasons = find_spread(block, "planned"), find_spread(block, "reasons")
    if planned is not None:
        print_ = (
            say.words(
                "På sporet: familien var ved slutningen ikke markeret med mere støtte, uden "
                "ventet fremgang eller står stille."
            ),
            say.words("Et forløb, der slutter uden aftale, kan også være gået godt."),
        )
        title = labels.spread(say, planned.key)
        head = Head(block.key, title, _planned(say, block, planned), print_)
        yield bars(say, head, planned, labels.cells(say, planned.key))
    if reasons is not None:
        key = block.key if planned is None else f"{block.key}.{reasons.key}"
        sentence = of_all(say, reasons, "goals_reached", *_GOALS)
        head = Head(key, labels.spread(say, reasons.key), sentence)
        yield bars(say, head, reasons, labels.cells(say, reasons.key))


_GOALS = (
    words("{n} af {total} forløb sluttede, fordi målene er nået ({share})."),
    words("{total} forløb sluttede; hvordan de fordeler sig, kan ikke vises."),
    words("Hvor mange forløb der sluttede, vises ikke."),
)
_ENDED = (
    words("{n} af {total} forløb sluttede planlagt og på sporet ({share})."),
    words("{total} forløb sluttede; hvordan de fordeler sig, kan ikke vises."),
    words("Hvor mange forløb der sluttede, vises ikke."),
)


def _planned(say: Say, block: Block, spread: Spread) -> str:
    """ "27 af 46 forløb sluttede som planlagt (44 til 72 %)." """
    share = find_estimate(block, "planned_share")
    if share is None or share.value is None or not share.n:
        return of_all(say, spread, PLANNED, *_ENDED)
    return say.words(
        "{n} af {total} forløb sluttede som planlagt ({interval}).",
        n=say.count(round(share.value * share.n)),
        total=say.count(share.n),
        interval=say.interval(share),
    )


def time(say: Say, block: Block) -> Iterator[Part]:
    lines = [(labels.estimate(say, one.key), one) for one in block.estimates]
    if lines:
        sentence = _first_told(say, block, _TYPICAL, _TIME_UNTOLD)
        head = Head(block.key, labels.block(say, block.key), sentence)
        yield numbers(say, head, lines)


_TIME_UNTOLD = words("Der er for få til at sige, hvor længe det typisk varer.")
_TYPICAL = {
    "course_days": words("Halvdelen af forløbene varede højst {value}."),
    "days_to_first_visit": words("Halvdelen havde det første besøg højst {value} efter starten."),
    "days_on_list": words("Halvdelen stod højst {value} på beredskabets liste."),
}


def flags(say: Say, block: Block) -> Iterator[Part]:
    """Raised, what became of them, and how soon; how often they are right stands beside."""
    raised, results = find_spread(block, "raised"), find_spread(block, "results")
    if raised is not None:
        head = Head(block.key, labels.spread(say, raised.key), _raised(say, raised))
        yield bars(say, head, raised, labels.cells(say, raised.key))
    if results is not None:
        sentence = of_all(say, results, "back_on_track", *_RESULTS)
        head = Head(f"{block.key}.results", labels.spread(say, results.key), sentence)
        yield bars(say, head, results, labels.cells(say, results.key))
    yield from _right_and_soon(say, block)


def _raised(say: Say, spread: Spread) -> str:
    n = cell(spread, "flag")
    if n is None:
        if spread.total is None:
            return say.words("Hvor mange sager et flag rejste, vises ikke.")
        counted = say.counted(spread.counted, spread.total)
        return say.words(
            "{counted} kom til beredskabet; hvor mange et flag rejste, vises ikke.",
            counted=counted,
        )
    return say.words(
        "{counted} blev rejst af et flag fra målingerne.", counted=say.counted(spread.counted, n)
    )


_RESULTS = (
    words("{n} af {total} afsluttede sager kom tilbage på sporet ({share})."),
    words("{total} sager i beredskabet blev afsluttet."),
    words("Hvor mange sager der blev afsluttet, vises ikke."),
)


def _right_and_soon(say: Say, block: Block) -> Iterator[Part]:
    keys = ("right_share", "days_to_contact", "days_to_decision")
    found = [(key, find_estimate(block, key)) for key in keys]
    lines = [(labels.estimate(say, key), one) for key, one in found if one is not None]
    if not lines:
        return
    sentence = _first_told(say, block, _RIGHT_AND_SOON, _HOW_OFTEN_UNTOLD)
    print_ = say.words("Om de familier, der ikke fik et flag, siger tallet ikke noget.")
    title = say.words("Hvor tit var et flag rigtigt, og hvor hurtigt kom nogen?")
    yield numbers(say, Head(f"{block.key}.right", title, sentence, (print_,)), lines)


def _first_told(say: Say, block: Block, told: Mapping[str, str], hidden: str) -> str:
    """The first of some numbers that is told: what is known comes before what is not."""
    for key, sentence in told.items():
        one = find_estimate(block, key)
        if one is not None and one.value is not None:
            return say.words(sentence, value=say.value(one))
    return say.words(hidden)


_HOW_OFTEN_UNTOLD = words("Hvor tit et flag er rigtigt, vises ikke.")
_RIGHT_AND_SOON = {
    "right_share": words("{value} af flagene viste sig at være rigtige."),
    "days_to_contact": words("Halvdelen af familierne blev kontaktet højst {value} efter flaget."),
    "days_to_decision": words("Halvdelen af sagerne fik en beslutning højst {value} efter flaget."),
}


def children(say: Say, block: Block) -> Iterator[Part]:
    """Where they live and whether they go to school, at the start and latest."""
    yield from _then_and_now(say, block, block.key, "lives", "home", _LIVES)
    yield from _then_and_now(say, block, f"{block.key}.attends", "attends", "yes", _ATTENDS)
    placed = find_spread(block, "placements")
    if placed is not None:
        sentence = of_all(say, placed, "placed", *_PLACED)
        title = labels.spread(say, placed.key)
        head = Head(f"{block.key}.placements", title, sentence)
        yield bars(say, head, placed, labels.cells(say, placed.key))


_PLACED = (
    words("{n} af {total} forløb sluttede med, at barnet blev anbragt ({share})."),
    words("Hvor mange af {total} forløb der sluttede med en anbringelse, vises ikke."),
    words("Hvor mange forløb der sluttede med en anbringelse, vises ikke."),
)
_LIVES = (
    words("Hvor bor børnene?"),
    words("{n} af {total} børn boede hjemme ved starten, {m} senest."),
    words("Hvor mange børn der bor hjemme, vises ikke."),
)
_ATTENDS = (
    words("Går børnene i skole eller dagtilbud?"),
    words("{n} af {total} børn gik i skole eller dagtilbud ved starten, {m} senest."),
    words("Hvor mange børn der går i skole eller dagtilbud, vises ikke."),
)


def _then_and_now(
    say: Say, block: Block, key: str, what: str, good: str, said: tuple[str, str, str]
) -> Iterator[Part]:
    first, latest = find_spread(block, f"{what}_first"), find_spread(block, f"{what}_latest")
    if first is None or latest is None:
        return
    title, told, hidden = said
    n, m = cell(first, good), cell(latest, good)
    counts = {"n": say.count(n), "m": say.count(m), "total": say.count(first.total)}
    known = None not in (n, m, first.total)
    sentence = say.words(told, **counts) if known else say.words(hidden)
    columns = [(labels.spread(say, one.key), one) for one in (first, latest)]
    yield bands(say, Head(key, say.words(title), sentence), columns, labels.cells(say, first.key))
