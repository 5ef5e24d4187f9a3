"""A spread of a review as bars or bands with its table.

Every part tells how many it is about and how many are missing, and that something is hidden
where it is; a bar has a length only where its share may be told.
"""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.domain.reviews import Bar, Column, Count, Counted, Part, PartKind, Spread
from fit_tracker.services.review_numbers import percent
from fit_tracker.services.review_parts import Head, Label, Labels, Rows
from fit_tracker.services.review_words import Say


def bars(say: Say, head: Head, spread: Spread, labels: Labels) -> Part:
    """One row a cell, with its share of all and, where there is one, the share's interval."""
    named = [(one, labels(one)) for one in spread.cells]
    made = tuple(_bar(say, one, label, spread.total) for one, label in named)
    return Part(
        head.key,
        PartKind.BARS,
        head.title,
        head.sentence,
        bars=made,
        rows=spread_rows(say, head.title, spread, labels),
        small_print=(*spread_print(say, spread), *head.print),
    )


def _bar(say: Say, one: Count, label: Label, total: int | None) -> Bar:
    share = one.n / total if one.n is not None and total else None
    return Bar(label.text, say.count(one.n), say.share(one.n, total), share, label.tone)


def spread_rows(say: Say, title: str, spread: Spread, labels: Labels) -> Rows:
    """The table: each cell with n, share and interval; then all, and how many are missing."""
    shown = any(one.low is not None for one in spread.cells)
    head = (title, say.unit(spread.counted), say.words("Andel"), *_when(shown, say.interval_head))
    rows = [
        (labels(one).text, say.count(one.n), say.share(one.n, spread.total),
         *_when(shown, share_interval(say, one)))
        for one in spread.cells
    ]  # fmt: skip
    rest: list[tuple[str, ...]] = [
        (say.words("I alt"), say.count(spread.total), "", *_when(shown, ""))
    ]
    if spread.missing != 0:
        share = say.missing_share(spread.total, spread.missing)
        rest.append((say.words("Mangler"), say.count(spread.missing), share, *_when(shown, "")))
    return (head, *rows, *rest)


def _when(shown: bool, text: str) -> tuple[str, ...]:
    return (text,) if shown else ()


def share_interval(say: Say, one: Count) -> str:
    if one.low is None or one.high is None:
        return ""
    return say.words("{low} til {high}", low=percent(one.low), high=percent(one.high))


def spread_print(say: Say, *spreads: Spread) -> tuple[str, ...]:
    """n, missing, and that something is hidden, said once for spreads of the same units."""
    first = spreads[0]
    cells = [one for spread in spreads for one in spread.cells]
    said = [n_and_missing(say, first.counted, first.total, first.missing)]
    if any(one.n is None for one in cells):
        said.append(say.words("Felter, der kunne røbe færre end 5, vises ikke."))
    if any(one.low is not None for one in cells):
        said.append(say.method("wilson"))
    return tuple(said)


def n_and_missing(say: Say, unit: Counted, n: int | None, missing: int | None) -> str:
    """ "64 personer; 7 mangler (10 %)". A 0 means that nobody can be missing here: a figure
    whose missing happen to be none tells None, as every other small number."""
    counted = say.counted(unit, n) if n is not None else say.words("Antallet vises ikke")
    if missing == 0:
        return f"{counted}."
    if missing is None:
        return say.words("{counted}; hvor mange der mangler, vises ikke.", counted=counted)
    return say.words("{counted}; {missing} mangler.", counted=counted, missing=say.gone(n, missing))


def bands(
    say: Say,
    head: Head,
    columns: Sequence[tuple[str, Spread]],
    labels: Labels,
    *,
    highest_first: bool = False,
) -> Part:
    """Two or more columns of the same cells, the first at the bottom; the table of a scale is
    read from the highest band down."""
    made = tuple(
        Column(name, tuple(_bar(say, one, labels(one), spread.total) for one in spread.cells))
        for name, spread in columns
    )
    spreads = [spread for _name, spread in columns]
    head_row, *rows, total = _band_rows(say, head.title, columns, labels)
    ordered = rows[::-1] if highest_first else rows
    return Part(
        head.key,
        PartKind.BANDS,
        head.title,
        head.sentence,
        columns=made,
        rows=(head_row, *ordered, total),
        small_print=(*spread_print(say, *spreads), *head.print),
    )


def _band_rows(say: Say, title: str, columns: Sequence[tuple[str, Spread]], labels: Labels) -> Rows:
    """A column without a cell that the other has, has an empty field there."""
    head = (title, *(name for name, _spread in columns))
    found = [{one.key: one for one in spread.cells} for _name, spread in columns]
    every = {one.key: one for cells in found for one in cells.values()}
    rows = [
        (labels(one).text, *(_field(say, cells.get(key), spread.total)
                             for cells, (_name, spread) in zip(found, columns, strict=True)))
        for key, one in every.items()
    ]  # fmt: skip
    total = (say.words("I alt"), *(say.count(spread.total) for _name, spread in columns))
    return (head, *rows, total)


def _field(say: Say, one: Count | None, total: int | None) -> str:
    if one is None:
        return ""
    share = say.share(one.n, total)
    return f"{say.count(one.n)} ({share})" if share else say.count(one.n)
