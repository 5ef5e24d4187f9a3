"""The leader's week: what is late, what waits, what is coming, and who has what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fit_tracker.domain.meetings import MeetingKind
from fit_tracker.domain.people import Role
from fit_tracker.domain.scores import danish
from fit_tracker.services.leader_week import MeetingAhead, OpenResponse, Week
from fit_tracker.services.staff_loads import StaffLoad
from fit_tracker.ui.context import context
from fit_tracker.ui.emergency.due import near
from fit_tracker.ui.html import Html, card, label_chip, link, tag, unbroken
from fit_tracker.ui.texts import _, _n, day

CSS = """
.fit-week {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: .875rem;
}
.fit-week .fit-list li {
  display: flex; flex-wrap: wrap; gap: 0 .75rem; justify-content: space-between;
}
.fit-week .fit-list .fit-link { font-weight: 600; color: var(--fit-text); text-decoration: none; }
.fit-week .fit-list .fit-link:hover { text-decoration: underline; }
"""


def cards(found: Week) -> Html:
    """Three short lists beside each other: the first of each, and how many there are."""
    return tag("div", _overdue(found), _undecided(found), _ahead(found), cls="fit-week")


def _overdue(found: Week) -> Html:
    rows = [_line(f"response:{r.response_id}", r.case_number, _late(r)) for r in found.overdue]
    n = found.overdue[0].matching if found.overdue else 0
    title = _n("{n} familie over fristen", "{n} familier over fristen", n)
    return _card(title, rows, n, "queue", _("Ingen frist er overskredet."))


def _late(row: OpenResponse) -> str:
    days = (context().today() - row.due_on).days
    return _n("{n} dag · {who}", "{n} dage · {who}", days, who=row.owner_name or _("ingen ejer"))


def _undecided(found: Week) -> Html:
    rows = [_line(f"response:{r.response_id}", r.case_number, _until(r)) for r in found.undecided]
    n = found.undecided[0].matching if found.undecided else 0
    title = _n("{n} familie venter på en beslutning", "{n} familier venter på en beslutning", n)
    return _card(title, rows, n, "queue", _("Ingen familier venter."))


def _until(row: OpenResponse) -> str:
    who = row.owner_name or _("ingen ejer")
    when = near(row.due_on, context().today())
    return _("senest {day} · {who}", day=when, who=who)


def _ahead(found: Week) -> Html:
    rows = [_line(f"family:{m.family_id}", m.case_number, _when(m)) for m in found.meetings]
    n = found.meetings[0].matching if found.meetings else 0
    title = _n("{n} opfølgning inden 14 dage", "{n} opfølgninger inden 14 dage", n)
    return _card(title, rows, n, "followups", _("Ingen opfølgning de næste 14 dage."))


def _when(row: MeetingAhead) -> str:
    words = {
        MeetingKind.START_UP: _("opstartsmøde"),
        MeetingKind.NETWORK: _("netværksmøde"),
        MeetingKind.FOLLOW_UP: _("opfølgning"),
        MeetingKind.STATUS: _("statusmøde"),
    }
    what = words[row.kind]
    if row.late:
        return _("{what}, forfaldt {day}", what=what, day=day(row.on))
    if row.planned_on is None:
        return _("{what} inden {day}", what=what, day=day(row.on))
    return _("{what} {day}", what=what, day=_at(row.on, row.planned_at))


def _at(on: date, at: str) -> str:
    return _("{day} kl. {time}", day=day(on), time=at.replace(":", ".")) if at else day(on)


def _line(go: str, case_number: str, words: str) -> Html:
    return tag("li", link(go, case_number), tag("span", unbroken(words), cls="fit-quiet"))


def _card(title: str, rows: list[Html], n: int, page: str, empty: str) -> Html:
    if not rows:
        return card(tag("p", empty, cls="fit-quiet"), title=title)
    more = [link(f"page:{page}", _("Se alle {n}", n=n))] if n > len(rows) else []
    return card(tag("ul", *rows, cls="fit-list"), *more, title=title)


def staff_sentence(staff: Sequence[StaffLoad]) -> str:
    """Between which numbers the families are spread: no order, no names."""
    counts = [one.load.families for one in _treating(staff)]
    if not counts:
        return _("Ingen behandlere i teamet endnu")
    low, high = min(counts), max(counts)
    if low == high:
        return _n("{n} familie hos hver behandler", "{n} familier hos hver behandler", high)
    return _("Mellem {low} og {high} familier hos hver behandler", low=low, high=high)


def _treating(staff: Sequence[StaffLoad]) -> list[StaffLoad]:
    """Those whose work it is, and whoever has a family all the same."""
    return [one for one in staff if one.load.families or one.role is Role.PRACTITIONER]


def staff_table(staff: Sequence[StaffLoad]) -> Html:
    """Number and planned hours of each colleague, in alphabetical order: for balance."""
    words = (_("Kollega"), _("Familier"), _("Planlagte timer om ugen"), _("Timer til familier"))
    head = tag("tr", *(tag("th", word, scope="col") for word in words))
    body = [_staff_row(one) for one in _treating(staff)]
    return tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")


def counted() -> str:
    """What the figures of colleagues are for, and what a shared family is in them."""
    return _(
        "Til at fordele efter, ikke til at måle på. En familie med to behandlere tæller med alle "
        "sine timer hos dem begge, for de bruger dem begge. Timer er det, der sidst er besluttet "
        "for familien, ellers midten af indsatsens ramme. Familier i andre teams tæller med."
    )


def _staff_row(one: StaffLoad) -> Html:
    shut = [" ", label_chip("attention", _("konto spærret"))] if not one.active else []
    return tag(
        "tr",
        tag("td", tag("span", one.display_name, cls="fit-name"), *shut),
        tag("td", str(one.load.families), data_label=_("Familier")),
        tag("td", planned(one), data_label=_("Planlagte timer")),
        tag("td", hours(one), data_label=_("Timer til familier")),
    )


def planned(one: StaffLoad) -> str:
    """ "12,5" or "12,5 (og 2 familier uden timer)"."""
    load = one.load
    if load.families and load.unstated == load.families:
        return _("ikke angivet")
    if not load.unstated:
        return danish(load.planned)
    return _n(
        "{hours} (og {n} familie uden timer)",
        "{hours} (og {n} familier uden timer)",
        load.unstated,
        hours=danish(load.planned),
    )


def hours(one: StaffLoad) -> str:
    return _("ikke angivet") if one.load.hours is None else danish(one.load.hours)
