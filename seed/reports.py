"""Status reports of the demo: once a month a team writes some, and the families read them."""

from __future__ import annotations

from datetime import date
from random import Random
from uuid import UUID

from fit_tracker.domain.people import Actor
from fit_tracker.domain.reports import Draft
from fit_tracker.errors import UserFacing
from fit_tracker.services import lists, report_steps, reports
from fit_tracker.services.context import Context
from seed.accounts import Staff
from seed.plan import SEED
from seed.words import REPORT_NEXT, REPORT_REMARKS, REPORT_TOGETHER, REPORT_WORK

WEDNESDAY = 2
LEAST_VISITS = 5
LEFT_OPEN = 0.2


def on_day(ctx: Context, staff: Staff, day: date) -> None:
    """On the second Wednesday of a month one team has its turn."""
    if day.weekday() != WEDNESDAY or not 8 <= day.day <= 14:
        return
    rng = Random(f"{SEED}-reports-{day}")
    team = staff.practitioners[day.month % len(staff.practitioners)]
    for actor in rng.sample(team, 2):
        _write(ctx, actor, rng, 1)


def once(ctx: Context, staff: Staff, last: date) -> None:
    """At the end, for whoever signs in as a practitioner: reports at different steps."""
    _write(ctx, staff.practitioners[0][0], Random(f"{SEED}-reports-{last}"), 3)


def _write(ctx: Context, actor: Actor, rng: Random, often: int) -> None:
    """About families that one knows by now; one that has a report under way is left alone."""
    known = [
        entry.row.episode_id
        for entry in lists.caseload(ctx, actor)
        if entry.row.visits_attended >= LEAST_VISITS
    ]
    for episode_id in rng.sample(known, min(often, len(known))):
        try:
            report_id = reports.begin(ctx, actor, episode_id, relevant=True, consent=True)
        except UserFacing:
            continue
        _go_on(ctx, actor, report_id, rng)


def _go_on(ctx: Context, actor: Actor, report_id: UUID, rng: Random) -> None:
    """Written; most are read by the family, and most of those locked."""
    draft = Draft(rng.choice(REPORT_WORK), rng.choice(REPORT_TOGETHER), rng.choice(REPORT_NEXT))
    reports.save(ctx, actor, report_id, 1, draft)
    if rng.random() < LEFT_OPEN:
        return
    said = rng.choice(REPORT_REMARKS)
    report_steps.mark_read(ctx, actor, report_id, 2, ctx.today(), "Familien", said)
    if rng.random() >= LEFT_OPEN:
        report_steps.lock(ctx, actor, report_id, 3)
