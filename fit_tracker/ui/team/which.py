"""Which of a leader's teams is looked at; the choice is shared by the leader's pages."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from fit_tracker.domain.people import Team
from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import _, plain


def choose_team(current: Team, teams: Sequence[Team]) -> None:
    """Nothing to choose for a leader of one team."""
    if len(teams) < 2:
        return
    names = {str(team.team_id): plain(team.name) for team in teams}
    chosen = st.segmented_control(
        _("Team"), list(names), default=str(current.team_id), required=True,
        format_func=names.__getitem__, key="team_choice", wrap=True,
    )  # fmt: skip
    if chosen is not None and chosen != str(current.team_id):
        st.session_state[state_keys.TEAM] = UUID(chosen)
        st.rerun()
