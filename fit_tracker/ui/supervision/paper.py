"""The agenda in words for paper."""

from __future__ import annotations

from fit_tracker.domain.supervision import AgendaPaper, PaperItem
from fit_tracker.services.supervision_read import Agenda, AgendaItem
from fit_tracker.ui.context import context, site
from fit_tracker.ui.naming import member_names
from fit_tracker.ui.supervision.points import sentences
from fit_tracker.ui.texts import _, day, language, long_day


def words(team: str, found: Agenda) -> AgendaPaper:
    """What the paper says; case numbers and roles, no names of families."""
    place = site()
    on = found.meeting.meets_on
    return AgendaPaper(
        language=language(),
        title=_("Supervision i {team}", team=team),
        sub=long_day(on),
        footer=_(
            "{place} · til mødet, makuleres bagefter", place=place.municipality if place else ""
        ),
        page=_("Side"),
        last_time=_("Sidst"),
        decision=_("Besluttet"),
        room=_("Beslutning:"),
        items=tuple(_item(number, one) for number, one in enumerate(found.items, start=1)),
    )


def _item(number: int, one: AgendaItem) -> PaperItem:
    about, today = one.about, context().today()
    parts = (member_names(about.members, today), about.service_name, *about.practitioners)
    last = about.last_time
    return PaperItem(
        heading=f"{number}. {about.case_number}",
        about=" · ".join(parts),
        why=tuple(sentences(one.points, about.members, today)),
        last_time=f"{day(last.meets_on)}: {last.decision}" if last else "",
        decision=one.decision,
    )
