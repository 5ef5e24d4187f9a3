"""The start-up curve: an assumption somebody answers for, shown as nothing else."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from fit_tracker.domain.scores import danish
from fit_tracker.errors import InvalidInput, UserFacing
from fit_tracker.services import startup
from fit_tracker.services.accounts import Session
from fit_tracker.services.permissions import Action, may
from fit_tracker.services.startup import StartUp
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.numbers import parse_score
from fit_tracker.ui.quality.sections import head
from fit_tracker.ui.texts import _, plain, say

GAIN, SOURCE = "startup_gain", "startup_source"


def show(session: Session) -> None:
    """What is assumed, and for the administrator the switch."""
    found = startup.startup(context())
    manages = may(session.role, Action.MANAGE_MODELS)
    if found is None and manages:
        _switch_on(session)
    elif found is not None:
        with st.container(key="card_quality_startup"):
            head(_("Startkurve"), *message(found))
            if manages and st.button(_("Sluk startkurven"), key="startup_off"):
                _save(session, None, "")


def message(found: StartUp | None) -> tuple[str, str]:
    if found is None:
        return _("Der er ingen startkurve."), _(
            "Så længe der er for få afsluttede forløb, kan familiesiden vise en antagelse om, hvor "
            "meget et forløb plejer at flytte sig. Den tegnes som en antagelse, aldrig som jeres "
            "tal, og den giver ingen flag."
        )
    return (
        _("Startkurven antager {n} point frem ved besøg 8.", n=danish(found.gain)),
        _(
            "Kilde: {source}. Det er en antagelse og ikke jeres tal; den giver ingen flag.",
            source=found.source,
        ),
    )


def _switch_on(session: Session) -> None:
    with st.form("startup"):
        head(_("Startkurve"), *message(None))
        left, right = st.columns([1, 2])
        gain = left.text_input(_("Point frem ved besøg 8"), key=GAIN, placeholder="5,0")
        source = right.text_input(
            _("Hvor kommer tallet fra?"), key=SOURCE, placeholder=_("Undersøgelse, år, side")
        )
        sent = st.form_submit_button(_("Tænd startkurven"))
    if sent:
        _save(session, gain, source)


def _save(session: Session, gain: str | None, source: str) -> None:
    try:
        value = None if gain is None else _points(gain)
        startup.set_startup(context(), session.actor, value, source)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    st.session_state[state_keys.NOTICE] = (
        _("Startkurven er slukket.") if value is None else _("Startkurven er tændt.")
    )
    st.rerun()


def _points(text: str) -> Decimal:
    value = parse_score(text, _("Point frem ved besøg 8"))
    if value is None:
        raise InvalidInput("Skriv, hvor mange point startkurven antager.")
    return value
