"""A family's course of help: begun, steered by goals and services, ended with a reason."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fit_tracker.domain.episodes import EndReason, Episode, Event, EventKind, Goal, Service
from fit_tracker.domain.people import Actor
from fit_tracker.errors import InvalidInput, NotFound
from fit_tracker.progression.assessment import RULE_VERSION, FamilyStatus
from fit_tracker.services import checks, family_rows, meeting_plans, note_rules, progress
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


def begin(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    family_id: UUID,
    service_id: UUID,
    started_on: date,
    planned_visits: int | None,
) -> UUID:
    """Open an episode inside a transaction that has checked who may."""
    episode_id = ctx.new_id()
    unit.execute(
        "episodes/insert",
        episode_id=episode_id,
        family_id=family_id,
        started_on=started_on,
        planned_visits=planned_visits,
        created_at=ctx.clock(),
        created_by=actor.user_id,
    )
    _refuse_unused(unit, service_id)
    _receive(ctx, unit, episode_id, service_id, started_on)
    meeting_plans.plan_for(ctx, unit, actor, family_id, episode_id, service_id, started_on)
    unit.execute(
        "episodes/insert_status",
        episode_id=episode_id,
        family_id=family_id,
        status=FamilyStatus.TOO_FEW.value,
        severity=FamilyStatus.TOO_FEW.severity,
        rule_version=RULE_VERSION,
        assessed_at=ctx.clock(),
    )
    return episode_id


def _refuse_unused(unit: Unit, service_id: UUID) -> None:
    services = unit.all(Service, "site/services")
    if not any(one.service_id == service_id and one.active for one in services):
        raise InvalidInput("Indsatsen er ikke i brug. Vælg en anden.")


def _receive(ctx: Context, unit: Unit, episode_id: UUID, service_id: UUID, since: date) -> None:
    unit.execute(
        "episodes/insert_service",
        episode_service_id=ctx.new_id(),
        episode_id=episode_id,
        service_id=service_id,
        since=since,
    )


def start(
    ctx: Context,
    actor: Actor,
    family_id: UUID,
    service_id: UUID,
    started_on: date,
    planned_visits: int | None = None,
) -> UUID:
    """A further episode for a family that comes back."""
    require(actor, Action.MANAGE_EPISODE)
    if started_on > ctx.today():
        raise InvalidInput("Forløbets start ligger i fremtiden.")

    def work(unit: Unit) -> UUID:
        checks.family(unit, actor, family_id)
        unit.execute("families/take_turn", family_id=family_id, now=ctx.clock())
        earlier = unit.all(Episode, "episodes/of_family", family_id=family_id)
        if any(episode.is_active for episode in earlier):
            raise InvalidInput("Familien har allerede et forløb i gang. Afslut det først.")
        episode_id = begin(ctx, unit, actor, family_id, service_id, started_on, planned_visits)
        audit(ctx, unit, actor, "episode_started", [family_id])
        return episode_id

    return ctx.database.in_transaction(work)


def end(
    ctx: Context,
    actor: Actor,
    episode_id: UUID,
    ended_on: date,
    reason: EndReason,
    planned: bool,
) -> None:
    """End the episode with a coded reason and whether the end was planned."""
    require(actor, Action.MANAGE_EPISODE)

    def work(unit: Unit) -> None:
        found = checks.active_episode(unit, actor, episode_id)
        checks.day_in_episode(found, ended_on, ctx.today())
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        _refuse_later(unit, episode_id, ended_on)
        unit.execute(
            "episodes/end",
            episode_id=episode_id,
            ended_on=ended_on,
            end_reason=reason.value,
            end_planned=planned,
        )
        meeting_plans.drop_open(ctx, unit, actor, episode_id)
        audit(ctx, unit, actor, "episode_ended", [found.family_id], detail=reason.value)

    ctx.database.in_transaction(work)


def _refuse_later(unit: Unit, episode_id: UUID, ended_on: date) -> None:
    events = unit.all(Event, "episodes/events", episode_id=episode_id)
    if events and events[-1].on > ended_on:
        raise InvalidInput(
            "Forløbet kan ikke slutte før begivenheden {day} på tidslinjen.",
            day=checks.danish_date(events[-1].on),
        )
    visits = family_rows.visits(unit, episode_id)
    if visits and visits[-1].visit_date > ended_on:
        raise InvalidInput(
            "Forløbet kan ikke slutte før det seneste besøg {day}.",
            day=checks.danish_date(visits[-1].visit_date),
        )


def reopen(ctx: Context, actor: Actor, episode_id: UUID) -> None:
    """Take back an end that was recorded by mistake."""
    require(actor, Action.MANAGE_EPISODE)

    def work(unit: Unit) -> None:
        found = checks.episode(unit, actor, episode_id)
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        others = unit.all(Episode, "episodes/of_family", family_id=found.family_id)
        if any(episode.is_active for episode in others):
            raise InvalidInput("Familien har allerede et forløb i gang. Afslut det først.")
        unit.execute("episodes/reopen", episode_id=episode_id)
        meeting_plans.take_back_drop(ctx, unit, actor, episode_id)
        # Another model or alarm budget may have come while it was ended.
        progress.reassess(ctx, unit, episode_id, None)
        audit(ctx, unit, actor, "episode_reopened", [found.family_id])

    ctx.database.in_transaction(work)


def move_start(ctx: Context, actor: Actor, episode_id: UUID, started_on: date) -> None:
    """Correct the day the episode started; no visit may lie before it."""
    require(actor, Action.MANAGE_EPISODE)
    if started_on > ctx.today():
        raise InvalidInput("Forløbets start ligger i fremtiden.")

    def work(unit: Unit) -> None:
        found = checks.episode(unit, actor, episode_id)
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        _refuse_earlier(unit, episode_id, started_on)
        if found.ended_on is not None and started_on > found.ended_on:
            raise InvalidInput("Forløbet kan ikke starte, efter at det er afsluttet.")
        unit.execute("episodes/move_start", episode_id=episode_id, started_on=started_on)
        unit.execute(
            "episodes/move_first_service",
            episode_id=episode_id,
            started_on=started_on,
            old_start=found.started_on,
        )
        meeting_plans.move_start(ctx, unit, actor, episode_id, found.started_on, started_on)
        audit(ctx, unit, actor, "episode_start_corrected", [found.family_id])

    ctx.database.in_transaction(work)


def _refuse_earlier(unit: Unit, episode_id: UUID, started_on: date) -> None:
    visits = family_rows.visits(unit, episode_id)
    if visits and visits[0].visit_date < started_on:
        raise InvalidInput(
            "Forløbet kan ikke starte efter det første besøg {day}.",
            day=checks.danish_date(visits[0].visit_date),
        )
    events = unit.all(Event, "episodes/events", episode_id=episode_id)
    if events and events[0].on < started_on:
        raise InvalidInput(
            "Forløbet kan ikke starte efter begivenheden {day} på tidslinjen.",
            day=checks.danish_date(events[0].on),
        )


def change_service(
    ctx: Context, actor: Actor, episode_id: UUID, service_id: UUID, since: date
) -> None:
    """Go on with another service; the curve runs on and the time line shows the change."""
    require(actor, Action.MANAGE_EPISODE)

    def work(unit: Unit) -> None:
        found = checks.active_episode(unit, actor, episode_id)
        checks.day_in_episode(found, since, ctx.today())
        if service_id == found.service_id:
            raise InvalidInput("Familien får allerede den indsats.")
        _refuse_unused(unit, service_id)
        unit.execute("families/take_turn", family_id=found.family_id, now=ctx.clock())
        _refuse_before_current(unit, episode_id, since)
        unit.execute("episodes/end_service", episode_id=episode_id, until=since)
        _receive(ctx, unit, episode_id, service_id, since)
        unit.execute("episodes/replan", episode_id=episode_id, service_id=service_id, since=since)
        meeting_plans.plan_for(ctx, unit, actor, found.family_id, episode_id, service_id, since)
        changed = family_rows.episode(unit, episode_id)
        _add_event(
            ctx, unit, actor, episode_id, EventKind.SERVICE_CHANGED, since, changed.service_name
        )
        audit(ctx, unit, actor, "service_changed", [found.family_id])

    ctx.database.in_transaction(work)


def _refuse_before_current(unit: Unit, episode_id: UUID, since: date) -> None:
    current = unit.value("episodes/service_since", episode_id=episode_id)
    if since < current:
        raise InvalidInput(
            "Den nuværende indsats begyndte {day}; skiftet kan ikke ligge før.",
            day=checks.danish_date(current),
        )


def _add_event(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    episode_id: UUID,
    kind: EventKind,
    on: date,
    text: str,
) -> None:
    unit.execute(
        "episodes/insert_event",
        event_id=ctx.new_id(),
        episode_id=episode_id,
        kind=kind.value,
        happened_on=on,
        body=text,
        created_at=ctx.clock(),
        created_by=actor.user_id,
    )


def add_milestone(ctx: Context, actor: Actor, episode_id: UUID, on: date, text: str) -> None:
    """Put something that happened on the time line, in a few words."""
    require(actor, Action.MANAGE_EPISODE)
    clean = checks.free_text(text, "begivenhed")

    def work(unit: Unit) -> None:
        found = checks.episode(unit, actor, episode_id)
        checks.day_in_episode(found, on, ctx.today())
        note_rules.refuse_prohibited(unit, episode_id, on)
        _add_event(ctx, unit, actor, episode_id, EventKind.MILESTONE, on, clean)
        audit(ctx, unit, actor, "milestone_added", [found.family_id])

    ctx.database.in_transaction(work)


def agree_goals(
    ctx: Context, actor: Actor, episode_id: UUID, on: date, goals: tuple[tuple[UUID, str], ...]
) -> None:
    """Add goals from the family's plan: for each, the member it belongs to and its words."""
    require(actor, Action.MANAGE_EPISODE)
    clean = [(member_id, checks.free_text(text, "mål")) for member_id, text in goals]
    if not clean:
        raise InvalidInput("Skriv mindst ét mål.")

    def work(unit: Unit) -> None:
        found = checks.active_episode(unit, actor, episode_id)
        checks.day_in_episode(found, on, ctx.today())
        members = {one.member_id for one in family_rows.members(unit, found.family_id)}
        for member_id, text in clean:
            if member_id not in members:
                raise InvalidInput("Vælg et medlem af familien til hvert mål.")
            _insert_goal(ctx, unit, actor, episode_id, member_id, text, on)
        _add_event(ctx, unit, actor, episode_id, EventKind.GOALS_AGREED, on, "")
        audit(ctx, unit, actor, "goals_agreed", [found.family_id])

    ctx.database.in_transaction(work)


def _insert_goal(
    ctx: Context, unit: Unit, actor: Actor, episode_id: UUID, member_id: UUID, text: str, on: date
) -> None:
    unit.execute(
        "episodes/insert_goal",
        goal_id=ctx.new_id(),
        episode_id=episode_id,
        member_id=member_id,
        body=text,
        agreed_on=on,
        created_at=ctx.clock(),
        created_by=actor.user_id,
    )


def close_goal(ctx: Context, actor: Actor, episode_id: UUID, goal_id: UUID, on: date) -> None:
    """Stop asking about a goal; what was rated stays."""
    require(actor, Action.MANAGE_EPISODE)

    def work(unit: Unit) -> None:
        found = checks.episode(unit, actor, episode_id)
        goals = unit.all(Goal, "episodes/goals", episode_id=episode_id)
        _check_closing(next((g for g in goals if g.goal_id == goal_id), None), on, ctx.today())
        unit.execute("episodes/close_goal", episode_id=episode_id, goal_id=goal_id, closed_on=on)
        audit(ctx, unit, actor, "goal_closed", [found.family_id])

    ctx.database.in_transaction(work)


def _check_closing(goal: Goal | None, on: date, today: date) -> None:
    if goal is None:
        raise NotFound("Målet findes ikke i familiens forløb.")
    if goal.closed_on is not None:
        raise InvalidInput("Målet er allerede afsluttet.")
    if not goal.agreed_on <= on <= today:
        raise InvalidInput(
            "Målet blev aftalt {day}; det kan ikke afsluttes før eller i fremtiden.",
            day=checks.danish_date(goal.agreed_on),
        )
