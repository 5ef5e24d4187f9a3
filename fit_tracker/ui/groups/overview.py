"""The list of groups, and one group: who came when, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from fit_tracker.domain.visits import VisitStatus
from fit_tracker.services import group_view, groups
from fit_tracker.services.accounts import Session
from fit_tracker.services.group_view import Attended, FamilyLine, GroupView
from fit_tracker.services.groups import GroupRow
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.groups import steps, words
from fit_tracker.ui.html import Html, card, join, link, page_title, tag
from fit_tracker.ui.numbers import in_words
from fit_tracker.ui.texts import _, _n, day, language
from fit_tracker.ui.words import visit_status_word

CSS = """
.g-marks { white-space: nowrap; letter-spacing: .35em; }
.g-marks .g-off { color: var(--fit-quiet); }
.g-legend { padding: .625rem; }
.g-hint { margin: 0 0 .25rem; }
"""
MARKS = {VisitStatus.ATTENDED: "●", VisitStatus.CANCELLED: "×", VisitStatus.NO_SHOW: "○"}


def show_list(session: Session) -> None:
    rows = groups.groups(context(), session.actor)
    open_rows = [row for row in rows if row.ended_on is None]
    st.html(
        page_title(
            _list_title(len(open_rows)), _("Hver familie har sit eget forløb og sin egen kurve.")
        )
    )
    steps.show_notice()
    if st.button(_("Ny gruppe"), type="primary", key="groups_new"):
        steps.go(steps.NEW)
    pressed = None
    if open_rows:
        pressed = clickable("groups_list", _table(open_rows), lang=language())
    else:
        st.write(
            _(
                "Opret en gruppe, giv familierne plads, og skriv hver gang op på én skærm: hvem "
                "der kom, og hvordan det var i gruppen."
            )
        )
    ended = [row for row in rows if row.ended_on is not None]
    if ended:
        with st.expander(_n("{n} gruppe er slut", "{n} grupper er slut", len(ended))):
            pressed = clickable("groups_ended", _table(ended), lang=language()) or pressed
    if pressed:
        steps.open_group(UUID(pressed.partition(":")[2]))


def _list_title(n: int) -> str:
    if n == 0:
        return _("Ingen grupper er i gang")
    return _n("{words} gruppe er i gang", "{words} grupper er i gang", n, words=in_words(n))


def _table(rows: Sequence[GroupRow]) -> Html:
    titles = (_("Gruppe"), _("Indsats"), _("Familier"), _("Gange holdt"), _("Sidste gang"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [
        tag(
            "tr",
            tag("td", link(f"group:{row.group_id}", row.name), cls="fit-who"),
            tag("td", row.service_name, data_label=titles[1]),
            tag("td", str(row.families), data_label=titles[2]),
            tag("td", str(row.sessions), data_label=titles[3]),
            tag("td", day(row.last_on), cls="fit-nowrap", data_label=titles[4]),
            data_go=f"group:{row.group_id}",
        )
        for row in rows
    ]
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))


def show_group(session: Session, group_id: UUID) -> None:
    view = group_view.read(context(), session.actor, group_id)
    st.html(page_title(_title(view), _subtitle(view), _("Grupper")))
    steps.show_notice()
    _actions(view)
    hints = [tag("p", hint, cls="g-hint") for hint in words.hints(view)]
    if hints:
        st.html(card(*hints))
    pressed = None
    if view.families:
        pressed = clickable("groups_families", _families(view), CSS, language())
    else:
        st.write(_("Giv familierne plads, så kan den første gang skrives op."))
    if view.sessions:
        n = len(view.sessions)
        with st.expander(_n("{n} gang er skrevet op", "{n} gange er skrevet op", n)):
            clickable("groups_sessions", _sessions(view), lang=language())
    if st.button(_("Til alle grupper"), key="groups_all", type="tertiary"):
        steps.open_group(None)
    if pressed:
        steps.go(pressed)


def _title(view: GroupView) -> str:
    name = view.group.name
    if view.group.ended_on is not None:
        return _("{name} sluttede {day}", name=name, day=day(view.group.ended_on))
    if not view.families:
        return _("{name} har ingen familier endnu", name=name)
    if not view.sessions:
        return _("{name} er ikke begyndt endnu", name=name)
    held = words.times(view.frame, len(view.sessions))
    return _("{name}: {held} er holdt", name=name, held=held)


def _subtitle(view: GroupView) -> str:
    leaders = ", ".join(one.display_name for one in view.leaders)
    parts = [view.group.service_name, _("ledes af {names}", names=leaders or _("ingen"))]
    frame = words.frame_words(view.frame)
    if frame:
        parts.append(_("rammen er {frame}", frame=frame))
    return " · ".join(parts)


def _actions(view: GroupView) -> None:
    """One primary action: what comes next."""
    if view.group.ended_on is not None:
        return
    ready = bool(view.now)
    with st.container(horizontal=True):
        if ready and st.button(_("Skriv en gang op"), type="primary", key="groups_session"):
            steps.go(steps.SESSION)
        if st.button(
            _("Giv en familie plads"), type="secondary" if ready else "primary", key="groups_place"
        ):
            steps.go(steps.PLACE)
        if st.button(_("Gruppens ledere"), key="groups_leaders"):
            steps.go(steps.LEADERS)
        if st.button(_("Slut gruppen"), key="groups_end"):
            steps.go(steps.END)


def _families(view: GroupView) -> Html:
    """Attendance, family by family. Case numbers and labels only: no score, no status."""
    titles = (_("Familie"), _("Gange"), _("Kom"), _("I gruppen"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = [_line(view, line, titles) for line in view.families]
    table = tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table")
    legend = tag(
        "p", _("● kom · × aflyst · ○ udeblev · – havde ikke plads"), cls="fit-small g-legend"
    )
    return card(table, legend if view.sessions else Html())


def _line(view: GroupView, line: FamilyLine, titles: Sequence[str]) -> Html:
    return tag(
        "tr",
        tag(
            "td",
            tag("span", line.place.case_number, cls="fit-name"),
            tag("div", words.listed(line.people), cls="fit-quiet"),
        ),
        tag("td", _marks(view, line), data_label=titles[1]),
        tag("td", words.came(line) if line.of else "–", cls="fit-nowrap", data_label=titles[2]),
        tag("td", _since(view, line), data_label=titles[3]),
    )


def _marks(view: GroupView, line: FamilyLine) -> Html:
    """A sign for each session, read aloud as day and word."""
    if not view.sessions:
        return Html("–")
    said = [
        f"{day(one.held_on)} {_word(mark)}"
        for one, mark in zip(view.sessions, line.marks, strict=True)
    ]
    signs = [
        tag(
            "span",
            MARKS[mark.status] if mark else "–",
            cls="" if _here(mark) else "g-off",
            title=text,
        )
        for mark, text in zip(line.marks, said, strict=True)
    ]
    return tag("span", *signs, cls="g-marks", role="img", aria_label=", ".join(said))


def _here(mark: Attended | None) -> bool:
    return mark is not None and mark.status is VisitStatus.ATTENDED


def _word(mark: Attended | None) -> str:
    if mark is None:
        return _("havde ikke plads")
    return _("kom") if _here(mark) else visit_status_word(mark.status).lower()


def _since(view: GroupView, line: FamilyLine) -> Html:
    place = line.place
    if place.until is not None:
        return tag("span", _("{since} til {until}", since=day(place.since), until=day(place.until)))
    since = tag("div", _("fra {day}", day=day(place.since)))
    if view.group.ended_on is not None:
        return since
    leave = tag(
        "button", _("Slut i gruppen"), cls="fit-link", type="button",
        data_go=f"{steps.LEAVE}:{place.group_place_id}",
        aria_label=_("Slut i gruppen: {case}", case=place.case_number),
    )  # fmt: skip
    return join([since, leave])


def _sessions(view: GroupView) -> Html:
    titles = (_("Gang"), _("Dato"), _("Minutter"), _("Familier"), _("Personer"), _("Skrevet af"))
    head = tag("tr", *(tag("th", title, scope="col") for title in titles))
    body = []
    for place, one in enumerate(view.sessions):
        marks = [mark for line in view.families if (mark := line.marks[place]) is not None]
        families = _("{n} af {of}", n=sum(map(_here, marks)), of=len(marks))
        cells = (
            str(place + 1), day(one.held_on), str(one.minutes), families,
            str(sum(mark.people for mark in marks)), one.written_by,
        )  # fmt: skip
        row = [tag("td", cell, data_label=title) for title, cell in zip(titles, cells, strict=True)]
        body.append(tag("tr", *row))
    return card(tag("table", tag("thead", head), tag("tbody", *body), cls="fit-table"))
