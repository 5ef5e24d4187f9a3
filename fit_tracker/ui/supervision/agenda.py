"""The agenda as a list: why, what was decided last time, and the steps beside each family."""

from __future__ import annotations

from datetime import date

from fit_tracker.domain.supervision import Topic
from fit_tracker.services.supervision_points import Point
from fit_tracker.services.supervision_read import About, Agenda, AgendaItem, Board, Suggestion
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, button, card, join, label_chip, link, page_title, tag
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.supervision.points import sentences, tone, topic_word
from fit_tracker.ui.texts import _, _n, day, long_day

CSS = """
.fit-item {
  display: grid; grid-template-columns: minmax(0, 11rem) minmax(0, 1fr) auto;
  gap: .5rem 1.25rem; align-items: start;
}
.fit-item ul { margin: .375rem 0 0; padding-left: 1.125rem; list-style: disc; }
.fit-item ul li { border: 0; padding: 0; }
.fit-list > li { padding: .875rem 0; }
.fit-item .fit-before {
  margin-top: .5rem; padding-left: .75rem; border-left: 3px solid var(--fit-line);
}
.fit-steps { display: flex; flex-wrap: wrap; gap: .375rem; justify-content: flex-end; }
.fit-steps .fit-button { padding: .375rem .75rem; }
.fit-chips { display: flex; flex-wrap: wrap; gap: .25rem; }
@container (max-width: 47rem) {
  .fit-item { grid-template-columns: minmax(0, 1fr); }
  .fit-steps { justify-content: flex-start; }
}
"""


def title(found: Board) -> Html:
    """The page's message: what is ready, or what could be talked about."""
    n = found.suggested
    if found.agenda is not None and found.agenda.items:
        n = len(found.agenda.items)
        text = _n(
            "{words} familie er på dagsordenen den {day}",
            "{words} familier er på dagsordenen den {day}",
            n,
            words=in_words(n),
            day=day(found.agenda.meeting.meets_on),
        )
    elif n:
        text = _n(
            "{words} familie kunne drøftes på næste supervision",
            "{words} familier kunne drøftes på næste supervision",
            n,
            words=in_words(n),
        )
    else:
        text = _("Intet i data peger på supervision i {team} lige nu", team=found.team.name)
    return page_title(text, long_day(context().today()))


def item(one: AgendaItem, number: int, *, first: bool, last: bool) -> Html:
    """A family on the open agenda."""
    place = link(f"family:{one.about.family_id}", f"{number}. {one.about.case_number}")
    steps = tag("div", *_steps(one, first=first, last=last), cls="fit-steps")
    return tag("div", _who(place, one.about), _why(one.about, one.points), steps, cls="fit-item")


def _steps(one: AgendaItem, *, first: bool, last: bool) -> list[Html]:
    case = one.about.case_number
    found = []
    if not first:
        found.append(button(f"up:{one.item_id}", _("Op"), label=_("Flyt {case} op", case=case)))
    if not last:
        found.append(button(f"down:{one.item_id}", _("Ned"), label=_("Flyt {case} ned", case=case)))
    if not one.decision:
        off = _("Tag {case} af dagsordenen", case=case)
        found.append(button(f"remove:{one.item_id}", _("Tag af"), label=off))
    return found


def _who(place: Html, about: About) -> Html:
    members = member_names(about.members, context().today())
    staff = ", ".join(about.practitioners) or _("ingen behandler")
    return tag(
        "div",
        tag("div", place, cls="fit-who"),
        tag("div", members, cls="fit-quiet"),
        tag("div", staff, cls="fit-quiet"),
        tag("div", about.service_name, cls="fit-quiet"),
    )


def _why(about: About, found: tuple[Point, ...]) -> Html:
    lines = sentences(found, about.members, context().today())
    return tag("div", _chips(found), tag("ul", *(tag("li", s) for s in lines)), *_before(about))


def _chips(found: tuple[Point, ...]) -> Html:
    topics: list[Topic] = list(dict.fromkeys(point.topic for point in found))
    chips = [label_chip(tone(topic), topic_word(topic)) for topic in topics]
    return tag("div", *chips, cls="fit-chips")


def _before(about: About) -> list[Html]:
    last = about.last_time
    if last is None:
        return []
    words = _("Sidst, {day}: {decision}", day=day(last.meets_on), decision=last.decision)
    return [tag("div", words, cls="fit-quiet fit-before")]


def suggestions(found: list[Suggestion], *, pickable: bool) -> Html:
    """Families the data points at; each can be taken onto the agenda."""
    rows = [tag("li", _suggestion(one, pickable=pickable)) for one in found]
    return card(tag("ul", *rows, cls="fit-list"))


def _suggestion(one: Suggestion, *, pickable: bool) -> Html:
    case = one.about.case_number
    place = link(f"family:{one.about.family_id}", case)
    label = _("Tag {case} med på dagsordenen", case=case)
    step = [button(f"pick:{case}", _("Tag med"), label=label)] if pickable else []
    steps = tag("div", *step, cls="fit-steps")
    return tag("div", _who(place, one.about), _why(one.about, one.points), steps, cls="fit-item")


def decisions(found: Agenda) -> Html:
    """A meeting that was held: each family and what was decided."""
    rows = [
        tag(
            "li",
            join([link(f"family:{one.about.family_id}", one.about.case_number), " "]),
            tag("span", one.decision or _("ingen beslutning"), cls="fit-quiet"),
        )
        for one in found.items
    ]
    return tag("ul", *rows, cls="fit-list")


def held_on(meets_on: date, n: int) -> str:
    return _n("{day}: {n} familie", "{day}: {n} familier", n, day=day(meets_on))
