"""Reading emergency offers: those that run, one opened, and the one of an episode."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from fit_tracker.domain import offers as rules
from fit_tracker.domain.offers import Missing, Plan, Situation, Stage, Used, Week
from fit_tracker.domain.people import Actor, Member
from fit_tracker.services import offer_rows
from fit_tracker.services.context import Context, audit
from fit_tracker.services.offer_rows import OfferRow, Place
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit

ENDED_DAYS = 365
CHOICES = 50
T = TypeVar("T")


@dataclass(frozen=True)
class OfferSummary:
    """An offer in short: hours of this week, what is planned next, and what is missing.

    `average`: hours a week on average, the higher of planned and used; `limit` is what it
    may be. `next_quarter` is when the children's situation is asked for again."""

    row: OfferRow
    members: list[Member]
    team: list[Place]
    stage: Stage | None
    planned: Decimal
    used: Decimal
    ahead: Plan | None
    missing: list[Missing]
    next_quarter: date
    average: Decimal
    limit: Decimal

    @property
    def above_limit(self) -> bool:
        return self.average > self.limit


@dataclass(frozen=True)
class Candidate:
    """A family with an open response and no running offer."""

    response_id: UUID
    family_id: UUID
    case_number: str


@dataclass(frozen=True)
class OfferList:
    """The running offers, the ended ones (for a leader), and the families one could begin in."""

    running: list[OfferSummary]
    ended: list[OfferRow]
    candidates: list[Candidate]


@dataclass(frozen=True)
class OfferView:
    """One offer with everything written up about it."""

    summary: OfferSummary
    plan: list[Plan]
    used: list[Used]
    weeks: list[Week]
    situations: list[Situation]
    children: list[Member]


def listed(ctx: Context, actor: Actor) -> OfferList:
    """The offers in the families one may see, those without a safety plan first."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> OfferList:
        since = ctx.today() - timedelta(days=ENDED_DAYS)
        rows = unit.all(OfferRow, "offers/listed", actor_id=actor.user_id, since=since)
        others = unit.all(
            Candidate, "offers/without_offer", actor_id=actor.user_id, row_limit=CHOICES
        )
        seen = {row.family_id for row in rows} | {one.family_id for one in others}
        audit(ctx, unit, actor, "offers_listed", sorted(seen))
        running = _summaries(ctx, unit, [row for row in rows if row.runs])
        return OfferList(running, [row for row in rows if not row.runs], others)

    return ctx.database.in_transaction(work)


def read(ctx: Context, actor: Actor, offer_id: UUID) -> OfferView:
    """One offer, running or ended, of a family one may see."""
    require(actor, Action.RUN_OFFER)

    def work(unit: Unit) -> OfferView:
        row = offer_rows.visible(unit, actor, offer_id)
        audit(ctx, unit, actor, "offer_read", [row.family_id])
        return _view(ctx, unit, row)

    return ctx.database.in_transaction(work)


def of_episode(ctx: Context, unit: Unit, episode_id: UUID) -> OfferSummary | None:
    """The latest offer of an episode, in a transaction that has found its family."""
    row = unit.maybe(OfferRow, "offers/of_episode", episode_id=episode_id)
    return None if row is None else _summaries(ctx, unit, [row])[0]


def _view(ctx: Context, unit: Unit, row: OfferRow) -> OfferView:
    (summary,) = _summaries(ctx, unit, [row])
    plan = offer_rows.plans(unit, [row.offer_id])
    used = offer_rows.used(unit, [row.offer_id], row.started_on)
    return OfferView(
        summary,
        plan,
        used,
        rules.weeks(plan, used, row.span, ctx.today()),
        offer_rows.situations(unit, [row.offer_id]),
        offer_rows.children(summary.members),
    )


def _summaries(ctx: Context, unit: Unit, rows: list[OfferRow]) -> list[OfferSummary]:
    """All in five queries, however many offers there are."""
    if not rows:
        return []
    ids = [row.offer_id for row in rows]
    first = min(row.started_on for row in rows)
    found = _Found(
        _by(offer_rows.members(unit, [row.family_id for row in rows]), lambda one: one.family_id),
        _by(offer_rows.places(unit, ids), lambda one: one.offer_id),
        _by(offer_rows.plans(unit, ids), lambda one: one.offer_id),
        _by(offer_rows.used(unit, ids, first), lambda one: one.offer_id),
        _by(offer_rows.situations(unit, ids), lambda one: one.offer_id),
        offer_rows.targets(unit).weekly_limit,
    )
    return [_summary(row, found, ctx.today()) for row in rows]


@dataclass(frozen=True)
class _Found:
    members: dict[UUID, list[Member]]
    team: dict[UUID, list[Place]]
    plan: dict[UUID, list[Plan]]
    used: dict[UUID, list[Used]]
    situations: dict[UUID, list[Situation]]
    limit: Decimal


def _by(rows: Iterable[T], key: Callable[[T], UUID]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _summary(row: OfferRow, found: _Found, today: date) -> OfferSummary:
    plan, used = found.plan[row.offer_id], found.used[row.offer_id]
    members = found.members[row.family_id]
    until = row.ended_on or today
    week = rules.weeks(plan, used, (row.started_on, until), until, coming=0)[-1]
    children = [member.member_id for member in offer_rows.children(members)]
    dues = rules.moments(row.started_on, row.ended_on, until)
    holds = rules.current(plan, until)
    return OfferSummary(
        row=row,
        members=members,
        team=found.team[row.offer_id],
        stage=holds.stage if holds else None,
        planned=_planned(plan, row, until),
        used=week.used or Decimal(0),
        ahead=rules.ahead(plan, today) if row.runs else None,
        missing=rules.missing(children, found.situations[row.offer_id], dues),
        next_quarter=rules.next_quarter(row.started_on, today),
        average=max(
            rules.average_planned(plan, row.started_on, until),
            rules.average_used(used, row.started_on, until),
        ),
        limit=found.limit,
    )


def _planned(plan: list[Plan], row: OfferRow, until: date) -> Decimal:
    """The whole of the week, also its days to come: that is what the team reckons with."""
    first = rules.monday(until)
    last = row.ended_on or first + timedelta(days=6)
    return rules.planned(plan, max(first, row.started_on), last)
