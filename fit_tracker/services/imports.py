"""Ratings from a file: looked at first, then written whole or not at all.

The command line and the administrator's page stand on the same two functions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.errors import Conflict, DuplicateKey
from fit_tracker.exchange.mapping import ImportMapping, read_mapping
from fit_tracker.exchange.ratings_file import RatingsFile, read_ratings
from fit_tracker.exchange.rejected import rejected_csv
from fit_tracker.exchange.table import Problem as Problem
from fit_tracker.services.context import Context, audit
from fit_tracker.services.import_known import Destination, destination, load
from fit_tracker.services.import_plan import Plan, Planner
from fit_tracker.services.import_write import write_plan
from fit_tracker.services.permissions import Action, require
from fit_tracker.store.database import Unit


@dataclass(frozen=True)
class Count:
    new: int
    known: int


@dataclass(frozen=True)
class Summary:
    """What the file holds, or what was written of it. `empty` rows had no score."""

    families: Count
    members: Count
    visits: Count
    ratings: Count
    rejected: int
    empty: int
    read: int
    by_instrument: Mapping[str, int]


@dataclass(frozen=True)
class Preview:
    """A file as it was judged; `problems` are its rejected rows."""

    filename: str
    file_hash: str
    mapping: ImportMapping
    parsed: RatingsFile
    destination: Destination
    summary: Summary
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Result:
    """What the write did. Not `written`: rows were rejected and all or none was asked for."""

    written: bool
    summary: Summary
    problems: Sequence[Problem]


def prepare(
    ctx: Context,
    actor: Actor,
    filename: str,
    data: bytes,
    mapping_text: str,
    mapping_name: str = "mapping",
) -> Preview:
    """Judge the file without writing anything: the dry run."""
    require(actor, Action.IMPORT)
    mapping = read_mapping(mapping_text, mapping_name)
    parsed = read_ratings(filename, data, mapping)
    goes_to = destination(ctx, actor, mapping.target)
    plan = ctx.database.in_transaction(
        lambda unit: _looked_at(ctx, unit, actor, mapping, parsed, goes_to)
    )
    return Preview(
        filename,
        hashlib.sha256(data).hexdigest(),
        mapping,
        parsed,
        goes_to,
        _summary(plan, parsed),
        _in_order(plan),
    )


def write(ctx: Context, actor: Actor, preview: Preview, valid_rows_only: bool = False) -> Result:
    """Write what can be written in one transaction.

    The file is judged again inside it: what was new at the preview may be there by now.
    With rejected rows nothing is written, unless `valid_rows_only`.
    """
    require(actor, Action.IMPORT)

    def work(unit: Unit) -> Result:
        plan = _plan(ctx, unit, preview)
        result = Result(True, _summary(plan, preview.parsed), _in_order(plan))
        if plan.problems and not valid_rows_only:
            return Result(False, result.summary, result.problems)
        write_plan(ctx, unit, actor, plan, preview.destination.user_ids)
        _remember(ctx, unit, actor, preview, plan, result.summary)
        return result

    try:
        return ctx.database.in_transaction(work)
    except DuplicateKey:
        raise Conflict(
            "En anden har gemt i de samme familier imens. Intet er skrevet; prøv igen."
        ) from None


def rejected_file(problems: Sequence[Problem], language: str) -> bytes:
    """The rejected rows as a CSV that Danish Excel opens."""
    return rejected_csv(problems, language)


def _plan(ctx: Context, unit: Unit, preview: Preview) -> Plan:
    known = load(unit, (row.family for row in preview.parsed.rows))
    return Planner(ctx, preview.mapping, preview.parsed, known, preview.destination).run()


def _looked_at(
    ctx: Context,
    unit: Unit,
    actor: Actor,
    mapping: ImportMapping,
    parsed: RatingsFile,
    goes_to: Destination,
) -> Plan:
    """The plan of a file that is only looked at. Whether a score is known or another one is
    an answer about a family, so the trail holds who asked."""
    known = load(unit, (row.family for row in parsed.rows))
    if known.families:
        audit(ctx, unit, actor, "import_looked_at", list(known.families.values()))
    return Planner(ctx, mapping, parsed, known, goes_to).run()


def _in_order(plan: Plan) -> list[Problem]:
    return sorted(plan.problems, key=lambda problem: problem.line)


def _summary(plan: Plan, parsed: RatingsFile) -> Summary:
    return Summary(
        families=Count(len(plan.courses), plan.known_families),
        members=Count(len(plan.members), plan.known_members),
        visits=Count(len(plan.visits), plan.known_visits),
        ratings=Count(len(plan.ratings), plan.known_ratings),
        rejected=len(plan.problems),
        empty=parsed.empty,
        read=parsed.read,
        by_instrument=dict(sorted(plan.by_instrument.items())),
    )


def _remember(
    ctx: Context, unit: Unit, actor: Actor, preview: Preview, plan: Plan, summary: Summary
) -> None:
    unit.execute(
        "imports/insert_batch",
        import_id=ctx.new_id(),
        file_hash=preview.file_hash,
        imported_at=ctx.clock(),
        imported_by=actor.user_id,
        rows_read=summary.read,
        rows_written=summary.ratings.new,
        rows_known=summary.ratings.known,
        rows_rejected=summary.rejected,
    )
    touched: list[UUID] = list(dict.fromkeys(one.visit.family_id for one in plan.ratings))
    audit(ctx, unit, actor, "ratings_imported", touched, detail=f"{summary.ratings.new}")
