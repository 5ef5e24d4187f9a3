"""What is another number than at the review before: with intervals, never as an arrow.

Made of two reviews' told figures alone, so that it tells nothing new of anybody. The two are
of courses that ended in different periods: separate groups, whom more than time may tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from fit_tracker.domain.reviews import Block, Estimate, Figures, Measured
from fit_tracker.evaluation.estimates import Mean, difference_of_means, mean_told, newcombe
from fit_tracker.evaluation.means import METHOD_DIFFERENCE
from fit_tracker.evaluation.review_plan import SHARE_DECIMALS
from fit_tracker.evaluation.shares import METHOD_DIFFERENCE as METHOD_SHARES
from fit_tracker.evaluation.told_numbers import rounded

SHARES = (("change", "improved_share"), ("endings", "planned_share"), ("flags", "right_share"))
MEANS = (("change", "mean_change"),)


def since_last(blocks: Sequence[Block], before: Figures) -> Block:
    """The block `since_last`; a figure that one of the two did not tell has no difference."""
    rows = [_row(blocks, before.blocks, *which) for which in (*SHARES, *MEANS)]
    days = (("first_day", before.period.first_day), ("last_day", before.period.last_day))
    facts = tuple((f"previous.{name}", day.isoformat()) for name, day in days)
    return Block("since_last", (), tuple(chain.from_iterable(rows)), facts)


def _row(
    now: Sequence[Block], before: Sequence[Block], block: str, key: str
) -> tuple[Estimate, ...]:
    new, old = _find(now, block, key), _find(before, block, key)
    if new is None or old is None:
        return ()
    make = _of_shares if new.measured is Measured.SHARE else _of_means
    return (_named(old, f"{key}.previous"), _named(new, f"{key}.now"), make(key, new, old))


def _find(blocks: Sequence[Block], block: str, key: str) -> Estimate | None:
    found = [e for b in blocks if b.key == block for e in b.estimates if e.key == key]
    return found[0] if found else None


def _named(one: Estimate, key: str) -> Estimate:
    told = one.value, one.low, one.high, one.n, one.missing
    return Estimate(key, one.measured, *told, one.method)


def _of_shares(key: str, new: Estimate, old: Estimate) -> Estimate:
    kind = Measured.DIFFERENCE_OF_SHARES
    if new.value is None or old.value is None or not new.n or not old.n:
        return Estimate(f"{key}.difference", kind, None, None, None, None, None, METHOD_SHARES)
    parts = round(new.value * new.n), new.n, round(old.value * old.n), old.n
    found = [rounded(x, SHARE_DECIMALS) for x in newcombe(*parts)]
    n = new.n + old.n
    return Estimate(f"{key}.difference", kind, found[0], found[1], found[2], n, None, METHOD_SHARES)


def _of_means(key: str, new: Estimate, old: Estimate) -> Estimate:
    """Welch's interval from the two told ones; persons stand in for families in its degrees of
    freedom, which only widens it a little less where families are few."""
    told = [_mean(one) for one in (new, old)]
    if told[0] is None or told[1] is None:
        return Estimate(
            f"{key}.difference", new.measured, None, None, None, None, None, METHOD_DIFFERENCE
        )
    value, *ends = difference_of_means(told[0], told[1])
    low, high = (rounded(end) for end in ends)
    n = told[0].n + told[1].n
    return Estimate(
        f"{key}.difference",
        new.measured,
        rounded(value),
        low,
        high,
        n,
        None,
        METHOD_DIFFERENCE,
    )


def _mean(one: Estimate) -> Mean | None:
    if one.value is None or one.low is None or one.high is None or not one.n:
        return None
    return mean_told(one.value, one.low, one.high, one.n - 1)
