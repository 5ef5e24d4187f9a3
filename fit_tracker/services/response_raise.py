"""A flag asks for somebody: the response is opened in the transaction that raised the flag.

Only families in treatment get into the queue. A flag that clears closes nothing, and a
course that ends closes nothing: a person does, with a result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from fit_tracker.domain.responses import Deadlines, Origin, Severity, State, Step, due_after
from fit_tracker.progression.status import ReasonCode
from fit_tracker.services import response_deadlines
from fit_tracker.services.context import Context, audit
from fit_tracker.services.response_change import Held, Told, keep, one_open, open_of
from fit_tracker.store.database import Unit

# Somebody is worse, or is going where those went who ended worse. The others (a standstill, an
# alliance that fell, ratings that are missing) can wait for the week's work.
HIGH = frozenset(
    {
        ReasonCode.MOST_FALLING,
        ReasonCode.WORSENING_PERSISTS,
        ReasonCode.WORSENING_TWICE,
        ReasonCode.EXPECTED_RISK,
    }
)
_ORDER = list(Severity)


@dataclass(frozen=True)
class _Unanswered:
    flag_id: UUID
    code: ReasonCode
    family_id: UUID
    episode_id: UUID


@dataclass(frozen=True)
class _Asking:
    """The flags of one episode that nobody answers yet."""

    family_id: UUID
    episode_id: UUID
    flag_ids: list[UUID]
    severity: Severity


def severity_of(codes: Iterable[ReasonCode]) -> Severity:
    """How soon: the most serious of the flags decides."""
    return Severity.HIGH if any(code in HIGH for code in codes) else Severity.ORDINARY


def catch_up(ctx: Context, unit: Unit, episode_ids: Sequence[UUID]) -> int:
    """Answer the standing flags of these episodes that nobody answers: those just raised, and
    those from before there was a queue. How many episodes it was."""
    found = unit.all(_Unanswered, "responses/unanswered_flags", episode_ids=list(episode_ids))
    by_episode: dict[UUID, list[_Unanswered]] = {}
    for flag in found:
        by_episode.setdefault(flag.episode_id, []).append(flag)
    asking = [
        _Asking(
            flags[0].family_id,
            episode_id,
            [flag.flag_id for flag in flags],
            severity_of(flag.code for flag in flags),
        )
        for episode_id, flags in by_episode.items()
    ]
    _answer(ctx, unit, asking)
    return len(asking)


def raise_for_flags(
    ctx: Context,
    unit: Unit,
    family_id: UUID,
    episode_id: UUID,
    flag_ids: Sequence[UUID],
    severity: Severity,
) -> UUID:
    """A response for these flags of an active episode: the open one, or a new one."""
    _answer(ctx, unit, [_Asking(family_id, episode_id, list(flag_ids), severity)])
    held = one_open(unit, episode_id)
    assert held is not None
    return held.response_id


def _answer(ctx: Context, unit: Unit, asking: Sequence[_Asking]) -> None:
    if not asking:
        return
    deadlines = response_deadlines.read(unit)
    known = open_of(unit, [one.episode_id for one in asking])
    new = [one for one in asking if one.episode_id not in known]
    opened = _open(ctx, unit, new, deadlines)
    for one in asking:
        if one.episode_id in known:
            _add(ctx, unit, known[one.episode_id], one.severity, deadlines)
    answers = opened | {episode_id: held.response_id for episode_id, held in known.items()}
    pairs = [(answers[one.episode_id], flag_id) for one in asking for flag_id in one.flag_ids]
    unit.execute(
        "responses/insert_flags",
        response_flag_ids=[ctx.new_id() for _ in pairs],
        response_ids=[response_id for response_id, _ in pairs],
        flag_ids=[flag_id for _, flag_id in pairs],
    )


def _open(
    ctx: Context, unit: Unit, asking: Sequence[_Asking], deadlines: Deadlines
) -> dict[UUID, UUID]:
    """A new response for each; its id by episode."""
    if not asking:
        return {}
    ids = {one.episode_id: ctx.new_id() for one in asking}
    due = [due_after(Step.RAISE, one.severity, ctx.today(), deadlines) for one in asking]
    unit.execute(
        "responses/insert",
        response_ids=list(ids.values()),
        family_ids=[one.family_id for one in asking],
        episode_ids=[one.episode_id for one in asking],
        origin=Origin.FLAG.value,
        severities=[one.severity.value for one in asking],
        raised_at=ctx.clock(),
        raised_on=ctx.today(),
        raised_by=None,
        why="",
        agreed_with="",
        due_on=due,
    )
    unit.execute(
        "responses/insert_steps",
        step_ids=[ctx.new_id() for _ in asking],
        response_ids=list(ids.values()),
        step_nos=[1 for _ in asking],
        kind=Step.RAISE.value,
        happened_at=ctx.clock(),
        by_user=None,
        from_states=[State.NEW.value for _ in asking],
        to_states=[State.NEW.value for _ in asking],
        codes="[]",
        body="",
        on_day=None,
        owner_id=None,
    )
    audit(ctx, unit, None, "response_raise", [one.family_id for one in asking])
    return ids


def _add(ctx: Context, unit: Unit, held: Held, severity: Severity, deadlines: Deadlines) -> None:
    """One flag more: the severity may rise, and the deadline only come nearer."""
    changed = nearer(ctx, held, severity, deadlines)
    keep(ctx, unit, None, held, changed, Step.FLAG_ADDED, Told())
    audit(ctx, unit, None, "response_flag_added", [held.family_id])


def nearer(ctx: Context, held: Held, severity: Severity, deadlines: Deadlines) -> Held:
    """The response with at least this severity; what is due, is due no later than if it had
    been raised (or taken) today."""
    worse = min(held.severity, severity, key=_ORDER.index)
    step = Step.RAISE if held.state is State.NEW else Step.TAKE
    due = due_after(step, worse, ctx.today(), deadlines)
    assert due is not None
    return replace(held, severity=worse, due_on=min(held.due_on, due))
