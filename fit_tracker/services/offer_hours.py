"""Hours used in a family: logged in quarter hours, corrected by a new revision, never twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.offers import STEP, PartOfDay, Profession, part_of
from fit_tracker.domain.people import Actor
from fit_tracker.domain.times import clock, local_day
from fit_tracker.errors import Conflict, InvalidInput, NotFound
from fit_tracker.services import checks, offer_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

DAY = 24 * 60


@dataclass(frozen=True)
class Hours:
    """`profession` None: one's own in the team; `part_of_day` None: what the day says."""

    worked_on: date
    minutes: int
    part_of_day: PartOfDay | None = None
    profession: Profession | None = None


@dataclass(frozen=True)
class _Written:
    submission_id: UUID
    offer_id: UUID
    worked_on: date
    minutes: int
    profession: Profession
    part_of_day: PartOfDay
    revision: int
    created_at: datetime
    created_by: UUID
    created_by_name: str


def log(ctx: Context, actor: Actor, offer_id: UUID, submission_id: UUID, new: Hours) -> None:
    """Write up hours used. The same submission twice is saved once."""
    require(actor, Action.RUN_OFFER)
    _check(new.minutes, least=STEP)

    def work(unit: Unit) -> None:
        found = offer_rows.running(ctx, unit, actor, offer_id)
        offer_rows.day_in_offer(ctx, found, new.worked_on)
        if _again(unit, actor, offer_id, submission_id):
            return
        profession = new.profession or _own(unit, actor, offer_id)
        _insert(ctx, unit, actor, offer_id, (submission_id, 1), new, profession)
        audit(ctx, unit, actor, "offer_hours_recorded", [found.family_id])

    ctx.database.in_transaction(work)


def _check(minutes: int, least: int) -> None:
    if minutes % STEP or not least <= minutes <= DAY:
        raise InvalidInput("Vælg tiden i hele kvarterer, højst et døgn.")


def _again(unit: Unit, actor: Actor, offer_id: UUID, submission_id: UUID) -> bool:
    """Whether this click has been saved; a submission of somebody else's is a clash."""
    known = unit.maybe(_Written, "offers/latest_hours", submission_id=submission_id)
    if known is None:
        return False
    if (known.offer_id, known.created_by) != (offer_id, actor.user_id):
        raise Conflict("Det er allerede gemt.")
    return True


def _own(unit: Unit, actor: Actor, offer_id: UUID) -> Profession:
    places = offer_rows.places(unit, [offer_id])
    mine = [place.profession for place in places if place.user_id == actor.user_id]
    if not mine:
        raise InvalidInput("Vælg, hvilken faggruppe timerne hører til.")
    return mine[0]


def _insert(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    offer_id: UUID,
    key: tuple[UUID, int],
    new: Hours,
    profession: Profession,
) -> None:
    unit.execute(
        "offers/insert_hours",
        offer_hours_id=ctx.new_id(),
        submission_id=key[0],
        offer_id=offer_id,
        worked_on=new.worked_on,
        minutes=new.minutes,
        profession=profession.value,
        part_of_day=(new.part_of_day or part_of(new.worked_on)).value,
        revision=key[1],
        now=ctx.clock(),
        by=actor.user_id,
    )


def correct(
    ctx: Context, actor: Actor, offer_id: UUID, submission_id: UUID, revision: int, new: Hours
) -> None:
    """Correct hours, also after the end; 0 minutes takes them back. The old ones stay readable."""
    require(actor, Action.RUN_OFFER)
    _check(new.minutes, least=0)

    def work(unit: Unit) -> None:
        found = offer_rows.visible(unit, actor, offer_id)
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        known = unit.maybe(_Written, "offers/latest_hours", submission_id=submission_id)
        if known is None or known.offer_id != offer_id:
            raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
        _refuse_stale(known, revision)
        offer_rows.day_in_offer(ctx, found, new.worked_on)
        key = submission_id, revision + 1
        _insert(ctx, unit, actor, offer_id, key, new, new.profession or known.profession)
        audit(ctx, unit, actor, "offer_hours_corrected", [found.family_id])

    ctx.database.in_transaction(work)


def _refuse_stale(known: _Written, revision: int) -> None:
    if known.revision != revision:
        raise Conflict(
            "{name} rettede timerne {day} kl. {time}. Intet er gemt: se rettelsen, og prøv igen.",
            name=known.created_by_name,
            day=checks.danish_date(local_day(known.created_at)),
            time=clock(known.created_at),
        )
