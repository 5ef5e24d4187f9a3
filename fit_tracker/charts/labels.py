"""Where words go, so that none lies on another. Pure geometry, in pixels or in scores."""

from __future__ import annotations

from collections.abc import Sequence

# A phone's plot is about this wide; what fits there fits everywhere.
NARROW = 210
LETTER = 6.6


def dodge(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles as near as possible to `wanted`, so that no two labels of these `heights`
    overlap, within low..high.

    Neighbours that are too close share the space around their mean (pool adjacent
    violators), so that each of a pair moves half the way instead of one the whole way.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    offsets = _offsets([heights[i] for i in order])
    blocks: list[tuple[float, int]] = []  # where the block's label 0 would stand, how many
    for place, i in enumerate(order):
        blocks.append((wanted[i] - offsets[place], 1))
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            blocks.append(_pooled(blocks.pop(), blocks.pop()))
    top = max(high - offsets[-1], low) if order else low
    free = [min(max(value, low), top) for value, n in blocks for _ in range(n)]
    placed = {i: free[place] + offsets[place] for place, i in enumerate(order)}
    return [placed[i] for i in range(len(wanted))]


def _offsets(heights: Sequence[float]) -> list[float]:
    """How far each middle stands above the lowest when the labels touch."""
    offsets = [0.0] * len(heights)
    for i in range(1, len(heights)):
        offsets[i] = offsets[i - 1] + (heights[i - 1] + heights[i]) / 2
    return offsets


def _pooled(one: tuple[float, int], other: tuple[float, int]) -> tuple[float, int]:
    n = one[1] + other[1]
    return (one[0] * one[1] + other[0] * other[1]) / n, n


def rows(starts: Sequence[float], widths: Sequence[float], gap: float = 8) -> list[int]:
    """The row of each label so that labels of one row do not touch; row 0 is nearest.

    `starts` in order from left to right.
    """
    ends: list[float] = []
    found = []
    for start, width in zip(starts, widths, strict=True):
        free = next((row for row, end in enumerate(ends) if end + gap <= start), len(ends))
        ends[free : free + 1] = [start + width]
        found.append(free)
    return found


def wrap(text: str, width: int = 13) -> list[str]:
    """`text` in lines of about `width` letters, broken at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def shorten(text: str, width: int) -> str:
    """`text` cut at `width` letters, with a mark that something is missing."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def crowded(
    points: Sequence[tuple[float, float]], left: float, right: float, low: float, high: float
) -> int:
    """How many points lie in a box: the emptier of two boxes gets the label."""
    return sum(left <= x <= right and low <= y <= high for x, y in points)
