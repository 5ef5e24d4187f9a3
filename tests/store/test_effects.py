"""Effekt: frozen, the same twice, told anew only when enough have answered, and of nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from fit_tracker.domain.people import MemberRole
from fit_tracker.domain.programmes import Moment, Programme, Published
from fit_tracker.errors import NotAllowed, NotFound
from fit_tracker.services import (
    answer_corrections,
    effect_files,
    effects,
    enrolments,
    programme_edit,
    programmes,
)
from fit_tracker.services.effect_results import Basis, Comparison, Group, Verdict
from fit_tracker.services.effects import Snapshot
from fit_tracker.services.families import Created, NewMember
from tests.factories import Site, ask, give, make_family, on_day, trail
from tests.programme_factories import (
    give_answers,
    make_enrolment,
    make_measure,
    make_programme,
    programme,
)

COUPLE = (NewMember(MemberRole.MOTHER, 1986, "Mor"), NewMember(MemberRole.FATHER, 1984, "Far"))
VARIED = (0, 1, 2, 3, 4, 0, 2, 4)
"""In fifths of a point: answers differ, and by how much is known."""


def make_round(site: Site, programme_id: UUID, families: int, *, since: int = 0) -> list[Created]:
    """Couples who began 100 days ago and ended 50 days ago. Stress falls from 4.0 + v to
    3.0 + v / 2 for mothers and from 3.6 + v to 3.2 + v for fathers, v in fifths of a point."""
    begun = site.ctx.today() - timedelta(days=100)
    ended = begun + timedelta(days=50)
    made = []
    for number in range(since, since + families):
        family = make_family(site, case_number=f"F-{number}", started_on=begun, members=COUPLE)
        fifth = Decimal(VARIED[number % len(VARIED)]) / 5
        for person, (before, after) in enumerate(
            ((4 + fifth, 3 + fifth / 2), (Decimal("3.6") + fifth, Decimal("3.2") + fifth))
        ):
            own = make_enrolment(site, programme_id, family, person=person, started_on=begun)
            member = family.member_ids[person]
            give_answers(site, own, member, Moment.BEFORE, begun, stress=f"{before:.1f}")
            enrolments.end(site.ctx, site.practitioner, own, ended, True)
            give_answers(site, own, member, Moment.AFTER, ended, stress=f"{after:.1f}")
        made.append(family)
    return made


@pytest.fixture
def kursus(site: Site) -> UUID:
    return make_programme(site, _priced())


def _priced() -> Programme:
    told = Published("stress", "all", Decimal("3.4"), Decimal("3.0"), "yes")
    return replace(programme(variants=("",)), published=(told,))


def compute(site: Site, programme_id: UUID) -> Snapshot:
    return effects.compute(site.ctx, site.actors["project"], programme_id)


def after(found: Snapshot, group: Group = Group.ALL, measure: str = "stress") -> Comparison:
    one = next(one for one in found.table.measures if one.code == measure).group(group)
    assert one is not None
    return one.after


def test_the_table_of_eight_couples(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 8)
    found = compute(site, kursus)
    mothers, fathers, everybody = (
        after(found, g) for g in (Group.MOTHERS, Group.FATHERS, Group.ALL)
    )
    # By hand: the fifths have the mean 2, so v is 0.4 on average.
    assert (mothers.before, mothers.later, fathers.before, fathers.later) == (4.4, 3.2, 4.0, 3.6)
    assert (mothers.change, everybody.change) == (-1.2, -0.8)
    assert (everybody.n, mothers.n, fathers.n) == (16, 8, 8)
    assert everybody.verdict is mothers.verdict is Verdict.IMPROVED
    # Every father's stress falls by the same 0.4, which leaves nothing to be unsure of by.
    assert (fathers.low, fathers.p, fathers.verdict) == (None, None, Verdict.NONE_MEASURABLE)
    # R: v <- c(0,1,2,3,4,0,2,4)/5; d <- rowMeans(cbind(-1 - v/2, -.4)); t.test(d)$conf.int
    assert (everybody.low, everybody.high) == (-0.87, -0.73)
    # Nobody answered about wellbeing.
    assert after(found, measure="wellbeing").n is None


def test_the_same_answers_make_no_second_table(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    first, second = compute(site, kursus), compute(site, kursus)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.body_hash == second.body_hash
    assert first.table == second.table
    assert ask(site.ctx, "SELECT number FROM effect_snapshot") == [(1,)]


def test_one_couple_more_is_told_of_nobody(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    first = compute(site, kursus)
    tomorrow = replace(site, ctx=on_day(site.ctx, site.ctx.today() + timedelta(days=1)))
    make_round(tomorrow, kursus, 1, since=50)
    second = compute(tomorrow, kursus)
    assert second.number == 2
    # The lines stand as they were, with their day.
    assert second.table.measures == first.table.measures


def test_a_frozen_table_does_not_move(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    found = compute(site, kursus)
    make_round(site, kursus, 6, since=6)
    shown = effects.latest(site.ctx, site.actors["project"], kursus)
    assert shown is not None and shown.table == found.table
    assert after(compute(site, kursus)).n == 24


@pytest.mark.parametrize(("families", "n"), [(4, None), (5, 10)])
def test_fewer_than_five_families_are_not_told(
    site: Site, kursus: UUID, families: int, n: int | None
) -> None:
    make_round(site, kursus, families)
    found = compute(site, kursus)
    assert after(found).n == n
    assert after(found, Group.FATHERS).n == (5 if n else None)


def test_a_withdrawn_answer_does_not_count(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 10)
    for answer_id, *_ in ask(
        site.ctx, "SELECT answer_id FROM answer WHERE moment = 'after' ORDER BY answer_id LIMIT 4"
    ):
        answer_corrections.withdraw(site.ctx, site.practitioner, answer_id, "Tastefejl")
    assert after(compute(site, kursus)).n == 16


def test_what_is_told_beside_the_costs(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    found = compute(site, kursus).table
    assert found.costs.participants == 12
    assert found.costs.overall is not None and found.costs.overall.value == 1000
    assert [(one.group, one.before, one.after) for one in found.published] == [
        (Group.ALL, 3.4, 3.0)
    ]
    assert found.measures[0].limit.basis is Basis.NONE


def test_the_tables_rows_hold_no_id(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    compute(site, kursus)
    ((body, disclosed),) = ask(site.ctx, "SELECT body, disclosed FROM effect_snapshot")
    ids = ask(
        site.ctx,
        "SELECT CAST(member_id AS VARCHAR) FROM member UNION SELECT CAST(answer_id AS VARCHAR) "
        "FROM answer UNION SELECT CAST(family_id AS VARCHAR) FROM family",
    )
    assert len(ids) > 30
    assert not [one for (one,) in ids if one in body or one in disclosed]
    assert (
        body
        == json.dumps(json.loads(body), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


def test_a_measure_asked_at_each_visit_is_first_against_latest(site: Site) -> None:
    measure = make_measure("outcome", instrument="outcome-adult", moments=(Moment.EACH_VISIT,))
    wanted = programme(code="loebende", measures=(measure,))
    programme_id = make_programme(site, wanted)
    begun = site.ctx.today() - timedelta(days=40)
    for number in range(6):
        family = make_family(site, case_number=f"V-{number}", started_on=begun)
        fathers = (f"{20 + number % 2}", None, f"{24 + number}")
        for visit, mother in enumerate((f"{15 + number}", "3.0", f"{21 + 2 * number}")):
            day = begun + timedelta(days=7 * visit)
            give(site, family, day, mother, fathers[visit], None)
    found = compute(site, programme_id)
    line = after(found, Group.MOTHERS, "outcome")
    # By hand: 15..20 on average 17.5, 21..31 in steps of two 26.
    assert (line.n, line.before, line.later, line.change) == (6, 17.5, 26.0, 8.5)
    assert found.table.measures[0].each_visit
    assert found.table.measures[0].limit.basis is Basis.PACK
    assert found.table.measures[0].groups[0].follow_up is None


def test_who_may(site: Site, kursus: UUID) -> None:
    ctx = site.ctx
    for name in ("practitioner", "emergency", "steering", "administrator"):
        with pytest.raises(NotAllowed):
            effects.latest(ctx, site.actors[name], kursus)
        with pytest.raises(NotAllowed):
            effect_files.csv_file(ctx, site.actors[name], kursus, "da")
    with pytest.raises(NotAllowed):
        effects.compute(ctx, site.leader, kursus)
    assert effects.latest(ctx, site.leader, kursus) is None
    with pytest.raises(NotFound):
        effects.compute(ctx, site.actors["project"], UUID(int=7))


def test_the_file_says_what_the_table_says(site: Site, kursus: UUID) -> None:
    project = site.actors["project"]
    with pytest.raises(NotFound):
        effect_files.csv_file(site.ctx, project, kursus, "da")
    make_round(site, kursus, 8)
    compute(site, kursus)
    lines = effect_files.csv_file(site.ctx, project, kursus, "da").decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Skala;Fra;Til;Højere er bedre;Hvem;Hvornår;")
    today = f"{site.ctx.today():%d-%m-%Y}"
    mothers = next(line for line in lines if ";Mødre;Lige efter;" in line)
    assert mothers.startswith(f"Stressniveau;1;6;nej;Mødre;Lige efter;{today};8;;4,4;3,2;-1,2;")
    # Nothing of wellbeing is told: its cells are empty.
    hidden = next(line for line in lines if line.startswith("Trivsel;") and ";Alle;Lige" in line)
    assert hidden.endswith(f"{today};;;;;;;;;;;;;for få til at vise;;")


def test_the_acts_stand_in_the_trail_without_families(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    compute(site, kursus)
    effects.latest(site.ctx, site.leader, kursus)
    effect_files.csv_file(site.ctx, site.leader, kursus, "da")
    for act, detail in (
        ("effect_computed", "kursus 1"), ("effect_read", "kursus"), ("effect_file", "kursus 1"),
    ):  # fmt: skip
        ((_, families, told),) = trail(site.ctx, act)
        assert (list(families), told) == ([], detail)


def test_another_price_makes_a_new_table_of_the_same_lines(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    first = compute(site, kursus)
    project = site.actors["project"]
    before = programmes.get(site.ctx, project, kursus)
    cost = replace(before.programme.costs[0], amount=Decimal(2000))
    programme_edit.save(site.ctx, project, before, replace(before.programme, costs=(cost,)))
    second = compute(site, kursus)
    assert (second.number, second.table.measures) == (2, first.table.measures)
    assert second.table.costs.overall is not None and second.table.costs.overall.value == 2000


def test_a_day_is_told_for_what_is_older(site: Site, kursus: UUID) -> None:
    make_round(site, kursus, 6)
    day = site.ctx.today()
    compute(site, kursus)
    later = replace(site, ctx=on_day(site.ctx, day + timedelta(days=3)))
    make_round(later, kursus, 2, since=6)
    found = compute(later, kursus)
    assert found.data_until == day + timedelta(days=3)
    assert after(found).as_of == day
    assert isinstance(found.data_until, date)
