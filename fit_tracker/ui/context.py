"""The one open database of this process, for all sessions."""

from __future__ import annotations

import threading

from fit_tracker import wiring
from fit_tracker.services.context import Context
from fit_tracker.settings import Settings, from_environment

_lock = threading.Lock()
_open: dict[Settings, Context] = {}


def context() -> Context:
    """Built on the first run after a start; holds no family's data, only the way to it.

    Not `st.cache_resource`: the server closes it when it stops, and must be able to ask
    whether there is one.
    """
    settings = from_environment()
    with _lock:
        if settings not in _open:
            _open[settings] = wiring.build(settings)
        return _open[settings]


def close() -> None:
    """Let go of every open database: at the end of the server, and between tests."""
    with _lock:
        for ctx in _open.values():
            ctx.database.close()
        _open.clear()
