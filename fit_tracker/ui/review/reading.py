"""A stored review in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.reviews import Document
from fit_tracker.services import review_document, review_read
from fit_tracker.services.review_read import Snapshot
from fit_tracker.ui.context import context
from fit_tracker.ui.texts import language


@dataclass(frozen=True)
class Reading:
    """What was frozen, and the same in words."""

    snapshot: Snapshot
    document: Document

    @property
    def review_id(self) -> UUID:
        return self.snapshot.heading.review_id


def read(actor: Actor, review_id: UUID) -> Reading:
    found = review_read.open(context(), actor, review_id)
    return Reading(found, review_document.of_snapshot(found, language()))
