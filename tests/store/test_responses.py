"""From flag to action: raised with the flag, owned, decided, closed with a result, and told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from fit_tracker.domain.capacity import Targets
from fit_tracker.domain.episodes import EndReason
from fit_tracker.domain.people import Actor
from fit_tracker.domain.responses import (
    CONVENTION,
    Deadlines,
    Decision,
    Origin,
    Result,
    Severity,
    Standing,
    State,
    Step,
    standing,
)
from fit_tracker.errors import Conflict, InvalidInput, NotAllowed, NotFound
from fit_tracker.progression.status import ReasonCode
from fit_tracker.services import (
    administration,
    capacity,
    episodes,
    families,
    family_view,
    imports,
    maintenance,
    response_queue,
    visits,
)
from fit_tracker.services import responses as r
from fit_tracker.services.context import Context
from tests.factories import COURSES, Site, ask, give, make_family, on_day, trail

COLUMNS = "state, severity, origin, owner_id, due_on, result, revision"
BACK = Result.BACK_ON_TRACK


def flagged(site: Site, case_number: str = "F-1", actor: Actor | None = None) -> families.Created:
    """Mother 30, 20, 19: reliably worse twice running."""
    family = make_family(site, actor, case_number=case_number)
    for days, total in ((9, "30.0"), (8, "20.0"), (7, "19.0")):
        give(site, family, site.ctx.today() - timedelta(days=days), total, actor=actor)
    return family


def the(site: Site, family: families.Created) -> dict[str, Any]:
    """The family's latest response as it is kept."""
    rows = ask(
        site.ctx,
        f"SELECT response_id, {COLUMNS} FROM response WHERE family_id = ? "
        "ORDER BY raised_at DESC, state = 'closed'",
        family.family_id,
    )
    return dict(zip(["response_id", *COLUMNS.split(", ")], rows[0], strict=True))


def do(site: Site, actor: Actor, family: families.Created, step: Callable[..., None], *more: Any,
       ctx: Context | None = None) -> None:  # fmt: skip
    found = the(site, family)
    step(ctx or site.ctx, actor, found["response_id"], found["revision"], *more)


@pytest.fixture
def emergency(site: Site) -> Actor:
    return site.actors["emergency"]


@pytest.fixture
def family(site: Site) -> families.Created:
    return flagged(site)


# The flag and the queue ------------------------------------------------------------------


def test_the_flag_and_its_response_come_together(site: Site, family: families.Created) -> None:
    found = the(site, family)
    assert (found["state"], found["severity"], found["origin"]) == ("new", "high", "flag")
    assert found["due_on"] == site.ctx.today() + timedelta(days=1)
    assert found["owner_id"] is None
    flags = ask(site.ctx, "SELECT flag_id FROM flag")
    assert ask(site.ctx, "SELECT flag_id FROM response_flag") == flags
    assert trail(site.ctx, "response_raise") == [(None, [family.family_id], "")]
    row = r.queue(site.ctx, site.leader).rows[0]
    assert [reason.code for _, reason in row.reasons] == [ReasonCode.WORSENING_PERSISTS]
    assert row.reasons[0][1].numbers["last"] == "19.0"
    assert (row.standing_flags, row.standing, len(row.members)) == (1, Standing.NEW, 3)


def test_a_further_flag_joins_the_open_response_and_only_hurries(site: Site) -> None:
    family = make_family(site)
    today = site.ctx.today()
    for days, total in ((9, "20.0"), (8, None), (7, None)):
        give(site, family, today - timedelta(days=days), total, "22.0")
    before = the(site, family)
    assert (before["severity"], before["due_on"]) == ("ordinary", today + timedelta(days=3))
    for days, total in ((6, "4.0"), (5, "4.0")):
        give(site, family, today - timedelta(days=days), total, "22.0")
    after = the(site, family)
    assert after["response_id"] == before["response_id"]
    assert (after["severity"], after["due_on"]) == ("high", today + timedelta(days=1))
    assert ask(site.ctx, "SELECT count(*) FROM response") == [(1,)]
    kinds = ask(site.ctx, "SELECT DISTINCT kind FROM response_step ORDER BY 1")
    assert kinds == [("flag_added",), ("raise",)]


def test_a_flag_that_clears_closes_nothing(site: Site, family: families.Created) -> None:
    give(site, family, site.ctx.today() - timedelta(days=6), "30.0")
    assert the(site, family)["state"] == "new"
    assert r.queue(site.ctx, site.leader).rows[0].standing_flags == 0


def test_what_was_answered_is_not_raised_again_but_a_relapse_is(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    do(site, emergency, family, r.take)
    do(site, emergency, family, r.close, Result.FALSE_ALARM, "Ugen var god")
    day = site.ctx.today()
    give(site, family, day - timedelta(days=6), "18.0")
    assert the(site, family)["state"] == "closed", "the same flag still stands, and was answered"
    give(site, family, day - timedelta(days=5), "30.0")
    for days in (4, 3):
        give(site, family, day - timedelta(days=days), "18.0")
    assert the(site, family)["state"] == "new"
    assert ask(site.ctx, "SELECT count(*) FROM response") == [(2,)]


def _end(site: Site, family: families.Created) -> None:
    ctx, today = site.ctx, site.ctx.today()
    episodes.end(ctx, site.practitioner, family.episode_id, today, EndReason.MOVED, planned=True)


def test_a_course_that_ends_stays_in_the_queue_until_somebody_closes_it(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    do(site, emergency, family, r.take)
    with pytest.raises(InvalidInput, match="Forløbet er i gang"):
        do(site, emergency, family, r.close, Result.EPISODE_ENDED)
    _end(site, family)
    row = r.queue(site.ctx, emergency).rows[0]
    assert (row.state, row.episode_ended_on) == (State.TAKEN, site.ctx.today())
    do(site, emergency, family, r.close, Result.EPISODE_ENDED)
    assert r.queue(site.ctx, emergency).rows == []


def test_flags_of_an_ended_course_wait_for_it_to_run_again(site: Site) -> None:
    family = make_family(site)
    visits = [
        give(site, family, site.ctx.today() - timedelta(days=days), "30.0") for days in (9, 8, 7)
    ]
    _end(site, family)
    _spoil(site, [one.visit_id for one in visits[1:]])
    assert ask(site.ctx, "SELECT count(*) FROM flag") == [(1,)]
    assert ask(site.ctx, "SELECT count(*) FROM response") == [(0,)]
    episodes.reopen(site.ctx, site.practitioner, family.episode_id)
    assert the(site, family)["state"] == "new"


def _spoil(site: Site, visit_ids: list[UUID]) -> None:
    """Correct the mother's ratings at these visits to 19,0."""
    for visit_id in visit_ids:
        (rating,) = ask(site.ctx, "SELECT rating_id FROM rating WHERE visit_id = ?", visit_id)
        visits.correct_rating(
            site.ctx, site.practitioner, rating[0], items=None, total=Decimal(19), reason="fejl"
        )


def test_reassess_answers_flags_from_before_there_was_a_queue(
    site: Site, family: families.Created
) -> None:
    for table in ("response", "response_flag", "response_step"):
        ask(site.ctx, f"DELETE FROM {table}")
    maintenance.reassess(site.ctx, site.admin)
    assert the(site, family)["state"] == "new"
    maintenance.reassess(site.ctx, site.admin)
    assert ask(site.ctx, "SELECT count(*) FROM response") == [(1,)]


def test_an_import_opens_responses_for_families_in_treatment(site: Site) -> None:
    rows = ["case;day;who;role;born;rater;scale;total"]
    for days, total in ((9, "30.0"), (8, "20.0"), (7, "19.0")):
        day = site.ctx.today() - timedelta(days=days)
        rows.append(f"I-1;{day};Mor;mother;1986;self;outcome-adult;{total}")
    target = "new_families: {service: N02, team: Nord, practitioners: [practitioner]}"
    data, mapping = "\n".join(rows).encode(), COURSES.split("new_families:")[0] + target
    preview = imports.prepare(site.ctx, site.admin, "igang.csv", data, mapping)
    assert imports.write(site.ctx, site.admin, preview).written
    (row,) = r.queue(site.ctx, site.leader).rows
    assert (row.case_number, row.state) == ("I-1", State.NEW)


# Steps -----------------------------------------------------------------------------------


def test_from_flag_to_result(site: Site, emergency: Actor, family: families.Created) -> None:
    today = site.ctx.today()
    do(site, emergency, family, r.take)
    assert the(site, family)["due_on"] == today + timedelta(days=3)
    do(site, emergency, family, r.contact, today)
    do(site, site.practitioner, family, r.family_words, "Vi vil gerne have mere hjælp")
    chosen = [Decision.NETWORK_MEETING, Decision.RAISE_INTENSITY]
    do(site, emergency, family, r.decide, chosen, "", Decimal("6.5"))
    assert the(site, family)["due_on"] == today + timedelta(days=14)
    do(site, emergency, family, r.look_again, today + timedelta(days=10))
    row = r.queue(site.ctx, emergency, Standing.WAITING).rows[0]
    assert (row.weekly_hours, row.due_on) == (Decimal("6.5"), today + timedelta(days=10))
    do(site, emergency, family, r.resume)
    do(site, emergency, family, r.close, BACK, "")
    view = r.read(site.ctx, site.leader, row.response_id)
    assert [step.kind for step in view.steps] == [
        Step.RAISE, Step.TAKE, Step.CONTACT, Step.FAMILY_WORDS, Step.DECIDE, Step.LOOK_AGAIN,
        Step.RESUME, Step.CLOSE,
    ]  # fmt: skip
    assert view.steps[0].by_name is None
    assert view.steps[3].body == "Vi vil gerne have mere hjælp"
    assert view.steps[4].codes == [Decision.RAISE_INTENSITY, Decision.NETWORK_MEETING]
    assert view.steps[-1].result is BACK
    assert view.possible == [Step.REOPEN]
    assert view.family is not None
    assert view.row.closed_on == today
    for what in ("take", "contact", "family_words", "decide", "look_again", "resume", "close"):
        assert trail(site.ctx, f"response_{what}")[0][1] == [family.family_id], what
    assert maintenance.check(site.ctx) == []


def test_a_false_alarm_says_why(site: Site, emergency: Actor, family: families.Created) -> None:
    do(site, emergency, family, r.take)
    for result in (Result.FALSE_ALARM, Result.OTHER):
        with pytest.raises(InvalidInput, match="«Hvorfor\\?» mangler"):
            do(site, emergency, family, r.close, result, "  ")
    do(site, emergency, family, r.close, Result.FALSE_ALARM, "Udfyldt efter et skænderi")
    row = r.queue(site.ctx, site.leader, Standing.CLOSED).rows[0]
    assert (row.result, row.result_reason) == (Result.FALSE_ALARM, "Udfyldt efter et skænderi")


def test_a_closing_can_be_taken_back_with_a_reason(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    do(site, site.leader, family, r.take)
    do(site, site.leader, family, r.close, BACK)
    with pytest.raises(InvalidInput, match="«Hvorfor\\?» mangler"):
        do(site, emergency, family, r.reopen, "")
    do(site, emergency, family, r.reopen, "Lukket ved en fejl")
    found = the(site, family)
    assert (found["state"], found["result"], found["owner_id"]) == (
        "taken", None, emergency.user_id,
    )  # fmt: skip
    steps = r.read(site.ctx, emergency, found["response_id"]).steps
    assert steps[-2].result is BACK, "what was said before stays readable"


def test_not_while_another_is_open(site: Site, emergency: Actor, family: families.Created) -> None:
    do(site, emergency, family, r.take)
    do(site, emergency, family, r.close, BACK)
    closed = the(site, family)
    r.bring_in(site.ctx, site.leader, family.family_id, "Vold", "Faglig leder")
    with pytest.raises(InvalidInput, match="allerede en åben sag"):
        r.reopen(site.ctx, emergency, closed["response_id"], closed["revision"], "Fejl")


@pytest.mark.parametrize(
    ("step", "more"),
    [
        (r.contact, (date(2026, 1, 1),)),
        (r.close, (BACK,)),
        (r.decide, ([Decision.SUPERVISION],)),
        (r.hand_on, (uuid4(),)),
        (r.give_back, ("Fejl",)),
        (r.resume, ()),
    ],
)
def test_what_nobody_owns_is_taken_first(
    site: Site, emergency: Actor, family: families.Created, step: Callable[..., None], more: Any
) -> None:
    with pytest.raises(InvalidInput, match="Tag den først"):
        do(site, emergency, family, step, *more)


def test_what_does_not_make_sense_is_refused(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    today = site.ctx.today()
    do(site, emergency, family, r.take)
    refused: list[tuple[Callable[..., None], tuple[Any, ...], str]] = [
        (r.contact, (today + timedelta(days=1),), "Kontakten skal ligge mellem"),
        (r.contact, (today - timedelta(days=1),), "Kontakten skal ligge mellem"),
        (r.decide, ([],), "mindst én beslutning"),
        (r.decide, ([Decision.NO_ACTION],), "«Hvad blev aftalt\\?» mangler"),
        (r.decide, ([Decision.NO_ACTION, Decision.SUPERVISION], "x"), "enten"),
        (r.decide, ([Decision.RAISE_INTENSITY],), "timer om ugen"),
        (r.decide, ([Decision.RAISE_INTENSITY], "", Decimal(0)), "timer om ugen"),
        (r.decide, ([Decision.RAISE_INTENSITY], "", Decimal("1.25")), "decimal"),
        (r.look_again, (today,), "efter i dag"),
        (r.look_again, (today + timedelta(days=183),), "halvt år"),
        (r.set_deadline, (today - timedelta(days=1), "Ferie"), "fortiden"),
        (r.set_deadline, (today, ""), "«Hvorfor\\?» mangler"),
        (r.hand_on, (site.practitioner.user_id,), "familiens egen leder"),
        (r.hand_on, (site.actors["other_leader"].user_id,), "familiens egen leder"),
        (r.hand_on, (emergency.user_id,), "allerede sagen"),
        (r.family_words, ("010190-1234 har ringet",), "«Det sagde familien» .* CPR"),
        (r.take, (), "allerede taget"),
    ]
    before = the(site, family)
    for step, more, words in refused:
        with pytest.raises(InvalidInput, match=words):
            do(site, emergency, family, step, *more)
    assert the(site, family) == before


@pytest.mark.parametrize(("limit", "above"), [(None, "30.1"), (Decimal(12), "12.1")])
def test_more_than_the_service_gives_is_refused(
    site: Site, emergency: Actor, family: families.Created, limit: Decimal | None, above: str
) -> None:
    """Up to 30 hours a week by the service's own text, unless the leader has set another limit;
    the limit itself is given."""
    if limit is not None:
        capacity.set_targets(site.ctx, site.leader, Targets(weekly_limit=limit))
    more = [Decision.RAISE_INTENSITY]
    do(site, emergency, family, r.take)
    with pytest.raises(InvalidInput, match=f"højst give {limit or 30} timer om ugen"):
        do(site, emergency, family, r.decide, more, "", Decimal(above))
    do(site, emergency, family, r.decide, more, "", limit or Decimal(30))
    assert r.queue(site.ctx, emergency).rows[0].weekly_hours == (limit or 30)


def test_handing_on_giving_back_and_another_deadline(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    today = site.ctx.today()
    do(site, emergency, family, r.take)
    do(site, emergency, family, r.hand_on, site.leader.user_id)
    assert the(site, family)["owner_id"] == site.leader.user_id
    do(site, site.leader, family, r.set_deadline, today + timedelta(days=5), "Ferie")
    assert the(site, family)["due_on"] == today + timedelta(days=5)
    do(site, site.leader, family, r.give_back, "Syg resten af ugen")
    found = the(site, family)
    assert (found["state"], found["owner_id"]) == ("new", None)
    assert found["due_on"] == today + timedelta(days=1)


def test_the_first_contact_counts(site: Site, emergency: Actor, family: families.Created) -> None:
    do(site, emergency, family, r.take)
    two_days_on = on_day(site.ctx, site.ctx.today() + timedelta(days=2))
    do(site, emergency, family, r.contact, two_days_on.today(), ctx=two_days_on)
    do(site, emergency, family, r.contact, site.ctx.today(), ctx=two_days_on)
    days = r.queue(two_days_on, emergency).figures.days_to_contact
    assert days == r.Days(Decimal(0), 1)


# Two at once -----------------------------------------------------------------------------


def test_the_second_is_told_who_was_first_and_when(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    seen = the(site, family)
    r.take(site.ctx, emergency, seen["response_id"], seen["revision"])
    (at,) = ask(site.ctx, "SELECT happened_at FROM response_step WHERE kind = 'take'")[0]
    local = (at + _offset(at)).strftime("%H.%M")
    with pytest.raises(Conflict, match=f"Emergency tog den kl. {local}"):
        r.take(site.ctx, site.leader, seen["response_id"], seen["revision"])
    assert the(site, family)["owner_id"] == emergency.user_id


def _offset(at: datetime) -> timedelta:
    return at.replace(tzinfo=UTC).astimezone().utcoffset() or timedelta()


def test_two_take_the_same_at_once_and_one_gets_it(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    seen, gate = the(site, family), threading.Barrier(2)
    told: list[str] = []

    def run(actor: Actor) -> None:
        gate.wait()
        try:
            r.take(site.ctx, actor, seen["response_id"], seen["revision"])
        except Conflict as error:
            told.append(str(error))

    threads = [threading.Thread(target=run, args=(who,)) for who in (emergency, site.leader)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    owner = the(site, family)["owner_id"]
    winner = "Emergency" if owner == emergency.user_id else "Leader"
    assert len(told) == 1
    assert told[0].startswith(f"{winner} tog den kl. ")
    assert ask(site.ctx, "SELECT count(*) FROM response_step WHERE kind = 'take'") == [(1,)]


def test_an_old_page_changes_nothing(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    do(site, emergency, family, r.take)
    seen = the(site, family)
    do(site, site.leader, family, r.close, BACK)
    with pytest.raises(Conflict, match="Leader afsluttede den kl. "):
        r.decide(site.ctx, emergency, seen["response_id"], seen["revision"], [Decision.SUPERVISION])
    assert the(site, family)["state"] == "closed"


def test_a_flag_that_came_meanwhile_is_told(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    seen = the(site, family)
    give(site, family, site.ctx.today() - timedelta(days=6), "18.0", "30.0", "30.0")
    give(site, family, site.ctx.today() - timedelta(days=5), "18.0", "10.0", "10.0")
    assert the(site, family)["revision"] > seen["revision"]
    with pytest.raises(Conflict, match="nyt flag"):
        r.take(site.ctx, emergency, seen["response_id"], seen["revision"])


def test_a_double_click_is_one_step(site: Site, emergency: Actor, family: families.Created) -> None:
    seen = the(site, family)
    for _ in range(2):
        r.take(site.ctx, emergency, seen["response_id"], seen["revision"])
    assert the(site, family)["revision"] == seen["revision"] + 1


# Acute entries ---------------------------------------------------------------------------


def test_a_leader_brings_a_family_in(site: Site, emergency: Actor) -> None:
    family = make_family(site)
    with pytest.raises(NotFound):
        family_view.load(site.ctx, emergency, family.family_id)
    form = uuid4()
    made = {
        r.bring_in(site.ctx, site.leader, family.family_id, "Vold", "Faglig leder", form)
        for _ in range(2)
    }
    assert len(made) == 1
    row = r.queue(site.ctx, emergency).rows[0]
    assert (row.severity, row.origin, row.due_on) == (
        Severity.ACUTE, Origin.ACUTE, site.ctx.today(),
    )  # fmt: skip
    assert (row.why, row.agreed_with) == ("Vold", "Faglig leder")
    assert family_view.load(site.ctx, emergency, family.family_id).family.case_number == "F-1"
    assert trail(site.ctx, "response_acute") == [(site.leader.user_id, [family.family_id], "")]
    with pytest.raises(InvalidInput, match="allerede bragt ind"):
        r.bring_in(site.ctx, site.leader, family.family_id, "Vold igen", "Faglig leder")


def test_an_open_response_becomes_acute(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    do(site, emergency, family, r.take)
    r.bring_in(site.ctx, site.leader, family.family_id, "Vold", "Faglig leder")
    found = the(site, family)
    assert (found["severity"], found["origin"], found["state"]) == ("acute", "acute", "taken")
    assert found["due_on"] == site.ctx.today() + timedelta(days=1)
    assert ask(site.ctx, "SELECT count(*) FROM response") == [(1,)]


@pytest.mark.parametrize("texts", [("", "Faglig leder"), ("Vold", " ")])
def test_it_says_why_and_with_whom(site: Site, texts: tuple[str, str]) -> None:
    family = make_family(site)
    with pytest.raises(InvalidInput):
        r.bring_in(site.ctx, site.leader, family.family_id, *texts)


def test_only_a_family_in_treatment(site: Site, family: families.Created) -> None:
    _end(site, family)
    with pytest.raises(InvalidInput, match="ikke et forløb i gang"):
        r.bring_in(site.ctx, site.leader, family.family_id, "Vold", "Faglig leder")


# Who may what ----------------------------------------------------------------------------


EVERY_STEP: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
    (r.take, ()),
    (r.hand_on, (uuid4(),)),
    (r.give_back, ("x",)),
    (r.set_deadline, (date(2099, 1, 1), "x")),
    (r.contact, (date(2026, 1, 1),)),
    (r.decide, ([Decision.SUPERVISION],)),
    (r.family_words, ("x",)),
    (r.look_again, (date(2099, 1, 1),)),
    (r.resume, ()),
    (r.close, (BACK,)),
    (r.reopen, ("x",)),
]


def _changed(site: Site) -> list[Any]:
    return ask(site.ctx, "SELECT * FROM response_step") + ask(site.ctx, "SELECT * FROM response")


@pytest.mark.parametrize(
    "who", ["other_leader", "other_practitioner", "colleague", "administrator", "steering"]
)
def test_an_outsider_sees_and_changes_nothing(
    site: Site, family: families.Created, who: str
) -> None:
    actor, found, before = site.actors[who], the(site, family), _changed(site)
    for step, more in EVERY_STEP:
        with pytest.raises((NotFound, NotAllowed, InvalidInput)):
            step(site.ctx, actor, found["response_id"], found["revision"], *more)
    with pytest.raises((NotFound, NotAllowed)):
        r.read(site.ctx, actor, found["response_id"])
    with pytest.raises((NotFound, NotAllowed)):
        r.bring_in(site.ctx, actor, family.family_id, "Vold", "Faglig leder")
    assert _changed(site) == before
    if who == "other_leader":
        queue = r.queue(site.ctx, actor)
        assert (queue.rows, queue.figures.open, sum(queue.counts.values())) == ([], 0, 0)
    else:
        with pytest.raises(NotAllowed):
            r.queue(site.ctx, actor)


def test_a_practitioner_adds_the_familys_words_and_nothing_else(
    site: Site, family: families.Created
) -> None:
    found = the(site, family)
    for step, more in EVERY_STEP:
        if step is not r.family_words:
            with pytest.raises(NotAllowed):
                step(site.ctx, site.practitioner, found["response_id"], found["revision"], *more)
    do(site, site.practitioner, family, r.family_words, "Det går bedre nu")
    shown = site.ctx.database.in_transaction(
        lambda unit: r.of_episode(site.ctx, unit, family.episode_id)
    )
    assert [step.body for step in shown[0].steps] == ["", "Det går bedre nu"]


def test_the_emergency_team_lets_go_of_the_family_when_it_is_closed(
    site: Site, emergency: Actor, family: families.Created
) -> None:
    do(site, emergency, family, r.take)
    do(site, emergency, family, r.family_words, "Vi har det svært")
    do(site, emergency, family, r.close, Result.FALSE_ALARM, "En dårlig dag")
    with pytest.raises(NotFound):
        family_view.load(site.ctx, emergency, family.family_id)
    (row,) = r.queue(site.ctx, emergency, Standing.CLOSED).rows
    assert (row.case_number, row.result, row.closed_on) == (
        "F-1", Result.FALSE_ALARM, site.ctx.today(),
    )  # fmt: skip
    assert (row.members, row.practitioners, row.reasons, row.result_reason) == ([], [], [], "")
    view = r.read(site.ctx, emergency, row.response_id)
    assert view.family is None
    assert [step.body for step in view.steps] == ["", "", "", ""]
    (own,) = r.queue(site.ctx, site.leader, Standing.CLOSED).rows
    assert (own.result_reason, len(own.members)) == ("En dårlig dag", 3)


def test_a_closed_account_is_out(site: Site, emergency: Actor, family: families.Created) -> None:
    administration.set_active(site.ctx, site.admin, emergency.user_id, False)
    assert r.queue(site.ctx, emergency).rows == []
    with pytest.raises(NotFound):
        do(site, emergency, family, r.take)


# Order, deadlines, figures ---------------------------------------------------------------


def test_the_order_of_the_queue(site: Site, emergency: Actor) -> None:
    """Acute without an owner, then overdue, then new by severity, then what is due first."""
    made = {name: flagged(site, name) for name in ("late", "later", "taken", "waiting", "high")}
    today = site.ctx.today()
    for name, days in (("late", 2), ("later", 4)):
        ask(
            site.ctx, "UPDATE response SET due_on = ? WHERE family_id = ?",
            today - timedelta(days=days), made[name].family_id,
        )  # fmt: skip
    acute = make_family(site, case_number="acute")
    r.bring_in(site.ctx, site.leader, acute.family_id, "Vold", "Faglig leder")
    quiet = make_family(site, case_number="ordinary")
    for days, total in ((9, "20.0"), (8, None), (7, None)):
        give(site, quiet, today - timedelta(days=days), total)
    for name in ("taken", "waiting"):
        do(site, emergency, made[name], r.take)
    do(site, emergency, made["waiting"], r.look_again, today + timedelta(days=1))
    queue = r.queue(site.ctx, emergency)
    order = [row.case_number for row in queue.rows]
    assert order == ["acute", "later", "late", "high", "ordinary", "taken", "waiting"]
    assert queue.counts == {
        Standing.OVERDUE: 2, Standing.NEW: 3, Standing.TAKEN: 1, Standing.WAITING: 1,
        Standing.CLOSED: 0,
    }  # fmt: skip
    for row in queue.rows:
        assert row.standing is standing(row.state, row.due_on, today), "as the domain says"
    assert [row.case_number for row in r.queue(site.ctx, emergency, Standing.OVERDUE).rows] == [
        "later", "late",
    ]  # fmt: skip
    assert (queue.figures.open, queue.figures.without_owner, queue.figures.overdue) == (7, 5, 2)


def test_pages_of_the_queue(
    site: Site, monkeypatch: pytest.MonkeyPatch, family: families.Created
) -> None:
    flagged(site, "F-2")
    flagged(site, "F-3")
    monkeypatch.setattr(response_queue, "PAGE", 2)
    first, second = (r.queue(site.ctx, site.leader, page=page) for page in (0, 1))
    assert (len(first.rows), first.more, len(second.rows), second.more) == (2, 1, 1, 0)
    assert len({row.family_id for row in first.rows + second.rows}) == 3


def test_each_site_sets_its_own_deadlines(site: Site, emergency: Actor) -> None:
    assert r.deadlines(site.ctx, emergency) == CONVENTION
    own = replace(CONVENTION, take={Severity.ACUTE: 0, Severity.HIGH: 2, Severity.ORDINARY: 5})
    with pytest.raises(NotAllowed):
        r.set_deadlines(site.ctx, emergency, own)
    r.set_deadlines(site.ctx, site.leader, own)
    assert r.deadlines(site.ctx, emergency) == own
    family = flagged(site)
    assert the(site, family)["due_on"] == site.ctx.today() + timedelta(days=2)


@pytest.mark.parametrize(
    "take",
    [
        {Severity.ACUTE: 1, Severity.HIGH: 0, Severity.ORDINARY: 3},
        {Severity.ACUTE: 0, Severity.HIGH: 1, Severity.ORDINARY: 91},
        {Severity.ACUTE: -1, Severity.HIGH: 1, Severity.ORDINARY: 3},
        {Severity.ACUTE: 0, Severity.HIGH: 1},
    ],
)
def test_deadlines_that_make_no_sense(site: Site, take: dict[Severity, int]) -> None:
    with pytest.raises(InvalidInput):
        r.set_deadlines(
            site.ctx, site.leader, Deadlines(take, CONVENTION.decide, CONVENTION.follow)
        )


def test_how_often_the_flags_were_right(site: Site, emergency: Actor) -> None:
    """Four closings are too few to be shown as a share; the fifth shows 3 of 5."""
    results = [BACK, BACK, Result.FALSE_ALARM, Result.FALSE_ALARM, Result.OTHER_HELP]
    for number, result in enumerate(results):
        family = flagged(site, f"F-{number}")
        do(site, emergency, family, r.take)
        do(site, emergency, family, r.close, result, "En grund")
        if number == 3:
            figures = r.queue(site.ctx, emergency).figures
            assert figures.by_code == {ReasonCode.WORSENING_PERSISTS: None}
            assert (figures.right, figures.n_closed) == (2, 4)
    acute = make_family(site, case_number="A-1")
    r.bring_in(site.ctx, site.leader, acute.family_id, "Vold", "Faglig leder")
    do(site, emergency, acute, r.take)
    do(site, emergency, acute, r.close, Result.OTHER, "Falsk rygte")
    figures = r.queue(site.ctx, emergency).figures
    assert (figures.right, figures.n_closed) == (3, 5), "an acute entry says nothing of flags"
    assert figures.by_code == {ReasonCode.WORSENING_PERSISTS: (3, 5)}
    year_on = on_day(site.ctx, site.ctx.today() + timedelta(days=366))
    assert r.queue(year_on, emergency).figures.n_closed == 0
    assert r.queue(site.ctx, site.actors["other_leader"]).figures.n_closed == 0


def test_waiting_times_are_the_median_of_the_latest(site: Site, emergency: Actor) -> None:
    for number, days in enumerate((0, 1, 5)):
        family = flagged(site, f"F-{number}")
        do(site, emergency, family, r.take)
        then = on_day(site.ctx, site.ctx.today() + timedelta(days=days))
        do(site, emergency, family, r.contact, then.today(), ctx=then)
        do(site, emergency, family, r.decide, [Decision.SUPERVISION], ctx=then)
    figures = r.queue(site.ctx, emergency).figures
    assert figures.days_to_contact == r.Days(Decimal(1), 3)
    assert figures.days_to_decision == r.Days(Decimal(1), 3)


def test_what_somebody_who_leaves_owned_waits_for_an_owner_again(
    site: Site, emergency: Actor
) -> None:
    taken, closed = flagged(site, "F-1"), flagged(site, "F-2")
    for family in (taken, closed):
        do(site, emergency, family, r.take)
    do(site, emergency, closed, r.close, Result.FALSE_ALARM, "En grund")
    administration.set_active(site.ctx, site.admin, emergency.user_id, False)
    (row,) = r.queue(site.ctx, site.leader).rows
    assert (row.family_id, row.state, row.owner_id) == (taken.family_id, State.NEW, None)
    assert r.queue(site.ctx, site.leader, Standing.CLOSED).rows[0].owner_id == emergency.user_id
    steps = r.read(site.ctx, site.leader, row.response_id).steps
    told = max(steps, key=lambda step: step.step_no)
    assert (told.kind, told.body) == (Step.GIVE_BACK, "Ejerens konto er spærret.")
