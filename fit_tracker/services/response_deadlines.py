"""How soon something must happen: the site's own promise, or the tool's convention."""

from __future__ import annotations

import json

from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import CONVENTION, Deadlines, Severity
from fit_tracker.errors import InvalidInput
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, may, require
from fit_tracker.store.database import Unit

NAME = "response_deadlines"
MOST_DAYS = 90
STAGES = ("take", "decide", "follow")


def deadlines(ctx: Context, actor: Actor) -> Deadlines:
    """The deadlines in force; whoever sees the queue may see what it promises."""
    if not may(actor.role, Action.SET_DEADLINES):
        require(actor, Action.SEE_QUEUE)
    return ctx.database.in_transaction(read)


def read(unit: Unit) -> Deadlines:
    text = unit.value("site/setting", name=NAME)
    if not text:
        return CONVENTION
    kept = json.loads(text)
    return Deadlines(*({Severity(key): days for key, days in kept[s].items()} for s in STAGES))


def set_deadlines(ctx: Context, actor: Actor, new: Deadlines) -> None:
    """Change the promise from now on; deadlines already given stay as they were given."""
    require(actor, Action.SET_DEADLINES)
    _check(new)
    text = json.dumps({stage: getattr(new, stage) for stage in STAGES})

    def work(unit: Unit) -> None:
        unit.execute("site/set_setting", name=NAME, value=text)
        audit(ctx, unit, actor, "response_deadlines_set", detail=text)

    ctx.database.in_transaction(work)


def _check(new: Deadlines) -> None:
    for stage in STAGES:
        days = getattr(new, stage)
        if set(days) != set(Severity) or not all(_whole(n) for n in days.values()):
            raise InvalidInput("En frist er et helt antal dage fra 0 til {most}.", most=MOST_DAYS)
        if not days[Severity.ACUTE] <= days[Severity.HIGH] <= days[Severity.ORDINARY]:
            raise InvalidInput(
                "Akutte sager kan ikke have længere frist end alvorlige, og alvorlige ikke længere "
                "end almindelige."
            )


def _whole(days: object) -> bool:
    return isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= MOST_DAYS
