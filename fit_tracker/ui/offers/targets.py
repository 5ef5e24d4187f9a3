"""The leader's targets: numbers as data, with the place they come from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import streamlit as st

from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.offers import Profession
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput
from fit_tracker.services import capacity
from fit_tracker.ui.context import context
from fit_tracker.ui.dates import parse_day
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.offers.desk import save
from fit_tracker.ui.offers.words import hours, parse_hours, profession_word
from fit_tracker.ui.texts import _, day


def form(actor: Actor, now: Targets) -> None:
    st.write(
        _(
            "Kilder kan være uenige: et afsnit kan love 6–8 familier om året, og et andet regne "
            "med 4–5. Skriv de tal, I styrer efter, og hvor de står. Et tomt felt er ikke et mål."
        )
    )
    with st.form("offers_targets", border=False):
        typed = {
            "low": _field(_("Familier om året, mindst"), now.families_low, "low"),
            "high": _field(_("Familier om året, højst"), now.families_high, "high"),
            "total": _field(_("Familier i alt i perioden"), now.families_total, "total"),
            "from": _day(_("Periodens første dag"), now.period_from, "from"),
            "to": _day(_("Periodens sidste dag"), now.period_to, "to"),
            "limit": _field(
                _("Timer om ugen i en familie, højst i gennemsnit"),
                hours(now.weekly_limit),
                "limit",
            ),
        }
        st.caption(_("Timer om ugen til rådighed for tilbuddet, efter faggruppe"))
        staff = {one: _staff(one, now) for one in Profession}
        source = st.text_input(
            _("Hvor står målene?"),
            value=now.source,
            key="offers_targets_source",
            placeholder=_("fx ansøgningen, afsnittet om målgruppe"),
        )
        if submit():
            save(lambda: _save(actor, typed, staff, source))


def _field(label: str, now: object, key: str) -> str:
    value = "" if now is None else str(now)
    return st.text_input(label, value=value, key=f"offers_targets_{key}")


def _day(label: str, now: date | None, key: str) -> str:
    return st.text_input(
        label,
        value="" if now is None else day(now),
        key=f"offers_targets_{key}",
        placeholder=_("dd-mm-åååå"),
    )


def _staff(one: Profession, now: Targets) -> str:
    known = now.staff.get(one)
    return st.text_input(
        profession_word(one),
        value="" if known is None else hours(known),
        key=f"offers_targets_{one.value}",
    )


def _save(actor: Actor, typed: dict[str, str], staff: dict[Profession, str], source: str) -> str:
    new = Targets(
        _whole(typed["low"]),
        _whole(typed["high"]),
        _whole(typed["total"]),
        _parsed(typed["from"]),
        _parsed(typed["to"]),
        {one: _decimal(text, profession_word(one)) for one, text in staff.items() if text.strip()},
        _decimal(typed["limit"], _("Timer om ugen i en familie")),
        source,
    )
    capacity.set_targets(context(), actor, new)
    return _("Målene er gemt.")


def _whole(text: str) -> int | None:
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 7):
        raise InvalidInput("Skriv antal familier som et helt tal.")
    return int(text)


def _decimal(text: str, where: str) -> Decimal:
    return parse_hours(text, where)


def _parsed(text: str) -> date | None:
    return parse_day(text) if text.strip() else None
