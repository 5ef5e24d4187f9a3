"""The card about working together: how each person rated it, and what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from fit_tracker.domain.scores import danish
from fit_tracker.domain.visits import Rating
from fit_tracker.services.course import current
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import ReasonCode, SeriesKey
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.family.choices import Choices
from fit_tracker.ui.family.people import Names
from fit_tracker.ui.family.point import item_label
from fit_tracker.ui.family.sheet import Sheet, draw
from fit_tracker.ui.family.table import CSS, readings_table
from fit_tracker.ui.html import Html, join, tag
from fit_tracker.ui.sentences import inside
from fit_tracker.ui.texts import _, language

TEXT = "font-size:.9375rem;line-height:1.5;margin:0 0 .375rem"


def show(view: FamilyView, names: Names, chosen: Choices, sheets: Sequence[Sheet]) -> str | None:
    with st.container(key="card_alliance"):
        st.html(join([tag("h2", _("Samarbejdet"), cls="fit-card-title"), _told(view, names)]))
        if chosen.table and view.alliance:
            html = readings_table(view, view.alliance, names)
            return clickable("family_alliance_table", html, CSS, language())
        pressed = None
        for number, sheet in enumerate(sheets):
            pressed = draw(sheet, f"alliance_{number}", beside=1) or pressed
        return pressed


def _told(view: FamilyView, names: Names) -> Html:
    """ "Mor: 38,0 → 33,0, faldet mere end målefejlen." and what to ask about."""
    if not view.alliance:
        return tag(
            "p", _("Samarbejdet vurderes til sidst ved hvert besøg."), cls="fit-quiet", style=TEXT
        )
    parts = [_one(view, key, names[key]) for key in names if key in view.alliance]
    asked = [_ask(view, key, names[key]) for key in names if _dropped(view, key)]
    lines = [tag("p", " ".join(parts), style=TEXT)]
    return join([*lines, *(tag("p", text, cls="fit-quiet", style=TEXT) for text in asked if text)])


def _dropped(view: FamilyView, key: SeriesKey) -> bool:
    found = view.assessments.get(key)
    return found is not None and any(r.code is ReasonCode.ALLIANCE_DROP for r in found.reasons)


def _one(view: FamilyView, key: SeriesKey, name: str) -> str:
    readings = view.alliance[key]
    first, last = danish(readings[0].score), danish(readings[-1].score)
    if len(readings) == 1:
        return _("{name}: {last}.", name=name, last=last)
    if _dropped(view, key):
        return _(
            "{name}: {first} → {last}, faldet mere end målefejlen.",
            name=name,
            first=first,
            last=last,
        )
    return _("{name}: {first} → {last}.", name=name, first=first, last=last)


def _ask(view: FamilyView, key: SeriesKey, name: str) -> str:
    """The line that fell most, as something to ask about at the next visit."""
    fallen = _most_fallen(view, key)
    if fallen is None:
        return ""
    label, first, last = fallen
    return _(
        "Spørg {name}, hvad der ville gøre næste besøg mere nyttigt. «{item}» faldt mest "
        "({first} → {last}).",
        name=inside(name),
        item=label,
        first=danish(first),
        last=danish(last),
    )


def _most_fallen(view: FamilyView, key: SeriesKey) -> tuple[str, Decimal, Decimal] | None:
    readings = view.alliance[key]
    first = _rating(view, key, readings[0].visit_id, readings[0].instrument_id)
    last = _rating(view, key, readings[-1].visit_id, readings[-1].instrument_id)
    if first is None or last is None:
        return None
    both = [item for item in first.items if item in last.items]
    if not both:
        return None
    item = min(both, key=lambda item: last.items[item] - first.items[item])
    scale = context().instruments.get(last.instrument_id)
    return item_label(scale, item), first.items[item], last.items[item]


def _rating(
    view: FamilyView, key: SeriesKey, visit_id: object, instrument_id: str
) -> Rating | None:
    return next(
        (
            rating
            for rating in current(view.ratings)
            if rating.visit_id == visit_id
            and rating.instrument_id == instrument_id
            and SeriesKey(rating.member_id, rating.rater_kind, rating.rater_member_id) == key
        ),
        None,
    )
