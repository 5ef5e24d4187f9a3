"""What the review's PDF and slides share: what a drawing says aloud, its axis and its colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fit_tracker.domain.reviews import Bar, Part, PartKind, Section
from fit_tracker.palette import LIGHT, TONES, mixed

WIDE_TABLE = 4
MANY = 7
NARROW_NUMBERS = 2
NUMBER = re.compile(r"[+−<]? ?\d")
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Look:
    """`fill` is drawn within `edge`, which keeps 3:1 to the paper; `ink` is read upon `fill`."""

    fill: str
    edge: str
    ink: str


def look(tone: str) -> Look:
    """The tone's surface, edge and the words on it, as on the screen."""
    token, strength = TONES.get(tone, TONES["plain"])
    fill = mixed(LIGHT[token], LIGHT["card"], strength)
    return Look(fill, LIGHT[token], LIGHT["on_accent" if strength == 1 else "text"])


def told(bar: Bar) -> str:
    """The number and what stands behind it."""
    return " · ".join(words for words in (bar.text, bar.note) if words)


def said(bar: Bar) -> str:
    """The words of one bar in one line, "Planlagt, i fremgang: 29 · 45 %"."""
    text = told(bar)
    return f"{bar.label}: {text}" if bar.label and text else bar.label or text


def spoken(part: Part) -> str:
    """What a screen reader says where others see the drawing: the sentence, then each number."""
    told = [said(bar) for bar in part.bars]
    for column in part.columns:
        told.append(f"{column.label}: {', '.join(said(bar) for bar in column.bars)}")
    return " ".join(sentence(words) for words in (part.sentence or part.title, *told) if words)


def sentence(words: str) -> str:
    """`words` with an end, so that two of them are not read as one."""
    return words if words.endswith((".", "!", "?", ":")) else f"{words}."


def axis(part: Part) -> tuple[float, float]:
    """The ends of the axis: the part's own, made longer where an interval goes beyond them."""
    found = [v for bar in part.bars for v in (bar.low, bar.value, bar.high) if v is not None]
    found += [part.zero] if part.zero is not None else []
    found += part.axis or ()
    low, high = min(found, default=0.0), max(found, default=1.0)
    return (low, high) if low < high else (low - 1, high + 1)


def own_title(part: Part, section: Section) -> str:
    """The part's title, unless the section above it says just that."""
    return "" if part.title == section.title else part.title


def is_empty(part: Part) -> bool:
    """Nothing to draw: its sentence says why."""
    return not (part.rows if part.kind is PartKind.TABLE else part.bars or part.columns)


def is_told(part: Part) -> bool:
    """Whether a drawing of it would hold one mark at least; else its words alone are shown."""
    bars = [*part.bars, *(bar for column in part.columns for bar in column.bars)]
    return any(bar.share is not None or bar.value is not None for bar in bars)


def draws(part: Part) -> bool:
    """Whether there is something to look at: a mark, a number, a row, a sentence of a list."""
    drawn = (PartKind.BARS, PartKind.BANDS, PartKind.INTERVALS)
    return not is_empty(part) and (part.kind not in drawn or is_told(part))


def leading(parts: Sequence[Part]) -> int:
    """The part whose sentence is the message: the first that has something to show, so that
    "how many is not shown" is no headline above a chart that is."""
    return next((n for n, part in enumerate(parts) if draws(part)), 0)


def is_brief(section: Section) -> bool:
    """Words alone that say why there is nothing to draw: no slide and no page of its own."""
    return bool(section.parts) and all(map(is_empty, section.parts))


def is_wide(part: Part) -> bool:
    """Needs the whole width: large numbers in a row, many columns, or many bars."""
    columns = max((len(row) for row in part.rows), default=0)
    return (
        (part.kind is PartKind.NUMBERS and len(part.bars) > NARROW_NUMBERS)
        or (part.kind is PartKind.TABLE and columns >= WIDE_TABLE)
        or (part.kind in (PartKind.BARS, PartKind.INTERVALS) and len(part.bars) >= MANY)
    )


def in_rows(
    parts: Sequence[Part], wide: Callable[[Part], bool] = is_wide
) -> list[tuple[Part, ...]]:
    """Two beside each other where both are narrow, in their order."""
    rows: list[tuple[Part, ...]] = []
    for part in parts:
        if rows and len(rows[-1]) == 1 and not wide(part) and not wide(rows[-1][0]):
            rows[-1] = (rows[-1][0], part)
        else:
            rows.append((part,))
    return rows


def as_table(part: Part) -> list[list[str]]:
    """The rows, each as long as the longest, without columns that are empty below their head."""
    count = max((len(row) for row in part.rows), default=0)
    rows = [[*row, *[""] * (count - len(row))] for row in part.rows]
    kept = [n for n in range(count) if n == 0 or any(row[n] for row in rows[1:])]
    return [[row[n] for n in kept] for row in rows]


def ends(rows: Sequence[Sequence[str]], hidden: str) -> list[bool]:
    """Which columns are set to the right: those of numbers, and of `hidden` ones."""
    columns = zip(*rows[1:], strict=True)
    return [n > 0 and _holds_numbers(cells, hidden) for n, cells in enumerate(columns)]


def _holds_numbers(cells: Sequence[str], hidden: str) -> bool:
    """A column whose longest cell is a number or two of them."""
    found = [cell for cell in cells if cell]
    is_number = any(cell == hidden or NUMBER.match(cell) for cell in found)
    return is_number and max(map(len, found)) <= LONGEST_NUMBER


def short(value: float) -> str:
    """A number on an axis: 10 -> "10", 0.25 -> "0,25", a true minus."""
    text = f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return "0" if text in ("-0", "0") else text.replace("-", "−")
