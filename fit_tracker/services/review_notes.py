"""What the project leader writes beside the parts of a draft. A released review is closed."""

from __future__ import annotations

from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.reviews import ReviewState
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput
from fit_tracker.evaluation.review_keys import BLOCKS
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.review_read import Note, visible
from fit_tracker.store.database import Unit

WHOLE = "review"
"""The block of a note about the review as a whole."""
LONGEST = 2000


def write(
    ctx: Context, actor: Actor, review_id: UUID, block: str, body: str, revision: int = 0
) -> None:
    """Note `body` beside a block; an empty one takes the note away. `revision` is the one that
    was read (0: none): what somebody else wrote meanwhile is not written over."""
    require(actor, Action.PREPARE_REVIEWS)
    if block not in (*BLOCKS, WHOLE):
        raise InvalidInput("Gennemgangen har ingen sådan del. Hent siden igen.")
    clean = checks.free_text(body, "note", required=False, most=LONGEST, as_written=True)

    def work(unit: Unit) -> None:
        _require_draft(unit, actor, review_id)
        latest = unit.value("review/note_revision", review_id=review_id, block=block)
        known = {one.block: one for one in unit.all(Note, "review/notes", review_id=review_id)}
        if (known[block].revision if block in known else 0) != revision:
            raise Conflict("Noten er ændret imens. Hent siden igen, og ret til.")
        insert(ctx, unit, actor, review_id, Note(block, clean, latest + 1))
        audit(ctx, unit, actor, "review_note_written", detail=f"{review_id} {block}")

    try:
        ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("Noten er ændret imens. Hent siden igen, og ret til.") from None


def insert(ctx: Context, unit: Unit, actor: Actor, review_id: UUID, note: Note) -> None:
    unit.execute(
        "review/insert_note",
        review_note_id=ctx.new_id(),
        review_id=review_id,
        block=note.block,
        body=note.body,
        revision=note.revision,
        now=ctx.clock(),
        created_by=actor.user_id,
    )


def _require_draft(unit: Unit, actor: Actor, review_id: UUID) -> None:
    if visible(unit, actor, review_id).state is not ReviewState.DRAFT:
        raise InvalidInput("Gennemgangen er lukket; noter skrives, mens den er en kladde.")
