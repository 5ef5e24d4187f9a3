"""One rating opened: its answers, who entered it and when, and what it said before."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.instruments import Instrument
from fit_tracker.domain.scores import danish
from fit_tracker.domain.visits import Rating, Source
from fit_tracker.services.accounts import Session
from fit_tracker.services.course import key_of
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import SeriesKey
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.family.choices import Choices
from fit_tracker.ui.family.people import moment, staff
from fit_tracker.ui.html import Html, button, card, join, link, tag
from fit_tracker.ui.sentences import by_id, series_name
from fit_tracker.ui.texts import _, day, language

CSS = """
.fit-answer { display: flex; justify-content: space-between; gap: 1rem; max-width: 26rem;
  padding: .25rem 0; }
.fit-small { margin-top: .375rem; }
"""


def revisions(view: FamilyView, rating_id: str) -> list[Rating]:
    """All revisions of the rating with this id, the latest first; none if it is not here."""
    asked = next((r for r in view.ratings if str(r.rating_id) == rating_id), None)
    if asked is None:
        return []
    same = [rating for rating in view.ratings if key_of(rating) == key_of(asked)]
    return sorted(same, key=lambda rating: -rating.revision)


def show(session: Session, view: FamilyView, chosen: Choices) -> str | None:
    """The card under the chart; what was pressed in it."""
    found = revisions(view, chosen.point)
    if not found:
        return None
    names = staff(session, view)
    html = card(
        _answers(found[0]), _history(found, names), _actions(found[0]), title=title(view, found[0])
    )
    with st.container(key="family_point_block"):
        return clickable("family_point", html, CSS, language())


def title(view: FamilyView, rating: Rating) -> str:
    """ "Mor, besøg 5 (12-09-2026): 14,0 af 40"."""
    key = SeriesKey(rating.member_id, rating.rater_kind, rating.rater_member_id)
    visit = next(v for v in view.visits if v.visit.visit_id == rating.visit_id)
    scale = context().instruments.get(rating.instrument_id)
    return _(
        "{name}, besøg {no} ({day}): {score} af {most}",
        name=series_name(key, by_id(view.members), view.today),
        no=visit.no,
        day=day(visit.visit.visit_date),
        score=danish(rating.total),
        most=f"{scale.total_max.normalize():f}",
    )


def _answers(rating: Rating) -> Html:
    scale = context().instruments.get(rating.instrument_id)
    if not rating.items:
        return tag("p", _("Kun totalen er tastet ind."), cls="fit-quiet")
    return join(
        [
            tag(
                "div",
                tag("span", item_label(scale, key)),
                tag("span", danish(value)),
                cls="fit-answer",
            )
            for key, value in rating.items.items()
        ]
    )


def item_label(scale: Instrument, key: str) -> str:
    item = next((item for item in scale.items if item.key == key), None)
    return item.label.get(language(), item.label["da"]) if item else key


def _history(found: list[Rating], names: dict[UUID, str]) -> Html:
    """Each revision with who, when and why: the corrected value stays readable."""
    return join([tag("p", _told(rating, names), cls="fit-small") for rating in found])


def _told(rating: Rating, names: dict[UUID, str]) -> str:
    told = {
        "who": names.get(rating.entered_by, _("en kollega")),
        "when": moment(rating.entered_at),
        "score": danish(rating.total),
        "reason": rating.reason,
        "how": _came_in(rating.source),
    }
    if rating.total is None:
        return _("Trukket tilbage af {who} {when}: {reason}", **told)
    if rating.source is Source.CORRECTION:
        return _("Rettet til {score} af {who} {when}: {reason}", **told)
    return _("{score} {how}, {when}, {who}", **told)


def _came_in(source: Source) -> str:
    return {
        Source.FAMILY_MODE: _("svaret på skærmen"),
        Source.PAPER: _("tastet fra papir"),
        Source.IMPORT: _("indlæst fra fil"),
        Source.CORRECTION: _("rettet"),
    }[source]


def _actions(rating: Rating) -> Html:
    close = link("point:", _("Luk"))
    if rating.total is None:
        return tag("p", close)
    return tag(
        "p",
        join(
            [
                button(f"task:correct:{rating.rating_id}", _("Ret")),
                button(f"task:withdraw:{rating.rating_id}", _("Træk tilbage")),
                close,
            ],
            "  ",
        ),
        style="display:flex;gap:.75rem;align-items:center;margin-top:.75rem",
    )
