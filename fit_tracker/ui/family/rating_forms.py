"""Correct or withdraw a rating, and correct a visit. What was there before stays readable."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.visits import PLACES, Place, Rating, VisitStatus
from fit_tracker.errors import InvalidInput
from fit_tracker.services import visits
from fit_tracker.ui.context import context
from fit_tracker.ui.correcting import Fields, score_fields, typed_scores, why
from fit_tracker.ui.dates import day_input, parse_day
from fit_tracker.ui.family.forms import Desk, save, submit
from fit_tracker.ui.family.point import item_label, revisions, title
from fit_tracker.ui.sentences import member_name
from fit_tracker.ui.texts import _, plain
from fit_tracker.ui.words import place_word, visit_status_word


def correct(desk: Desk, rating_id: str) -> None:
    """New numbers for a rating, with the reason; a total stays a total."""
    rating = revisions(desk.view, rating_id)[0]
    scale = context().instruments.get(rating.instrument_id)
    st.write(plain(title(desk.view, rating)))
    with st.form("family_correct", border=False):
        fields = score_fields(
            rating.items, rating.total, lambda item: item_label(scale, item), "family_item"
        )
        reason = st.text_input(
            _("Hvorfor rettes den?"), key="family_reason", placeholder=_("fx tastefejl")
        )
        if submit():
            save(lambda: _correct(desk, rating, fields, reason), _("Målingen er rettet."))


def _correct(desk: Desk, rating: Rating, fields: Fields, reason: str) -> None:
    items, total = typed_scores(fields)
    visits.correct_rating(
        context(),
        desk.actor,
        rating.rating_id,
        items=items,
        total=total,
        reason=why(reason),
    )


def withdraw(desk: Desk, rating_id: str) -> None:
    rating = revisions(desk.view, rating_id)[0]
    st.write(plain(title(desk.view, rating)))
    st.write(_("Målingen tæller ikke mere med, men kan stadig læses her."))
    with st.form("family_withdraw", border=False):
        reason = st.text_input(
            _("Hvorfor trækkes den tilbage?"),
            key="family_reason",
            placeholder=_("fx svaret for en anden"),
        )
        if submit(_("Træk tilbage")):
            save(
                lambda: visits.withdraw_rating(
                    context(), desk.actor, rating.rating_id, why(reason)
                ),
                _("Målingen er trukket tilbage."),
            )


def visit(desk: Desk, visit_id: str) -> None:
    """Date, attendance, place and length of a visit."""
    found = next(v for v in desk.view.visits if str(v.visit.visit_id) == visit_id)
    names = {m.member_id: member_name(m, desk.view.today) for m in desk.view.members}
    with st.form("family_visit_form", border=False):
        on = day_input(_("Dato"), found.visit.visit_date, "family_visit_day")
        held: VisitStatus | None = st.selectbox(
            _("Besøget"),
            list(VisitStatus),
            index=list(VisitStatus).index(found.visit.status),
            format_func=visit_status_word,
            key="family_visit_status",
        )
        present = st.multiselect(
            _("Hvem deltog?"),
            list(names),
            default=[m for m in names if m in found.participants],
            format_func=lambda member: names[member],
            placeholder=_("Vælg"),
            key="family_visit_present",
        )
        places: list[Place | None] = [None, *PLACES]
        if found.visit.place is Place.GROUP:
            places.append(Place.GROUP)
        place = st.selectbox(
            _("Sted"),
            places,
            index=places.index(found.visit.place),
            format_func=lambda p: place_word(p) if p else _("ikke angivet"),
            key="family_visit_place",
        )
        minutes = st.text_input(
            _("Minutter"), value=str(found.visit.minutes or ""), key="family_visit_minutes"
        )
        if submit():

            def work() -> None:
                when, status = parse_day(on), held or found.visit.status
                facts = visits.VisitFacts(when, status, tuple(present), place, _minutes(minutes))
                visits.correct_visit(context(), desk.actor, found.visit.visit_id, facts)

            save(work, _("Besøget er rettet."))


def _minutes(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise InvalidInput(
            "«{text}» er ikke et antal minutter. Skriv et helt tal.", text=text.strip()
        )
    return int(text)
