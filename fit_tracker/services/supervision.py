"""What a leader does with an agenda: begin, pick, order, note what was decided, close, print."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid5

from fit_tracker.domain.people import Actor
from fit_tracker.domain.supervision import AgendaPaper, Topic
from fit_tracker.errors import Conflict, DuplicateKey, InvalidInput, NotFound
from fit_tracker.exchange import agenda_pdf
from fit_tracker.services import checks
from fit_tracker.services.context import Context, audit
from fit_tracker.services.lists import chosen_team
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.supervision_points import Candidate, Point, points, to_json
from fit_tracker.services.supervision_read import (
    Decided,
    Meeting,
    StoredItem,
    items_of,
    visible,
)
from fit_tracker.store.database import Unit


def begin(ctx: Context, actor: Actor, team_id: UUID, meets_on: date) -> UUID:
    """An empty agenda for the next supervision; a team arranges one at a time."""
    require(actor, Action.SUPERVISE)
    _refuse_past(ctx, meets_on)

    def work(unit: Unit) -> UUID:
        _, team = chosen_team(unit, actor, team_id)
        latest = unit.all(Meeting, "supervision/of_team", team_id=team.team_id, row_limit=1)
        if latest and latest[0].closed_at is None:
            raise InvalidInput(
                "Der er allerede en dagsorden til {day}. Afslut den først.",
                day=checks.danish_date(latest[0].meets_on),
            )
        # The same id for both when two begin at once, so that the second is refused.
        number = unit.value("supervision/count", team_id=team.team_id)
        supervision_id = uuid5(team.team_id, f"supervision {number}")
        unit.execute(
            "supervision/insert",
            supervision_id=supervision_id,
            team_id=team.team_id,
            meets_on=meets_on,
            now=ctx.clock(),
            created_by=actor.user_id,
        )
        audit(ctx, unit, actor, "supervision_begun", detail=str(supervision_id))
        return supervision_id

    try:
        return ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict("En anden leder har netop begyndt dagsordenen. Se den her.") from None


def _refuse_past(ctx: Context, day: date) -> None:
    if day < ctx.today():
        raise InvalidInput("Datoen {day} ligger i fortiden.", day=checks.danish_date(day))


def set_day(ctx: Context, actor: Actor, supervision_id: UUID, meets_on: date) -> None:
    """Hold the supervision on another day."""
    require(actor, Action.SUPERVISE)
    _refuse_past(ctx, meets_on)

    def work(unit: Unit) -> None:
        _still_open(ctx, unit, actor, supervision_id)
        unit.execute("supervision/set_day", supervision_id=supervision_id, meets_on=meets_on)
        audit(ctx, unit, actor, "supervision_moved", detail=str(supervision_id))

    ctx.database.in_transaction(work)


def _still_open(ctx: Context, unit: Unit, actor: Actor, supervision_id: UUID) -> Meeting:
    """The meeting, still to be held, and this person's turn with it."""
    found = visible(unit, actor, supervision_id)
    if found.closed_at is not None:
        raise Conflict("Supervisionen er afsluttet; dagsordenen ændres ikke mere.")
    unit.execute("supervision/take_turn", supervision_id=supervision_id, now=ctx.clock())
    return found


def pick(ctx: Context, actor: Actor, supervision_id: UUID, case_number: str) -> None:
    """Put a family of the team last on the agenda, with why as it is today. It may be one that
    nothing suggests: then the leader wants to talk about it."""
    require(actor, Action.SUPERVISE)

    def work(unit: Unit) -> None:
        meeting = _still_open(ctx, unit, actor, supervision_id)
        row = unit.maybe(
            Candidate,
            "supervision/candidate",
            actor_id=actor.user_id,
            team_id=meeting.team_id,
            case_number=case_number.strip(),
        )
        if row is None:
            raise NotFound("Ingen familie i teamet har det sagsnummer. Kontrollér det.")
        places = dict(unit.rows("supervision/places", supervision_id=supervision_id))
        if row.episode_id in places:
            raise Conflict("Familien står allerede på dagsordenen.")
        _insert(ctx, unit, supervision_id, row, max(places.values(), default=0) + 1)
        audit(ctx, unit, actor, "supervision_picked", [row.family_id])

    ctx.database.in_transaction(work)


def _insert(ctx: Context, unit: Unit, supervision_id: UUID, row: Candidate, place: int) -> None:
    unit.execute(
        "supervision/insert_item",
        item_id=ctx.new_id(),
        supervision_id=supervision_id,
        family_id=row.family_id,
        episode_id=row.episode_id,
        place=place,
        reasons=to_json(points(row, ctx.today()) or (Point(Topic.CHOSEN),)),
    )


def remove(ctx: Context, actor: Actor, item_id: UUID) -> None:
    """Take a family off the agenda, unless something has been decided about it there."""
    require(actor, Action.SUPERVISE)

    def work(unit: Unit) -> None:
        item, _ = _item(ctx, unit, actor, item_id)
        if item.decision:
            raise InvalidInput("Der er noteret en beslutning; familien bliver på dagsordenen.")
        unit.execute("supervision/remove_item", item_id=item_id, now=ctx.clock())
        audit(ctx, unit, actor, "supervision_removed", [item.family_id])

    ctx.database.in_transaction(work)


def _item(
    ctx: Context, unit: Unit, actor: Actor, item_id: UUID
) -> tuple[StoredItem, list[StoredItem]]:
    """An item of an open agenda, and all that stand on it in order."""
    supervision_id = unit.value("supervision/of_item", item_id=item_id)
    if supervision_id is None:
        raise NotFound("Det findes ikke, eller du har ikke adgang til det.")
    _still_open(ctx, unit, actor, supervision_id)
    items = items_of(unit, actor, supervision_id)
    found = next((item for item in items if item.item_id == item_id), None)
    if found is None:
        raise NotFound("Familien står ikke længere på dagsordenen.")
    return found, items


def move(ctx: Context, actor: Actor, item_id: UUID, *, up: bool) -> None:
    """Change places with the one before or after; at the end of the list nothing happens."""
    require(actor, Action.SUPERVISE)

    def work(unit: Unit) -> None:
        item, items = _item(ctx, unit, actor, item_id)
        there = items.index(item) + (-1 if up else 1)
        if not 0 <= there < len(items):
            return
        other = items[there]
        unit.execute("supervision/set_place", item_id=item_id, place=other.place)
        unit.execute("supervision/set_place", item_id=other.item_id, place=item.place)
        audit(ctx, unit, actor, "supervision_ordered", [item.family_id])

    ctx.database.in_transaction(work)


def decide(ctx: Context, actor: Actor, item_id: UUID, text: str, before: str = "") -> None:
    """Note what was decided about a family. `before` is what stood there when it was opened:
    when somebody else has noted something meanwhile, nothing is overwritten."""
    require(actor, Action.SUPERVISE)
    clean = checks.free_text(text, "beslutning")

    def work(unit: Unit) -> None:
        item, _ = _item(ctx, unit, actor, item_id)
        if item.decision == clean:
            return
        if item.decision != before:
            raise Conflict(
                "{who} har noteret imens: «{decision}». Din tekst står stadig i feltet; ret den "
                "til, og gem igen.",
                who=item.decided_by or "–",
                decision=item.decision,
            )
        unit.execute(
            "supervision/set_decision",
            item_id=item_id,
            decision=clean,
            now=ctx.clock(),
            decided_by=actor.user_id,
        )
        audit(ctx, unit, actor, "supervision_decided", [item.family_id])

    ctx.database.in_transaction(work)


def close(ctx: Context, actor: Actor, supervision_id: UUID) -> None:
    """The supervision has been held. Families without a decision are suggested next time."""
    require(actor, Action.SUPERVISE)

    def work(unit: Unit) -> None:
        _still_open(ctx, unit, actor, supervision_id)
        items = items_of(unit, actor, supervision_id)
        if not items:
            raise InvalidInput("Der er ingen familier på dagsordenen endnu.")
        unit.execute("supervision/close", supervision_id=supervision_id, now=ctx.clock())
        audit(ctx, unit, actor, "supervision_closed", [item.family_id for item in items])

    ctx.database.in_transaction(work)


def paper(ctx: Context, actor: Actor, supervision_id: UUID, said: AgendaPaper) -> bytes:
    """The agenda as PDF. `said` is what its leader has on the screen, in their language."""
    require(actor, Action.SUPERVISE)

    def work(unit: Unit) -> None:
        visible(unit, actor, supervision_id)
        items = items_of(unit, actor, supervision_id)
        audit(ctx, unit, actor, "supervision_printed", [item.family_id for item in items])

    ctx.database.in_transaction(work)
    return agenda_pdf.agenda(said, ctx.clock())


def of_episode(ctx: Context, unit: Unit, episode_id: UUID) -> list[Decided]:
    """What supervision decided about a course, newest first: its own practitioners see it too.
    For callers that have found the family for the actor."""
    return unit.all(Decided, "supervision/of_episode", episode_id=episode_id)
