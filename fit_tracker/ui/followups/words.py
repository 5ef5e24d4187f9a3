"""Meetings in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from fit_tracker.domain.meeting_plan import Because, Rule
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.services.meeting_lists import MeetingRow
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.texts import _, _n, day, long_day

SOON = timedelta(days=14)


def kind_word(kind: MeetingKind, number: int, words: Callable[..., str] = _) -> str:
    return {
        MeetingKind.START_UP: words("Opstartsmøde"),
        MeetingKind.NETWORK: words("Netværksmøde"),
        MeetingKind.FOLLOW_UP: words("{n}. opfølgning", n=number),
        MeetingKind.STATUS: words("Statusmøde"),
    }[kind]


def why(rule: Rule, sessions: int | None = None) -> str:
    """What made it due, as a person would say it."""
    n, since = rule.number, day(rule.counted_from)
    match rule.because:
        case Because.START:
            return _("ved starten {day}", day=since)
        case Because.SESSIONS if sessions is not None:
            return _("{held} af {n} samtaler er holdt", held=min(sessions, n), n=n)
        case Because.SESSIONS:
            return _("efter {n} samtaler", n=n)
        case Because.LATEST:
            return _n("senest {n} måned fra {day}", "senest {n} måneder fra {day}", n, day=since)
        case Because.DECIDED:
            return _n(
                "{n} måned fra {day}, som besluttet i sagen",
                "{n} måneder fra {day}, som besluttet i sagen",
                n,
                day=since,
            )
        case _:
            return _n("{n} måned fra {day}", "{n} måneder fra {day}", n, day=since)


def title(rows: Sequence[MeetingRow], today: date) -> str:
    """The page's message: what is late, and what comes in the next fortnight."""
    late = sum(row.is_late(today) for row in rows)
    soon = sum(today <= row.on <= today + SOON for row in rows)
    alike = all(row.kind is MeetingKind.FOLLOW_UP for row in rows)
    if late and soon:
        return _("{late}, {soon}", late=_late(late, alike), soon=_soon(soon, alike))
    if late:
        return _late(late, alike)
    if soon:
        return _only_soon(soon, alike)
    if rows:
        return _("Intet er over tiden, og intet møde ligger i de næste 14 dage")
    return _("Ingen opfølgninger er planlagt")


def _late(n: int, alike: bool) -> str:
    words = in_words(n)
    if alike:
        return _n(
            "{words} opfølgning er over tiden",
            "{words} opfølgninger er over tiden",
            n,
            words=words,
        )
    return _n("Ét møde er over tiden", "{words} møder er over tiden", n, words=words)


def _soon(n: int, alike: bool) -> str:
    """The second half of the message; Danish counts meetings and follow-ups by gender."""
    one = _("én kommer i de næste 14 dage") if alike else _("ét kommer i de næste 14 dage")
    many = _("{words} kommer i de næste 14 dage", words=in_words(n).lower())
    return one if n == 1 else many


def _only_soon(n: int, alike: bool) -> str:
    words = in_words(n)
    if alike:
        return _n(
            "{words} opfølgning kommer i de næste 14 dage",
            "{words} opfølgninger kommer i de næste 14 dage",
            n,
            words=words,
        )
    return _n(
        "Ét møde kommer i de næste 14 dage",
        "{words} møder kommer i de næste 14 dage",
        n,
        words=words,
    )


def when(on: date, at: str) -> str:
    """The day with its weekday, and the time when it is agreed: "Onsdag 25-11-2026 kl. 9.30"."""
    weekday = long_day(on).split(" ")[0]
    if not at:
        return _("{weekday} {day}", weekday=weekday, day=day(on))
    return _(
        "{weekday} {day} kl. {time}",
        weekday=weekday,
        day=day(on),
        time=at.lstrip("0").replace(":", "."),
    )


def week(on: date, today: date) -> str:
    """The ISO week as a heading: "Uge 48 · 23.–29. november"."""
    monday = on - timedelta(days=on.weekday())
    sunday = monday + timedelta(days=6)
    number = on.isocalendar().week
    text = _("Uge {n} · {days}", n=number, days=_span(monday, sunday, today))
    if monday <= today <= sunday:
        return _("{week} · denne uge", week=text)
    return text


def _span(first: date, last: date, today: date) -> str:
    end = _("{day}. {month}", day=last.day, month=month_name(last))
    if last.year != today.year:
        end = f"{end} {last.year}"
    if first.month == last.month:
        return f"{first.day}.–{end}"
    start = _("{day}. {month}", day=first.day, month=month_name(first))
    return f"{start} – {end}"


def month_name(on: date) -> str:
    names = (
        _("januar"), _("februar"), _("marts"), _("april"), _("maj"), _("juni"),
        _("juli"), _("august"), _("september"), _("oktober"), _("november"), _("december"),
    )  # fmt: skip
    return names[on.month - 1]


def month_title(on: date) -> str:
    """ "November 2026"."""
    name = month_name(on)
    return f"{name[0].upper()}{name[1:]} {on.year}"


def weekdays() -> tuple[str, ...]:
    return (_("man"), _("tir"), _("ons"), _("tor"), _("fre"), _("lør"), _("søn"))
