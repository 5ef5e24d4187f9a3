"""A month as a calendar; on a phone as a list of the days that hold something."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from fit_tracker.services.meeting_lists import MeetingRow
from fit_tracker.ui.followups.words import kind_word, month_title, weekdays
from fit_tracker.ui.html import Html, button, card, tag
from fit_tracker.ui.texts import _, long_day

CSS = """
.fit-month-head { display: flex; justify-content: space-between; align-items: center; gap: .5rem;
  margin-bottom: .75rem; }
.fit-month-head h2 { margin: 0; font-size: 1.0625rem; }
.fit-month { width: 100%; border-collapse: collapse; table-layout: fixed; }
.fit-month th { font-size: .8125rem; font-weight: 600; color: var(--fit-quiet); text-align: left;
  padding: .25rem .375rem; }
.fit-month th:first-child { width: 2.25rem; vertical-align: top; font-weight: 400; }
.fit-month td { border: 1px solid var(--fit-line); vertical-align: top; height: 4.75rem;
  padding: .25rem .375rem; }
.fit-month .fit-number { font-size: .8125rem; color: var(--fit-quiet); }
.fit-month .fit-today .fit-number { color: var(--fit-on-accent); background: var(--fit-accent);
  border-radius: .75rem; padding: 0 .4375rem; }
.fit-month .fit-weekend {
  background: color-mix(in srgb, var(--fit-neutral-soft) 45%, transparent); }
.fit-event { display: block; width: 100%; text-align: left; border: 0; border-radius: .375rem;
  margin-top: .25rem; padding: .25rem .375rem; font-size: .8125rem; line-height: 1.3;
  overflow-wrap: anywhere; background: var(--fit-accent-soft); color: var(--fit-text); }
.fit-event strong { font-weight: 600; }
.fit-event.fit-late { background: var(--fit-attention-soft); color: var(--fit-attention); }
.fit-event.fit-held { background: var(--fit-neutral-soft); color: var(--fit-quiet); }
.fit-event:hover { filter: brightness(.97); }
.fit-wide { display: none; }
@container (max-width: 47rem) {
  .fit-month thead, .fit-month th, .fit-month td:not(.fit-has) { display: none; }
  .fit-month, .fit-month tbody, .fit-month tr, .fit-month td { display: block; height: auto; }
  .fit-month td { border: 0; border-top: 1px solid var(--fit-line); padding: .625rem 0;
    background: none; }
  .fit-month .fit-wide { display: inline; } .fit-month .fit-short { display: none; }
  .fit-month .fit-event { min-height: 2.75rem; font-size: .9375rem; padding: .5rem .625rem; }
}
"""
MONTHS = 12


def month(first: date, rows: Sequence[MeetingRow], today: date) -> Html:
    """The month that begins on `first`, one cell a day, weeks by their ISO number."""
    by_day: dict[date, list[MeetingRow]] = defaultdict(list)
    for row in rows:
        by_day[row.on].append(row)
    weeks = [
        _week([day if day.month == first.month else None for day in days], by_day, today)
        for days in Calendar().monthdatescalendar(first.year, first.month)
    ]
    heads = [tag("th", word, scope="col") for word in (_("uge"), *weekdays())]
    table = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *weeks),
        cls="fit-month",
        aria_label=month_title(first),
    )
    nothing = tag("p", _("Der er ingen møder i denne måned."), cls="fit-quiet")
    return card(_head(first), table, *([] if rows else [nothing]))


def _head(first: date) -> Html:
    before, after = shifted(first, -1), shifted(first, 1)
    return tag(
        "div",
        button(f"month:{before.isoformat()}", "←", label=month_title(before)),
        tag("h2", month_title(first), aria_live="polite"),
        button(f"month:{after.isoformat()}", "→", label=month_title(after)),
        cls="fit-month-head",
    )


def shifted(first: date, months: int) -> date:
    years, month_no = divmod(first.year * MONTHS + first.month - 1 + months, MONTHS)
    return date(years, month_no + 1, 1)


def _week(days: Sequence[date | None], by_day: dict[date, list[MeetingRow]], today: date) -> Html:
    number = next(day for day in days if day is not None).isocalendar().week
    cells = [tag("td") if day is None else _cell(day, by_day.get(day, []), today) for day in days]
    return tag("tr", tag("th", str(number), scope="row"), *cells)


def _cell(on: date, rows: Sequence[MeetingRow], today: date) -> Html:
    classes = [
        name
        for name, wanted in (
            ("fit-has", bool(rows)),
            ("fit-today", on == today),
            ("fit-weekend", on.weekday() >= 5),
        )
        if wanted
    ]
    number = tag(
        "span",
        tag("span", str(on.day), cls="fit-short"),
        tag("span", long_day(on), cls="fit-wide"),
        cls="fit-number",
    )
    return tag("td", number, *(_event(row, today) for row in rows), cls=" ".join(classes))


def _event(row: MeetingRow, today: date) -> Html:
    """A press opens what comes next: note it held, or agree (another) day."""
    kind = kind_word(row.kind, row.sequence)
    late = row.is_late(today)
    if row.held_on is not None:
        go, cls, said = f"family:{row.family_id}", "fit-held", _("{meeting}, afholdt", meeting=kind)
    else:
        done = row.planned_on is not None and row.planned_on <= today
        task = "meeting_held" if done else "meeting_agree"
        go, cls = f"task:{task}:{row.meeting_id}:{row.revision}", "fit-late" if late else ""
        said = kind if row.planned_on else _("frist: {meeting}", meeting=kind)
        if late:
            unsure = _("{meeting}, blev det holdt?", meeting=said)
            said = unsure if done else _("{meeting}, over tiden", meeting=said)
    at = row.planned_at.lstrip("0").replace(":", ".")
    text = " ".join([part for part in (at, said) if part])
    return tag(
        "button",
        tag("strong", row.case_number),
        " ",
        text,
        cls=f"fit-event {cls}".strip(),
        type="button",
        data_go=go,
    )
