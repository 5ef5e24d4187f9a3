"""Questionnaires before, after and at follow-up, in words."""

from __future__ import annotations

from datetime import date

from fit_tracker.domain.answers import Reminded, Standing, Window
from fit_tracker.domain.programmes import Moment
from fit_tracker.services.answer_moments import AskedAgain, MomentRow
from fit_tracker.services.answers_due import Due
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.texts import _, _n, day

NO_BREAK = "\N{NO-BREAK SPACE}"


def moment_word(moment: Moment) -> str:
    return {
        Moment.BEFORE: _("Før"),
        Moment.AFTER: _("Efter"),
        Moment.FOLLOW_UP: _("Opfølgning"),
        Moment.EACH_VISIT: _("Hvert besøg"),
    }[moment]


def reminded_word(how: Reminded) -> str:
    return {
        Reminded.PHONE: _("Telefon"),
        Reminded.LETTER: _("Brev"),
        Reminded.VISIT: _("Ved et besøg"),
        Reminded.MESSAGE: _("Besked"),
        Reminded.DECLINED: _("Vil ikke svare"),
    }[how]


def title(due: Due) -> str:
    """The page's message: what is overdue, and what can be answered now."""
    late = sum(row.standing is Standing.OVERDUE for row in due.rows)
    still_open = sum(row.standing is Standing.OPEN for row in due.rows)
    if late and still_open:
        return _("{late}, {open}", late=_late(late), open=_open(still_open))
    if late:
        return _late(late)
    if still_open:
        return _n(
            "Ét spørgeskema kan besvares nu",
            "{words} spørgeskemaer kan besvares nu",
            still_open,
            words=in_words(still_open),
        )
    if due.rows:
        return _("Intet spørgeskema er åbent lige nu")
    return _("Ingen mangler at blive spurgt")


def _late(n: int) -> str:
    return _n(
        "Ét spørgeskema er over tiden",
        "{words} spørgeskemaer er over tiden",
        n,
        words=in_words(n),
    )


def _open(n: int) -> str:
    words = in_words(n).lower()
    return _n("ét mere kan besvares nu", "{words} flere kan besvares nu", n, words=words)


def when(row: MomentRow, today: date) -> str:
    """By when, as a person would say it."""
    window = row.window
    if window is None:
        return _open_ended(row.moment)
    match row.standing:
        case Standing.WAITING:
            return _("åbner {day}", day=day(window.opens_on))
        case Standing.CLOSED:
            return _("lukkede {day}", day=day(window.closes_on))
        case _:
            return _until(window, today)


def _open_ended(moment: Moment) -> str:
    if moment is Moment.AFTER:
        return _("når deltagelsen slutter")
    return _("efter deltagelsens slutning")


def _until(window: Window, today: date) -> str:
    left = (window.closes_on - today).days
    if left == 0:
        return _("kan besvares til og med i dag")
    # A line is not to end between the number and its days.
    days = _n("{n} dag endnu", "{n} dage endnu", left).replace(" ", NO_BREAK)
    return _("kan besvares til {day}: {left}", day=day(window.closes_on), left=days)


def progress(row: MomentRow) -> str:
    """How much is answered, where it is something."""
    if row.is_done:
        return _("besvaret")
    if row.answered:
        return _("{n} af {of} besvaret", n=row.answered, of=row.of)
    return ""


def again(found: AskedAgain | None) -> str:
    """What has been done to get the answer."""
    if found is None:
        return ""
    if found.last_how is Reminded.DECLINED:
        return _("sagde {day}, at de ikke vil svare", day=day(found.last_on))
    return _n(
        "mindet om {day} ({how})",
        "mindet om {n} gange, senest {day} ({how})",
        found.times,
        day=day(found.last_on),
        how=reminded_word(found.last_how).lower(),
    )
