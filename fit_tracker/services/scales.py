"""The instruments of the site, as the administrator needs to see them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import Actor
from fit_tracker.progression.reliable_change import reliable_change_index
from fit_tracker.services.context import Context
from fit_tracker.services.permissions import Action, require


@dataclass(frozen=True)
class Scale:
    """An instrument with its computed reliable change index (None without reliability)."""

    instrument: Instrument
    rci: Decimal | None


def all_scales(ctx: Context, actor: Actor) -> list[Scale]:
    require(actor, Action.MANAGE_SITE)
    return [Scale(instrument, _rci(instrument)) for instrument in ctx.instruments.all()]


def _rci(instrument: Instrument) -> Decimal | None:
    known = instrument.reliability
    return None if known is None else reliable_change_index(known)
