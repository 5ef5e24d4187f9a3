"""The meetings week by week, each with what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from fit_tracker.domain.frames import Report
from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.services.meeting_lists import MeetingRow, Undecided
from fit_tracker.ui.followups.words import kind_word, week, when, why
from fit_tracker.ui.html import Html, button, card, join, label_chip, link, tag, unbroken
from fit_tracker.ui.texts import _, _n, day

CSS = """
.fit-week { margin-bottom: 1.125rem; }
.fit-week > h2 { margin: 0 0 .375rem .25rem; }
.fit-meetings td { vertical-align: top; overflow-wrap: break-word; }
@container (min-width: 47.01rem) {
  /* One grid for all weeks, so that their columns stand under each other. */
  .fit-meetings, .fit-meetings tbody { display: block; }
  .fit-meetings tbody tr { display: grid; grid-template-columns: 2fr 3fr 3fr 3.75fr; }
}
.fit-next { display: flex; flex-wrap: wrap; gap: .375rem 1rem; align-items: center; }
.fit-meetings tbody tr:first-child td { border-top: 0; }
.fit-ask { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center;
  gap: .5rem 1rem; }
@container (max-width: 47rem) {
  .fit-meetings tr { grid-template-columns: 1fr 1fr; }
  .fit-meetings td:last-child { grid-column: 1 / -1; }
  .fit-meetings td:nth-child(3) { grid-column: 1 / -1; }
}
@container (max-width: 30rem) { .fit-meetings .fit-button { flex: 1 1 auto; } }
"""
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
    body = [_row(row, today, staff) for row in rows]
    # The columns explain themselves; a screen reader gets their names.
    words = (_("Familie"), _("Møde"), _("Hvornår"), _("Næste skridt"))
    hidden = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"
    heads = tag("thead", tag("tr", *(tag("th", w, scope="col") for w in words)), style=hidden)
    table = tag("table", heads, tag("tbody", *body), cls="fit-table fit-meetings")
    return tag("section", tag("h2", head), card(table), cls="fit-week")


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
    return tag("div", first, *(link(go, word) for go, word in others), cls="fit-next")


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


def _report(row: MeetingRow) -> list[tuple[str, str]]:
    """Where the service's text asks for a report before the meeting."""
    if row.kind not in REPORTED or row.report not in (Report.YES, Report.CONDITIONAL):
        return []
    conditional = row.report is Report.CONDITIONAL
    word = _("Statusrapport, hvis relevant") if conditional else _("Statusrapport")
    return [(f"report:{row.family_id}:{row.episode_id}", word)]


def undecided(rows: Sequence[Undecided]) -> Html:
    """The courses where somebody must decide how often."""
    if not rows:
        return Html()
    lines = [tag("li", tag("div", _who(row), _decide(row), cls="fit-ask")) for row in rows]
    said = _(
        "Indsatsens egen tekst siger kun, hvornår den første opfølgning er. Beslut rytmen i sagen, "
        "så planlægges den næste."
    )
    return card(
        tag("p", said, cls="fit-quiet"),
        tag("ul", *lines, cls="fit-list"),
        title=_n("{n} forløb mangler en rytme", "{n} forløb mangler en rytme", len(rows)),
    )


def _who(row: Undecided) -> Html:
    held = _("ingen opfølgning noteret")
    if row.last_held_on is not None:
        held = _("seneste opfølgning {day}", day=day(row.last_held_on))
    about = join([row.service_name, unbroken(held)], " · ")
    return tag(
        "span",
        link(f"family:{row.family_id}", row.case_number),
        tag("div", about, cls="fit-quiet"),
        cls="fit-who",
    )


def _decide(row: Undecided) -> Html:
    text = _("Beslut rytme")
    return button(f"task:rhythm:{row.episode_id}", text, label=f"{text}: {row.case_number}")


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
