"""The one open database of this process, for all sessions."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from fit_tracker import wiring
from fit_tracker.services import administration
from fit_tracker.services.context import Context
from fit_tracker.settings import from_environment


@dataclass(frozen=True)
class Site:
    """What every page says of the place. Nothing of it changes once somebody can sign in."""

    municipality: str
    demo: bool


class _Open:
    """Holds no family's data, only the way to it.

    Not `st.cache_resource`: the server closes it when it stops, and must be able to ask
    whether there is one.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.context: Context | None = None
        self.site: Site | None = None


_open = _Open()


def context() -> Context:
    """Built on the first run after a start, from the environment as it was then."""
    if _open.context is None:
        with _open.lock:
            if _open.context is None:
                _open.context = wiring.build(from_environment())
    return _open.context


def site() -> Site | None:
    """The place, or None before the first start; asked of the database once."""
    ctx = context()
    if _open.site is None and not administration.needs_first_run(ctx):
        municipality = administration.setting(ctx, "municipality") or ""
        _open.site = Site(municipality, administration.is_demo(ctx))
    return _open.site


def close() -> None:
    """Let go of the open database: at the end of the server, and between tests."""
    with _open.lock:
        if _open.context is not None:
            _open.context.database.close()
        _open.context = _open.site = None
