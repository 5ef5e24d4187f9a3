"""The card about working together: how each person rated it, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import streamlit as st

from fit_tracker.domain.scores import danish
from fit_tracker.domain.visits import Rating
from fit_tracker.services.course import current
from fit_tracker.services.family_view import FamilyView
from fit_tracker.services.results import Reading, ReasonCode, SeriesKey
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

Given = Mapping[SeriesKey, Sequence[Reading]]
TEXT = "font-size:.9375rem;line-height:1.5;margin:0 0 .375rem"


def show(view: FamilyView, names: Names, chosen: Choices, sheets: Sequence[Sheet]) -> str | None:
    if not view.alliance and view.in_group:
        return None  # The group's card says it all.
    return _card("alliance", _("Samarbejdet"), view, view.alliance, names, chosen, sheets)


def in_group(
    view: FamilyView, names: Names, chosen: Choices, sheets: Sequence[Sheet]
) -> str | None:
    """How it was in the group, where the family takes part in one."""
    if not view.in_group:
        return None
    title = _("Samarbejdet i gruppen")
    return _card("in_group", title, view, view.in_group, names, chosen, sheets)


def _card(
    what: str,
    title: str,
    view: FamilyView,
    given: Given,
    names: Names,
    chosen: Choices,
    sheets: Sequence[Sheet],
) -> str | None:
    with st.container(key=f"card_{what}"):
        st.html(join([tag("h2", title, cls="fit-card-title"), _told(view, given, names)]))
        if chosen.table and given:
            html = readings_table(view, given, names)
            return clickable(f"family_{what}_table", html, CSS, language())
        pressed = None
        for number, sheet in enumerate(sheets):
            pressed = draw(sheet, f"{what}_{number}", beside=1) or pressed
        return pressed


def _told(view: FamilyView, given: Given, names: Names) -> Html:
    """ "Mor: 38,0 → 33,0, faldet mere end målefejlen." and what to ask about."""
    if not given:
        return tag(
            "p", _("Samarbejdet vurderes til sidst ved hvert besøg."), cls="fit-quiet", style=TEXT
        )
    fallen = {key for key, readings in given.items() if _dropped(view, key, readings)}
    parts = [_one(given[key], names[key], key in fallen) for key in names if key in given]
    asked = [_ask(view, key, given[key], names[key]) for key in names if key in fallen]
    lines = [tag("p", " ".join(parts), style=TEXT)]
    return join([*lines, *(tag("p", text, cls="fit-quiet", style=TEXT) for text in asked if text)])


def _dropped(view: FamilyView, key: SeriesKey, readings: Sequence[Reading]) -> bool:
    """Whether the reason speaks of these readings, and not of the group's or one's own."""
    found = view.assessments.get(key)
    told = [r for r in found.reasons if r.code is ReasonCode.ALLIANCE_DROP] if found else []
    return any(r.numbers["instrument"] == readings[-1].instrument_id for r in told)


def _one(readings: Sequence[Reading], name: str, dropped: bool) -> str:
    first, last = danish(readings[0].score), danish(readings[-1].score)
    if len(readings) == 1:
        return _("{name}: {last}.", name=name, last=last)
    if dropped:
        return _(
            "{name}: {first} → {last}, faldet mere end målefejlen.",
            name=name,
            first=first,
            last=last,
        )
    return _("{name}: {first} → {last}.", name=name, first=first, last=last)


def _ask(view: FamilyView, key: SeriesKey, readings: Sequence[Reading], name: str) -> str:
    """The line that fell most, as something to ask about at the next visit."""
    fallen = _most_fallen(view, key, readings)
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


def _most_fallen(
    view: FamilyView, key: SeriesKey, readings: Sequence[Reading]
) -> tuple[str, Decimal, Decimal] | None:
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
