"""One offer: what is most urgent about it, its plan, safety plan, team and children."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from fit_tracker.domain.offers import Due, Moment, Plan, SafetyPlan, Situation, current, moments
from fit_tracker.domain.people import Member
from fit_tracker.services.offer_read import OfferSummary, OfferView
from fit_tracker.services.offer_rows import Place
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, button, card, join, label_chip, link, page_title, tag
from fit_tracker.ui.naming import member_name, member_names
from fit_tracker.ui.offers.listing import above_sentence, lacks_plan
from fit_tracker.ui.offers.words import (
    attends_word,
    due_word,
    hours,
    lives_word,
    profession_word,
    safety_chip,
    stage_word,
)
from fit_tracker.ui.texts import _, day

CSS = """
.fit-line { display: flex; justify-content: space-between; align-items: center; gap: .5rem 1rem;
  padding: .5rem 0; border-top: 1px solid var(--fit-line); }
.fit-line:first-of-type { border-top: 0; }
.fit-tasks { display: flex; flex-wrap: wrap; gap: .625rem; margin-top: .75rem; }
.fit-warn { color: var(--fit-attention); font-weight: 600; }
"""
SOON = timedelta(days=14)
"""A quarter's questions may be asked this long before they are due."""


def head(one: OfferSummary) -> Html:
    back = link("back", _("Tilbud og kapacitet"))
    above = join([back, " › ", one.row.case_number])
    return page_title(message(one), _sub(one), above)


def message(one: OfferSummary) -> str:
    case, row = one.row.case_number, one.row
    if not row.runs:
        return _("{case}: tilbuddet sluttede {day}", case=case, day=day(row.ended_on))
    if row.safety_plan is SafetyPlan.MISSING:
        return _("{case} mangler en sikkerhedsplan", case=case)
    return _(
        "{case}: {used} timer brugt i denne uge, {planned} planlagt",
        case=case,
        used=hours(one.used),
        planned=hours(one.planned),
    )


def _sub(one: OfferSummary) -> str:
    parts = [
        member_names(one.members, context().today()),
        one.row.team_name,
        _("startet {day}", day=day(one.row.started_on)),
    ]
    if one.stage is not None and one.row.runs:
        parts.append(stage_word(one.stage).lower())
    return " · ".join(parts)


def plan(view: OfferView) -> Html:
    """The planned course of hours, from now down; what was planned earlier stands above."""
    one = view.summary
    today = one.row.ended_on or context().today()
    now = current(view.plan, today)
    rows = [_plan_row(row, now, one.row.runs) for row in view.plan]
    warn = [tag("p", text, cls="fit-warn") for text in filter(None, [above_sentence(one)])]
    if lacks_plan(one):
        warn.append(tag("p", _("▲ Ingen nedtrapning er planlagt endnu."), cls="fit-warn"))
    tasks = [tag("div", button("task:plan", _("Planlæg en ændring")), cls="fit-tasks")]
    return card(*rows, *warn, *(tasks if one.row.runs else []), title=_("Plan for timer"))


def _plan_row(row: Plan, now: Plan | None, runs: bool) -> Html:
    text = _("Fra {day}: {hours} timer om ugen", day=day(row.since), hours=hours(row.weekly_hours))
    about = stage_word(row.stage) + (f" · {row.reason}" if row.reason else "")
    left = tag("div", text, tag("div", about, cls="fit-quiet"))
    if row == now:
        right: Html = label_chip("progress", _("nu"))
    elif runs and row.since > context().today():
        right = link(f"task:withdraw:{row.offer_plan_id}", _("Fjern"))
    else:
        right = Html()
    return tag("div", left, right, cls="fit-line")


def safety(one: OfferSummary) -> Html:
    row = one.row
    told = tag("p", _("Senest gennemgået {day}", day=day(row.safety_plan_on)), cls="fit-quiet")
    fix = tag("div", button("task:safety", _("Ret")), cls="fit-tasks") if row.runs else Html()
    return card(safety_chip(row.safety_plan), told, fix, title=_("Sikkerhedsplan"))


def team(one: OfferSummary) -> Html:
    """Who is in the family, as what, and since when."""
    alone = len(one.team) == 1 or not one.row.runs
    rows = [_place(place, alone) for place in one.team]
    if not rows:
        rows = [tag("p", _("Teamet er opløst."), cls="fit-quiet")]
    add = tag("div", button("task:join", _("Tilføj til teamet")), cls="fit-tasks")
    return card(*rows, *([add] if one.row.runs else []), title=_("Familiens team"))


def _place(place: Place, alone: bool) -> Html:
    since = _("fra {day}", day=day(place.since))
    about = f"{profession_word(place.profession)} · {since}"
    left = tag("div", place.name, tag("div", about, cls="fit-quiet"))
    leave = Html() if alone else link(f"task:leave:{place.offer_team_id}", _("Tag ud"))
    return tag("div", left, leave, cls="fit-line")


def children(view: OfferView) -> Html:
    """Each moment with each child's situation, or that it has not been asked."""
    one, known = view.summary, {(s.member_id, s.moment, s.due_on): s for s in view.situations}
    if not view.children:
        words = _("Familien har ingen børn skrevet op.")
        return card(tag("p", words, cls="fit-quiet"), title=_("Børnenes situation"))
    dues = [*_dues(one)]
    blocks = [_moment(due, view.children, known, one.row.runs) for due in dues]
    coming = [tag("p", _("Næste gang: {day}", day=day(one.next_quarter)), cls="fit-quiet")]
    soon = any(due.due_on == one.next_quarter for due in dues)
    rest = coming if one.row.runs and not soon else []
    return card(*blocks, *rest, title=_("Børnenes situation"))


def _dues(one: OfferSummary) -> list[Due]:
    """The moments so far, latest first, with the next quarter when it is near."""
    row, today = one.row, context().today()
    found = moments(row.started_on, row.ended_on, row.ended_on or today)
    if row.runs and one.next_quarter - today <= SOON:
        found.append(Due(Moment.QUARTER, one.next_quarter))
    return found[::-1]


def _moment(
    due: Due,
    asked: Sequence[Member],
    known: dict[tuple[UUID, Moment, date], Situation],
    runs: bool,
) -> Html:
    lines = [_child(child, known.get((child.member_id, due.moment, due.due_on))) for child in asked]
    lacks = any((child.member_id, due.moment, due.due_on) not in known for child in asked)
    go = f"task:children:{due.moment.value}:{due.due_on.isoformat()}"
    act = button(go, _("Skriv op")) if lacks else link(go, _("Ret"))
    title = tag("strong", due_word(due)[:1].upper() + due_word(due)[1:])
    head = tag("div", title, act if runs else Html(), cls="fit-line")
    return tag("div", head, *lines)


def _child(child: Member, told: Situation | None) -> Html:
    name = member_name(child, context().today())
    if told is None:
        return tag("p", name, ": ", tag("span", _("▲ ikke skrevet op"), cls="fit-warn"))
    words = _(
        "{name}: bor {lives}; skole eller dagtilbud: {attends}",
        name=name,
        lives=lives_word(told.lives).lower(),
        attends=attends_word(told.attends).lower(),
    )
    return tag("p", words)
