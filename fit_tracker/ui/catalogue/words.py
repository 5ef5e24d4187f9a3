"""The frame of a service in words. What is not stated is said to be not stated."""

from __future__ import annotations

from fit_tracker.domain.frames import FollowUpRule, Form, Frame, Notes, Report
from fit_tracker.ui.texts import _, _n


def form_word(form: Form) -> str:
    return {
        Form.INDIVIDUAL: _("Individuelt"),
        Form.FAMILY: _("Familien"),
        Form.GROUP: _("Gruppe"),
        Form.MIXED: _("Blandet"),
    }[form]


def notes_word(notes: Notes) -> str:
    return {
        Notes.FREE: _("Kan skrives"),
        Notes.REQUIRED: _("Et kort notat efter hver gang"),
        Notes.PROHIBITED: _("Der skrives ingen noter"),
    }[notes]


def report_word(report: Report) -> str:
    return {
        Report.YES: _("Ja"),
        Report.NO: _("Nej"),
        Report.CONDITIONAL: _("Hvis det er relevant, og der er samtykke"),
        Report.NOT_STATED: _("Ikke angivet"),
    }[report]


def text_label(name: str) -> str:
    """What a text of the catalogue is about; `name` is one of WORDS."""
    return {
        "title": _("Fulde navn"),
        "sessions": _("Antal"),
        "hours": _("Timer"),
        "duration": _("Varighed"),
        "interval": _("Hyppighed"),
        "follow_up": _("Opfølgning"),
        "report": _("Statusrapport"),
        "notes": _("Noter"),
        "start": _("Start"),
        "end": _("Afslutning"),
        "consent": _("Samtykke"),
        "ages": _("Alder"),
        "referral": _("Henvisning"),
        "taking_part": _("Deltagere"),
        "place": _("Sted"),
        "staff": _("Medarbejdere"),
        "other": _("Andet"),
    }[name]


def field_label(name: str) -> str:
    """A field of a service, where a list of changes names it."""
    return {
        "name": _("navn"),
        "sections": _("paragraffer"),
        "form": _("form"),
        "sessions_min": _("antal"),
        "sessions_max": _("antal"),
        "sessions_per_year": _("antal"),
        "minutes_min": _("minutter"),
        "minutes_max": _("minutter"),
        "hours_min": _("timer"),
        "hours_max": _("timer"),
        "interval_days_min": _("dage imellem"),
        "interval_days_max": _("dage imellem"),
        "group_size": _("gruppens størrelse"),
        "age_min": _("alder"),
        "age_max": _("alder"),
        "follow_up": _("opfølgning"),
        "start_up_meeting": _("møder ved start"),
        "network_meeting": _("møder ved start"),
        "report": _("statusrapport"),
        "notes": _("noter"),
        "words": _("teksten"),
    }[name]


def span(least: int | None, most: int | None) -> str:
    """ "8", "60–90", "mindst 4", "højst 10", or "" when nothing is stated."""
    if least is None and most is None:
        return ""
    if least is None:
        return _("højst {n}", n=most)
    if most is None:
        return _("mindst {n}", n=least)
    return str(least) if least == most else f"{least}–{most}"


def amounts(frame: Frame) -> list[str]:
    """How much there is of it: "8 gange", "60–90 min", "8–12 timer"."""
    sessions = span(frame.sessions_min, frame.sessions_max)
    if sessions:
        word = _("{n} gange om året") if frame.sessions_per_year else _("{n} gange")
        sessions = word.format(n=sessions)
    minutes = span(frame.minutes_min, frame.minutes_max)
    hours = span(frame.hours_min, frame.hours_max)
    parts = [
        sessions,
        _("{n} min", n=minutes) if minutes else "",
        _("{n} timer", n=hours) if hours else "",
    ]
    return [part for part in parts if part]


def interval(frame: Frame) -> str:
    days = span(frame.interval_days_min, frame.interval_days_max)
    return _("{n} dage imellem", n=days) if days else ""


def follow_up(rule: FollowUpRule) -> str:
    """The rule as the catalogue states it, and no further; "" where it states none."""
    parts = []
    if rule.first_months is not None:
        parts.append(_first(rule, rule.first_months))
    if rule.then_months is not None:
        word = (
            _("derefter mindst hver {n}. måned")
            if rule.then_is_minimum
            else _("derefter hver {n}. måned")
        )
        parts.append(word.format(n=rule.then_months))
    if rule.after_sessions is not None:
        n = rule.after_sessions
        parts.append(_n("statusmøde efter {n} gang", "statusmøde efter {n} gange", n))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _first(rule: FollowUpRule, n: int) -> str:
    if rule.first_is_latest:
        return _n("første gang senest efter {n} måned", "første gang senest efter {n} måneder", n)
    return _n("første gang efter {n} måned", "første gang efter {n} måneder", n)


def meetings(frame: Frame) -> str:
    parts = []
    if frame.start_up_meeting:
        parts.append(_("opstartsmøde"))
    if frame.network_meeting:
        parts.append(_("netværksmøde med skole eller dagtilbud"))
    text = _(" og ").join(parts)
    return text[:1].upper() + text[1:]


def ages(frame: Frame) -> str:
    years = span(frame.age_min, frame.age_max)
    return _("{n} år", n=years) if years else ""
