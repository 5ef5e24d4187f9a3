"""What a model foresees, in words a tired reader can hold on to.

A risk is said as "2 af 3 forløb": how many of ten is understood where a percentage is not.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from fit_tracker.domain.scores import danish
from fit_tracker.services.results import Band, Reason
from fit_tracker.ui.naming import Who, begun, count, inside, takes_s
from fit_tracker.ui.texts import _, _n

OFF_BY = Decimal("0.025")
"""How far a spoken share may lie from the number behind it."""
RARE = Decimal("0.05")
# Halves, thirds, quarters, fifths and tenths are easier to picture than sevenths.
WHOLES = (2, 3, 4, 5, 10, 6, 8, 7, 9)


def natural(share: Decimal) -> tuple[int, int]:
    """The simplest "a of b" within OFF_BY of `share`; of a hundred where none comes so near.

    0.67 -> 2 of 3, 0.70 -> 7 of 10, 0.97 -> 97 of 100. Never none and never all: a model
    does not know that.
    """
    for whole in WHOLES:
        part = _rounded(share * whole)
        if 0 < part < whole and abs(Decimal(part) / whole - share) <= OFF_BY:
            return part, whole
    return min(max(_rounded(share * 100), 1), 99), 100


def spoken(share: Decimal) -> str:
    """ "2 af 3". Close to none or all only a limit: a few hundred courses know no better."""
    if share > 1 - RARE:
        return _("mindst 19 af 20")
    if share < RARE:
        return _("højst 1 af 20")
    part, whole = natural(share)
    return _("{part} af {whole}", part=part, whole=whole)


def courses(share: Decimal) -> str:
    """ "2 af 3 forløb", "omtrent halvdelen af forløbene"."""
    if natural(share)[1] == 2:
        return _("omtrent halvdelen af forløbene")
    return _("{often} forløb", often=spoken(share))


def risk_sentence(reason: Reason, who: Who) -> str:
    """Where the person lies, how such courses ended, and how long the risk has stood."""
    worse = _n(
        "Risikoen har været på eller over grænsen ved én måling.",
        "Risikoen har været på eller over grænsen ved {words} målinger i træk.",
        _int(reason, "in_a_row"),
        words=count(_int(reason, "in_a_row")),
    )
    often = begun(spoken(_share(reason, "risk_deteriorated")))
    ended = _("{often} endte pålideligt dårligere.", often=often)
    return f"{_where(reason, who)} {ended} {worse}"


def _where(reason: Reason, who: Who) -> str:
    below = _int(reason, "below")
    values = {
        "wellbeing": who.wellbeing,
        "often": courses(_share(reason, "risk_not_success")),
        "courses": reason.numbers["n_courses"],
    }
    if below == 0:
        return _(
            "{wellbeing} ligger ikke under det forventede, men {often} med denne kurve endte uden "
            "pålidelig fremgang (bygger på {courses} afsluttede forløb).",
            **values,
        )
    return _n(
        "{wellbeing} ligger under det forventede ved det seneste besøg; {often} med denne kurve "
        "endte uden pålidelig fremgang (bygger på {courses} afsluttede forløb).",
        "{wellbeing} ligger under det forventede ved de {words} seneste besøg; {often} med denne "
        "kurve endte uden pålidelig fremgang (bygger på {courses} afsluttede forløb).",
        below,
        words=count(below),
        **values,
    )


def short_risk_sentence(reason: Reason, who: Who) -> str:
    """One clause for a headline."""
    below = _int(reason, "below")
    if below == 0:
        often = courses(_share(reason, "risk_not_success"))
        return _(
            "{name}: {often} med denne kurve endte uden pålidelig fremgang.",
            name=who.name,
            often=often,
        )
    return _n(
        "{wellbeing} ligger under det forventede ved det seneste besøg.",
        "{wellbeing} ligger under det forventede ved de {words} seneste besøg.",
        below,
        wellbeing=who.wellbeing,
        words=count(below),
    )


def risk_rule(reason: Reason) -> str:
    """The rule and its persistence, how often such a flag is right here, and the model."""
    rule = _(
        "Regel: der bedes om en samtale, når risikoen er på eller over grænsen ved {words} "
        "målinger i træk. Én måling er ikke nok, og et pålideligt fald vejer tungest. Under det "
        "forventede vil sige under det mørke bånd, som det så ud efter den første måling.",
        words=count(int(reason.numbers.get("needed", 2))),
    )
    if "model_version" not in reason.numbers:
        return rule
    model = _(
        "Model {version}, alarmgrænse {threshold}.",
        version=reason.numbers["model_version"],
        threshold=f"{_share(reason, 'threshold'):.2f}".replace(".", ","),
    )
    return f"{rule} {right_sentence(reason)} {model}"


def right_sentence(reason: Reason) -> str:
    """How often such a flag has been right here: the course ended without reliable gain."""
    numbers = reason.numbers
    if "ppv_low" not in numbers or numbers["ppv_n"] == "0":
        return _("Vi ved endnu ikke, hvor ofte sådan et flag er rigtigt her.")
    return _(
        "Sådan et flag har her været rigtigt {hits} af {n} gange ({low}–{high} %). Rigtigt "
        "betyder, at kurven endte uden pålidelig fremgang.",
        hits=numbers["ppv_hits"],
        n=numbers["ppv_n"],
        low=_percent(reason, "ppv_low"),
        high=_percent(reason, "ppv_high"),
    )


def expected_sentence(name: str, band: Band) -> str:
    """What the next rating would have to be to be "as expected": inside the 50 % band,
    for below it is what counts as below."""
    whose = _("{name}s måling", name=inside(name))
    if not takes_s(name):
        whose = _("målingen fra {name}", name=inside(name))
    if band.lo50 == band.hi50:
        return _("Næste gang ventes {whose} på {median}.", whose=whose, median=danish(band.median))
    if band.median in (band.lo50, band.hi50):
        # At an end of the scale the band leans on it, and its edge is no middle.
        return _(
            "Næste gang ventes {whose} mellem {low} og {high}.",
            whose=whose,
            low=danish(band.lo50),
            high=danish(band.hi50),
        )
    return _(
        "Næste gang ventes {whose} mellem {low} og {high} (midt: {median}).",
        whose=whose,
        low=danish(band.lo50),
        high=danish(band.hi50),
        median=danish(band.median),
    )


def missing_courses_sentence(have: int, needed: int) -> str:
    """Why no expected course is shown, and what would change that."""
    if have >= needed:
        return _(
            "Der er afsluttede forløb nok ({have}), men et forventet forløb er ikke taget i brug.",
            have=have,
        )
    return _n(
        "Det forventede forløb kan ikke vises endnu: der mangler {n} afsluttet forløb "
        "({have} af {needed}).",
        "Det forventede forløb kan ikke vises endnu: der mangler {n} afsluttede forløb "
        "({have} af {needed}).",
        needed - have,
        have=have,
        needed=needed,
    )


def _share(reason: Reason, name: str) -> Decimal:
    return Decimal(reason.numbers[name])


def _percent(reason: Reason, name: str) -> int:
    return _rounded(_share(reason, name) * 100)


def _int(reason: Reason, name: str) -> int:
    return int(reason.numbers[name])


def _rounded(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_HALF_UP))
