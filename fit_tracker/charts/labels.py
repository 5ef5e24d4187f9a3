"""Where words go, so that none lies on another. Pure geometry, in pixels or in scores."""

from __future__ import annotations

from collections.abc import Sequence

# A phone's plot is about this wide; what fits there fits everywhere.
NARROW = 210
LETTER = 6.6


def dodge(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to `wanted`, at least `gap` apart, within low..high.

    Neighbours that are too close share the space around their mean (pool adjacent
    violators), so that a pair moves half the way each instead of one the whole way.
    If there is no room for all, they are spread evenly and do overlap the limits least.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[list[float]] = []  # [centre of the first, count]
    for place, i in enumerate(order):
        blocks.append([wanted[i] - place * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            value, n = blocks.pop()
            before, m = blocks[-1]
            blocks[-1] = [(before * m + value * n) / (m + n), m + n]
    top = high - (len(order) - 1) * gap
    shifted = [min(max(value, low), max(top, low)) for value, n in blocks for _ in range(int(n))]
    result = [0.0] * len(wanted)
    for place, i in enumerate(order):
        result[i] = shifted[place] + place * gap
    return result


def rows(starts: Sequence[float], widths: Sequence[float], gap: float = 8) -> list[int]:
    """The row of each label so that labels of one row do not touch; row 0 is nearest.

    `starts` in order from left to right.
    """
    ends: list[float] = []
    found = []
    for start, width in zip(starts, widths, strict=True):
        free = next((row for row, end in enumerate(ends) if end + gap <= start), len(ends))
        ends[free:free + 1] = [start + width]
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
