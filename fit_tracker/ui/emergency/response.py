"""One response: its message, why, what was done so far, and what comes next."""

from __future__ import annotations

from datetime import date

from fit_tracker.domain.responses import Standing, State, Step
from fit_tracker.domain.times import clock
from fit_tracker.services.responses import QueueRow, ResponseView
from fit_tracker.ui.emergency.cards import help_now
from fit_tracker.ui.emergency.due import due_sentence, near, standing_chip
from fit_tracker.ui.emergency.timeline import small, step_sentence
from fit_tracker.ui.emergency.why import acute_sentence, how_often, in_full, rules
from fit_tracker.ui.emergency.words import result_word, step_label
from fit_tracker.ui.html import Html, button, card, join, link, page_title, tag, unbroken
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.texts import _, day

CSS = """
.fit-card > p { margin: 0 0 .5rem; } .fit-card > p:last-child { margin-bottom: 0; }
details { margin-top: .25rem; } summary { cursor: pointer; min-height: 2rem; padding-top: .25rem; }
details p { margin: .375rem 0; }
.fit-actions { display: flex; flex-wrap: wrap; gap: .625rem; align-items: flex-start;
  margin-top: .875rem; }
.fit-more > summary { list-style: none; min-height: 2.75rem; padding: .625rem .5rem;
  font-weight: 600; color: var(--fit-accent); text-decoration: underline;
  text-underline-offset: .18em; }
.fit-more { margin: 0; } .fit-more > summary::-webkit-details-marker { display: none; }
.fit-more[open], .fit-more[open]::details-content { display: contents; }
.fit-rest { display: flex; flex-wrap: wrap; gap: .625rem; flex-basis: 100%; }
"""

# Which step is the one thing to do, and which stands beside it; the rest is behind "Mere".
NEXT: dict[str, tuple[Step | None, Step | None]] = {
    "new": (Step.TAKE, None),
    "uncontacted": (Step.CONTACT, Step.DECIDE),
    "undecided": (Step.DECIDE, None),
    "decided": (Step.LOOK_AGAIN, Step.CLOSE),
    "waiting": (Step.CLOSE, Step.LOOK_AGAIN),
    "closed": (None, Step.REOPEN),
}


def stage(row: QueueRow) -> str:
    """Where in its life a response is, as the page and its buttons see it."""
    match row.state:
        case State.NEW | State.WAITING | State.CLOSED:
            return row.state.value
        case State.TAKEN if row.decided_on is not None:
            return "decided"
        case State.TAKEN if row.contacted_on is None:
            return "uncontacted"
        case _:
            return "undecided"


def title(row: QueueRow, today: date, *, mine: bool) -> str:
    """The page's message: what this family waits for now."""
    case = row.case_number
    match stage(row):
        case "new":
            return _("{case}: ingen har taget den endnu", case=case)
        case "uncontacted":
            if mine:
                return _("{case}: kontakt familien", case=case)
            return _("{case}: {name} skal kontakte familien", case=case, name=row.owner_name)
        case "undecided":
            return _("{case}: der mangler en beslutning", case=case)
        case "decided":
            return _("{case}: se, om beslutningen hjælper", case=case)
        case "waiting" if row.standing is Standing.OVERDUE:
            return _("{case}: skulle være set igen {day}", case=case, day=near(row.due_on, today))
        case "waiting":
            return _("{case}: ses igen {day}", case=case, day=near(row.due_on, today))
        case _:
            result = small(result_word(row.result)) if row.result else ""
            return _("{case}: afsluttet, {result}", case=case, result=result)


def head(row: QueueRow, today: date, *, mine: bool) -> Html:
    above = join([link("queue", _("Beredskab")), " › ", row.case_number])
    members = member_names(row.members, today) if row.members else ""
    sub = " · ".join(part for part in (members, help_now(row)) if part)
    owner = _("Ejer: {name}", name=row.owner_name) if row.owner_name else _("Ingen ejer")
    due = unbroken(due_sentence(row, today))
    line = join([standing_chip(row, today), " ", owner, " · ", due])
    state = tag("p", line, style="margin-top:.5rem")
    return join([page_title(title(row, today, mine=mine), sub, above), state])


def why_card(view: ResponseView, today: date) -> Html:
    """A flag is never a verdict: its rule, its numbers, how often it was right here."""
    row = view.row
    parts = _told(row, today)
    if row.standing_flags == 0 and row.reasons and row.state is not State.CLOSED:
        parts.append(tag("p", _("Reglerne beder ikke længere om en samtale om forløbet.")))
    if row.reasons:
        often = how_often(row.reasons, view.right)
        parts.append(_folded(_("Hvor tit er den slags flag rigtige her?"), often))
        parts.append(_folded(_("Reglerne bag"), rules(row.reasons)))
    if row.practitioners:
        names = ", ".join(row.practitioners)
        parts.append(tag("p", _("Behandlere: {names}", names=names), cls="fit-small"))
    if row.seen:
        parts.append(tag("p", link(f"family:{row.family_id}", _("Se familien"))))
    return card(*parts, title=_("Derfor står familien her"))


def _folded(summary: str, texts: list[str]) -> Html:
    inner = [tag("p", text) for text in texts]
    return tag("details", tag("summary", summary), *inner, cls="fit-small")


def _told(row: QueueRow, today: date) -> list[Html]:
    parts = [tag("p", acute_sentence(row.why))] if row.why else []
    if row.agreed_with:
        parts.append(tag("p", _("Aftalt med: {who}", who=row.agreed_with), cls="fit-small"))
    flags = in_full(row.reasons, row.members, today)
    parts += [tag("p", text) for text in flags]
    if not parts:
        parts.append(tag("p", _("Adgangen til familien sluttede, da sagen blev afsluttet.")))
    elif row.reasons:
        parts.append(tag("p", unbroken(_as_it_was(row, len(flags))), cls="fit-small"))
    return parts


def _as_it_was(row: QueueRow, flags: int) -> str:
    """The numbers above are old ones: later flags join the first in the same case."""
    if flags > 1:
        return _("Som det så ud, da hvert flag kom; det første {day}.", day=day(row.raised_on))
    return _("Som det så ud, da flaget kom {day}.", day=day(row.raised_on))


def changed_sentence(view: ResponseView, revision: int) -> str:
    """Somebody was first: who and what, from the step that came after what was on the screen."""
    since = [step for step in view.steps if step.step_no > revision]
    first = min(since, key=lambda step: step.step_no)
    return _(
        "Nogen var først. Kl. {time}: {what} Siden viser nu det, der gælder.",
        time=clock(first.happened_at),
        what=step_sentence(first),
    )


def actions(view: ResponseView) -> Html:
    """One primary action by where the response is; the others behind "Mere"."""
    first, second = NEXT[stage(view.row)]
    shown = [step for step in (first, second) if step in view.possible]
    buttons = [_button(view.row, step, primary=step is first) for step in shown if step]
    rest = [step for step in view.possible if step not in shown]
    more = tag("details", tag("summary", _("Mere")), _rest(view.row, rest), cls="fit-more")
    return tag("div", *buttons, more if rest else Html(), cls="fit-actions")


def _button(row: QueueRow, step: Step, *, primary: bool) -> Html:
    return button(_go(row, step), step_label(step), primary=primary)


def _rest(row: QueueRow, steps: list[Step]) -> Html:
    buttons = [_button(row, step, primary=False) for step in steps]
    if row.state in (State.TAKEN, State.WAITING):
        buttons.append(button("offer", _("Start Familieberedskabets tilbud")))
    return tag("div", *buttons, cls="fit-rest")


def _go(row: QueueRow, step: Step) -> str:
    return f"step:{step.value}:{row.revision}"
