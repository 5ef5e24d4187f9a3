"""Reading reviews as they were frozen. Nothing is computed here, and nothing read of families.

The steering group and the leaders see what was released; the project leader sees drafts too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.review_json import from_json
from fit_tracker.domain.reviews import Decision, Figures, Period, PeriodKind, ReviewState
from fit_tracker.domain.times import local_day
from fit_tracker.errors import NotFound
from fit_tracker.services.context import Context, audit
from fit_tracker.services.permissions import Action, may, require
from fit_tracker.services.review_changes import Change, changes
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Heading:
    """One version as lists show it. Times are UTC."""

    review_id: UUID
    series_id: UUID
    series_name: str
    period: Period
    version: int
    state: ReviewState
    computed_at: datetime
    released_at: datetime | None


@dataclass(frozen=True)
class Note:
    """What stands beside a block, in its newest wording."""

    block: str
    body: str
    revision: int


@dataclass(frozen=True)
class Snapshot:
    """One version, whole. `figures_text` is the stored JSON that `figures_hash` was made of.

    `decisions`: taken at a meeting about this period. `earlier`: taken before, and open still or
    closed since the previous meeting. `changes`: what the version before (that this reader may
    see) told otherwise. `read_on`: the day it is read, as a decision may be late on it. People
    are named by their account; times are UTC.
    """

    heading: Heading
    figures: Figures
    figures_text: str
    figures_hash: str
    data_hash: str
    computed_by: str
    released_by: str
    notes: tuple[Note, ...]
    decisions: tuple[Decision, ...]
    earlier: tuple[Decision, ...]
    changes: tuple[Change, ...]
    read_on: date

    @property
    def state(self) -> ReviewState:
        return self.heading.state

    @property
    def version(self) -> int:
        return self.heading.version


@dataclass(frozen=True)
class StoredReview:
    """A row of the table without its figures; `computed_by` may be a command."""

    review_id: UUID
    series_id: UUID
    series_name: str
    period_kind: PeriodKind
    first_day: date
    last_day: date
    version: int
    state: ReviewState
    figures_hash: str
    data_hash: str
    computed_at: datetime
    computed_by: str | None
    released_at: datetime | None
    released_by: str | None

    @property
    def period(self) -> Period:
        return Period(self.period_kind, self.first_day, self.last_day)

    @property
    def heading(self) -> Heading:
        same = ("review_id", "series_id", "series_name", "version", "state")
        known = {name: getattr(self, name) for name in same}
        return Heading(
            period=self.period,
            computed_at=self.computed_at,
            released_at=self.released_at,
            **known,
        )


def released(ctx: Context, actor: Actor) -> list[Heading]:
    """What the steering group may open: the newest released version of each period of each
    series, the latest period first."""
    require(actor, Action.SEE_REVIEWS)
    return ctx.database.in_transaction(lambda unit: _newest(_released(stored(unit))))


def prepared(ctx: Context, actor: Actor, series_id: UUID | None = None) -> list[Heading]:
    """Every version, drafts and discarded ones too, newest first; of one series or of all."""
    require(actor, Action.PREPARE_REVIEWS)

    def work(unit: Unit) -> list[Heading]:
        found = [one for one in stored(unit) if series_id in (None, one.series_id)]
        found.sort(key=lambda one: one.computed_at, reverse=True)
        return [one.heading for one in found]

    return ctx.database.in_transaction(work)


def open(ctx: Context, actor: Actor, review_id: UUID) -> Snapshot:
    """One version as it was frozen; an older version of a period stays readable."""
    return _read(ctx, actor, review_id, "review_opened")


def taken_out(ctx: Context, actor: Actor, review_id: UUID, kind: str) -> Snapshot:
    """The same for a file of this kind, which the trail tells apart from reading."""
    return _read(ctx, actor, review_id, "review_taken_out", f" {kind}")


def _read(ctx: Context, actor: Actor, review_id: UUID, what: str, detail: str = "") -> Snapshot:
    require(actor, Action.SEE_REVIEWS)

    def work(unit: Unit) -> Snapshot:
        known = _visible(unit, actor)
        row = _one(known, review_id)
        found = _snapshot(unit, known, row, ctx.today())
        audit(ctx, unit, actor, what, detail=f"{review_id}{detail}")
        return found

    return ctx.database.in_transaction(work)


def visible(unit: Unit, actor: Actor, review_id: UUID) -> StoredReview:
    """The review's row, or the same answer whether it does not exist or may not be seen."""
    return _one(_visible(unit, actor), review_id)


def stored(unit: Unit) -> list[StoredReview]:
    """Every stored version in the order of series, period and version."""
    return unit.all(StoredReview, "review/reviews")


def _visible(unit: Unit, actor: Actor) -> list[StoredReview]:
    known = stored(unit)
    return known if may(actor.role, Action.PREPARE_REVIEWS) else _released(known)


def _released(known: Sequence[StoredReview]) -> list[StoredReview]:
    return [one for one in known if one.state is ReviewState.RELEASED]


def _newest(known: Sequence[StoredReview]) -> list[Heading]:
    newest = {(one.series_id, one.first_day, one.last_day): one.heading for one in known}
    return sorted(newest.values(), key=_latest_first)


def _latest_first(one: Heading) -> tuple[int, int, str]:
    return -one.period.last_day.toordinal(), one.period.first_day.toordinal(), one.series_name


def _one(known: Sequence[StoredReview], review_id: UUID) -> StoredReview:
    found = next((one for one in known if one.review_id == review_id), None)
    if found is None:
        raise NotFound("Gennemgangen findes ikke, eller du har ikke adgang til den.")
    return found


def _snapshot(
    unit: Unit, known: Sequence[StoredReview], row: StoredReview, today: date
) -> Snapshot:
    text = figures_text(unit, row.review_id)
    figures, before = from_json(text), version_before(known, row)
    told = from_json(figures_text(unit, before.review_id)) if before else None
    here, earlier = decisions_for(unit, known, row)
    return Snapshot(
        row.heading,
        figures,
        text,
        row.figures_hash,
        row.data_hash,
        row.computed_by or "",
        row.released_by or "",
        tuple(unit.all(Note, "review/notes", review_id=row.review_id)),
        here,
        earlier,
        changes(told, figures) if told else (),
        today,
    )


def figures_text(unit: Unit, review_id: UUID) -> str:
    return str(unit.value("review/figures", review_id=review_id))


def version_before(known: Sequence[StoredReview], row: StoredReview) -> StoredReview | None:
    """The version that this one takes the place of. What was discarded has not been told, and
    what was released is held up against what was released."""
    states = {ReviewState.RELEASED}
    if row.state is not ReviewState.RELEASED:
        states.add(ReviewState.DRAFT)
    same = [one for one in of_period(known, row.series_id, row.period) if one.state in states]
    return next((one for one in reversed(same) if one.version < row.version), None)


def of_period(known: Sequence[StoredReview], series_id: UUID, period: Period) -> list[StoredReview]:
    """The versions of one period, oldest first, however the period was named."""
    days = period.first_day, period.last_day
    return [o for o in known if o.series_id == series_id and (o.first_day, o.last_day) == days]


def previous_released(
    known: Sequence[StoredReview], series_id: UUID, period: Period
) -> StoredReview | None:
    """The newest released version of the series' latest period that ended before this began."""
    found = [
        one
        for one in _released(known)
        if one.series_id == series_id and one.last_day < period.first_day
    ]
    return max(found, key=lambda one: (one.last_day, one.first_day, one.version), default=None)


def decisions_for(
    unit: Unit, known: Sequence[StoredReview], row: StoredReview
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Those of this period, and those of earlier ones that the meeting begins with."""
    by_review = {one.review_id: one for one in known}
    made = unit.all(Decision, "review/decisions", series_id=row.series_id)
    here = [d for d in made if by_review[d.review_id].period == row.period]
    before = previous_released(known, row.series_id, row.period)
    since = local_day(before.computed_at) if before else date.min
    earlier = [
        one
        for one in made
        if by_review[one.review_id].last_day < row.last_day
        and (one.closed_on is None or one.closed_on >= since)
    ]
    return tuple(here), tuple(earlier)
