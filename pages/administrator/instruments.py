"""Skemaer: every scale in use, with its numbers and where they come from."""

from __future__ import annotations

import streamlit as st

from fit_tracker.domain.scores import danish
from fit_tracker.services import scales
from fit_tracker.services.permissions import Action
from fit_tracker.services.scales import Scale
from fit_tracker.ui import guard
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import Html, card, join, label_chip, page_title, tag
from fit_tracker.ui.texts import _, language
from fit_tracker.ui.words import rater_kind_word

session = guard.require(Action.MANAGE_SITE)


def _card(scale: Scale) -> Html:
    pack = scale.instrument
    built_in = pack.origin == "built-in"
    facts = [
        (_("Id og udgave"), f"{pack.instrument_id} · {pack.version}"),
        (_("Alder"), _ages(scale)),
        (_("Hvem svarer"), ", ".join(sorted(rater_kind_word(kind) for kind in pack.raters))),
        (_("Skala"), _range(scale)),
        (_("Grænse"), _cut_off(scale)),
        (_("Målefejl (RCI)"), _error(scale)),
        (_("Licens"), _(pack.licence)),
    ]
    rows = [tag("tr", tag("th", name, scope="row"), tag("td", value)) for name, value in facts]
    origin = label_chip("neutral", _("indbygget") if built_in else _("stedets eget"))
    return card(
        tag("h2", pack.name[language()], " ", origin, cls="fit-card-title"),
        tag("table", tag("tbody", *rows), cls="fit-table"),
    )


def _ages(scale: Scale) -> str:
    pack = scale.instrument
    if pack.age_max >= 120:
        return _("{low} år og op", low=pack.age_min)
    return _("{low}–{high} år", low=pack.age_min, high=pack.age_max)


def _range(scale: Scale) -> str:
    pack = scale.instrument
    direction = _("højere er bedre") if pack.higher_is_better else _("lavere er bedre")
    return f"{pack.total_min.normalize():f}–{pack.total_max.normalize():f}, {direction}"


def _cut_off(scale: Scale) -> str:
    cut = scale.instrument.cut_off
    if cut is None:
        return _("ingen")
    return f"{cut.comparator} {cut.value.normalize():f} · {_(cut.source)}"


def _error(scale: Scale) -> str:
    known = scale.instrument.reliability
    if known is None or scale.rci is None:
        return _("kendes ikke; ændringer kaldes aldrig sikre")
    kind = _("læst i kilden") if known.verified else _("aftale, ikke efterprøvet")
    return _(
        "{rci} (SD {sd}, reliabilitet {r}) · {source} · {kind}",
        rci=danish(scale.rci),
        sd=str(known.sd).replace(".", ","),
        r=str(known.coefficient).replace(".", ","),
        source=_(known.source),
        kind=kind,
    )


found = scales.all_scales(context(), session.actor)
st.html(
    page_title(
        _("{n} skemaer er i brug", n=len(found)),
        _(
            "Et sted med egen licens eller et andet skema lægger en fil i den mappe, som "
            "FIT_TRACKER_INSTRUMENTS peger på, og starter appen igen."
        ),
    )
)
clickable("scales", join([_card(scale) for scale in found]), lang=language())
