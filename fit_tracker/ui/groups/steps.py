"""What is being done on the page: looking, or one of its forms. Kept when the page is left."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from fit_tracker.errors import UserFacing
from fit_tracker.ui import drafts, state_keys
from fit_tracker.ui.texts import _, plain, say

NEW, SESSION, PLACE, LEAVE, LEADERS, END = "new", "session", "place", "leave", "leaders", "end"


def chosen() -> UUID | None:
    group_id: UUID | None = st.session_state.get(state_keys.GROUP)
    return group_id


def step() -> tuple[str, str]:
    """The form that is open and what it is about; ("", "") while looking."""
    name, _sep, value = (st.session_state.get(state_keys.GROUP_STEP) or "").partition(":")
    return name, value


def place() -> str:
    """Where what is typed belongs: this form of this group."""
    return f"groups:{chosen()}:{st.session_state.get(state_keys.GROUP_STEP)}"


def go(name: str | None) -> None:
    """A form that is left by its own buttons is saved or given up."""
    drafts.forget(place())
    st.session_state[state_keys.GROUP_STEP] = name
    st.rerun()


def open_group(group_id: UUID | None) -> None:
    st.session_state[state_keys.GROUP] = group_id
    go(None)


def show_notice() -> None:
    """What was done on the run before."""
    notice = st.session_state.pop(state_keys.NOTICE, None)
    if notice:
        st.success(notice)


def done(text: str) -> None:
    """Back to looking, with what was done."""
    st.session_state[state_keys.NOTICE] = text
    go(None)


def back() -> None:
    if st.button(_("Tilbage"), key="groups_back", type="tertiary"):
        go(None)


def saved(work: Callable[[], object]) -> bool:
    """Do it, or keep the form with the sentence of what was wrong."""
    try:
        work()
    except UserFacing as error:
        st.error(plain(say(error)))
        return False
    return True
