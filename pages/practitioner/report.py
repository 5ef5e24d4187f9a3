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
            clickable("report_paper", preview.paper(desk.document), preview.CSS, language())
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


def _versions(desk: ReportDesk) -> None:
    """What is locked can be taken out for ever."""
    if not desk.locked:
        return
    st.html(tag("h2", _("Låste versioner")))
    for stored in desk.locked:
        with st.container(key=f"card_report_{stored.version}"):
            st.html(tag("p", words.version_line(stored)))
            files.downloads(session, desk, stored)
            if desk.open is None and stored is desk.locked[0]:
                files.copying(session, stored)


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
    steps.begin(session.actor, desk)
else:
    _under_way(desk, desk.open)
_versions(desk)
