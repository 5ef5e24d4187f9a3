"""In words: what is different since the previous review. A difference is told with its interval,
and called a change only where the interval does not hold zero: no arrows on noise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from fit_tracker.domain.reviews import Block, Estimate, Measured, Part
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_estimates import axis_of, intervals
from fit_tracker.services.review_parts import Head, Label, find_estimate
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words


@dataclass(frozen=True)
class _Pair:
    """One figure then and now, and how much it differs."""

    key: str
    previous: Estimate
    now: Estimate
    difference: Estimate


def since_last(say: Say, block: Block) -> Iterator[Part]:
    """Shares on one axis, points on another; the table has then, now and the difference."""
    pairs = list(_pairs(block))
    if pairs and not any(one.difference.value is not None for one in pairs):
        yield _part(say, block, block.key, pairs, 10)
        return
    of_shares = [one for one in pairs if one.now.measured is Measured.SHARE]
    others = [one for one in pairs if one.now.measured is not Measured.SHARE]
    if of_shares:
        yield _part(say, block, block.key, of_shares, 10)
    if others:
        key = f"{block.key}.points" if of_shares else block.key
        yield _part(say, block, key, others, 5)


def _pairs(block: Block) -> Iterator[_Pair]:
    for key in dict.fromkeys(one.key.rpartition(".")[0] for one in block.estimates):
        found = [find_estimate(block, f"{key}.{w}") for w in ("previous", "now", "difference")]
        before, now, difference = found
        if before is not None and now is not None and difference is not None:
            yield _Pair(key, before, now, difference)


def _part(say: Say, block: Block, key: str, pairs: list[_Pair], least: float) -> Part:
    # Who is missing is told with each of the two reviews' own figures.
    lines = [
        (Label(labels.estimate(say, one.key).text, "calm"), replace(one.difference, missing=0))
        for one in pairs
    ]
    title = labels.block(say, block.key) if key == block.key else say.words("Siden sidst, i point")
    head = Head(key, title, _told(say, pairs), _previous(say, block))
    axis = axis_of([one.difference for one in pairs], least, both=True)
    return replace(intervals(say, head, lines, axis), rows=tuple(_rows(say, head, pairs)))


def _rows(say: Say, head: Head, pairs: list[_Pair]) -> Iterator[tuple[str, ...]]:
    yield (
        head.title, say.words("Sidst"), say.words("Nu"), say.words("Forskel"),
        say.interval_head, say.words("Antal sidst"), say.words("Antal nu"),
    )  # fmt: skip
    for one in pairs:
        yield (
            labels.estimate(say, one.key).text, say.value(one.previous), say.value(one.now),
            say.value(one.difference), say.interval(one.difference),
            say.count(one.previous.n), say.count(one.now.n),
        )  # fmt: skip


def _told(say: Say, pairs: list[_Pair]) -> str:
    """The first difference that may be told; else that none may."""
    told = next((one for one in pairs if one.difference.value is not None), None)
    if told is None:
        return say.words("Der er for lidt til at sammenligne med sidst.")
    return changed(say, told.key, told.previous, told.now, told.difference)


def changed(say: Say, key: str, before: Estimate, now: Estimate, by: Estimate) -> str:
    """ "Gik mere frem end målefejlen: 49 → 53 % (forskel −12 til +20): ingen sikker ændring." """
    told = say.words(
        "{what}: {before} → {now} (forskel {interval})",
        what=labels.estimate(say, key).text,
        before=say.bare(before),
        now=say.value(now),
        interval=say.interval(by) or say.value(by),
    )
    return f"{told}: {say.words(_verdict(by))}"


def _verdict(one: Estimate) -> str:
    if one.low is None or one.high is None:
        return words("usikkerheden er ukendt.")
    if one.low > 0:
        return words("højere end sidst.")
    return words("lavere end sidst.") if one.high < 0 else words("ingen sikker ændring.")


def _previous(say: Say, block: Block) -> tuple[str, ...]:
    """Which period it is compared with, and who the two groups are."""
    facts = dict(block.facts)
    days = [facts.get(f"previous.{end}") for end in ("first_day", "last_day")]
    who = say.words("Det er to forskellige grupper af mennesker, ikke de samme to gange.")
    if not all(days):
        return (who,)
    first, last = (say.day(date.fromisoformat(str(day))) for day in days)
    return (say.words("Sammenlignet med {first} til {last}.", first=first, last=last), who)
