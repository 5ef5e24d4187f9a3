"""What the leader's forms share: done once, told what was wrong, and never lost to another.

A form knows what stood on the screen when it was drawn ("seen"). It is compared with what
stands there now when it is sent, and drawn afresh only after it was saved or refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from fit_tracker.errors import Conflict, UserFacing
from fit_tracker.ui import state_keys
from fit_tracker.ui.texts import plain, say

T = TypeVar("T")


def do(
    work: Callable[[], object],
    notice: str = "",
    *,
    done: Callable[[], object] = lambda: None,
    beaten: Callable[[], object] = lambda: None,
) -> None:
    """Do it and draw the page anew. `done` tidies up after it; `beaten` when somebody else was
    first, which is then told at the top of what is true now."""
    try:
        work()
    except Conflict as error:
        beaten()
        st.session_state[state_keys.LEADER_CONFLICT] = say(error)
    except UserFacing as error:
        st.error(plain(say(error)))
        return
    else:
        done()
        st.session_state[state_keys.NOTICE] = notice or None
    st.rerun()


def told() -> None:
    """What was saved, or who was first, once."""
    if conflict := st.session_state.pop(state_keys.LEADER_CONFLICT, None):
        st.warning(plain(conflict))
    if notice := st.session_state.pop(state_keys.NOTICE, None):
        st.success(notice)


def seen(key: str, now: T, field: object) -> T:
    """What stood there when the field `key` was drawn; at first, and after `forget`, that is
    `now`, and the field begins with `field`."""
    kept: dict[str, T] = st.session_state.setdefault(state_keys.LEADER_SEEN, {})
    if key not in kept or key not in st.session_state:
        kept[key] = now
        st.session_state[key] = field
    return kept[key]


def forget(key: str) -> None:
    """Let the field begin with what stands there now."""
    st.session_state.get(state_keys.LEADER_SEEN, {}).pop(key, None)


def accept(key: str, now: T) -> None:
    """What was typed stays in the field, and what stands there now has been told."""
    st.session_state.setdefault(state_keys.LEADER_SEEN, {})[key] = now
