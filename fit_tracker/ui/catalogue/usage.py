"""What is used of a frame, in sentences: "5 af 8 samtaler, statusmøde ved 8"."""

from __future__ import annotations

from decimal import Decimal

from fit_tracker.domain.frames import Form, Frame
from fit_tracker.domain.scores import danish
from fit_tracker.domain.usage import MINUTES, Level, Usage
from fit_tracker.services.catalogue import ServiceUse
from fit_tracker.ui.catalogue.words import span
from fit_tracker.ui.texts import _, _n, day

SHOWN_DAYS = 5


def sessions(frame: Frame, used: Usage) -> str:
    """How many of how many, and when the status meeting comes."""
    parts = [_counted(frame, used)]
    if used.status_after is not None:
        parts.append(_("statusmøde ved {n}", n=used.status_after))
    return ", ".join(parts)


def _counted(frame: Frame, used: Usage) -> str:
    values = {"n": used.sessions, "max": used.sessions_max, "year": used.year}
    if used.sessions_max is None:
        return _n("{n} besøg", "{n} besøg", used.sessions)
    if used.year is not None:
        return _("{n} af {max} gange i {year}", **values)
    if frame.form is Form.GROUP:
        return _("{n} af {max} gange", **values)
    return _("{n} af {max} samtaler", **values)


def hours(frame: Frame, used: Usage) -> str:
    """Hours used of the frame; "" when the service states no hours. Never guessed: visits
    whose length nobody wrote make it "at least"."""
    frame_hours = span(frame.hours_min, frame.hours_max)
    if not frame_hours:
        return ""
    known = danish(Decimal(used.minutes) / MINUTES).removesuffix(",0")
    if used.without_minutes and not used.minutes:
        return _("ramme: {frame} timer; ingen besøg har en varighed endnu", frame=frame_hours)
    if not used.without_minutes:
        return _("{n} af {frame} timer", n=known, frame=frame_hours)
    return _n(
        "mindst {known} af {frame} timer; {n} besøg er uden varighed",
        "mindst {known} af {frame} timer; {n} besøg er uden varighed",
        used.without_minutes,
        known=known,
        frame=frame_hours,
    )


def warning(used: Usage) -> str:
    """What to talk about before the frame is used up, at it, and over it."""
    level = used.level
    if level is Level.OVER:
        return _("Rammen er overskredet. Aftal, om og hvordan forløbet går videre.")
    if level is Level.AT:
        return _("Rammen er brugt. Aftal, om og hvordan forløbet går videre.")
    if level is not Level.NEAR:
        return ""
    if used.sessions_level is Level.NEAR:
        return _("Der er én gang tilbage af rammen.")
    return _("Der er under en tiendedel tilbage af timerne.")


def interval(used: Usage) -> str:
    """Said only when the family has waited longer than the frame: else it is as it should be."""
    gap = used.interval
    if not gap.is_late:
        return ""
    return _(
        "Det er {n} dage siden sidst; rammen er højst {longest} dage imellem.",
        n=gap.quiet_days,
        longest=gap.longest,
    )


def notes_missing(use: ServiceUse) -> str:
    """The visits that lack the note the service asks for."""
    days = use.without_note
    if not days:
        return ""
    named = ", ".join(day(one) for one in days[:SHOWN_DAYS])
    if len(days) > SHOWN_DAYS:
        named = _("{days} og {n} til", days=named, n=len(days) - SHOWN_DAYS)
    return _n(
        "Et kort notat mangler: {days}.", "Korte notater mangler: {days}.", len(days), days=named
    )
