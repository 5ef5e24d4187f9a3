"""The agenda of a supervision on paper, with room to write."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from fit_tracker.domain.supervision import AgendaPaper
from fit_tracker.exchange import typst_page


def agenda(paper: AgendaPaper, made_at: datetime) -> bytes:
    """A tagged PDF; the same agenda at the same moment gives the same bytes."""
    return typst_page.pdf("agenda", asdict(paper), made_at)
