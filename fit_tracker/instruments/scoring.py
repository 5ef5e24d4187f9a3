"""From items to a total, exactly. Nothing is imputed: a scale with a gap has no total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from fit_tracker.domain.instruments import Instrument, Item
from fit_tracker.domain.scores import TENTH
from fit_tracker.errors import InvalidInput


def total(instrument: Instrument, items: Mapping[str, Decimal]) -> Decimal:
    """Sum of all items times the pack's factor, in tenths.

    Every item is needed, none may be unknown, and each lies on the scale's steps.
    Example: 5.2 + 6.1 + 4.0 + 5.5 with factor 1 -> 20.8.
    """
    _check_keys(instrument, items)
    for item in instrument.items:
        _check_item(instrument, _label(item), items[item.key])
    return check_total(instrument, sum(items.values(), Decimal(0)) * instrument.factor)


def check_total(instrument: Instrument, total: Decimal) -> Decimal:
    """A total given as such, if the scale can produce it; otherwise a sentence why not."""
    step = instrument.item_step * instrument.factor
    low, high = instrument.total_min, instrument.total_max
    if low <= total <= high and (total - low) % step == 0:
        return total.quantize(TENTH)
    raise InvalidInput(
        "{instrument}: summen {value} passer ikke; den går fra {low} til {high} i trin på {step}.",
        instrument=instrument.name["da"],
        value=_plain(total),
        low=_plain(low),
        high=_plain(high),
        step=_plain(step),
    )


def _check_keys(instrument: Instrument, items: Mapping[str, Decimal]) -> None:
    if not instrument.items:
        raise InvalidInput(
            "{instrument} har ingen enkelte punkter; skriv kun summen.",
            instrument=instrument.name["da"],
        )
    missing = [_label(item) for item in instrument.items if item.key not in items]
    if missing:
        raise InvalidInput(
            "{instrument} mangler svar på: {missing}.",
            instrument=instrument.name["da"],
            missing=", ".join(missing),
        )
    unknown = sorted(set(items) - {item.key for item in instrument.items})
    if unknown:
        raise InvalidInput(
            "{instrument} har ikke disse punkter: {unknown}.",
            instrument=instrument.name["da"],
            unknown=", ".join(unknown),
        )


def _check_item(instrument: Instrument, label: str, value: Decimal) -> None:
    low, high, step = instrument.item_min, instrument.item_max, instrument.item_step
    if low <= value <= high and (value - low) % step == 0:
        return
    raise InvalidInput(
        "{instrument}, «{item}»: {value} passer ikke; skalaen går fra {low} til {high} "
        "i trin på {step}.",
        instrument=instrument.name["da"],
        item=label,
        value=_plain(value),
        low=_plain(low),
        high=_plain(high),
        step=_plain(step),
    )


def _label(item: Item) -> str:
    """The item's label where no name may appear: errors carry no personal data."""
    return item.label["da"].replace("{name}", "…").strip()


def _plain(value: Decimal) -> str:
    """7.50 -> "7,5" and 40.0 -> "40": as a person would write it."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
