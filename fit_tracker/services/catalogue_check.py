"""What a service must hold together, wherever it was written: in a file or on the page."""

from __future__ import annotations

from dataclasses import replace

from fit_tracker.domain.catalogue import CatalogueService, Section
from fit_tracker.domain.frames import Frame
from fit_tracker.errors import InvalidInput
from fit_tracker.services import checks
from fit_tracker.texts import words

# The most is what a file may say too. Months without a limit would make a day after year 9999,
# and then no course could begin in the service.
SPANS = (
    ("sessions", words("antal samtaler"), 1000),
    ("minutes", words("minutter"), 24 * 60),
    ("hours", words("timer i alt"), 1000),
    ("interval_days", words("dage imellem"), 366),
    ("age", words("alder"), 120),
)
MONTHS, SESSIONS, GROUP = 60, 1000, 200


def checked(entry: CatalogueService) -> CatalogueService:
    """The service with its texts trimmed, or a sentence that says what does not fit."""
    frame = entry.frame
    for name, what, highest in SPANS:
        least, most = getattr(frame, f"{name}_min"), getattr(frame, f"{name}_max")
        _span(least, most, what, name)
        _at_most(what, highest, least, most)
    _rule(frame)
    told = {
        name: checks.free_text(text, "tekst") for name, text in frame.words.items() if text.strip()
    }
    return replace(
        entry,
        code=checks.free_text(entry.code, "kode", required=False),
        name=checks.free_text(entry.name, "indsatsens navn"),
        sections=tuple(_section(one) for one in entry.sections),
        frame=replace(frame, words=told),
    )


def _span(least: int | None, most: int | None, what: str, name: str) -> None:
    lowest = 0 if name == "age" else 1
    if any(number is not None and number < lowest for number in (least, most)):
        raise InvalidInput("Feltet «{field}» skal være mindst {n}.", field=what, n=lowest)
    if least is not None and most is not None and most < least:
        raise InvalidInput(
            "Feltet «{field}»: det største tal er mindre end det mindste.", field=what
        )


def _at_most(what: str, highest: int, *numbers: int | None) -> None:
    if any(number is not None and number > highest for number in numbers):
        raise InvalidInput("Feltet «{field}» må højst være {n}.", field=what, n=highest)


def _rule(frame: Frame) -> None:
    rule = frame.follow_up
    if rule.first_months is None and rule.then_months is not None:
        raise InvalidInput("Skriv også, efter hvor mange måneder den første opfølgning er.")
    numbers = (rule.first_months, rule.then_months, rule.after_sessions, frame.group_size)
    if any(number is not None and number < 1 for number in numbers):
        raise InvalidInput("Måneder, samtaler og gruppens størrelse skal være mindst 1.")
    _at_most(words("måneder"), MONTHS, rule.first_months, rule.then_months)
    _at_most(words("statusmøde efter antal gange"), SESSIONS, rule.after_sessions)
    _at_most(words("pladser i gruppen"), GROUP, frame.group_size)
    if frame.sessions_per_year and frame.sessions_max is None:
        raise InvalidInput("Skriv, hvor mange gange om året.")


def _section(one: Section) -> Section:
    if one.valid_from and one.valid_until and one.valid_until < one.valid_from:
        raise InvalidInput("En paragraf kan ikke ophøre, før den gælder.")
    return replace(one, section=checks.free_text(one.section, "paragraf"))
