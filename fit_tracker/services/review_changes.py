"""What one version of a review told otherwise than the version before: only told figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fit_tracker.domain.reviews import Block, Figures


@dataclass(frozen=True)
class Change:
    """`key` is the spread's or the estimate's, `cell` the count's ("" for a total or a value,
    "missing" for those without one). None: was or is not told."""

    block: str
    key: str
    cell: str
    before: float | None
    after: float | None


def changes(before: Figures, after: Figures) -> tuple[Change, ...]:
    """Every number that is another one, in the order in which the new version tells them."""
    was = {(b.key, *place): n for b in before.blocks for place, n in _numbers(b)}
    now = {(b.key, *place): n for b in after.blocks for place, n in _numbers(b)}
    return tuple(
        Change(*place, was.get(place), now.get(place))
        for place in dict.fromkeys([*now, *was])
        if was.get(place) != now.get(place)
    )


def _numbers(block: Block) -> Iterator[tuple[tuple[str, str], float | None]]:
    for spread in block.spreads:
        yield (spread.key, ""), spread.total
        yield (spread.key, "missing"), spread.missing
        for cell in spread.cells:
            yield (spread.key, cell.key), cell.n
    for estimate in block.estimates:
        yield (estimate.key, ""), estimate.value
        yield (estimate.key, "n"), estimate.n
