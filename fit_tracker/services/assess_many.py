"""The same judgement as `progress.reassess`, of many courses at once.

For an import, and for whatever changes what is said of every course: the rules' numbers, a
pack, another model.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.visits import Rating, Visit
from fit_tracker.progression.status import (
    RULE_VERSION,
    FamilyAssessment,
    Reason,
    SeriesKey,
    assess_family,
)
from fit_tracker.services import progress, response_raise
from fit_tracker.services.adopted import Adopted, adopted
from fit_tracker.services.context import Context, audit
from fit_tracker.services.course import numbered
from fit_tracker.store.database import Unit

T = TypeVar("T")
BATCH = 5_000
# Each in a transaction of its own: whoever saves a visit meanwhile waits for so few.
ACTIVE_AT_A_TIME = 50
Course = tuple[UUID, progress.Course]


@dataclass(frozen=True)
class Judged:
    episode_id: UUID
    course: progress.Course
    family: FamilyAssessment


@dataclass(frozen=True)
class Reassessed:
    """How many courses were judged, and what it did to their flags."""

    courses: int
    raised: int
    cleared: int


def judge(ctx: Context, models: Adopted, courses: Iterable[Course]) -> list[Judged]:
    """What is said of each course, with nothing written."""
    found = list(courses)
    expected = models.of_courses([course.outcome for _, course in found], ctx.instruments)
    judged = []
    for (episode_id, course), ahead in zip(found, expected, strict=True):
        family = assess_family(progress.assess(ctx, course, ahead), ctx.instruments)
        judged.append(Judged(episode_id, course, family))
    return judged


def reassess(ctx: Context, unit: Unit, courses: Iterable[Course]) -> Reassessed:
    """Bring status and flags of these courses up to date."""
    judged = judge(ctx, adopted(unit), courses)
    # First the rows on which writers of one family take turns.
    _store_statuses(ctx, unit, judged)
    return _store_flags(ctx, unit, judged)


def reassess_active(
    ctx: Context, actor: Actor, told: Callable[[float], None] = lambda share: None
) -> Reassessed:
    """Bring every course that has not ended up to date, some at a time."""
    rows = ctx.database.in_transaction(lambda unit: unit.rows("maintenance/active_episodes"))
    done = Reassessed(0, 0, 0)
    for some in batches(rows, ACTIVE_AT_A_TIME):
        found = _again(ctx, actor, some)
        done = Reassessed(
            done.courses + found.courses, done.raised + found.raised, done.cleared + found.cleared
        )
        told(done.courses / len(rows))
    return done


def _again(ctx: Context, actor: Actor, rows: Sequence[tuple[UUID, UUID]]) -> Reassessed:
    def work(unit: Unit) -> Reassessed:
        found = reassess(ctx, unit, read(unit, [episode_id for episode_id, _ in rows]))
        audit(ctx, unit, actor, "episode_reassessed", [family_id for _, family_id in rows])
        return found

    return ctx.database.in_transaction(work)


def read(unit: Unit, episode_ids: Sequence[UUID]) -> Iterator[Course]:
    """The courses as `progress.read_course` reads one."""
    ids = list(episode_ids)
    held = grouped(
        (one.episode_id, one) for one in unit.all(Visit, "imports/visits", episode_ids=ids)
    )
    episode_of = {one.visit_id: one.episode_id for group in held.values() for one in group}
    found = unit.all(Rating, "imports/ratings", episode_ids=ids)
    ratings = grouped((episode_of[one.visit_id], one) for one in found)
    present: dict[UUID, set[UUID]] = defaultdict(set)
    for visit_id, member_id in unit.rows("imports/participants", episode_ids=ids):
        present[visit_id].add(member_id)
    for episode_id in ids:
        course = numbered(held.get(episode_id, []), present)
        yield episode_id, progress.make_course(course, ratings.get(episode_id, []))


def batches(rows: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def grouped(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    groups: dict[UUID, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


_STATUS_COLUMNS = {
    "status": "statuses",
    "needs_attention": "needs_attention",
    "severity": "severities",
    "reasons": "reasons",
    "visits_attended": "visits_attended",
    "visits_with_outcome": "visits_with_outcome",
    "visits_with_alliance": "visits_with_alliance",
    "last_visit_on": "last_visit_on",
    "last_rating_on": "last_rating_on",
    "sparks": "sparks",
}


def _store_statuses(ctx: Context, unit: Unit, judged: Sequence[Judged]) -> None:
    rows = [progress.status_row(one.course, one.family) for one in judged]
    columns: dict[str, Any] = {
        plural: [row[name] for row in rows] for name, plural in _STATUS_COLUMNS.items()
    }
    unit.execute(
        "imports/update_statuses",
        episode_ids=[one.episode_id for one in judged],
        rule_version=RULE_VERSION,
        assessed_at=ctx.clock(),
        **columns,
    )


def _store_flags(ctx: Context, unit: Unit, judged: Sequence[Judged]) -> Reassessed:
    standing = flags_of(unit, [one.episode_id for one in judged])
    gone: list[UUID] = []
    new: list[tuple[UUID, SeriesKey, Reason]] = []
    for one in judged:
        lost, raised = progress.flag_changes(standing.get(one.episode_id, []), one.family)
        gone += lost
        new += [(one.episode_id, key, reason) for key, reason in raised]
    unit.execute("imports/clear_flags", flag_ids=gone, cleared_at=ctx.clock())
    unit.execute(
        "imports/insert_flags",
        flag_ids=[ctx.new_id() for _ in new],
        episode_ids=[episode_id for episode_id, _, _ in new],
        member_ids=[key.member_id for _, key, _ in new],
        rater_kinds=[key.rater_kind.value for _, key, _ in new],
        rater_member_ids=[key.rater_member_id for _, key, _ in new],
        codes=[reason.code.value for _, _, reason in new],
        numbers=[json.dumps(reason.numbers) for _, _, reason in new],
        rule_version=RULE_VERSION,
        model_versions=[progress.model_version(reason) for _, _, reason in new],
        raised_at=ctx.clock(),
    )
    response_raise.catch_up(ctx, unit, [one.episode_id for one in judged])
    return Reassessed(len(judged), len(new), len(gone))


@dataclass(frozen=True)
class _OpenFlag(progress.StoredFlag):
    episode_id: UUID


def flags_of(unit: Unit, episode_ids: Sequence[UUID]) -> dict[UUID, list[progress.StoredFlag]]:
    """The standing flags of these episodes."""
    found = unit.all(_OpenFlag, "imports/open_flags", episode_ids=list(episode_ids))
    return grouped((flag.episode_id, flag) for flag in found)
