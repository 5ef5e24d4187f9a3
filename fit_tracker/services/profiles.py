"""What colleagues are good at and have time for, as their leader keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.staffing import MAX_WEEKLY_HOURS
from fit_tracker.errors import InvalidInput, NotFound
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.families import Colleague
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

MOST_TAGS = 12
LONGEST_TAG = 40


def set_profile(
    ctx: Context, actor: Actor, user_id: UUID, tags: Sequence[str], weekly_hours: Decimal | None
) -> None:
    """Replace a colleague's tags and their hours a week for families (None: not stated)."""
    require(actor, Action.ASSIGN)
    wanted = _checked(tags)
    if weekly_hours is not None and not 0 <= weekly_hours <= MAX_WEEKLY_HOURS:
        raise InvalidInput("Timer om ugen skal ligge mellem 0 og {n}.", n=int(MAX_WEEKLY_HOURS))

    def work(unit: Unit) -> None:
        known = unit.all(Colleague, "families/colleagues", actor_id=actor.user_id)
        if user_id not in {one.user_id for one in known}:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        _set_tags(ctx, unit, user_id, wanted)
        _set_hours(ctx, unit, user_id, weekly_hours)
        audit(ctx, unit, actor, "profile_changed", detail=str(user_id))

    ctx.database.in_transaction(work)


def _checked(tags: Sequence[str]) -> list[str]:
    """The tags as they are kept: each once, whatever its case."""
    clean = [checks.free_text(tag, "kompetence") for tag in tags if tag.strip()]
    if any(len(tag) > LONGEST_TAG for tag in clean):
        raise InvalidInput("En kompetence må højst have {n} tegn.", n=LONGEST_TAG)
    found: dict[str, str] = {}
    for tag in clean:
        found.setdefault(tag.casefold(), tag)
    if len(found) > MOST_TAGS:
        raise InvalidInput("Højst {n} kompetencer, så det er til at finde rundt i.", n=MOST_TAGS)
    return list(found.values())


def _set_tags(ctx: Context, unit: Unit, user_id: UUID, wanted: list[str]) -> None:
    held = [tag for _, tag in unit.rows("assigning/tags", user_ids=[user_id])]
    gone = [tag for tag in held if tag not in wanted]
    unit.execute("assigning/end_tags", user_id=user_id, tags=gone, now=ctx.clock())
    for tag in (tag for tag in wanted if tag not in held):
        unit.execute(
            "assigning/insert_tag",
            user_competence_id=ctx.new_id(),
            user_id=user_id,
            tag=tag,
            now=ctx.clock(),
        )


def _set_hours(ctx: Context, unit: Unit, user_id: UUID, weekly_hours: Decimal | None) -> None:
    if unit.value("assigning/hours", user_id=user_id) == weekly_hours:
        return
    unit.execute("assigning/end_hours", user_id=user_id, now=ctx.clock())
    if weekly_hours is not None:
        unit.execute(
            "assigning/insert_hours",
            user_hours_id=ctx.new_id(),
            user_id=user_id,
            weekly_hours=weekly_hours,
            now=ctx.clock(),
        )
