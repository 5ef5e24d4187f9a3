"""What a programme must hold together, wherever it was written: in a file or on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from fit_tracker.domain.programmes import (
    Cadence,
    CostLine,
    Moment,
    Programme,
    ProgrammeMeasure,
    ProgrammePeriod,
    Target,
    Windows,
)
from fit_tracker.errors import InvalidInput
from fit_tracker.instruments import Catalogue
from fit_tracker.services.programme_texts import trimmed
from fit_tracker.texts import words

OLDEST = 25
MOST_MONTHS, MOST_DAYS = 60, 366
MOST_LINES = 200
LISTS = (
    "services", "periods", "targets", "measures", "costs", "published", "expected", "remarks",
)  # fmt: skip


def checked(programme: Programme, instruments: Catalogue) -> Programme:
    """The programme with its texts trimmed, or a sentence that says what does not fit."""
    _few(programme)
    _ages(programme)
    _once(words("indsats"), [one.code.casefold() for one in programme.services])
    _once(words("periode"), [str(one.number) for one in programme.periods])
    _once(words("skala"), [one.code for one in programme.measures])
    _periods(programme.periods)
    _targets(programme.targets)
    for measure in programme.measures:
        _measure(measure, instruments)
    for line in programme.costs:
        _cost(line)
    _published(programme, instruments)
    _cadence(programme.cadence)
    _windows(programme.windows)
    return trimmed(programme)


def _few(programme: Programme) -> None:
    """A small file may repeat a line by reference so often that it fills the database."""
    if any(len(getattr(programme, name)) > MOST_LINES for name in LISTS):
        raise InvalidInput("Et program kan højst have {n} linjer af hver slags.", n=MOST_LINES)


def _once(what: str, keys: Sequence[str]) -> None:
    for key, n in Counter(keys).items():
        if n > 1:
            raise InvalidInput(
                "«{key}» står to gange ({field}). Hver skal stå én gang.", field=what, key=key
            )


def _ages(programme: Programme) -> None:
    ages = [age for age in (programme.child_age_min, programme.child_age_max) if age is not None]
    if any(not 0 <= age <= OLDEST for age in ages) or ages != sorted(ages):
        raise InvalidInput(
            "Barnets alder skal være fra 0 til {n} år, med den laveste først.", n=OLDEST
        )


def _periods(periods: Sequence[ProgrammePeriod]) -> None:
    """In the order of their days, none inside another: what is counted falls in one only."""
    for one in periods:
        if one.last_day < one.first_day:
            raise InvalidInput("Periode {n} slutter, før den begynder.", n=one.number)
        if one.grant is not None and one.grant < 0:
            raise InvalidInput("Bevillingen i periode {n} er under nul.", n=one.number)
    for earlier, later in pairwise(periods):
        if later.first_day <= earlier.last_day:
            raise InvalidInput("Periode {n} begynder, før den forrige er slut.", n=later.number)


def _targets(targets: Sequence[Target]) -> None:
    for one in targets:
        if not 0 <= one.low <= one.high:
            raise InvalidInput("Et mål skal gå fra det laveste tal til det højeste.")
    if any(n > 1 for n in Counter(one.kind for one in targets if one.chosen).values()):
        raise InvalidInput("Der kan kun styres efter ét mål af hver slags.")


def _measure(measure: ProgrammeMeasure, instruments: Catalogue) -> None:
    instruments.get(measure.instrument_id)
    if not measure.moments or not measure.asked:
        raise InvalidInput(
            "Skalaen «{code}»: vælg, hvornår og hvem den spørges om.", code=measure.code
        )
    if Moment.EACH_VISIT in measure.moments and len(measure.moments) > 1:
        raise InvalidInput(
            "Skalaen «{code}»: besøgets egen måling kan ikke stå sammen med før, efter eller "
            "opfølgning.",
            code=measure.code,
        )


def _cost(line: CostLine) -> None:
    low = line.amount if line.low is None else line.low
    high = line.amount if line.high is None else line.high
    if not Decimal(0) <= low <= line.amount <= high:
        raise InvalidInput(
            "Udgiften «{item}»: beløbet skal ligge mellem det laveste og det højeste.",
            item=line.item,
        )


def _published(programme: Programme, instruments: Catalogue) -> None:
    """A printed mean must lie on its scale, or it would be drawn beside the axis."""
    scales = {one.code: instruments.get(one.instrument_id) for one in programme.measures}
    for one in programme.published:
        scale = scales.get(one.measure)
        if scale is None:
            raise InvalidInput(
                "De offentliggjorte tal nævner skalaen «{code}», som programmet ikke har.",
                code=one.measure,
            )
        if not all(scale.total_min <= x <= scale.total_max for x in (one.before, one.after)):
            raise InvalidInput(
                "De offentliggjorte tal for «{code}» ligger uden for skalaen.", code=one.measure
            )


def _cadence(cadence: Cadence) -> None:
    given = [n for n in (cadence.per_year, cadence.total) if n is not None]
    if len(given) > 1 or any(n < 1 for n in given):
        raise InvalidInput("Skriv enten møder om året eller møder i alt.")


def _windows(windows: Windows) -> None:
    days = (windows.before_days, windows.before_late_days, windows.after_days)
    months = (windows.follow_up_from, windows.follow_up_to)
    if any(not 0 <= n <= MOST_DAYS for n in days) or any(not 0 <= n <= MOST_MONTHS for n in months):
        raise InvalidInput(
            "Fristerne er i dage (højst {days}) og måneder (højst {months}).",
            days=MOST_DAYS,
            months=MOST_MONTHS,
        )
    if windows.follow_up_to < windows.follow_up_from:
        raise InvalidInput("Opfølgningen kan ikke slutte, før den begynder.")
