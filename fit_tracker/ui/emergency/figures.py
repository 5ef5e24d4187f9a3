"""The top of the queue page: its message, and the figures behind it."""

from __future__ import annotations

from decimal import Decimal

from fit_tracker.domain.scores import danish
from fit_tracker.services.responses import Figures
from fit_tracker.ui.html import Html, page_title, stat, stats
from fit_tracker.ui.naming import count
from fit_tracker.ui.numbers import in_words, percent
from fit_tracker.ui.texts import _, _n

ENOUGH = 5
"""A share of fewer is not shown: it would say more about chance than about the flags."""


def title(found: Figures) -> str:
    """The page's message, from the data."""
    if found.open == 0:
        return _("Ingen familier venter på handling")
    waiting, late = found.without_owner, found.overdue
    if waiting and late:
        return _("{waiting}, {late}", waiting=_waiting(waiting), late=_also_late(late))
    if waiting:
        return _waiting(waiting)
    if late:
        return _n(
            "{words} familie er over fristen",
            "{words} familier er over fristen",
            late,
            words=in_words(late),
        )
    return _("Alle har en ejer, og ingen er over fristen")


def _waiting(n: int) -> str:
    return _n(
        "{words} familie venter på en ejer",
        "{words} familier venter på en ejer",
        n,
        words=in_words(n),
    )


def _also_late(n: int) -> str:
    words = _("én") if n == 1 else count(n)
    return _("{words} er over fristen", words=words)


def caption(found: Figures) -> str:
    """How fast, and how right: each with what it rests on."""
    parts = []
    if found.days_to_contact.n:
        parts.append(
            _n(
                "Fra flag til første kontakt: {days} (den seneste)",
                "Fra flag til første kontakt: {days} i median (de {n} seneste)",
                found.days_to_contact.n,
                days=days(found.days_to_contact.median),
            )
        )
    if found.n_closed >= ENOUGH:
        share = percent(found.right, found.n_closed)
        parts.append(
            _(
                "{share} af flagene var rigtige ({right} af {n} afsluttede)",
                share=share,
                right=found.right,
                n=found.n_closed,
            )
        )
    return " · ".join(parts) or _("Her står alle familier, hvor et flag venter på handling.")


def days(value: Decimal | float | None) -> str:
    """ "samme dag", "1 dag", "1,5 dage"; a dash where nothing is known."""
    if value is None:
        return "–"
    number = Decimal(str(value)).quantize(Decimal("0.1"))
    if number == 0:
        return _("samme dag")
    text = str(int(number)) if number == int(number) else danish(number)
    return _("1 dag") if number == 1 else _("{n} dage", n=text)


def head(found: Figures) -> Html:
    return page_title(title(found), caption(found))


def numbers(found: Figures) -> Html:
    decided = found.days_to_decision
    label = _("fra flag til beslutning")
    if decided.n:
        label = _n(
            "fra flag til beslutning, den seneste",
            "fra flag til beslutning, median af de {n} seneste",
            decided.n,
        )
    return stats(
        [
            stat(str(found.without_owner), _("uden ejer")),
            stat(str(found.overdue), _("over fristen")),
            stat(str(found.open), _("åbne i alt")),
            stat(days(decided.median if decided.n else None), label),
        ]
    )
