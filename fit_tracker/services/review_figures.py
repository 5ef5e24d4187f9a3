"""The figures of one review, made: planned, held against everything told before, and told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fit_tracker.domain.review_json import canonical
from fit_tracker.domain.reviews import Block, Estimate, Figures, Measured
from fit_tracker.evaluation.boxes import WATCHED, Ask, Box, Told
from fit_tracker.evaluation.disclosure import Protected, protect
from fit_tracker.evaluation.effect_rows import EffectTable, Group
from fit_tracker.evaluation.paired import METHOD_CHANGE
from fit_tracker.evaluation.review_count import Census
from fit_tracker.evaluation.review_keys import BLOCKS, DEFINITIONS_VERSION
from fit_tracker.evaluation.review_plan import BlockPlan, ValuePlan, asks
from fit_tracker.evaluation.review_scope import Review
from fit_tracker.evaluation.review_since import since_last
from fit_tracker.evaluation.review_tables import Teller, planned
from fit_tracker.evaluation.review_units import units
from fit_tracker.services import review_disclosed as disclosed
from fit_tracker.services.effects import Snapshot as EffectSnapshot
from fit_tracker.services.review_basis import basis
from fit_tracker.services.review_disclosed import Counted, Disclosed
from fit_tracker.services.review_facts import Known

LATEST = "latest@"


@dataclass(frozen=True)
class Version:
    """An earlier version of the same period: its number, its figures, what it counted."""

    number: int
    figures: Figures
    disclosed: Disclosed


@dataclass(frozen=True)
class Before:
    """What came before: everything told by any review, the versions of the same period with the
    newest first, the review before in the series, and the newest table of the programme."""

    told: Sequence[Told]
    versions: Sequence[Version]
    review: Figures | None
    effect: EffectSnapshot | None


@dataclass(frozen=True)
class Raw:
    """A review counted and not yet told. `counted`: each block as it is compared; `numbers`:
    every box."""

    review: Review
    plans: Sequence[BlockPlan]
    census: Census
    numbers: Mapping[Box, int]
    counted: Mapping[str, Counted]
    data_hash: str


def count(known: Known, before: Before, salt: str) -> Raw:
    """Plan every block and count what it asks for."""
    review = known.review
    plans = planned(review)
    census = Census(units(review.known, _days(review, before.told)))
    wanted = {ask.box for plan in plans for ask in _asks(review, plan)}
    numbers = census.counts(wanted)
    counted = {
        plan.key: disclosed.counted(plan, _numbers(review, plan, numbers), salt) for plan in plans
    }
    made_of = _made_of(known, plans, counted, before)
    return Raw(review, plans, census, numbers, counted, hash_of(canonical(made_of)))


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _days(review: Review, told: Sequence[Told]) -> frozenset[date]:
    """The days on which it has been told, or will be, where people are."""
    kinds = {one.box.counted for one in told}
    days = [kind.removeprefix(LATEST) for kind in kinds if kind.startswith(LATEST)]
    return frozenset([review.last, *(date.fromisoformat(day) for day in days)])


def _asks(review: Review, plan: BlockPlan) -> list[Ask]:
    return asks(plan, f"{review.first}..{review.last}")


def _numbers(review: Review, plan: BlockPlan, numbers: Mapping[Box, int]) -> dict[str, int]:
    return {ask.key: numbers[ask.box] for ask in _asks(review, plan) if not ask.box.of}


def _made_of(
    known: Known, plans: Sequence[BlockPlan], counted: Mapping[str, Counted], before: Before
) -> list[object]:
    """Everything that the figures are made of, as JSON; another text is another version."""
    period, scope = known.review.facts.period, known.review.facts.scope
    values = [
        [plan.key, value.key, repr((value.value, value.low, value.high))]
        for plan in plans
        for value in plan.planned
        if isinstance(value, ValuePlan)
    ]
    return [
        DEFINITIONS_VERSION,
        [str(period.first_day), str(period.last_day)],
        [sorted(ids) for ids in (scope.team_ids, scope.service_ids)],
        str(scope.programme_id),
        [[key, dict(one.numbers), dict(one.people)] for key, one in sorted(counted.items())],
        values,
        [[plan.key, [list(fact) for fact in plan.facts]] for plan in plans],
        before.effect.body_hash if before.effect else "",
        hash_of(repr(before.review)) if before.review else "",
        list(map(list, basis(known.review))),
    ]


def tell(
    known: Known, raw: Raw, before: Before, series: str, model_version: str
) -> tuple[Figures, Disclosed]:
    """The figures, and what is kept beside them."""
    kept = _kept(raw, before.versions)
    new = [plan for plan in raw.plans if plan.key not in kept]
    shown = _protected(raw, new, before.told)
    made = {plan.key: Teller(plan, raw.numbers, shown.hidden).block() for plan in new}
    facts = {plan.key: plan.facts for plan in raw.plans}
    made |= {key: replace(block, facts=facts[key]) for key, (block, _) in kept.items()}
    blocks = _in_order([*made.values(), *_effect(before.effect)])
    blocks = [_with_cost(block, before.effect) for block in blocks]
    if before.review is not None:
        blocks.append(since_last(blocks, before.review))
    figures = _figures(known, blocks, before, series, model_version)
    # A kept block is compared next time with what its numbers were counted from.
    counted = dict(raw.counted) | {key: was for key, (_, was) in kept.items()}
    return figures, Disclosed(shown.told, counted)


def _kept(raw: Raw, versions: Sequence[Version]) -> dict[str, tuple[Block, Counted]]:
    """The blocks that stay as they were, and what they were counted from: nothing has changed,
    or too little to be told beside some earlier version, not only the newest."""
    found: dict[str, tuple[Block, Counted]] = {}
    for version in versions:
        for block in version.figures.blocks:
            now, was = raw.counted.get(block.key), version.disclosed.blocks.get(block.key)
            if now is None or was is None or block.key in found:
                continue
            if disclosed.same(now, was):
                found[block.key] = block, was
            elif disclosed.differs_by_few(now, was):
                stands_from = block.kept_from or version.number
                found[block.key] = replace(block, kept_from=stands_from), was
    return found


def _protected(raw: Raw, plans: Sequence[BlockPlan], told: Sequence[Told]) -> Protected:
    wanted = [ask for plan in plans for ask in _asks(raw.review, plan)]
    before = [one.box for one in told]
    latest = _latest(ask.box for ask in wanted)
    asked = wanted
    if not raw.census.apart(latest, _latest(one.box for one in told if one.n != WATCHED)):
        asked = [ask for ask in wanted if ask.box not in latest]
    people = raw.census.within([*before, *(ask.box for ask in asked)])
    found = protect(people, asked, told)
    left_out = {ask.key for ask in wanted} - {ask.key for ask in asked}
    return Protected(found.hidden | left_out, found.told)


def _latest(boxes: Iterable[Box]) -> list[Box]:
    return [box for box in boxes if box.counted.startswith(LATEST)]


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    return sorted(blocks, key=lambda block: BLOCKS.index(block.key))


def _effect(found: EffectSnapshot | None) -> list[Block]:
    """The changes of the programme's frozen table, as it was told."""
    if found is None:
        return []
    facts = (("number", str(found.number)), ("data_until", found.data_until.isoformat()))
    return [Block("effect", (), tuple(_changes(found.table)), facts)]


def _changes(table: EffectTable) -> list[Estimate]:
    return [
        Estimate(
            f"{measure.code}.{one.group.value}.{line.moment.value}",
            Measured.POINTS,
            line.change,
            line.low,
            line.high,
            line.n,
            line.missing,
            METHOD_CHANGE,
        )
        for measure in table.measures
        for one in measure.groups
        if one.group is not Group.OTHERS
        for line in (one.after, one.follow_up)
        if line is not None
    ]


def _with_cost(block: Block, found: EffectSnapshot | None) -> Block:
    """What a participant costs, as the programme's frozen table tells it."""
    cost = found.table.costs.overall if found else None
    if block.key != "work" or cost is None or found is None:
        return block
    estimate = Estimate(
        "cost_per_participant",
        Measured.KRONER,
        round(cost.value),
        round(cost.low),
        round(cost.high),
        found.table.costs.participants,
        0,
        "cost_lines",
    )
    others = tuple(one for one in block.estimates if one.key != estimate.key)
    return replace(block, estimates=(*others, estimate))


def _figures(
    known: Known, blocks: Sequence[Block], before: Before, series: str, model_version: str
) -> Figures:
    review = known.review
    return Figures(
        series,
        known.programme.programme.name if known.programme else "",
        review.facts.period,
        review.last,
        DEFINITIONS_VERSION,
        model_version,
        basis(review),
        _names(known, blocks, before.effect),
        tuple(blocks),
    )


def _names(
    known: Known, blocks: Sequence[Block], effect: EffectSnapshot | None
) -> tuple[tuple[str, str], ...]:
    """The names of what the figures speak of, and of nothing else."""
    used = {cell.key for b in blocks for spread in b.spreads for cell in spread.cells}
    found = {f"{one.what}.{one.code}": one.name for one in known.names}
    told = {key: name for key, name in found.items() if key in used}
    for measure in effect.table.measures if effect else ():
        told[measure.code] = dict(measure.names).get("da", measure.code)
    return tuple(sorted(told.items()))
