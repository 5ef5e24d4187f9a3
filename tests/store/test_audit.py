"""No read and no change without its line in the trail, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.people import Actor
from fit_tracker.services import (
    administration,
    families,
    family_view,
    lists,
    trail,
    visit_plan,
    visit_start,
)
from fit_tracker.services.context import Context
from tests.factories import ask, everything, give, make_family
from tests.store import test_scope
from tests.store.test_scope import SHUT, World

world = test_scope.world

READS: dict[str, Callable[[Context, Actor, World], object]] = {
    "family_read": lambda c, a, w: family_view.load(c, a, w.family.family_id),
    "family_read ": lambda c, a, w: families.get(c, a, w.family.family_id),
    "family_read  ": lambda c, a, w: visit_start.load(c, a, w.family.episode_id),
    "visit_read": lambda c, a, w: visit_plan.load(c, a, w.visit_id),
    "caseload_read": lambda c, a, w: lists.caseload(c, a),
    "families_listed": lambda c, a, w: visit_start.choices(c, a),
    "families_searched": lambda c, a, w: families.search(c, a, "F-1"),
    "team_read": lambda c, a, w: lists.team(c, a),
}


def _last(ctx: Context) -> tuple[object, ...]:
    query = "SELECT user_id, what, family_ids FROM audit ORDER BY happened_at DESC LIMIT 1"
    return ask(ctx, query)[0]


@pytest.mark.parametrize("what", READS)
def test_each_reading_names_the_reader_and_the_family(world: World, what: str) -> None:
    actor = world.site.leader if what == "team_read" else world.site.practitioner
    count = len(everything(world.ctx)["audit"])
    READS[what](world.ctx, actor, world)
    assert len(everything(world.ctx)["audit"]) == count + 1
    assert _last(world.ctx) == (actor.user_id, what.strip(), [world.family.family_id])


def test_an_ended_course_in_the_leaders_list_is_read_too(world: World) -> None:
    SHUT["episodes.end"](world, world.site.practitioner)
    lists.team(world.ctx, world.site.leader)
    assert _last(world.ctx)[2] == [world.family.family_id]


CHANGES = [
    name
    for name in SHUT
    if not name.startswith("checks.") and not name.endswith((".load", ".get"))
    and name not in ("episodes.start", "episodes.reopen")
]  # fmt: skip


def test_each_change_leaves_exactly_one_line(world: World) -> None:
    """Named after the person, with the family, and without a score or a member's label."""
    actor = world.site.practitioner
    last = ("families.set_practitioners", "episodes.end")
    for name in [*(n for n in CHANGES if n not in last), *last]:
        if name == "visits.withdraw_rating":
            latest = "SELECT rating_id FROM rating WHERE revision = 2"
            world.rating_id = ask(world.ctx, latest)[0][0]
        count = len(everything(world.ctx)["audit"])
        SHUT[name](world, actor)
        assert len(everything(world.ctx)["audit"]) == count + 1, name
        user_id, _, touched = _last(world.ctx)
        assert user_id == actor.user_id, name
        assert len(touched) == 1, name  # type: ignore[arg-type]
    details = " ".join(row[0] for row in ask(world.ctx, "SELECT detail FROM audit"))
    for told in ("20.0", "21.0", "Mor", "Dreng", "tastefejl", "Ro", "Skolestart"):
        assert told not in details


class _FullDiskError(Exception):
    """Stands for whatever can go wrong after the rows are written."""


def _failing(ctx: Context, after: int) -> Context:
    """The same site with ids running out: the trail's own id is the last one asked for."""
    left = iter(range(after))

    def new_id() -> UUID:
        if next(left, None) is None:
            raise _FullDiskError
        return uuid4()

    return replace(ctx, new_id=new_id)


def test_a_change_that_cannot_be_written_to_the_trail_is_not_made(world: World) -> None:
    """Every id a change needs is refused in turn: visit, ratings, flags, trail."""
    actor = world.site.practitioner
    before = everything(world.ctx)
    for name in ("visits.record_visit", "visits.correct_rating", "families.add_member",
                 "episodes.agree_goals", "families.create", "visits.close"):  # fmt: skip
        for after in range(20):
            broken = replace(world, site=replace(world.site, ctx=_failing(world.ctx, after)))
            try:
                SHUT[name](broken, actor)
            except _FullDiskError:
                assert everything(world.ctx) == before, (name, after)
            else:
                break
        assert after > 0 or name == "visits.close"
        before = everything(world.ctx)


def test_a_reading_that_cannot_be_written_to_the_trail_is_not_given(world: World) -> None:
    broken = _failing(world.ctx, 0)
    before = everything(world.ctx)
    for what, read in READS.items():
        actor = world.site.leader if what == "team_read" else world.site.practitioner
        with pytest.raises(_FullDiskError):
            read(broken, actor, world)
    assert everything(world.ctx) == before


def test_who_has_read_about_me(world: World) -> None:
    """A citizen's question, by case number, answered by the administrator and itself audited."""
    ctx, site = world.ctx, world.site
    other = make_family(site, case_number="F-2")
    give(site, other, ctx.today() - timedelta(days=1), "20.0")
    family_view.load(ctx, site.leader, world.family.family_id)
    told = trail.of_family(ctx, site.admin, " F-1 ")
    assert told[0].what == "family_read"
    assert told[0].display_name == "Leader"
    assert "visit_recorded" in {line.what for line in told}
    assert len([line for line in told if line.what == "family_created"]) == 1
    assert trail.of_family(ctx, site.admin, "F-9") == []
    assert _last(ctx)[:2] == (site.admin.user_id, "trail_read")


def test_the_newest_acts_name_no_family(world: World) -> None:
    shown = repr(trail.latest(world.ctx, world.site.admin))
    assert str(world.family.family_id) not in shown
    assert "F-1" not in shown


def test_a_closed_account_keeps_its_name_in_the_trail(world: World) -> None:
    practitioner = world.site.practitioner
    administration.set_active(world.ctx, world.site.admin, practitioner.user_id, False)
    told = trail.of_family(world.ctx, world.site.admin, "F-1")
    assert {line.display_name for line in told} == {"Practitioner"}
