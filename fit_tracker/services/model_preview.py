"""What another model would change, before it is adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.progression.quality import SMALLEST
from fit_tracker.services import assess_many, progress
from fit_tracker.services.adopted import Adopted, adopted, parsed
from fit_tracker.services.assess_many import Judged
from fit_tracker.services.context import Context, audit
from fit_tracker.services.model_records import in_use
from fit_tracker.services.permissions import Action, require
from fit_tracker.services.progress import StoredFlag
from fit_tracker.store.database import Unit

AT_A_TIME = 500


@dataclass(frozen=True)
class Change:
    """What would happen to one course's flags, as their codes."""

    raised: tuple[str, ...]
    cleared: tuple[str, ...]
    stay: tuple[str, ...]


NO_FLAG = Change((), (), ())


@dataclass(frozen=True)
class Case:
    """A course by its family's case number: only for those who may see the family."""

    family_id: UUID
    episode_id: UUID
    case_number: str
    change: Change


@dataclass(frozen=True)
class Changes:
    """Of `courses` in treatment: flags that would be raised, cleared and stay, how many
    courses have a flag now and would have one, and those of one's own teams by name."""

    version: str
    budget: float
    courses: int
    raised: int
    cleared: int
    stay: int
    flagged_now: int
    flagged_then: int
    cases: tuple[Case, ...]


def preview(ctx: Context, actor: Actor, model_id: UUID, budget: float | None = None) -> Changes:
    """What adopting the model, or choosing another alarm `budget` for it, would change.

    Nothing is written but the trail. Counts are of the whole site; case numbers only of
    families that `actor` may see, which for an administrator is none. Where the others are so
    few that the counts less one's own would point at them, only one's own are counted.
    """
    require(actor, Action.SEE_MODELS)
    models, name, chosen = ctx.database.in_transaction(lambda unit: _models(unit, model_id, budget))
    rows = ctx.database.in_transaction(lambda unit: unit.rows("maintenance/active_episodes"))
    changes: dict[UUID, Change] = {}
    for some in assess_many.batches([episode_id for episode_id, _ in rows], AT_A_TIME):
        changes |= _changes(ctx, models, some)
    changes, cases = ctx.database.in_transaction(lambda unit: _seen(ctx, unit, actor, changes))
    return _added_up(name, chosen, list(changes.values()), cases)


def _models(unit: Unit, model_id: UUID, budget: float | None) -> tuple[Adopted, str, float]:
    found = in_use(unit, model_id)
    chosen = found.budget if budget is None else budget
    mine = {found.scale_key: parsed(unit, model_id, chosen)}
    return Adopted({**adopted(unit).models, **mine}), found.version, chosen


def _changes(ctx: Context, models: Adopted, episode_ids: Sequence[UUID]) -> dict[UUID, Change]:
    def work(unit: Unit) -> dict[UUID, Change]:
        standing = assess_many.flags_of(unit, episode_ids)
        judged = assess_many.judge(ctx, models, assess_many.read(unit, episode_ids))
        return {one.episode_id: _change(standing.get(one.episode_id, []), one) for one in judged}

    return ctx.database.in_transaction(work)


def _change(standing: list[StoredFlag], judged: Judged) -> Change:
    gone, new = progress.flag_changes(standing, judged.family)
    return Change(
        raised=tuple(reason.code.value for _, reason in new),
        cleared=tuple(flag.code for flag in standing if flag.flag_id in gone),
        stay=tuple(flag.code for flag in standing if flag.flag_id not in gone),
    )


def _seen(
    ctx: Context, unit: Unit, actor: Actor, changes: dict[UUID, Change]
) -> tuple[dict[UUID, Change], tuple[Case, ...]]:
    """The changes that may be counted, and the flagged cases among one's own."""
    rows = unit.rows("models/cases", actor_id=actor.user_id, episode_ids=list(changes))
    own = [Case(family, episode, case, changes[episode]) for episode, family, case in rows]
    cases = tuple(one for one in own if one.change != NO_FLAG)
    audit(ctx, unit, actor, "model_previewed", [one.family_id for one in cases])
    if own and len(changes) - len(own) < SMALLEST:
        return {one.episode_id: one.change for one in own}, cases
    return changes, cases


def _added_up(
    name: str, budget: float, every: Sequence[Change], cases: tuple[Case, ...]
) -> Changes:
    return Changes(
        version=name,
        budget=budget,
        courses=len(every),
        raised=sum(len(one.raised) for one in every),
        cleared=sum(len(one.cleared) for one in every),
        stay=sum(len(one.stay) for one in every),
        flagged_now=sum(bool(one.cleared or one.stay) for one in every),
        flagged_then=sum(bool(one.raised or one.stay) for one in every),
        cases=cases,
    )
