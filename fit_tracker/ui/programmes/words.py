"""A programme's codes and numbers in words. What its source does not state is said to be so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.programmes import (
    Asked,
    Cadence,
    CostKind,
    CostLine,
    CostUnit,
    Indicator,
    Moment,
    Programme,
    Target,
    TargetKind,
    Windows,
)
from fit_tracker.ui.texts import _, _n, language

NO_BREAK = "\u00a0"


def moment_word(moment: Moment) -> str:
    return {
        Moment.BEFORE: _("før"),
        Moment.AFTER: _("lige efter"),
        Moment.FOLLOW_UP: _("ved opfølgning"),
        Moment.EACH_VISIT: _("ved hvert besøg"),
    }[moment]


def asked_word(asked: Asked) -> str:
    return {
        Asked.MOTHERS: _("mødre"),
        Asked.FATHERS: _("fædre"),
        Asked.CARETAKERS: _("andre omsorgspersoner"),
        Asked.CHILDREN: _("børn"),
    }[asked]


def group_word(group: str) -> str:
    return {"all": _("Alle"), "mothers": _("Mødre"), "fathers": _("Fædre")}[group]


def target_word(kind: TargetKind) -> str:
    return {
        TargetKind.FAMILIES_TOTAL: _("Familier i alt"),
        TargetKind.FAMILIES_PER_YEAR: _("Familier om året"),
        TargetKind.FAMILIES_PER_YEAR_AFTER: _("Familier om året efter projektet"),
        TargetKind.PARTICIPANTS_TOTAL: _("Deltagere i alt"),
    }[kind]


def indicator_word(indicator: Indicator) -> str:
    return {
        Indicator.ADVISER_CHANGES: _("Rådgiverskift pr. familie om året"),
        Indicator.CONTACT_FREQUENCY: _("Kontakter om måneden"),
        Indicator.CASES_PER_ADVISER: _("Familier pr. rådgiver"),
        Indicator.COOPERATION: _("Samarbejdet, som familierne har vurderet det"),
    }[indicator]


def cost_kind_word(kind: CostKind) -> str:
    return {
        CostKind.ESTABLISHMENT: _("Etablering"),
        CostKind.TRAINING: _("Uddannelse"),
        CostKind.RUNNING: _("Drift"),
        CostKind.PUBLIC_BENEFITS: _("Offentlige ydelser"),
    }[kind]


def cost_unit_word(unit: CostUnit) -> str:
    return {
        CostUnit.PROGRAMME: _("for hele programmet"),
        CostUnit.MUNICIPALITY: _("pr. kommune"),
        CostUnit.EMPLOYEE: _("pr. medarbejder"),
        CostUnit.PARTICIPANT: _("pr. deltager"),
    }[unit]


def measurable_word(said: str) -> str:
    return {
        "yes": _("målbar udvikling"),
        "no": _("ingen målbar udvikling"),
        "not_stated": _("står ikke i teksten"),
    }[said]


def span(low: int, high: int) -> str:
    """ "22" or "6–8": a dash between numbers, as in print."""
    return str(low) if low == high else f"{low}–{high}"


def target_text(target: Target) -> str:
    """ "6–8 familier om året", to stand inside a sentence."""
    words = target_word(target.kind)
    return f"{span(target.low, target.high)} {words[0].lower()}{words[1:]}"


def kroner(amount: Decimal) -> str:
    """508.100 kr.; in English a comma for the thousands. Øre only where somebody wrote them."""
    whole = amount == amount.to_integral_value()
    value = amount if whole else amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{value:,.0f}" if whole else f"{value:,.2f}"
    if language() == "da":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{text}{NO_BREAK}kr."


def cost_amount(line: CostLine) -> str:
    """The amount, and the lowest and highest where the source gives them."""
    if line.low is None or line.high is None:
        return kroner(line.amount)
    values = {"low": kroner(line.low), "high": kroner(line.high)}
    return _("{amount} (fra {low} til {high})", amount=kroner(line.amount), **values)


def number(value: Decimal) -> str:
    """A mean with one decimal, as the tables print it."""
    text = f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP)}"
    return text.replace(".", ",") if language() == "da" else text


def scale_text(instrument: Instrument) -> str:
    """Its ends, and which of them is the good one."""
    low, high = (f"{end.normalize():f}" for end in (instrument.total_min, instrument.total_max))
    if instrument.higher_is_better:
        return _("{low}–{high}, højere er bedre", low=low, high=high)
    return _("{low}–{high}, lavere er bedre", low=low, high=high)


def scale_name(instrument: Instrument) -> str:
    return instrument.name.get(language(), instrument.name["da"])


def ages(programme: Programme) -> str:
    least, most = programme.child_age_min, programme.child_age_max
    if least is not None and most is not None:
        return _("børn på {low}–{high} år", low=least, high=most)
    if most is not None:
        return _("børn under {age} år", age=most + 1)
    return _("børn fra {age} år", age=least) if least is not None else ""


def cadence(found: Cadence) -> str:
    if found.per_year:
        return _n("{n} møde om året", "{n} møder om året", found.per_year)
    if found.total:
        return _n("{n} møde i alt", "{n} møder i alt", found.total)
    return ""


def windows(found: Windows) -> list[str]:
    """The three sentences that say when an answer still counts."""
    return [
        _(
            "Før: fra {days} dage før starten til {late} dage efter.",
            days=found.before_days,
            late=found.before_late_days,
        ),
        _("Lige efter: inden for {days} dage omkring afslutningen.", days=found.after_days),
        _(
            "Opfølgning: {low}–{high} måneder efter afslutningen.",
            low=found.follow_up_from,
            high=found.follow_up_to,
        ),
    ]


def listed(words: Sequence[str]) -> str:
    """ "mødre, fædre og børn"."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} og {last}", first=", ".join(words[:-1]), last=words[-1])


def field_word(name: str) -> str:
    """A field of the programme, for the list of what a file changes."""
    return {
        "name": _("navn"),
        "municipality": _("kommune"),
        "target_group": _("målgruppe"),
        "child_age_min": _("barnets alder"),
        "child_age_max": _("barnets alder"),
        "services": _("indsatser"),
        "periods": _("perioder"),
        "targets": _("mål"),
        "measures": _("skalaer"),
        "costs": _("omkostninger"),
        "published": _("offentliggjorte tal"),
        "indicators": _("tal om arbejdet"),
        "cadence": _("møder"),
        "windows": _("svarfrister"),
        "expected": _("det, programmet skal føre til"),
        "source": _("kilde"),
        "remarks": _("bemærkninger"),
    }[name]
