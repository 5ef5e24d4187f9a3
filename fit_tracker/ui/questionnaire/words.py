"""One person's questionnaire in words, for the practitioner and for the person."""

from __future__ import annotations

from decimal import Decimal

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.people import Member
from fit_tracker.services.answer_form import Line, Questionnaire
from fit_tracker.ui.components.rating import Item
from fit_tracker.ui.measures.words import moment_word
from fit_tracker.ui.naming import begun, inside, member_name, rater_name
from fit_tracker.ui.texts import _, _n, day, language

SMALL = Decimal("0.5")


def heading(found: Questionnaire) -> str:
    """The page's message: how much is left."""
    left = len(found.missing)
    if not left:
        return _("Alle svar er gemt")
    if not found.answered:
        return _n("{n} svar mangler", "{n} svar mangler", left)
    return _n("{n} svar mangler endnu", "{n} svar mangler endnu", left)


def under(found: Questionnaire) -> str:
    """Whose it is, of which programme and moment."""
    parts = [
        found.family.case_number,
        member_name(found.member, found.today),
        found.programme_name,
        moment_word(found.moment).lower(),
    ]
    return " · ".join(parts)


def days(found: Questionnaire) -> str:
    """Which days count."""
    window = found.window
    if window is None:
        return _("Deltagelsen er ikke slut endnu. Svarene tæller som svar efter, når den slutter.")
    return _(
        "Svar tæller med fra {first} til {last}.",
        first=day(window.opens_on),
        last=day(window.closes_on),
    )


def about(found: Questionnaire) -> str:
    """The person a scale is about, inside a sentence."""
    return inside(member_name(found.member, found.today))


def who(found: Questionnaire, rater: Member) -> str:
    return rater_name(rater, found.member, found.today)


def scale_name(line: Line) -> str:
    return line.instrument.name[language()]


def item_label(found: Questionnaire, instrument: Instrument, key: str) -> str:
    label = next((one.label[language()] for one in instrument.items if one.key == key), key)
    return begun(label.replace("{name}", about(found)))


def items(found: Questionnaire, instrument: Instrument) -> list[Item]:
    """The scale's lines as the component takes them."""
    tongue, name = language(), about(found)
    return [
        {
            "key": item.key,
            "label": begun(item.label[tongue].replace("{name}", name)),
            "hint": item.hint.get(tongue, "").replace("{name}", name),
            "low": item.low[tongue],
            "high": item.high[tongue],
        }
        for item in instrument.items
    ]


def span(low: Decimal, high: Decimal) -> str:
    """ "1–6": what the paper's lines are measured in."""
    return f"{low.normalize():f}–{high.normalize():f}".replace(".", ",")


def key_step(step: Decimal) -> str:
    """How far an arrow key moves: the most whole steps within a half, or one step."""
    return str(max(step, SMALL // step * step))
