"""The head of a review: the title is the message, and says so honestly when there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from unicodedata import normalize

from fit_tracker.domain.reviews import Block, Figures, Period, PeriodKind, ReviewState
from fit_tracker.services.review_numbers import percent
from fit_tracker.services.review_parts import find_estimate, find_spread
from fit_tracker.services.review_wellbeing import developed, improved, verdict
from fit_tracker.services.review_words import Say
from fit_tracker.texts import words

Blocks = Mapping[str, Block]
LONGEST_NAME = 60


def period_name(say: Say, period: Period) -> str:
    """ "3. kvartal 2026", "Skoleåret 2025/26", "2026", "01-01-2026 til 15-04-2026"."""
    first, last = period.first_day, period.last_day
    match period.kind:
        case PeriodKind.QUARTER:
            return say.words("{n}. kvartal {year}", n=last.month // 3, year=first.year)
        case PeriodKind.SCHOOL_YEAR:
            years = f"{first.year}/{last.year % 100:02}"
            return say.words("Skoleåret {years}", years=years)
        case PeriodKind.YEAR:
            return str(first.year)
        case PeriodKind.PROJECT:
            days = {"first": say.day(first), "last": say.day(last)}
            return say.words("Projektperioden {first} til {last}", **days)
        case _:
            return say.words("{first} til {last}", first=say.day(first), last=say.day(last))


def title(say: Say, figures: Figures, blocks: Blocks) -> str:
    """ "3. kvartal 2026: 34 af 64 gik mere frem end målefejlen"."""
    period = period_name(say, figures.period)
    found = improved(blocks.get("change"))
    if found is not None:
        return say.words(
            "{period}: {n} af {total} gik mere frem end målefejlen",
            period=period,
            n=say.count(found[0]),
            total=say.count(found[1]),
        )
    found_change = find_estimate(blocks.get("change"), "mean_change")
    sure = verdict(say, found_change) if found_change is not None else ""
    for key, told in (_WITH_MEAN if sure else _OTHERWISE).items():
        spread = find_spread(blocks.get("families"), key)
        if spread is not None and spread.total is not None:
            counted = say.counted(spread.counted, spread.total)
            return say.words(told, period=period, counted=counted, verdict=sure)
    return say.words("{period}: for få familier til at vise tal", period=period)


_WITH_MEAN = {
    "served": words("{period}: {counted} fik hjælp; {verdict} i gennemsnit"),
    "started": words("{period}: {counted} startede; {verdict} i gennemsnit"),
}
_OTHERWISE = {
    "served": words("{period}: {counted} fik hjælp; udviklingen kan ikke vises"),
    "started": words("{period}: {counted} startede; udviklingen kan ikke vises"),
}


def subtitle(say: Say, blocks: Blocks) -> str:
    """How complete it is, what the average says, and that nothing was compared."""
    control = say.words("Ingen kontrolgruppe: tallene viser udvikling, ikke effekt.")
    return " ".join(filter(None, (_complete(say, blocks), _on_average(say, blocks), control)))


def _on_average(say: Say, blocks: Blocks) -> str:
    """A share above alone would say more than the average does; and with neither there is
    something to be done."""
    one = find_estimate(blocks.get("change"), "mean_change")
    if one is not None and one.value is not None:
        return developed(say, one)
    if improved(blocks.get("change")) is None:
        return say.words("En længere periode har flere familier og viser flere tal.")
    return ""


def _complete(say: Say, blocks: Blocks) -> str:
    found, classes = with_two(blocks), find_spread(blocks.get("change"), "classes")
    if found is not None:
        n, total = found
        return say.words(
            "{n} af de {total} personer, der er målt i afsluttede forløb, har både før og efter "
            "({share}).",
            n=say.count(n),
            total=say.count(total),
            share=percent(n / total),
        )
    if classes is None or classes.total is None:
        return say.words("Hvor mange der har både før og efter, vises ikke.")
    counted = say.counted(classes.counted, classes.total)
    return say.words("{counted} har både før og efter; resten kan ikke vises.", counted=counted)


def with_two(blocks: Blocks) -> tuple[int, int] | None:
    """Persons with two ratings, of all who ought to have them."""
    classes = find_spread(blocks.get("change"), "classes")
    if classes is None or not classes.total or classes.missing is None:
        return None
    return classes.total, classes.total + classes.missing


def stamp(say: Say, series: str, state: ReviewState, version: int, on: date) -> str:
    """ "Hele familieafdelingen · Fastfrosset 04-10-2026 · version 1 · tal ændrer sig ikke"."""
    told = {
        ReviewState.DRAFT: words("Kladde fra {day} · version {n} · ikke frigivet"),
        ReviewState.RELEASED: words("Fastfrosset {day} · version {n} · tal ændrer sig ikke"),
        ReviewState.DISCARDED: words("Kasseret · version {n} fra {day}"),
    }[state]
    return f"{series} · {say.words(told, day=say.day(on), n=version)}"


def closing(say: Say, figures: Figures) -> Iterator[str]:
    """The standing sentences."""
    yield say.words("Ingen kontrolgruppe: tallene viser udvikling, ikke hvad hjælpen har betydet.")
    yield say.words("Antal under 5 vises ikke, og heller ikke tal, de kunne regnes ud af.")
    if figures.programme:
        yield say.words("Program: {name}.", name=figures.programme)
    yield say.words(
        "Data til og med {day}. Definitioner: {definitions}. Model: {model}.",
        day=say.day(figures.data_until),
        definitions=figures.definitions_version,
        model=figures.model_version or say.words("ingen"),
    )


def file_name(figures: Figures, version: int) -> str:
    """ "gennemgang-hele-familieafdelingen-2026-3-v1": the same in every language, letters,
    digits and dashes only."""
    first, last = figures.period.first_day, figures.period.last_day
    period = {
        PeriodKind.QUARTER: f"{first.year}-k{last.month // 3}",
        PeriodKind.SCHOOL_YEAR: f"{first.year}-{last.year}",
        PeriodKind.YEAR: f"{first.year}",
    }.get(figures.period.kind, f"{first:%Y%m%d}-{last:%Y%m%d}")
    return "-".join(filter(None, ("gennemgang", slug(figures.series), period, f"v{version}")))


# The three last letters of the alphabet as two others each: ae, oe, aa.
_LETTERS = {0xE6: "ae", 0xF8: "oe", 0xE5: "aa"}


def slug(text: str) -> str:
    """What a file is called after: letters, digits and dashes."""
    plain = normalize("NFKD", text.lower().translate(_LETTERS))
    ascii_ = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-")[:LONGEST_NAME].strip("-")
