"""A review as a file to take along: PDF, slides, or its figures as JSON. All tell the same."""

from __future__ import annotations

from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.errors import NotFound
from fit_tracker.exchange import review_pdf, review_slides
from fit_tracker.services import review_read
from fit_tracker.services.context import Context
from fit_tracker.services.review_document import of_snapshot
from fit_tracker.services.review_read import Snapshot
from fit_tracker.texts import DEFAULT_LANGUAGE

KINDS = ("pdf", "pptx", "json")


def file(
    ctx: Context, actor: Actor, review_id: UUID, kind: str, language: str = DEFAULT_LANGUAGE
) -> tuple[str, bytes]:
    """Name and content of one version; who took what out stands in the trail."""
    if kind not in KINDS:
        raise NotFound("Gennemgangen kan ikke hentes som «{kind}».", kind=kind)
    snapshot = review_read.taken_out(ctx, actor, review_id, kind)
    return content(snapshot, kind, language)


def content(snapshot: Snapshot, kind: str, language: str = DEFAULT_LANGUAGE) -> tuple[str, bytes]:
    """The same version gives the same bytes: its only clock is when it was computed."""
    document = of_snapshot(snapshot, language)
    name, at = f"{document.file_name}.{kind}", snapshot.heading.computed_at
    if kind == "pdf":
        return name, review_pdf.pdf(document, at)
    if kind == "pptx":
        return name, review_slides.slides(document, at)
    return name, snapshot.figures_text.encode()
