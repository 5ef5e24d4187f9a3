"""In words: what was decided, what the project leader noted, and what a new version corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fit_tracker.domain.reviews import (
    Bar,
    Block,
    Count,
    Decision,
    DecisionState,
    Figures,
    Part,
    PartKind,
)
from fit_tracker.services import review_labels as labels
from fit_tracker.services.review_changes import Change
from fit_tracker.services.review_effect import line_name
from fit_tracker.services.review_numbers import plain
from fit_tracker.services.review_parts import Head, find_estimate, find_spread, words_part
from fit_tracker.services.review_words import Say
from fit_tracker.texts import tr_n

SHOWN = 8
"""Corrections told one by one; the rest stand in the table."""
LATE = "late"
"""Open after its last day: as it stands on the day it is read, and stored nowhere."""
_TONES: dict[str, str] = {
    LATE: "warn",
    DecisionState.OPEN: "plain",
    DecisionState.DONE: "good",
    DecisionState.DROPPED: "quiet",
}
_STATES = tuple(_TONES)
"""In the order they are told."""


def decided(
    say: Say, key: str, title: str, decisions: Sequence[Decision], today: date
) -> Iterator[Part]:
    """Who does what by when, and what came of it; late ones first, then the other open ones."""
    if not decisions:
        return
    ordered = sorted(decisions, key=lambda one: (_STATES.index(_state(one, today)), one.place))
    lines = [_line(say, one, today) for one in ordered]
    columns = (say.words("Beslutning"), say.words("Hvem"), say.words("Status"))
    yield words_part(say, Head(key, title, _how_many(say, decisions, today)), lines, columns)


def _state(one: Decision, today: date) -> str:
    return LATE if one.is_late(today) else one.state


def _line(say: Say, one: Decision, today: date) -> Bar:
    return Bar(one.body, _stands(say, one, today), one.owner, tone=_TONES[_state(one, today)])


def _stands(say: Say, one: Decision, today: date) -> str:
    """ "åben, frist 01-12-2026", "forsinket, frist 01-12-2026", "gjort 03-10-2026: 71 → 94 %"."""
    if one.state is DecisionState.OPEN:
        return _until(say, one.due_on, late=one.is_late(today))
    done = one.state is DecisionState.DONE
    word = say.words("gjort") if done else say.words("opgivet")
    when = f"{word} {say.day(one.closed_on)}" if one.closed_on else word
    return f"{when}: {one.outcome}" if one.outcome else when


def _until(say: Say, due: date | None, *, late: bool) -> str:
    if due is None:
        return say.words("åben")
    if late:
        return say.words("forsinket, frist {day}", day=say.day(due))
    return say.words("åben, frist {day}", day=say.day(due))


def _how_many(say: Say, decisions: Sequence[Decision], today: date) -> str:
    """These are no families: a decision may be told alone."""
    states = [_state(one, today) for one in decisions]
    told = [_count(say, n, state) for state in _STATES if (n := states.count(state))]
    return f"{', '.join(told)}."


def _count(say: Say, n: int, state: str) -> str:
    if state == LATE:
        return tr_n(say.language, "{n} forsinket", "{n} forsinkede", n)
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
    name = _named(say, block, one)
    what = f"{name}: {_cell(say, one)}" if one.cell else name
    return Bar(what, f"{before} → {after}", labels.block(say, one.block))


def _named(say: Say, block: Block | None, one: Change) -> str:
    if one.block == "effect":
        return line_name(say, one.key)
    spread = find_spread(block, one.key)
    return labels.spread(say, one.key) if spread else labels.estimate(say, one.key).text


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
