"""The queue as one block of HTML: who waits, why, for whom, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from fit_tracker.domain.responses import Severity, Standing, State
from fit_tracker.domain.scores import danish
from fit_tracker.services.responses import QueueRow
from fit_tracker.ui.emergency.due import due_sentence, standing_chip
from fit_tracker.ui.emergency.why import Right, how_often, why_sentence
from fit_tracker.ui.emergency.words import result_word, severity_word
from fit_tracker.ui.html import Html, button, card, join, link, tag, unbroken
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.sparks import sparks
from fit_tracker.ui.texts import _, day

CSS = """
.fit-row { align-items: start; }
.fit-row > :last-child { align-self: center; }
.fit-row .fit-chip { margin-top: .125rem; }
.fit-row details { display: inline; }
.fit-row summary { display: inline; cursor: pointer; list-style: none; text-decoration: underline;
  text-decoration-thickness: 1px; text-underline-offset: .18em; }
.fit-row summary::-webkit-details-marker { display: none; }
.fit-row summary:hover { color: var(--fit-accent); }
.fit-row details p { margin: .375rem 0 .25rem; }
@media (pointer: coarse) { .fit-row summary { display: inline-block; min-height: 2.75rem;
  padding-top: .625rem; margin-block: -.5rem; } }
"""


def cards(rows: Sequence[QueueRow], right: Right, today: date) -> Html:
    """One card a family, in the order of the service. Only the first may call out loud."""
    first = next((row for row in rows if row.state is State.NEW), None)
    return tag(
        "div",
        *(_card(row, right, today, row is first) for row in rows),
        cls="fit-rows",
    )


def _card(row: QueueRow, right: Right, today: date, first: bool) -> Html:
    parts = _who(row, today), _why(row, right, today), _whose(row, today), _act(row, first)
    return tag("article", *parts, cls="fit-row", aria_label=row.case_number)


def _who(row: QueueRow, today: date) -> Html:
    members = member_names(row.members, today) if row.members else ""
    parts = [
        tag(
            "button",
            row.case_number,
            cls="fit-name",
            type="button",
            data_go=f"open:{row.response_id}",
        ),
        tag("div", standing_chip(row, today)),
        tag("div", members, cls="fit-small") if members else Html(),
        sparks(row) if row.sparks else Html(),
    ]
    return tag("div", *parts)


def _why(row: QueueRow, right: Right, today: date) -> Html:
    links: list[Html] = []
    if row.seen:
        links.append(link(f"family:{row.family_id}", _("Se familien")))
    if row.reasons:
        answer = join([tag("p", text) for text in how_often(row.reasons, right)])
        asked = tag("summary", _("hvor tit er den slags flag rigtige her?"))
        links.append(tag("details", asked, answer))
    return tag(
        "div",
        *_said(row, today),
        tag("div", unbroken(help_now(row)), cls="fit-small"),
        tag("div", join(links, " · "), cls="fit-small") if links else Html(),
    )


def _said(row: QueueRow, today: date) -> list[Html]:
    """Why; of what is closed first what came out of it."""
    why = why_sentence(row, today)
    if row.result is None:
        return [tag("div", why)]
    came = result_word(row.result)
    if row.result_reason:
        came = _("{result}: {why}", result=came, why=row.result_reason)
    return [tag("div", came), tag("div", why, cls="fit-small")]


def help_now(row: QueueRow) -> str:
    """Team, service and intensity, and when somebody last saw them."""
    hours = row.weekly_hours
    parts = [row.team_name, row.service_name]
    if hours is not None:
        # One piece: "8" at a line's end and "t. om ugen" on the next reads badly on a phone.
        weekly = _("{hours} t. om ugen", hours=hours_text(hours))
        parts.append(weekly.replace(" ", "\N{NO-BREAK SPACE}"))
    if row.last_visit_on is not None:
        parts.append(_("sidste besøg {day}", day=day(row.last_visit_on)))
    elif row.seen:
        parts.append(_("ingen besøg endnu"))
    if row.contacted_on is not None:
        parts.append(_("kontaktet {day}", day=day(row.contacted_on)))
    if row.episode_ended_on is not None:
        parts.append(_("forløbet sluttede {day}", day=day(row.episode_ended_on)))
    return " · ".join(part for part in parts if part)


def hours_text(value: Decimal) -> str:
    return str(int(value)) if value == int(value) else danish(value)


def _whose(row: QueueRow, today: date) -> Html:
    owner = _("Ejer: {name}", name=row.owner_name) if row.owner_name else _("Ingen ejer")
    parts = [tag("div", owner), tag("div", unbroken(_when(row, today)), cls="fit-small")]
    return tag("div", *parts)


def _when(row: QueueRow, today: date) -> str:
    """Until when; how much it hurries matters as long as nobody has it, or when it is acute."""
    due = due_sentence(row, today)
    hurries = row.severity is Severity.ACUTE or (
        row.severity is Severity.HIGH and row.state is State.NEW
    )
    if not hurries or row.state is State.CLOSED:
        return due
    return _("{severity}: {due}", severity=severity_word(row.severity), due=due)


def _act(row: QueueRow, first: bool) -> Html:
    if row.state is State.NEW:
        go = f"take:{row.response_id}:{row.revision}"
        label = _("Tag {case}", case=row.case_number)
        return button(go, _("Tag den"), primary=first, label=label)
    label = _("Åbn {case}", case=row.case_number)
    return button(f"open:{row.response_id}", _("Åbn"), label=label)


def empty(which: Standing | None) -> Html:
    """Nothing here: what that means, and what will come."""
    if which is None:
        text = _(
            "Når et flag eller en akut henvendelse kommer ind, står familien her med en ejer, en "
            "frist og det, I beslutter. Den forsvinder først, når nogen afslutter den med et "
            "resultat."
        )
    elif which is Standing.CLOSED:
        text = _("Ingen sager er afsluttet de seneste 90 dage.")
    else:
        text = _("Ingen sager her lige nu.")
    return card(tag("p", text, style="margin:0"))
