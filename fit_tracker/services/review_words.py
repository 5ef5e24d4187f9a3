"""The words of a review's numbers: units, intervals, n, methods, names.

A hidden number is always "vises ikke", never "under 5": some are hidden only because another
one could be worked out from them, and which is which may not be told either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fit_tracker.domain.reviews import Counted, Estimate, Figures, Measured
from fit_tracker.services.review_numbers import number, percent, whole
from fit_tracker.texts import tr, tr_n, words


@dataclass(frozen=True)
class Say:
    """Says the figures in one language; `names` are those the figures carry."""

    language: str
    names: Mapping[str, str]

    def words(self, message: str, **values: object) -> str:
        return tr(self.language, message, **values)

    @property
    def hidden(self) -> str:
        return self.words("vises ikke")

    @property
    def interval_head(self) -> str:
        return self.words("95 % interval")

    def day(self, value: date) -> str:
        return f"{value:%d-%m-%Y}"

    def count(self, n: int | None) -> str:
        """ "19", "1.204", "vises ikke"."""
        return self.hidden if n is None else whole(n)

    def counted(self, unit: Counted, n: int | None) -> str:
        """ "64 personer"."""
        told = _COUNTED[unit](self.language, n or 0)
        return self.hidden if n is None else told.replace(str(n), whole(n), 1)

    def unit(self, unit: Counted) -> str:
        """The head of a column of counts."""
        return self.words(_UNITS[unit])

    def name(self, key: str) -> str:
        """The name a team, service or measure had on the day; else the key itself."""
        return self.names.get(key, key)

    def share(self, part: int | None, total: int | None) -> str:
        """ "45 %"; empty where either may not be told."""
        return percent(part / total) if part is not None and total else ""

    def missing_share(self, n: int | None, missing: int | None) -> str:
        """How many are missing of all who belong to a figure: "10 %"."""
        return "" if n is None or not missing else percent(missing / (n + missing))

    def gone(self, n: int | None, missing: int | None) -> str:
        """ "7 (10 %)"; empty where nobody can be missing."""
        share = self.missing_share(n, missing)
        told = "" if missing == 0 else self.count(missing)
        return f"{told} ({share})" if share else told

    def value(self, one: Estimate) -> str:
        """The number with its unit: "+5,8 point", "9 dage", "65 %", "vises ikke"."""
        return self.hidden if one.value is None else self.in_unit(one, one.value)

    def in_unit(self, one: Estimate, value: float) -> str:
        """Any value of the kind that `one` is."""
        told = number(one, value)
        if one.measured is Measured.SHARE:
            return f"{told} %"
        if one.measured is Measured.DAYS and told == "1":
            return self.words("1 dag")
        unit = _WITH_UNIT.get(one.measured)
        return self.words(unit, number=told) if unit else told

    def n_and_missing(self, one: Estimate) -> tuple[str, str]:
        return self.count(one.n), self.gone(one.n, one.missing)

    def bare(self, one: Estimate) -> str:
        """The number without its unit: "+5,8"."""
        return self.hidden if one.value is None else number(one, one.value)

    def interval(self, one: Estimate) -> str:
        """ "4,3 til 7,3", with % where it is a share; empty without an interval."""
        if one.value is None or one.low is None or one.high is None:
            return ""
        told = self.words("{low} til {high}", low=number(one, one.low), high=number(one, one.high))
        return f"{told} %" if one.measured is Measured.SHARE else told

    def with_interval(self, one: Estimate) -> str:
        """ "+5,8 point (4,3 til 7,3)"."""
        span = self.interval(one)
        return f"{self.value(one)} ({span})" if span else self.value(one)

    def n_of(self, one: Estimate) -> str:
        return "" if one.n is None else f"n = {whole(one.n)}"

    def interval_and_n(self, one: Estimate) -> str:
        """ "4,3 til 7,3 · n = 64"."""
        return " · ".join(filter(None, (self.interval(one), self.n_of(one))))

    def method(self, name: str) -> str:
        """How a number was made, in a sentence; docs/methods.md explains each under its name."""
        return self.words(_METHODS[name]) if name in _METHODS else ""


def say_for(figures: Figures, language: str) -> Say:
    return Say(language, dict(figures.names))


_COUNTED: dict[Counted, Callable[[str, int], str]] = {
    Counted.FAMILIES: lambda language, n: tr_n(language, "{n} familie", "{n} familier", n),
    Counted.COURSES: lambda language, n: tr_n(language, "{n} forløb", "{n} forløb", n),
    Counted.PERSONS: lambda language, n: tr_n(language, "{n} person", "{n} personer", n),
    Counted.FLAGS: lambda language, n: tr_n(language, "{n} sag", "{n} sager", n),
    Counted.CHILDREN: lambda language, n: tr_n(language, "{n} barn", "{n} børn", n),
    Counted.DECISIONS: lambda language, n: tr_n(language, "{n} beslutning", "{n} beslutninger", n),
}
_UNITS = {
    Counted.FAMILIES: words("Familier"),
    Counted.COURSES: words("Forløb"),
    Counted.PERSONS: words("Personer"),
    Counted.FLAGS: words("Sager"),
    Counted.CHILDREN: words("Børn"),
    Counted.DECISIONS: words("Beslutninger"),
}
_WITH_UNIT = {
    Measured.POINTS: words("{number} point"),
    Measured.DIFFERENCE_OF_SHARES: words("{number} procentpoint"),
    Measured.DAYS: words("{number} dage"),
    Measured.HOURS: words("{number} timer"),
    Measured.VISITS: words("{number} besøg"),
    Measured.KRONER: words("{number} kr."),
    Measured.PER_YEAR: words("{number} om året"),
}
_METHODS = {
    "mean_paired_cluster": words(
        "Gennemsnit af hver persons ændring; personer i samme familie regnes ikke som uafhængige."
    ),
    "mean_cluster": words("Gennemsnit; personer i samme familie regnes ikke som uafhængige."),
    "d_change_sd_before": words(
        "Ændringen delt med spredningen ved første måling (effektstørrelse efter Becker). Tallet "
        "kan ikke sammenlignes med andre slags effektstørrelser."
    ),
    "ratio_cluster": words(
        "Summen for alle familier delt med summen af det, der måles imod; usikkerheden er regnet "
        "familie for familie."
    ),
    "cost_lines": words(
        "Udgiften er regnet af programmets udgiftslinjer; spændet er kildens laveste og højeste "
        "pris, ikke et 95 % interval."
    ),
    "median": words("Median: lige mange ligger over og under."),
    "wilson": words("Intervallet for en andel er Wilsons."),
    "newcombe_difference": words("Intervallet for forskellen på to andele er Newcombes."),
    "welch_difference": words("Intervallet for forskellen på to gennemsnit er Welchs."),
}
