"""What a pack must be beyond well-formed: numbers that agree with each other."""

from __future__ import annotations

import re
from string import Formatter

from fit_tracker.domain.instruments import Comparator, Instrument
from fit_tracker.domain.people import RaterKind
from fit_tracker.domain.scores import TENTH
from fit_tracker.instruments.fields import Field

BAD_ID = (
    "{file}, linje {line}, felt «{field}»: "
    "må kun have små bogstaver a-z, tal, bindestreg og _; der står «{found}»."
)
REVERSED = (
    "{file}, linje {line}, felt «{field}»: min skal være mindre end max; der står {low} og {high}."
)
AGES = (
    "{file}, linje {line}, felt «{field}»: "
    "alderen skal gå fra mindst 0 og opad; der står {low} til {high}."
)
STEP = (
    "{file}, linje {line}, felt «{field}»: "
    "trinnet skal være hele tiendedele over 0 og gå op i skalaen; der står {found}."
)
FACTOR = (
    "{file}, linje {line}, felt «{field}»: "
    "skal være over 0 og give summer i hele tiendedele; der står {found}."
)
TOTAL = (
    "{file}, linje {line}, felt «{field}»: "
    "punkterne giver summer fra {low} til {high}, men her står {found_low} til {found_high}."
)
ITEM_TWICE = "{file}, linje {line}, felt «{field}»: punktet «{found}» findes allerede."
NO_RATERS = "{file}, linje {line}, felt «{field}»: nævn mindst én, der svarer."
SD = "{file}, linje {line}, felt «{field}»: skal være over 0; der står {found}."
BETWEEN = (
    "{file}, linje {line}, felt «{field}»: "
    "skal ligge mellem 0 og 1 (uden selv at være det); der står {found}."
)
CUT_OFF = (
    "{file}, linje {line}, felt «{field}»: "
    "ligger uden for skalaens summer, {low} til {high}; der står {found}."
)
CUT_SIDE = (
    "{file}, linje {line}, felt «{field}»: "
    "peger den forkerte vej: med higher_is_better: {direction} ligger det kliniske {side}."
)
PLACEHOLDER = (
    "{file}, linje {line}, felt «{field}»: kun {allowed} kan sættes ind; der står «{found}»."
)
NAME_SELF = (
    "{file}, linje {line}, felt «{field}»: "
    "«{found}» kan ikke stå her: den, der svarer for sig selv, tiltales med du."
)
BRACES = "{file}, linje {line}, felt «{field}»: en krøllet parentes er ikke lukket."

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def check(fields: dict[str, Field], instrument: Instrument) -> None:
    """Raise PackInvalid at the first thing that does not hold together."""
    _ids(fields)
    _item_range(fields, instrument)
    _total_range(fields, instrument)
    _item_keys(fields)
    _people(fields, instrument)
    _cut_off(fields, instrument)
    _reliability(fields, instrument)
    _texts(fields, instrument)


def _ids(fields: dict[str, Field]) -> None:
    for name in ("id", "measure", "form"):
        if not _ID.fullmatch(fields[name].text()):
            fields[name].fail(BAD_ID, found=fields[name].text())


def _item_range(fields: dict[str, Field], scale: Instrument) -> None:
    if scale.item_min >= scale.item_max:
        fields["item_range"].fail(REVERSED, low=scale.item_min, high=scale.item_max)
    step = scale.item_step
    whole_tenths = all(n % TENTH == 0 for n in (step, scale.item_min, scale.item_max))
    if step <= 0 or not whole_tenths or (scale.item_max - scale.item_min) % step:
        fields["item_range"].fail(STEP, found=step)


def _total_range(fields: dict[str, Field], scale: Instrument) -> None:
    field = fields["total_range"]
    if scale.factor <= 0 or (scale.factor * scale.item_step) % TENTH:
        fields.get("factor", field).fail(FACTOR, found=scale.factor)
    if scale.total_min >= scale.total_max:
        field.fail(REVERSED, low=scale.total_min, high=scale.total_max)
    _step_fits(field, scale)
    n = len(scale.items)
    low, high = n * scale.item_min * scale.factor, n * scale.item_max * scale.factor
    if n and (low, high) != (scale.total_min, scale.total_max):
        found = {"found_low": scale.total_min, "found_high": scale.total_max}
        field.fail(TOTAL, low=low, high=high, **found)


def _step_fits(field: Field, scale: Instrument) -> None:
    """Also a scale that is only known by its total must reach its own top."""
    step = scale.item_step * scale.factor
    if scale.total_min % TENTH or (scale.total_max - scale.total_min) % step:
        field.fail(STEP, found=step)


def _item_keys(fields: dict[str, Field]) -> None:
    seen: set[str] = set()
    for element in fields["items"].elements():
        key = element.group(("key",), ("label", "hint", "low", "high"))["key"]
        if not _ID.fullmatch(key.text()):
            key.fail(BAD_ID, found=key.text())
        if key.text() in seen:
            key.fail(ITEM_TWICE, found=key.text())
        seen.add(key.text())


def _people(fields: dict[str, Field], scale: Instrument) -> None:
    if not 0 <= scale.age_min <= scale.age_max:
        fields["ages"].fail(AGES, low=scale.age_min, high=scale.age_max)
    if not scale.raters:
        fields["raters"].fail(NO_RATERS)


def _cut_off(fields: dict[str, Field], scale: Instrument) -> None:
    cut_off = scale.cut_off
    if cut_off is None:
        return
    parts = fields["cut_off"].group(("value", "comparator", "source"))
    if not scale.total_min <= cut_off.value <= scale.total_max:
        limits = {"low": scale.total_min, "high": scale.total_max}
        parts["value"].fail(CUT_OFF, found=cut_off.value, **limits)
    below = cut_off.comparator in (Comparator.BELOW, Comparator.AT_OR_BELOW)
    if below is not scale.higher_is_better:
        direction, side = ("true", "under (<, <=)") if not below else ("false", "over (>, >=)")
        parts["comparator"].fail(CUT_SIDE, direction=direction, side=side)


def _reliability(fields: dict[str, Field], scale: Instrument) -> None:
    if scale.reliability is None:
        return
    parts = fields["reliability"].group(("sd", "coefficient"), ("confidence", "source", "verified"))
    if scale.reliability.sd <= 0:
        parts["sd"].fail(SD, found=scale.reliability.sd)
    for name in ("coefficient", "confidence"):
        value = getattr(scale.reliability, name)
        if not 0 < value < 1:
            parts[name].fail(BETWEEN, found=value)


def _texts(fields: dict[str, Field], scale: Instrument) -> None:
    """`{name}` stands for the person a rating is about, where somebody else answers."""
    places = [fields["question"], fields["instruction"]]
    for element in fields["items"].elements():
        parts = element.group(("key", "label", "low", "high"), ("hint",))
        places += [parts[name] for name in ("label", "hint", "low", "high") if name in parts]
    for place in places:
        for text in place.group((), ("da", "en")).values():
            _placeholders(text, RaterKind.SELF in scale.raters)


def _placeholders(field: Field, answers_for_self: bool) -> None:
    try:
        names = [name for _, name, _, _ in Formatter().parse(field.text()) if name is not None]
    except ValueError:
        field.fail(BRACES)
    for name in names:
        if name != "name":
            field.fail(PLACEHOLDER, allowed="{name}", found="{" + name + "}")
        if answers_for_self:
            field.fail(NAME_SELF, found="{name}")
