"""Until when something must happen, said so that nobody has to count days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from fit_tracker.domain.responses import Standing, State
from fit_tracker.ui.html import Html, label_chip
from fit_tracker.ui.texts import _, _n, day


class Due(Protocol):
    """What of a response says when it is due."""

    @property
    def state(self) -> State: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def raised_on(self) -> date: ...
    @property
    def due_on(self) -> date: ...
    @property
    def decided_on(self) -> date | None: ...
    @property
    def closed_on(self) -> date | None: ...


def near(on: date, today: date) -> str:
    """ "i dag", "i morgen", "i går"; else the date."""
    if on == today:
        return _("i dag")
    if on == today + timedelta(days=1):
        return _("i morgen")
    return _("i går") if on == today - timedelta(days=1) else day(on)


def due_sentence(row: Due, today: date) -> str:
    """What is due and when: "tages senest i morgen", "skulle være besluttet 20-11-2026"."""
    if row.state is State.CLOSED:
        return _("afsluttet {day}", day=day(row.closed_on))
    late = row.standing is Standing.OVERDUE
    return _late(row, today) if late else _in_time(row, near(row.due_on, today))


def _in_time(row: Due, when: str) -> str:
    if row.state is State.NEW:
        return _("tages senest {day}", day=when)
    if row.state is State.WAITING:
        return _("ses igen {day}", day=when)
    if row.decided_on is None:
        return _("beslutning senest {day}", day=when)
    return _("følges op senest {day}", day=when)


def _late(row: Due, today: date) -> str:
    when = near(row.due_on, today)
    if row.state is State.NEW:
        return _("skulle være taget {day}", day=when)
    if row.state is State.WAITING:
        return _("skulle være set igen {day}", day=when)
    if row.decided_on is None:
        return _("skulle være besluttet {day}", day=when)
    return _("skulle være fulgt op {day}", day=when)


def standing_chip(row: Due, today: date) -> Html:
    """ "ny · 2 dage", "taget", "venter", "overskredet 2 dage"."""
    match row.standing:
        case Standing.OVERDUE:
            days = (today - row.due_on).days
            return label_chip("attention", _n("overskredet {n} dag", "overskredet {n} dage", days))
        case Standing.NEW:
            return label_chip("attention", _age(row, today))
        case Standing.TAKEN:
            return label_chip("blue", _("taget"))
        case Standing.WAITING:
            return label_chip("neutral", _("venter"))
        case Standing.CLOSED:
            return label_chip("neutral", _("afsluttet"))


def _age(row: Due, today: date) -> str:
    days = (today - row.raised_on).days
    return _n("ny · {n} dag", "ny · {n} dage", days) if days else _("ny i dag")
