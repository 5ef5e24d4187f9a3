"""In words: what the numbers rest on, and whom the service reaches."""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.domain.reviews import Bar, Block, Part, PartKind, Spread
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_estimates import intervals
from fit_tracker.services.review_parts import Head, cell, find_estimate, find_spread
from fit_tracker.services.review_spreads import bars, n_and_missing, share_interval
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words


def completeness(say: Say, block: Block) -> Iterator[Part]:
    """First of all: of how many there is something to say."""
    sentence = of_all(say, find_spread(block, "two_ratings"), "yes", *_COMPLETE)
    head = (labels.block(say, block.key), *map(say.words, _HEAD), say.interval_head)
    made = tuple(_complete(say, one) for one in block.spreads)
    rows = tuple(_complete_row(say, one) for one in block.spreads)
    yield Part(
        block.key,
        PartKind.BARS,
        labels.block(say, block.key),
        sentence,
        bars=made,
        rows=(head, *rows),
        small_print=tuple(_rests_on(say, block)),
    )
    if block.estimates:
        yield _visits(say, block)


def _rests_on(say: Say, block: Block) -> Iterator[str]:
    """Courses that began and courses that ended are not the same ones."""
    for key, told in _RESTS_ON.items():
        one = find_spread(block, key)
        if one is not None:
            counted = n_and_missing(say, one.counted, one.total, one.missing)
            yield say.words(told, counted=counted)


_RESTS_ON = {
    "baseline": words("Første besøg: forløb, der startede i perioden. {counted}"),
    "two_ratings": words("De andre: forløb, der sluttede i perioden. {counted}"),
}
_HEAD = (words("Ja"), words("I alt"), words("Andel"))
_COMPLETE = (
    words("{n} af {total} afsluttede forløb har mindst to målinger ({share})."),
    words("{total} forløb sluttede; hvor mange der har mindst to målinger, vises ikke."),
    words("Hvor mange afsluttede forløb der har mindst to målinger, vises ikke."),
)


def of_all(say: Say, spread: Spread | None, key: str, told: str, total: str, none: str) -> str:
    """`told` with {n}, {total} and {share}; `total` where only that is told; else `none`."""
    n = cell(spread, key)
    if spread is None or spread.total is None:
        return say.words(none)
    values = {"total": say.count(spread.total)}
    if n is None:
        return say.words(total, **values)
    return say.words(told, n=say.count(n), share=say.share(n, spread.total), **values)


def _complete(say: Say, one: Spread) -> Bar:
    n = cell(one, "yes")
    share = n / one.total if n is not None and one.total else None
    tone = labels.CELLS["yes"][1]
    return Bar(labels.spread(say, one.key), say.count(n), say.share(n, one.total), share, tone)


def _complete_row(say: Say, one: Spread) -> tuple[str, ...]:
    n = cell(one, "yes")
    span = next((share_interval(say, c) for c in one.cells if c.key == "yes"), "")
    share = say.share(n, one.total)
    return (labels.spread(say, one.key), say.count(n), say.count(one.total), share, span)


def _visits(say: Say, block: Block) -> Part:
    lines = [(labels.estimate(say, one.key, "calm"), one) for one in block.estimates]
    print_ = say.words("Af de besøg, der blev holdt; antallet er familier.")
    title = say.words("Målinger ved besøgene")
    return intervals(
        say,
        Head(f"{block.key}.visits", title, _measured(say, block), (print_,)),
        lines,
        (0.0, 100.0),
    )


def _measured(say: Say, block: Block) -> str:
    outcome = find_estimate(block, "visits_with_outcome")
    alliance = find_estimate(block, "visits_with_alliance")
    if outcome is None or outcome.value is None:
        return say.words("Hvor mange besøg der er målt ved, vises ikke.")
    if alliance is None or alliance.value is None:
        return say.words("Trivslen er målt ved {n} af besøgene.", n=say.value(outcome))
    return say.words(
        "Trivslen er målt ved {n} af besøgene, samarbejdet ved {m}.",
        n=say.value(outcome),
        m=say.value(alliance),
    )


def reach(say: Say, block: Block) -> Iterator[Part]:
    """Age of the youngest child, service, team; one with a single cell says nothing more."""
    for place, one in enumerate(s for s in block.spreads if len(s.cells) > 1):
        key = block.key if place == 0 else f"{block.key}.{one.key}"
        print_ = (say.words("Tallene viser, hvor familierne er, ikke hvor det går godt."),)
        head = Head(key, labels.spread(say, one.key), _most(say, one), print_ * (one.key == "team"))
        yield bars(say, head, one, labels.cells(say, one.key))


def _most(say: Say, one: Spread) -> str:
    """The largest cell, where no hidden one can be larger."""
    told = [c for c in one.cells if c.n is not None]
    if one.total is None:
        return say.words("Hvor mange familier det er i alt, vises ikke.")
    values = {"total": say.count(one.total)}
    if not told:
        return say.words(
            "{total} familier fik hjælp; hvordan de fordeler sig, vises ikke.", **values
        )
    ordered = sorted((c.n or 0 for c in told), reverse=True)
    rest = one.total - sum(ordered)
    if one.key == "team" or ordered[0] <= max(rest, *ordered[1:2], 0):
        return say.words("{total} familier fik hjælp i perioden.", **values)
    largest = next(c for c in told if c.n == ordered[0])
    name = labels.cells(say, one.key)(largest).text
    return say.words(
        "{name}: {n} af {total} familier.", name=name, n=say.count(ordered[0]), **values
    )
