"""In words: where people started and where they are, and how they find the cooperation."""

from __future__ import annotations

from collections.abc import Iterator

from fit_tracker.domain.reviews import Block, Estimate, Part, Spread
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_estimates import intervals, numbers
from fit_tracker.services.review_parts import Head, cell, find_estimate, find_spread
from fit_tracker.services.review_spreads import bands as band_part
from fit_tracker.services.review_wellbeing import SCALE, developed
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words


def bands(say: Say, block: Block) -> Iterator[Part]:
    """Two columns of the same persons; distributions stand before averages."""
    first, latest = find_spread(block, "first"), find_spread(block, "latest")
    if first is None or latest is None:
        return
    same = say.words("De samme personer i begge søjler, med deres egne målinger.")
    scale = say.words("Skalaen går fra 0 til 40, og højere er bedre.")
    once = say.words("De, der mangler, har kun én måling.")
    told = _bands(say, first, latest)
    head = Head(block.key, labels.block(say, block.key), told, (once, same, scale))
    columns = [(say.words("første måling"), first), (say.words("seneste måling"), latest)]
    yield band_part(say, head, columns, labels.cells(say, block.key), highest_first=True)


def _bands(say: Say, first: Spread, latest: Spread) -> str:
    """Told from the lowest band, or else from the highest; only where both columns tell it."""
    for key, told in _BANDS.items():
        n, m = cell(first, key), cell(latest, key)
        if None not in (n, m, first.total, latest.total):
            values = {"n": say.count(n), "m": say.count(m), "total": say.count(first.total)}
            return say.words(told, **values)
    if first.total is None:
        return say.words("Hvor mange personer det er, vises ikke.")
    counted = say.counted(first.counted, first.total)
    return say.words("{counted} har både en første og en seneste måling.", counted=counted)


_BANDS = {
    "under_15": words("Under 15 ved første måling: {n} af {total}. Ved den seneste: {m}."),
    "over_32": words("Over 32 ved første måling: {n} af {total}. Ved den seneste: {m}."),
}


def alliance(say: Say, block: Block) -> Iterator[Part]:
    """First and latest; groups apart. The change is in the sentence and its own part."""
    visits = [f"alliance_{when}" for when in ("first", "last")]
    keys = [*visits, *(f"group_{key}" for key in visits)]
    lines = [(labels.estimate(say, k, "calm"), o) for k in keys if (o := find_estimate(block, k))]
    if lines:
        print_ = (
            say.words("Skalaen går fra 0 til 40, og højere er bedre."),
            say.words("Mange giver høje tal for samarbejdet; små forskelle siger ikke meget."),
        )
        sentence = developed(say, find_estimate(block, "alliance_change"))
        head = Head(block.key, labels.block(say, block.key), sentence, print_)
        yield intervals(say, head, lines, SCALE)
    changes = [o for o in block.estimates if o.key.endswith("alliance_change")]
    if changes:
        named = [(labels.estimate(say, one.key), one) for one in changes]
        title, told = say.words("Ændringen i samarbejdet"), _cooperation(say, changes)
        yield numbers(say, Head(f"{block.key}.change", title, told), named)


def _cooperation(say: Say, changes: list[Estimate]) -> str:
    told = sum(one.value is not None for one in changes)
    if told == len(changes):
        return say.words("Fra første til seneste måling af de samme personer.")
    return say.words("Fra første til seneste måling af de samme personer, hvor det kan vises.")
