"""Each reason in plain words: once short for a headline, once with its numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from fit_tracker.domain.scores import danish
from fit_tracker.services.results import Reason
from fit_tracker.ui.expectation import risk_rule, risk_sentence, short_risk_sentence
from fit_tracker.ui.naming import Who, count, inside, limit, named
from fit_tracker.ui.texts import _, _n


def reason_sentence(reason: Reason, who: Who | str, other: str = "") -> str:
    """Why, with the numbers that were used. `other` is the second rater's name,
    for a disagreement."""
    whom = named(who) if isinstance(who, str) else who
    text = _LONG[reason.code.value](reason, whom, other)
    if reason.level is reason.code.level:
        return text
    return _(
        "{text} Det er til oplysning: her afgør det forventede forløb, om der bedes om en samtale.",
        text=text,
    )


def short_sentence(reason: Reason, who: Who | str, other: str = "") -> str:
    """Why, in one clause without numbers."""
    whom = named(who) if isinstance(who, str) else who
    return _SHORT[reason.code.value](reason, whom, other)


def rule_sentence(reason: Reason) -> str:
    """The rule behind it, and whether the number in it is a convention."""
    return _RULES[reason.code.value](reason)


def moved(who: Who, change: Decimal) -> str:
    """Which way the numbers went; only a scale where lower is better can rise and worsen."""
    if change < 0:
        return _("{wellbeing} er faldet", wellbeing=who.wellbeing)
    return _("Scoren for {name} er steget", name=who.inside)


def _number(reason: Reason, name: str) -> Decimal:
    return Decimal(reason.numbers[name])


def _course(reason: Reason) -> dict[str, str]:
    change = _number(reason, "change")
    return {
        "first": danish(_number(reason, "first")),
        "last": danish(_number(reason, "last")),
        "change": danish(abs(change)),
        "limit": limit(_number(reason, "limit"), change),
    }


def _persists(reason: Reason, who: Who, _other: str) -> str:
    return _(
        "{moved} {change} fra første måling ({first} → {last}). De {n} seneste målinger ligger "
        "alle mere end målefejlen ({limit}) fra den.",
        moved=moved(who, _number(reason, "change")),
        n=count(int(reason.numbers["readings"])),
        **_course(reason),
    )


def _persists_short(reason: Reason, who: Who, _other: str) -> str:
    n = int(reason.numbers["readings"])
    text = moved(who, _number(reason, "change"))
    return _("{moved} mere end målefejlen ved {n} målinger i træk.", moved=text, n=count(n))


def _twice(reason: Reason, who: Who, _other: str) -> str:
    return _(
        "{moved} {change} fra første måling ({first} → {last}): mere end to gange målefejlen "
        "({limit}).",
        moved=moved(who, _number(reason, "change")),
        **_course(reason),
    )


def _twice_short(reason: Reason, who: Who, _other: str) -> str:
    text = moved(who, _number(reason, "change"))
    return _("{moved} mere end to gange målefejlen.", moved=text)


def _no_change(reason: Reason, who: Who, _other: str) -> str:
    return _(
        "{name}: ingen sikker ændring efter {n} besøg ({first} → {last}; målefejlen er {limit}).",
        name=who.name,
        n=count(int(reason.numbers["visits"])),
        **_course(reason),
    )


def _no_change_short(reason: Reason, who: Who, _other: str) -> str:
    n = count(int(reason.numbers["visits"]))
    return _("Ingen sikker ændring for {name} efter {n} besøg.", name=who.inside, n=n)


def _alliance_low(reason: Reason, who: Who, _other: str) -> str:
    times = int(reason.numbers["in_a_row"])
    return _n(
        "{name} vurderede senest samarbejdet til {last}, under grænsen på {cut_off}.",
        "{name} har vurderet samarbejdet under grænsen på {cut_off} {times} gange i træk, senest "
        "til {last}.",
        times,
        name=who.name,
        times=count(times),
        last=danish(_number(reason, "last")),
        cut_off=_whole(reason, "cut_off"),
    )


def _alliance_low_short(_reason: Reason, who: Who, _other: str) -> str:
    return _("{name} vurderede senest samarbejdet under grænsen.", name=who.name)


def _alliance_drop(reason: Reason, who: Who, _other: str) -> str:
    return _(
        "{name} vurderer samarbejdet lavere end første gang ({first} → {last}), mere end "
        "målefejlen ({limit}).",
        name=who.name,
        **_course(reason),
    )


def _alliance_drop_short(_reason: Reason, who: Who, _other: str) -> str:
    return _(
        "{name} vurderer samarbejdet lavere end første gang, mere end målefejlen.", name=who.name
    )


def _missing(reason: Reason, who: Who, _other: str) -> str:
    n = int(reason.numbers["visits"])
    return _n(
        "{name} mangler en måling fra det seneste besøg.",
        "{name} mangler målinger fra de {words} seneste besøg.",
        n,
        name=who.name,
        words=count(n),
    )


def _first_above(reason: Reason, who: Who, _other: str) -> str:
    return _(
        "{name} begyndte på {first}, allerede på den almindelige side af grænsen ({cut_off}). "
        "Der er kun lidt plads til, at fremgang kan ses på skemaet.",
        name=who.name,
        first=danish(_number(reason, "first")),
        cut_off=_whole(reason, "cut_off"),
    )


def _disagree(reason: Reason, who: Who, other: str) -> str:
    return _(
        "{short} Ændringen er {gain} og {other_gain}; det skiller mere end målefejlen ({limit}).",
        short=_disagree_short(reason, who, other),
        gain=signed(_number(reason, "gain")),
        other_gain=signed(_number(reason, "other_gain")),
        limit=danish(_number(reason, "limit")),
    )


def _disagree_short(_reason: Reason, who: Who, other: str) -> str:
    if not other:
        return _("{name}: to, der svarer, ser det forskelligt.", name=who.name)
    return _(
        "{rater} og {other} ser forskelligt på, hvordan {about} har det.",
        rater=who.rater,
        other=inside(other),
        about=inside(who.about),
    )


def _most(reason: Reason, _who: Who, _other: str) -> str:
    falling, members = int(reason.numbers["falling"]), int(reason.numbers["members"])
    if falling == members:
        return _(
            "Alle, der er målinger nok for ({n}), ser ud til at have brug for mere støtte.",
            n=members,
        )
    return _(
        "Flere i familien ser ud til at have brug for mere støtte: {falling} af de {members}, der "
        "er målinger nok for.",
        falling=count(falling),
        members=count(members),
    )


def _most_short(_reason: Reason, _who: Who, _other: str) -> str:
    return _("Flere i familien ser ud til at have brug for mere støtte.")


def _diverge(reason: Reason, _who: Who, _other: str) -> str:
    return _(
        "Det går pålideligt fremad for nogle i familien ({better}) og tilbage for andre ({worse}).",
        better=reason.numbers["better"],
        worse=reason.numbers["worse"],
    )


def _diverge_short(_reason: Reason, _who: Who, _other: str) -> str:
    return _("Det går pålideligt fremad for nogle i familien og tilbage for andre.")


def _risk(reason: Reason, who: Who, _other: str) -> str:
    return risk_sentence(reason, who)


def _risk_short(reason: Reason, who: Who, _other: str) -> str:
    return short_risk_sentence(reason, who)


def _new_form(reason: Reason, who: Who, _other: str) -> str:
    return _(
        "{name} fik et nyt skema ved besøg {no}. Ændringen tælles derfra.",
        name=who.name,
        no=reason.numbers["visit_no"],
    )


def signed(value: Decimal) -> str:
    """ "+8,0", "−3,0", "0,0"."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + danish(abs(value))


def _whole(reason: Reason, name: str) -> str:
    """Cut-offs are nearly always whole numbers and are spoken of so."""
    value = _number(reason, name)
    return str(int(value)) if value == int(value) else danish(value)


def _persist_rule(_reason: Reason) -> str:
    return _(
        "Regel: en forværring tæller, når flere målinger i træk ligger mere end målefejlen fra den "
        "første. Hvor mange i træk er en aftale, ikke et forskningsresultat."
    )


def _twice_rule(_reason: Reason) -> str:
    return _("Regel: et fald på mere end to gange målefejlen venter ikke på næste måling.")


def _no_change_rule(_reason: Reason) -> str:
    return _(
        "Regel: drøft forløbet, når et antal besøg er gået uden sikker ændring. Antallet er en "
        "aftale, ikke et forskningsresultat."
    )


def _alliance_rule(_reason: Reason) -> str:
    return _(
        "Regel: et samarbejde, der begynder højt og falder mere end målefejlen, er værd at tale om."
    )


def _low_rule(_reason: Reason) -> str:
    return _(
        "Et enkelt lavt svar er et fingerpeg, ikke en alarm. Grænsen kommer fra andre værktøjer "
        "og er ikke afprøvet i Danmark."
    )


def _missing_rule(_reason: Reason) -> str:
    return _("Regel: uden målinger kan ingen se, om indsatsen hjælper. Antallet er en aftale.")


def _ceiling_rule(_reason: Reason) -> str:
    return _("Til oplysning: det starter ikke noget.")


def _disagree_rule(_reason: Reason) -> str:
    return _("To, der svarer om samme person, regnes aldrig sammen. Uenighed er noget at tale om.")


def _most_rule(_reason: Reason) -> str:
    return _(
        "Regel: når flere end halvdelen, og mindst to, er faldet mere end målefejlen eller har en "
        "risiko over grænsen, ventes der ikke på næste måling. Der regnes aldrig et gennemsnit."
    )


def _diverge_rule(_reason: Reason) -> str:
    return _("Et gennemsnit ville skjule begge dele. Se på hver for sig.")


_LONG: dict[str, Callable[[Reason, Who, str], str]] = {
    "most_falling": _most,
    "worsening_persists": _persists,
    "worsening_twice": _twice,
    "expected_risk": _risk,
    "no_change_after_n": _no_change,
    "alliance_below_cut_off": _alliance_low,
    "alliance_drop": _alliance_drop,
    "ratings_missing": _missing,
    "first_above_cut_off": _first_above,
    "raters_disagree": _disagree,
    "members_diverge": _diverge,
    "new_baseline": _new_form,
}
_SHORT = _LONG | {
    "most_falling": _most_short,
    "worsening_persists": _persists_short,
    "worsening_twice": _twice_short,
    "expected_risk": _risk_short,
    "no_change_after_n": _no_change_short,
    "alliance_below_cut_off": _alliance_low_short,
    "alliance_drop": _alliance_drop_short,
    "raters_disagree": _disagree_short,
    "members_diverge": _diverge_short,
}
_RULES: dict[str, Callable[[Reason], str]] = {
    "most_falling": _most_rule,
    "worsening_persists": _persist_rule,
    "worsening_twice": _twice_rule,
    "expected_risk": risk_rule,
    "no_change_after_n": _no_change_rule,
    "alliance_below_cut_off": _low_rule,
    "alliance_drop": _alliance_rule,
    "ratings_missing": _missing_rule,
    "first_above_cut_off": _ceiling_rule,
    "raters_disagree": _disagree_rule,
    "members_diverge": _diverge_rule,
    "new_baseline": _ceiling_rule,
}
