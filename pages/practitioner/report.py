"""Statusrapport: written in a few minutes, read by the family, locked as a version."""

from __future__ import annotations

from typing import NoReturn
from uuid import UUID

import streamlit as st

from fit_tracker.domain.reports import ReportState
from fit_tracker.errors import UserFacing
from fit_tracker.services import report_read
from fit_tracker.services.permissions import Action
from fit_tracker.services.report_read import ReportDesk, Stored
from fit_tracker.ui import guard, state_keys
from fit_tracker.ui.components.clickable import clickable
from fit_tracker.ui.context import context
from fit_tracker.ui.html import card, page_title, tag
from fit_tracker.ui.pages import CASELOAD, FAMILY
from fit_tracker.ui.report import files, form, preview, steps, words
from fit_tracker.ui.texts import _, language, plain, say

session = guard.require(Action.WRITE_REPORT)


def _no_family() -> NoReturn:
    text = _("Åbn en familie, og vælg Statusrapport dér.")
    st.html(card(tag("p", text), title=_("Ingen familie valgt")))
    if st.button(_("Til mine familier"), type="primary", key="report_to_caseload"):
        st.switch_page(CASELOAD.file)
    st.stop()


def _desk(family_id: UUID) -> ReportDesk:
    episode_id = st.session_state.get(state_keys.EPISODE)
    try:
        return report_read.read(context(), session.actor, family_id, episode_id)
    except UserFacing as error:
        st.html(page_title(_("Rapporten kan ikke åbnes"), say(error)))
        st.stop()


def _under_way(desk: ReportDesk, stored: Stored) -> None:
    """One's own words at the left, the report as it reads at the right."""
    with st.container(key="beside_report"):
        left, right = st.columns(2)
    with right:
        files.downloads(session, desk, stored)
        files.copying(session, stored)
        if desk.document is not None:
            html = preview.paper(desk.document, _("Sådan læses rapporten nu"))
            clickable("report_paper", html, preview.CSS, language())
    with left:
        revision = stored.revision
        if stored.state is ReportState.DRAFT:
            known = form.show(session.actor, desk, stored)
            revision = known.revision
            if not known.problem:
                # What is not saved would not be in what the family reads.
                steps.family_reads(session.actor, desk, stored, revision)
        else:
            steps.lock(session.actor, stored)
        steps.withdraw(session.actor, stored, revision)


def _locked(desk: ReportDesk) -> None:
    """The latest version, to be read; then another may be begun."""
    if desk.locked:
        latest = desk.locked[0]
        st.html(tag("p", words.version_line(latest)))
        files.downloads(session, desk, latest)
        files.copying(session, latest)
        _read(latest)
    steps.begin(session.actor, desk)


def _read(stored: Stored) -> None:
    """What the family read and what they said of it, as it was locked."""
    try:
        document = report_read.locked(context(), session.actor, stored.report_id)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    html = preview.paper(document, _("Version {n}, som den blev låst", n=stored.version))
    clickable(f"report_locked_{stored.version}", html, preview.CSS, language())


def _versions(versions: list[Stored]) -> None:
    """What is locked can be read and taken out for ever."""
    if not versions:
        return
    st.html(tag("h2", _("Låste versioner")))
    for stored in versions:
        with st.container(key=f"card_report_{stored.version}"):
            st.html(tag("p", words.version_line(stored)))
            files.downloads(session, desk, stored)
            wanted = _("Læs version {n} her", n=stored.version)
            if st.toggle(plain(wanted), key=f"report_shown_{stored.version}"):
                _read(stored)


family_id = st.session_state.get(state_keys.FAMILY)
if family_id is None:
    _no_family()
desk = _desk(family_id)
if clickable("report_head", words.head(desk), words.CSS, language()):
    st.switch_page(FAMILY.file)
notice = st.session_state.pop(state_keys.NOTICE, None)
if notice:
    st.success(plain(notice))
if desk.open is None:
    _locked(desk)
    _versions(desk.locked[1:])
else:
    _under_way(desk, desk.open)
    _versions(desk.locked)
