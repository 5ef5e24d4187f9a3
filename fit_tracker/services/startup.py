"""The start-up curve: what a site assumes while it has too few finished courses to learn from.

It is an assumption that somebody answers for, with the place it comes from; off unless the
administrator has entered both. It raises no flag and is never stored as data.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

GAIN, SOURCE = "startup_gain", "startup_source"
MOST = Decimal(40)


@dataclass(frozen=True)
class StartUp:
    """Points gained by visit 8, for the better, and where the number is from."""

    gain: Decimal
    source: str


def startup(ctx: Context) -> StartUp | None:
    """The curve, or None while it is off. No family in it: open to whoever is shown one."""
    return ctx.database.in_transaction(read)


def read(unit: Unit) -> StartUp | None:
    gain = unit.value("site/setting", name=GAIN)
    if not gain:
        return None
    return StartUp(Decimal(gain), unit.value("site/setting", name=SOURCE))


def set_startup(ctx: Context, actor: Actor, gain: Decimal | None, source: str = "") -> None:
    """Switch the curve on, or with no `gain` off."""
    require(actor, Action.MANAGE_MODELS)
    text = "" if gain is None else _checked(gain, source)

    def work(unit: Unit) -> None:
        unit.execute("site/set_setting", name=GAIN, value="" if gain is None else str(gain))
        unit.execute("site/set_setting", name=SOURCE, value=text)
        audit(ctx, unit, actor, "startup_curve_set", detail="off" if gain is None else str(gain))

    ctx.database.in_transaction(work)


def _checked(gain: Decimal, source: str) -> str:
    if not gain.is_finite() or not 0 < gain <= MOST or gain != round(gain, 1):
        raise InvalidInput(
            "Fremgangen ved besøg 8 skal være over 0 og højst {most} point, med højst én decimal.",
            most=MOST,
        )
    if not source.strip():
        raise InvalidInput(
            "Skriv, hvor tallet kommer fra. En startkurve uden kilde kan ingen stå inde for."
        )
    return checks.free_text(source, "Hvor kommer tallet fra?")
