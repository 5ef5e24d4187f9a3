"""In words: what was decided, what the project leader noted, and what a new version corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fit_tracker.domain.reviews import (
    Bar,
    Count,
    Decision,
    DecisionState,
    Figures,
    Part,
    PartKind,
)
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_changes import Change
from fit_tracker.services.review_numbers import plain
from fit_tracker.services.review_parts import Head, find_estimate, find_spread, words_part
from fit_tracker.services.review_words import Say
from fit_tracker.texts import tr_n

SHOWN = 8
"""Corrections told one by one; the rest stand in the table."""
_TONES = {DecisionState.DONE: "good", DecisionState.OPEN: "plain", DecisionState.DROPPED: "quiet"}


def decided(say: Say, key: str, title: str, decisions: Sequence[Decision]) -> Iterator[Part]:
    """Who does what by when, and what came of it; open ones first."""
    if not decisions:
        return
    ordered = sorted(decisions, key=lambda one: (one.state is not DecisionState.OPEN, one.place))
    lines = [Bar(one.body, _stands(say, one), one.owner, tone=_TONES[one.state]) for one in ordered]
    columns = (say.words("Beslutning"), say.words("Hvem"), say.words("Status"))
    yield words_part(say, Head(key, title, _how_many(say, decisions)), lines, columns)


def _stands(say: Say, one: Decision) -> str:
    """ "åben, frist 01-12-2026", "gjort 03-10-2026: 71 → 94 %"."""
    if one.state is DecisionState.OPEN:
        due = one.due_on
        return say.words("åben, frist {day}", day=say.day(due)) if due else say.words("åben")
    done = one.state is DecisionState.DONE
    word = say.words("gjort") if done else say.words("opgivet")
    when = f"{word} {say.day(one.closed_on)}" if one.closed_on else word
    return f"{when}: {one.outcome}" if one.outcome else when


def _how_many(say: Say, decisions: Sequence[Decision]) -> str:
    """These are no families: a decision may be told alone."""
    counts = [
        (sum(d.state is state for d in decisions), state)
        for state in (DecisionState.OPEN, DecisionState.DONE, DecisionState.DROPPED)
    ]
    told = [_count(say, n, state) for n, state in counts if n]
    return f"{', '.join(told)}."


def _count(say: Say, n: int, state: DecisionState) -> str:
    match state:
        case DecisionState.OPEN:
            return tr_n(say.language, "{n} åben", "{n} åbne", n)
        case DecisionState.DONE:
            return tr_n(say.language, "{n} gjort", "{n} gjort", n)
        case _:
            return tr_n(say.language, "{n} opgivet", "{n} opgivet", n)


def noted(say: Say, body: str) -> Iterator[Part]:
    """What the project leader wrote about the review as a whole."""
    if body:
        title = say.words("Projektlederens bemærkning")
        sentence = say.words("Skrevet, da gennemgangen blev lavet.")
        yield Part("review", PartKind.WORDS, title, sentence, note=body)


def corrected(say: Say, figures: Figures, changes: Sequence[Change]) -> Iterator[Part]:
    """What the version before told otherwise: only what both told, or one of them."""
    if not changes:
        return
    lines = [_correction(say, figures, one) for one in changes]
    n = len(changes)
    sentence = tr_n(
        say.language,
        "{n} tal er et andet end i versionen før, fordi data er rettet.",
        "{n} tal er andre end i versionen før, fordi data er rettet.",
        n,
    )
    rest = say.words("Resten står i tabellen.")
    title = say.words("Rettet siden sidste version")
    head = Head("corrected", title, sentence, (rest,) * (n > SHOWN))
    columns = (say.words("Tal"), say.words("Del"), say.words("Før → nu"))
    part = words_part(say, head, lines[:SHOWN], columns)
    rows = ((*columns,), *((one.label, one.note, one.text) for one in lines))
    yield Part(
        part.key, part.kind, part.title, part.sentence,
        bars=part.bars, rows=rows, small_print=part.small_print,
    )  # fmt: skip


def _correction(say: Say, figures: Figures, one: Change) -> Bar:
    block = next((b for b in figures.blocks if b.key == one.block), None)
    before, after = _value(say, figures, one, one.before), _value(say, figures, one, one.after)
    spread = find_spread(block, one.key)
    name = labels.spread(say, one.key) if spread else labels.estimate(say, one.key).text
    what = f"{name}: {_cell(say, one)}" if one.cell else name
    return Bar(what, f"{before} → {after}", labels.block(say, one.block))


def _cell(say: Say, one: Change) -> str:
    if one.cell == "missing":
        return say.words("mangler")
    if one.cell == "n":
        return say.words("antal")
    return labels.cells(say, one.key)(Count(one.cell, None)).text


def _value(say: Say, figures: Figures, one: Change, value: float | None) -> str:
    if value is None:
        return say.hidden
    block = next((b for b in figures.blocks if b.key == one.block), None)
    estimate = find_estimate(block, one.key)
    if estimate is None or one.cell:
        return plain(value, 0 if value == round(value) else 1)
    return say.in_unit(estimate, value)
