"""The site: first start, accounts, teams, services; by role, and audited."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.people import Actor, Role
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.services import accounts, administration, trail
from fit_tracker.services.context import Context
from tests.factories import PASSWORD, Site, ask, everything, sign_in

ADMIN = administration.NewUser("chef", "Chefen", Role.ADMINISTRATOR, PASSWORD)


def test_the_first_run_happens_once(ctx: Context) -> None:
    assert administration.needs_first_run(ctx)
    administration.first_run(ctx, "Prøvekommune", "Nord", ADMIN)
    assert not administration.needs_first_run(ctx)
    before = everything(ctx)
    with pytest.raises(Conflict, match="Log ind i stedet"):
        administration.first_run(ctx, "En anden", "Syd", replace(ADMIN, username="nr2"))
    with pytest.raises(Conflict):
        administration.mark_as_demo(ctx, "Demo")
    assert everything(ctx) == before
    assert not administration.is_demo(ctx)


def test_of_first_runs_at_the_same_moment_one_lands(ctx: Context) -> None:
    start = threading.Barrier(4)

    def run(n: int) -> bool:
        start.wait()
        try:
            administration.first_run(ctx, "K", f"T{n}", replace(ADMIN, username=f"admin{n}"))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [False, False, False, True]
    counts = "SELECT (SELECT count(*) FROM app_user), (SELECT count(*) FROM team)"
    assert ask(ctx, counts) == [(1, 1)]


def test_whoever_comes_first_is_administrator(ctx: Context) -> None:
    """Another role could let nobody else in, and the first run would not come back."""
    administration.first_run(ctx, "K", "T", replace(ADMIN, role=Role.STEERING))
    assert accounts.sign_in(ctx, "chef", PASSWORD)[1].role is Role.ADMINISTRATOR


@pytest.mark.parametrize(
    "wrong",
    [
        {"username": "x"}, {"username": "æble"}, {"username": "a b"}, {"username": ""},
        {"display_name": "  "}, {"password": "kort"}, {"password": "chefens kode"},
        {"pin": "1111"},
    ],
)  # fmt: skip
def test_an_account_that_cannot_be_is_refused_and_nothing_stays(
    ctx: Context, wrong: dict[str, str]
) -> None:
    with pytest.raises(InvalidInput):
        administration.first_run(ctx, "K", "T", replace(ADMIN, **wrong))  # type: ignore[arg-type]
    assert administration.needs_first_run(ctx)
    assert ask(ctx, "SELECT count(*) FROM site_setting") == [(0,)]


Call = Callable[[Context, Actor, UUID, UUID], object]
BY_ROLE: dict[str, Call] = {
    "create_user": lambda c, a, u, t: administration.create_user(
        c, a, administration.NewUser("ny.bruger", "Ny", Role.LEADER, PASSWORD, (t,))
    ),
    "set_teams": lambda c, a, u, t: administration.set_teams(c, a, u, (t,)),
    "reset_password": lambda c, a, u, t: administration.reset_password(c, a, u),
    "set_active": lambda c, a, u, t: administration.set_active(c, a, u, False),
    "users": lambda c, a, u, t: administration.users(c, a),
    "teams": lambda c, a, u, t: administration.teams(c, a),
    "teams_of": lambda c, a, u, t: administration.teams_of(c, a, u),
    "memberships": lambda c, a, u, t: administration.memberships(c, a),
    "create_team": lambda c, a, u, t: administration.create_team(c, a, "Vest"),
    "create_service": lambda c, a, u, t: administration.create_service(c, a, "N9", "Ny"),
    "set_service_active": lambda c, a, u, t: administration.set_service_active(
        c, a, ask(c, "SELECT service_id FROM service")[0][0], False
    ),
    "trail.latest": lambda c, a, u, t: trail.latest(c, a),
    "trail.of_family": lambda c, a, u, t: trail.of_family(c, a, "F-1"),
    "trail.people_of_family": lambda c, a, u, t: trail.people_of_family(c, a, "F-1"),
}
CHANGING = {
    "create_user", "set_teams", "reset_password", "set_active", "create_team",
    "create_service", "set_service_active",
}  # fmt: skip


def test_only_the_administrator_may(site: Site) -> None:
    user_id, team_id = site.actors["colleague"].user_id, site.teams[1].team_id
    before = everything(site.ctx)
    for name in ("practitioner", "leader", "emergency", "steering"):
        for call in BY_ROLE.values():
            with pytest.raises(NotAllowed):
                call(site.ctx, site.actors[name], user_id, team_id)
    assert everything(site.ctx) == before


def test_each_change_is_in_the_trail(site: Site) -> None:
    user_id, team_id = site.actors["colleague"].user_id, site.teams[1].team_id
    for name, call in BY_ROLE.items():
        count = len(everything(site.ctx)["audit"])
        call(site.ctx, site.admin, user_id, team_id)
        if name in CHANGING:
            assert len(everything(site.ctx)["audit"]) == count + 1, name


def test_what_does_not_exist_is_not_changed_in_silence(site: Site) -> None:
    before = everything(site.ctx)
    ctx, admin, nobody = site.ctx, site.admin, uuid4()
    with pytest.raises(NotFound):
        administration.set_active(ctx, admin, nobody, False)
    with pytest.raises(NotFound):
        administration.reset_password(ctx, admin, nobody)
    with pytest.raises(NotFound):
        administration.set_teams(ctx, admin, nobody, (site.teams[0].team_id,))
    with pytest.raises(NotFound):
        administration.set_teams(ctx, admin, site.leader.user_id, (uuid4(),))
    with pytest.raises(NotFound):
        administration.create_user(
            ctx, admin, administration.NewUser("ny.bruger", "Ny", Role.LEADER, PASSWORD, (nobody,))
        )
    assert everything(ctx) == before


def test_a_team_named_twice_is_joined_once(site: Site) -> None:
    north = site.teams[0].team_id
    administration.set_teams(site.ctx, site.admin, site.leader.user_id, (north, north))
    mine = administration.teams_of(site.ctx, site.leader, site.leader.user_id)
    assert [team.name for team in mine] == ["Nord"]


def test_usernames_are_one_whatever_their_case(site: Site) -> None:
    new = administration.NewUser(" PRACTITIONER ", "En til", Role.PRACTITIONER, PASSWORD)
    with pytest.raises(Conflict, match="optaget"):
        administration.create_user(site.ctx, site.admin, new)


def test_nobody_closes_their_own_account(site: Site) -> None:
    with pytest.raises(InvalidInput):
        administration.set_active(site.ctx, site.admin, site.admin.user_id, False)
    assert sign_in(site, "administrator").user_id == site.admin.user_id


def test_no_secret_leaves_with_the_users(site: Site) -> None:
    shown = repr(administration.users(site.ctx, site.admin))
    assert "argon2" not in shown
    assert shown.count("has_pin=True") == 8


def test_a_service_needs_a_name_and_at_least_one_visit(site: Site) -> None:
    for name, visits in (("", None), ("Ny", 0), ("Ny", -3)):
        with pytest.raises(InvalidInput):
            administration.create_service(site.ctx, site.admin, "N9", name, "", visits)


def test_the_demo_is_marked_and_in_the_trail(ctx: Context) -> None:
    administration.mark_as_demo(ctx, "Demokommune")
    assert administration.is_demo(ctx)
    assert administration.setting(ctx, "municipality") == "Demokommune"
    assert ask(ctx, "SELECT what, user_id FROM audit") == [("marked_as_demo", None)]
