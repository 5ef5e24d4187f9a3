"""The meetings week by week, each with what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from fit_tracker.domain.frames import Report
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.services.meeting_lists import MeetingRow, Undecided
from fit_tracker.ui import agenda
from fit_tracker.ui.followups.words import kind_word, week, when, why
from fit_tracker.ui.html import Html, button, card, join, label_chip, link, tag, unbroken
from fit_tracker.ui.texts import _, _n, day

# Nothing a row says may move its columns, and the last one holds three steps beside each other.
COLUMNS = "minmax(0, 2.2fr) minmax(0, 2fr) minmax(0, 2.75fr) 18rem"
CSS = f"{agenda.CSS}.fit-agenda {{ --fit-columns: {COLUMNS}; }}"
REPORTED = (MeetingKind.FOLLOW_UP, MeetingKind.STATUS)


def weeks(rows: Sequence[MeetingRow], today: date, *, staff: bool) -> Html:
    """What is late first, then the weeks; `staff`: say whose families they are."""
    late = [row for row in rows if row.is_late(today)]
    ahead = [row for row in rows if not row.is_late(today)]
    parts = [_group(_("Over tiden"), late, today, staff)] if late else []
    for _monday, some in groupby(ahead, key=lambda row: row.on.isocalendar()[:2]):
        found = list(some)
        parts.append(_group(week(found[0].on, today), found, today, staff))
    return tag("div", *parts)


def _group(head: str, rows: Sequence[MeetingRow], today: date, staff: bool) -> Html:
    columns = (_("Familie"), _("Møde"), _("Hvornår"), _("Næste skridt"))
    return agenda.part(head, columns, [_row(row, today, staff) for row in rows])


def _row(row: MeetingRow, today: date, staff: bool) -> Html:
    who = ", ".join(row.practitioners) if staff else row.service_name
    return tag(
        "tr",
        tag(
            "td",
            link(f"family:{row.family_id}", row.case_number),
            tag("div", who or _("ingen behandler"), cls="fit-quiet"),
            cls="fit-who",
        ),
        tag(
            "td",
            tag("div", kind_word(row.kind, row.sequence)),
            tag("div", unbroken(why(row.counted, row.sessions)), cls="fit-quiet"),
        ),
        tag("td", *_day(row, today)),
        tag("td", _next(row, today)),
    )


def _day(row: MeetingRow, today: date) -> list[Html]:
    if row.planned_on is None:
        said = tag("div", unbroken(_("Frist {day}", day=day(row.due_on))))
        return [said, *_late(row, today)]
    said = tag("div", unbroken(when(row.planned_on, row.planned_at)))
    due = unbroken(_("frist {day}", day=day(row.due_on)))
    if row.planned_on > row.due_on:
        due = unbroken(_("efter fristen {day}", day=day(row.due_on)))
    return [said, *_late(row, today), tag("div", due, cls="fit-quiet")]


def _late(row: MeetingRow, today: date) -> list[Html]:
    if not row.is_late(today):
        return []
    if row.planned_on is not None:
        return [label_chip("attention", _("Blev det holdt?"))]
    n = (today - row.due_on).days
    return [label_chip("attention", _n("{n} dag over tiden", "{n} dage over tiden", n))]


def _next(row: MeetingRow, today: date) -> Html:
    """The next step as a button, what else there is as links."""
    about = f"{row.case_number}, {kind_word(row.kind, row.sequence)}"
    (go, word), *others = _steps(row, today)
    first = button(go, word, label=f"{word}: {about}")
    steps = tag("div", first, *(link(go, word) for go, word in others), cls="fit-next")
    return join([steps, _no_report(row, today)])


def _steps(row: MeetingRow, today: date) -> list[tuple[str, str]]:
    """A passed day is to be noted, an agreed one prepared, and the others to be agreed."""
    value = f"{row.meeting_id}:{row.revision}"
    held = (f"task:meeting_held:{value}", _("Notér afholdt"))
    drop = (f"task:meeting_drop:{value}", _("Udgår"))
    agree = (f"task:meeting_agree:{value}", _("Aftal dag"))
    move = (f"task:meeting_agree:{value}", _("Ret dag"))
    if row.planned_on is None:
        return [agree, held, drop]
    if row.planned_on <= today:
        return [held, move, drop]
    return [*_report(row), move, drop]


def _no_report(row: MeetingRow, today: date) -> Html:
    """Why a report is not offered where one would be looked for."""
    agreed = row.planned_on is not None and row.planned_on > today
    if row.report is not Report.NO or row.kind not in REPORTED or not agreed:
        return Html()
    said = _("Indsatsens beskrivelse siger, at der ikke skrives statusrapport.")
    return tag("div", said, cls="fit-small")


def _report(row: MeetingRow) -> list[tuple[str, str]]:
    """One may be written before the meeting unless the service's text says that none is."""
    if row.kind not in REPORTED or row.report is Report.NO:
        return []
    conditional = row.report is Report.CONDITIONAL
    word = _("Statusrapport, hvis relevant") if conditional else _("Statusrapport")
    return [(f"report:{row.family_id}:{row.episode_id}", word)]


def undecided(rows: Sequence[Undecided]) -> Html:
    """The courses where somebody must decide how often."""
    if not rows:
        return Html()
    said = _(
        "Indsatsens egen tekst siger kun, hvornår den første opfølgning er. Beslut rytmen i sagen, "
        "så planlægges den næste."
    )
    return card(
        tag("p", said, cls="fit-quiet"),
        tag("ul", *map(_undecided, rows), cls="fit-list"),
        title=_n("{n} forløb mangler en rytme", "{n} forløb mangler en rytme", len(rows)),
    )


def _undecided(row: Undecided) -> Html:
    held = _("ingen opfølgning noteret")
    if row.last_held_on is not None:
        held = _("seneste opfølgning {day}", day=day(row.last_held_on))
    about = join([row.service_name, unbroken(held)], " · ")
    go = f"task:rhythm:{row.episode_id}"
    return agenda.ask(f"family:{row.family_id}", row.case_number, about, go, _("Beslut rytme"))


def empty() -> Html:
    """How meetings come here at all."""
    return card(
        tag(
            "p",
            _(
                "Opfølgninger, opstartsmøder og statusmøder planlægges af sig selv, når et forløb "
                "begynder med en indsats, hvis tekst siger noget om dem."
            ),
        ),
        tag("p", _("Rytmen for et enkelt forløb kan besluttes på familiens side.")),
    )
