"""Nothing flagged is ever forgotten: any sequence of steps, and a year day by day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fit_tracker import wiring
from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import Decision, Result
from fit_tracker.errors import UserFacing
from fit_tracker.services import episodes, maintenance
from fit_tracker.services import responses as r
from fit_tracker.services.context import Context
from fit_tracker.settings import from_environment
from seed import demo
from seed.plan import Story, earlier, stories
from tests.factories import Site, ask, give, make_family
from tests.store.forgotten import (
    UNANSWERED,
    WITHOUT_RESULT,
    assert_nothing_forgotten,
    assert_steps_tell_it,
)

UNTIL = date(2026, 6, 30)

# Any sequence of steps -------------------------------------------------------------------

Move = Callable[["Play", int], object]


class Play:
    """One family, and everything that may happen to it."""

    def __init__(self, site: Site, case_number: str) -> None:
        self.site = site
        self.today = site.ctx.today()
        self.family = make_family(site, case_number=case_number)
        self.visits = 0

    @property
    def ctx(self) -> Context:
        at = datetime.combine(self.today, time(12, self.visits % 60))
        return replace(self.site.ctx, today=lambda: self.today, clock=lambda: at)

    def who(self, choice: int) -> Actor:
        return (self.site.actors["emergency"], self.site.leader)[choice % 2]

    def step(self, step: Callable[..., None], choice: int, *more: Any) -> None:
        rows = ask(
            self.ctx,
            "SELECT response_id, revision FROM response WHERE family_id = ? ORDER BY raised_at",
            self.family.family_id,
        )
        if rows:
            # Mostly the latest response, now and then an earlier one or an old page.
            response_id, revision = rows[-1 if choice < 7 else 0]
            step(self.ctx, self.who(choice), response_id, revision - (choice == 9), *more)

    def rate(self, choice: int) -> None:
        totals = ("30.0", "20.0", "8.0", None)
        site = replace(self.site, ctx=self.ctx)
        give(site, self.family, self.today, totals[choice % 4], totals[(choice + 1) % 3])
        self.visits += 1

    def end_or_reopen(self, choice: int) -> None:
        if choice % 2:
            episodes.end(
                self.ctx, self.site.practitioner, self.family.episode_id, self.today,
                EndReason.MOVED, planned=True,
            )  # fmt: skip
        else:
            episodes.reopen(self.ctx, self.site.practitioner, self.family.episode_id)

    def pass_days(self, choice: int) -> None:
        self.today += timedelta(days=1 + choice)


RESULTS = list(Result)
MOVES: dict[str, Move] = {
    "rate": Play.rate,
    "rate again": Play.rate,
    "days": Play.pass_days,
    "end": Play.end_or_reopen,
    "acute": lambda p, n: r.bring_in(
        p.ctx, p.site.leader, p.family.family_id, "Vold", "Faglig leder"
    ),
    "take": lambda p, n: p.step(r.take, n),
    "hand_on": lambda p, n: p.step(r.hand_on, n, p.who(n + 1).user_id),
    "give_back": lambda p, n: p.step(r.give_back, n, "Syg"),
    "set_deadline": lambda p, n: p.step(
        r.set_deadline, n, p.today + timedelta(days=n - 1), "Ferie"
    ),
    "contact": lambda p, n: p.step(r.contact, n, p.today - timedelta(days=n // 4)),
    "decide": lambda p, n: p.step(r.decide, n, [list(Decision)[n % 9]], "x", Decimal(n)),
    "family_words": lambda p, n: p.step(r.family_words, n, "Det går"),
    "look_again": lambda p, n: p.step(r.look_again, n, p.today + timedelta(days=n)),
    "resume": lambda p, n: p.step(r.resume, n),
    "close": lambda p, n: p.step(r.close, n, RESULTS[n % 7], "En grund" if n < 8 else ""),
    "reopen": lambda p, n: p.step(r.reopen, n, "Fejl"),
}
_cases = iter(range(1, 10_000))


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 9)), max_size=25))
def test_whatever_is_done_the_invariants_hold(site: Site, moves: list[tuple[str, int]]) -> None:
    play = Play(site, f"P-{next(_cases)}")
    for days, total in ((3, "30.0"), (2, "20.0"), (1, "19.0")):
        give(site, play.family, site.ctx.today() - timedelta(days=days), total)
    for name, choice in moves:
        before = _kept(play)
        try:
            MOVES[name](play, choice)
        except UserFacing:
            assert _kept(play) == before, f"{name} was refused and changed something"
        assert ask(site.ctx, UNANSWERED) == [], name
        assert ask(site.ctx, WITHOUT_RESULT) == [], name
    assert_steps_tell_it(site.ctx)
    assert maintenance.check(site.ctx) == [], "owner and result fit the state, one open response"


def _kept(play: Play) -> list[Any]:
    query = "SELECT * FROM response WHERE family_id = ? ORDER BY response_id"
    return ask(play.site.ctx, query, play.family.family_id)


# A year, day by day ----------------------------------------------------------------------


def _troubled(told: list[Story]) -> list[Story]:
    """Families of the last year who do not get better, and one that ends as planned."""
    year = [one for one in told if one.started_on > UNTIL - timedelta(days=365)]
    worse = [one for one in year if one.kind.shape.value in ("worse", "flat", "relapse")]
    return [one for one in worse if one.returns is None][:6]


def test_a_year_leaves_no_flag_without_owner_or_result(tmp_path: Path) -> None:
    ctx = wiring.build(from_environment({"FIT_TRACKER_DATABASE": str(tmp_path / "year.duckdb")}))
    told, days = _troubled(stories(UNTIL)), []
    assert len(told) == 6

    def at_days_end(day: date) -> None:
        assert_nothing_forgotten(ctx, day)
        days.append(day)

    demo.tell(ctx, earlier(UNTIL)[:2], told, UNTIL, at_days_end)
    assert days[-1] == UNTIL
    assert len(days) > 300, "a year"
    assert len(ask(ctx, "SELECT 1 FROM response WHERE origin = 'flag'")) >= 5, "or it proves little"
    assert_steps_tell_it(ctx)
    assert maintenance.check(ctx) == []
    ctx.database.close()
