"""Effekt: a programme's own answers before, after and at follow-up."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from fit_tracker.charts import effect as charts
from fit_tracker.charts.panels import Panel
from fit_tracker.palette import tokens
from fit_tracker.services import effect_files, effects, programmes
from fit_tracker.services.effects import Snapshot
from fit_tracker.services.permissions import Action
from fit_tracker.services.programmes import Stored
from fit_tracker.ui import guard
from fit_tracker.ui.context import context
from fit_tracker.ui.effect import figure, top, worth
from fit_tracker.ui.texts import _, language

session = guard.require(Action.SEE_EFFECT)


def draw(title: str, rows: Sequence[figure.Row]) -> Panel:
    drawn = [charts.Row(**vars(row)) for row in rows]
    return charts.effect_panel(title, drawn, tokens(st.context.theme.type == "dark"), _)


def show(stored: Stored, found: Snapshot) -> None:
    with st.container(horizontal=True):
        group = top.group()
        moment = top.moment(found)
    figure.show(found.table, group, moment, draw)
    worth.booklet(found.table)
    worth.once(found.table)
    worth.reliable(found.table)
    worth.costs(found.table, stated=bool(stored.programme.costs))
    download(stored, found)


def download(stored: Stored, found: Snapshot) -> None:
    """Made when it is asked for, so that the trail says who took it."""
    st.download_button(
        _("Hent tabellen (CSV)"),
        guard.file(
            session,
            lambda now: effect_files.csv_file(
                context(), now.actor, stored.programme_id, language()
            ),
        ),
        file_name=f"effekt-{stored.programme.code}-{found.number}.csv",
        mime="text/csv",
        key="effect_file",
        on_click="ignore",
    )


known = programmes.listed(context(), session.actor)
if known:
    stored = top.choose(known)
    found = effects.latest(context(), session.actor, stored.programme_id)
    top.head(stored, found)
    top.told()
    top.compute(session, stored, found)
    if found:
        show(stored, found)
else:
    top.nothing()
