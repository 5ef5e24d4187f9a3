"""Estimates of a review as lines with their intervals, or as large numbers, with their table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fit_tracker.domain.reviews import Bar, Estimate, Measured, Part, PartKind
from fit_tracker.services.review_numbers import FULL
from fit_tracker.services.review_parts import Head, Label, Rows
from fit_tracker.services.review_words import Say


def intervals(
    say: Say, head: Head, lines: Sequence[tuple[Label, Estimate]], axis: tuple[float, float]
) -> Part:
    """Estimates of one unit on one axis; zero is drawn where they are differences."""
    zero = 0.0 if axis[0] < 0 < axis[1] else None
    made = tuple(_line(say, label, one) for label, one in lines)
    return replace(
        numbers(say, head, lines), kind=PartKind.INTERVALS, bars=made, axis=axis, zero=zero
    )


def _line(say: Say, label: Label, one: Estimate) -> Bar:
    text, told = say.with_interval(one), _on_axis(one)
    return Bar(label.text, text, say.n_of(one), None, label.tone, *told)


def _on_axis(one: Estimate) -> tuple[float | None, float | None, float | None]:
    """Value and ends; shares stand on an axis of percent. Nothing where the value is hidden."""
    if one.value is None:
        return None, None, None
    factor = FULL if one.measured in (Measured.SHARE, Measured.DIFFERENCE_OF_SHARES) else 1
    value, low, high = (
        None if x is None else round(x * factor, 6) for x in (one.value, one.low, one.high)
    )
    return value, low, high


def numbers(say: Say, head: Head, lines: Sequence[tuple[Label, Estimate]]) -> Part:
    """Estimates of different units: large numbers, each with its interval and n below."""
    made = tuple(
        Bar(label.text, say.value(one), say.interval_and_n(one), None, label.tone)
        for label, one in lines
    )
    return Part(
        head.key,
        PartKind.NUMBERS,
        head.title,
        head.sentence,
        bars=made,
        rows=estimate_rows(say, head.title, lines),
        small_print=(*_estimate_print(say, lines), *head.print),
    )


def estimate_rows(say: Say, title: str, lines: Sequence[tuple[Label, Estimate]]) -> Rows:
    """Value, interval and n of each; and how many are missing, where somebody can be."""
    heads = say.words("Tal"), say.interval_head, say.words("Antal"), say.words("Mangler")
    rows = [
        (label.text, say.value(one), say.interval(one), *say.n_and_missing(one))
        for label, one in lines
    ]
    width = 5 if any(one.missing != 0 for _label, one in lines) else 4
    return tuple(row[:width] for row in ((title, *heads), *rows))


def _estimate_print(say: Say, lines: Sequence[tuple[Label, Estimate]]) -> Iterator[str]:
    """n and missing, how the numbers were made, and that something is hidden."""
    told = [one for _label, one in lines if one.value is not None]
    if told:
        yield _n_and_missing(say, {(one.n, one.missing) for one in told})
    yield from filter(None, map(say.method, dict.fromkeys(one.method for one in told)))
    if len(told) < len(lines):
        yield say.words("Tal, der bygger på færre end 5 eller kunne røbe nogen, vises ikke.")


def _n_and_missing(say: Say, found: set[tuple[int | None, int | None]]) -> str:
    if len(found) > 1:
        return say.words("Antallet står ved hvert tal, og hvor mange der mangler, i tabellen.")
    n, missing = found.pop()
    if missing == 0:
        return say.words("Antal: {n}.", n=say.count(n))
    if missing is None:
        return say.words("Antal: {n}; hvor mange der mangler, vises ikke.", n=say.count(n))
    return say.words("Antal: {n}; {missing} mangler.", n=say.count(n), missing=say.gone(n, missing))


def axis_of(lines: Sequence[Estimate], least: float, *, both: bool = False) -> tuple[float, float]:
    """From 0 (or as far below) to the next whole `least` above all values and their ends."""
    ends = [abs(x) for one in lines for x in _on_axis(one) if x is not None]
    top = least * max(1, -(-max(ends, default=0) // least))
    return (-top if both else 0.0, float(top))
