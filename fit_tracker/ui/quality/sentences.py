"""What the backtest says, as one plain sentence for each part of the page."""

from __future__ import annotations

from collections.abc import Sequence

from fit_tracker.services.results import (
    BudgetPoint,
    Calibration,
    Coverage,
    Forecast,
    Quality,
    Rival,
    Share,
    WarningPower,
)
from fit_tracker.ui.quality.numbers import (
    count,
    decimals,
    interval,
    of_hundred,
    one_in,
    points,
    rounded,
)
from fit_tracker.ui.texts import _, _n

NOT_SUCCESS, DETERIORATED = "not_success", "deteriorated"
TOLERANCE = 0.02
"""Bands hold when they are this near to what they promise (docs/methods.md)."""
SLOPE = (0.9, 1.1)
MIDDLE_VISIT = 5
"""The visit the page's sentence speaks of; early enough to act on."""


def knows(quality: Quality) -> str:
    """What a flag can and cannot know."""
    only = _(
        "Modellen kender kun familiernes egne svar. Hvad der ellers sker i familien, ved I bedst."
    )
    if quality.noise_share is None:
        return only
    noise = _(
        "Når et forløbs sidste måling er sikkert dårligere end den første, gælder det også uden "
        "målefejl i omtrent {n} af 100 tilfælde; resten er en tilfældigt dårlig sidste måling. "
        "Ingen model kan forudse den del. Et flag er en grund til at spørge, ikke en dom.",
        n=rounded(quality.noise_share),
    )
    return f"{only} {noise}"


def budget(point: BudgetPoint) -> str:
    """What one budget costs and finds."""
    if point.found.value is None:
        return _("Der er for få forløb til at sige, hvad det budget ville finde.")
    return _n(
        "Med højst {n} falsk alarm for hver {of} forløb, der ender godt, finder vi {found} af dem, "
        "der ender uden sikker fremgang ({interval}, {total} kurver).",
        "Med højst {n} falske alarmer for hver {of} forløb, der ender godt, finder vi {found} af "
        "dem, der ender uden sikker fremgang ({interval}, {total} kurver).",
        one_in(point.budget)[0],
        of=one_in(point.budget)[1],
        found=of_hundred(point.found),
        interval=interval(point.found),
        total=count(point.found.n),
    )


def budget_more(point: BudgetPoint) -> str:
    """How right the flags are, and how many of those who end worse are among the found."""
    parts = []
    if point.ppv.value is not None:
        parts.append(
            _(
                "{n} flag er rigtige ({interval}, {total} flag).",
                n=of_hundred(point.ppv),
                interval=interval(point.ppv),
                total=count(point.ppv.n),
            )
        )
    if point.found_deteriorated.value is not None:
        parts.append(
            _(
                "Af dem, der ender sikkert dårligere, finder vi {n} ({interval}, {total} kurver).",
                n=of_hundred(point.found_deteriorated),
                interval=interval(point.found_deteriorated),
                total=count(point.found_deteriorated.n),
            )
        )
    return " ".join(parts)


def lead(point: BudgetPoint) -> str:
    """How much is left of the course when the flag comes."""
    if point.lead_visits is None:
        return ""
    n = int(point.lead_visits)
    return _n(
        "Halvdelen af flagene kommer mindst {n} besøg før forløbets slutning.",
        "Halvdelen af flagene kommer mindst {n} besøg før forløbets slutning.",
        n,
    )


def bands(found: Sequence[Coverage]) -> str:
    """Whether the bands hold what they promise, by the 80 % band of the next rating."""
    overall = [band for band in found if band.visit is None and band.share.value is not None]
    wrong = [band for band in overall if _off(band) != 0]
    next_ = next((b for b in overall if (b.target, b.level) == ("next", 80)), None)
    if next_ is None:
        return _("Der er for få målinger til at efterprøve båndene.")
    inside = _(
        "{n} næste målinger faldt inden for 80 %-båndet ({interval}, {total} målinger).",
        n=of_hundred(next_.share),
        interval=interval(next_.share),
        total=count(next_.share.n),
    )
    return f"{_verdict(overall, wrong)} {inside}"


def _verdict(overall: Sequence[Coverage], wrong: Sequence[Coverage]) -> str:
    if not wrong:
        return _("Båndene holder, hvad de lover.")
    narrow = sum(_off(band) < 0 for band in wrong)
    if narrow == len(wrong):
        kind = _("for smalle: for mange målinger falder udenfor")
    elif narrow == 0:
        kind = _("for brede: for mange målinger falder indenfor")
    else:
        kind = _("dels for smalle, dels for brede")
    return _("{n} af {of} bånd er {kind}.", n=len(wrong), of=len(overall), kind=kind)


def _off(band: Coverage) -> int:
    """-1 when the band is surely too narrow, 1 when surely too wide, 0 when it holds: it is
    near what it promises, or its own interval holds the promise."""
    value, promised, share = band.share.value, band.level / 100, band.share
    assert value is not None and share.low is not None and share.high is not None
    # Rounded: 0.78 is two points from 0.80, whatever the binary fractions say.
    near = round(abs(value - promised), 9) <= TOLERANCE
    if near or share.low <= promised <= share.high:
        return 0
    return -1 if value < promised else 1


def warnings(powers: Sequence[WarningPower]) -> str:
    """What had been found by the middle visit, and how right it was."""
    mine = [p for p in powers if p.outcome == NOT_SUCCESS and p.sensitivity.value is not None]
    if not mine:
        return _("Der er for få forløb til at sige, hvor tidligt vi finder dem.")
    at = min(mine, key=lambda power: (abs(power.visit - MIDDLE_VISIT), power.visit))
    found = _(
        "Ved besøg {no} har {n} af dem, der ender uden sikker fremgang, et flag ({interval}, "
        "{total} kurver).",
        no=at.visit,
        n=of_hundred(at.sensitivity),
        interval=interval(at.sensitivity),
        total=count(at.sensitivity.n),
    )
    return f"{found} {_right(at.ppv)}".strip()


def _right(share: Share) -> str:
    if share.value is None:
        return ""
    return _(
        "{n} af de flag er rigtige ({interval}, {total} flag).",
        n=of_hundred(share),
        interval=interval(share),
        total=count(share.n),
    )


def risks(found: Sequence[Calibration]) -> str:
    """Whether a risk of 60 % means 60 of 100."""
    told = [one for one in found if one.expected_error is not None]
    if not told:
        return _("Der er for få forløb til at efterprøve risikoen.")
    worst = max(told, key=lambda one: one.expected_error or 0)
    error = worst.expected_error or 0
    if error < TOLERANCE:
        head = _("Risikoen er til at stole på: siger modellen 60 af 100, sker det for omtrent 60.")
    else:
        head = _("Risikoen er et skøn: den rammer noget ved siden af.")
    return (
        head
        + " "
        + _(
            "I snit ligger det, der sker, højst {n} procentpoint fra det forudsagte.",
            n=points(error),
        )
    )


def risk(one: Calibration) -> str:
    """Slope and error of one outcome, for a leader."""
    if one.slope is None or one.expected_error is None:
        return _("For få forløb ({n}).", n=count(one.n))
    if one.slope < SLOPE[0]:
        kind = _("for sikker i sin sag: høje risici er sat for højt og lave for lavt")
    elif one.slope > SLOPE[1]:
        kind = _("for forsigtig: høje risici er sat for lavt og lave for højt")
    else:
        kind = _("hverken for sikker i sin sag eller for forsigtig")
    return _(
        "Modellen er {kind} (hældning {slope}; 1 er rigtigt). Forskel i snit {error} "
        "procentpoint, {n} vurderinger.",
        kind=kind,
        slope=decimals(one.slope, 2),
        error=points(one.expected_error),
        n=count(one.n),
    )


def rivals(found: Sequence[Rival]) -> str:
    """The model against the best of the others at putting the risk where it belongs."""
    mine = [one for one in found if one.outcome == NOT_SUCCESS and one.auroc is not None]
    model = next((one for one in mine if one.name == "model"), None)
    others = [one for one in mine if one.name != "model"]
    if model is None or not others:
        return _("Der er endnu ikke noget at sammenligne med.")
    best = max(others, key=lambda one: one.auroc or 0)
    own, other = rounded(model.auroc or 0), rounded(best.auroc or 0)
    pairs = _(
        "Af to forløb, ét med og ét uden sikker fremgang, peger modellen på det rigtige {n} gange "
        "af 100",
        n=own,
    )
    if own > other:
        return pairs + _("; den bedste af de andre {n}.", n=other)
    if own == other:
        return pairs + _("; den bedste af de andre gør det lige så godt.")
    return pairs + _("; den bedste af de andre er bedre: {n}.", n=other)


def forecasts(found: Sequence[Forecast]) -> str:
    """The model's guess at the next rating against the last value carried forward."""
    mine = {one.name: one for one in found if one.target == "next"}
    model, last = mine.get("model"), mine.get("last_value")
    if model is None or last is None:
        return _("Der er endnu ikke noget at sammenligne med.")
    return _(
        "Modellens bud på næste måling er typisk {own} point forkert, den seneste måling ført "
        "videre {other} point ({n} målinger).",
        own=decimals(model.error),
        other=decimals(last.error),
        n=count(model.n),
    )
