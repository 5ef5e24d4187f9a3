"""The codes of the emergency offer, in words; a safety plan's shape beside its word."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fit_tracker.domain.offers import (
    Attends,
    Due,
    Lives,
    Missing,
    Moment,
    PartOfDay,
    Profession,
    SafetyPlan,
    Stage,
    danish_hours,
)
from fit_tracker.domain.scores import score
from fit_tracker.errors import InvalidInput
from fit_tracker.ui.html import Html, chip
from fit_tracker.ui.texts import _, day


def stage_word(stage: Stage) -> str:
    return {
        Stage.INTENSIVE: _("Intensiv støtte"),
        Stage.STEP_DOWN: _("Nedtrapning"),
        Stage.ORDINARY: _("Almindelig støtte"),
    }[stage]


def profession_word(profession: Profession) -> str:
    return {
        Profession.FAMILY_THERAPIST: _("Familiebehandler"),
        Profession.PEDAGOGUE: _("Pædagog"),
        Profession.PSYCHOLOGIST: _("Psykolog"),
        Profession.ADVISER: _("Familierådgiver"),
        Profession.OTHER: _("Andre"),
    }[profession]


def safety_word(state: SafetyPlan) -> str:
    return {
        SafetyPlan.PRESENT: _("Sikkerhedsplan findes"),
        SafetyPlan.MISSING: _("Sikkerhedsplan mangler"),
        SafetyPlan.NOT_NEEDED: _("Ikke behov for sikkerhedsplan"),
    }[state]


# The shape and tone of the statuses that stand for the same three: good, act, nothing to say.
_SHAPES = {
    SafetyPlan.PRESENT: "improving",
    SafetyPlan.MISSING: "more_support",
    SafetyPlan.NOT_NEEDED: "too_few",
}


def safety_chip(state: SafetyPlan) -> Html:
    return chip(_SHAPES[state], safety_word(state))


def part_word(part: PartOfDay) -> str:
    return {
        PartOfDay.DAY: _("Dag"),
        PartOfDay.EVENING: _("Aften"),
        PartOfDay.WEEKEND: _("Weekend"),
    }[part]


def lives_word(lives: Lives) -> str:
    return {
        Lives.HOME: _("Hjemme"),
        Lives.OTHER_HOME: _("I et andet hjem i familien eller netværket"),
        Lives.PLACED: _("Anbragt"),
        Lives.UNKNOWN: _("Ved vi ikke"),
    }[lives]


def attends_word(attends: Attends) -> str:
    return {
        Attends.YES: _("Ja"),
        Attends.PARTLY: _("Delvist"),
        Attends.NO: _("Nej"),
        Attends.NOT_RELEVANT: _("Ikke aktuelt"),
        Attends.UNKNOWN: _("Ved vi ikke"),
    }[attends]


def due_word(due: Due) -> str:
    """ "start 01-09-2026"."""
    name = {
        Moment.START: _("start"),
        Moment.QUARTER: _("kvartal"),
        Moment.END: _("slut"),
    }[due.moment]
    return f"{name} {day(due.due_on)}"


def missing_sentence(missing: Sequence[Missing]) -> str:
    """Which moments lack the children's situation; empty when none does."""
    dues = dict.fromkeys(one.due for one in missing)
    if not dues:
        return ""
    return _("Børnenes situation mangler: {dues}", dues=", ".join(due_word(due) for due in dues))


def hours(value: Decimal) -> str:
    """ "20", "12,5" and "22,75"."""
    return danish_hours(value)


def duration(minutes: int) -> str:
    """ "45 min.", "1 t.", "1 t. 30 min."."""
    whole, rest = divmod(minutes, 60)
    parts = [_("{n} t.", n=whole)] if whole else []
    return " ".join([*parts, _("{n} min.", n=rest)] if rest or not whole else parts)


def parse_hours(text: str, where: str) -> Decimal:
    """Hours typed in a field, with at most one decimal; else a sentence naming the field."""
    try:
        return score(text)
    except ValueError:
        raise InvalidInput(
            "{where}: «{text}» er ikke et tal med højst én decimal.", where=where, text=text.strip()
        ) from None
