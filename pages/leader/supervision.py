"""Supervision."""

from __future__ import annotations

import streamlit as st

from fit_tracker.services.permissions import Action
from fit_tracker.ui import guard
from fit_tracker.ui.html import page_title
from fit_tracker.ui.texts import _

guard.require(Action.SUPERVISE)

st.html(page_title(_("Supervision"), ""))
