"""A new series, another name for one, and closing it."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from fit_tracker.domain.programmes import Cadence
from fit_tracker.errors import InvalidInput
from fit_tracker.services import review_series
from fit_tracker.services.accounts import Session
from fit_tracker.services.review_series import Choice, Choices, NewSeries, Series
from fit_tracker.ui import state_keys
from fit_tracker.ui.context import context
from fit_tracker.ui.family.forms import submit
from fit_tracker.ui.team.doing import do
from fit_tracker.ui.texts import _

PER_YEAR, IN_ALL, AS_AGREED = "per_year", "total", "agreed"


def new(session: Session, known: Choices) -> None:
    """What it is about cannot be changed later: its reviews would not be about the same."""
    st.caption(
        _(
            "Hvad møderækken handler om, kan ikke ændres senere: så kunne dens gennemgange ikke "
            "sammenlignes."
        )
    )
    with st.form("review_series_new", border=False):
        name = st.text_input(
            _("Navn"), key="review_series_name", placeholder=_("fx Hele familieafdelingen")
        )
        teams = _several(_("Teams"), known.teams, _("alle teams"), "review_series_teams")
        services = _several(
            _("Indsatser"), known.services, _("alle indsatser"), "review_series_services"
        )
        programme = _one(known) if known.programmes else None
        often = _often(Cadence(per_year=4), "review_series_new")
        if submit(_("Opret møderækken")):
            do(
                lambda: _create(
                    session, NewSeries(name, programme, teams, services, _cadence(*often))
                ),
                _("Møderækken er oprettet."),
            )


def _create(session: Session, new: NewSeries) -> None:
    series_id = review_series.create(context(), session.actor, new)
    st.session_state[state_keys.REVIEW_SERIES] = series_id


def _several(label: str, given: tuple[Choice, ...], empty: str, key: str) -> tuple[UUID, ...]:
    names = {one.key: one.name for one in given}
    chosen = st.multiselect(
        label, list(names), format_func=names.__getitem__, placeholder=empty, key=key
    )
    return tuple(chosen)


def _one(known: Choices) -> UUID | None:
    names = {one.key: one.name for one in known.programmes}
    return st.selectbox(
        _("Eller et program, med dets egne indsatser"),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=_("intet program"),
        key="review_series_programme",
    )


def _often(now: Cadence, key: str) -> tuple[str, str]:
    """How many meetings, and of what: a year, or the whole project."""
    kinds = {
        PER_YEAR: _("om året"),
        IN_ALL: _("i hele projektet"),
        AS_AGREED: _("aftales løbende"),
    }
    start = PER_YEAR if now.per_year else IN_ALL if now.total else AS_AGREED
    left, right = st.columns([1, 2])
    count = left.text_input(_("Antal møder"), str(now.per_year or now.total or ""), key=f"{key}_n")
    kind = right.radio(
        _("Hvor tit mødes styregruppen?"),
        list(kinds),
        index=list(kinds).index(start),
        format_func=kinds.__getitem__,
        horizontal=True,
        key=f"{key}_kind",
    )
    return count, kind


def _cadence(count: str, kind: str) -> Cadence:
    if kind == AS_AGREED:
        return Cadence()
    if not count.strip().isdecimal():
        raise InvalidInput("Skriv antallet af møder som et helt tal.")
    n = int(count)
    return Cadence(per_year=n) if kind == PER_YEAR else Cadence(total=n)


def change(session: Session, series: Series) -> None:
    """Another name, or another number of meetings; what it is about stays."""
    key = f"review_series_{series.series_id}_{series.revision}"
    with st.form(f"{key}_form", border=False):
        name = st.text_input(_("Navn"), series.name, key=f"{key}_name")
        often = _often(series.cadence, key)
        if submit():
            do(
                lambda: review_series.change(
                    context(),
                    session.actor,
                    series.series_id,
                    series.revision,
                    name,
                    _cadence(*often),
                ),
                _("Møderækken er ændret."),
            )


def set_active(session: Session, series: Series, *, active: bool) -> None:
    do(
        lambda: review_series.set_active(
            context(), session.actor, series.series_id, series.revision, active=active
        ),
        _("Møderækken er åben igen.")
        if active
        else _("Møderækken er lukket. Det, der er frigivet, står."),
    )
